internal import Coordination
public import Installation

/// What a change of a record takes from one of its fields and adds to it.
public struct FieldDifference: View, Equatable {
    /// As files call it.
    public let field: String
    public let lost: [String]
    public let gained: [String]

    /// What differs between two states of one record, in the order of a file.
    static func between(_ old: Contact, _ new: Contact) -> [FieldDifference] {
        between(fields(of: old), fields(of: new))
    }

    static func between(_ old: Organization, _ new: Organization) -> [FieldDifference] {
        between(fields(of: old), fields(of: new))
    }

    private typealias Fields = [(name: String, values: [String])]

    private static func between(_ old: Fields, _ new: Fields) -> [FieldDifference] {
        zip(old, new).compactMap { before, after in
            let lost = before.values.filter { !after.values.contains($0) },
                gained = after.values.filter { !before.values.contains($0) }
            if lost.isEmpty, gained.isEmpty, before.values != after.values, before.values.count == after.values.count {
                // In another order: the first counts.
                let orders = [before.values, after.values].map { $0.joined(separator: ", ") }
                return Self(field: before.name, lost: [orders[0]], gained: [orders[1]])
            }
            return lost.isEmpty && gained.isEmpty ? nil : Self(field: before.name, lost: lost, gained: gained)
        }
    }

    private static func one(_ value: String?) -> [String] { value.map { [$0] } ?? [] }

    private static func fields(of organization: Organization) -> Fields {
        [
            ("name", [organization.name]),
            ("names", organization.names.map { "\($0.key) \($0.value)" }.sorted()),
            ("other-names", organization.otherNames), ("sector", [organization.sector.rawValue]),
            ("country", one(organization.country?.rawValue)),
            ("reach", one(organization.reach?.rawValue)), ("size", one(organization.size?.rawValue)),
            ("region", one(organization.region)), ("host-funded", one(organization.isHostFunded.map { "\($0)" })),
            ("mission-funded", one(organization.isMissionFunded.map { "\($0)" })),
            ("themes", organization.themes), ("populations", organization.populations),
            ("first-met", one(organization.firstMet?.description)), ("source", [organization.source]),
        ]
    }

    private static func fields(of contact: Contact) -> Fields {
        func lines(_ text: String?) -> [String] { text?.split(whereSeparator: \.isNewline).map(String.init) ?? [] }
        return [
            ("name", [contact.name]), ("other-names", contact.otherNames), ("pseudonym", one(contact.pseudonym)),
            ("organization", one(contact.organization?.text)), ("position", one(contact.position)),
            ("position-since", one(contact.positionSince?.description)),
            ("other-positions", contact.otherPositions.map(position)), ("country", [contact.country.rawValue]),
            ("zone", [contact.zone.rawValue]), ("languages", contact.languages.map(\.rawValue)),
            ("hours", [contact.hours.description]),
            ("channels", contact.channels.map { "\($0.kind.rawValue) \($0.address)" }),
            ("consents", contact.consents.flatMap(consent)),
            ("busy", contact.busy.map { "\($0.start) to \($0.end)" }), ("tlp", [contact.tlp.rawValue]),
            ("do-not-contact", contact.isDoNotContact ? ["true"] : []), ("risk-note", lines(contact.riskNote)),
            ("note", lines(contact.note)), ("external-id", one(contact.externalID)),
            ("foreign-ids", contact.foreignIDs.map { "\($0.id) in \($0.source)" }),
            ("key", one(contact.publicKey?.fingerprint)),
        ]
    }

    private static func position(_ position: Position) -> String {
        [position.title, position.organization?.text, position.since?.description, position.until?.description]
            .compactMap { $0 }.joined(separator: ", ")
    }

    /// A consent and its end, which takes nothing from it, each by itself.
    private static func consent(_ consent: Consent) -> [String] {
        let words =
            "\(consent.purpose.rawValue) by \(consent.channel.rawValue)\(consent.group.map { " for \($0)" } ?? "") given \(consent.given): \(consent.evidence)"
        return [words] + (consent.withdrawn.map { ["\(words), withdrawn \($0)"] } ?? [])
    }
}
