/// How high an action is taken up on the mission's side.
public enum ActionLevel: String, CaseIterable, Sendable, Codable {
    case minister, ambassador
    case deputyHead = "deputy-head"
    case counsellor, officer

    /// Whether it is what the letter of 9 February 2021 calls high-level officials.
    public var isSenior: Bool { self == .minister || self == .ambassador || self == .deputyHead }
}

/// The way an action takes.
public enum ActionChannel: String, CaseIterable, Sendable, Codable {
    case inPerson = "in-person"
    case written, telephone, video, media
}

extension Action {
    /// Who agreed to an action in the name of the person concerned: free, full and informed consent, else of a representative or family.
    public struct Agreement: Hashable, Sendable, Codable {
        public enum Giver: String, CaseIterable, Sendable, Codable {
            case person, representative, family
            /// Nobody could be asked; `evidence` says why.
            case notAsked = "not-asked"
        }

        public let by: Giver
        public let evidence: String
        public let day: CalendarDay

        public init(by giver: Giver, evidence: String, day: CalendarDay) throws {
            by = giver
            self.evidence = try SafeText.title(evidence, field: "agreement")
            self.day = day
        }
    }

    /// What the host authority or company answered.
    public struct HostResponse: Hashable, Sendable, Codable {
        public let text: String
        public let day: CalendarDay

        public init(text: String, day: CalendarDay) throws {
            self.text = try SafeText.body(text, field: "reply")
            self.day = day
        }
    }
}
