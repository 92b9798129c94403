public import Coordination
public import Installation
internal import Rendering
package import Storage

/// What an action has beside its kind, title and owner; `nil` leaves a field as it is.
public struct ActionInput: Hashable, Sendable {
    public var title: String?
    public var owner: String?
    public var due: CalendarDay?
    public var planned: CalendarDay?
    public var joining: [String]?
    public var level: ActionLevel?
    public var channel: ActionChannel?
    public var isQuiet: Bool?
    public var isShared: Bool?
    public var note: String?
    public var agreement: Action.Agreement?
    public var dependsOn: [Action.ID]?
    public var chain: [Contact.ID]?
    /// What is taken away before the rest is set.
    public var cleared: [Field] = []

    public enum Field: String, CaseIterable, Sendable {
        case due, planned, with, after, remind, note, agreement
    }

    public init() {}
}

/// Where an action comes from.
public struct ActionOrigin: Sendable {
    public var convening: Convening.ID?
    /// An id or a reference.
    public var measure: String?
    public var point: Int?
    public var statement: Statement.ID?

    public init(
        convening: Convening.ID? = nil, measure: String? = nil, point: Int? = nil, statement: Statement.ID? = nil
    ) {
        self.convening = convening
        self.measure = measure
        self.point = point
        self.statement = statement
    }
}

/// An action with what belongs to it.
public struct ActionView: View {
    public let action: ActionDetails
    public let measure: String?
    /// What must be done before it, and is not.
    public let waitsFor: [Action.ID]
    public let attachments: [Attachment]
    /// What of its words may name people and was not confirmed, so that others do not see its title.
    public let toConfirm: WordsToConfirm?
}

extension Operation {
    /// Follow-up actions: added, changed, done, told and closed.
    public var actions: Actions { Actions(operation: self) }
}

/// Follow-up actions: added, changed, done, told and closed.
public struct Actions: Sendable {
    let operation: Operation

    /// Notes something that someone undertook to do.
    public func add(
        kind: ActionKind, title: String, owner: String, convening: Convening.ID?, measure: Measure.ID?,
        due: CalendarDay?
    ) async throws -> ActionDetails {
        var terms = ActionInput()
        terms.due = due
        return try await add(
            kind: kind, title: title, owner: owner, from: ActionOrigin(convening: convening, measure: measure?.text),
            terms)
    }

    /// The same with everything else that is known of it.
    public func add(
        kind: ActionKind, title: String, owner: String, from origin: ActionOrigin, _ terms: ActionInput
    ) async throws -> ActionDetails {
        let id: Action.ID = operation.newID("ac")
        return try await operation.change { [self] records in
            var action = try make(id, kind, title, owner, from: origin, terms, records)
            try confirmTitle(of: &action, records)
            try records.actions.insert(action, at: operation.began)
            try records.note(.actionAdd, action.id.text)
            return ActionDetails(action)
        }
    }

    /// An action that is not stored yet, its references checked.
    package func make(
        _ id: Action.ID, _ kind: ActionKind, _ title: String, _ owner: String, from origin: ActionOrigin,
        _ terms: ActionInput, _ records: Records
    ) throws -> Action {
        var measure: Measure?
        if let text = origin.measure { measure = try operation.measures.one(named: text, records) }
        if let point = origin.point {
            guard let measure else {
                throw Problem(.usage, "a point is given without its measure", remedy: "Add --measure.")
            }
            try measure.check(point: point)
        }
        var isAttributed = true
        if let convening = origin.convening {
            isAttributed = try records.convenings.one(convening).attribution == .onRecord
        }
        if let statement = origin.statement { _ = try records.statements.one(statement) }
        var action = try Action(
            id: id, kind: kind, title: title, owner: owner, convening: origin.convening, measure: measure?.id,
            point: origin.point, statement: origin.statement)
        // Who promised something where nothing may be attributed is nobody else's business.
        action.isShared = action.isShared && isAttributed
        var terms = terms
        terms.owner = owner
        try change(&action, terms, records)
        return action
    }

    private func change(_ action: inout Action, _ terms: ActionInput, _ records: Records) throws {
        for field in terms.cleared {
            switch field {
            case .due: action.due = nil
            case .planned: action.planned = nil
            case .with: action.joining = []
            case .after: action.dependsOn = []
            case .remind: action.chain = []
            case .note: action.note = nil
            case .agreement: action.agreement = nil
            }
        }
        if let title = terms.title { action.title = try SafeText.title(title, field: "title") }
        if let owner = terms.owner {
            let before = action.owner, contact = try records.contacts.one(ifThere: owner)
            action.owner =
                try contact.map { try Self.ownerName(of: $0, records) } ?? name(owner, records)
            // Whoever does it no more is not reminded of it any more.
            let isTied = try action.chain.first.map { try Self.isBehind($0, before, records) } ?? false
            let others = before != action.owner && isTied ? Array(action.chain.dropFirst()) : action.chain
            action.chain = [contact?.id].compactMap { $0 } + others.filter { $0 != contact?.id }
        }
        if let due = terms.due {
            action.due = Deadline(name: "due", day: due, source: "set by hand", isConfirmed: true)
        }
        if let joining = terms.joining {
            action.joining = try joining.map { try name($0, records) }
        }
        if let note = terms.note { action.note = try SafeText.body(note, field: "note") }
        if let chain = terms.chain {
            let owner = try terms.owner.flatMap { try records.contacts.one(ifThere: $0)?.id }
            let named = try chain.map { try records.contacts.one($0).id }
            action.chain = owner.map { [$0] + named.filter { $0 != owner } } ?? named
        }
        if let others = terms.dependsOn {
            action.dependsOn = try others.map { try records.actions.one($0).id }
            try checkOrder(of: action, records)
        }
        action.planned = terms.planned ?? action.planned
        action.level = terms.level ?? action.level
        action.channel = terms.channel ?? action.channel
        action.isQuiet = terms.isQuiet ?? action.isQuiet
        action.isShared = terms.isShared ?? action.isShared
        action.agreement = terms.agreement ?? action.agreement
        guard action.state == .open || action.measure == nil || action.isQuiet || action.agreement != nil else {
            throw Problem(
                .notAllowed, at: action.id.text,
                "is done, and nothing says that the person concerned agreed to its being public",
                remedy: "Note who agreed with --agreed and --agreement.")
        }
    }

