internal import CGMime
internal import Coordination

/// The header of a mail from outside.
struct MailHeaders {
    /// Names in small letters, in order, the topmost first.
    private let fields: [(name: String, value: String)]

    /// The first 500 fields of a mail.
    init(of mail: UnsafeMutablePointer<GMimeMessage>) {
        guard let list = g_mime_object_get_header_list(convoke_mime_as_object(mail)) else {
            fields = []
            return
        }
        fields = (0..<min(g_mime_header_list_get_count(list), 500)).compactMap { index in
            guard let header = g_mime_header_list_get_header_at(list, index),
                let name = g_mime_header_get_name(header), let value = g_mime_header_get_value(header)
            else { return nil }
            let lowered = String(cString: name).lowercased()
            // Encoded words are none in what a server found (RFC 2047 section 5): decoded, they would be its own words.
            guard lowered == "authentication-results", let raw = g_mime_header_get_raw_value(header) else {
                return (lowered, String(cString: value))
            }
            return (lowered, String(cString: raw).replacing("\r", with: "").replacing("\n", with: ""))
        }
    }

    /// Every field of a name, the topmost first.
    func all(_ name: String) -> [String] {
        let name = name.lowercased()
        return fields.filter { $0.name == name }.map(\.value)
    }

    /// The first of a name, in small letters.
    func first(_ name: String) -> String? { all(name).first?.lowercased() }

    /// What servers wrote on the way.
    var trace: [ReceivedMail.Trace] {
        fields.compactMap { name, value in
            switch name {
            case "received": .received
            case "authentication-results": .results(value)
            default: nil
            }
        }
    }

    /// Who sent it by the field Sender (RFC 5322 section 3.6.2), where that is another than From.
    func sender(besides from: EmailAddress?) -> EmailAddress? {
        let named = all("Sender").flatMap(Self.addresses)
        return named.first { $0 != from }
    }

    /// Whether From names more addresses than the one that was read from it: a name that looks like an address, a source route, or a
    /// second field.
    func isFromAmbiguous(_ from: EmailAddress?) -> Bool {
        guard let from else { return false }
        let values = all("From")
        guard values.count == 1 else { return true }
        return Self.words(of: values[0]).contains { word in
            // Some programs put quotes of their own around an address.
            let bare = word.hasPrefix("'") && word.hasSuffix("'") ? word.dropFirst().dropLast() : word
            return word.contains("@") && EmailAddress(rawValue: String(word)) != from
                && EmailAddress(rawValue: String(bare)) != from
        }
    }

    static func addresses(in field: String) -> [EmailAddress] {
        words(of: field).prefix(50).compactMap { EmailAddress(rawValue: String($0)) }
    }

    /// What stands between the signs that an address list is made of.
    private static func words(of field: String) -> [Substring] {
        field.prefix(4000).split { " \t\r\n<>,;\"()".contains($0) }
    }
}
