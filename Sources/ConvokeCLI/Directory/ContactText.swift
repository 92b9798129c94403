internal import Coordination
internal import Installation
internal import PeopleService

/// A person in lines.
struct ContactText {
    let contact: ContactDetails
    let organization: Organization?
    var links: ContactLinks?

    var lines: [String] {
        let languages = contact.languages.map(\.rawValue).joined(separator: " ")
        var lines = [contact.name + (contact.pseudonym.map { " (\($0))" } ?? "")]
        lines += contact.otherNames.map { "also written: \($0)" }
        let office = [contact.position, organization?.name ?? contact.organization?.text].compactMap { $0 }
        lines.append(
            office.joined(separator: ", ") + (contact.positionSince.map { ", since \($0)" } ?? ""))
        lines += contact.otherPositions.map { position in
            let words = [position.title, position.organization?.text].compactMap { $0 }.joined(separator: ", ")
            return "also: \(words)" + Self.time(position.since, position.until)
        }
        lines.append(
            "\(contact.country), \(contact.zone), \(languages.isEmpty ? "language unknown" : languages), hours \(contact.hours.description), \(contact.tlp.rawValue)"
        )
        lines += contact.channels.map { "\($0.kind.rawValue): \($0.address)" }
        lines += contact.consents.map { consent in
            let refusal = consent.withdrawn == nil ? contact.consents.refusal(after: consent) : nil
            return Self.line(consent) + (refusal.map { " (DOES NOT COUNT: said no on \($0))" } ?? "")
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

    static func line(_ consent: Consent) -> String {
        let end = consent.withdrawn.map { ", WITHDRAWN \($0)" } ?? consent.expires.map { ", until \($0)" } ?? ""
        let group = consent.group.map { " with \($0)" } ?? "", proxy = consent.proxy.map { ", through \($0)" } ?? ""
        return
            "consent to \(consent.purpose.rawValue)\(group) by \(consent.channel.rawValue), \(consent.given)\(end)\(proxy): \(consent.evidence)"
    }

    private static func time(_ since: CalendarDay?, _ until: CalendarDay?) -> String {
        (since.map { ", from \($0)" } ?? "") + (until.map { ", until \($0)" } ?? "")
    }
}
