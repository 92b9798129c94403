internal import ArgumentParser
internal import CommandSupport
internal import CommandText
internal import Coordination
internal import Installation
internal import PeopleService

struct ConsentCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "consent", abstract: "What people agreed to: record it, look it up, end it.",
        subcommands: [Record.self, List.self, Withdraw.self, Override.self, Stop.self, Resume.self])
}

extension ConsentCommand {
    struct Record: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "record", abstract: "Record that a person agreed, with the evidence.")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "Who agreed.") var contact: Contact.ID
        @Option(help: "To what.") var purpose: Consent.Purpose
        @Option(help: "On which channel.") var channel = SafeChannel.Kind.email
        @Option(help: "For 'share': with this group only.") var group: Group.ID?
        @Option(help: "How it was given, such as \"in person, 3 March\".") var evidence: String
        @Option(help: .day("When it was given; today where it is left out.")) var given: CalendarDay?
        @Option(help: .day("The last day it holds.")) var expires: CalendarDay?
        @Option(help: "Who gave it in the person's place: a representative or family.") var proxy: String?

        func run() async throws {
            let operation = try await options.operation()
            let consent = Consent(
                purpose: purpose, channel: channel, group: group, proxy: proxy, evidence: evidence,
                given: try given ?? operation.today(), expires: expires)
            if let objection = try await operation.consents.record(consent, of: contact) {
                Progress.note(
                    "It is on record, but \(contact) is not written to: \(objection.meaning). \(objection.remedy.inCommands)"
                )
            }
            try options.show(consent, ["\(contact): \(ContactText.line(consent))"])
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "A person's consents, or everyone's that end soon.")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "Whose.") var contact: Contact.ID?
        @Option(help: ArgumentHelp("Everyone's that end within so many days, 1 to 3650.", valueName: "days"))
        var ending: Int?

        private func check() throws {
            guard (contact == nil) != (ending == nil) else {
                throw Problem(
                    .usage, "it is not said whose consents are meant", remedy: "Name a contact, or say --ending DAYS.")
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
            let lines = views.flatMap(\.lines)
            try options.show(
                views,
                lines.isEmpty
                    ? [ending.map { "No consent ends within \($0) days." } ?? "No consent is on record."] : lines)
        }
    }

    struct Withdraw: ServiceCommand {
        static let configuration = CommandConfiguration(
            commandName: "withdraw",
            abstract: "End a person's consent from today, and stop the messages that depend on it."
        )

        @OptionGroup var options: GlobalOptions
        @Argument(help: "Whose.") var contact: Contact.ID
        @Option(help: "To what.") var purpose: Consent.Purpose
        @Option(help: "On this channel only.") var channel: SafeChannel.Kind?
        @Option(help: "For 'share': with this group only.") var group: Group.ID?

        func call(_ operation: Operation) async throws -> WithdrawalReport {
            try await operation.consents.withdraw(
                of: contact, to: purpose, channel: channel, group: group)
        }

        func lines(_ report: WithdrawalReport) -> [String] {
            [
                report.ended > 0
                    ? "Consents of \(report.contact) that ended: \(report.ended)."
                    : "\(report.contact) had not given this consent. The opt-out is on record now."
            ] + report.stoppedLines
        }
    }

    struct Stop: ServiceCommand {
        static let configuration = CommandConfiguration(
            commandName: "stop",
            abstract: "Mark a person as not to be contacted, and stop everything that waits for them.")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "Whom.") var contact: Contact.ID

        func call(_ operation: Operation) async throws -> WithdrawalReport {
            try await operation.consents.setDoNotContact(true, for: contact)
        }

        func lines(_ report: WithdrawalReport) -> [String] {
            ["\(report.contact) is not contacted any more."] + report.stoppedLines
        }
    }

    struct Resume: ServiceCommand {
        static let configuration = CommandConfiguration(
            commandName: "resume", abstract: "Take the mark 'do not contact' away.")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "Whose.") var contact: Contact.ID

        func call(_ operation: Operation) async throws -> WithdrawalReport {
            try options.confirm("Was \(contact) asked, and agreed to be contacted again?")
            return try await operation.consents.setDoNotContact(false, for: contact)
        }

        func lines(_ report: WithdrawalReport) -> [String] {
            ["\(report.contact) may be contacted again, as far as consents say."]
        }
    }

    struct Override: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "override",
            abstract: "Decide to write to a person for one convening or statement although no consent is on record.",
            discussion:
                "The reason is kept with the person's record and the decision in the audit. A refusal cannot be overridden."
        )

        @OptionGroup var options: GlobalOptions
        @Argument(help: "Whom.") var contact: Contact.ID
        @Option(help: "The convening or statement it is for.") var subject: String

        /// The purposes that can be overridden.
        enum Purpose: String, ExpressibleByArgument, CaseIterable {
            case invite
            case signOn = "sign-on"

            var purpose: Consent.Purpose { self == .invite ? .invite : .signOn }
        }

        @Option(help: "What the message is for; a statement needs sign-on.") var purpose = Purpose.invite
        @Option(help: "Why it is right all the same.") var reason: String

        func run() async throws {
            try await options.operation().consents.overrideConsent(
                of: contact, to: purpose.purpose, about: subject, reason: reason)
            try options.show(
                ["contact": contact.text, "subject": subject],
                [
                    "\(contact) may be written to about \(subject) alone; the reason is on record.",
                    purpose == .invite ? "Next: convoke convening invitees \(subject) --add \(contact)" : "",
                ].filter { !$0.isEmpty })
        }
    }
}
