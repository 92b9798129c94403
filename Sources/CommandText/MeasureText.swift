internal import CommandSupport
internal import Coordination
package import FollowUpService

extension Attachment: Printed {
    package var lines: [String] {
        ["Sealed \(name) as \(id), \(size) bytes."]
    }
}

extension MeasureView: Printed {
    package var lines: [String] {
        let chain = measure.chain.map(\.text).joined(separator: ", ")
        let silence = silentDays.map {
            $0 == 0 ? "" : ", nothing recorded for \($0) \($0 == 1 ? "day" : "days"); a warning after \(silenceLimit)"
        }
        let dates = [
            (measure.letter == nil ? "requested" : "sent", requested), ("granted", granted),
            ("reviewed", reviewed), ("in the files since", measure.addedOn),
        ]
        .compactMap { name, day in day.map { "\(name) \($0)" } }
        let criteria: [(name: String, text: String?)] = [
            ("gravity", measure.criteria.gravity), ("urgency", measure.criteria.urgency),
            ("irreparable harm", measure.criteria.irreparableHarm),
        ]
        return [
            "\(measure.id)  \(measure.reference.printed)  \(measure.title)",
            "\(mechanism), State \(measure.state)",
        ] + [measure.publicTitle.map { "public title: \($0)" }].compactMap { $0 } + Self.letter(measure)
            + [
                "stage: \(stageName)\(isLive ? " (live)" : "")\(silence ?? "")", "next step: \(need.meaning)",
            ] + (dates.isEmpty ? [] : [dates.joined(separator: ", ")]) + Facts.lines(criteria)
            + measure.beneficiaries.map(Self.beneficiary)
            + measure.steps.map { step in
                let whom =
                    step.beneficiaries.isEmpty
                    ? "" : " (beneficiaries \(step.beneficiaries.map(String.init).joined(separator: ", ")))"
                return "step \(step.number): \(step.day)  \(step.stage)\(whom)\(step.document.map { ", \($0)" } ?? "")"
            }
            + measure.events.map { event in
                "\(event.day)  \(event.kind.rawValue): \(event.note)\(event.document.map { ", \($0)" } ?? "")"
            }
            + measure.points.flatMap { point in
                ["point \(point.number) (\(point.state.rawValue)): \(point.text)"]
                    + point.findings.map { "  \($0.day)  \($0.state.rawValue): \($0.evidence)" }
            }
            + measure.deadlines.flatMap(Self.deadline)
            + (related.isEmpty ? [] : ["same case: \(related.joined(separator: ", "))"])
            + (chain.isEmpty ? [] : ["followed by: \(chain)"])
            + Facts.files(attachments)
    }

    private static func beneficiary(_ person: Measure.Beneficiary) -> String {
        var text = "beneficiary \(person.number): \(person.name)"
        if case .group(_, let count?) = person.kind { text += " (\(count))" }
        if let contact = person.contact { text += " = \(contact)" }
        if let since = person.since { text += ", since \(since)" }
        if let lifted = person.liftedOn { text += ", lifted \(lifted)" }
        return text
    }

    private static func deadline(_ deadline: DeadlineDetails) -> [String] {
        let state =
            deadline.waived.map { "waived: \($0)" } ?? deadline.met.map { "met \($0)" }
            ?? (deadline.isConfirmed ? "confirmed" : "suggested")
        return [
            "deadline \(deadline.number ?? 0) (\(state)): \(deadline.name), \(deadline.day). \(deadline.source)"
        ] + (deadline.formerDays ?? []).map { "  was \($0.day) until \($0.replacedOn): \($0.reason)" }
    }

    private static func letter(_ measure: MeasureDetails) -> [String] {
        guard let letter = measure.letter else { return [] }
        let addressee: String
        switch letter.addressee {
        case .state: addressee = "the State"
        case .company(let name), .organization(let name): addressee = name
        }
        let reply =
            letter.reply == .none
            ? "no reply" : "reply \(letter.reply.rawValue) \(letter.repliedOn.map { "\($0)" } ?? "")"
        return [
            "\(letter.kind.rawValue) of \(letter.mandates.joined(separator: ", ")) to \(addressee)",
            "\(letter.publishedOn.map { "public since \($0)" } ?? "confidential"), \(reply)",
        ]
    }

    /// Many of them, with what each needs.
    package static func table(_ views: [MeasureView], empty: String) -> [String] {
        Table.lines(
            ["id", "reference", "State", "stage", "silent days", "next step", "title"],
            views.map { view in
                [
                    view.measure.id.text, view.measure.reference.printed, view.measure.state.rawValue, view.stageName,
                    view.silentDays.map(String.init) ?? "-",
                    view.need.meaning + (view.isSuggested ? " (suggested)" : ""), view.measure.title,
                ]
            }, empty: empty)
    }

    private var isSuggested: Bool {
        switch need {
        case .overdue, .due: next?.isConfirmed == false
        case .silence, .actions, .nothing, .ended: false
        }
    }
}
