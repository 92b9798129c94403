/// The Traffic Light Protocol 2.0 label of FIRST: who may be shown something. It is a promise, not encryption.
public enum TLP: String, CaseIterable, Sendable, Codable, Comparable {
    case clear = "TLP:CLEAR"
    case green = "TLP:GREEN"
    case amber = "TLP:AMBER"
    case amberStrict = "TLP:AMBER+STRICT"
    case red = "TLP:RED"

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? Self.allCases.count }
    public static func < (left: TLP, right: TLP) -> Bool { left.rank < right.rank }
}
