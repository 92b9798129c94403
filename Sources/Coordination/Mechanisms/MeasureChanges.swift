/// What happens to a measure over the years.
extension Measure {
    /// Notes a stage that needs no resolution, such as a request for information.
    /// - Throws: `Problem.notAllowed` where the mechanism's stages do not lead there; `Problem.usage` for what a resolution decides.
    public mutating func reach(_ step: Step, by mechanism: Mechanism) throws {
        let stage = try mechanism.stage(step.stage)
        if let decision = stage.decision, step.document == nil {
            throw Problem(
                .usage, at: reference.printed, "'\(stage.id)' is decided by a resolution",
                remedy:
                    "Use \(.measureResolve, options: "RESOLUTION --on DAY --\(decision.option) \(id)"), or cite the document with --document."
            )
        }
        var copy = self, step = step
        switch stage.decision {
        case .partialLift:
            throw Problem(
                .usage, at: reference.printed, "a partial lift must say for whom",
                remedy: "Use \(.measureResolve, options: "RESOLUTION --on DAY --partly-lift \(id):2,3").")
        case .lift:
            let numbers = copy.beneficiaries.filter(\.isProtected).map(\.number)
            copy.lift(numbers, on: step.day)
            step = Step(stage: step.stage, day: step.day, document: step.document, beneficiaries: numbers)
        case .grant, .extend, .modify, .followUp, nil: break
        }
        copy.append(step)
        try copy.checkOrder(by: mechanism)
        copy.meetDeadlines(by: step.stage, on: step.day, rules: mechanism.deadlines)
        copy.followSteps()
        self = copy
    }

    /// Applies what a resolution decides about this measure.
    /// - Parameter added: those to whom an extension extends it.
    public mutating func apply(_ resolution: Resolution, adding added: [Beneficiary], by mechanism: Mechanism) throws {
        let parts = resolution.parts.filter { $0.measure == id }
        guard !steps.contains(where: { $0.resolution == resolution.id }) else { return }
        var copy = self, steps: [Step] = []
        for part in parts {
            guard let stage = mechanism.stages.first(where: { $0.decision == part.decision }) else {
                throw Problem(
                    .badData, at: mechanism.id.text, "decides no '\(part.decision.rawValue)'",
                    remedy: "Its file names the decisions of its stages.")
            }
            try copy.check(part)
            var numbers = part.beneficiaries
            switch part.decision {
            case .extend:
                let first = (copy.beneficiaries.map(\.number).max() ?? 0) + 1
                copy.add(added, since: resolution.day)
                numbers = Array(first..<(first + added.count))
            case .partialLift: copy.lift(numbers, on: resolution.day)
            case .lift:
                numbers = copy.beneficiaries.filter(\.isProtected).map(\.number)
                copy.lift(numbers, on: resolution.day)
            case .grant where !added.isEmpty:
                let first = (copy.beneficiaries.map(\.number).max() ?? 0) + 1
                copy.add(added, since: resolution.day)
                numbers += Array(first..<(first + added.count))
            case .grant, .modify, .followUp: break
            }
            steps.append(
                Step(
                    stage: stage.id, day: resolution.day, document: resolution.reference.printed,
                    resolution: resolution.id, beneficiaries: numbers))
        }
        // What goes together is told in the order of the body's stages, so that a lifting comes last.
        let order = mechanism.stages.map(\.id)
        for step in steps.sorted(by: { order.firstIndex(of: $0.stage) ?? 0 < order.firstIndex(of: $1.stage) ?? 0 }) {
            copy.append(step)
            copy.meetDeadlines(by: step.stage, on: step.day, rules: mechanism.deadlines)
        }
        try copy.checkOrder(by: mechanism)
        self = copy
    }

    /// Ends protection for some.
    private mutating func lift(_ numbers: [Int], on day: CalendarDay) {
        for place in beneficiaries.indices
        where beneficiaries[place].isProtected && numbers.contains(beneficiaries[place].number) {
            beneficiaries[place].liftedOn = day
        }
    }

