public import Coordination

/// A follow-up action with its due day, as a task for a calendar program. VTODO is the name of a task in RFC 5545 section 3.6.2.
public struct TodoMessage: Sendable {
    public let uid: String
    public let stamp: Instant
    public let summary: String
    public let due: CalendarDay?
    public let status: Status

    /// RFC 5545 section 3.8.1.11.
    public enum Status: String, Sendable {
        case needsAction = "NEEDS-ACTION"
        case inProcess = "IN-PROCESS"
        case completed = "COMPLETED"
        case cancelled = "CANCELLED"
    }

    public init(uid: String, stamp: Instant, summary: String, due: CalendarDay?, status: Status) {
        self.uid = uid
        self.stamp = stamp
        self.summary = summary
        self.due = due
        self.status = status
    }

    func bytes() throws -> [UInt8] {
        var lines = [
            "BEGIN:VTODO", "UID:\(ContentLine.escaped(try SafeText.checked(uid, field: "UID")))",
            "DTSTAMP:\(EventWriter.basic(stamp.wall(offsetSeconds: 0)))Z",
            "SUMMARY:\(ContentLine.escaped(try SafeText.checked(summary, field: "title")))", "CLASS:PRIVATE",
            "STATUS:\(status.rawValue)",
        ]
        if let due { lines.append("DUE;VALUE=DATE:\(due.description.filter { $0 != "-" })") }
        lines.append("END:VTODO")
        var result: [UInt8] = []
        for line in lines { ContentLine.append(line, to: &result) }
        return result
    }
}
