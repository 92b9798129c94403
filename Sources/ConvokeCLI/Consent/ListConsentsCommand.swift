internal import ArgumentParser
internal import Coordination
internal import PeopleService

struct ListConsentsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "A person's consents, or everyone's that end soon.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "Whose.")
    var contact: Contact.ID?

    @Option(help: ArgumentHelp("Everyone's that end within so many days.", valueName: "days"))
    var ending: Int?

    private func check() throws {
        guard (contact == nil) != (ending == nil) else {
            throw Problem(.usage, "it is not said whose consents", remedy: "Name a contact, or say --ending DAYS.")
        }
        if let ending, !(1...3650).contains(ending) {
            throw Problem(.usage, "--ending takes 1 to 3650 days", remedy: "Give another number.")
        }
    }

    func run() async throws {
        try check()
        let operation = try await options.operation()
        var views: [ConsentView] = []
        if let contact { views = [try await operation.consents.all(of: contact)] }
        if let ending { views = try await operation.consents.ending(within: ending) }
        let lines = views.flatMap { view in
            view.consents.map { "\(view.contact)  \(view.name): \(ContactText.line($0))" }
                + view.overrides.map {
                    "\(view.contact)  override for \($0.subject), \($0.day), by \($0.by): \($0.reason)"
                }
        }
        try options.show(views, lines.isEmpty ? ["No consent."] : lines)
    }
}
