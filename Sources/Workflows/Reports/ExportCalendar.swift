internal import Calendars
public import Coordination
internal import Storage

extension Secretariat {
    /// A calendar of the officer's convenings for another calendar program.
    ///
    /// It names no invitee. Only an open convening shows its title and place; the others their neutral title.
    /// - Parameter id: one convening, or all that have a time.
    public func exportCalendar(of id: Convening.ID?, to path: String) async throws -> Int {
        let convenings = try await store.read { records in
            try id.map { [try records.convening($0)] } ?? records.convenings()
        }.filter { $0.span != nil && $0.state != .cancelled }
        guard !convenings.isEmpty else {
            throw Problem(.missingInput, "there is no convening with a time to export", remedy: "Book one first.")
        }
        try home.checkOutput(path)
        let now = world.now()
        let events = convenings.compactMap { convening -> EventMessage? in
            convening.span.map { span in
                EventMessage(
                    method: .publish, uid: "\(convening.id)-export", sequence: convening.sequence, stamp: now,
                    span: span,
                    zone: convening.zone, organizerName: officer.name, organizerAddress: officer.address, attendees: [],
                    summary: convening.publicTitle(in: officer.language), details: "",
                    location: convening.visibility == .open ? convening.venue : nil,
                    isPrivate: convening.visibility != .open)
            }
        }
        let bytes = try await calendars.publish(events)
        let contacts = try await everyoneElse()
        _ = try gate().pass(
            exportOf: events.map { "\($0.summary)\n\($0.location ?? "")" }.joined(separator: "\n"), hiding: contacts)
        try Home.write(bytes, to: path)
        return events.count
    }
}
