internal import Coordination

/// Tells a mail that a program wrote, and whether it says that a mail of ours could not be delivered.
///
/// RFC 3464 gives servers a form for that, which many do not use: they say it in a text of their own, under the name of a daemon, and
/// quote the mail.
struct MachineMail {
    /// `report-type` of a `multipart/report` (RFC 6522); empty where it names none, `nil` for another mail.
    var reportType: String?
    /// The parts that are for programs.
    var status = ""
    /// The parts that are for people, the first 64 KiB.
    private(set) var text = ""

    mutating func add(_ part: String) {
        if text.utf8.count < 65_536 { text += part + "\n" }
    }

    /// - Parameter hasReply: whether a calendar object of it answers, as no report does.
    func origin(_ headers: MailHeaders, hasReply: Bool) -> ReceivedMail.Origin {
        let actions = fields("action")
        if actions.contains(where: { $0.contains("failed") }) { return .deliveryReport }
        if !actions.isEmpty || reportType == "disposition-notification" { return .autoReply }
        let submitted = headers.first("Auto-Submitted").map { !$0.hasPrefix("no") } ?? false
        let isDaemon = headers.all("X-Failed-Recipients").isEmpty == false || isFromDaemon(headers)
        let subject = headers.first("Subject") ?? ""
        // A report begins with what has happened; what it quotes of our mail comes after that.
        let words = subject + "\n" + text.prefix(3000).lowercased()
        let isDelay = Self.delays.contains { words.contains($0) }
        let isFailure = Self.failures.contains { words.contains($0) }
        // What a calendar service sends for a person holds that person's words.
        if (isDaemon || submitted) && !hasReply || reportType != nil, isFailure, !isDelay || subject.contains("fail") {
            return .deliveryReport
        }
        if Self.subjects.contains(where: { subject.hasPrefix($0) }), isFailure, text.contains("msg-") {
            return .deliveryReport
        }
        if isDaemon && !hasReply || reportType != nil { return .autoReply }
        if submitted {
            // What a program generated may be an answer that a person gave in it.
            return headers.first("Auto-Submitted")?.hasPrefix("auto-generated") == true ? .program : .autoReply
        }
        let isMarked =
            ["X-Autoreply", "X-Autorespond", "X-Autoresponder", "X-Auto-Reply"].contains { headers.first($0) != nil }
            || headers.first("Precedence") == "auto_reply"
            || Self.absences.contains { subject.hasPrefix($0) }
        return isMarked ? .program : .person
    }

    /// The addresses that a report says were not reached.
    func failed(_ headers: MailHeaders) -> [EmailAddress] {
        let named = (fields("final-recipient") + fields("original-recipient")).compactMap { value in
            value.split(separator: ";").last.map { String($0) }
        }
        let own = Set(["To", "From", "Delivered-To", "Sender"].flatMap(headers.all).flatMap(MailHeaders.addresses))
        // What the text names before it quotes the mail.
        let said = named.isEmpty ? [String(text.prefix(3000))] : []
        var found: [EmailAddress] = []
        for address in (headers.all("X-Failed-Recipients") + named + said).flatMap(Self.addresses)
        where !own.contains(address) && !found.contains(address) && found.count < 10 {
            found.append(address)
        }
        return found
    }

    /// Values of a field for programs, in small letters.
    private func fields(_ name: String) -> [String] {
        status.split(whereSeparator: \.isNewline).compactMap { line in
            let parts = line.lowercased().split(separator: ":", maxSplits: 1)
            guard parts.count == 2, parts[0].filter({ !$0.isWhitespace }) == name else { return nil }
            return parts[1].trimmingPrefix { $0.isWhitespace }.description
        }
    }

    private static func addresses(in text: String) -> [EmailAddress] {
        text.replacing("mailto:", with: " ").split { " \t\r\n<>,;:\"()[]".contains($0) }.prefix(1000).compactMap {
            word in
            word.contains("@")
                ? EmailAddress(rawValue: word.hasSuffix(".") ? String(word.dropLast()) : String(word)) : nil
        }
    }

