package import ArgumentParser
package import Installation

/// A command that calls one verb of a service and shows what it returns: as lines, or as one document where JSON was asked for.
package protocol ServiceCommand: AsyncParsableCommand {
    associatedtype Answer: View
    var options: GlobalOptions { get }
    /// Calls the verb with what was said on the command line.
    func call(_ operation: Installation.Operation) async throws -> Answer
    func lines(_ answer: Answer) throws -> [String]
}

extension ServiceCommand {
    package func run() async throws {
        let answer = try await call(try await options.operation())
        try options.show(answer, lines(answer))
    }
}

/// What is shown in the same lines by whichever command returns it.
package protocol Printed: View {
    var lines: [String] { get }
}

extension ServiceCommand where Answer: Printed {
    package func lines(_ answer: Answer) -> [String] { answer.lines }
}

/// What is shown in one table where there are many.
package protocol Listed: View {
    static func table(_ list: [Self]) -> [String]
}

extension Array: Printed where Element: Listed {
    package var lines: [String] { Element.table(self) }
}
