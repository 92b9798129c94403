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
            let headers = MailHeaders(of: mail)
            var calendars: [[UInt8]] = [], files: [[UInt8]] = [], methods: Set<String> = [], report = MachineMail()
            var isEncodedOddly = false
            try parts(of: g_mime_message_get_mime_part(mail), depth: 0) { object, part in
                if isType(object, "message", "delivery-status") || isType(object, "text", "rfc822-headers") {
                    report.status += String(decoding: content(of: part).prefix(65_536), as: UTF8.self) + "\n"
                } else if isType(object, "text", "*"), !isCalendar(object) {
                    report.add(String(decoding: text(of: object, part).prefix(65_536), as: UTF8.self))
                }
                guard isCalendar(object) || isCalendarFile(object, part) else { return }
                if let method = g_mime_object_get_content_type_parameter(object, "method") {
                    methods.insert(String(cString: method).uppercased())
                }
                if let encoding = g_mime_object_get_header(object, "Content-Transfer-Encoding"),
                    !isKnownEncoding(String(cString: encoding))
                {
                    isEncodedOddly = true
                }
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
            report.reportType = reportType(of: mail)
            let origin = report.origin(
                headers, hasReply: !methods.isDisjoint(with: ["REPLY", "COUNTER", "REFRESH"]))
            // What a report quotes of our mail stands somewhere in it, as a part or as text.
            let quoted =
                origin == .deliveryReport
                ? [report.status, report.text, String(decoding: bytes.prefix(262_144), as: UTF8.self)] : []
            return ReceivedMail(
                from: from, sender: headers.sender(besides: from),
                messageID: g_mime_message_get_message_id(mail).map { String(cString: $0) }, origin: origin,
                recipients: ["Delivered-To", "X-Original-To", "Envelope-To", "To", "Cc"]
                    .flatMap(headers.all).flatMap(MailHeaders.addresses),
                trace: headers.trace,
                mentions: ids(in: headers.all("In-Reply-To") + headers.all("References") + quoted),
                failed: origin == .deliveryReport ? report.failed(headers) : [], calendars: calendars, methods: methods,
                oddity: headers.isFromAmbiguous(from) ? .sender : isEncodedOddly ? .encoding : nil)
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

    private static func reportType(of mail: UnsafeMutablePointer<GMimeMessage>) -> String? {
        guard let part = g_mime_message_get_mime_part(mail), isType(part, "multipart", "report") else { return nil }
        return g_mime_object_get_content_type_parameter(part, "report-type").map { String(cString: $0).lowercased() }
            ?? ""
    }

    /// RFC 2045 section 6, and what old programs wrote for it. Two programs may read any other differently.
    private static func isKnownEncoding(_ name: String) -> Bool {
        ["7bit", "8bit", "binary", "base64", "quoted-printable", ""].contains(
            name.lowercased().filter { !$0.isWhitespace })
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
