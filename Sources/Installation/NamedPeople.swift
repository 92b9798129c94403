package import Coordination
internal import Storage

extension Operation {
    /// People of the directory who could be named in some words, but for the officer, whose own name and address may stand anywhere.
    package func people(namedIn words: [String]) async throws -> [Contact] {
        let text = words.joined(separator: "\n")
        return try await read { try $0.names.people(namedIn: text) }.filter { $0.email != officer.address }
    }

    /// The same, arranged for a search.
    package func hiddenPeople(in words: [String]) async throws -> HiddenPeople {
        HiddenPeople(try await people(namedIn: words))
    }
}
