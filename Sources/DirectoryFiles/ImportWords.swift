internal import Coordination
internal import Foundation
internal import TextFiles

/// What spreadsheets and address books call things, in several languages: from `Directory/import-words.tsv`, `country-names.tsv` and
/// `language-names.tsv`.
public struct ImportWords: Sendable {
    /// What a header may be read as: a field, and how well it fits; the lower, the better.
    struct Reading {
        let field: PersonField
        let rank: Int
    }

    private var words: [String: [String: String]] = [:]
    private var columns: [String: [Reading]] = [:]
    /// The same without the words that do not matter.
    private var bareColumns: [String: [Reading]] = [:]
    private var languageNames: [String: String] = [:]
    private var languageCodes: Set<String> = []

    /// - Parameters:
    ///   - folder: `Directory/`.
    ///   - countries: English names by two-letter code (ISO 3166-1 alpha-2).
    ///   - shortCodes: two-letter codes by three-letter code (alpha-3).
    public init(folder: String, countries: [String: String], shortCodes: [String: String]) throws {
        words["country"] = try Self.names("\(folder)/country-names.tsv")
        languageNames = try Self.names("\(folder)/language-names.tsv")
        languageCodes = Set(languageNames.values)
        for (code, name) in countries {
            words["country", default: [:]][Self.key(name)] = code
            words["country", default: [:]][code.lowercased()] = code
        }
        for (long, code) in shortCodes { words["country", default: [:]][long.lowercased()] = code }
        let path = "\(folder)/import-words.tsv"
        var headers: [(PersonField, String, Int)] = []
        for (index, line) in try FileReader.text(path).split(
            omittingEmptySubsequences: false, whereSeparator: \.isNewline
        ).enumerated() where !line.isEmpty && !line.hasPrefix("#") {
            let parts = line.split(separator: "\t").map(String.init)
            let field = parts.first == "column" ? PersonField(rawValue: parts.count > 1 ? parts[1] : "") : nil
            guard parts.count == 3, parts[0] != "column" || field != nil else {
                throw Problem(
                    .configuration, at: "\(path):\(index + 1)", "does not have three columns",
                    remedy: "Install Convoke's facts again.")
            }
            for (rank, word) in parts[2].split(separator: "|").enumerated() {
                if let field {
                    headers.append((field, Self.key(String(word)), rank))
                } else {
                    words[parts[0], default: [:]][Self.key(String(word))] = parts[1]
                }
            }
        }
        for (field, word, rank) in headers {
            columns[word, default: []].append(Reading(field: field, rank: rank))
            bareColumns[bare(word), default: []].append(Reading(field: field, rank: rank))
        }
    }

    /// Lines of a name and its code.
    private static func names(_ path: String) throws -> [String: String] {
        var found: [String: String] = [:]
        for line in try FileReader.text(path).utf8.split(separator: 10) where line.first != UInt8(ascii: "#") {
            guard let tab = line.firstIndex(of: 9) else { continue }
            found[String(Substring(line[..<tab]))] = String(Substring(line[line.index(after: tab)...]))
        }
        return found
    }

    /// The code that a word of a kind stands for.
    func code(_ kind: String, _ word: String) -> String? { words[kind]?[Self.key(word)] }

    /// Whether a text begins with a word of a kind, of one to three words.
    func begins(_ text: String, with kind: String) -> Bool {
        let parts = Self.key(text).split(separator: " ")
        return (1...3).contains { count in
            count <= parts.count && words[kind]?[parts.prefix(count).joined(separator: " ")] != nil
        }
    }

    /// Whether a text holds a word of a kind, of one to three words.
    func holds(_ text: String, _ kind: String) -> Bool {
        let parts = Self.key(text).split(separator: " ")
        return parts.indices.contains { start in
            (1...3).contains { count in
                start + count <= parts.count
                    && words[kind]?[parts[start..<(start + count)].joined(separator: " ")] != nil
            }
        }
    }

