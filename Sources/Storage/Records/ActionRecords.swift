public import Coordination
internal import Sealing

/// How actions of one owner, mechanism or country stand, counted without opening them.
public struct ActionTally: Sendable {
    /// The owner's token, the mechanism's id or the country.
    public let key: String
    public let open: Int
    public let overdue: Int
    /// Done, without feedback to the person concerned.
    public let feedbackOwed: Int
    /// One of them, to learn the owner's name from.
    public let sample: Action.ID
}

/// Follow-up actions, found by owner, state and day due.
public struct ActionRecords {
    let records: Records

    public func insert(_ action: Action, at now: Instant) throws {
        try records.run(
            """
            INSERT INTO actions (id, kind, state, due_day, done_day, closed_day, owner_token, convening_id, measure_id,
                statement_id, created_at, record)
            VALUES (\(action.id), \(action.kind.rawValue), \(action.state.rawValue), \(action.due?.day),
                \(action.doneOn), \(action.closedOn), \(try ownerToken(action.owner)), \(action.convening),
                \(action.measure), \(action.statement), \(now), \(try sealed(action)))
            """)
    }

    public func update(_ action: Action) throws {
        try records.run(
            """
            UPDATE actions SET state = \(action.state.rawValue), due_day = \(action.due?.day),
                done_day = \(action.doneOn), closed_day = \(action.closedOn),
                owner_token = \(try ownerToken(action.owner)), record = \(try sealed(action))
            WHERE id = \(action.id)
            """)
    }

    private func sealed(_ action: Action) throws -> [UInt8] {
        try records.seal(action, KeyID(.action, action.id.text), "actions", row: action.id.text)
    }

    /// By which the actions of one owner are found, however the name is written.
    func ownerToken(_ owner: String) throws -> Int64? {
        try records.session.blindIndexes(records.connection).last?
            .token(Redaction.words(of: owner).joined(separator: " "), kind: "owner")
    }

    public func one(_ id: Action.ID) throws -> Action {
        try records.found(try one(ifThere: id.text), "action", id.text, list: .actionList)
    }

    public func one(ifThere id: String) throws -> Action? {
        try records.rows("SELECT id, record FROM actions WHERE id = \(id)").first
            .map { try records.open(Action.self, $0, .action, "actions") }
    }

    /// Open ones first, the most urgent first.
    public func all(_ query: ActionQuery = ActionQuery()) throws -> [Action] {
        let limit: Query = query.limit.map { "LIMIT \($0)" } ?? ""
        // Those of one state that are due by a day stand in this order in the index, so that a limit ends the search.
        let isIndexed = query.states.count == 1 && query.dueBefore != nil
        let order: Query =
            isIndexed
            ? "due_day, created_at, id"
            : """
            CASE WHEN state IN ('open', 'acted') THEN 0 ELSE 1 END, COALESCE(due_day, '9999-12-31'), created_at, id
            """
        return try records.open(
            Action.self,
            records.rows(
                """
                SELECT id, record FROM actions WHERE \(try conditions(query))
                ORDER BY \(order) \(limit)
                """), .action, "actions")
    }

    public func count(_ query: ActionQuery) throws -> Int {
        try records.rows("SELECT COUNT(*) AS n FROM actions WHERE \(try conditions(query))").first?.integer("n") ?? 0
    }

    private func conditions(_ query: ActionQuery) throws -> Query {
        var sql: Query = "1 = 1"
        func add(_ condition: Query) { sql = "\(sql) AND \(condition)" }
        if let only = query.states.first, query.states.count == 1 {
            add("state = \(only.rawValue)")
        } else if !query.states.isEmpty {
            add("state IN (\(list: query.states.map(\.rawValue).sorted()))")
        }
        if let day = query.dueBefore { add("due_day < \(day.description)") }
        if let day = query.doneThrough { add("done_day <= \(day.description)") }
        if let owner = query.owner {
            let words = Redaction.words(of: owner).joined(separator: " ")
            let tokens = try records.session.blindIndexes(records.connection).map { $0.token(words, kind: "owner") }
            add("owner_token IN (\(list: tokens))")
        }
        if let convening = query.convening { add("convening_id = \(convening)") }
        if let statement = query.statement { add("statement_id = \(statement)") }
        if let measures = query.measures {
            add(measures.isEmpty ? "1 = 0" : "measure_id IN (\(list: measures.map(\.text)))")
        }
        return sql
    }

    /// What is open, overdue and without feedback by each owner, mechanism or country; the most overdue first.
    public func tallies(by trait: ActionTrait, on today: CalendarDay) throws -> [ActionTally] {
        let key: Query, source: Query
        switch trait {
        case .owner: (key, source) = ("CAST(a.owner_token AS TEXT)", "actions a")
        case .mechanism: (key, source) = ("m.mechanism_id", "actions a JOIN measures m ON m.id = a.measure_id")
        case .country: (key, source) = ("m.country", "actions a JOIN measures m ON m.id = a.measure_id")
        }
        return try records.rows(
            """
            SELECT \(key) AS key, COUNT(CASE WHEN a.state = 'open' THEN 1 END) AS open,
                COUNT(CASE WHEN a.state = 'open' AND a.due_day < \(today.description) THEN 1 END) AS overdue,
                COUNT(CASE WHEN a.state = 'acted' THEN 1 END) AS owed, MIN(a.id) AS sample
            FROM \(source) WHERE a.state IN ('open', 'acted') GROUP BY 1 ORDER BY 3 DESC, 4 DESC, 2 DESC, 1
            """
        ).map { row in
            ActionTally(
                key: try row.optionalText("key") ?? "", open: try row.integer("open"),
                overdue: try row.integer("overdue"), feedbackOwed: try row.integer("owed"), sample: try row.id("sample")
            )
        }
    }

    /// Acts of each measure: what is late and what is without feedback, and the newest day on which one was done.
    public func states(on today: CalendarDay) throws -> [Measure.ID: (late: Int, feedbackOwed: Int, last: CalendarDay?)]
    {
        try records.rows(
            """
            SELECT measure_id, COUNT(CASE WHEN state = 'open' AND due_day < \(today.description) THEN 1 END) AS late,
                COUNT(CASE WHEN state = 'acted' THEN 1 END) AS owed, MAX(done_day) AS last
            FROM actions WHERE measure_id IS NOT NULL GROUP BY measure_id
            """
        ).reduce(into: [:]) { found, row in
            found[try row.id("measure_id")] = (
                try row.integer("late"), try row.integer("owed"),
                try row.optionalText("last").map(CalendarDay.init(parsing:))
            )
        }
    }
}

/// By what actions are counted.
public enum ActionTrait: Sendable { case owner, mechanism, country }
