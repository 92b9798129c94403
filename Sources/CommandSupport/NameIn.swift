internal import ArgumentParser
package import Coordination

/// A name in one language, written as `fr=l'Ambassade du Nord`.
package struct NameIn: ExpressibleByArgument {
    package let language: Language
    package let name: String

    package init?(argument: String) {
        guard let value = RefusedValue.read(argument, Self.init(parsing:)) else { return nil }
        self = value
    }

    private init(parsing text: String) throws {
        let parts = text.split(separator: "=", maxSplits: 1)
        guard parts.count == 2 else {
            throw Problem(
                .usage, "'\(text.prefix(40))' does not say which language it is in",
                remedy: "Write it as fr=NAME, with one option for each language.")
        }
        language = try Language(parsing: String(parts[0]))
        name = try SafeText.name(String(parts[1]), field: "name")
    }

    /// By language tag.
    package static func byLanguage(_ names: [NameIn]) -> [String: String] {
        Dictionary(names.map { ($0.language.rawValue, $0.name) }) { $1 }
    }
}
