internal import CGMime
internal import Coordination

/// Reads mails that come from outside.
public enum MailReader {
    public static let maximumBytes = 1024 * 1024
    static let maximumParts = 200
    static let maximumDepth = 20

    /// - Throws: `Problem.badData` for what is too large, too deep or no mail.
    public static func read(_ bytes: [UInt8]) throws -> ReceivedMail {
        try parsed(bytes).with { mail in
            var calendars: [[UInt8]] = []
            try parts(of: g_mime_message_get_mime_part(mail), depth: 0) { object, part in
                guard isCalendar(object) else { return }
                let content = MailWriter.bytes(convoke_mime_part_bytes(part))
                if !calendars.contains(content) { calendars.append(content) }
            }
            let from = convoke_mime_only_address(g_mime_message_get_from(mail)).flatMap {
                EmailAddress(rawValue: String(cString: $0))
            }
            return ReceivedMail(
                from: from, isAutomatic: isAutomatic(mail), calendars: calendars)
        }
    }

    /// The subject and every text part of a mail, decoded, for people to read.
    /// - Throws: `Problem.badData` as `read` does.
    public static func text(_ bytes: [UInt8]) throws -> String {
        try parsed(bytes).with { mail in
            var texts = [g_mime_message_get_subject(mail).map { String(cString: $0) } ?? ""]
            try parts(of: g_mime_message_get_mime_part(mail), depth: 0) { object, part in
                let type = g_mime_object_get_content_type(object)
                guard g_mime_content_type_is_type(type, "text", "plain") != 0 || isCalendar(object) else { return }
                let text = String(decoding: MailWriter.bytes(convoke_mime_part_bytes(part)), as: UTF8.self)
                if !texts.contains(text) { texts.append(text) }
            }
            return texts.joined(separator: "\n\n")
        }
    }

    private static func parsed(_ bytes: [UInt8]) throws -> MimeObject<GMimeMessage> {
        _ = MimeLibrary.isStarted
        guard bytes.count <= maximumBytes else { throw refused("is larger than \(maximumBytes / 1024) KiB") }
        guard boundaries(in: bytes) <= maximumParts else { throw refused("has too many parts") }
        guard
            let pointer = bytes.withUnsafeBytes({
                convoke_mime_parse($0.baseAddress?.assumingMemoryBound(to: CChar.self), $0.count)
            })
        else { throw refused("is no mail") }
        return MimeObject(takingOwnershipOf: pointer)
    }

    /// Shows every part that holds no others.
    private static func parts(
        of object: UnsafeMutablePointer<GMimeObject>?, depth: Int,
        _ visit: (UnsafeMutablePointer<GMimeObject>, UnsafeMutablePointer<GMimePart>) throws -> Void
    ) throws {
        guard let object else { return }
        guard depth <= maximumDepth else { throw refused("is nested too deeply") }
        if let multipart = convoke_mime_as_multipart(object) {
            for index in 0..<g_mime_multipart_get_count(multipart) {
                try parts(of: g_mime_multipart_get_part(multipart, index), depth: depth + 1, visit)
            }
        } else if let part = convoke_mime_as_part(object) {
            try visit(object, part)
        }
    }

    private static func isCalendar(_ object: UnsafeMutablePointer<GMimeObject>) -> Bool {
        let type = g_mime_object_get_content_type(object)
        return g_mime_content_type_is_type(type, "text", "calendar") != 0
            || g_mime_content_type_is_type(type, "application", "ics") != 0
    }

    /// RFC 3834 section 5, and the reports of RFC 3462.
    private static func isAutomatic(_ mail: UnsafeMutablePointer<GMimeMessage>) -> Bool {
        let object = convoke_mime_as_object(mail)
        let header = g_mime_object_get_header(object, "Auto-Submitted").map { String(cString: $0).lowercased() }
        if let header, !header.hasPrefix("no") { return true }
        guard let part = g_mime_message_get_mime_part(mail) else { return false }
        return g_mime_content_type_is_type(g_mime_object_get_content_type(part), "multipart", "report") != 0
    }

    /// Lines that could open or close a part; counted before the parser builds an object for each.
    private static func boundaries(in bytes: [UInt8]) -> Int {
        var count = 0, previous: UInt8 = 10
        for index in bytes.indices.dropLast() {
            if previous == 10, bytes[index] == 45, bytes[index + 1] == 45 { count += 1 }
            previous = bytes[index]
        }
        return count
    }

    private static func refused(_ why: String) -> Problem {
        Problem(.badData, at: "mail", why, remedy: "Ask the person to answer again, or record the answer by hand.")
    }
}
