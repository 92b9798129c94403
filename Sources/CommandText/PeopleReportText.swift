internal import CommandSupport
package import PeopleService

extension PeopleReport: Printed {
    package var lines: [String] { PeopleReportText(report: self).lines }
}

extension PeopleReport.Changed {
    /// Place and id, and what becomes of each field below them.
    package var lines: [String] {
        ["\(place): \(record)"]
            + differences.map { difference in
                let lost = difference.lost.joined(separator: "; "), gained = difference.gained.joined(separator: "; ")
                if lost.isEmpty { return "  \(difference.field): added \(gained)" }
                return "  \(difference.field): \(lost) → \(gained.isEmpty ? "nothing" : gained)"
            }
    }
}

/// What an import of people did, in lines.
struct PeopleReportText {
    let report: PeopleReport

    var lines: [String] {
        let would = report.isKept ? "" : "would be "
        var lines: [String] = []
        if report.isDryRun, let mapping = report.mapping {
            lines += ["The columns are read as:", ""] + mapping.split(separator: "\n").map { "  \($0)" } + [""]
            lines += ["The first rows:"] + report.samples.map { "  \($0)" } + [""]
        }
        lines.append(
            "\(report.file): \(report.added) people \(would)new, \(report.changed.count) \(would)changed, \(report.unchanged) unchanged; \(report.organizationsAdded) organizations \(would)new, \(report.organizationsChanged) \(would)changed"
        )
        lines += section(
            "Rows that speak of someone for the second time", report.repeated.map { "\($0.place): as \($0.contact)" })
        lines += section(
            "Passed over, for the record was merged into another", report.merged.map { "\($0.place): \($0.contact)" })
        lines += section("Changed", report.changed.map { $0.lines.joined(separator: "\n  ") })
        lines += section(
            "Addresses that were taken off a record, and stay off",
            report.formerAddresses.map { "\($0.place): \($0.contact)" })
        lines += section(
            "Look like someone else\(report.isKept ? "; see 'convoke directory duplicates' and 'merge'" : "")",
            report.suspected.map {
                "\($0.place): like \($0.otherPlace ?? $0.other), \($0.score) of 100: \($0.reasons.joined(separator: ", "))"
            })
        lines += refusals
        lines += section(
            "Facts of an organization that differ from row to row; the first is kept",
            report.conflicts.sorted { $0.key < $1.key }.map { kept, others in
                "\(kept), elsewhere \(others.sorted().joined(separator: ", "))"
            })
        for (list, count) in report.foreignIDs.sorted(by: { $0.key < $1.key }) {
            lines.append(
                "Numbers \(report.isKept ? "kept" : "that would be kept") as those of '\(list)', not as ids of this directory: \(count)"
            )
        }
        if !report.zonesAssumed.isEmpty {
            let zones = report.zonesAssumed.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
            lines.append("Time zone taken from the country: \(zones.joined(separator: ", "))")
        }
        if !report.leftOut.isEmpty {
            let names = report.leftOut.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
            lines.append("Left out, because Convoke does not keep it: \(names.joined(separator: ", "))")
        }
        if report.isDryRun { lines.append("Nothing was changed: this was a dry run.") }
        return lines
    }

    /// Many rows that are refused for one reason are told once, with their lines.
    private var refusals: [String] {
        func kind(_ item: PeopleReport.Refusal) -> String {
            let words = item.reason.split(separator: "'", omittingEmptySubsequences: false)
            let column = item.place.split(separator: ",", maxSplits: 1).dropFirst().joined()
            return words.count > 2 ? "\(column)\(words[0])\(words.dropFirst(2).joined())" : "\(column)\(item.reason)"
        }
        var order: [String] = [], groups: [String: [PeopleReport.Refusal]] = [:]
        for item in report.refused {
            if groups[kind(item)] == nil { order.append(kind(item)) }
            groups[kind(item), default: []].append(item)
        }
        let lines = order.compactMap { groups[$0] }.flatMap { group -> [String] in
            let shown = group.count > 4 ? 1 : group.count
            let rest = group.dropFirst(shown).map { item in
                item.place.split(separator: ",").first?.split(separator: ":").last.map(String.init) ?? item.place
            }
            return group.prefix(shown).map { "  \($0.place): \($0.reason). \($0.remedy.inCommands)" }
                + (rest.isEmpty
                    ? []
                    : [
                        "    and the same in \(rest.count) more lines: \(rest.prefix(40).joined(separator: ", "))\(rest.count > 40 ? ", …" : "")"
                    ])
        }
        return lines.isEmpty ? [] : ["", "Cannot be taken (\(report.refused.count)):"] + lines + [""]
    }

    private func section(_ title: String, _ entries: [String]) -> [String] {
        entries.isEmpty ? [] : ["", "\(title) (\(entries.count)):"] + entries.map { "  \($0)" } + [""]
    }
}
