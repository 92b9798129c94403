package import Coordination
internal import Storage

extension Operation {
    /// The language in which a person is written to: the first of theirs that mails are written in, else the country's, else the officer's.
    package func language(of contact: Contact) -> Language {
        contact.languages.first(where: Language.shipped.contains) ?? facts.language(of: contact.country)
            ?? Language.best(for: [officer.language])
    }

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
