internal import ArgumentParser
internal import CommandSupport
internal import CommandText
internal import Coordination
internal import Delivery
internal import StatementService

struct PartnerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "partner", abstract: "Receivers of statements.",
        subcommands: [Add.self, List.self, Test.self, Remove.self])
}

extension PartnerCommand {
    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "add", abstract: "Register a webhook that statements are posted to.",
            discussion:
                "Messages are signed by Standard Webhooks. Without --secret-file a fresh secret is made and shown once."
        )

        @OptionGroup var options: GlobalOptions
        @Argument(help: "A short id.") var id: Partner.ID
        @Option(help: "The partner's name.") var name: String
        @Option(help: "https://host/path; http only to this machine.") var url: String
        @Option(help: "A file whose first line is the secret, 'whsec_…'.") var secretFile: String?

        func run() async throws {
            let secret = try secretFile.map { path in
                String(try InputFile.text(path).split(whereSeparator: \.isNewline).first ?? "")
            }
            let partner = try await options.operation().partners.add(id: id, name: name, url: url, secret: secret)
            try options.show(
                partner,
                PartnerView.table([partner])
                    + (partner.secret.map { ["secret, shown this once: \($0)"] } ?? []) + [
                        "Next: convoke partner test \(id)"
                    ])
        }
    }

    struct List: ServiceCommand {
        static let configuration = CommandConfiguration(commandName: "list", abstract: "List partners.")
        @OptionGroup var options: GlobalOptions

        func call(_ operation: Operation) async throws -> [PartnerView] { try await operation.partners.all() }
    }

    struct Test: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "test", abstract: "Post a signed message without content, and say how it went.")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The partner.") var partner: Partner.ID

        func run() async throws {
            let attempt = try await options.operation().partners.test(partner)
            guard attempt.state == "delivered" else {
                throw Problem(
                    .unavailable, at: partner.text, "did not take the message: \(attempt.detail)",
                    remedy: "Check the address and that the receiver is running; it should respond with 2xx.")
            }
            try options.show(attempt, ["\(partner) took the message: \(attempt.detail)"])
        }
    }
}

extension PartnerCommand {
    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "remove", abstract: "Take a partner away; nothing is posted to it any more.",
            discussion: "One to which something was posted stays on record, disabled.")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The partner.") var partner: Partner.ID

        func run() async throws {
            try options.confirm("Post nothing to \(partner) any more?")
            let view = try await options.operation().partners.remove(partner)
            try options.show(
                view,
                [view.isGone ? "\(partner) is gone." : "\(partner) is disabled; what was posted to it stays on record."]
            )
        }
    }
}
