internal import Coordination
internal import TextFiles

/// A mechanism as its file describes it.
enum MechanismFile {
    static func mechanism(_ root: YamlNode) throws -> Mechanism {
        try root.allow([
            "id", "names", "sector", "zone", "country", "silence-days", "website", "stages", "references", "deadlines",
            "sessions", "sources", "unnumbered-letters",
        ])
        let stages = try root["stages"]?.list().map(stage) ?? []
        let ids = stages.map(\.id)
        for node in try root["stages"]?.list() ?? [] {
            for next in try node["next"]?.list() ?? [] { try check(next, among: ids) }
        }
        let deadlines = try root["deadlines"]?.list().map { node in
            try check(try node.required("trigger"), among: ids)
            for met in try node["met-by"]?.list() ?? [] {
                try check(met, among: ids + Measure.Event.Kind.allCases.map(\.rawValue))
            }
            return try deadline(node)
        }
        return Mechanism(
            id: try root.required("id").value(Mechanism.ID.init(parsing:)), names: try root.required("names").names(),
            sector: try root.required("sector").choice(Sector.self),
            zone: try root["zone"]?.value(ZoneName.init(parsing:)),
            country: try root["country"]?.value(CountryCode.init(parsing:)),
            silenceDays: try root["silence-days"]?.integer(1...3650), website: try root["website"]?.text(),
            stages: stages, references: try root["references"]?.list().map(reference) ?? [], deadlines: deadlines ?? [],
            sessions: try root["sessions"]?.list().map(session) ?? [], sources: try root.required("sources").texts(),
            hasUnnumberedLetters: try root["unnumbered-letters"]?.truth())
    }

    private static func check(_ node: YamlNode, among stages: [String]) throws {
        let name = try node.text()
        guard stages.contains(name) else {
            throw node.wrong("unknown stage '\(name)'", remedy: NearestChoice.remedy(for: name, among: stages))
        }
    }

    private static func stage(_ node: YamlNode) throws -> Stage {
        try node.allow(["id", "names", "next", "live", "decision"])
        return Stage(
            id: try node.required("id").text(), names: try node.required("names").names(),
            next: try node["next"]?.texts() ?? [], isLive: try node["live"]?.truth() ?? false,
            decision: try node["decision"]?.choice(Decision.self))
    }

    private static func reference(_ node: YamlNode) throws -> ReferenceForm {
        try node.allow(["shape", "words", "kinds", "normal", "printed", "year-digits", "fewest-digits", "most-digits"])
        var kinds: [String: String] = [:]
        for (key, value) in try node["kinds"]?.entries() ?? [] { kinds[key] = try value.text() }
        let printed = try node.required("printed"), names = printed.isMap ? try printed.names() : nil
        return ReferenceForm(
            shape: try node.required("shape").choice(ReferenceForm.Shape.self), words: try node["words"]?.texts() ?? [],
            kinds: kinds, normal: try node.required("normal").text(),
            printed: try names?[Language.english.rawValue] ?? printed.text(), printedIn: names,
            yearDigits: try node["year-digits"]?.integer(2...4),
            fewestDigits: try node["fewest-digits"]?.integer(1...9),
            mostDigits: try node["most-digits"]?.integer(1...9))
    }

    private static func deadline(_ node: YamlNode) throws -> DeadlineRule {
        try node.allow([
            "id", "names", "trigger", "days", "business-days", "fixed", "session", "calendar", "met-by", "source",
            "confirmed",
        ])
        let terms: [DeadlineRule.Term?] = [
            try (node["days"]?.integer(1...3650)).map { .days($0) },
            try (node["business-days"]?.integer(1...1000)).map { .businessDays($0) },
            try (node["fixed"]?.value(CalendarDay.init(parsing:))).map { .fixed($0) },
            try (node["session"]?.text()).map { .session($0) },
        ]
        guard let term = terms.compactMap({ $0 }).first, terms.compactMap({ $0 }).count == 1 else {
            throw node.wrong("has no term, or several", remedy: "Write one of days, business-days, fixed or session.")
        }
        return DeadlineRule(
            id: try node.required("id").text(), names: try node.required("names").names(),
            trigger: try node.required("trigger").text(), term: term, source: try node.required("source").text(),
            isConfirmed: try node.required("confirmed").truth(),
            calendar: try node["calendar"]?.choice(DeadlineRule.Calendar.self),
            metBy: try node["met-by"]?.texts())
    }

    private static func session(_ node: YamlNode) throws -> Mechanism.Session {
        try node.allow(["name", "start", "end", "source", "cutoffs"])
        let start = try node.required("start").value(CalendarDay.init(parsing:))
        let end = try node.required("end").value(CalendarDay.init(parsing:))
        guard start <= end else { throw node.wrong("ends before it starts", remedy: "Exchange 'start' and 'end'.") }
        var cutoffs: [String: CalendarDay] = [:]
        for (name, day) in try node["cutoffs"]?.entries() ?? [] {
            cutoffs[name] = try day.value(CalendarDay.init(parsing:))
        }
        return Mechanism.Session(
            name: try node.required("name").text(), start: start, end: end,
            source: try node.required("source").text(), cutoffs: cutoffs.isEmpty ? nil : cutoffs)
    }
}
