internal import Coordination
internal import FollowUpService

/// What mechanisms' files call stages and deadlines, in the language of the reader.
struct MechanismWords {
    let mechanisms: [Mechanism.ID: Mechanism]
    let language: Language

    init(_ mechanisms: [Mechanism], in language: Language) {
        self.mechanisms = Dictionary(mechanisms.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        self.language = language
    }

    /// What the newest document brought.
    func stage(of view: MeasureView) -> String {
        guard let mechanism = mechanisms[view.measure.mechanism], let last = view.measure.steps.last else {
            return view.stageName
        }
        return view.measure.steps.filter { $0.day == last.day && $0.document == last.document }.map { step in
            name(mechanism.stages.first { $0.id == step.stage }?.names) ?? step.stage
        }.joined(separator: "; ")
    }

    /// What is due, by the rule that it is counted by; by its own name where a document set it.
    func deadline(_ deadline: DeadlineDetails, of view: MeasureView) -> String {
        let rule = mechanisms[view.measure.mechanism]?.deadlines.first { $0.id == deadline.origin?.rule }
        return name(rule?.names) ?? deadline.name
    }

    private func name(_ names: [String: String]?) -> String? {
        names.flatMap { $0[language.rawValue] ?? $0[Language.english.rawValue] }
    }
}
