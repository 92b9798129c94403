internal import ArgumentParser
internal import CommandSupport
internal import CommandText
internal import Coordination
internal import Installation
internal import PeopleService

extension DirectoryCommand {
    struct Relate: ServiceCommand {
        static let configuration = CommandConfiguration(
            commandName: "relate", abstract: "Record how two people or organizations are linked.",
            discussion: "For example: directory relate ct-1 go-between-for ct-2 --since 2026-01-15")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "A contact or organization.") var from: String
        @Argument(help: "How it is linked.") var kind: Relation.Kind
        @Argument(help: "The other contact or organization.") var to: String
        @Option(help: .day("The first day.")) var since: CalendarDay?
        @Option(help: .day("The last day.")) var until: CalendarDay?
        @Option(help: "What else is to be known; it is sealed.") var note: String?

        func call(_ operation: Operation) async throws -> Relation {
            try await operation.relations.relate(
                from, kind, to, since: since, until: until, note: note)
        }
    }

    struct Unrelate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "unrelate", abstract: "Take a relation away; 'directory show' lists them.")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The relation, such as re-3k9x.") var relation: Relation.ID

        func run() async throws {
            try await options.operation().relations.unrelate(relation)
            try options.show(["relation": relation.text], ["\(relation) is gone."])
        }
    }

    struct Move: ServiceCommand {
        static let configuration = CommandConfiguration(
            commandName: "move", abstract: "End a person's position and begin another; the old one stays with its days."
        )
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The person.") var contact: Contact.ID
        @Option(help: "The new organization, by its name or id.") var organization: String?
        @Option(help: "What the new office is called.") var position: String?
        @Option(help: .day("The first day of the new one; today where it is left out.")) var on: CalendarDay?
        @Flag(help: "Without a new one: the person only leaves.") var leaves = false

        private func check() throws {
            guard leaves == (organization == nil && position == nil) else {
                throw Problem(
                    .usage, "no new office is given", remedy: "Say --organization and --position, or --leaves.")
            }
        }

        func call(_ operation: Operation) async throws -> ContactDetails {
            try check()
            return try await operation.relations.move(contact, to: organization, as: position, on: on)
        }
    }

    struct Key: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "key", abstract: "Keep the OpenPGP key with which a person wants mail to be encrypted.",
            discussion:
                "Everything to that person is then encrypted, and its subject says nothing. Who writes to whom, and when, stays visible; and the person's mail program shows no buttons to reply with, as the mail explains. Compare the fingerprint with the person by another way."
        )

        @OptionGroup var options: GlobalOptions
        @Argument(help: "Whose.") var contact: Contact.ID
        @Argument(help: "The file with the public key, from 'gpg --armor --export ADDRESS'.") var file: String?
        @Flag(help: "Let mail to this person go in plain again.") var remove = false

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

    struct Duplicates: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "duplicates",
            abstract: "List people, or organizations, who look alike, with a score from 0 to 100 and why.",
            discussion:
                "Make two one with 'directory merge KEEP OTHER'; say that two people are two with 'directory relate ONE distinct-from OTHER'."
        )

        @OptionGroup var options: GlobalOptions
        @Option(help: "How many pairs at most.") var limit = 100
        @Flag(help: "Organizations and not people.") var organizations = false

        func run() async throws {
            guard (1...10_000).contains(limit) else {
                throw Problem(.usage, "a list has 1 to 10000 lines", remedy: "Give another --limit.")
            }
            let operation = try await options.operation()
            if organizations {
                return try options.show(try await operation.directory.organizationDuplicates(limit: limit))
            }
            let progress = Progress(steps: 1)
            let pairs = try await operation.directory.duplicates(limit: limit) { progress.show($0, of: $1) }
            progress.finish()
            try options.show(pairs)
        }
    }

    struct Merge: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "merge", abstract: "Make two records of one person, or of one organization, into one.",
            discussion:
                "Every invitation, message, consent, role, group and relation of the other person, or every person, signature and relation of the other organization, moves to the one that is kept. Where they disagree, the kept one's word counts, and the more careful mark. With people it can be undone, with organizations not."
        )

        @OptionGroup var options: GlobalOptions
        @Argument(help: "The record that is kept.") var kept: String
        @Argument(help: "The record that becomes a part of it.") var other: String
        @Flag(help: "Show what would be made, and change nothing.") var dryRun = false

        func run() async throws {
            let operation = try await options.operation()
            let isForGood = try await operation.directory.areOrganizations(kept, other)
            if isForGood, !dryRun {
                try options.confirm("Make \(other) a part of \(kept), with its people? It cannot be undone.")
            }
            let view = try await operation.directory.merge(other, into: kept, isDryRun: dryRun)
            try options.show(view, view.lines)
        }
    }

    struct Unmerge: ServiceCommand {
        static let configuration = CommandConfiguration(
            commandName: "unmerge", abstract: "Undo the last merge into a record.",
            discussion: "What was changed since the merge stays with the record that was kept.")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The record that was kept.") var kept: Contact.ID

        func call(_ operation: Operation) async throws -> UnmergeView { try await operation.directory.unmerge(kept) }
    }
}
