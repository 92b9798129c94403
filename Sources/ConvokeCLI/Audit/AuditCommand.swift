internal import ArgumentParser
internal import CommandSupport
internal import Coordination
internal import CustodyService

struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "Who did what to which record, in a chain that shows every change.",
        subcommands: [Show.self, Verify.self, Anchor.self])
}

extension AuditCommand {
    struct Show: ServiceCommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "List the newest entries, the newest last.")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "Only those about this id.") var id: String?
        @Option(help: "How many.") var last = 50

        func call(_ operation: Operation) async throws -> [AuditEntry] {
            try await operation.audit.entries(about: id, limit: last)
        }
    }

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "verify", abstract: "Read the whole chain and name the first broken place.",
            discussion:
                "Entries after the last anchor that was kept elsewhere can be cut off by who has the vault's key.")
        @OptionGroup var options: GlobalOptions
        @Option(
            name: .customLong("anchor"),
            help: ArgumentHelp("A file with anchors to compare; may be given again.", valueName: "file"))
        var anchors: [String] = []

        func run() async throws {
            let verdict = try await options.operation().audit.verify(against: anchors)
            try options.show(
                verdict,
                verdict.broken == nil
                    ? ["\(verdict.entries) entries, unbroken; \(verdict.anchors) anchors agree.", verdict.end.line] : []
            )
            if let broken = verdict.broken {
                throw Problem(
                    .badData, at: "audit, entry \(broken.position)", broken.why,
                    remedy:
                        "Find out who could write to the store; the entries before it (\(verdict.entries)) are as written."
                )
            }
        }
    }

    struct Anchor: ServiceCommand {
        static let configuration = CommandConfiguration(
            commandName: "anchor", abstract: "Show where the chain ends, to be kept where nobody here can change it.",
            discussion:
                "The line holds no name and no content. Keep it on paper, on another machine or with an auditor.")
        @OptionGroup var options: GlobalOptions
        @Option(name: .shortAndLong, help: ArgumentHelp("Add the line to this file.", valueName: "file"))
        var output: String?
        @Option(help: ArgumentHelp("Mail it to this contact, who agreed to 'share'.", valueName: "contact"))
        var mail: Contact.ID?

        func call(_ operation: Operation) async throws -> AuditAnchor {
            try await operation.audit.anchor(to: output, mailTo: mail)
        }

        func lines(_ anchor: AuditAnchor) -> [String] {
            [anchor.line] + (output.map { ["Added to \($0)."] } ?? [])
                + (mail.map { ["A mail to \($0) waits in the outbox."] } ?? [])
        }
    }
}
