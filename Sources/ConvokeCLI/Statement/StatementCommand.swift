internal import ArgumentParser
internal import CommandSupport
internal import CommandText
internal import Coordination
internal import Foundation
internal import StatementService

struct StatementCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "statement", abstract: "Joint statements: draft, open for signature, sign, publish.",
        subcommands: [Draft.self, Open.self, Sign.self, Publish.self, Show.self, Remove.self])
}

extension StatementCommand {
    struct Draft: ServiceCommand {
        static let configuration = CommandConfiguration(
            commandName: "draft", abstract: "Write a joint text down, in one or more languages. Nothing is sent.")
        @OptionGroup var options: GlobalOptions
        @Option(help: "The title.") var title: String
        @Option(
            help: ArgumentHelp(
                "A text file whose name ends in its language, such as text.en.md; may be repeated.", valueName: "file"))
        var text: [String]
        @Option(
            help: ArgumentHelp(
                "Nothing is published before this moment, such as 2026-12-10T09:00:00-06:00.", valueName: "iso-8601"))
        var embargo: Instant?
        @Option(help: "The label; only TLP:CLEAR can be published.") var tlp: TLP = .clear

        func call(_ operation: Operation) async throws -> StatementDetails {
            var texts: [Language: String] = [:]
            for path in text {
                let words = try InputFile.text(path)
                let parts = URL(filePath: path).lastPathComponent.split(separator: ".")
                guard parts.count >= 3, let language = Language(rawValue: String(parts[parts.count - 2])) else {
                    throw Problem(
                        .usage, at: path, "does not say its language",
                        remedy: "Name it like 'text.en.md' or 'text.es.md'.")
                }
                guard texts.updateValue(words, forKey: language) == nil else {
                    throw Problem(
                        .usage, at: path, "is a second text in \(language)", remedy: "Give one file for each language.")
                }
            }
            return try await operation.statements.draft(
                title: title, texts: texts, embargo: embargo, tlp: tlp)
        }

        func lines(_ statement: StatementDetails) -> [String] {
            statement.lines + ["Next: convoke statement open \(statement.id)"]
        }
    }

    struct Open: ServiceCommand {
        static let configuration = CommandConfiguration(
            commandName: "open", abstract: "Fix the text, and ask people by mail whether their organizations sign.")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The statement.") var statement: Statement.ID
        @Option(parsing: .upToNextOption, help: "Contacts to ask; each needs consent to sign-on requests.")
        var ask: [Contact.ID] = []

        func call(_ operation: Operation) async throws -> OpenReport {
            try await operation.statements.open(statement, asking: ask)
        }

        func lines(_ report: OpenReport) -> [String] {
            ["\(statement) is open for signature; \(report.asked.count) requests are in the outbox."]
                + report.statement.lines
        }
    }

    struct Sign: ServiceCommand {
        static let configuration = CommandConfiguration(
            commandName: "sign", abstract: "Record an organization's signature under the exact text.")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The statement.") var statement: Statement.ID
        @Option(help: "The organization that signs.") var organization: Organization.ID
        @Option(help: "The person of that organization who said so; never published.") var by: Contact.ID

        func call(_ operation: Operation) async throws -> StatementDetails {
            try await operation.statements.sign(
                statement, organization: organization, signatory: by)
        }
    }

    struct Publish: ServiceCommand {
        static let configuration = CommandConfiguration(
            commandName: "publish",
            abstract: "Publish a signed statement to every active partner. It cannot be recalled."
        )

        @OptionGroup var options: GlobalOptions
        @Argument(help: "The statement.") var statement: Statement.ID

        func call(_ operation: Operation) async throws -> PublishReport {
            try await options.confirm {
                let title = try await operation.statements.show(statement).edition.title
                return "Publish '\(title)' (\(statement)) to every active partner? It cannot be recalled."
            }
            return try await operation.statements.publish(statement)
        }

        func lines(_ report: PublishReport) -> [String] {
            ["\(statement) is published; \(report.partners.count) messages are in the outbox."]
                + (report.partners.isEmpty
                    ? ["There is no active partner: see 'convoke partner add'."] : ["Next: convoke outbox deliver"])
        }
    }

    struct Show: ServiceCommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "Show a statement and its signatures.")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The statement.") var statement: Statement.ID

        func call(_ operation: Operation) async throws -> StatementDetails {
            try await operation.statements.show(statement)
        }

        func lines(_ statement: StatementDetails) -> [String] {
            let words = statement.edition.texts.sorted { $0.key < $1.key }.flatMap { ["", "[\($0.key)]", $0.value] }
            return statement.lines + words
        }
    }
}

extension StatementCommand {
    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "remove", abstract: "Take a draft away that was written by mistake.")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The draft.") var statement: Statement.ID

        func run() async throws {
            try options.confirm("Take the draft \(statement) away?")
            let id = try await options.operation().statements.remove(statement)
            try options.show(["statement": id.text], ["\(id) is gone."])
        }
    }
}
