public import Coordination
internal import DirectoryFiles
public import Installation

/// What an import of people did, or would do.
public struct PeopleReport: View {
    public struct Suspicion: View {
        /// File and line.
        public let place: String
        public let contact: String
        public let other: String
        /// The line of the other, where it is of the same file.
        public let otherPlace: String?
        /// From 0 to 100.
        public let score: Int
        public let reasons: [String]
    }

    public struct Change: View {
        public let place: String
        public let contact: String
    }

    /// What a file changes of a person who is in the directory.
    public struct Changed: View {
        /// File and line, or the file alone.
        public let place: String
        /// The id of the person or organization.
        public let record: String
        public let differences: [FieldDifference]

        /// Whether something that is on record would be gone.
        public var takesSomething: Bool { differences.contains { !$0.lost.isEmpty } }
    }

    public struct Refusal: View {
        /// File and line, and the column.
        public let place: String
        public let reason: String
        public let remedy: Remedy

        init(_ problem: Problem) {
            place = problem.place ?? ""
            reason = problem.what
            remedy = problem.remedy
        }
    }

    public let file: String
    public let isDryRun: Bool
    public internal(set) var added = 0
    public internal(set) var unchanged = 0
    public internal(set) var changed: [Changed] = []
    /// Numbers of other programs or lists that are kept with the people, by source.
    public internal(set) var foreignIDs: [String: Int] = [:]
    /// Addresses of the file that were taken off a record and are not brought back.
    public internal(set) var formerAddresses: [Change] = []
    /// Rows that say again what another row of the file says of the same person.
    public internal(set) var repeated: [Change] = []
    /// Rows with the id of a record that was merged into another; they are passed over.
    public internal(set) var merged: [Change] = []
    public internal(set) var organizationsAdded = 0
    public internal(set) var organizationsChanged = 0
    /// People who look like others; they are taken in, and can be merged.
    public internal(set) var suspected: [Suspicion] = []
    /// Rows that cannot be taken.
    public internal(set) var refused: [Refusal]
    public let leftOut: [String: Int]
    /// Facts of an organization that differ from row to row: what is kept, and what other rows say.
    public internal(set) var conflicts: [String: Set<String>] = [:]
    /// The first people as they are read.
    public let samples: [String]
    /// Which column is read as what; `nil` for vCards.
    public let mapping: String?
    /// People whose zone was taken from their country, by country.
    public internal(set) var zonesAssumed: [String: Int] = [:]

    /// People of the directory of whom the report tells.
    var told: Set<String> {
        Set(changed.map(\.record) + suspected.filter { $0.otherPlace == nil }.map(\.other))
    }

    /// Whether the file takes something from a record, and nobody agreed to that yet.
    public internal(set) var isToBeAgreed = false

    /// Whether the file is in the directory now.
    public var isKept: Bool { !isDryRun && refused.isEmpty && !isToBeAgreed }

    init(file: String, reading: PeopleReading, isDryRun: Bool) {
        self.file = file
        self.isDryRun = isDryRun
        refused = reading.refused.map(Refusal.init)
        leftOut = reading.leftOut
        samples = reading.people.prefix(3).map { person in
            let parts: [String?] = [
                person.organization?.name, person.position, person.country?.rawValue,
                person.channels.map(\.address).joined(separator: " "),
                person.languages.map(\.rawValue).joined(separator: " "),
            ]
            return ([person.name] + parts.compactMap { $0 }.filter { !$0.isEmpty }).joined(separator: " | ")
        }
        mapping = reading.mapping?.text
    }
}
