public import Coordination
internal import FollowUpService
internal import Installation
internal import Rendering

/// Timelines, boards and patterns in the words of one language.
extension Reports {
    /// - Parameter wanted: the language that the entries were asked for in.
    public func document(_ entries: [TimelineEntry], of subject: String, in wanted: Language? = nil) throws
        -> ReportDocument
    {
        let language = try operation.textLanguage(wanted), words = try operation.pages.words(in: language)
        var document = ReportDocument(
            words["report-timeline"], in: language,
            [
                .init(
                    words["report-timeline"], ["day", "kind", "what", "document", "id"].map { words["col-\($0)"] },
                    entries.map {
                        [$0.day.description, words["entry-\($0.kind.rawValue)"], $0.text, $0.document ?? "", $0.id]
                    })
            ])
        document.subject = subject
        return document
    }

    /// - Parameter isShared: whether the board leaves out what others must not see.
    public func document(_ board: Board, isShared: Bool, in wanted: Language? = nil) throws -> ReportDocument {
        let language = try operation.textLanguage(wanted), words = try operation.pages.words(in: language)
        func columns(_ names: [String]) -> [String] { names.map { words["col-\($0)"] } }
        func act(_ kind: ActionKind) -> String { words["act-\(kind.rawValue)"] }
        let entries = board.entries.map { entry -> [String] in
            [
                entry.mission, entry.joining.joined(separator: ", "), entry.about, entry.point.map(String.init) ?? "",
                act(entry.kind), words.name(of: entry.state), entry.day?.description ?? "",
                entry.level.map { words[$0.rawValue] } ?? "", words[entry.isQuiet ? "yes" : "no"], entry.title ?? "",
            ] + (isShared ? [] : [entry.action?.text ?? "", entry.note ?? ""])
        }
        let header =
            columns(["mission", "joining", "case", "point", "act", "state", "day", "level", "quiet", "what"])
            + (isShared ? [] : columns(["id", "note"]))
        var document = ReportDocument(
            words["report-board"], in: language,
            [
                .init(words["report-board"], header, entries),
                .init(
                    words["overlaps"], columns(["case", "point", "act", "mission"]),
                    board.overlaps.map {
                        [
                            $0.about, $0.point.map(String.init) ?? "", act($0.kind),
                            $0.missions.joined(separator: ", "),
                        ]
                    }),
                .init(
                    words["gaps"], columns(["case", "point", "what"]),
                    board.gaps.map { [$0.about, $0.point.map(String.init) ?? "", $0.text ?? ""] }),
                .init(words["idle"], columns(["mission"]), board.idle.map { [$0] }),
            ])
        if isShared { document.notes = [words["shared-note"]] }
        return document
    }

    public func document(_ patterns: IncidentPatterns, in wanted: Language? = nil) throws -> ReportDocument {
        let language = try operation.textLanguage(wanted), words = try operation.pages.words(in: language)
        func count(_ count: Int?) -> String { count.map(String.init) ?? words["hidden"] }
        func label(_ value: String, _ trait: IncidentPatterns.Trait) -> String {
            switch trait {
            case _ where value == IncidentPatterns.Cell.others: words["others"]
            case .country: operation.facts.countryName(value, in: language)
            case .theme where value == IncidentPatterns.Cell.unknown: words[value]
            case .month, .theme: value
            default: words[value]
            }
        }
        let tables = patterns.tables.map { table in
            let rows = table.cells.map { (label: label($0.value, table.trait), count: $0.count) }
            let title = words["trait-\(table.trait.rawValue)"]
            return ReportDocument.Section(
                title, [title, words["col-count"]], rows.map { [$0.label, count($0.count)] },
                bars: rows.prefix(36).map { .init(label: $0.label, count: $0.count) })
        }
        let totals = [
            [words["incidents"], count(patterns.incidents)], [words["people-affected"], count(patterns.people)],
            [words["reprisals"], count(patterns.reprisals)],
        ]
        var document = ReportDocument(
            words["report-incidents"], in: language,
            [.init(words["total"], [words["col-kind"], words["col-count"]], totals)] + tables)
        let time = [patterns.first?.description, patterns.last?.description].compactMap { $0 }
        document.notes =
            (time.isEmpty ? [] : [time.joined(separator: " – ")])
            + [words["small-note"].replacing("%", with: "\(patterns.smallest)")]
        document.subject = patterns.country.map { label($0.rawValue, .country) }
        return document
    }
}
