public import Coordination
internal import Sealing

extension Records {
    public func insert(_ measure: Measure) throws {
        try run(
            """
            INSERT INTO measures (id, mechanism_id, reference_token, country, stage, record)
            VALUES (\(measure.id), \(measure.mechanism), \(try referenceTokens(measure.reference.normal).last),
                \(measure.state.rawValue), \(measure.stage),
                \(try seal(measure, KeyID(.measure, measure.id.text), "measures", row: measure.id.text)))
            """)
    }

    public func measure(_ id: Measure.ID) throws -> Measure {
        let row = try rows("SELECT id, record FROM measures WHERE id = \(id)").first
        return try found(
            row.map { try open(Measure.self, $0, .measure, "measures") }, "measure", id.text,
            list: "convoke measure list")
    }

    public func measure(reference normal: String) throws -> Measure? {
        for token in try referenceTokens(normal) {
            if let row = try rows("SELECT id, record FROM measures WHERE reference_token = \(token)").first {
                return try open(Measure.self, row, .measure, "measures")
            }
        }
        return nil
    }

    public func measures() throws -> [Measure] {
        try open(Measure.self, rows("SELECT id, record FROM measures"), .measure, "measures")
            .sorted { $0.reference.normal < $1.reference.normal }
    }

    public func insert(_ action: Action, at now: Instant) throws {
        try run(
            """
            INSERT INTO actions (id, kind, state, due_day, convening_id, measure_id, created_at, record)
            VALUES (\(action.id), \(action.kind.rawValue), \(action.state.rawValue), \(action.due?.day),
                \(action.convening), \(action.measure), \(now),
                \(try seal(action, KeyID(.action, action.id.text), "actions", row: action.id.text)))
            """)
    }

    public func update(_ action: Action) throws {
        try run(
            """
            UPDATE actions SET state = \(action.state.rawValue), due_day = \(action.due?.day),
                record = \(try seal(action, KeyID(.action, action.id.text), "actions", row: action.id.text))
            WHERE id = \(action.id)
            """)
    }

    public func action(_ id: Action.ID) throws -> Action {
        let row = try rows("SELECT id, record FROM actions WHERE id = \(id)").first
        return try found(
            row.map { try open(Action.self, $0, .action, "actions") }, "action", id.text, list: "convoke action list")
    }

    /// Open ones first, the most urgent first.
    public func actions() throws -> [Action] {
        try open(
            Action.self,
            rows("SELECT id, record FROM actions ORDER BY state DESC, COALESCE(due_day, '9999-12-31'), created_at, id"),
            .action, "actions")
    }

    /// A case's reference leads to the people it protects, so that only its keyed hash stands in plain.
    func referenceTokens(_ normal: String) throws -> [String] {
        try session.blindIndexes(connection).map { "\($0.token(normal, kind: "reference"))" }
    }
}
