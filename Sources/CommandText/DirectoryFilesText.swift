internal import CommandSupport
internal import Coordination
internal import Installation
package import PeopleService

extension ImportReport: Printed {
    package var lines: [String] {
        func row(_ name: String, _ counts: [String: Int]) -> [String] {
            [name] + ["added", "changed", "unchanged"].map { "\(counts[$0] ?? 0)" }
        }
        var lines = Table.lines(
            ["", "added", "changed", "unchanged"],
            [row("mechanisms", mechanisms), row("organizations", organizations), row("contacts", contacts)], empty: "")
        lines += changed.flatMap(\.lines)
        if let count = contacts["merged"] {
            lines.append("\(count) contacts were merged into others and left as they are.")
        }
        if !passedOver.isEmpty {
            lines.append(
                "An address that was taken off a record, or an earlier spelling, is not taken up again without --replace: \(passedOver.joined(separator: ", "))"
            )
        }
        if !guarded.isEmpty {
            lines.append(
                "A refusal, label or override on record stays as it is, whatever the file says: \(guarded.joined(separator: ", "))"
            )
        }
        return lines
    }
}

extension ExportReport: Printed {
    package var lines: [String] {
        let shown = leftOut.sorted { $0.key < $1.key }.prefix(10).map { "left out \($0.key): \($0.value)" }
        let more = leftOut.count > 10 ? ["… and \(leftOut.count - 10) more; --json lists all"] : []
        let empty = withheld.sorted { $0.key < $1.key }.map {
            "left empty for \($0.key), because it names a person who is not in the file: \($0.value.joined(separator: ", "))"
        }
        return shown + more + empty + ["Wrote \(people) people to \(files.joined(separator: ", ")) (\(label))."]
    }
}

extension SearchHit: Listed {
    package static func table(_ hits: [SearchHit]) -> [String] {
        Table.lines(
            ["id", "kind", "country", "sector", "name"],
            hits.map { hit in
                [
                    hit.id, hit.kind, hit.country?.rawValue ?? "-", hit.sector?.rawValue ?? "-",
                    hit.name + (hit.organization.map { ", \($0)" } ?? ""),
                ]
            }, empty: "Nothing found.")
    }
}

extension DuplicateView: Listed {
    package static func table(_ pairs: [DuplicateView]) -> [String] {
        Table.lines(
            ["score", "one", "other", "names", "reason"],
            pairs.map {
                [
                    "\($0.likeness.score)", $0.first.text, $0.second.text, "\($0.firstName) / \($0.secondName)",
                    $0.likeness.reasons.joined(separator: ", "),
                ]
            }, empty: "No duplicates found.")
    }
}

extension OrganizationDuplicate: Listed {
    package static func table(_ pairs: [OrganizationDuplicate]) -> [String] {
        Table.lines(
            ["score", "one", "other", "names"],
            pairs.map { ["\($0.score)", $0.first.text, $0.second.text, "\($0.firstName) / \($0.secondName)"] },
            empty: "No duplicates found.")
    }
}

extension MergedEntry: Printed {
    package var lines: [String] {
        switch self {
        case .person(let view):
            ContactText(contact: view.kept, organization: view.organization).lines + [
                view.isDone
                    ? "\(view.other) is a part of \(view.kept.id) now. 'convoke directory unmerge \(view.kept.id)' undoes it."
                    : "Nothing was changed: this was a dry run."
            ]
        case .organization(let view):
            DirectoryEntry.organization(view.kept, [], []).lines + [
                view.isDone
                    ? "\(view.other) is a part of \(view.kept.id) now, with \(view.people) people."
                    : "It would take in \(view.people) people. Nothing was changed: this was a dry run."
            ]
        }
    }
}

extension EntryChange: Printed {
    package var lines: [String] {
        let suspects = suspected.map {
            "Looks like \($0.other), \($0.score) of 100: \($0.reasons.joined(separator: ", ")). If they are one, 'convoke directory merge \($0.other) \(record)'."
        }
        let alike = organizations.map {
            "\($0.secondName) looks like \($0.firstName) (\($0.first)), \($0.score) of 100. If they are one, 'convoke directory merge \($0.first) \($0.second)'."
        }
        return [isNew ? "Added \(record)." : "Changed \(record):"] + differences.map(\.line) + suspects + alike
    }
}

extension SessionsView: Printed {
    package var lines: [String] {
        let table = Table.lines(
            ["name", "start", "end", "source", "cut-offs"],
            sessions.map { session in
                let cutoffs = (session.cutoffs ?? [:]).sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
                return [
                    session.name, "\(session.start)", "\(session.end)", session.source, cutoffs.joined(separator: ", "),
                ]
            }, empty: "None are known; 'convoke mechanism sessions import \(mechanism) FILE --source TEXT' takes them.")
        return added > 0 ? ["\(added) sessions are new."] + table : table
    }
}
