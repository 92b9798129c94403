public import Coordination
internal import Storage

/// A convening with the counts that matter.
public struct ConveningView: Sendable, Codable {
    public let convening: Convening
    /// When it is, in its own zone, as people read it.
    public let when: String?
    /// Invitations by state.
    public let answers: [String: Int]
    /// Actions that came of it.
    public let actions: [Action]
}

extension Secretariat {
    public func showConvening(_ id: Convening.ID) async throws -> ConveningView {
        try await conveningViews().first { $0.convening.id == id }
            ?? {
                throw Problem(
                    .missingInput, at: id.text, "is no convening in this store", remedy: "See 'convoke convening list'."
                )
            }()
    }

    /// All convenings, the oldest first.
    public func conveningViews() async throws -> [ConveningView] {
        try await store.read { [self] records in
            let actions = try records.actions()
            return try records.convenings().map { convening in
                let states = try records.invitations(of: convening.id).map(\.state.rawValue)
                return ConveningView(
                    convening: convening,
                    when: try convening.span.map { try moment($0, convening.zone, officer.language) },
                    answers: Dictionary(states.map { ($0, 1) }, uniquingKeysWith: +),
                    actions: actions.filter { $0.convening == convening.id })
            }
        }
    }
}
