internal import Foundation
package import Logging

/// Writes a log to standard error, a line an event: time, level, who writes, what happened, and what is known of it by name.
package struct StandardErrorLog: LogHandler {
    package let label: String
    package var metadata: Logger.Metadata = [:]
    package var logLevel = Logger.Level.info

    package init(label: String) { self.label = label }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        let facts = metadata.merging(event.metadata ?? [:]) { _, new in new }.sorted { $0.key < $1.key }
            .map { " \($0.key)=\($0.value)" }.joined()
        let time = Date().formatted(.iso8601)
        Progress.note("\(time) \(event.level) \(label): \(event.message)\(facts)")
    }
}
