extension Measure {
    /// One thing the State was asked to do.
    public struct Point: Hashable, Sendable, Codable {
        public enum State: String, CaseIterable, Sendable, Codable { case open, partly = "partly-met", met, breached }

        /// What was found out about it on a day.
        public struct Finding: Hashable, Sendable, Codable {
            public let day: CalendarDay
            public let state: State
            public let evidence: String
        }

        public let number: Int
        public var text: String
        public internal(set) var state: State
        var found: [Finding]?
        /// The resolution that brought it, where one did after the measure was added.
        var resolution: Resolution.ID?

        /// The oldest first.
        public var findings: [Finding] { found ?? [] }
    }

    /// A stage reached, with the document that says so.
    public struct Step: Hashable, Sendable, Codable {
        /// Counted from 1 in the order they were recorded; it stays when a day is corrected.
        public internal(set) var number: Int
        public let stage: String
        public internal(set) var day: CalendarDay
        /// The resolution or letter cited, as printed.
        public internal(set) var document: String?
        public let resolution: Resolution.ID?
        /// Whom it concerns, by number; everyone where empty.
        public let beneficiaries: [Int]

        public init(
            stage: String, day: CalendarDay, document: String?, resolution: Resolution.ID? = nil,
            beneficiaries: [Int] = []
        ) {
            number = 0
            self.stage = stage
            self.day = day
            self.document = document
            self.resolution = resolution
            self.beneficiaries = beneficiaries
        }
    }

    /// Something that happened under a measure without changing its stage: how supervision goes on.
    public struct Event: Hashable, Sendable, Codable {
        public enum Kind: String, CaseIterable, Sendable, Codable {
            case correspondence
            case stateReport = "state-report"
            case observations
            case workingMeeting = "working-meeting"
            case hearing
            case pressRelease = "press-release"
            case visit, review, note
        }

        public let kind: Kind
        public let day: CalendarDay
        public let note: String
        public let document: String?

        public init(kind: Kind, day: CalendarDay, note: String, document: String?) {
            self.kind = kind
            self.day = day
            self.note = note
            self.document = document
        }
    }

    /// Why a measure is needed (IACHR Rules of Procedure, article 25).
    public struct Criteria: Hashable, Sendable, Codable {
        public var gravity: String?
        public var urgency: String?
        public var irreparableHarm: String?

        public init() {}
    }
}
