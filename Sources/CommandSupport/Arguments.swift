public import ArgumentParser
public import Coordination

extension CountryCode: ExpressibleByArgument {
    public init?(argument: String) {
        guard let value = RefusedValue.read(argument, Self.init(parsing:)) else { return nil }
        self = value
    }
}
extension Language: ExpressibleByArgument {
    public init?(argument: String) {
        guard let value = RefusedValue.read(argument, Self.init(parsing:)) else { return nil }
        self = value
    }
}
extension EmailAddress: ExpressibleByArgument {
    public init?(argument: String) {
        guard let value = RefusedValue.read(argument, Self.init(parsing:)) else { return nil }
        self = value
    }
}
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
        let zone = RefusedValue.read(argument) { text in
            let zone = try ZoneName(parsing: text)
            if zone.isAbbreviation {
                throw Problem(.usage, "'\(zone)' is an offset and not a place", remedy: "\(ZoneName.form).")
            }
            return zone
        }
        guard let zone else { return nil }
        self = zone
    }
}

extension Month: ExpressibleByArgument {
    public init?(argument: String) {
        guard let value = RefusedValue.read(argument, Self.init(parsing:)) else { return nil }
        self = value
    }
}

extension Identifier: ExpressibleByArgument {
    public init?(argument: String) {
        guard let value = RefusedValue.read(argument, Self.init(parsing:)) else { return nil }
        self = value
    }
}

extension CalendarDay: ExpressibleByArgument {
    public init?(argument: String) {
        guard let value = RefusedValue.read(argument, Self.init(parsing:)) else { return nil }
        self = value
    }
}

extension Instant: ExpressibleByArgument {
    public init?(argument: String) {
        guard let value = RefusedValue.read(argument, Self.init(parsing:)) else { return nil }
        self = value
    }
}

extension ArgumentHelp {
    /// Help for a day, which says how one is written.
    package static func day(_ text: String) -> ArgumentHelp { ArgumentHelp(text, valueName: "yyyy-mm-dd") }
}
