public import Coordination
public import Installation
internal import Mail
internal import Storage

/// A person's key as it is shown: never the key itself.
public struct ContactKeyView: View {
    public let contact: Contact.ID
    /// `nil` where mail goes in plain.
    public let fingerprint: String?
}

extension Operation {
    /// People's keys, by which mail to them is encrypted.
    public var keys: ContactKeys { ContactKeys(operation: self) }
}

/// People's keys, by which mail to them is encrypted.
public struct ContactKeys: Sendable {
    let operation: Operation

    /// Keeps the key with which a person wants mail to be encrypted.
    /// - Parameter armored: the one public key, in its armored form.
    public func set(_ armored: String, of id: Contact.ID) async throws -> ContactKeyView {
        let key = try PublicKey(armored: armored, fingerprint: try Self.fingerprint(of: armored))
        return try await change(of: id, to: key)
    }

    /// Lets mail to a person go in plain again.
    public func remove(of id: Contact.ID) async throws -> ContactKeyView { try await change(of: id, to: nil) }

    private func change(of id: Contact.ID, to key: PublicKey?) async throws -> ContactKeyView {
        return try await operation.change { records in
            var contact = try records.contacts.one(id)
            // What is only a courtesy is given up rather than sent the old way.
            for invitation in try records.subjects.invitations(of: contact.id) {
                try records.mails.supersede(
                    invitation.id, kinds: Set(MessageKind.allCases.filter(\.isCourtesy)), at: operation.now)
            }
            let waiting = try records.mails.waiting(for: contact.id)
            guard waiting.isEmpty else {
                throw Problem(
                    .notAllowed, at: contact.id.text,
                    "has \(waiting.count) messages waiting that were made for the old way",
                    remedy:
                        "Deliver them with \(.outboxDeliver), or give them up with \(.outboxDrop), then say this again."
                )
            }
            contact.publicKey = key
            _ = try records.contacts.save(contact)
            try records.note(key == nil ? .directoryKeyRemoved : .directoryKey, contact.id.text)
            return ContactKeyView(contact: contact.id, fingerprint: key?.fingerprint)
        }
    }

    /// The fingerprint of a public key that can be encrypted with.
    private static func fingerprint(of armored: String) throws -> String {
        guard armored.utf8.count <= PublicKey.maximumBytes, !armored.contains("PRIVATE KEY") else {
            throw Problem(
                .badData, at: "key", "is not a public key, or is too long",
                remedy: "Export it with 'gpg --armor --export ADDRESS', without the private part.")
        }
        let keys = try MailCipher().keys(in: armored)
        guard keys.count == 1, let key = keys.first, !key.isSecret else {
            throw Problem(
                .badData, at: "key", "holds no public key, or several",
                remedy: "Export the one that the person uses: 'gpg --armor --export ADDRESS'.")
        }
        guard key.canEncrypt else {
            throw Problem(
                .badData, at: "key", "cannot encrypt: it is expired, revoked or for signatures only",
                remedy: "Ask the person for the key that they use now.")
        }
        return key.fingerprint
    }
}
