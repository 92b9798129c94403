/// What a reasoned resolution decides about one measure. A resolution may decide several things about several measures.
public enum Decision: String, CaseIterable, Sendable, Codable {
    case grant, extend, modify
    case followUp = "follow-up"
    case partialLift = "partial-lift"
    case lift
}
