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
        /// File and line of the row.
        public let row: String
        /// File and line, and the column.
        public let place: String
        public let column: String?
        /// What the cell says, where that is not understood.
        public let value: String?
        public let reason: String
        public let remedy: Remedy
        /// The same for all values that are not understood for one reason.
        package let kind: String

        private enum CodingKeys: String, CodingKey { case row, place, column, value, reason, remedy }

        init(_ fault: RowFault) {
            row = fault.row
            place = fault.place
            column = fault.column
            value = fault.value
            reason = fault.reason
            remedy = fault.remedy
            kind = fault.kind
        }
    }

    /// What was not taken without its row being refused.
    public struct Told: View {
        public let what: String
        /// Each value with how often it stands in the file.
        public let values: [String: Int]
    }

    /// A line that is no person: a title, a heading, a total.
    public struct PassedOver: View {
        public let line: Int
        public let text: String
    }

    /// A name as it is written, and as it could be.
    public struct NameForm: View {
        public let written: String
        public let tidied: String
    }

    public let file: String
    public let isDryRun: Bool
    public internal(set) var added = 0
    public internal(set) var unchanged = 0
    /// The ids of those who are new.
    package internal(set) var addedIDs: [Contact.ID] = []
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
    /// The file with the refused rows, where the others were kept.
    public internal(set) var refusedFile: String?
    /// Addresses that unsubscribed and that nobody here has.
    public internal(set) var unknownAddresses = 0
    /// Rows that are organizations and no people.
    public internal(set) var organizationRows = 0
    public let told: [Told]
    public let passedOver: [PassedOver]
    /// Names that are written with a title, in capitals, or surname first.
    public let names: [NameForm]
    public let areNamesTidied: Bool
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
    var toldOf: Set<String> {
        Set(changed.map(\.record) + suspected.filter { $0.otherPlace == nil }.map(\.other))
    }

    /// Whether the file takes something from a record, and nobody agreed to that yet.
    public internal(set) var isToBeAgreed = false

    /// Whether the file is in the directory now.
    public var isKept: Bool { !isDryRun && (refused.isEmpty || keepsGood) && !isToBeAgreed }

    /// Whether the good rows of a file are taken that holds others.
    let keepsGood: Bool

    /// How many rows cannot be taken; a row may have several faults.
    public var refusedRows: Int { Set(refused.map(\.row)).count }

    private enum CodingKeys: String, CodingKey {
        case file, isDryRun, added, unchanged, changed, foreignIDs, formerAddresses, repeated, merged,
            organizationsAdded
        case organizationsChanged, suspected, refused, refusedFile, unknownAddresses, organizationRows, told,
            passedOver, names,
            areNamesTidied
        case leftOut, conflicts, samples, mapping, zonesAssumed, isToBeAgreed
    }

    init(file: String, reading: PeopleReading, isDryRun: Bool, keepsGood: Bool) {
        self.file = file
        self.isDryRun = isDryRun
        self.keepsGood = keepsGood
        refused = reading.refused.map(Refusal.init)
        told = reading.told.map { Told(what: $0, values: $1) }.sorted { $0.what < $1.what }
        passedOver = reading.passedOver.map { PassedOver(line: $0, text: $1) }
        names = reading.names.map { NameForm(written: $0, tidied: $1) }
        areNamesTidied = reading.mapping?.names == .tidied
        leftOut = reading.leftOut
        samples = reading.people.prefix(3).map { person in
            let parts: [String?] = [
                person.organization?.name, person.position, person.country?.rawValue,
                person.channels.map(\.address).joined(separator: " "),
                person.languages.map(\.rawValue).joined(separator: " "),
            ]
            return ([person.name] + parts.compactMap { $0 }.filter { !$0.isEmpty }).joined(separator: " | ")
        }
        mapping = reading.mapping.map { $0.text(unknown: reading.unknownValues) }
    }
}
