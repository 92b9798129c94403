package import ArgumentParser
internal import CommandSupport
internal import CommandText
internal import Coordination
internal import FollowUpService

package struct CommunicationCommand: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "communication", abstract: "Letters of UN Special Procedures.",
        discussion:
            "A letter is confidential until it is noted as published. Recommendations in it are points, and what happens around it is noted as with a measure: 'convoke measure point', 'record', 'deadline', 'link' take communications, too.",
        subcommands: [
            Add.self, List.self, ShowMeasureCommand.self, ReplyReceivedCommand.self, Published.self,
            RemoveMeasureCommand.self,
        ])

    package init() {}
}

extension CommunicationCommand {
    struct Add: ServiceCommand {
        static let configuration = CommandConfiguration(
            commandName: "add", abstract: "Add a letter: \"AL CAN 3/2026\", \"UA HND 1/2021\", \"TUN 4/2026\".")

        @OptionGroup var options: GlobalOptions
        @Argument(help: "The reference.") var reference: String
        @Option(help: "The State concerned (ISO 3166-1, two letters).") var state: CountryCode
        @Option(help: "A short title; only the mission sees it.") var title: String
        @Option(help: "What others may read of it.") var publicTitle: String?
        @Option(help: .day("The day it was sent.")) var on: CalendarDay
        @Option(
            help: ArgumentHelp(
                "Who sent it: a mechanism such as un-sr-defenders, or a name. Several make it a joint letter.",
                valueName: "mandate"))
        var mandate: [String] = []
        @Option(help: ArgumentHelp("The company it is addressed to, where it is not the State.", valueName: "name"))
        var company: String?
        @Option(
            help: ArgumentHelp("The organization it is addressed to, where it is not the State.", valueName: "name"))
        var organization: String?
        @OptionGroup var beneficiaries: BeneficiaryOptions
        @Option(help: "A recommendation; may be repeated, in order.") var point: [String] = []
        @Option(
            help: ArgumentHelp(
                "A contact who follows it and is reminded; may be repeated, in order.", valueName: "contact")
        )
        var follow: [Contact.ID] = []

        func validate() throws {
            if company != nil, organization != nil { throw ValidationError("Give --company or --organization.") }
        }

        func call(_ operation: Operation) async throws -> MeasureView {
            var draft = MeasureInput(reference: reference, state: state, title: title, day: on)
            draft.publicTitle = publicTitle
            draft.stage = "sent"
            draft.beneficiaries = try beneficiaries.values()
            draft.points = point
            draft.chain = follow
            let addressee =
                company.map { Letter.Addressee.company($0) } ?? organization.map { .organization($0) } ?? .state
            return try await operation.communications.add(draft, mandates: mandate, addressee: addressee)
        }
    }

    struct List: ServiceCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "List letters; what needs a person comes first.")
        @OptionGroup var options: GlobalOptions

        func call(_ operation: Operation) async throws -> [MeasureView] {
            try await operation.measures.all(isCommunication: true)
        }

        func lines(_ views: [MeasureView]) -> [String] {
            MeasureView.table(views, empty: "None yet. Add one with 'convoke communication add'.")
        }
    }

    struct ReplyReceivedCommand: ServiceCommand {
        static let configuration = CommandConfiguration(
            commandName: "reply", abstract: "Note the reply to a letter; the deadline that waited for it is met.")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The letter: its id or its reference.") var communication: String
        @Argument(help: "Whether the reply is published or withheld.") var reply: CommunicationResponse
        @Option(help: .day("The day it came.")) var on: CalendarDay
        @Option(help: "The document, as printed.") var document: String?

        func call(_ operation: Operation) async throws -> MeasureView {
            try await operation.communications.reply(
                communication, reply: reply, on: on, document: document)
        }
    }

    struct Published: ServiceCommand {
        static let configuration = CommandConfiguration(
            commandName: "published", abstract: "Record that a letter was made public: until then it is confidential.")

        @OptionGroup var options: GlobalOptions
        @Argument(help: "The letter: its id or its reference.") var communication: String
        @Option(help: .day("The day.")) var on: CalendarDay
        @Option(help: "The report in which it stands, such as A/HRC/61/79.") var document: String?
        @Option(help: "What others may read of it beside the reference.") var publicTitle: String?

        func call(_ operation: Operation) async throws -> MeasureView {
            try await operation.communications.publish(
                communication, on: on, document: document, publicTitle: publicTitle)
        }
    }
}
