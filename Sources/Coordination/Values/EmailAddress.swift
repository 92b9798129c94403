/// A mail address that cannot carry a second command, header or recipient.
///
/// Stricter than RFC 5321 section 4.1.2: ASCII, no quoted local part, no address literal, so that no transport has to
/// be trusted to escape it. Compared without regard to letter case.
public struct EmailAddress: CodedName {
    public let rawValue: String
    public static let noun = "a mail address"
    public static let form = "Write it as local@domain in ASCII, without spaces or quotes"

    public init?(rawValue: String) {
        let parts = rawValue.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, rawValue.utf8.count <= 254, (1...64).contains(parts[0].utf8.count) else { return nil }
        let local = parts[0].split(separator: ".", omittingEmptySubsequences: false)
        let domain = parts[1].split(separator: ".", omittingEmptySubsequences: false)
        guard domain.count >= 2, local.allSatisfy(Self.isAtom), domain.allSatisfy(Self.isLabel) else { return nil }
        self.rawValue = rawValue
    }

    /// The address of a `mailto:` link, or one that stands by itself.
    public init?(uri: String) {
        self.init(rawValue: uri.lowercased().hasPrefix("mailto:") ? String(uri.dropFirst(7)) : uri)
    }

    public var folded: String { rawValue.lowercased() }
    public var domain: String { rawValue.split(separator: "@").last.map(String.init) ?? "" }

    /// The same mailbox with a tag behind a plus sign (RFC 5233 section 4).
    public func adding(tag: String) -> String {
        let parts = rawValue.split(separator: "@")
        return "\(parts.first ?? "")+\(tag)@\(domain)"
    }

    /// The tag, where this is another's address with one.
    public func tag(of other: EmailAddress) -> String? {
        let base = "\(other.folded.prefix { $0 != "@" })+", parts = folded.split(separator: "@")
        guard domain.lowercased() == other.domain.lowercased(), let local = parts.first, local.hasPrefix(base) else {
            return nil
        }
        return String(local.dropFirst(base.count))
    }

    public static func == (left: Self, right: Self) -> Bool { left.folded == right.folded }
    public func hash(into hasher: inout Hasher) { hasher.combine(folded) }

    /// `atext` of RFC 5322 section 3.2.3.
    private static func isAtom(_ text: Substring) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy {
                (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0)
                    || "!#$%&'*+-/=?^_`{|}~".utf8.contains($0)
            }
    }

    private static func isLabel(_ text: Substring) -> Bool {
        (1...63).contains(text.utf8.count) && !text.hasPrefix("-") && !text.hasSuffix("-")
            && text.utf8.allSatisfy {
                (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || $0 == 45
            }
    }
}

extension EmailAddress {
    /// An address without what follows a `+` before the domain, and in lower case (RFC 5233).
    static func base(of address: String) -> String {
        let lowered = address.lowercased()
        guard let at = lowered.lastIndex(of: "@"), let tag = lowered[..<at].firstIndex(of: "+"),
            tag > lowered.startIndex
        else { return lowered }
        return "\(lowered[..<tag])\(lowered[at...])"
    }
}
