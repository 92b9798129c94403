internal import CommandSupport
package import PeopleService

extension PeopleReport: Printed {
    package var lines: [String] { PeopleReportText(report: self).lines }
}

extension PeopleReport.Changed {
    /// Place and id, and what becomes of each field below them.
    package var lines: [String] {
        ["\(place): \(record)"] + differences.map(\.line)
    }
}

extension FieldDifference {
    var line: String {
        let lost = lost.joined(separator: "; "), gained = gained.joined(separator: "; ")
        if lost.isEmpty { return "  \(field): added \(gained)" }
        return "  \(field): \(lost) → \(gained.isEmpty ? "nothing" : gained)"
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
        if report.organizationRows > 0 {
            lines.append("Rows that are organizations and no people: \(report.organizationRows)")
        }
        if report.unknownAddresses > 0 {
            lines.append("Addresses that unsubscribed and that nobody here has: \(report.unknownAddresses)")
        }
        if let file = report.refusedFile {
            lines.append(
                "\(report.refusedRows == 1 ? "The row that cannot be taken is" : "The \(report.refusedRows) rows that cannot be taken are") in \(file), with what is wrong."
            )
            if let list = report.foreignIDs.keys.sorted().first {
                lines.append(
                    "When you import them, say --source '\(list)', so that their numbers are known as those of that list."
                )
            }
        }
        lines += section(
            "Passed over as titles, headings or totals",
            report.passedOver.map { "line \($0.line): \($0.text)" })
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
        lines += names
        for told in report.told {
            lines += section(
                told.what,
                told.values.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map {
                    "'\($0.key)'\($0.value == 1 ? "" : ": \($0.value) rows")"
                })
        }
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

    /// Names that could be written as they are spoken: offered, or taken so.
    private var names: [String] {
        guard !report.names.isEmpty else { return [] }
        let examples = report.names.prefix(5).map { "'\($0.written)' as '\($0.tidied)'" }.joined(separator: ", ")
        let more = report.names.count > 5 ? ", …" : ""
        return [
            report.areNamesTidied
                ? "Names taken without titles, given names first, not in capitals (\(report.names.count)): \(examples)\(more)"
                : "Names with a title, in capitals or surname first (\(report.names.count)). To take \(examples)\(more): --names tidied."
        ]
    }

    /// Rows that are refused for one reason are told together: each value that is not understood with its count, other faults with
    /// their lines.
    private var refusals: [String] {
        var order: [String] = [], groups: [String: [PeopleReport.Refusal]] = [:]
        for item in report.refused {
            let key = "\(item.column ?? "")\n\(item.kind)"
            if groups[key] == nil { order.append(key) }
            groups[key, default: []].append(item)
        }
        let lines = order.compactMap { groups[$0] }.flatMap { group -> [String] in
            let values = Dictionary(grouping: group.filter { $0.value != nil }, by: { $0.value ?? "" })
            guard group.count > 3 || (group.count > 1 && values.count == 1), values.values.joined().count == group.count
            else {
                let shown = group.count > 4 ? 1 : group.count
                return group.prefix(shown).map { "  \($0.place): \($0.reason). \($0.remedy.inCommands)" }
                    + (shown < group.count
                        ? [
                            "    and the same in \(group.count - shown) more lines: \(Self.lines(group.dropFirst(shown)))"
                        ] : [])
            }
            return ["  \(group[0].column ?? "cell"): \(group[0].kind). \(group[0].remedy.inCommands)"]
                + values.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }.map { value, items in
                    "    '\(value)' in \(items.count) row\(items.count == 1 ? "" : "s"): line \(Self.lines(items[...]))"
                }
        }
        guard !lines.isEmpty else { return [] }
        return ["", "Cannot be taken (\(report.refusedRows) \(report.refusedRows == 1 ? "row" : "rows")):"] + lines
            + [
                report.mapping != nil && report.refused.contains { $0.value != nil }
                    ? "  A mapping file can say what such values mean: --save-mapping writes one with all of them."
                    : nil
            ].compactMap { $0 } + [""]
    }

    /// The lines of rows; of very many the first.
    private static func lines(_ items: ArraySlice<PeopleReport.Refusal>) -> String {
        let all = items.map { $0.row.split(separator: ":").last.map(String.init) ?? $0.row }
        return all.prefix(40).joined(separator: ", ") + (all.count > 40 ? " and \(all.count - 40) more" : "")
    }

    private func section(_ title: String, _ entries: [String]) -> [String] {
        entries.isEmpty ? [] : ["", "\(title) (\(entries.count)):"] + entries.map { "  \($0)" } + [""]
    }
}
