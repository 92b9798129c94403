internal import Coordination
internal import Foundation
internal import TextFiles

/// What spreadsheets call things, in several languages: from `Directory/import-words.tsv` and the system's names of countries and
/// languages.
public struct ImportWords: Sendable {
    private var words: [String: [String: String]] = [:]

    /// - Parameters:
    ///   - folder: `Directory/`.
    ///   - countries: English names by two-letter code (ISO 3166-1 alpha-2).
    ///   - shortCodes: two-letter codes by three-letter code (alpha-3).
    public init(folder: String, countries: [String: String], shortCodes: [String: String]) throws {
        let path = "\(folder)/import-words.tsv"
        for (index, line) in try FileReader.text(path).split(
            omittingEmptySubsequences: false, whereSeparator: \.isNewline
        ).enumerated() where !line.isEmpty && !line.hasPrefix("#") {
            let columns = line.split(separator: "\t").map(String.init)
            guard columns.count == 3 else {
                throw Problem(
                    .configuration, at: "\(path):\(index + 1)", "does not have three columns",
                    remedy: "Install Convoke's facts again.")
            }
            for word in columns[2].split(separator: "|") {
                words[columns[0], default: [:]][Self.fold(String(word))] = columns[1]
            }
        }
        for (code, name) in countries {
            words["country", default: [:]][Self.fold(name)] = code
            words["country", default: [:]][code.lowercased()] = code
        }
        for (long, code) in shortCodes { words["country", default: [:]][long.lowercased()] = code }
        for language in Language.shipped {
            let locale = Locale(identifier: language.rawValue)
            for code in countries.keys {
                if let name = locale.localizedString(forRegionCode: code) {
                    words["country", default: [:]][Self.fold(name)] = code
                }
            }
            for code in Self.languages {
                if let name = locale.localizedString(forLanguageCode: code) {
                    words["language", default: [:]][Self.fold(name)] = code
                }
            }
        }
    }

    /// The code that a word of a kind stands for.
    func code(_ kind: String, _ word: String) -> String? { words[kind]?[Self.fold(word)] }

    static func fold(_ text: String) -> String { Redaction.words(of: text).joined(separator: " ") }

    /// ISO 639-1 codes that have names in the system's data.
    private static let languages = Locale.LanguageCode.isoLanguageCodes.map(\.identifier).filter { $0.count == 2 }
}