    /// What a letter says of itself follows from its steps.
    private mutating func followSteps() {
        guard letter != nil else { return }
        letter?.publishedOn = steps.first { $0.stage == Letter.published }?.day
        letter?.repliedOn = steps.first { $0.stage == Letter.replied }?.day
        if letter?.repliedOn == nil { letter?.reply = .none }
    }

    /// Gives a step another day, with what it decided.
    private mutating func move(_ place: Int, to day: CalendarDay, by mechanism: Mechanism) throws {
        let step = steps[place], decision = try mechanism.stage(step.stage).decision
        for other in beneficiaries.indices where step.beneficiaries.contains(beneficiaries[other].number) {
            if decision == .extend || (decision == .grant && beneficiaries[other].since == step.day) {
                beneficiaries[other].since = day
            }
            if decision == .lift || decision == .partialLift { beneficiaries[other].liftedOn = day }
        }
        steps[place].day = day
    }

    private func check(_ part: Resolution.Part) throws {
        if let number = part.beneficiaries.first(where: { number in !beneficiaries.contains { $0.number == number } }) {
            throw Problem(
                .usage, at: reference.printed, "has no beneficiary \(number)",
                remedy: "See their numbers with \(.measureShow, id).")
        }
        guard part.decision == .partialLift else { return }
        guard !part.beneficiaries.isEmpty else {
            throw Problem(
                .usage, at: reference.printed, "a partial lift must say for whom",
                remedy: "Add the numbers of the beneficiaries, as in --partly-lift \(id):2,3.")
        }
        if let number = part.beneficiaries.first(where: { number in
            beneficiaries.contains { $0.number == number && !$0.isProtected }
        }) {
            throw Problem(
                .usage, at: reference.printed, "was lifted for beneficiary \(number) before",
                remedy: "See \(.measureShow, id).")
        }
        if beneficiaries.filter(\.isProtected).allSatisfy({ part.beneficiaries.contains($0.number) }) {
            throw Problem(
                .usage, at: reference.printed, "would protect nobody any more", remedy: "Use --lift for that.")
        }
    }

    /// Corrects the day or the document of a step.
    public mutating func correct(
        step number: Int, day: CalendarDay?, document: String?, by mechanism: Mechanism
    ) throws {
        guard let place = steps.firstIndex(where: { $0.number == number }) else {
            throw Problem(
                .usage, at: reference.printed, "has no step \(number)",
                remedy: "See their numbers with \(.measureShow, id).")
        }
        guard steps[place].resolution == nil || day == nil else {
            throw Problem(
                .notAllowed, at: reference.printed, "step \(number) has the day of its resolution",
                remedy:
                    "Correct that with \(.measureResolve) of the same resolution and --on; all its measures follow."
            )
        }
        var copy = self
        if let day { try copy.move(place, to: day, by: mechanism) }
        if let document { copy.steps[place].document = document }
        copy.steps.sort { ($0.day, $0.number) < ($1.day, $1.number) }
        try copy.checkOrder(by: mechanism)
        copy.followSteps()
        copy.recomputeMet(mechanism.deadlines)
        self = copy
    }

    /// Gives the steps of a resolution another day.
    public mutating func move(_ resolution: Resolution.ID, to day: CalendarDay, by mechanism: Mechanism) throws {
        var copy = self
        for place in copy.steps.indices where copy.steps[place].resolution == resolution {
            try copy.move(place, to: day, by: mechanism)
        }
        copy.steps.sort { ($0.day, $0.number) < ($1.day, $1.number) }
        try copy.checkOrder(by: mechanism)
        copy.followSteps()
        copy.recomputeMet(mechanism.deadlines)
        self = copy
    }

    /// Takes back the newest step, or everything that the resolution of the newest step brought. What was counted from it goes with it.
    /// - Returns: the resolution.
    /// - Throws: `Problem.notAllowed` where nothing would be left.
    public mutating func takeBack(by mechanism: Mechanism) throws -> Resolution.ID? {
        guard let last = steps.max(by: { $0.number < $1.number }), steps.count > 1 else {
            throw Problem(
                .notAllowed, at: reference.printed, "has its first step only",
                remedy:
                    "Correct it with \(.measureCorrect); a measure that was added by mistake goes with \(.measureRemove)."
            )
        }
        try takeBack(
            last.resolution.map { id in { $0.resolution == id } } ?? { $0.number == last.number }, by: mechanism)
        return last.resolution
    }

