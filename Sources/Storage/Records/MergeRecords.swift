public import Coordination

/// A merge as it is kept: both records as they were, and every link that was moved, so that it can be moved back.
public struct StoredMerge: Sendable, Codable {
    public var merge: ContactMerge
    var invitations: [String] = []
    var envelopes: [String] = []
    /// Groups with the first day of each stay.
    var memberships: [[String]] = []
    var relationsFrom: [String] = []
    var relationsTo: [String] = []
    /// The hold on the kept record before the merge and after it.
    var keptHold: LegalHold?
    var jointHold: LegalHold?
    /// Convenings that need the person, and whether they needed the kept record as well.
    var required: [String: Bool] = [:]
}

/// Records of one person that were made one.
public struct MergeRecords {
    let records: Records

    /// Makes two records one: every link of the other moves to the one that is kept.
    /// - Parameter id: what the merge is called.
    /// - Throws: `Problem.notAllowed` where the two are marked as distinct, or were both asked to a convening to come.
    public func merge(_ other: Contact.ID, into kept: Contact.ID, id: String, at now: Instant) throws {
        guard kept != other else {
            throw Problem(.usage, at: kept.text, "is one record", remedy: "Give two different ids.")
        }
        let one = try mergeable(kept), two = try mergeable(other)
        guard try !records.relations.areDistinct(kept.text, other.text) else {
            throw Problem(
                .notAllowed, at: other.text, "is marked as distinct from \(kept)",
                remedy: "Take that mark away with \(.directoryUnrelate) first.")
        }
        var stored = StoredMerge(merge: ContactMerge(keeping: one, takingIn: two))
        try moveInvitations(from: other, to: kept, &stored)
        for row in try records.rows("SELECT id FROM envelopes WHERE contact_id = \(other)") {
            stored.envelopes.append(try row.text("id"))
        }
        try records.run("UPDATE envelopes SET contact_id = \(kept) WHERE contact_id = \(other)")
        try moveMemberships(from: other, to: kept, &stored)
        for relation in try records.relations.all(of: other.text)
        where relation.from != kept.text && relation.to != kept.text {
            if relation.from == other.text { stored.relationsFrom.append(relation.id.text) }
            if relation.to == other.text { stored.relationsTo.append(relation.id.text) }
        }
        try link(stored.relationsFrom, "from_id", to: kept)
        try link(stored.relationsTo, "to_id", to: kept)
        stored.keptHold = try records.subjects.hold(on: kept)
        stored.jointHold = stored.keptHold
        if let hold = try records.subjects.hold(on: other) {
            let reasons = [stored.keptHold?.reason, hold.reason].compactMap { $0 }.joined(separator: "; ")
            let joint = LegalHold(reason: reasons, set: min(stored.keptHold?.set ?? hold.set, hold.set))
            stored.jointHold = joint
            try records.subjects.save(joint, on: kept)
        }
        for var convening in try records.convenings.all() where convening.quorum.required.contains(other) {
            stored.required[convening.id.text] = convening.quorum.required.contains(kept)
            convening.quorum.required = Set(convening.quorum.required.filter { $0 != other } + [kept]).sorted()
            try records.convenings.update(convening)
        }
        try records.search.index(.contact, other.text, from: IndexEntry(two), to: nil)
        try records.run("UPDATE contacts SET merged_into = \(kept), invitable_until = NULL WHERE id = \(other)")
        _ = try records.contacts.save(stored.merge.merged)
        let last = try records.rows("SELECT COALESCE(MAX(position), 0) AS last FROM merges").first?.integer("last") ?? 0
        try records.run(
            """
            INSERT INTO merges (id, position, kept_id, other_id, at, record)
            VALUES (\(id), \(last + 1), \(kept), \(other), \(now),
                \(try records.seal(stored, KeyID(.contact, kept.text), "merges", row: id)))
            """)
    }

    private func mergeable(_ id: Contact.ID) throws -> Contact {
        if let keeper = try keeper(of: id) {
            throw Problem(
                .notAllowed, at: id.text, "is a part of \(keeper) already",
                remedy: "Name \(keeper), or undo that merge.")
        }
        return try records.found(
            records.contacts.one(withoutAlias: id.text), "contact, and only people can be merged", id.text,
            list: .directorySearch)
    }

