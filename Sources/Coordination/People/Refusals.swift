/// Who refused to be written to, found by keyed digests of addresses and names. A digest stays when the record is erased, so that
/// another record of the same person or address does not take the refusal back.
public struct Refusals: Sendable {
    /// When a person refused one use, or every use.
    public enum Last: Hashable, Sendable {
        /// Consents that were given later count.
        case on(CalendarDay)
        /// Marked not to contact, until that mark is taken away.
        case standing
    }

    /// The use of every purpose.
    public static let everything = "all"

    public static let none = Refusals([:]) { _ in 0 }

    private let found: [Int64: [String: Last]]
    private let digest: @Sendable (String) -> Int64

    /// - Parameters:
    ///   - found: the last refusal by digest and purpose.
    ///   - digest: the keyed digest of a mark.
    public init(_ found: [Int64: [String: Last]], digest: @escaping @Sendable (String) -> Int64) {
        self.found = found
        self.digest = digest
    }

    /// The last refusal of the person, or of whoever uses the same address, for a purpose on a channel.
    public func last(by contact: Contact, _ purpose: Consent.Purpose, on channel: SafeChannel.Kind) -> Last? {
        guard !found.isEmpty else { return nil }
        return contact.refusalMarks(on: channel).compactMap { found[digest($0)] }.flatMap { purposes in
            [purposes[purpose.rawValue], purposes[Self.everything]].compactMap { $0 }
        }.max { !$0.isLater(than: $1) }
    }
}

extension Refusals.Last {
    /// Whether it says more than another.
    public func isLater(than other: Self) -> Bool {
        switch (self, other) {
        case (.standing, _): true
        case (.on, .standing): false
        case (.on(let day), .on(let otherDay)): day > otherDay
        }
    }
}

extension Contact {
    /// What a refusal on a channel is found by: the addresses there, and the name together with the organization.
    public func refusalMarks(on channel: SafeChannel.Kind) -> Set<String> {
        var marks = Set(personMarks.map { "\($0)|\(channel.rawValue)" })
        for other in channels where other.kind == channel {
            switch channel {
            case .email: marks.insert("@\(EmailAddress.base(of: other.address))")
            case .phone, .signal:
                if let digits = Redaction.number(in: other.address) {
                    marks.insert("#\(digits.suffix(7).map { "\($0)" }.joined())")
                }
            case .inPerson: break
            }
        }
        return marks
    }

    /// All of them, whatever the channel.
    public var refusalMarks: Set<String> {
        SafeChannel.Kind.allCases.reduce(into: []) { $0.formUnion(refusalMarks(on: $1)) }
    }

    private var personMarks: Set<String> {
        guard let organization else { return [] }
        return Set(
            ([name] + otherNames).compactMap { name in
                let words = Redaction.nameWords(of: name).sorted()
                return words.count > 1 ? "n\(words.joined(separator: " "))|\(organization)" : nil
            })
    }

    /// What this record itself refuses: the last refusal by purpose, and the marks by which it is found.
    public var ownRefusals: [(purpose: String, last: Refusals.Last, marks: Set<String>)] {
        var found: [(purpose: String, last: Refusals.Last, marks: Set<String>)] = []
        if isDoNotContact { found.append((Refusals.everything, .standing, refusalMarks)) }
        let refused = consents.filter { $0.withdrawn != nil && $0.group == nil }
        for (key, consents) in Dictionary(grouping: refused, by: { [$0.purpose.rawValue, $0.channel.rawValue] }) {
            guard let day = consents.compactMap(\.withdrawn).max(), let channel = consents.first?.channel else {
                continue
            }
            found.append((key[0], .on(day), refusalMarks(on: channel)))
        }
        return found
    }
}
