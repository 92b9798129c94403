internal import ArgumentParser
internal import Coordination
internal import Workflows

struct ReplyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reply", abstract: "Answers of invitees.", subcommands: [ImportRepliesCommand.self])
}

struct ImportRepliesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Read answers from mails (.eml) or bare calendar files (.ics).",
        discussion:
            "Only the person who was invited can move their own answer; anything else is held back with its reason.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "Files, or folders of them.")
    var paths: [String]

    func run() async throws {
        let reports = try await options.secretariat().importReplies(paths)
        try options.show(
            reports,
            Table.lines(
                ["verdict", "invitation", "file", "state or reason"],
                reports.map { [$0.verdict, $0.invitation ?? "-", $0.file, $0.state ?? $0.reason ?? "-"] },
                empty: "No answers there."))
        let refused = reports.filter { $0.verdict == "refused" }
        if let first = refused.first {
            throw Problem(
                .badData, at: first.file, "\(refused.count) of \(reports.count) files could not be read",
                remedy: "They were left as they are and changed nothing; the reasons are above.")
        }
    }
}
