internal import Foundation
internal import Logging

/// Writes a log to standard error, a line an event: time, level, who writes, what happened, and what is known of it by name.
struct StandardErrorLog: LogHandler {
    let label: String
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.info

    init(label: String) { self.label = label }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let facts = metadata.merging(event.metadata ?? [:]) { _, new in new }.sorted { $0.key < $1.key }
            .map { " \($0.key)=\($0.value)" }.joined()
        let time = Date().formatted(.iso8601)
        Progress.note("\(time) \(event.level) \(label): \(event.message)\(facts)")
    }
}
