internal import ArgumentParser
internal import Coordination
internal import ConveningService

struct ImportRepliesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Read answers from mails (.eml), bare calendar files (.ics) or a Maildir.",
        discussion:
            "Only the person who was invited can move their own answer; anything else is kept in quarantine with its reason."
    )

    @OptionGroup var options: GlobalOptions

    @Argument(help: "Files, or folders of them.")
    var paths: [String]

    func run() async throws {
        let reports = try await options.operation().replies.importFiles(paths)
        try options.show(reports, ReplyTable.lines(reports))
        let refused = reports.filter { $0.verdict == "refused" }
        if let first = refused.first {
            throw Problem(
                .badData, at: first.file, "\(refused.count) of \(reports.count) messages could not be read",
                remedy: "They changed nothing; the reasons are above.")
        }
    }
}

struct FetchRepliesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fetch", abstract: "Read what is new in the mailbox that settings.yaml names.",
        discussion:
            "By IMAP over verified TLS, from a Maildir, or both. Nothing is changed or marked there, and no mail is taken twice."
    )

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        let progress = Progress(steps: 0)
        let reports = try await options.operation().replies.fetch { progress.show($0, of: $1) }
        progress.finish()
        try options.show(reports, ReplyTable.lines(reports))
    }
}

/// What became of messages, one a line.
enum ReplyTable {
    static func lines(_ reports: [ReplyImportReport]) -> [String] {
        Table.lines(
            ["verdict", "invitation", "from", "state or reason"],
            reports.map {
                [
                    $0.verdict, $0.invitation?.text ?? "-", $0.file,
                    ($0.state ?? $0.reason ?? "-") + ($0.quarantine.map { " (quarantine \($0))" } ?? ""),
                ]
            }, empty: "Nothing new.")
    }
}
