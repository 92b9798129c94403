internal import ArgumentParser
internal import Coordination
internal import Foundation
internal import StatementService

struct DraftCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "draft", abstract: "Write a joint text down, in one or more languages. Nothing is sent.")

    @OptionGroup var options: GlobalOptions

    @Option(help: "The title.")
    var title: String

    @Option(
        help: ArgumentHelp(
            "A text file whose name ends in its language, such as text.en.md; may be repeated.", valueName: "file"))
    var text: [String]

    @Option(
        help: ArgumentHelp(
            "Nothing is published before this moment, such as 2026-12-10T09:00:00-06:00.", valueName: "iso-8601"))
    var embargo: Instant?

    @Option(help: "The label; only TLP:CLEAR can be published.")
    var tlp: TLP = .clear

    func run() async throws {
        var texts: [Language: String] = [:]
        for path in text {
            let parts = URL(filePath: path).lastPathComponent.split(separator: ".")
            guard parts.count >= 3, let language = Language(rawValue: String(parts[parts.count - 2])) else {
                throw Problem(
                    .usage, at: path, "does not say its language", remedy: "Name it like 'text.en.md' or 'text.es.md'.")
            }
            guard texts.updateValue(try InputFile.text(path), forKey: language) == nil else {
                throw Problem(
                    .usage, at: path, "is a second text in \(language)", remedy: "Give one file for each language.")
            }
        }
        let statement = try await options.operation().statements.draft(
            title: title, texts: texts, embargo: embargo, tlp: tlp)
        try options.show(
            statement, ShowStatementCommand.lines(statement) + ["Next: convoke statement open \(statement.id)"])
    }
}
