public import Coordination
internal import DirectoryFiles
public import Installation
internal import Storage

/// The sessions of a mechanism.
public struct SessionsView: View {
    public let mechanism: Mechanism.ID
    public let sessions: [Mechanism.Session]
    /// Those that are new.
    public let added: Int
}

extension Operation {
    /// Mechanisms and their sessions.
    public var mechanisms: Mechanisms { Mechanisms(operation: self) }
}

/// Mechanisms and their sessions.
public struct Mechanisms: Sendable {
    let operation: Operation

    /// All, by id.
    public func all() async throws -> [Mechanism] { try await operation.read { try $0.mechanisms.all() } }

    /// The sessions of a mechanism, the newest first.
    public func sessions(of id: Mechanism.ID) async throws -> SessionsView {
        let mechanism = try await operation.read { try $0.mechanisms.one(id) }
        return SessionsView(mechanism: id, sessions: mechanism.sessions.sorted { $1.start < $0.start }, added: 0)
    }

    /// Takes announced sessions into a mechanism. One of the same name takes the place of that on record; importing the shipped mechanisms
    /// again leaves them there.
    public func importSessions(_ path: String, of id: Mechanism.ID, source: String) async throws -> SessionsView {
        let found = try SessionFile.read(path, source: source)
        return try await operation.change { records in
            let old = try records.mechanisms.one(id), new = old.adding(found)
            let result = try records.mechanisms.save(new)
            try records.note(result, added: .directoryAdded, changed: .directoryChanged, id.text)
            let added = new.sessions.count { !old.sessions.contains($0) }
            return SessionsView(mechanism: id, sessions: new.sessions.sorted { $1.start < $0.start }, added: added)
        }
    }
}
