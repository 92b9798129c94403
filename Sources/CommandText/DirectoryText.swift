internal import CommandSupport
package import Coordination
package import Installation
package import PeopleService

extension Relation: Printed {
    package var lines: [String] {
        ["\(id): \(from) \(kind.rawValue) \(to)"]
    }
}

extension ContactDetails: Printed {
    package var lines: [String] {
        ContactText(contact: self, organization: nil).lines
    }
}

extension UnmergeView: Printed {
    package var lines: [String] {
        let stopped = stopped.map { item in
            let next =
                item.kind == .cancellation
                ? "tell \(other) another way that \(item.convening) is called off"
                : "'convoke convening invite \(item.convening)' sends it again"
            return "stopped, because it was written to \(kept): \(item.message), \(item.kind); \(next)"
        }
        return ["\(other) is a record of its own again."] + stopped
            + [
                "Look at both with 'convoke directory show': notes that were changed since stay with \(kept)."
            ]
    }
}

/// A person in lines.
package struct ContactText {
    package let contact: ContactDetails
    package let organization: Organization?
    package var links: ContactLinks?

    package init(contact: ContactDetails, organization: Organization?, links: ContactLinks? = nil) {
        self.contact = contact
        self.organization = organization
        self.links = links
    }

    package var lines: [String] {
        let languages = contact.languages.map(\.rawValue).joined(separator: " ")
        var lines = [contact.name + (contact.pseudonym.map { " (\($0))" } ?? "")]
        lines += contact.otherNames.map { "also written: \($0)" }
        let place = organization.map { organization in
            "\(organization.name) (\([organization.id.text, organization.region].compactMap { $0 }.joined(separator: ", ")))"
        }
        let office = [contact.position, place ?? contact.organization?.text].compactMap { $0 }
        lines.append(
            office.joined(separator: ", ") + (contact.positionSince.map { ", since \($0)" } ?? ""))
        lines += contact.otherPositions.map { position in
            let words = [position.title, position.organization?.text].compactMap { $0 }.joined(separator: ", ")
            return "also: \(words)" + Self.time(position.since, position.until)
        }
        lines.append(
            "\(contact.country), \(contact.zone), \(languages.isEmpty ? "language unknown" : languages), hours \(contact.hours.description), \(contact.tlp.rawValue)"
        )
        lines += contact.busy.prefix(5).map { "busy: \($0.start) – \($0.end)" }
        if contact.busy.count > 5 { lines.append("busy: \(contact.busy.count - 5) times more") }
        lines += contact.channels.map { "\($0.kind.rawValue): \($0.address)" }
        lines += contact.consents.map { consent in
            let refusal = consent.withdrawn == nil ? contact.consents.refusal(after: consent) : nil
            return Self.line(consent) + (refusal.map { " (DOES NOT COUNT: opted out on \($0))" } ?? "")
        }
        lines += contact.overrides.map {
            "override: \($0.purpose.rawValue) for \($0.subject) on \($0.day) by \($0.by): \($0.reason)"
        }
        if contact.isDoNotContact { lines.append("DO NOT CONTACT") }
        if let key = contact.publicKey { lines.append("mail is encrypted with: \(key.fingerprint)") }
        lines += [contact.riskNote.map { "risk: \($0)" }, contact.note.map { "note: \($0)" }].compactMap { $0 }
        guard let links else { return lines.filter { !$0.isEmpty } }
        lines += links.groups.map { "group \($0.group)\(Self.time($0.joined, $0.left))" }
        lines += links.relations.map {
            "\($0.id): \($0.from) \($0.kind.rawValue) \($0.to)\(Self.time($0.since, $0.until))\($0.note.map { ", \($0)" } ?? "")"
        }
        lines += links.merged.map { "took in: \($0)" }
        return lines.filter { !$0.isEmpty }
    }

    package static func line(_ consent: Consent) -> String {
        let end = consent.withdrawn.map { ", WITHDRAWN \($0)" } ?? consent.expires.map { ", until \($0)" } ?? ""
        let group = consent.group.map { " with \($0)" } ?? "", proxy = consent.proxy.map { ", through \($0)" } ?? ""
        if consent.isOptOut {
            return "opt-out from \(consent.purpose.rawValue)\(group) by \(consent.channel.rawValue), \(consent.given)"
        }
        return
            "consent to \(consent.purpose.rawValue)\(group) by \(consent.channel.rawValue), \(consent.given)\(end)\(proxy): \(consent.evidence)"
    }

    private static func time(_ since: CalendarDay?, _ until: CalendarDay?) -> String {
        (since.map { ", from \($0)" } ?? "") + (until.map { ", until \($0)" } ?? "")
    }
}

extension DirectoryEntry: Printed {
    package var lines: [String] {
        switch self {
        case .contact(let contact, let organization, let links):
            return ContactText(contact: contact, organization: organization, links: links).lines
        case .organization(let organization, let contacts, let relations):
            let facts = [
                organization.sector.rawValue, organization.country?.rawValue ?? "country unknown",
                organization.region, organization.reach?.rawValue ?? "reach unknown",
                organization.size.map { "\($0.rawValue) size" },
                Facet.funding(organization.isHostFunded), Facet.missionFunding(organization.isMissionFunded),
            ].compactMap { $0 }
            let lists = [("themes", organization.themes), ("populations", organization.populations)]
            var lines = [organization.name, facts.joined(separator: ", ")]
            for (name, list) in lists where !list.isEmpty {
                lines.append("\(name): \(list.joined(separator: ", "))")
            }
            if let day = organization.firstMet { lines.append("first met: \(day)") }
            lines.append("source: \(organization.source)")
            lines += contacts.map { contact in
                "contact: " + [contact.name, contact.position].compactMap { $0 }.joined(separator: ", ")
                    + " (\(contact.id))"
            }
            lines += relations.map { "\($0.id): \($0.from) \($0.kind.rawValue) \($0.to)" }
            return lines
        case .mechanism(let mechanism):
            return mechanism.names.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
                + mechanism.stages.map {
                    "stage \($0.id)\($0.isLive ? " (live)" : ""): then \($0.next.isEmpty ? "nothing" : $0.next.joined(separator: ", "))"
                }
                + mechanism.deadlines.map {
                    "deadline \($0.names["en"] ?? $0.id)\($0.isConfirmed ? "" : " (suggested)"): \($0.source)"
                }
                + mechanism.sources.map { "source: \($0)" }
        }
    }
}
