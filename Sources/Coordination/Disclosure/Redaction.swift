/// Finds people in text that is meant to hold none of them.
public enum Redaction {
    /// The first person of whom two names in a row, a mail address or a number stand in the text, or `nil`.
    ///
    /// Letter case, accents, the kind of white space and Markdown's marks do not matter. A name of one short word is not searched
    /// for: it would be found in ordinary prose.
    /// - Parameter allowed: an address that may stand there, that of the recipient.
    public static func firstDisclosed(
        in text: String, of contacts: [Contact], allowing allowed: EmailAddress? = nil
    ) -> Contact.ID? {
        let folded = fold(text)
        return contacts.first { contact in
            searched(contact).contains { $0 != allowed?.folded && folded.contains($0) }
        }?.id
    }

    private static func searched(_ contact: Contact) -> [String] {
        let parts = fold(contact.name).split(separator: " ")
        // Any two parts in a row: people are named by their first two names, or by one and a surname.
        let pairs = zip(parts, parts.dropFirst()).map { "\($0) \($1)" }.filter { $0.count > 6 }
        let names = pairs.isEmpty && contact.name.count > 7 ? [fold(contact.name)] : pairs
        // What is written for a meeting in person is a place or a go-between in plain words, not an address.
        return names + contact.channels.filter { $0.kind != .inPerson }.map { fold($0.address) }.filter { $0.count > 5 }
    }

    private static func fold(_ text: String) -> String {
        let plain = String(
            String.UnicodeScalarView(text.unicodeScalars.filter { !$0.properties.isDiacritic }.map(base)))
        return plain.lowercased().filter { !"*_`#>".contains($0) }.split(whereSeparator: \.isWhitespace).joined(
            separator: " ")
    }

    /// The letter under an accent, by the name Unicode gives it: `LATIN SMALL LETTER E WITH ACUTE`.
    private static func base(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        guard scalar.value > 0xBF, let name = scalar.properties.name, name.hasPrefix("LATIN ") else { return scalar }
        let words = name.split(separator: " ")
        guard words.count > 4, words[4] == "WITH", words[3].unicodeScalars.count == 1 else { return scalar }
        return words[3].unicodeScalars.first ?? scalar
    }
}