    /// Takes back everything that a resolution brought.
    public mutating func takeBack(_ resolution: Resolution.ID, by mechanism: Mechanism) throws {
        let newest = steps.max { $0.number < $1.number }
        guard newest?.resolution == resolution else {
            throw Problem(
                .notAllowed, at: reference.printed, "has later steps than this resolution",
                remedy: "Take those back first, the newest first.")
        }
        try takeBack({ $0.resolution == resolution }, by: mechanism)
    }

    private mutating func takeBack(_ isMeant: (Step) -> Bool, by mechanism: Mechanism) throws {
        for step in steps.filter(isMeant) {
            switch try mechanism.stage(step.stage).decision {
            case .extend: beneficiaries.removeAll { step.beneficiaries.contains($0.number) }
            case .grant: beneficiaries.removeAll { step.beneficiaries.contains($0.number) && $0.since == step.day }
            case .lift, .partialLift:
                for place in beneficiaries.indices where step.beneficiaries.contains(beneficiaries[place].number) {
                    beneficiaries[place].liftedOn = nil
                }
            case .modify, .followUp, nil: break
            }
            // Points that it brought, and of which nothing was found out since.
            if let resolution = step.resolution {
                points.removeAll { $0.resolution == resolution && $0.findings.isEmpty }
            }
        }
        let numbers = Set(steps.filter(isMeant).map(\.number))
        deadlines.removeAll { $0.origin.map { numbers.contains($0.step) } ?? false }
        steps.removeAll(where: isMeant)
        try checkOrder(by: mechanism)
        followSteps()
        recomputeMet(mechanism.deadlines)
    }

    private func checkOrder(by mechanism: Mechanism) throws {
        for (before, after) in zip(steps, steps.dropFirst()) {
            let stage = try mechanism.stage(before.stage)
            guard !stage.next.contains(after.stage) else { continue }
            throw Problem(
                .notAllowed, at: reference.printed,
                "cannot be '\(after.stage)' on \(after.day) after '\(before.stage)' on \(before.day)",
                remedy: stage.next.isEmpty
                    ? "That stage ends it."
                    : "After '\(before.stage)' comes one of: \(stage.next.joined(separator: ", ")).")
        }
    }

    /// Notes something that happened without changing the stage.
    public mutating func record(_ event: Event, by mechanism: Mechanism) {
        meetDeadlines(by: event.kind.rawValue, on: event.day, rules: mechanism.deadlines)
        events.append(event)
        events = events.enumerated().sorted { ($0.element.day, $0.offset) < ($1.element.day, $1.offset) }
            .map(\.element)
    }

    /// - Parameter resolution: that brought them.
    public mutating func add(points texts: [String], by resolution: Resolution.ID? = nil) {
        for text in texts {
            points.append(
                Point(number: (points.map(\.number).max() ?? 0) + 1, text: text, state: .open, resolution: resolution))
        }
    }

    /// Notes what was found out about a point. A finding of an earlier day does not change what is known now.
    public mutating func find(_ state: Point.State, of number: Int, evidence: String, on day: CalendarDay) throws {
        guard let place = points.firstIndex(where: { $0.number == number }) else { throw missing(point: number) }
        let findings = points[place].findings + [Point.Finding(day: day, state: state, evidence: evidence)]
        points[place].found = findings.enumerated().sorted { ($0.element.day, $0.offset) < ($1.element.day, $1.offset) }
            .map(\.element)
        points[place].state = points[place].found?.last?.state ?? state
    }

    /// - Throws: `Problem.usage` where there is no such point.
    public func check(point number: Int) throws {
        guard points.contains(where: { $0.number == number }) else { throw missing(point: number) }
    }

    private func missing(point number: Int) -> Problem {
        Problem(
            .usage, at: reference.printed, "has no point \(number)",
            remedy:
                "See them with \(.measureShow, id), or add one with \(.measurePoint, id, options: "--add TEXT").")
    }
}

extension Decision {
    /// What the command line calls it.
    public var option: String { self == .partialLift ? "partly-lift" : rawValue }
}
