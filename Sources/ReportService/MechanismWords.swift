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
        return view.measure.steps.filter { $0.day == last.day && $0.document == last.document }.map {
            mechanism.name(ofStage: $0.stage, in: language)
        }.joined(separator: "; ")
    }

    /// What is due, by the rule that it is counted by; by its own name where a document set it.
    func deadline(_ deadline: DeadlineDetails, of view: MeasureView) -> String {
        mechanisms[view.measure.mechanism]?.name(ofRule: deadline.origin?.rule, in: language) ?? deadline.name
    }

    /// A reference as the mechanism prints it in the language.
    func printed(_ reference: Reference) -> String {
        (mechanisms[reference.mechanism]?.reference(reference, in: language) ?? reference).printed
    }

    /// What may be said of a measure to others.
    func publicName(of view: MeasureView, on day: CalendarDay) -> String {
        view.measure.publicName(on: day, printed: printed(view.measure.reference))
    }

    /// A mechanism's name; the code itself where it is unknown.
    func name(of id: String) -> String { mechanisms.first { $0.key.text == id }?.value.name(in: language) ?? id }
}