    /// Takes the last merge of a record apart. What was changed since stays with the record that was kept; a refusal or a hold counts
    /// for both. What waits for the kept record's address about the other's invitations is given up.
    /// - Returns: the record that is there again, and what was given up.
    public func unmerge(_ kept: Contact.ID, at now: Instant) throws -> (other: Contact.ID, stopped: [StoppedMessage]) {
        let row = try records.rows(
            "SELECT * FROM merges WHERE kept_id = \(kept) AND undone_at IS NULL ORDER BY position DESC LIMIT 1"
        ).first
        if let keeper = try keeper(of: kept) {
            throw Problem(
                .usage, at: kept.text, "is a part of \(keeper)", remedy: "Say \(.directoryUnmerge, keeper).")
        }
        guard let row, let current = try records.contacts.one(withoutAlias: kept.text) else {
            throw Problem(
                .missingInput, at: kept.text, "has taken in no other record",
                remedy: "Name the record that was kept; \(.directoryShow) lists what it took in.")
        }
        let id = try row.text("id"), other: Contact.ID = try row.id("other_id")
        let stored = try records.decode(
            StoredMerge.self, try records.open(try row.bytes("record"), KeyID(.contact, kept.text), "merges", row: id))
        var stopped: [StoppedMessage] = []
        for invitation in stored.invitations {
            stopped += try stopWaiting(of: invitation, except: stored.envelopes, at: now)
            try records.run(
                "UPDATE invitations SET contact_id = \(other) WHERE id = \(invitation) AND contact_id = \(kept)")
        }
        for envelope in stored.envelopes {
            try records.run(
                "UPDATE envelopes SET contact_id = \(other) WHERE id = \(envelope) AND contact_id = \(kept)")
        }
        for stay in stored.memberships where stay.count == 2 {
            try records.run(
                """
                UPDATE memberships SET contact_id = \(other)
                WHERE group_id = \(stay[0]) AND joined_day = \(stay[1]) AND contact_id = \(kept)
                """)
        }
        try link(stored.relationsFrom, "from_id", to: other)
        try link(stored.relationsTo, "to_id", to: other)
        try partHolds(of: kept, other, stored)
        for (name, neededKept) in stored.required {
            var convening = try records.convenings.one(Identifier(trusted: name))
            guard convening.quorum.required.contains(kept) else { continue }
            var required = convening.quorum.required + [other]
            if !neededKept { required.removeAll { $0 == kept } }
            convening.quorum.required = Set(required).sorted()
            try records.convenings.update(convening)
        }
        try records.run("UPDATE contacts SET merged_into = NULL WHERE id = \(other)")
        try records.search.index(.contact, other.text, from: nil, to: IndexEntry(stored.merge.other))
        let restored = stored.merge.restored(after: current)
        _ = try records.contacts.save(restored)
        try records.contacts.saveColumns(of: restored)
        let undone = stored.merge.undone(current)
        _ = try records.contacts.save(undone)
        try records.refusals.part(undone, restored)
        try records.run("UPDATE merges SET undone_at = \(now), record = \([UInt8]()) WHERE id = \(id)")
        return (other, stopped)
    }

    /// A hold that was set since counts for both; the one that was made of two becomes two again.
    private func partHolds(of kept: Contact.ID, _ other: Contact.ID, _ stored: StoredMerge) throws {
        let hold = try records.subjects.hold(on: kept)
        if hold == stored.jointHold {
            guard stored.keptHold != hold else { return }
            try records.subjects.removeHold(on: kept)
            if let before = stored.keptHold { try records.subjects.save(before, on: kept) }
        } else if let hold, try records.subjects.hold(on: other) == nil {
            try records.subjects.save(hold, on: other)
        }
    }

