internal import CGMime
internal import Coordination

/// Turns a mail into RFC 5322 and MIME bytes with CRLF line ends.
public enum MailWriter {
    /// The form that every calendar program understands: `multipart/mixed` with the readable texts and the calendar as
    /// alternatives, and the same calendar as an attachment (RFC 6047 section 2.4).
    /// - Throws: `Problem.badData` where a header could be broken out of.
    public static func write(_ message: MailMessage) throws -> [UInt8] {
        _ = MimeLibrary.isStarted
        try SafeText.checked(message.subject, field: "subject")
        try SafeText.checked(message.from.name, field: "sender's name")
        try SafeText.checked(message.to.name, field: "recipient's name")
        try SafeText.checked(message.replyTo?.name ?? "", field: "name to reply to")
        try SafeText.checked(message.sender?.name ?? "", field: "sender's name")
        try SafeText.checked(message.encryption?.subject ?? "", field: "subject")
        try SafeText.checked(message.text, field: "text", allowingNewlines: true)
        let mail = MimeObject(takingOwnershipOf: g_mime_message_new(1))
        let body = content(of: message)
        return try mail.with { mail in
            g_mime_message_add_mailbox(
                mail, GMIME_ADDRESS_TYPE_FROM, message.from.name, message.from.address.rawValue)
            g_mime_message_add_mailbox(mail, GMIME_ADDRESS_TYPE_TO, message.to.name, message.to.address.rawValue)
            if let sender = message.sender {
                g_mime_message_add_mailbox(mail, GMIME_ADDRESS_TYPE_SENDER, sender.name, sender.address.rawValue)
            }
            if let replyTo = message.replyTo {
                g_mime_message_add_mailbox(
                    mail, GMIME_ADDRESS_TYPE_REPLY_TO, replyTo.name, replyTo.address.rawValue)
            }
            g_mime_message_set_subject(mail, message.encryption?.subject ?? message.subject, "utf-8")
            g_mime_message_set_message_id(mail, "\(message.id)@\(message.from.address.domain)")
            let date = g_date_time_new_from_unix_utc(Int(message.date.seconds))
            g_mime_message_set_date(mail, date)
            g_date_time_unref(date)
            g_mime_object_set_header(
                convoke_mime_as_object(mail), "Content-Language", message.language.rawValue, "utf-8")
            if let (key, cipher, _) = message.encryption {
                try encrypted(body, by: cipher, for: key, message.id).with {
                    g_mime_message_set_mime_part(mail, convoke_mime_as_object($0))
                }
            } else {
                body.with { g_mime_message_set_mime_part(mail, convoke_mime_as_object($0)) }
            }
            return bytes(convoke_mime_object_bytes(convoke_mime_as_object(mail)))
        }
    }

    /// RFC 3156 section 4: a part that says the version, and one that holds the sealed body.
    private static func encrypted(
        _ body: MimeObject<GMimeMultipart>, by cipher: MailCipher, for key: PublicKey, _ id: String
    ) throws -> MimeObject<GMimeMultipart> {
        let plain = body.with { bytes(convoke_mime_object_bytes(convoke_mime_as_object($0))) }
        let sealed = try cipher.encrypted(plain, for: key)
        let whole = multipart("encrypted", boundary: "encrypted-\(id)")
        whole.with {
            g_mime_object_set_content_type_parameter(
                convoke_mime_as_object($0), "protocol", "application/pgp-encrypted")
        }
        let version = part(
            "application", "pgp-encrypted", Array("Version: 1\r\n".utf8), GMIME_CONTENT_ENCODING_7BIT, [:])
        add(version, to: whole)
        add(
            part("application", "octet-stream", sealed, GMIME_CONTENT_ENCODING_7BIT, ["name": "encrypted.asc"]),
            to: whole)
        return whole
    }

    private static func content(of message: MailMessage) -> MimeObject<GMimeMultipart> {
        let alternative = multipart("alternative", boundary: "alternative-\(message.id)")
        add(
            part(
                "text", "plain", Array(message.text.utf8), GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE, ["charset": "UTF-8"]),
            to: alternative)
        add(
            part(
                "text", "html", Array(message.html.utf8), GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE, ["charset": "UTF-8"]),
            to: alternative)
        guard let calendar = message.calendar else { return alternative }
        add(
            part(
                "text", "calendar", calendar.bytes, GMIME_CONTENT_ENCODING_BASE64,
                ["charset": "UTF-8", "method": calendar.method]),
            to: alternative)
        let mixed = multipart("mixed", boundary: "mixed-\(message.id)")
        alternative.with { inner in
            mixed.with { g_mime_multipart_add($0, convoke_mime_as_object(inner)) }
        }
        let attachment = part(
            "application", "ics", calendar.bytes, GMIME_CONTENT_ENCODING_BASE64, ["name": "invite.ics"])
        attachment.with { part in
            g_mime_part_set_filename(part, "invite.ics")
            g_mime_object_set_disposition(convoke_mime_as_object(part), "attachment")
        }
        add(attachment, to: mixed)
        return mixed
    }

    private static func multipart(_ subtype: String, boundary: String) -> MimeObject<GMimeMultipart> {
        let object = MimeObject(takingOwnershipOf: g_mime_multipart_new_with_subtype(subtype))
        object.with { g_mime_multipart_set_boundary($0, boundary) }
        return object
    }

    private static func part(
        _ type: String, _ subtype: String, _ bytes: [UInt8], _ encoding: GMimeContentEncoding,
        _ parameters: [String: String]
    ) -> MimeObject<GMimePart> {
        let object = bytes.withUnsafeBytes { buffer in
            MimeObject(
                takingOwnershipOf: convoke_mime_part_new(
                    type, subtype, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), buffer.count, encoding))
        }
        object.with { part in
            for (name, value) in parameters.sorted(by: { $0.key < $1.key }) {
                g_mime_object_set_content_type_parameter(convoke_mime_as_object(part), name, value)
            }
        }
        return object
    }

    private static func add(_ part: MimeObject<GMimePart>, to multipart: MimeObject<GMimeMultipart>) {
        part.with { inner in multipart.with { g_mime_multipart_add($0, convoke_mime_as_object(inner)) } }
    }

    /// Copies and frees an array of GLib.
    static func bytes(_ array: UnsafeMutablePointer<GByteArray>?) -> [UInt8] {
        guard let array else { return [] }
        defer { g_byte_array_free(array, 1) }
        return Array(UnsafeBufferPointer(start: array.pointee.data, count: Int(array.pointee.len)))
    }
}
