/// A joint text, from its draft through its signatures to its publication.
public struct Statement: Hashable, Sendable, Codable, ConfirmedWords {
    public typealias ID = Identifier<Statement>

    public enum State: String, CaseIterable, Sendable, Codable {
        case draft
        /// The words are fixed and organizations may sign them.
        case open
        case published
    }

    public let id: ID
    public var tlp: TLP
    /// Nothing is published before this moment.
    public var embargo: Instant?
    public private(set) var edition: Edition
    public private(set) var state: State
    public private(set) var signatures: [Signature]
    public private(set) var publishedAt: Instant?
    public var confirmed: [String]?

    public var title: String { edition.title }

    public init(id: ID, tlp: TLP = .clear, embargo: Instant? = nil, edition: Edition) {
        self.id = id
        self.tlp = tlp
        self.embargo = embargo
        self.edition = edition
        state = .draft
        signatures = []
    }

    /// Fixes the words and asks for signatures.
    public mutating func open() throws {
        guard state == .draft else { throw wrongState("be opened again") }
        state = .open
    }

    /// Binds an organization, and the person who may speak for it, to the words of the current edition.
    public mutating func sign(_ signature: Signature) throws {
        guard state == .open else { throw wrongState("be signed; it takes signatures while it is open") }
        guard signature.digest == edition.digest else {
            throw Problem(
                .notAllowed, at: id.text, "has other words than those that were signed",
                remedy: "Show the current edition to the signatory and sign again.")
        }
        guard !signatures.contains(where: { $0.organization == signature.organization }) else {
            throw Problem(
                .notAllowed, at: id.text, "is already signed by \(signature.organization)",
                remedy: "Each organization signs once; see \(.statementShow, id).")
        }
        signatures.append(signature)
    }

    /// Puts one organization in the place of another that was the same; where both signed, one signature stays.
    /// - Returns: whether anything changed.
    public mutating func replace(signatory other: Organization.ID, by kept: Organization.ID) -> Bool {
        guard let place = signatures.firstIndex(where: { $0.organization == other }) else { return false }
        let old = signatures.remove(at: place)
        if !signatures.contains(where: { $0.organization == kept }) {
            signatures.insert(
                Signature(organization: kept, signatory: old.signatory, digest: old.digest, signedAt: old.signedAt),
                at: place)
        }
        return true
    }

    public mutating func publish(at now: Instant) throws {
        guard state == .open else { throw wrongState("be published; open it for signature first") }
        guard !signatures.isEmpty else {
            throw Problem(
                .notAllowed, at: id.text, "has no signature",
                remedy: "Sign it with \(.statementSign, id) first.")
        }
        state = .published
        publishedAt = now
    }

    private func wrongState(_ verb: String) -> Problem {
        Problem(
            .notAllowed, at: id.text, "is \(state.rawValue) and cannot \(verb)",
            remedy: "Look at it with \(.statementShow, id).")
    }

    /// Everything that people read of it.
    public var words: String {
        ([title] + edition.texts.sorted { $0.key < $1.key }.map(\.value)).joined(separator: "\n")
    }
}
