internal import ArgumentParser
internal import Coordination
internal import ReportService

struct BoardCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "board",
        abstract:
            "Who does what: what each mission has done, plans or declined; what is done twice, and what by nobody.",
        discussion: """
            --shared leaves out notes, ids, the titles of quiet acts, points' texts, and acts that are kept (--no-shared); a letter that is \
            not public yet has only its public title. Look through it before you hand it on.
            """)

    @OptionGroup var options: GlobalOptions

    @Option(name: .customLong("case"), help: ArgumentHelp("A case, by any of its instruments.", valueName: "measure"))
    var subject: String?

    @Option(help: "A country (ISO 3166-1, two letters).")
    var country: CountryCode?

    @Option(help: ArgumentHelp("A mission that should be on it; may be repeated.", valueName: "name"))
    var mission: [String] = []

    @Option(help: "A group whose members' organizations should be on it.")
    var group: Group.ID?

    @Flag(help: "What may be handed to the others.")
    var shared = false

    @OptionGroup var form: DocumentOptions

    func run() async throws {
        let operation = try await options.operation()
        let board = try await operation.reports.board(
            case: subject, country: country, missions: mission, group: group, isShared: shared)
        try await form.show(
            try operation.reports.document(board, isShared: shared, in: form.language), board, by: operation, options)
    }
}
