public import Coordination

/// One invitation's part of a mailing that is carried out in batches.
public struct StagedMail: Sendable {
    let number: Int
    public let invitation: Invitation.ID
    /// Why the person may not be written to.
    public let exclusion: Exclusion?
    /// The mail that waits for the release; `nil` where none is to be sent.
    public let envelope: Envelope.ID?
}

extension RoundRecords {
    /// Stages one invitation's part, with its mail where there is one.
    public func stage(
        _ mail: Envelope?, notBefore: Instant, for invitation: Invitation.ID, exclusion: Exclusion?, number: Int,
        in id: Round.ID
    ) throws {
        guard let mail, case .mail(let address, let contact) = mail.route else {
            return try records.run(
                """
                INSERT INTO round_mails (round_id, number, invitation_id, exclusion)
                VALUES (\(id), \(number), \(invitation), \(exclusion?.rawValue))
                """)
        }
        let key = KeyID(.envelope, mail.id.text), row = mail.id.text
        let shows = mail.shows.sorted().map(\.text).joined(separator: " ")
        try records.run(
            """
            INSERT INTO round_mails (round_id, number, invitation_id, exclusion, id, kind, contact_id, sealed_address,
                ground, not_before, created_at, shows, payload)
            VALUES (\(id), \(number), \(invitation), \(exclusion?.rawValue), \(mail.id), \(mail.kind.rawValue),
                \(contact), \(try records.seal(Array(address.rawValue.utf8), key, "round_mails", "address", row: row)),
                \(mail.ground), \(notBefore), \(mail.created), \(shows),
                \(try records.seal(mail.payload, key, "round_mails", "payload", row: row)))
            """)
    }

    /// Which invitations are staged already.
    public func stagedInvitations(in id: Round.ID) throws -> Set<Invitation.ID> {
        Set(
            try records.rows("SELECT invitation_id FROM round_mails WHERE round_id = \(id)").map {
                try $0.id("invitation_id")
            })
    }

    /// The next parts to carry out.
    public func nextMails(of id: Round.ID, atMost limit: Int) throws -> [StagedMail] {
        try records.rows(
            """
            SELECT number, invitation_id, exclusion, id FROM round_mails WHERE round_id = \(id)
            ORDER BY number LIMIT \(limit)
            """
        ).map { row in
            StagedMail(
                number: try row.integer("number"), invitation: try row.id("invitation_id"),
                exclusion: try row.optionalValue(Exclusion.self, "exclusion"), envelope: try row.optionalID("id"))
        }
    }

    /// Moves a staged mail into the outbox, as it was cleared.
    public func queue(_ mail: StagedMail, isHeld: Bool) throws {
        guard let envelope = mail.envelope,
            let row = try records.rows("SELECT * FROM round_mails WHERE id = \(envelope)").first
        else { return }
        let id = envelope.text, key = KeyID(.envelope, id)
        func moved(_ column: String, _ name: String) throws -> [UInt8] {
            try records.seal(
                try records.open(try row.bytes(column), key, "round_mails", name, row: id), key, "envelopes", name,
                row: id)
        }
        let convening = try records.rows(
            "SELECT r.subject_id FROM rounds r JOIN round_mails m ON m.round_id = r.id WHERE m.id = \(envelope)"
        ).first?.text("subject_id")
        try records.outbox.insertRow(
            id: id, channel: .mail, kind: try row.value(MessageKind.self, "kind"), about: convening ?? "",
            contact: try row.text("contact_id"), partner: nil, address: try moved("sealed_address", "address"),
            orderingKey: mail.invitation.text, ground: try row.text("ground"),
            notBefore: try row.instant("not_before"), created: try row.instant("created_at"),
            payload: try moved("payload", "payload"),
            shows: try row.text("shows").split(separator: " ").map(String.init))
        if isHeld { try records.outbox.hold([id]) }
    }

    /// Takes away what is staged for a person who is erased.
    func dropMails(to contact: Contact.ID) throws {
        for row in try records.rows("SELECT id FROM round_mails WHERE contact_id = \(contact)") {
            let id = try row.text("id")
            try records.run("DELETE FROM round_mails WHERE id = \(id)")
            try records.forgetKey(KeyID(.envelope, id))
        }
    }

    /// A part that was carried out, or is not wanted any more.
    /// - Parameter isQueued: whether its mail is in the outbox; else its key is forgotten with it.
    public func remove(_ mail: StagedMail, isQueued: Bool, from id: Round.ID) throws {
        try records.run("DELETE FROM round_mails WHERE round_id = \(id) AND number = \(mail.number)")
        if !isQueued, let envelope = mail.envelope { try records.forgetKey(KeyID(.envelope, envelope.text)) }
    }
}
