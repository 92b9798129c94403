internal import ArgumentParser
internal import Coordination
internal import CustodyService

struct HoldCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hold", abstract: "Forbid the erasure of a record while a reason stands.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The contact.")
    var contact: Contact.ID

    @Option(help: "Why, such as the file number of the proceedings.")
    var reason: String

    func run() async throws {
        try await options.operation().subjects.hold(contact, reason: reason)
        try options.show(["contact": contact.text], ["\(contact) is under a legal hold."])
    }
}

struct LiftHoldCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "release", abstract: "Lift a legal hold.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The contact.")
    var contact: Contact.ID

    func run() async throws {
        try await options.operation().subjects.release(contact)
        try options.show(["contact": contact.text], ["\(contact) is under no legal hold any more."])
    }
}
