internal import ArgumentParser
internal import Coordination
internal import PeopleService

struct KeyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key", abstract: "Keep the OpenPGP key with which a person wants mail to be encrypted.",
        discussion:
            "Everything to that person is then encrypted, and its subject says nothing. Who writes to whom, and when, stays visible; and the person's mail program shows no buttons to answer with, as the mail explains. Compare the fingerprint with the person by another way."
    )

    @OptionGroup var options: GlobalOptions

    @Argument(help: "Whose.")
    var contact: Contact.ID

    @Argument(help: "The file with the public key, from 'gpg --armor --export ADDRESS'.")
    var file: String?

    @Flag(help: "Let mail to this person go in plain again.")
    var remove = false

    func run() async throws {
        guard (file != nil) != remove else {
            throw Problem(.usage, "give a file, or --remove", remedy: "One of them, and not both.")
        }
        let operation = try await options.operation()
        guard let file else {
            let view = try await operation.keys.remove(of: contact)
            return try options.show(view, ["Mail to \(view.contact) goes in plain from now on."])
        }
        let view = try await operation.keys.set(try InputFile.text(file), of: contact)
        try options.show(view, ["\(view.contact): \(view.fingerprint ?? "")"])
    }
}
