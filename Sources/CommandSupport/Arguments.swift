public import ArgumentParser
public import Coordination

extension CountryCode: ExpressibleByArgument {}
extension Language: ExpressibleByArgument {}
extension EmailAddress: ExpressibleByArgument {}
extension Sector: ExpressibleByArgument {}
extension TLP: ExpressibleByArgument {}
extension Attribution: ExpressibleByArgument {}
extension Visibility: ExpressibleByArgument {}
extension ActionKind: ExpressibleByArgument {}
extension Reach: ExpressibleByArgument {}
extension Consent.Purpose: ExpressibleByArgument {}
extension SafeChannel.Kind: ExpressibleByArgument {}
extension Relation.Kind: ExpressibleByArgument {}
extension Invitation.State: ExpressibleByArgument {}
extension Recurrence.Frequency: ExpressibleByArgument {}

extension ActionLevel: ExpressibleByArgument {}
extension ActionChannel: ExpressibleByArgument {}
extension Action.State: ExpressibleByArgument {}
extension Action.Agreement.Giver: ExpressibleByArgument {}
extension Decision: ExpressibleByArgument {}
extension InstrumentLink.Kind: ExpressibleByArgument {}
extension CommunicationResponse: ExpressibleByArgument {}
extension DeadlineRule.Calendar: ExpressibleByArgument {}
extension Measure.Event.Kind: ExpressibleByArgument {}
extension Measure.Point.State: ExpressibleByArgument {}
extension Incident.Kind: ExpressibleByArgument {}
extension Incident.Perpetrator: ExpressibleByArgument {}
extension Incident.Confidence: ExpressibleByArgument {}

extension ZoneName: ExpressibleByArgument {
    public init?(argument: String) {
        guard let zone = ZoneName(rawValue: argument), !zone.isAbbreviation else { return nil }
        self = zone
    }
}

extension Month: ExpressibleByArgument {
    public init?(argument: String) { try? self.init(parsing: argument) }
}

extension Identifier: ExpressibleByArgument {
    public init?(argument: String) { try? self.init(parsing: argument) }
}

extension CalendarDay: ExpressibleByArgument {
    public init?(argument: String) { try? self.init(parsing: argument) }
}

extension Instant: ExpressibleByArgument {
    public init?(argument: String) { try? self.init(parsing: argument) }
}

extension ArgumentHelp {
    /// Help for a day, which says how one is written.
    package static func day(_ text: String) -> ArgumentHelp { ArgumentHelp(text, valueName: "yyyy-mm-dd") }
}
