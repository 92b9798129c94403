internal import Coordination
internal import Installation

extension Mailings {
    /// What words may tell of the people on a list, where nobody is to learn of another; `nil` where nothing was found. The cost is that
    /// of the words times the list.
    func wordsToConfirm(
        _ words: [String], _ everyone: [Invited], shown: Set<Contact.ID>, in convening: Convening
    ) -> WordsToConfirm? {
        WordsToConfirm([
            operation.searched(
                words, about: convening.id.text,
                among: everyone.filter { !shown.contains($0.contact.id) }.map { ($0.contact, $0.organization) })
        ])
    }

    /// The same of the place that a discreet meeting's invitees are told later, by a program.
    func placeToConfirm(of convening: Convening, _ everyone: [Invited]) -> WordsToConfirm? {
        guard convening.visibility == .discreet, convening.placeHours != nil else { return nil }
        return wordsToConfirm(
            [convening.venue ?? "", convening.link ?? ""], everyone.filter { $0.invitation.state != .withdrawn },
            shown: [], in: convening)
    }

    /// The same of a mailing's new words; an invitation's place is asked about with it.
    func wordsToConfirm(of mailing: ConveningMailing, _ objections: [Contact.ID: Exclusion]) -> WordsToConfirm? {
        let convening = mailing.convening, isOpen = convening.visibility == .open
        var place: [String] = []
        if case .invitation = mailing.notice, let told = placeToConfirm(of: convening, mailing.everyone),
            !told.isConfirmed(in: convening)
        {
            place = [convening.venue ?? "", convening.link ?? ""]
        }
        return wordsToConfirm(
            words(of: mailing) + place, mailing.everyone,
            shown: isOpen ? Set(shown(in: mailing, objections).map(\.contact.id)) : [], in: mailing.convening)
    }

    /// - Returns: what was confirmed now, to be kept with the convening; none where there is nothing to confirm, or it was before.
    /// - Throws: `Problem.notAllowed` that shows what was found, where nobody has confirmed it.
    func confirmed(_ words: WordsToConfirm?, of convening: Convening) throws -> [String] {
        try operation.confirmed(words, in: convening, at: convening.id.text)
    }
}
