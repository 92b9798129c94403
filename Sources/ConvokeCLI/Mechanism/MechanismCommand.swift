internal import ArgumentParser
internal import CommandSupport
internal import CommandText
internal import Coordination
internal import Installation
internal import PeopleService

struct MechanismCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mechanism", abstract: "Mechanisms that protect defenders, and their sessions.",
        discussion: "What a mechanism's stages, deadlines and references are, 'convoke directory show' tells.",
        subcommands: [List.self, SessionsCommand.self])
}

extension MechanismCommand {
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(commandName: "list", abstract: "List all mechanisms.")
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            let mechanisms = try await options.operation().mechanisms.all()
            try options.show(
                mechanisms.map(\.id.text),
                Table.lines(
                    ["id", "name", "sessions"],
                    mechanisms.map { [$0.id.text, $0.name(in: .english), "\($0.sessions.count)"] },
                    empty: "There are none; 'convoke directory import' takes the shipped ones."))
        }
    }

    struct SessionsCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "sessions", abstract: "When a mechanism meets: announced sessions, with their source.",
            subcommands: [ListSessions.self, Import.self], defaultSubcommand: ListSessions.self)
    }
}

extension MechanismCommand.SessionsCommand {
    struct ListSessions: ServiceCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "List the sessions of a mechanism, the newest first.")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The mechanism, such as iachr.") var mechanism: Mechanism.ID

        func call(_ operation: Operation) async throws -> SessionsView {
            try await operation.mechanisms.sessions(of: mechanism)
        }
    }

    struct Import: ServiceCommand {
        static let configuration = CommandConfiguration(
            commandName: "import", abstract: "Take announced sessions from a table or a calendar file.",
            discussion: """
                A table (.tsv, .csv) begins with a line that names its columns: name, start, end, with days as 2026-02-23. Further columns \
                are cut-offs, such as hearing-requests, or 'source'. Of a calendar file (.ics) the events are taken by name and days. A \
                session of the same name takes the place of the one on record.
                """)
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The mechanism, such as iachr.") var mechanism: Mechanism.ID
        @Argument(help: "The file (.tsv, .csv or .ics).") var file: String
        @Option(help: "Where they were announced.") var source: String

        func call(_ operation: Operation) async throws -> SessionsView {
            try await operation.mechanisms.importSessions(file, of: mechanism, source: source)
        }
    }
}