    /// A mail without a sender to write back to (RFC 5321 section 4.5.5), or under one of a mail server's own names.
    private func isFromDaemon(_ headers: MailHeaders) -> Bool {
        func isEmpty(_ field: String) -> Bool { headers.first(field).map { $0.filter { !$0.isWhitespace } } == "<>" }
        if isEmpty("Return-Path") || isEmpty("From") { return true }
        let from = headers.first("From")?.filter { !"-_. ".contains($0) } ?? ""
        return Self.daemons.contains { from.contains($0) }
    }

    private static let daemons = [
        "mailerdaemon", "postmaster@", "maildelivery", "maildaemon", "deliverysubsystem", "systemadministrator",
        "mailadministrator", "mmdfuser", "mailsystem", "mailerror",
    ]

    /// How a report begins that comes under no daemon's name.
    private static let subjects = [
        "undeliverable", "undelivered", "delivery failure", "delivery failed", "mail delivery failed", "failure notice",
        "returned mail", "mail failure", "delivery status notification (failure)", "delivery notification",
        "non-deliverable",
        "nondeliverable", "message undeliverable", "unzustellbar", "non remis", "mail system error", "[postmaster]",
    ]

    private static let failures = [
        "delivery failed", "delivery has failed", "delivery failure", "failed permanently", "not be delivered",
        "couldn't be delivered", "wasn't delivered", "not delivered", "unable to deliver",
        "able to deliver your message",
        "undeliver", "nondeliverable", "non-deliverable", "failure notice", "returned mail", "returned to sender",
        "mail failure", "permanent error", "permanent failure", "permanent fatal error", "notification (failure)",
        "notification: error", "notification: failed", "an error has occurred while attempting to deliver",
        "error delivering your mail", "did not reach", "not reach the following", "user unknown", "unknown user",
        "no such user", "recipient unknown", "unknown recipient", "mailbox unavailable", "mailbox not found",
        "address rejected", "invalid recipient", "may not exist", "does not exist", "doesn't exist", "not listed in",
        "mailbox is full", "mailbox full", "over quota", "quota exceeded", "unknown address", "unrouteable address",
        "delivery error", "nicht zugestellt", "unzustellbar", "konnte nicht", "non remis", "pas pu être remis",
        "impossible de remettre", "n'a pas pu", "no se pudo entregar", "no se ha podido entregar", "no fue entregado",
        "não foi entregue", "não pôde ser entregue", "não foi possível entregar", "non recapitabile",
        "niet worden bezorgd", "не доставлено", "не удалось доставить", "не может быть доставлено", "недоставлен",
        "teslim edilemedi", "تعذر تسليم", "لم يتم تسليم", "配信できません", "配信不能", "送信できません", "无法投递", "退信", "無法傳遞",
    ]

    private static let delays = [
        "delayed", "has not yet been delivered", "not been delivered yet", "warning message only",
        "do not need to resend",
        "will continue to be", "will keep trying", "will be retried", "could not send message for past",
        "notification (delay)", "notification: warning", "still being attempted", "temporary failure so far",
    ]

    /// How the subject of a reply begins that a program gave for somebody who is away.
    private static let absences = [
        "automatic reply:", "auto reply:", "autoreply:", "auto:", "out of office", "out of the office", "away from",
        "automatische antwort", "abwesenheitsnotiz", "abwesend", "réponse automatique", "absence du bureau", "absent",
        "respuesta automática", "fuera de la oficina", "fuera de oficina", "resposta automática", "fora do escritório",
        "ausência temporária", "risposta automatica", "automatisch antwoord", "автоответ", "автоматический ответ",
        "رد تلقائي", "自动回复", "自動回覆", "自動返信", "自動応答", "otomatik yanıt", "autosvar",
    ]
}
