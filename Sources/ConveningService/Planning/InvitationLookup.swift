package import Coordination
internal import Installation
internal import Sealing
package import Storage

extension Invitations {
    /// The invitation that a code, an id or a link's ticket names.
    package func one(named reference: String, _ records: Records) throws -> Invitation {
        let ticket = reference.split(separator: "/").last.map(String.init) ?? reference
        if let (id, revision, _) = AnswerLink.parts(of: ticket) {
            let invitation = try records.invitations.one(try Identifier(parsing: id))
            guard let token = invitation.token,
                AnswerLink.holds(ticket, token: token, now: operation.now.seconds)
            else {
                throw Problem(
                    .notAllowed, at: id, "is not what this link was made for, or the link has ended",
                    remedy: "Ask for the code of the invitation.")
            }
            guard try revision == records.convenings.one(invitation.convening).sequence else {
                throw Problem(
                    .notAllowed, at: id, "is asked for another time since this link was sent",
                    remedy: "Ask the person about the present time, and use the code of the invitation.")
            }
            return invitation
        }
        // Letters that the codes do not use are what people hear or write for those that they do.
        let alike: [Character: Character] = ["o": "0", "i": "1", "l": "1", "u": "v"]
        let letters = String(reference.lowercased().filter { $0 != "-" && $0 != " " }.map { alike[$0] ?? $0 })
        let id = reference.hasPrefix("iv-") ? reference : "iv-\(letters)"
        guard let found = try? records.invitations.one(try Identifier(parsing: id)) else {
            throw Problem(
                .missingInput, at: String(reference.prefix(40)), "is the code of no invitation",
                remedy: "See the codes with \(.invitationList, options: "CONVENING").")
        }
        return found
    }
}
