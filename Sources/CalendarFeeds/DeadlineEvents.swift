internal import Calendars
internal import Coordination
internal import Installation
internal import Rendering
internal import Storage
internal import Zones

extension Feeds {
    /// Deadlines of measures that are not met, as whole days. What would name someone has the id instead.
    func deadlineEvents() async throws -> [(uid: String, message: EventMessage)] {
        let today = try operation.today(), zone = operation.officer.zone, place = try operation.zones.zone(zone)
        let words = try operation.pages.words(in: operation.officer.language), own = operation.officer.address
        let suggested = words["suggested"], unnamed = words["deadline"]
        return try await operation.read { records in
            let language = operation.officer.language
            let mechanisms = Dictionary(try records.mechanisms.all().map { ($0.id, $0) }) { $1 }
            func name(of measure: Measure) -> String {
                let reference = mechanisms[measure.mechanism]?.reference(measure.reference, in: language)
                return measure.publicName(on: today, printed: reference?.printed)
            }
            let measures = try records.measures.all(), names = measures.map(name)
            let named = try records.names.people(namedIn: names.joined(separator: "\n")).filter { $0.email != own }
            let hidden = HiddenPeople(named)
            return measures.flatMap { measure in
                measure.deadlines.filter(\.isOpen).compactMap { deadline in
                    let rule = mechanisms[measure.mechanism]?.name(ofRule: deadline.origin?.rule, in: language)
                    let title = "\(rule ?? unnamed): \(name(of: measure))"
                    let start = place.start(of: deadline.day), end = place.start(of: deadline.day.adding(days: 1))
                    guard let span = TimeSpan(start: start, end: end) else { return nil }
                    var message = EventMessage(
                        method: .publish, sequence: deadline.former.count, stamp: start, span: span, zone: zone,
                        summary: hidden.firstDisclosed(in: title) == nil ? title : measure.id.text,
                        details: deadline.isConfirmed ? "" : suggested,
                        location: nil, isPrivate: true)
                    message.wholeDays = 1
                    return (uid: "\(measure.id)-\(deadline.number ?? 0)-export", message: message)
                }
            }
        }
    }
}
