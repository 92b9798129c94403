/// Finds people in text that is meant to hold none of them.
public enum Redaction {
    /// The first person whose full name or mail address stands in the text, or `nil`.
    ///
    /// Letter case and the kind of white space do not matter. A name of one short word is not searched for: it would
    /// be found in ordinary prose.
    public static func firstDisclosed(in text: String, of contacts: [Contact]) -> Contact.ID? {
        let folded = fold(text)
        return contacts.first { contact in
            searched(contact).contains { folded.contains($0) }
        }?.id
    }

    private static func searched(_ contact: Contact) -> [String] {
        let name = fold(contact.name)
        let names = name.contains(" ") || name.count > 7 ? [name] : []
        return names + contact.channels.map { fold($0.address) }.filter { $0.count > 4 }
    }

    private static func fold(_ text: String) -> String {
        text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
