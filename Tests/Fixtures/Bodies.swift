public import Coordination

/// A body that grants measures, as tests need one.
public enum Bodies {
    public static func commission() throws -> Mechanism {
        let after = ["extended", "modified", "follow-up", "partially-lifted", "lifted"]
        func stage(_ id: String, _ next: [String], isLive: Bool, _ decision: Decision? = nil) -> Stage {
            Stage(id: id, names: ["en": id], next: next, isLive: isLive, decision: decision)
        }
        func day(_ text: String) throws -> CalendarDay { try CalendarDay(parsing: text) }
        return Mechanism(
            id: Identifier(trusted: "commission"), names: ["en": "Commission"], sector: .regionalMechanism,
            stages: [
                stage("requested", ["granted"], isLive: false), stage("granted", after, isLive: true, .grant),
                stage("extended", after, isLive: true, .extend), stage("modified", after, isLive: true, .modify),
                stage("follow-up", after, isLive: true, .followUp),
                stage("partially-lifted", after, isLive: true, .partialLift), stage("lifted", [], isLive: false, .lift),
            ],
            references: [
                ReferenceForm(
                    shape: .numberAndYear, words: ["MC"], normal: "C:PM:{year}:{number}", printed: "PM {number}/{yy}"),
                ReferenceForm(
                    shape: .numberAndYear, words: ["Resolution"], normal: "C:RES:{year}:{number}",
                    printed: "Resolution {number}/{yy}"),
            ],
            deadlines: [
                DeadlineRule(
                    id: "state-report", names: ["en": "State reports"], trigger: "granted", term: .days(20),
                    source: "test", isConfirmed: false, metBy: ["state-report"])
            ],
            sessions: [
                Mechanism.Session(
                    name: "1st", start: try day("2022-06-13"), end: try day("2022-06-24"), source: "test",
                    cutoffs: ["hearing-requests": try day("2022-04-20")]),
                Mechanism.Session(
                    name: "2nd", start: try day("2023-10-30"), end: try day("2023-11-10"), source: "test",
                    cutoffs: ["hearing-requests": try day("2023-08-11")]),
            ], sources: ["test"])
    }
}
