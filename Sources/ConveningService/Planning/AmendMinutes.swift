public import Coordination
public import FollowUpService
public import Installation
internal import Storage

/// What is to be changed of the minutes of a closed convening; `nil` leaves it as it is.
public struct AmendInput: Sendable {
    public var minutes: String?
    public var people: [Contact.ID]?
    public var counts: [Sector: Int]?
    public var level: ActionLevel?
    public var outsideCapital: String?
    /// Organizations of which minutes that attribute nothing may speak.
    public var spokenOf: [Organization.ID] = []
    public var reason: String

    public init(reason: String) { self.reason = reason }
}

/// What an amendment left behind.
public struct AmendReport: View {
    public let convening: Convening.ID
    /// The number of the amendment.
    public let number: Int
    /// Commitments that are new.
    public let actions: [ActionDetails]
}

extension Convenings {
    /// Changes the minutes of a closed convening, or who came. What gives way stays on record, with its number and the reason; commitments
    /// that are new become actions, and those that are gone stay actions.
    /// - Throws: `Problem.notAllowed` with the line where minutes name someone they must not name.
    public func amend(_ id: Convening.ID, _ order: AmendInput) async throws -> AmendReport {
        _ = try SafeText.body(order.reason, field: "reason")
        if let text = order.minutes {
            try SafeText.checked(text.replacing("\r\n", with: "\n"), field: "minutes", allowingNewlines: true)
        }
        if let place = order.outsideCapital { _ = try SafeText.title(place, field: "place") }
        return try await operation.change { [self] records in
            var convening = try records.convenings.one(id)
            guard convening.state == .closed, let old = try records.convenings.minutes(of: id) else {
                throw Problem(
                    .notAllowed, at: id.text, "is not closed, so it has no minutes",
                    remedy: "Close it with \(.conveningClose, id).")
            }
            // Where nobody may be attributed, the promises on record have no owner; their lines stay as they are.
            let known = convening.attribution == .onRecord ? [] : old.promiseLines
            var new = try order.minutes.map { try Minutes(parsing: $0, knowing: known) } ?? old
            let before = old.attendance ?? Attendance()
            let attendance = Attendance(
                people: order.people ?? before.people, counts: order.counts ?? before.counts,
                level: order.level ?? before.level,
                outsideCapital: order.outsideCapital ?? before.outsideCapital)
            new.attendance = attendance
            guard new.text != old.text || new.attendance != old.attendance else {
                throw Problem(
                    .usage, at: id.text, "has these minutes already", remedy: "Say what to change; the help lists it.")
            }
            try attendance.check(convening.attribution)
            for person in attendance.people { _ = try records.contacts.one(person) }
            let words = "\(new.words)\n\(order.reason)"
            try new.checkAttribution(
                convening.attribution, people: try records.names.people(namedIn: words, orWithIDs: new.marks),
                organizations: try organizations(in: words, but: order.spokenOf, at: id, records), with: order.reason)
            let drafts = order.minutes == nil ? [] : try promised(new, beside: old, of: id, records)
            let (kept, actions) = try confirmed(new, of: convening, promising: drafts, records)
            convening = kept
            try records.convenings.update(convening)
            let amended = new.kept(convening.attribution).amending(old, reason: order.reason, at: operation.now)
            try records.convenings.amend(amended, of: id)
            for action in actions { try records.actions.insert(action, at: operation.began) }
            try records.note(.conveningAmend, id.text)
            return AmendReport(
                convening: id, number: amended.amendments?.last?.number ?? 1, actions: actions.map { ActionDetails($0) }
            )
        }
    }

    /// Actions from commitments that are more than those on record: of several with one promise, those of other owners first.
    private func promised(_ new: Minutes, beside old: Minutes, of id: Convening.ID, _ records: Records) throws
        -> [Action]
    {
        var left = Dictionary(grouping: try records.actions.all(ActionQuery(convening: id)), by: \.title)
            .mapValues { $0.map { Redaction.words(of: $0.owner) } }
        var open: [Minutes.Commitment] = []
        for commitment in new.commitments {
            let owner = Redaction.words(of: commitment.owner)
            if let place = left[commitment.promise]?.firstIndex(of: owner) {
                left[commitment.promise]?.remove(at: place)
            } else {
                open.append(commitment)
            }
        }
        // The same promise under an owner that is written in another way, such as an id, is on record already.
        let wasThere = Set(old.commitments.map { "\($0.owner)\n\($0.promise)" })
        return try open.filter { !wasThere.contains("\($0.owner)\n\($0.promise)") }
            .map { try action(from: $0, of: id, records) }
    }
}
