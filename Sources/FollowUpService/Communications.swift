public import Coordination
public import Installation
internal import Storage

extension Operation {
    /// Letters of UN Special Procedures.
    public var communications: Communications { Communications(operation: self) }
}

/// Letters of UN Special Procedures.
public struct Communications: Sendable {
    let operation: Operation

    /// Takes a letter of UN Special Procedures into the files. It is confidential until it is noted as published.
    /// - Parameter mandates: ids of mechanisms of the directory, or names; several make it a joint one.
    public func add(
        _ draft: MeasureInput, mandates: [String], addressee: Letter.Addressee
    ) async throws -> MeasureView {
        switch addressee {
        case .company(let name), .organization(let name): _ = try SafeText.title(name, field: "addressee")
        case .state: break
        }
        guard !mandates.isEmpty else {
            throw Problem(
                .usage, "no mandate is named", remedy: "Name who sent it, as in --mandate un-sr-defenders.")
        }
        for mandate in mandates { _ = try SafeText.title(mandate, field: "mandate") }
        let known = try await operation.read { try $0.mechanisms.all() }
        for mandate in mandates where mandate.hasPrefix("un-") && !known.contains(where: { $0.id.text == mandate }) {
            throw Problem(
                .missingInput, at: mandate, "is not a mechanism in the directory",
                remedy: NearestChoice.remedy(for: mandate, among: known.map(\.id.text).filter { $0.hasPrefix("un-") }))
        }
        var draft = draft
        let code = draft.reference.split(separator: " ").first.map(String.init) ?? ""
        draft.letter = Letter(kind: Letter.Kind(code: code), mandates: mandates, addressee: addressee)
        return try await operation.measures.add(draft)
    }

    /// Notes the reply to a letter, public or withheld. What waited for it is met.
    public func reply(
        _ text: String, reply: CommunicationResponse, on day: CalendarDay, document: String?
    ) async throws -> MeasureView {
        try operation.measures.checkPast(day, "a reply cannot have come")
        return try await operation.measures.change(text, noting: .communicationReply) { measure, mechanism, _, _ in
            guard measure.letter != nil else { throw Problem.noLetter(measure) }
            guard reply != .none else {
                throw Problem(.usage, "a reply is 'published' or 'withheld', not 'none'", remedy: "Say which it is.")
            }
            if let step = measure.steps.first(where: { $0.stage == Letter.replied }) {
                try measure.correct(step: step.number, day: day, document: document, by: mechanism)
            } else {
                try measure.reach(.init(stage: Letter.replied, day: day, document: document), by: mechanism)
            }
            measure.letter?.reply = reply
        }
    }

    /// Notes that a letter was made public, and by which title.
    public func publish(
        _ text: String, on day: CalendarDay, document: String?, publicTitle: String?
    ) async throws -> MeasureView {
        try operation.measures.checkPast(day, "a letter cannot have been published")
        if let publicTitle { _ = try SafeText.title(publicTitle, field: "public title") }
        return try await operation.measures.change(text, noting: .communicationPublish) {
            [self]
            measure, mechanism, records, _ in
            try operation.measures.checkPublic(publicTitle, of: measure, records)
            guard let letter = measure.letter else { throw Problem.noLetter(measure) }
            guard letter.publishedOn == nil else {
                throw Problem(
                    .notAllowed, at: measure.reference.printed, "was published before",
                    remedy: "See it with \(.communicationShow, measure.id).")
            }
            try measure.reach(.init(stage: Letter.published, day: day, document: document), by: mechanism)
            measure.publicTitle = publicTitle ?? measure.publicTitle
        }
    }
}

extension Problem {
    fileprivate static func noLetter(_ measure: Measure) -> Problem {
        Problem(
            .usage, at: measure.reference.printed, "is not a communication",
            remedy: "Use \(.measureStep) and \(.measureRecord).")
    }
}
