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
            var calendars: [[UInt8]] = [], files: [[UInt8]] = [], reported = ""
            try parts(of: g_mime_message_get_mime_part(mail), depth: 0) { object, part in
                if isType(object, "message", "delivery-status") || isType(object, "text", "rfc822-headers") {
                    reported += String(decoding: content(of: part).prefix(65_536), as: UTF8.self) + "\n"
                }
                guard isCalendar(object) || isCalendarFile(object, part) else { return }
                let content = text(of: object, part)
                if isCalendar(object) {
                    if !calendars.contains(content) { calendars.append(content) }
                } else if !files.contains(content) {
                    files.append(content)
                }
            }
            // A file counts only where there is nothing better: it may be the invitation that is answered.
            if calendars.isEmpty { calendars = files }
            let from = convoke_mime_only_address(g_mime_message_get_from(mail)).flatMap {
                EmailAddress(rawValue: String(cString: $0))
            }
            var origin = origin(of: mail)
            let hasFailed = reported.split(whereSeparator: \.isNewline).contains { line in
                let words = line.lowercased().split(separator: ":", maxSplits: 1)
                return words.first == "action" && words.last?.contains("failed") == true
            }
            if origin == .deliveryReport, !hasFailed { origin = .autoReply }
            let quoted = headers("In-Reply-To", of: mail) + headers("References", of: mail)
            // What a report quotes of our mail stands somewhere in it, as a part or as text.
            let report = origin == .deliveryReport ? [String(decoding: bytes.prefix(262_144), as: UTF8.self)] : []
            return ReceivedMail(
                from: from, messageID: g_mime_message_get_message_id(mail).map { String(cString: $0) }, origin: origin,
                recipients: ["Delivered-To", "X-Original-To", "Envelope-To", "To", "Cc"]
                    .flatMap { headers($0, of: mail) }.flatMap(addresses),
                trace: trace(of: mail),
                mentions: ids(in: quoted + [reported] + report), calendars: calendars)
        }
    }

    /// The subject and every text part of a mail, decoded, for people to read.
    /// - Throws: `Problem.badData` as `read` does.
    public static func text(_ bytes: [UInt8]) throws -> String {
        try parsed(bytes).with { mail in
            var texts = [g_mime_message_get_subject(mail).map { String(cString: $0) } ?? ""]
            try parts(of: g_mime_message_get_mime_part(mail), depth: 0) { object, part in
                guard isType(object, "text", "plain") || isCalendar(object) || isCalendarFile(object, part) else {
                    return
                }
                let text = String(decoding: text(of: object, part), as: UTF8.self)
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
        else { throw refused("is not a mail") }
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

    private static func content(of part: UnsafeMutablePointer<GMimePart>) -> [UInt8] {
        MailWriter.bytes(convoke_mime_part_bytes(part))
    }

    private static func isType(_ object: UnsafeMutablePointer<GMimeObject>, _ type: String, _ subtype: String) -> Bool {
        g_mime_content_type_is_type(g_mime_object_get_content_type(object), type, subtype) != 0
    }

    private static func isCalendar(_ object: UnsafeMutablePointer<GMimeObject>) -> Bool {
        isType(object, "text", "calendar") || isType(object, "application", "ics")
    }

    /// Some programs attach the object as a file of no known type.
    private static func isCalendarFile(
        _ object: UnsafeMutablePointer<GMimeObject>, _ part: UnsafeMutablePointer<GMimePart>
    ) -> Bool {
        let isFile =
            isType(object, "application", "octet-stream") || isType(object, "text", "x-vcalendar")
            || isType(object, "text", "plain")
        return isFile
            && g_mime_part_get_filename(part).map { String(cString: $0).lowercased().hasSuffix(".ics") } ?? false
    }

    /// The content in UTF-8, by the part's charset (RFC 6047 section 2.4); as it is where that cannot be.
    private static func text(
        of object: UnsafeMutablePointer<GMimeObject>, _ part: UnsafeMutablePointer<GMimePart>
    ) -> [UInt8] {
        let content = content(of: part)
        guard let charset = g_mime_object_get_content_type_parameter(object, "charset") else { return content }
        let name = String(cString: charset).lowercased()
        guard !content.isEmpty, !["utf-8", "utf8", "us-ascii", ""].contains(name) else { return content }
        var length: gsize = 0
        let converted = content.withUnsafeBytes {
            g_convert(
                $0.assumingMemoryBound(to: CChar.self).baseAddress, gssize($0.count), "UTF-8", name, nil, &length, nil)
        }
        // What is not of its charset is read by nobody the same way.
        guard let converted else { return name.hasPrefix("utf-16") || name.hasPrefix("utf-32") ? [] : content }
        defer { g_free(converted) }
        return converted.withMemoryRebound(to: UInt8.self, capacity: Int(length)) {
            Array(UnsafeBufferPointer(start: $0, count: Int(length)))
        }
    }

    /// RFC 3834 section 5, and the reports of RFC 3462. What a program generated may be an answer that a person gave in it.
    private static func origin(of mail: UnsafeMutablePointer<GMimeMessage>) -> ReceivedMail.Origin {
        if let part = g_mime_message_get_mime_part(mail), isType(part, "multipart", "report") {
            let kind = g_mime_object_get_content_type_parameter(part, "report-type").map {
                String(cString: $0).lowercased()
            }
            return kind == "delivery-status" ? .deliveryReport : .autoReply
        }
        guard let header = headers("Auto-Submitted", of: mail).first?.lowercased() else { return .person }
        if header.hasPrefix("no") { return .person }
        return header.hasPrefix("auto-generated") ? .program : .autoReply
    }

    private static func trace(of mail: UnsafeMutablePointer<GMimeMessage>) -> [ReceivedMail.Trace] {
        allHeaders(of: mail).compactMap { name, value in
            switch name {
            case "received": .received
            case "authentication-results": .results(value)
            default: nil
            }
        }
    }

    /// Every header of a name, the topmost first.
    private static func headers(_ name: String, of mail: UnsafeMutablePointer<GMimeMessage>) -> [String] {
        allHeaders(of: mail).filter { $0.name == name.lowercased() }.map(\.value)
    }

    /// The first 500 headers, their names in small letters.
    private static func allHeaders(
        of mail: UnsafeMutablePointer<GMimeMessage>
    ) -> [(name: String, value: String)] {
        guard let list = g_mime_object_get_header_list(convoke_mime_as_object(mail)) else { return [] }
        return (0..<min(g_mime_header_list_get_count(list), 500)).compactMap { index in
            guard let header = g_mime_header_list_get_header_at(list, index),
                let name = g_mime_header_get_name(header), let value = g_mime_header_get_value(header)
            else { return nil }
            return (String(cString: name).lowercased(), String(cString: value))
        }
    }

    private static func addresses(in header: String) -> [EmailAddress] {
        header.prefix(4000).split { " \t\r\n<>,;\"()".contains($0) }.prefix(50)
            .compactMap { EmailAddress(rawValue: String($0)) }
    }

    /// Ids of messages of ours: `msg-` and 32 letters before the at sign.
    private static func ids(in texts: [String]) -> [String] {
        var found: [String] = []
        for text in texts {
            for part in text.split(separator: "@").dropLast() {
                let id = String(part.suffix(36))
                guard id.hasPrefix("msg-"), id.utf8.count == 36,
                    id.dropFirst(4).utf8.allSatisfy({ (48...57).contains($0) || (97...122).contains($0) })
                else { continue }
                if !found.contains(id) { found.append(id) }
                if found.count >= 20 { return found }
            }
        }
        return found
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
        Problem(.badData, at: "mail", why, remedy: "Ask the person to reply again, or record the reply by hand.")
    }
}
