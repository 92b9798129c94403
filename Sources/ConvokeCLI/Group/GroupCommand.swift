internal import ArgumentParser
internal import Coordination
internal import Workflows

struct GroupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "group", abstract: "Standing groups: chosen people, or whoever fits a question.",
        subcommands: [
            CreateGroupCommand.self, AddToGroupCommand.self, RemoveFromGroupCommand.self, ShowGroupCommand.self,
            ListGroupsCommand.self,
        ])
}

struct CreateGroupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create", abstract: "Make a group, or change it; with traits it is whoever fits them.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "Its id, such as like-minded.")
    var id: Group.ID

    @Option(help: "What it is called.")
    var name: String

    @OptionGroup var traits: QueryOptions

    @Option(help: "Words of a name, an address or an organization.")
    var words: String = ""

    func run() async throws {
        let query = traits.query(words)
        let group = Group(id: id, name: name, query: query.isEmpty ? nil : query)
        try options.showGroup(try await options.secretariat().saveGroup(group))
    }
}

struct AddToGroupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Put people into a group, from today.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The group.")
    var id: Group.ID

    @Argument(help: "Contacts.")
    var contacts: [Contact.ID]

    func run() async throws {
        try options.showGroup(
            try await options.secretariat().changeGroup(id, adding: contacts, removing: []))
    }
}

struct RemoveFromGroupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Take people out of a group, from today; that they belonged stays on record.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The group.")
    var id: Group.ID

    @Argument(help: "Contacts.")
    var contacts: [Contact.ID]

    func run() async throws {
        try options.showGroup(
            try await options.secretariat().changeGroup(id, adding: [], removing: contacts))
    }
}

struct ShowGroupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Who belongs to a group, who did, and since when.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The group.")
    var id: Group.ID

    func run() async throws { try options.showGroup(try await options.secretariat().group(id)) }
}

struct ListGroupsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "All groups.")

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        let groups = try await options.secretariat().groups()
        try options.show(
            groups,
            Table.lines(
                ["id", "members", "name"],
                groups.map { [$0.id.text, $0.query?.description ?? "chosen", $0.name] }, empty: "No group yet."))
    }
}

extension GlobalOptions {
    fileprivate func showGroup(_ view: GroupView) throws {
        let kind = view.group.query.map { "whoever fits: \($0.description)" } ?? "chosen"
        try show(
            view,
            ["\(view.group.name) (\(view.group.id)), \(kind); \(view.members) belong today"]
                + view.stays.map { stay in
                    "\(stay.contact)  \(stay.name), from \(stay.joined)\(stay.left.map { ", left \($0)" } ?? "")"
                })
    }
}
