import Coordination
import Fixtures
import Mail
import Testing

@Suite struct BounceTests {
    private let id = "msg-0123456789abcdefghjkmnpqrstvwxyz@mission.example"

    @Test(arguments: Bounce.all)
    func `a report of any mail server is a report`(bounce: Bounce) throws {
        let address = "ana@rio-vivo.example"
        let mail = try MailReader.read(bounce.text(id: id, address: address))
        #expect(mail.origin == .deliveryReport)
        let isQuoted = bounce.family != "without the mail"
        #expect(mail.mentions.contains("msg-0123456789abcdefghjkmnpqrstvwxyz") == isQuoted)
        #expect(isQuoted || mail.failed.map(\.rawValue) == [address])
    }

    @Test func `every family is there at least twice`() {
        let families = Dictionary(grouping: Bounce.all) { $0.family }
        #expect(families.values.allSatisfy { $0.count >= 2 })
        #expect(Bounce.all.count >= 60)
    }

    @Test(arguments: [
        "From: Mail Delivery System <MAILER-DAEMON@x.example>\r\nSubject: Warning: message 1b delayed 24 hours\r\n\r\nA message that you sent has not yet been delivered to one or more of its recipients. Delivery attempts will continue to be made. No action is required.",
        "From: Mail Delivery Subsystem <mailer-daemon@x.example>\r\nSubject: Delivery Status Notification (Delay)\r\n\r\nTHIS IS A WARNING MESSAGE ONLY. YOU DO NOT NEED TO RESEND YOUR MESSAGE. Delivery to ana@x.example has been delayed: user unknown",
        "From: <ana@x.example>\r\nReturn-Path: <>\r\nAuto-Submitted: auto-replied (vacation)\r\nSubject: Fora do escritorio\r\n\r\nEstou de ferias",
        "From: ana@x.example\r\nAuto-Submitted: auto-replied\r\nSubject: Automatic reply\r\n\r\nI am away.",
    ])
    func `a delay or an absence is no failure`(text: String) throws {
        #expect(try MailReader.read(Array((text + "\r\n").utf8)).origin == .autoReply)
    }

    @Test(arguments: [
        "From: ana@x.example\r\nSubject: Re: Mesa redonda\r\nIn-Reply-To: <msg-0123456789abcdefghjkmnpqrstvwxyz@m.example>\r\n\r\nMy last mail could not be delivered, so here is my answer again: yes.",
        "From: ana@x.example\r\nSubject: Fwd: Undelivered Mail Returned to Sender\r\n\r\nDid you get this? Delivery failed. msg-0123456789abcdefghjkmnpqrstvwxyz@m.example",
    ])
    func `a person who speaks of a failure is a person`(text: String) throws {
        #expect(try MailReader.read(Array((text + "\r\n").utf8)).origin == .person)
    }

    @Test func `what a calendar service sends for a person is no report, whatever the person writes`() throws {
        let text = """
            From: ana@x.example
            Auto-Submitted: auto-generated
            Subject: Accepted: Mesa redonda
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Type: text/plain

            The bridge does not exist any more, so mails were not delivered.
            --b
            Content-Type: text/calendar; method=REPLY

            BEGIN:VCALENDAR
            END:VCALENDAR
            --b--
            """
        #expect(try MailReader.read(Array(text.utf8)).origin == .program)
    }

    @Test(arguments: ["Out of office: Re: Mesa", "Réponse automatique : Mesa", "Respuesta automática: Mesa"])
    func `an automatic reply without its mark is known by its subject`(subject: String) throws {
        let text = "From: ana@x.example\r\nSubject: \(subject)\r\n\r\nAway until Monday.\r\n"
        #expect(try MailReader.read(Array(text.utf8)).origin == .program)
    }
}