    /// What a header may be read as: by all its words; without those that do not matter, such as `2` and `work`; or by what stands
    /// between its slashes, where that means one thing.
    func readings(of header: String) -> [Reading] {
        let whole = Self.key(header)
        if let exact = columns[whole] { return exact }
        let outside = Self.key(header.replacing(/\([^)]*\)|\[[^\]]*\]/, with: " "))
        if let exact = columns[outside], outside != whole {
            return exact.map { Reading(field: $0.field, rank: $0.rank + 100 + place(in: whole)) }
        }
        for key in [whole, outside] {
            let rest = bare(key)
            if !rest.isEmpty, let found = bareColumns[rest] {
                return found.map { Reading(field: $0.field, rank: $0.rank + 200 + place(in: key)) }
            }
        }
        let parts = header.split { "/|,".contains($0) }.map { bare(Self.key(String($0))) }.filter { !$0.isEmpty }
        guard parts.count > 1 else { return [] }
        let found = parts.compactMap { bareColumns[$0]?.min { $0.rank < $1.rank } }
        guard let first = found.first, found.allSatisfy({ $0.field == first.field }) else { return [] }
        return [Reading(field: first.field, rank: first.rank + 300)]
    }

    /// Of two columns the one about work goes before the one about the home.
    private func place(in key: String) -> Int {
        let places = Set(key.split(separator: " ").compactMap { words["place"]?[String($0)] })
        return places.contains("home") ? 20 : places.contains("other") ? 10 : 0
    }

    /// Whether the name of a column only says where or which, as `Ufficio 2`.
    func isPlace(_ header: String) -> Bool {
        let parts = Self.key(header).split(separator: " ")
        return parts.contains { words["place"]?[String($0)] != nil }
            && parts.allSatisfy { $0.allSatisfy(\.isNumber) || words["place"]?[String($0)] != nil }
    }

    /// Why an address or number is not kept, by its label: a fax, or one that is out of use.
    func reasonToLeave(channelLabelled label: String) -> String? {
        if holds(label, "fax") { return "Fax and pager numbers are not kept" }
        return holds(label, "former") ? "Not kept, because the file marks them as no longer used" : nil
    }

    /// The words that matter, or all where none does.
    private func bare(_ key: String) -> String {
        let parts = key.split(separator: " ").map(String.init)
        let rest = parts.filter { part in
            !part.allSatisfy(\.isNumber) && words["place"]?[part] == nil && words["filler"]?[part] == nil
        }
        return (rest.isEmpty ? parts : rest).joined(separator: " ")
    }

    /// The same of a text of ASCII.
    private static func plainKey(_ text: String) -> String {
        var key: [UInt8] = [], isBetween = false
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x61...0x7A, 0x41...0x5A:
                if isBetween, !key.isEmpty { key.append(UInt8(ascii: " ")) }
                isBetween = false
                key.append(byte < 0x41 ? byte : byte | 0x20)
            default: isBetween = true
            }
        }
        return String(decoding: key, as: UTF8.self)
    }

    /// The words of a text, by compatibility letters without accents, in lower case.
    static func key(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return plainKey(text) }
        let plain = String.UnicodeScalarView(
            text.decomposedStringWithCompatibilityMapping.unicodeScalars.filter {
                $0.properties.generalCategory != .nonspacingMark && !$0.properties.isDefaultIgnorableCodePoint
            })
        return String(plain).lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: " ")
    }
}

extension ImportWords {
    /// The code of a country by one of its names: also `Iran (Islamic Republic of)`, `Egypt, Arab Rep.` and `Reino de España`.
    func country(_ word: String) -> String? {
        let known = words["country"] ?? [:], key = Self.key(word)
        if let code = known[key] { return code }
        func alone(_ name: String) -> String? { Self.shared.contains(name) ? nil : known[name] }
        let head = Self.key(String(word.prefix { $0 != "(" && $0 != "," }))
        if head != key, let code = alone(head) { return code }
        var parts = key.split(separator: " ")
        while let first = parts.first, Self.formal.contains(String(first)) {
            parts.removeFirst()
            if let code = alone(parts.joined(separator: " ")) { return code }
        }
        return nil
    }

    /// The code of a language by one of its names or its tag, also with a country: `en_US`, `Spanish (Honduras)`.
    func language(_ word: String) -> String? {
        let key = Self.key(word)
        if let code = words["language"]?[key] { return code }
        // A tag goes before a name of two or three letters.
        if word.count == 2 || word == word.lowercased(), let tag = Language(rawValue: word.lowercased()),
            languageCodes.contains(tag.rawValue)
        {
            return tag.rawValue
        }
        if let code = languageNames[key] { return code }
        let parts = word.lowercased().split { "-_".contains($0) }
        if let first = parts.first, let tag = Language(rawValue: String(first)), parts.count < 4,
            languageCodes.contains(tag.rawValue), parts.dropFirst().allSatisfy({ (2...4).contains($0.count) })
        {
            return tag.rawValue
        }
        let head = Self.key(String(word.prefix { $0 != "(" }))
        guard head != key, !head.isEmpty else { return nil }
        return words["language"]?[head] ?? languageNames[head]
    }

    /// Names that more than one country has with a word more.
    private static let shared: Set<String> = [
        "congo", "kongo", "korea", "corea", "coree", "coreia", "guinea", "guinee", "guine", "china", "chine",
        "virgin islands",
        "saint martin", "sudan", "soudan", "samoa", "ireland", "irlanda", "irlande", "cyprus", "macedonia", "georgia",
        "niger",
    ]

    /// What stands before a country's name in its formal name, in the shipped languages and German and Italian.
    private static let formal: Set<String> = Set(
        """
        the of republic kingdom state states federal federative islamic democratic plurinational bolivarian united commonwealth \
        principality grand duchy sultanate hashemite people peoples s socialist union independent oriental cooperative co operative arab \
        confederation federation de del la el los las du des d l le les do da dos das di dell della der die und republica reino estado \
        estados islamica democratica plurinacional bolivariana unida unido unidos mancomunidad principado gran ducado sultanato hachemita \
        popular socialista union independiente independente uniao cooperativa arabe confederacion federacion federal federativa \
        republique royaume etat etats federale federative islamique democratique bolivarienne unie uni commonwealth principaute \
        duche hachemite populaire socialiste independant cooperative confederation federation grao confederacao federacao emirado emirat \
        republik konigreich bundesrepublik staat demokratische islamische volksrepublik sozialistische repubblica regno stato islamica rep
        """.split(whereSeparator: \.isWhitespace).map(String.init))
}
