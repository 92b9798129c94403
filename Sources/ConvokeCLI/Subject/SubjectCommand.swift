internal import ArgumentParser
internal import CommandSupport
internal import CommandText
internal import Coordination
internal import CustodyService

struct SubjectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "subject", abstract: "A person's right to their record: export, erasure, holds, retention.",
        subcommands: [Export.self, Erase.self, Hold.self, Release.self, Retention.self])
}

extension SubjectCommand {
    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "export", abstract: "Write a person's whole record as JSON and as a page to read.",
            discussion: "It gathers every table. Lines that name other people are withheld.")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The contact.") var contact: Contact.ID
        @Option(name: .shortAndLong, help: ArgumentHelp("The folder to write into.", valueName: "dir")) var output = "."

        func run() async throws {
            let files = try await options.operation().subjects.export(contact, to: output)
            try options.show(["files": files], files.map { "Wrote \($0)." })
        }
    }

    struct Erase: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "erase", abstract: "Destroy a person's record for good; first it shows what that means.",
            discussion:
                "The person's key is destroyed: later copies of the store hold nothing readable about the person. Earlier backups stay until you delete them."
        )

        @OptionGroup var options: GlobalOptions
        @Argument(help: "The contact.") var contact: Contact.ID
        @Flag(help: "Only show what would be destroyed.") var preview = false

        func run() async throws {
            let operation = try await options.operation()
            let before = try await operation.subjects.previewErasure(of: contact)
            if preview { return try options.show(before) }
            if !options.json { for line in before.lines { Progress.note(line) } }
            try options.confirm("Destroy the record of \(contact) for good?")
            let report = try await operation.subjects.erase(contact)
            try options.show(report, ["The record of \(contact) is destroyed."])
        }
    }

    struct Hold: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "hold", abstract: "Forbid the erasure of a record while a reason stands.")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The contact.") var contact: Contact.ID
        @Option(help: "Why, such as the file number of the proceedings.") var reason: String

        func run() async throws {
            try await options.operation().subjects.hold(contact, reason: reason)
            try options.show(["contact": contact.text], ["\(contact) is under a legal hold."])
        }
    }

    struct Release: AsyncParsableCommand {
        static let configuration = CommandConfiguration(commandName: "release", abstract: "Lift a legal hold.")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The contact.") var contact: Contact.ID

        func run() async throws {
            try await options.operation().subjects.release(contact)
            try options.show(["contact": contact.text], ["\(contact) is under no legal hold any more."])
        }
    }

    struct Retention: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "retention",
            abstract: "Show what is older than the rules of settings.yaml allow; destroy it with --apply.")

        @OptionGroup var options: GlobalOptions
        @Flag(help: "Destroy it.") var apply = false

        func run() async throws {
            let operation = try await options.operation()
            let plan = try await operation.subjects.retention(apply: false)
            let count = plan.lines.map(\.due.count).reduce(0, +)
            if apply, count > 0 { try options.confirm("Destroy \(count) records for good?") }
            let report = apply ? try await operation.subjects.retention(apply: true) : plan
            try options.show(report, report.lines(isApplied: apply))
        }
    }
}
