internal import Coordination
internal import Installation
internal import Mail
internal import Rendering
internal import Storage

/// One thing someone has to see to, with what its notice may say of it.
struct Duty: Sendable {
    /// What is said of it in one language.
    struct Saying: Sendable {
        /// What it is: an act, a deadline by its name, or silence.
        let name: String
        /// What may be said openly; `nil` where the id has to do.
        let title: String?
        /// What may be said where the mail is encrypted.
        let fullTitle: String?
    }

    let item: Reminder.Item
    let owner: String?
    let isSuggested: Bool
    let saying: @Sendable (Language, Words) -> Saying

    /// The same with other readers.
    func read(by chain: [Contact.ID]) -> Duty {
        Duty(
            item: .init(matter: item.matter, subject: item.subject, due: item.due, chain: chain), owner: owner,
            isSuggested: isSuggested, saying: saying)
    }
}

/// A notice to one person: everything that person should hear of now, in one mail.
struct FollowUpNotice: Sendable {
    let contact: Contact
    let duties: [(duty: Duty, reminder: Reminder)]

    /// The lines of each part of the mail.
    func text(
        in language: Language, _ words: Words, officer: Officer, of mission: MissionName, hiding hidden: HiddenPeople
    ) -> FollowUpText {
        var text = FollowUpText()
        text.recipient = contact.name
        text.officer = officer.name
        text.post = mission.alone
        text.thePost = mission.opening
        text.count = "\(duties.count)"
        for (duty, reminder) in duties {
            let line = line(duty, language, words, hidden)
            switch (reminder.matter, reminder.step) {
            case (_, let step) where step.hasPrefix("escalated"): text.passedOn.append(line)
            case (.silence, _): text.silent.append(line)
            case (.feedback, _): text.feedbackOwed.append(line)
            case (_, "overdue"): text.late.append(line)
            case (_, "due"): text.today.append(line)
            default: text.soon.append(line)
            }
        }
        return text
    }

    private func line(_ duty: Duty, _ language: Language, _ words: Words, _ hidden: HiddenPeople) -> String {
        let said = duty.saying(language, words), wanted = contact.publicKey == nil ? said.title : said.fullTitle
        // What would name someone is left out; the id leads to it.
        let title = wanted.flatMap { hidden.firstDisclosed(in: $0, to: contact) == nil ? $0 : nil }
        let owner = duty.owner.flatMap { hidden.firstDisclosed(in: $0, to: contact) == nil ? $0 : nil }
        let what = [said.name, title].compactMap { $0 }.joined(separator: ": ")
        let notes = [duty.item.subject, owner, duty.isSuggested ? words["suggested"] : nil].compactMap { $0 }
        let day = MomentText.day(duty.item.due, in: language)
        let line = "\(what) (\(notes.joined(separator: ", "))), \(day)"
        // A name could run over from one part into the next.
        return hidden.firstDisclosed(in: line, to: contact) == nil ? line : "\(duty.item.subject), \(day)"
    }
}