    /// By what a contact is known as an owner: a person's name would stand in reports; the organization's does not tell who it is.
    static func ownerName(of contact: Contact, _ records: Records) throws -> String {
        try records.organizations.one(of: contact)?.name ?? contact.id.text
    }

    /// Whether a contact stands for an owner.
    static func isBehind(_ id: Contact.ID, _ owner: String, _ records: Records) throws -> Bool {
        guard let contact = try records.contacts.one(ifThere: id.text) else { return true }
        return Redaction.words(of: try ownerName(of: contact, records)) == Redaction.words(of: owner)
    }

    /// The name of an organization that is given by its id, or the text itself.
    /// - Throws: `Problem.missingInput` for what looks like an id and is none.
    /// An owner as it is written down: one name for the mission, and for each organization.
    package func name(_ text: String, _ records: Records) throws -> String {
        if let organization = try records.organizations.one(ifThere: text) { return organization.name }
        if text.contains("-"), (try? Contact.ID(parsing: text)) != nil {
            let near = NearestChoice.nearest(to: text, among: try records.names.directoryIDs())
            if text.hasPrefix("ct-") || near != nil {
                throw Problem(
                    .missingInput, at: text, "is neither a contact nor an organization in the directory",
                    remedy: near.map { "Did you mean '\($0)'?" } ?? "Choose an id of \(.directorySearch).")
            }
        }
        // The mission and the organizations of the directory are each one owner, by whichever of their names.
        let spoken = Redaction.words(of: text)
        let own = try operation.officer.posts + Language.shipped.map { try operation.mission(in: $0).alone }
        if own.contains(where: { Redaction.words(of: $0) == spoken }) {
            return operation.officer.post
        }
        if let organization = try records.directory.organization(named: text) { return organization.name }
        return try SafeText.title(text, field: "owner")
    }

    /// - Throws: `Problem.usage` where actions would wait for each other in a ring.
    private func checkOrder(of action: Action, _ records: Records) throws {
        var waiting = action.dependsOn, seen: Set<Action.ID> = []
        while let next = waiting.popLast() {
            guard next != action.id else {
                throw Problem(
                    .usage, at: action.id.text, "would wait for itself", remedy: "Leave out one of the --after.")
            }
            if seen.insert(next).inserted { waiting += try records.actions.one(ifThere: next.text)?.dependsOn ?? [] }
        }
    }

    /// Changes what is known of an action; its state is changed by what happens to it.
    public func edit(_ id: Action.ID, _ terms: ActionInput) async throws -> ActionDetails {
        return try await change(id, noting: .actionEdit) { [self] action, records, _ in
            try change(&action, terms, records)
            let isSaidAnew = terms.title != nil || terms.owner != nil || terms.joining != nil
            let isConfirmed = isSaidAnew || terms == ActionInput() ? try confirmTitle(of: &action, records) : false
            guard isConfirmed || terms != ActionInput() else {
                throw Problem(
                    .usage, at: id.text, "nothing is to be changed", remedy: "Say what to change; the help lists it.")
            }
        }
    }

    /// - Returns: whether anything was confirmed now.
    /// - Throws: `Problem.notAllowed` where the title or the owners may name someone whom the action concerns, and nobody has confirmed it.
    @discardableResult
    private func confirmTitle(of action: inout Action, _ records: Records) throws -> Bool {
        var people = ConcernedPeople(operation, records)
        let words = WordsToConfirm(try people.texts(of: action))
        let marks = try operation.confirmed(words, in: action, at: "title")
        try action.confirm(marks, of: action.id.text, records)
        return !marks.isEmpty
    }

    func change(
        _ id: Action.ID, noting event: AuditEvent,
        _ work: @escaping @Sendable (inout Action, Records, CalendarDay) throws -> Void
    ) async throws -> ActionDetails {
        let today = try operation.today()
        return try await operation.change { records in
            var action = try records.actions.one(id)
            try work(&action, records, today)
            try records.actions.update(action)
            try records.note(event, id.text)
            return ActionDetails(action)
        }
    }

    /// Open ones first, the most urgent first.
    public func all() async throws -> [ActionDetails] {
        try await operation.read { try $0.actions.all().map { ActionDetails($0) } }
    }

    public func show(_ id: Action.ID) async throws -> ActionView {
        try await operation.read { [self] records in
            let action = try records.actions.one(id)
            var people = ConcernedPeople(operation, records)
            let words = WordsToConfirm(try people.texts(of: action))
            return ActionView(
                action: ActionDetails(action),
                measure: try action.measure.map {
                    try operation.measures.printed(try records.measures.one($0), records)
                },
                waitsFor: try Self.unfinished(action, records), attachments: try records.attachments.all(of: id.text),
                toConfirm: words?.unlessConfirmed(in: action))
        }
    }

    static func unfinished(_ action: Action, _ records: Records) throws -> [Action.ID] {
        try action.dependsOn.filter { try records.actions.one(ifThere: $0.text)?.state == .open }
    }
}
