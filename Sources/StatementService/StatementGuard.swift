public import Coordination
public import Installation
internal import Storage

/// Statements to partners, and requests to sign: what names someone who has withdrawn the consent to it does not go out.
public struct StatementGuard: DeliveryGuard {
    public let kinds: Set<MessageKind> = [.statement, .signOnRequest, .test]

    public init() {}

    public func barred(_ operation: Installation.Operation) async throws -> [String: String] {
        let gate = try await operation.gate(), now = operation.now
        return try await operation.read { records in
            let ids = try records.mails.waitingStatements()
            guard !ids.isEmpty else { return [:] }
            return try ids.reduce(into: [:]) { barred, id in
                let statement = try records.statements.one(Identifier(trusted: id))
                do {
                    try gate.check(statement, hiding: try records.names.people(namedIn: statement.words), now: now)
                } catch let problem as Problem where problem.kind == .notAllowed {
                    barred[id] = problem.what
                }
            }
        }
    }
}
