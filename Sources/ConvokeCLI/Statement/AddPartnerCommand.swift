internal import ArgumentParser
internal import Coordination
internal import StatementService

struct AddPartnerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Register a webhook that statements are posted to.",
        discussion:
            "Messages are signed by Standard Webhooks. Without --secret-file a fresh secret is made and shown once.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "A short id.")
    var id: Partner.ID

    @Option(help: "The partner's name.")
    var name: String

    @Option(help: "https://host/path; http only to this machine.")
    var url: String

    @Option(help: "A file whose first line is the secret, 'whsec_…'.")
    var secretFile: String?

    func run() async throws {
        let secret = try secretFile.map { path in
            String(try InputFile.text(path).split(whereSeparator: \.isNewline).first ?? "")
        }
        let partner = try await options.operation().partners.add(id: id, name: name, url: url, secret: secret)
        try options.show(
            partner,
            PartnerCommand.lines([partner])
                + (partner.secret.map { ["secret, shown this once: \($0)"] } ?? []) + [
                    "Next: convoke partner test \(id)"
                ])
    }
}
