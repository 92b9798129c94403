public import Coordination
public import Installation
internal import Storage

/// A group with those who belong to it and those who did.
public struct GroupView: View {
    public struct Stay: View {
        public let contact: Contact.ID
        public let name: String
        public let joined: CalendarDay
        public let left: CalendarDay?
    }

    public let group: Group
    public let stays: [Stay]
    /// How many belong today.
    public let members: Int
}

extension Operation {
    /// Groups and their members.
    public var groups: Groups { Groups(operation: self) }
}

/// Groups and their members.
public struct Groups: Sendable {
    let operation: Operation

    /// Makes a group, or changes its name or question.
    public func save(_ group: Group) async throws -> GroupView {
        let today = try operation.today()
        _ = try SafeText.name(group.name, field: "name")
        if let query = group.query {
            guard !query.isEmpty else {
                throw Problem(.usage, "the question is empty", remedy: "Give --sector, --country, --theme or others.")
            }
            guard query.group == nil else {
                throw Problem(.usage, "a group cannot ask for a group", remedy: "Leave --group out.")
            }
        }
        return try await operation.change { records in
            if let old = try records.groups.one(ifThere: group.id.text), (old.query == nil) != (group.query == nil) {
                throw Problem(
                    .notAllowed, at: group.id.text, "is of the other kind", remedy: "Make a group with another id.")
            }
            if try records.groups.one(ifThere: group.id.text) == nil { try records.names.checkID(group.id.text) }
            let result = try records.groups.save(group)
            try records.note(result, added: .groupAdded, changed: .groupChanged, group.id.text)
            return try Self.view(group, records, on: today)
        }
    }

    /// Takes a group away that was made by mistake. Linear in the directory.
    /// - Throws: `Problem.notAllowed` where people agreed to something for this group.
    public func remove(_ id: Group.ID) async throws -> Group.ID {
        return try await operation.change { [self] records in
            _ = try records.groups.one(id)
            let consents = try records.contacts.all().count { $0.consents.contains { $0.group == id } }
            guard consents == 0 else {
                throw Problem(
                    .notAllowed, at: id.text, "is named in the consents of \(consents) people",
                    remedy: "Take its members out with \(.groupRemove, id), and leave it.")
            }
            try records.groups.remove(id, at: operation.now)
            try records.note(.groupRemoved, id.text)
            return id
        }
    }

    /// Puts people into a group or takes them out, from today.
    public func change(_ id: Group.ID, adding new: [Contact.ID], removing gone: [Contact.ID]) async throws
        -> GroupView
    {
        let today = try operation.today()
        return try await operation.change { records in
            let group = try records.groups.one(id)
            guard group.query == nil else {
                throw Problem(
                    .notAllowed, at: id.text, "is a question, so its members are found and not chosen",
                    remedy: "Change what the question asks for: \(.groupCreate, id, options: "--sector …").")
            }
            for contact in try new.map({ try records.contacts.one($0).id }) {
                guard try records.groups.join(contact, id, on: today) else { continue }
                try records.note(.groupJoin, contact.text)
            }
            for contact in try gone.map({ try records.contacts.one($0).id }) {
                guard try records.groups.leave(contact, id, on: today) else {
                    throw Problem(
                        .missingInput, at: contact.text, "does not belong to \(id)", remedy: "See \(.groupShow)."
                    )
                }
                try records.note(.groupLeave, contact.text)
            }
            return try Self.view(group, records, on: today)
        }
    }

    /// Who belongs and who did. Of a question, the answer of today is kept as history.
    public func one(_ id: Group.ID) async throws -> GroupView {
        let today = try operation.today()
        return try await operation.change { try Self.view($0.groups.one(id), $0, on: today) }
    }

    public func all() async throws -> [Group] { try await operation.read { try $0.groups.all() } }

    private static func view(_ group: Group, _ records: Records, on day: CalendarDay)
        throws -> GroupView
    {
        try refresh(group, records, on: day)
        let stays = try records.groups.memberships(of: group.id).map { stay in
            let name = try records.contacts.one(ifThere: stay.contact.text)?.name ?? "(erased)"
            try records.note(.directoryRead, stay.contact.text)
            return GroupView.Stay(contact: stay.contact, name: name, joined: stay.joined, left: stay.left)
        }
        return GroupView(group: group, stays: stays, members: Set(stays.filter { $0.left == nil }.map(\.contact)).count)
    }

    /// Writes down who fits a group's question now, and who no longer does.
    static func refresh(_ group: Group, _ records: Records, on day: CalendarDay) throws {
        guard let query = group.query else { return }
        let fitting = Set(try records.directory.findContacts(query, limit: 100_000, on: day).map(\.id))
        let present = Set(try records.groups.memberships(of: group.id).filter { $0.left == nil }.map(\.contact))
        for contact in fitting.subtracting(present).sorted() { _ = try records.groups.join(contact, group.id, on: day) }
        for contact in present.subtracting(fitting).sorted() {
            _ = try records.groups.leave(contact, group.id, on: day)
        }
    }
}
