public import Coordination
public import Installation
package import Synchronization

/// Why a command failed, as its one document where `--json` was said. The line on standard error says the same.
public struct ProblemDocument: View {
    private struct Content: Encodable, Sendable {
        let kind: Problem.Kind
        let place: String?
        let what: String
        let remedy: String?
        /// The exit status.
        let status: Int32
    }

    /// Whether the command has printed its document already; then this is not a second one.
    package static let isAnswerGiven = Mutex(false)

    private let error: Content

    public init(_ problem: Problem) {
        error = Content(
            kind: problem.kind, place: problem.place.map(SafeText.printable), what: SafeText.printable(problem.what),
            remedy: SafeText.printable(problem.remedy.inCommands), status: problem.kind.exitStatus)
    }

    /// What the parser of arguments said.
    public init(usage what: String, status: Int32) {
        error = Content(kind: .usage, place: nil, what: SafeText.printable(what), remedy: nil, status: status)
    }

    /// Prints the document, unless the command has given an answer before it failed.
    public func show() {
        guard !Self.isAnswerGiven.withLock({ $0 }), let text = try? json() else { return }
        print(text)
    }
}
