/// The words by which a text may mean an organization without its whole name.
struct OrganizationWords: Sendable {
    /// Those of its name that few others have.
    private let own: [String]
    /// What it is: the first word of its name, such as `cámara`, `red` or `patronato`, and the last one that is a body, such as `council`.
    private let heads: [String]
    private let capitals: [String]

    /// - Parameter open: folded words that may stand anywhere.
    init(_ organization: Organization, but open: Set<String>) {
        let words = TextWord.all(in: organization.name).map(\.folded).filter {
            $0.count >= 3 && !Redaction.particles.contains($0) && !open.contains($0)
        }
        own = words.filter { !Self.general.contains($0) }
        heads = [
            words.first.flatMap { Self.descriptive.contains($0) ? nil : $0 },
            words.last.flatMap { Self.bodies.contains($0) ? $0 : nil },
        ].compactMap { $0 }
        capitals = Array(Redaction.capitals(of: organization))
    }

    /// What of a text may mean it: two of its words near each other, its only one, its initials, or `the chamber` and `las abogadas`.
    /// - Parameter inHaste: whether the text is written in small letters, so that a name in it has no capital either.
    func found(in words: [TextWord], inHaste: Bool) -> [String] {
        var found: [String] = []
        if let name = name(in: words, inHaste: inHaste) { found.append(name) }
        found += words.first { capitals.contains($0.text.lowercased()) && $0.isAllCapitals }.map { [$0.text] } ?? []
        if found.isEmpty, let head = headed(in: words) { found.append(head) }
        return found
    }

    private func name(in words: [TextWord], inHaste: Bool) -> String? {
        let places = words.indices.filter { own.contains(words[$0].folded) }
        let capital = places.filter { inHaste || !words[$0].script.hasCapitals || words[$0].isCapital }
        if own.count == 1 { return capital.first.map { words[$0].text } }
        for (one, other) in zip(capital, capital.dropFirst())
        where other - one <= 4 && words[one].folded != words[other].folded {
            return "\(words[one].text) \(words[other].text)"
        }
        // `cámara de comercio`, whatever the letters: two in their order with nothing between that says anything.
        for (one, other) in zip(places, places.dropFirst())
        where words[(one + 1)..<other].allSatisfy({ Redaction.particles.contains($0.folded) || $0.folded.count < 3 })
            && follows(words[one].folded, words[other].folded)
        {
            return words[one...other].map(\.text).joined(separator: " ")
        }
        return nil
    }

    private func follows(_ one: String, _ other: String) -> Bool {
        zip(own, own.dropFirst()).contains { $0 == one && $1 == other }
    }

    /// What it is, or its only own word, behind an article: there are few of whom that could be said.
    private func headed(in words: [TextWord]) -> String? {
        let wanted = heads + (own.count == 1 ? own : [])
        return zip(words, words.dropFirst()).first { article, word in
            Self.articles.contains(article.folded) && wanted.contains(word.folded)
        }.map { "\($0.text) \($1.text)" }
    }

    /// First words that say what kind of an organization it is, and not that it is one.
    private static let descriptive: Set<String> = [
        "international", "internacional", "internationale", "national", "nacional", "nationale", "human", "rights",
        "derechos", "humanos", "droits", "humains", "direitos", "women", "mujeres", "femmes", "mulheres", "defensores",
        "defensoras", "defenders", "civil", "pueblos", "peoples", "peuples", "povos", "para", "pour", "with", "from",
    ]

    private static let bodies: Set<String> = [
        "council", "network", "committee", "foundation", "association", "coalition", "union", "federation", "movement",
        "institute", "center", "centre", "society", "company", "group", "university", "ministry", "embassy", "mission",
        "press", "radio", "collective", "chamber", "church", "bank", "alliance", "initiative", "trust", "cooperative",
    ]

    /// Definite articles, alone and with `de` and `a`, in the languages of most lists.
    private static let articles: Set<String> = [
        "the", "la", "el", "las", "los", "del", "al", "le", "les", "l", "du", "des", "au", "aux", "os", "do", "da",
        "dos",
        "das", "ao", "aos", "der", "den", "dem", "il", "lo", "gli",
    ]

    /// What many organizations are called, in the languages of the templates and of most lists.
    private static let general: Set<String> = [
        "asociacion", "association", "associacao", "fundacion", "foundation", "fondation", "fundacao", "comite",
        "committee", "committe", "coalition", "coalicion", "coalizao", "collective", "colectivo", "collectif",
        "coletivo", "network", "reseau", "rede", "red", "centro", "centre", "center", "instituto", "institute",
        "institut", "organization", "organisation", "organizacion", "organizacao", "movement", "movimiento",
        "mouvement", "movimento", "federation", "federacion", "federacao", "union", "uniao", "consejo", "council",
        "conseil", "conselho", "mission", "mision", "missao", "embassy", "embajada", "ambassade", "embaixada",
        "ministry", "ministerio", "ministere", "international", "internacional", "internationale", "national",
        "nacional", "nationale", "human", "rights", "derechos", "humanos", "droits", "humains", "direitos", "humans",
        "group", "grupo", "groupe", "society", "sociedad", "societe", "sociedade", "company", "empresa", "entreprise",
        "para", "pour", "with", "from", "sobre", "entre", "desde", "defensores", "defensoras", "defenders", "women",
        "mujeres", "femmes", "mulheres", "radio", "press", "prensa", "presse", "imprensa", "universidad", "university",
        "universite", "universidade", "civil", "pueblos", "peoples", "peuples", "povos",
    ]
}
