internal import ArgumentParser
internal import CommandSupport
internal import Coordination
internal import PeopleService

struct GroupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "group", abstract: "Standing groups: chosen people, or everyone who fits a query.",
        subcommands: [Create.self, Add.self, Remove.self, Show.self, List.self, Delete.self])
}

extension GroupCommand {
    struct Create: ServiceCommand {
        static let configuration = CommandConfiguration(
            commandName: "create", abstract: "Make a group, or change it; with traits it is everyone who has them.")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "Its id, such as like-minded.") var id: Group.ID
        @Option(help: "What it is called.") var name: String
        @OptionGroup var traits: QueryOptions
        @Option(help: "Words of a name, an address or an organization.") var words: String = ""

        func call(_ operation: Operation) async throws -> GroupView {
            let query = traits.query(words)
            return try await operation.groups.save(Group(id: id, name: name, query: query.isEmpty ? nil : query))
        }
    }

    struct Add: ServiceCommand {
        static let configuration = CommandConfiguration(
            commandName: "add", abstract: "Put people into a group, from today.")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The group.") var id: Group.ID
        @Argument(help: "Contacts.") var contacts: [Contact.ID]

        func call(_ operation: Operation) async throws -> GroupView {
            try await operation.groups.change(id, adding: contacts, removing: [])
        }
    }

    struct Remove: ServiceCommand {
        static let configuration = CommandConfiguration(
            commandName: "remove",
            abstract: "Take people out of a group, from today; that they belonged stays on record.")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The group.") var id: Group.ID
        @Argument(help: "Contacts.") var contacts: [Contact.ID]

        func call(_ operation: Operation) async throws -> GroupView {
            try await operation.groups.change(id, adding: [], removing: contacts)
        }
    }

    struct Show: ServiceCommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "Who belongs to a group, who did, and since when.")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The group.") var id: Group.ID

        func call(_ operation: Operation) async throws -> GroupView { try await operation.groups.one(id) }
    }

    struct List: ServiceCommand {
        static let configuration = CommandConfiguration(commandName: "list", abstract: "All groups.")
        @OptionGroup var options: GlobalOptions

        func call(_ operation: Operation) async throws -> [Group] { try await operation.groups.all() }
    }
}

extension GroupCommand {
    struct Delete: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "delete",
            abstract: "Take a whole group away that was made by mistake, with who belonged to it.",
            discussion:
                "A group for which people agreed to something stays.")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The group.") var group: Group.ID

        func run() async throws {
            try options.confirm("Take \(group) away, with who belonged to it?")
            let id = try await options.operation().groups.remove(group)
            try options.show(["group": id.text], ["\(id) is gone."])
        }
    }
}
