public import Coordination

/// Writes vCards of version 3.0 (RFC 2426), which every address book reads. Which part of a name is the family's is not known, so
/// the whole stands in the first component of `N`.
public enum VCardWriter {
    /// The public designation of an officer or deputy.
    public static func card(of designation: Designation, at post: Post) -> String {
        let title = designation.role == .officer ? "Human rights officer" : "Deputy human rights officer"
        var lines = [
            ("FN", escaped(designation.name)), ("N", "\(escaped(designation.name));;;;"), ("ORG", escaped(post.name)),
        ]
        lines.append(("TITLE", title))
        lines.append(("EMAIL;TYPE=INTERNET,WORK", escaped(designation.address.rawValue)))
        if let phone = designation.phone { lines.append(("TEL;TYPE=WORK,VOICE", escaped(phone))) }
        if let website = post.website { lines.append(("URL", website)) }
        if let street = post.street { lines.append(("ADR;TYPE=WORK", ";;\(escaped(street));;;;\(post.country)")) }
        return card(lines)
    }

    /// A person of the directory, as far as the file's fields say.
    /// - Parameter label: whom it may be shown to; `nil` for one's own keeping, with the UID.
    public static func card(of contact: Contact, organization: Organization?, label: TLP?) -> String {
        var lines = [("FN", escaped(contact.name)), ("N", "\(escaped(contact.name));;;;")]
        if let organization { lines.append(("ORG", escaped(organization.name))) }
        if let position = contact.position { lines.append(("TITLE", escaped(position))) }
        for channel in contact.channels {
            switch channel.kind {
            case .email: lines.append(("EMAIL;TYPE=INTERNET", escaped(channel.address)))
            case .phone: lines.append(("TEL;TYPE=VOICE", escaped(channel.address)))
            case .signal: lines.append(("X-SIGNAL", escaped(channel.address)))
            case .inPerson: break
            }
        }
        for language in contact.languages { lines.append(("X-LANG", language.rawValue)) }
        lines.append(("ADR", ";;;;;;\(contact.country)"))
        lines.append(("TZ", escaped(contact.zone.rawValue)))
        lines.append(
            label.map { ("CATEGORIES", $0.rawValue) } ?? ("UID", contact.externalID.map(escaped) ?? contact.id.text))
        return card(lines)
    }

    private static func card(_ lines: [(String, String)]) -> String {
        ([("BEGIN", "VCARD"), ("VERSION", "3.0")] + lines + [("END", "VCARD")]).map { folded("\($0.0):\($0.1)") }
            .joined()
    }

    /// RFC 2426 section 5.
    private static func escaped(_ text: String) -> String {
        String(
            text.flatMap { sign -> [Character] in
                switch sign {
                case "\\", ";", ",": ["\\", sign]
                case "\n", "\r\n", "\r": ["\\", "n"]
                default: [sign]
                }
            })
    }

    /// Lines of at most 75 octets, cut between characters (RFC 2426 section 2.6).
    private static func folded(_ line: String) -> String {
        var result = "", width = 0
        for sign in line {
            let count = String(sign).utf8.count
            if width + count > 75 {
                result += "\r\n "
                width = 1
            }
            result.append(sign)
            width += count
        }
        return result + "\r\n"
    }
}
