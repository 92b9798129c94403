/// Delivery reports as mail servers of many kinds write them, each by its own form: made up, with reserved domains.
public struct Bounce: Sendable, CustomStringConvertible {
    public let family: String
    public let description: String
    private let head: [String]
    private let body: String

    /// What the family calls the mail that it sends back.
    private init(_ family: String, _ variant: String, _ head: [String], _ body: String) {
        self.family = family
        description = "\(family), \(variant)"
        self.head = head
        self.body = body
    }

    /// The report about one mail.
    /// - Parameters:
    ///   - id: the mail's own, with its domain; where the family quotes none, it stands nowhere.
    ///   - address: whom it did not reach.
    public func text(id: String, address: String) -> [UInt8] {
        let quoted = [
            "Received: from mission.example by mx.people.example; Thu, 5 Mar 2026 12:00:00 +0000",
            "From: \"A. Officer\" <officer@mission.example>", "To: <\(address)>", "Subject: Mesa redonda",
            "Message-Id: <\(id)>", "Date: Thu, 5 Mar 2026 12:00:00 +0000", "MIME-Version: 1.0", "",
        ].joined(separator: "\r\n")
        let text = body.replacing("\n", with: "\r\n").replacing("ADDRESS", with: address)
            .replacing("QUOTED", with: quoted).replacing("LOCAL", with: String(address.prefix { $0 != "@" }))
        let header =
            head + [
                "To: officer@mission.example", "Date: Thu, 5 Mar 2026 12:00:09 +0000",
                "Message-Id: <report-\(family.filter(\.isLetter))@mx.people.example>", "MIME-Version: 1.0", "", "",
            ]
        return Array((header.joined(separator: "\r\n") + text + "\r\n").utf8)
    }

    static let plain = "Content-Type: text/plain; charset=utf-8"
    static let parts = "Content-Type: multipart/mixed; boundary=\"b1\""
    static let report = "Content-Type: multipart/report; report-type=delivery-status; boundary=\"b1\""

    static func status(_ fields: String, text: String, original: String = "message/rfc822") -> String {
        """
        --b1
        Content-Type: text/plain; charset=utf-8

        \(text)

        --b1
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.people.example

        Final-Recipient: rfc822; ADDRESS
        \(fields)

        --b1
        Content-Type: \(original)

        QUOTED
        --b1--
        """
    }

    /// One text in two or three voices of the same family.
    static func several(
        _ family: String, _ heads: [[String]], _ bodies: [String]
    ) -> [Bounce] {
        bodies.enumerated().map { place, body in
            Bounce(family, "\(place + 1)", heads[min(place, heads.count - 1)], body)
        }
    }

    public static let all: [Bounce] = texts + forms
}
