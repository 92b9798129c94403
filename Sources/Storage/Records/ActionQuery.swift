public import Coordination

/// Which actions are wanted.
public struct ActionQuery: Sendable {
    /// All where empty.
    public var states: Set<Action.State> = []
    /// Only those that were due before this day.
    public var dueBefore: CalendarDay?
    /// Only those that were done on this day or earlier.
    public var doneThrough: CalendarDay?
    public var owner: String?
    /// Only those that serve one of these; all where `nil`.
    public var measures: [Measure.ID]?
    public var convening: Convening.ID?
    public var statement: Statement.ID?
    /// How many at most.
    public var limit: Int?

    public init(
        states: Set<Action.State> = [], dueBefore: CalendarDay? = nil, doneThrough: CalendarDay? = nil,
        owner: String? = nil, measures: [Measure.ID]? = nil, convening: Convening.ID? = nil,
        statement: Statement.ID? = nil, limit: Int? = nil
    ) {
        self.states = states
        self.dueBefore = dueBefore
        self.doneThrough = doneThrough
        self.owner = owner
        self.measures = measures
        self.convening = convening
        self.statement = statement
        self.limit = limit
    }
}
