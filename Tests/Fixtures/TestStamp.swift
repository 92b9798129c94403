public import Coordination

extension AuditStamp {
    /// The tests', at the moment that all of them share.
    public static let test = AuditStamp(.test, at: People.now)

    public static func by(_ name: String, at now: Instant = People.now) -> AuditStamp {
        AuditStamp(ActorName(trusted: name), at: now)
    }
}

extension ActorName {
    public static let test = ActorName(trusted: "test")
}
