public import Coordination

extension Records {
    public func insert(_ measure: Measure) throws {
        try run(
            """
            INSERT INTO measures (id, mechanism_id, reference, country, stage, record)
            VALUES (\(measure.id), \(measure.mechanism), \(measure.reference.normal), \(measure.state.rawValue),
                \(measure.stage), \(try encode(measure)))
            """)
    }

    public func measure(_ id: Measure.ID) throws -> Measure {
        let row = try rows("SELECT record FROM measures WHERE id = \(id)").first
        return try found(row.map { try decode(Measure.self, $0) }, "measure", id.text, list: "convoke measure list")
    }

    public func measure(reference normal: String) throws -> Measure? {
        try rows("SELECT record FROM measures WHERE reference = \(normal)").first.map { try decode(Measure.self, $0) }
    }

    public func measures() throws -> [Measure] {
        try decode(Measure.self, rows("SELECT record FROM measures ORDER BY reference"))
    }

    public func insert(_ action: Action, at now: Instant) throws {
        try run(
            """
            INSERT INTO actions (id, kind, state, due_day, convening_id, measure_id, created_at, record)
            VALUES (\(action.id), \(action.kind.rawValue), \(action.state.rawValue), \(action.due?.day),
                \(action.convening), \(action.measure), \(now), \(try encode(action)))
            """)
    }

    public func update(_ action: Action) throws {
        try run(
            """
            UPDATE actions SET state = \(action.state.rawValue), due_day = \(action.due?.day),
                record = \(try encode(action)) WHERE id = \(action.id)
            """)
    }

    public func action(_ id: Action.ID) throws -> Action {
        let row = try rows("SELECT record FROM actions WHERE id = \(id)").first
        return try found(row.map { try decode(Action.self, $0) }, "action", id.text, list: "convoke action list")
    }

    /// Open ones first, the most urgent first.
    public func actions() throws -> [Action] {
        try decode(
            Action.self,
            rows("SELECT record FROM actions ORDER BY state DESC, COALESCE(due_day, '9999-12-31'), created_at, id"))
    }
}
