internal import ArgumentParser
internal import CommandSupport
internal import CommandText
internal import Coordination
internal import FollowUpService

extension ActionCommand {
    struct Done: ServiceCommand {
        static let configuration = CommandConfiguration(
            commandName: "done",
            abstract: "Record that an action was done, and close it with the feedback that was given.",
            discussion:
                "Without --feedback or --no-feedback the action stays open until feedback to the defender or family is recorded, or the reason why there was none."
        )

        @OptionGroup var options: GlobalOptions
        @Argument(help: "The action.") var action: Action.ID
        @Option(help: "What shows that it was done.") var evidence: String
        @Option(help: .day("The day it was done; today by default.")) var on: CalendarDay?
        @Option(help: "What the host authority or company responded.") var reply: String?
        @OptionGroup var feedback: FeedbackOptions

        func call(_ operation: Operation) async throws -> ActionDetails {
            try await operation.actions.finish(
                action, evidence: evidence, on: on, feedback: feedback.value(), reply: reply)
        }

        func lines(_ done: ActionDetails) -> [String] {
            let owed =
                done.state == .feedbackOwed
                ? ["Feedback is owed: record it with 'convoke action feedback \(done.id)'."] : []
            return done.lines + owed
        }
    }
}

/// Whether the defender or family heard back.
struct FeedbackOptions: ParsableArguments {
    @Option(help: .day("The day the defender or family got feedback.")) var feedback: CalendarDay?
    @Option(help: ArgumentHelp("Why no feedback was given.", valueName: "reason")) var noFeedback: String?

    /// - Throws: `Problem.usage` where both are said.
    func value() throws -> Action.Feedback? {
        guard feedback == nil || noFeedback == nil else {
            throw Problem(.usage, "--feedback and --no-feedback are both given", remedy: "Say one of them.")
        }
        return feedback.map { .given($0) } ?? noFeedback.map { .notGiven(reason: $0) }
    }
}

extension ActionCommand {
    struct Feedback: ServiceCommand {
        static let configuration = CommandConfiguration(
            commandName: "feedback", abstract: "Record the feedback to the defender or family, or why there was none.")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The action.") var action: Action.ID
        @OptionGroup var feedback: FeedbackOptions

        func call(_ operation: Operation) async throws -> ActionDetails {
            guard let value = try feedback.value() else {
                throw Problem(
                    .usage, "no feedback is given", remedy: "Say --feedback DAY, or --no-feedback with the reason.")
            }
            return try await operation.actions.recordFeedback(action, value)
        }
    }

    struct HostReplyCommand: ServiceCommand {
        static let configuration = CommandConfiguration(
            commandName: "reply", abstract: "Record the response of the host authority or company.")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The action.") var action: Action.ID
        @Argument(help: "The response, in a few words.") var text: String
        @Option(help: .day("The day it came; today by default.")) var on: CalendarDay?

        func call(_ operation: Operation) async throws -> ActionDetails {
            try await operation.actions.noteReply(action, text, on: on)
        }
    }

    struct Decline: ServiceCommand {
        static let configuration = CommandConfiguration(
            commandName: "decline", abstract: "Close an action that its owner will not do; others can see that.")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The action.") var action: Action.ID
        @Option(help: "Why.") var reason: String

        func call(_ operation: Operation) async throws -> ActionDetails {
            try await operation.actions.close(action, as: .declined, because: reason)
        }
    }

    struct Drop: ServiceCommand {
        static let configuration = CommandConfiguration(
            commandName: "drop", abstract: "Close an action that is not needed any more.")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The action.") var action: Action.ID
        @Option(help: "Why.") var reason: String

        func call(_ operation: Operation) async throws -> ActionDetails {
            try await operation.actions.close(action, as: .dropped, because: reason)
        }
    }

    struct Reopen: ServiceCommand {
        static let configuration = CommandConfiguration(
            commandName: "reopen", abstract: "Reopen an action that was done, declined or dropped.")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The action.") var action: Action.ID

        func call(_ operation: Operation) async throws -> ActionDetails { try await operation.actions.reopen(action) }
    }

    struct Reassign: ServiceCommand {
        static let configuration = CommandConfiguration(
            commandName: "reassign",
            abstract: "Hand everything that is open from one owner to another, for example to a successor.",
            discussion:
                "With contacts it also changes who is reminded and who follows measures. 'convoke post handover' lists what a post leaves behind."
        )

        @OptionGroup var options: GlobalOptions
        @Option(help: ArgumentHelp("The owner as 'report followup' shows it, or a contact.", valueName: "owner"))
        var from: String
        @Option(help: ArgumentHelp("The new owner, or a contact.", valueName: "owner")) var to: String

        func call(_ operation: Operation) async throws -> ReassignReport {
            try await operation.actions.reassign(from: from, to: to)
        }

        func lines(_ report: ReassignReport) -> [String] {
            [
                "Handed over to \(to): \((report.actions.map(\.text) + report.measures.map(\.text)).joined(separator: ", "))"
            ]
                + (report.objection.map { ["note: \(to) cannot be reminded: \($0)"] } ?? [])
        }
    }
}
