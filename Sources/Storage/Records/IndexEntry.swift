internal import Coordination

/// What an entry of the directory is found by: words by kind. The kind is part of each keyed number.
struct IndexEntry {
    /// Behind the kind of those whose names may be misspelled.
    static let misspelled = "~"

    /// The kind of what someone is found by in a text that must not name them.
    static let disclosed = "disclosed"

    private(set) var words: [String: Set<String>] = [:]

    init(_ contact: Contact) {
        let names = SearchWords([contact.name, contact.pseudonym ?? ""] + contact.otherNames)
        let all = SearchWords(contact.searchTexts), nameKeys = contact.nameKeys, numberKeys = contact.numberKeys
        words = [
            "contact": all.beginnings, "contact\(Self.misspelled)": names.misspellings,
            "language": Set(contact.languages.map(\.rawValue)), "mail": contact.mailKeys, "number": numberKeys,
            "name": Set(nameKeys.map(SearchWords.fold)),
            "uid": Set(contact.outsideIDs.map(SearchWords.fold)),
            Self.disclosed: Self.disclosureWords(of: contact, but: nameKeys, numberKeys),
        ]
    }

    init(_ organization: Organization) {
        let names = SearchWords(organization.searchTexts)
        words = [
            "organization": names.beginnings, "organization\(Self.misspelled)": names.misspellings,
            "theme": Set(organization.themes.map(SearchWords.fold)),
            "population": Set(organization.populations.map(SearchWords.fold)),
            Self.disclosed: Set(organization.disclosureKeys.map(SearchWords.fold)),
        ]
    }

    /// What the kinds `name`, `mail` and `number` do not hold already: most people have two names, one address and one number.
    private static func disclosureWords(
        of contact: Contact, but names: Set<String>, _ numbers: Set<String>
    ) -> Set<String> {
        let keys = DisclosureKeys(of: contact), known = Set(numbers.map { "3 \($0)" })
        return Set(keys.pairs.subtracting(names).union(keys.others.subtracting(known)).map(SearchWords.fold))
    }

    init(_ mechanism: Mechanism) {
        words = ["mechanism": SearchWords(MechanismRecords.searchTexts(mechanism)).beginnings]
    }
}

extension Contact {
    /// By what other programs know the person.
    var outsideIDs: [String] { [externalID].compactMap { $0 } + foreignIDs.map(\.key) }
    /// Former ones, too: they tell who it is as well.
    var mailKeys: Set<String> {
        Set((channels + formerChannels).filter { $0.kind == .email }.map { SearchWords.fold($0.address) })
    }
    var numberKeys: Set<String> { Likeness.numbers(of: channels + formerChannels) }
    /// Each spelling of the name, its words in the order of the alphabet.
    var nameKeys: Set<String> {
        Set(([name] + otherNames).map { Redaction.nameWords(of: $0).sorted().joined(separator: " ") })
    }

    /// Every text that finds the person.
    var searchTexts: [String] { [name, pseudonym ?? ""] + otherNames + channels.map(\.address) }
}

extension Organization {
    var searchTexts: [String] { allNames }
}
