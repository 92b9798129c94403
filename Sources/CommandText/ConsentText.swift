internal import Coordination
package import PeopleService

/// What a withdrawal stopped, in lines.
package enum StoppedText {
    package static func lines(_ report: WithdrawalReport) -> [String] {
        (report.stopped.map(\.text) + report.statements).map { "stopped: \($0)" }
            + report.underWay.map { "under way just now, and may arrive: \($0)" }
            + report.asked.map {
                "was asked to \($0) and is not written to any more, not even of a change: tell them another way"
            }
    }
}
