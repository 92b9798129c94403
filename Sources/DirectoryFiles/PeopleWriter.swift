public import Coordination
internal import TextFiles

/// Writes people of the directory into files for others, or whole for the officer's own keeping.
public enum PeopleWriter {
    /// A table as spreadsheets read it.
    /// - Parameter label: whom the file may be shown to, written into every row; `nil` for one's own keeping, with ids and each
    ///   record's own label, so that it can be imported again.
    public static func table(_ people: [(Contact, Organization?)], label: TLP?) -> String {
        let withID = label == nil
        var fields: [PersonField] = [
            .name, .organization, .position, .sector, .country, .region, .zone, .language, .email, .phone, .signal,
        ]
        fields =
            withID ? [.id] + fields + [.hours, .pseudonym, .label, .doNotContact, .riskNote, .note] : [.label] + fields
        return "\u{FEFF}" + DelimitedText.line(fields.map(\.rawValue))
            + people.map { person in DelimitedText.line(fields.map { cell($0, person.0, person.1, label) }) }.joined()
    }

    private static func cell(
        _ field: PersonField, _ contact: Contact, _ organization: Organization?, _ label: TLP?
    ) -> String {
        func addresses(_ kind: SafeChannel.Kind) -> String {
            contact.channels.filter { $0.kind == kind }.map(\.address).joined(separator: "; ")
        }
        switch field {
        case .id: return contact.id.text
        case .name: return contact.name
        case .pseudonym: return contact.pseudonym ?? ""
        case .organization: return organization?.name ?? ""
        case .position: return contact.position ?? ""
        case .sector: return organization?.sector.rawValue ?? ""
        case .country: return contact.country.rawValue
        case .region: return organization?.region ?? ""
        case .zone: return contact.zone.rawValue
        case .hours: return contact.hours.description
        case .language: return contact.languages.map(\.rawValue).joined(separator: "; ")
        case .email: return addresses(.email)
        case .phone: return addresses(.phone)
        case .signal: return addresses(.signal)
        case .label: return (label ?? contact.tlp).rawValue
        case .doNotContact: return contact.isDoNotContact ? "yes" : ""
        case .riskNote: return contact.riskNote ?? ""
        case .note: return contact.note ?? ""
        case .givenName, .middleName, .familyName, .secondFamilyName, .kind, .optOut, .deceased, .missionFunded, .reach,
            .size,
            .hostFunded,
            .theme, .population, .firstMet, .consent,
            .consentGiven, .consentExpires, .consentEvidence:
            return ""
        }
    }

    public static func cards(_ people: [(Contact, Organization?)], label: TLP?) -> String {
        people.map { VCardWriter.card(of: $0.0, organization: $0.1, label: label) }.joined()
    }
}
