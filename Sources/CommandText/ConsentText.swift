internal import CommandSupport
internal import Coordination
package import PeopleService

extension WithdrawalReport {
    /// What it stopped.
    package var stoppedLines: [String] {
        (stopped.map(\.text) + statements).map { "stopped: \($0)" }
            + underWay.map { "under way just now, and may arrive: \($0)" }
            + asked.map {
                "was asked to \($0) and is not written to any more, not even of a change: tell them another way"
            }
    }
}

extension ConsentView: Printed {
    package var lines: [String] {
        consents.map { "\(contact)  \(name): \(ContactText.line($0))" }
            + (isDoNotContact ? ["\(contact)  \(name): DO NOT CONTACT, so none of these counts"] : [])
            + overrides.map { "\(contact)  override for \($0.subject), \($0.day), by \($0.by): \($0.reason)" }
    }
}
