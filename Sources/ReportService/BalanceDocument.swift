public import Coordination
internal import Installation
internal import Rendering

/// The balance in the words of one language.
extension Reports {
    public func document(_ report: BalanceReport, in wanted: Language? = nil) throws -> ReportDocument {
        let language = try operation.textLanguage(wanted), words = try operation.pages.words(in: language)
        func text(_ count: Int?) -> String { count.map(String.init) ?? words["hidden"] }
        let counts = [words["balance-invited"], words["balance-directory"]]
        let sections = report.tables.map { table in
            let title = words["facet-\(table.facet.rawValue)"]
            return ReportDocument.Section(
                title, [title] + counts + [words["col-missing"]],
                table.cells.map { cell in
                    [
                        label(cell.value, of: table.facet, words, language), text(cell.invited), text(cell.directory),
                        table.missing.contains(cell.value) ? words["yes"] : "",
                    ]
                })
        }
        let totals = [text(report.people), text(report.directory)]
        var document = ReportDocument(
            words["report-balance"], in: language,
            [.init(words["total"], counts + [words["newcomers"]], [totals + [text(report.newcomers)]])] + sections)
        let time = [report.first?.description, report.last?.description].compactMap { $0 }.joined(separator: " – ")
        document.notes =
            (time.isEmpty ? [] : [time]) + report.warnings.map { words["warning-\($0)"] }
            + [words["small-note"].replacing("%", with: "\(report.smallest)")]
        document.subject = report.convening
        return document
    }

    /// What a value of a facet is called.
    func label(_ value: String, of facet: Facet, _ words: Words, _ language: Language) -> String {
        if value == Facet.unknown { return words[value] }
        return switch facet {
        case .country: operation.facts.countryName(value, in: language)
        case .language: operation.facts.languageName(value, in: language)
        default: words[value]
        }
    }
}
