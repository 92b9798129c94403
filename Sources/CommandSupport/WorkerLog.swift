internal import Coordination
package import Installation
package import Logging

extension GlobalOptions {
    /// A worker on the installation that the options name. It logs what keeps it from its work, and when that is over.
    package func worker(_ log: Logger) -> Worker {
        log.info("watching")
        return Worker(opening: { try await open() }) { news in
            switch news {
            case .locked: log.notice("the vault is locked; nothing is done until it is opened")
            case .waiting(let problem):
                log.warning(
                    "waiting",
                    metadata: [
                        "for": "the store", "because": "it \(problem.what)", "next": "\(problem.remedy.inCommands)",
                    ])
            case .failed(let problem):
                log.error("not done", metadata: ["because": "\(problem.what)", "next": "\(problem.remedy.inCommands)"])
            case .over: log.notice("going on")
            }
        }
    }
}
