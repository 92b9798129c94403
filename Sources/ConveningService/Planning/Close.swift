public import Coordination
public import FollowUpService
public import Installation
internal import Storage
internal import Zones

/// What closing a convening left behind.
public struct CloseReport: View {
    public let convening: Convening.ID
    public let actions: [ActionDetails]
}

/// How a convening ended.
public struct CloseInput: Sendable {
    /// The minutes, in Markdown.
    public var minutes: String
    public var attendance: Attendance
    /// Organizations of which minutes that attribute nothing may speak, for nobody of them was there.
    public var spokenOf: [Organization.ID]

    public init(minutes: String, attendance: Attendance = Attendance(), spokenOf: [Organization.ID] = []) {
        self.minutes = minutes
        self.attendance = attendance
        self.spokenOf = spokenOf
    }
}

extension Convenings {
    /// Closes a convening with its minutes; every commitment in them becomes an action.
    /// - Throws: `Problem.notAllowed` with the line where minutes name someone they must not name.
    public func close(_ id: Convening.ID, minutes text: String) async throws -> CloseReport {
        try await close(id, CloseInput(minutes: text))
    }

    /// The same with who came, and at what level the mission was there.
    public func close(_ id: Convening.ID, _ order: CloseInput) async throws -> CloseReport {
        try SafeText.checked(order.minutes.replacing("\r\n", with: "\n"), field: "minutes", allowingNewlines: true)
        if let place = order.attendance.outsideCapital { _ = try SafeText.title(place, field: "place") }
        var minutes = try Minutes(parsing: order.minutes)
        minutes.attendance = order.attendance
        let read = minutes, zone = try operation.zones.zone(operation.officer.zone)
        return try await operation.change { [self] records in
            var convening = try records.convenings.one(id)
            try order.attendance.check(convening.attribution)
            for person in order.attendance.people { _ = try records.contacts.one(person) }
            try read.checkAttribution(
                convening.attribution, people: try records.names.people(namedIn: read.words, orWithIDs: read.marks),
                organizations: try organizations(in: read.words, but: order.spokenOf, at: id, records))
            let start = convening.span.map { zone.wall(at: $0.start) }
            try convening.close(
                now: operation.now,
                shownAs: start.map { "\($0.day) at \($0.clock), \(zone.name)" } ?? "")
            let drafts = try read.commitments.map { try action(from: $0, of: id, records) }
            let (kept, promised) = try confirmed(read, of: convening, promising: drafts, records)
            try records.convenings.update(kept)
            for invitation in try records.invitations.all(of: id) {
                try records.mails.supersede(
                    invitation.id, kinds: [.reminder, .update, .meeting, .place], at: operation.now)
            }
            try records.convenings.save(read.kept(convening.attribution), of: id, at: operation.now)
            for action in promised { try records.actions.insert(action, at: operation.began) }
            try records.note(.conveningClose, id.text)
            return CloseReport(convening: id, actions: promised.map { ActionDetails($0) })
        }
    }

    /// The convening and the actions with what was confirmed of their words. Minutes on record may say who spoke; what is promised stands in
    /// notices to others all the same.
    /// - Throws: `Problem.notAllowed` where words may name someone, and nobody has confirmed them.
    func confirmed(
        _ minutes: Minutes, of convening: Convening, promising actions: [Action], _ records: Records
    ) throws -> (Convening, [Action]) {
        var convening = convening, people = ConcernedPeople(operation, records)
        let promises = try actions.map { try people.texts(of: $0) }
        var texts = promises.flatMap { $0 }
        if convening.attribution != .onRecord {
            // Also of those who left the list: why they did may be their secret.
            let everyone = try records.names.invited(to: convening.id).map { (contact: $0.1, organization: $0.2) }
            texts.append(
                operation.searched(
                    [minutes.kept(convening.attribution).text], about: convening.id.text, among: everyone))
        }
        if let place = minutes.attendance?.outsideCapital {
            let everyone = try operation.people(askedTo: convening.id, records)
            texts.append(operation.searched([place], about: convening.id.text, among: everyone))
        }
        let marks = try operation.confirmed(WordsToConfirm(texts), in: convening, at: convening.id.text)
        guard !marks.isEmpty else { return (convening, actions) }
        try convening.confirm(marks, of: convening.id.text, records)
        let confirmed = zip(actions, promises).map { action, texts in
            var action = action
            action.confirm(texts.flatMap(\.marks))
            return action
        }
        return (convening, confirmed)
    }

    func action(from commitment: Minutes.Commitment, of id: Convening.ID, _ records: Records) throws -> Action {
        do {
            var action = try operation.actions.make(
                operation.newID("ac"), commitment.kind ?? .commitment, commitment.promise, commitment.owner,
                from: ActionOrigin(convening: id, measure: commitment.measure, point: commitment.point), ActionInput(),
                records)
            action.due = commitment.due.map {
                Deadline(
                    name: "promised for", day: $0, source: "minutes of \(id), line \(commitment.line)",
                    isConfirmed: true)
            }
            return action
        } catch let problem as Problem {
            throw problem.at("line \(commitment.line)")
        }
    }

    /// Organizations that minutes which attribute nothing must not name.
    func organizations(
        in words: String, but spokenOf: [Organization.ID], at id: Convening.ID, _ records: Records
    ) throws
        -> [Organization]
    {
        let present = Set(
            try records.invitations.all(of: id).filter { $0.state != .withdrawn }
                .compactMap { try records.contacts.one(ifThere: $0.contact.text)?.organization })
        for organization in spokenOf {
            guard try records.organizations.one(ifThere: organization.text) != nil else {
                throw Problem(
                    .missingInput, at: organization.text, "is not an organization in the directory",
                    remedy: "Find its id with \(.directorySearch).")
            }
            guard !present.contains(organization) else {
                throw Problem(
                    .notAllowed, at: organization.text, "had a person on the list",
                    remedy: "Write the minutes without naming it: that would reveal who was there.")
            }
        }
        return try records.names.organizations(namedIn: words).filter { !spokenOf.contains($0.id) }
    }

    /// The minutes as they are kept, with who came.
    public func minutes(of id: Convening.ID) async throws -> Minutes {
        let minutes = try await operation.read { records -> Minutes? in
            _ = try records.convenings.one(id)
            return try records.convenings.minutes(of: id)
        }
        guard let minutes else {
            throw Problem(
                .missingInput, at: id.text, "has no minutes yet", remedy: "Close it with \(.conveningClose).")
        }
        return minutes
    }
}
