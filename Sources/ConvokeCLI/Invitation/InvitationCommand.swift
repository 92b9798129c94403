internal import ArgumentParser
internal import CommandSupport
internal import CommandText
internal import ConveningService
internal import Coordination
internal import ReplyService

struct InvitationCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "invitation", abstract: "What each person is sent, and what they replied.",
        subcommands: [List.self, Preview.self, LinkCommand.self])
}

extension InvitationCommand {
    struct List: ServiceCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "List the invitations of a convening: code, state and reply.")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The convening.") var convening: Convening.ID

        func call(_ operation: Operation) async throws -> [InvitationEntry] {
            try await operation.invitations.all(to: convening)
        }
    }

    struct LinkCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "link", abstract: "The link by which one person can reply, until the convening is over.",
            discussion: "Anyone who holds it can reply in the person's name. 'convoke reply record' takes it, too.")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The invitation's id or code.") var invitation: String

        func run() async throws {
            let link = try await options.operation().invitations.answerLink(of: invitation)
            try options.show(["link": link], [link])
        }
    }

    struct Preview: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "preview",
            abstract: "Preview the messages: recipients, and what each message reveals and withholds.",
            discussion:
                "What waits in the outbox is shown as it will leave. What is not written yet is shown as 'invite' would write it now: only its date and its own id will differ. Nothing is stored or sent."
        )

        @OptionGroup var options: GlobalOptions
        @Argument(help: "The convening.") var convening: Convening.ID
        @Option(help: "Show this person's mail, byte by byte.") var contact: Contact.ID?
        @Option(name: .shortAndLong, help: ArgumentHelp("Write every mail into this new folder.", valueName: "folder"))
        var output: String?
        @Flag(help: "The mails that will tell the venue of the next meeting.") var place = false
        @Option(help: ArgumentHelp("The mail to a contact who is taken off the list.", valueName: "contact"))
        var removing: Contact.ID?
        @Option(
            help: ArgumentHelp("The mail to a person whose proposed time is discarded.", valueName: "message")
        )
        var discarding: String?

        private func check() throws {
            let count = [removing != nil, discarding != nil, place].count { $0 }
            guard count == 0 || (count == 1 && contact == nil && output == nil) else {
                throw Problem(
                    .usage, "only one preview can be shown",
                    remedy: "Give one of --place, --removing and --discarding, without --contact and --output.")
            }
        }

        func run() async throws {
            let operation = try await options.operation()
            try check()
            if let discarding {
                return try options.show(
                    planned: try await operation.replies.previewDiscard(of: discarding, about: convening))
            }
            if let change = removing.map({ PlannedNotice.removal($0) }) ?? (place ? .place : nil) {
                return try await options.show(change, to: convening, operation)
            }
            let preview = try await operation.invitations.preview(to: convening, contact: contact)
            if let output {
                let mails = preview.recipients.enumerated().map {
                    ("\($0.element.contact)-\($0.offset + 1).eml", $0.element.mail)
                }
                try OutputFolder.write(mails, into: output)
            }
            var lines = preview.lines
            if contact != nil {
                lines += preview.recipients.flatMap { ["", $0.source] }
            } else if let output {
                lines.append("The mails are in \(output).")
            }
            try options.show(preview, lines)
        }
    }
}