    /// Gives up what was written since the merge about an invitation that goes back: it bears the wrong address. The invitation is
    /// then to be sent again.
    private func stopWaiting(of invitation: String, except moved: [String], at now: Instant) throws -> [StoppedMessage]
    {
        let found = try records.rows(
            "SELECT id, kind, subject_id FROM envelopes WHERE order_key = \(invitation) AND state = 'waiting'"
        )
        .map {
            StoppedMessage(
                id: try $0.text("id"), kind: try $0.value(MessageKind.self, "kind"),
                convening: try $0.text("subject_id"))
        }
        .filter { !moved.contains($0.id) }
        for item in found {
            guard try records.mails.giveUp(item.id, because: "the records of two people were parted", at: now) else {
                throw Problem(
                    .tryAgain, at: item.id, "is being sent just now", remedy: "Wait two minutes and do it again.")
            }
        }
        if !found.isEmpty {
            try records.run(
                """
                UPDATE invitations SET sent_sequence = CASE WHEN sent_sequence >= \(found.count)
                    THEN sent_sequence - \(found.count) ELSE NULL END WHERE id = \(invitation)
                """)
        }
        return found
    }

    /// That a person is not to be contacted counts for every record that is a part of theirs, also once it is parted.
    public func stopMerged(into contact: Contact.ID) throws {
        for row in try records.rows("SELECT id, record FROM merges WHERE kept_id = \(contact) AND undone_at IS NULL") {
            let id = try row.text("id"), key = KeyID(.contact, contact.text)
            var stored = try records.decode(
                StoredMerge.self, try records.open(try row.bytes("record"), key, "merges", row: id))
            stored.merge.kept.isDoNotContact = true
            stored.merge.other.isDoNotContact = true
            try records.run(
                "UPDATE merges SET record = \(try records.seal(stored, key, "merges", row: id)) WHERE id = \(id)")
        }
    }

    /// The record and every one that was merged into it, be it by way of another.
    public func aliases(of contact: Contact.ID) throws -> [Contact.ID] {
        var found = [contact], place = 0
        while place < found.count {
            found += try records.rows("SELECT id FROM contacts WHERE merged_into = \(found[place]) ORDER BY id").map {
                try $0.id("id")
            }
            place += 1
        }
        return found
    }

    /// The records that one has taken in, the last first.
    public func merged(into contact: Contact.ID) throws -> [Contact.ID] {
        try records.rows(
            "SELECT other_id FROM merges WHERE kept_id = \(contact) AND undone_at IS NULL ORDER BY position DESC"
        ).map { try $0.id("other_id") }
    }

    /// The record that another was merged into, or `nil`.
    public func keeper(of contact: Contact.ID) throws -> Contact.ID? {
        try records.rows("SELECT merged_into FROM contacts WHERE id = \(contact) AND merged_into IS NOT NULL").first?
            .id("merged_into")
    }

    /// Where both were on one list, the place of the one that is kept counts and the other's is left behind.
    private func moveInvitations(from other: Contact.ID, to kept: Contact.ID, _ stored: inout StoredMerge) throws {
        let present = Dictionary(
            uniqueKeysWithValues: try records.subjects.invitations(of: kept).map { ($0.convening, $0) })
        for invitation in try records.subjects.invitations(of: other) {
            guard let rival = present[invitation.convening] else {
                stored.invitations.append(invitation.id.text)
                try records.run("UPDATE invitations SET contact_id = \(kept) WHERE id = \(invitation.id)")
                continue
            }
            let state = try records.convenings.one(invitation.convening).state
            let isAsked = invitation.sentSequence != nil || rival.state == .withdrawn
            guard state == .closed || state == .cancelled || !isAsked || invitation.state == .withdrawn else {
                throw Problem(
                    .notAllowed, at: other.text, "is on the list of \(invitation.convening) as \(kept) is or was",
                    remedy:
                        "Take one off first: \(.conveningInviteesList, invitation.convening, options: "--remove \(other)")."
                )
            }
        }
    }

    private func moveMemberships(from other: Contact.ID, to kept: Contact.ID, _ stored: inout StoredMerge) throws {
        let present = Set(try records.groups.memberships(of: kept).map { [$0.group.text, $0.stay.joined.description] })
        for (group, stay) in try records.groups.memberships(of: other) {
            let name = [group.text, stay.joined.description]
            guard !present.contains(name) else { continue }
            stored.memberships.append(name)
            try records.run(
                """
                UPDATE memberships SET contact_id = \(kept)
                WHERE group_id = \(group) AND joined_day = \(stay.joined) AND contact_id = \(other)
                """)
        }
    }

    private func link(_ relations: [String], _ column: String, to contact: Contact.ID) throws {
        for id in relations { try records.run("UPDATE relations SET \(raw: column) = \(contact) WHERE id = \(id)") }
    }
}
