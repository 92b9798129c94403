public import Coordination
public import Installation
internal import Rendering
internal import Storage
internal import Zones

extension Operation {
    /// What happened about a measure, an action, a convening or a statement, in order.
    public var timelines: Timelines { Timelines(operation: self) }
}

/// What happened about a measure, an action, a convening or a statement, in order.
public struct Timelines: Sendable {
    let operation: Operation

    /// Everything about one case, one convening or one contact, in the order in which it happened or is to happen.
    /// - Parameters:
    ///   - subject: a measure or communication by id or reference, or the id of a convening or contact.
    ///   - wanted: the language of the texts; the officer's where `nil`.
    public func timeline(of subject: String, in wanted: Language? = nil) async throws -> [TimelineEntry] {
        let language = try operation.textLanguage(wanted), words = try operation.pages.words(in: language)
        let zone = try operation.zones.zone(operation.officer.zone), today = try operation.today()
        return try await operation.read { [self] records in
            let text = TimelineText(
                language: language, words: words,
                mechanisms: Dictionary(try records.mechanisms.all().map { ($0.id, $0) }) { $1 }, today: today,
                country: { operation.facts.countryName($0.rawValue, in: language) }, day: { zone.wall(at: $0).day })
            if let contact = try records.contacts.one(ifThere: subject) {
                try records.note(.directoryRead, contact.id.text)
                return TimelineEntry.sorted(try entries(ofContact: contact, records, text))
            }
            if subject.hasPrefix("cv-") {
                let convening = try records.convenings.one(Identifier(parsing: subject))
                return TimelineEntry.sorted(try entries(ofConvening: convening, records, text))
            }
            let first = try operation.measures.one(named: subject, records)
            let ids = InstrumentLink.related(to: first.id, by: try records.measures.instrumentLinks())
            var found = try ids.flatMap { text.entries(of: try records.measures.one($0)) }
            let actions = try records.actions.all(ActionQuery(measures: ids))
            found += try entries(of: actions, records, text)
            for id in Set(actions.compactMap(\.convening)) {
                found += [text.entry(of: try records.convenings.one(id))].compactMap { $0 }
            }
            for id in Set(actions.compactMap(\.statement)) { found += text.entries(of: try records.statements.one(id)) }
            found += try records.incidents.all(linkedWith: ids.map(\.text)).map(text.entry(of:))
            return TimelineEntry.sorted(found)
        }
    }

    /// Where nothing may be attributed, a timeline tells neither who was there nor who promised what.
    private func entries(of actions: [Action], _ records: Records, _ text: TimelineText) throws -> [TimelineEntry] {
        try actions.flatMap { action in
            let isAttributed =
                try action.convening.map { try records.convenings.one($0).attribution == .onRecord } ?? true
            return text.entries(of: action, isAttributed: isAttributed)
        }
    }

    private func entries(
        ofConvening convening: Convening, _ records: Records, _ text: TimelineText
    ) throws -> [TimelineEntry] {
        let actions = try records.actions.all(ActionQuery(convening: convening.id))
        let isOpen = convening.attribution == .onRecord
        var found = [text.entry(of: convening)].compactMap { $0 }
        found += text.entries(ofMails: try records.mails.mailings(about: convening.id), about: convening.id)
        found += try (records.convenings.minutes(of: convening.id)?.amendments ?? []).map {
            text.entry(of: $0, in: convening.id)
        }
        found += try entries(of: actions, records, text)
        found += try (isOpen ? records.invitations.all(of: convening.id) : []).compactMap { invitation in
            try records.mails.lastEnvelope(of: .invitation, for: invitation.id).map {
                text.entry(of: invitation, invitation.contact.text, on: text.day($0))
            }
        }
        for id in Set(actions.compactMap(\.measure)) { found += text.entries(of: try records.measures.one(id)) }
        for id in Set(actions.compactMap(\.statement)) { found += text.entries(of: try records.statements.one(id)) }
        found += try records.incidents.all(linkedWith: [convening.id.text]).map(text.entry(of:))
        return found
    }

    private func entries(
        ofContact contact: Contact, _ records: Records, _ text: TimelineText
    ) throws -> [TimelineEntry] {
        var found: [TimelineEntry] = []
        let ids = try records.merges.aliases(of: contact.id)
        var titles: [String: String] = [:]
        for invitation in try ids.flatMap({ try records.subjects.invitations(of: $0) }) {
            let convening = try records.convenings.one(invitation.convening)
            titles[convening.id.text] = convening.title
            if let entry = text.entry(of: convening) {
                found.append(text.entry(of: invitation, entry.text, on: entry.day))
            }
        }
        found += try records.subjects.envelopes(to: contact.id).map { text.entry(of: $0, about: titles[$0.about]) }
        found += contact.consents.flatMap { text.entries(of: $0, of: contact.id) }
        let measures = try records.measures.all().filter { measure in
            !ids.filter { id in measure.chain.contains(id) || measure.beneficiaries.contains { $0.contact == id } }
                .isEmpty
        }
        found += measures.flatMap { text.entries(of: $0) }
        let served = Set(
            measures.filter { $0.beneficiaries.contains { $0.contact.map(ids.contains) ?? false } }.map(\.id))
        found += try records.actions.all().filter { action in
            action.chain.contains { ids.contains($0) } || action.measure.map(served.contains) ?? false
        }.flatMap { try entries(of: [$0], records, text) }
        for statement in try records.statements.all() {
            for signature in statement.signatures where ids.contains(signature.signatory) {
                found.append(
                    TimelineEntry(
                        day: text.day(signature.signedAt), kind: .signature, id: statement.id.text,
                        text: statement.title))
            }
        }
        return found
    }
}
