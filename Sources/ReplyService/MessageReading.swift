internal import Calendars
public import Coordination
internal import Foundation
public import Installation
internal import Mail
internal import Zones

/// What one needs to know of the mission's mail to read a message; nothing of the store.
public struct ReadingOrder: View {
    /// The mailboxes that invitations name as their organizer; replies go to the first, and the tag in its address is known.
    public let mailboxes: [EmailAddress]
    /// The servers whose Authentication-Results count; `unnamed` is one that does not say its name.
    public let trusted: [String]

    public init(mailboxes: [EmailAddress], trusted: [String]) {
        self.mailboxes = mailboxes
        self.trusted = trusted
    }
}

/// Reads messages from outside. It touches neither the store nor the network, so it can be done in a process of its own.
public enum MessageReading {
    /// Far more than any answer needs.
    public static let maximumBytes = MailReader.maximumBytes

    /// Answers one request that nobody made, so that all that reading needs is in memory before the first process is forked.
    public static func prepare() {
        let mail = [
            "From: A <a@person.example>", "To: Officer <officer@mission.example>", "Message-ID: <1@person.example>",
            "Authentication-Results: mission.example; dmarc=pass", "MIME-Version: 1.0",
            "Content-Type: text/calendar; charset=utf-8; method=REPLY", "", "BEGIN:VCALENDAR", "VERSION:2.0",
            "METHOD:REPLY", "BEGIN:VEVENT", "UID:1@mission.example", "DTSTAMP:20260101T120000Z", "SEQUENCE:0",
            "RECURRENCE-ID:20260101T120000Z", "ORGANIZER:mailto:officer@mission.example",
            "ATTENDEE;PARTSTAT=ACCEPTED:mailto:a@person.example", "COMMENT:-", "END:VEVENT", "END:VCALENDAR", "",
        ]
        let mailbox = try? EmailAddress(parsing: "officer@mission.example")
        let order = ReadingOrder(mailboxes: [mailbox].compactMap { $0 }, trusted: [])
        let request = [MessageReader.Wish.reading.rawValue] + Array(mail.joined(separator: "\r\n").utf8)
        _ = try? answer(to: request, order)
    }

    /// What this program asks the process that reads for it.
    /// - Parameter request: the wish in one byte, and the message.
    public static func answer(to request: [UInt8], _ order: ReadingOrder) throws -> [UInt8] {
        let bytes = Array(request.dropFirst())
        switch request.first.flatMap(MessageReader.Wish.init) {
        case .reading: return Array(try JSONEncoder().encode(read(bytes, order)))
        case .text: return Array(text(bytes).utf8)
        case nil: return []
        }
    }

    /// What a mail or a bare calendar file comes down to.
    public static func read(_ bytes: [UInt8], _ order: ReadingOrder) -> ParsedMessage {
        do {
            if isBare(bytes) { return try reading(of: [bytes], ParsedMessage(origin: .file), order) }
            // A text that ends at a NUL for one program goes on for another.
            guard !bytes.contains(0) else { return .unreadable("it holds a NUL") }
            let mail = try MailReader.read(bytes)
            let reading = ParsedMessage(
                origin: ReplyOrigin(
                    from: mail.from, sender: mail.sender, authentication: mail.authentication(by: order.trusted),
                    tokens: order.mailboxes.prefix(1).flatMap { own in mail.recipients.compactMap { $0.tag(of: own) } }),
                messageID: mail.messageID, mentions: mail.mentions, failed: mail.failed,
                isChecked: mail.isChecked(by: order.trusted))
            switch mail.origin {
            case .deliveryReport: return reading.troubled(.bounce)
            case .autoReply: return reading.troubled(.automatic)
            // A calendar program writes what a person has decided.
            case .program where mail.calendars.isEmpty: return reading.troubled(.automatic)
            case .person, .program: break
            }
            guard mail.from != nil else { return reading.troubled(.unreadable, "it has no sender, or several") }
            guard !mail.calendars.isEmpty else { return reading.troubled(.plainMail) }
            return try self.reading(of: mail.calendars, reading, order, methods: mail.methods, in: mail.oddity)
        } catch let problem as Problem {
            return .unreadable(problem.description)
        } catch {
            return .unreadable("it could not be read")
        }
    }

    /// The message for people to read; as much of it as can be shown.
    public static func text(_ bytes: [UInt8]) -> String {
        let text = isBare(bytes) ? String(decoding: bytes, as: UTF8.self) : (try? MailReader.text(bytes)) ?? ""
        let lines = text.prefix(20_000).split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        return lines.map { SafeText.printable(String($0)) }.joined(separator: "\n")
    }

    /// A bare calendar file begins with BEGIN:VCALENDAR; anything else is read as a mail.
    private static func isBare(_ bytes: [UInt8]) -> Bool {
        String(decoding: bytes.prefix(200), as: UTF8.self).drop { $0.isWhitespace || $0 == "\u{FEFF}" }
            .uppercased().hasPrefix("BEGIN:VCALENDAR")
    }

    private static func reading(
        of calendars: [[UInt8]], _ reading: ParsedMessage, _ order: ReadingOrder, methods: Set<String> = [],
        in oddity: Reply.Oddity? = nil
    ) throws -> ParsedMessage {
        let desk = CalendarCoder(zones: ZoneData())
        guard let first = calendars.first else { return reading.troubled(.notAnAnswer) }
        let replies = try desk.read(first)
        for other in calendars.dropFirst() where try desk.read(other) != replies {
            return reading.troubled(.unreadable, "it holds two calendar objects that differ")
        }
        guard !replies.isEmpty else { return reading.troubled(.notAnAnswer) }
        var reading = reading
        reading.replies = replies.map { $0.answering(order.mailboxes, methods: methods, in: oddity) }
        guard reading.replies.count > 1 else { return reading }
        // One message is one person's, and what the officer has to decide is one thing.
        guard Set(reading.replies.map { $0.mover?.address }).count == 1 else {
            return reading.troubled(.severalAttendees)
        }
        let isPlain = reading.replies.allSatisfy { $0.method == .reply && $0.mover?.answer != .delegated }
        guard isPlain else {
            return reading.troubled(.unreadable, "it proposes or delegates for several meetings at once")
        }
        let meetings = Set(reading.replies.map { "\($0.uid) \($0.occurrence.map { "\($0)" } ?? "")" })
        guard meetings.count == reading.replies.count else {
            return reading.troubled(.unreadable, "it replies twice for one meeting")
        }
        return reading
    }
}

extension ParsedMessage {
    fileprivate func troubled(_ trouble: HoldReason, _ detail: String? = nil) -> ParsedMessage {
        var copy = self
        copy.trouble = trouble
        copy.detail = detail
        return copy
    }
}
