public import ArgumentParser
public import Coordination

extension CountryCode: ExpressibleByArgument {}
extension Language: ExpressibleByArgument {}
extension ZoneName: ExpressibleByArgument {}
extension EmailAddress: ExpressibleByArgument {}
extension Sector: ExpressibleByArgument {}
extension TLP: ExpressibleByArgument {}
extension Visibility: ExpressibleByArgument {}
extension ActionKind: ExpressibleByArgument {}
extension Reach: ExpressibleByArgument {}
extension Consent.Purpose: ExpressibleByArgument {}
extension SafeChannel.Kind: ExpressibleByArgument {}
extension Relation.Kind: ExpressibleByArgument {}
extension Invitation.State: ExpressibleByArgument {}
extension Recurrence.Frequency: ExpressibleByArgument {}

extension Identifier: ExpressibleByArgument {
    public init?(argument: String) { try? self.init(parsing: argument) }
}

extension CalendarDay: ExpressibleByArgument {
    public init?(argument: String) { try? self.init(parsing: argument) }
}

extension Instant: ExpressibleByArgument {
    public init?(argument: String) { try? self.init(parsing: argument) }
}
