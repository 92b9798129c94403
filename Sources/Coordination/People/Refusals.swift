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
    /// What a refusal of this person is looked for by, on a channel: the addresses there, and the name together with the organization. Where
    /// either record has no organization, the name alone has to do.
    public func refusalMarks(on channel: SafeChannel.Kind) -> Set<String> {
        marks(on: channel, names: organization.map { ["|\($0)", "|?"] } ?? ["|*"])
    }

    /// The same on every channel.
    public var refusalMarks: Set<String> {
        SafeChannel.Kind.allCases.reduce(into: []) { $0.formUnion(refusalMarks(on: $1)) }
    }

    /// By what a refusal of this person is found, for every record that may be theirs.
    public var keptRefusalMarks: Set<String> {
        SafeChannel.Kind.allCases.reduce(into: []) { $0.formUnion(keptMarks(on: $1)) }
    }

    private func keptMarks(on channel: SafeChannel.Kind) -> Set<String> {
        marks(on: channel, names: ["|*", organization.map { "|\($0)" } ?? "|?"])
    }

    private func marks(on channel: SafeChannel.Kind, names endings: [String]) -> Set<String> {
        var marks: Set<String> = []
        for name in [name] + otherNames {
            let words = Redaction.bareNameWords(of: name)
            guard words.count > 1 else { continue }
            for ending in endings {
                marks.insert("n\(words.sorted().joined(separator: " "))\(ending)|\(channel.rawValue)")
                // Within one organization the given name and one other are enough: a second name is often left out.
                guard let organization, ending == "|\(organization)", let given = Self.given(name, words) else {
                    continue
                }
                for word in words where word != given && word.count > 1 && !Redaction.particles.contains(word) {
                    marks.insert("g\(given) \(word)\(ending)|\(channel.rawValue)")
                }
            }
        }
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

    /// The given name, which comes first, or after a comma.
    private static func given(_ name: String, _ words: [String]) -> String? {
        let parts = name.split(separator: ",")
        return parts.count > 1 ? words.first { Redaction.nameWords(of: String(parts[1])).contains($0) } : words.first
    }

    /// What this record itself refuses: the last refusal by purpose, and the marks by which it is found.
    public var ownRefusals: [(purpose: String, last: Refusals.Last, marks: Set<String>)] {
        var found: [(purpose: String, last: Refusals.Last, marks: Set<String>)] = []
        if isDoNotContact { found.append((Refusals.everything, .standing, keptRefusalMarks)) }
        let refused = consents.filter { $0.withdrawn != nil && $0.group == nil }
        for (key, consents) in Dictionary(grouping: refused, by: { [$0.purpose.rawValue, $0.channel.rawValue] }) {
            guard let day = consents.compactMap(\.withdrawn).max(), let channel = consents.first?.channel else {
                continue
            }
            found.append((key[0], .on(day), keptMarks(on: channel)))
        }
        return found
    }
}
