public import Coordination
internal import Foundation

/// What a transaction can ask and change, by subject.
public struct Records {
    let connection: Connection
    let session: Session

    /// Follow-up actions, found by owner, state and day due.
    public var actions: ActionRecords { ActionRecords(records: self) }
    /// Documents kept with a measure, an action or another subject.
    public var attachments: AttachmentRecords { AttachmentRecords(records: self) }
    /// The audit: what it holds and whether it is whole.
    public var audit: AuditRecords { AuditRecords(records: self) }
    /// Calendar feeds, marks of mailboxes that were read, and what was pushed to a calendar server.
    public var calendars: CalendarRecords { CalendarRecords(records: self) }
    /// People.
    public var contacts: ContactRecords { ContactRecords(records: self) }
    /// Convenings and their minutes.
    public var convenings: ConveningRecords { ConveningRecords(records: self) }
    /// Searches of people, organizations and mechanisms together.
    public var directory: DirectoryRecords { DirectoryRecords(records: self) }
    /// Groups and who belongs to them from when to when.
    public var groups: GroupRecords { GroupRecords(records: self) }
    /// Reprisals and attacks, and what they are linked with.
    public var incidents: IncidentRecords { IncidentRecords(records: self) }
    /// Invitations, and what was answered to one meeting of a series.
    public var invitations: InvitationRecords { InvitationRecords(records: self) }
    /// What has left, waits or was given up of the mails of a convening.
    public var mails: MailRecords { MailRecords(records: self) }
    /// Measures and communications, their resolutions and links.
    public var measures: MeasureRecords { MeasureRecords(records: self) }
    /// Mechanisms of human rights protection.
    public var mechanisms: MechanismRecords { MechanismRecords(records: self) }
    /// Records of one person that were made one.
    public var merges: MergeRecords { MergeRecords(records: self) }
    /// People and organizations that a text names, and the names behind ids.
    public var names: NameRecords { NameRecords(records: self) }
    /// Organizations.
    public var organizations: OrganizationRecords { OrganizationRecords(records: self) }
    /// Messages that wait to be sent, and each try at them.
    public var outbox: OutboxRecords { OutboxRecords(records: self) }
    /// Posts and their designated officers.
    public var posts: PostRecords { PostRecords(records: self) }
    /// Who refused to be written to.
    public var refusals: RefusalRecords { RefusalRecords(records: self) }
    /// Links between entries of the directory.
    public var relations: RelationRecords { RelationRecords(records: self) }
    /// What each reader of follow-up was reminded of, and when.
    public var reminders: ReminderRecords { ReminderRecords(records: self) }
    /// Replies as they came, and what was decided of each.
    public var replies: ReplyRecords { ReplyRecords(records: self) }
    /// What has been kept as long as it may be.
    public var retention: RetentionRecords { RetentionRecords(records: self) }
    /// Work that is staged, released and carried out in batches.
    public var rounds: RoundRecords { RoundRecords(records: self) }
    /// The blind index of names and addresses.
    public var search: SearchRecords { SearchRecords(records: self) }
    /// Joint statements, and the partners that they are published to.
    public var statements: StatementRecords { StatementRecords(records: self) }
    /// All that is kept about one person, and its erasure.
    public var subjects: SubjectRecords { SubjectRecords(records: self) }
    /// Counts of people alike, from which invitees are suggested.
    public var suggestions: SuggestionRecords { SuggestionRecords(records: self) }

    func rows(_ query: Query) throws -> [Row] { try connection.run(query) }
    func run(_ query: Query) throws { _ = try connection.run(query) }

    /// The bytes of a value, the same for the same value.
    func encode(_ value: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(value))
    }

    func decode<Value: Decodable>(_ type: Value.Type, _ bytes: [UInt8]) throws -> Value {
        do {
            return try JSONDecoder().decode(type, from: Data(bytes))
        } catch is DecodingError {
            throw Problem(
                .badData, at: "store", "holds a record that cannot be read",
                remedy: "Run \(.doctor); restore a backup if the store is damaged.")
        }
    }

    /// - Throws: `Problem.missingInput` that names the noun and the id.
    func found<Value>(_ value: Value?, _ noun: String, _ id: String, list verb: Verb) throws -> Value {
        if let value { return value }
        let article = noun.first.map("aeiou".contains) ?? false ? "an" : "a"
        throw Problem(
            .missingInput, at: id, "is not \(article) \(noun) in this store", remedy: "See \(verb) for those there are."
        )
    }

    /// Notes an event about an id, in the name of the one who acts. No content. It is written, chained, when the transaction ends.
    public func note(_ event: AuditEvent, _ subject: String) throws { try session.note(event, subject, connection) }

    /// Notes what saving did; nothing where nothing changed.
    public func note(_ result: SaveResult, added: AuditEvent, changed: AuditEvent, _ subject: String) throws {
        switch result {
        case .added: try note(added, subject)
        case .changed: try note(changed, subject)
        case .unchanged: return
        }
    }
}
