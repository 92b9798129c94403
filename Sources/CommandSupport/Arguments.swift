public import ArgumentParser
public import Coordination

extension CountryCode: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument, by: Self.init(parsing:)) }
}
extension Language: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument, by: Self.init(parsing:)) }
}
extension EmailAddress: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument, by: Self.init(parsing:)) }
}
extension Sector: ExpressibleByArgument {}
extension TLP: ExpressibleByArgument {}
extension Attribution: ExpressibleByArgument {}
extension Visibility: ExpressibleByArgument {}
extension ActionKind: ExpressibleByArgument {}
extension Reach: ExpressibleByArgument {}
extension OrganizationSize: ExpressibleByArgument {}
extension Consent.Purpose: ExpressibleByArgument {}
extension SafeChannel.Kind: ExpressibleByArgument {}
extension Relation.Kind: ExpressibleByArgument {}
extension Invitation.State: ExpressibleByArgument {}
extension Recurrence.Frequency: ExpressibleByArgument {}

extension ActionLevel: ExpressibleByArgument {}
extension ActionChannel: ExpressibleByArgument {}
extension Action.State: ExpressibleByArgument {
    public init?(argument: String) { self.init(name: argument) }
    public static var allValueStrings: [String] { allCases.map(\.name) }
}
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
        self.init(
            argument,
            by: { text in
                let zone = try ZoneName(parsing: text)
                if zone.isAbbreviation {
                    throw Problem(.usage, "'\(zone)' is an offset and not a place", remedy: "\(ZoneName.form).")
                }
                return zone
            })
    }
}

extension Month: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument, by: Self.init(parsing:)) }
}

extension Identifier: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument, by: Self.init(parsing:)) }
}

extension WorkingHours: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument, by: Self.init(parsing:)) }
}

extension CalendarDay: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument, by: Self.init(parsing:)) }
}

extension Instant: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument, by: Self.init(parsing:)) }
}

extension ArgumentHelp {
    /// Help for a day, which says how one is written.
    package static func day(_ text: String) -> ArgumentHelp { ArgumentHelp(text, valueName: "yyyy-mm-dd") }
}

extension ExpressibleByArgument {
    /// Reads a value by its type's own reader; why it is refused is kept for the message.
    fileprivate init?(_ argument: String, by reader: (String) throws -> Self) {
        guard let value = RefusedValue.read(argument, reader) else { return nil }
        self = value
    }
}
