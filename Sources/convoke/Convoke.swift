internal import ArgumentParser
internal import CommandSupport
internal import ConvokeCLI
internal import Coordination
internal import Foundation
internal import Sealing
internal import WebhookReceiver

@main
struct Convoke: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "convoke",
        abstract: "Plan meetings with people at risk without revealing one to another, and follow up.",
        discussion: """
            Start with 'convoke demo', which does the whole job once with invented people, or with 'convoke init'.
            Every command takes --json. Nothing is sent before 'convoke outbox deliver'.
            """,
        version: "0.5.0", subcommands: Commands.all + [ReceiveCommand.self])

    static func main() async {
        // What this program makes is for its owner alone.
        umask(0o077)
        // No picture of the memory is ever written, and no other program of this user reads it.
        CoreDumps.off()
        // A receiver that hangs up must not end the process.
        signal(SIGPIPE, SIG_IGN)
        let arguments = LeadingOptions.movedBehind(Array(CommandLine.arguments.dropFirst()))
        let isJSON = arguments.prefix { $0 != "--" }.contains("--json")
        do {
            try CommandPath.check(arguments, in: Self.self)
            var command = try parseAsRoot(arguments)
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
            if let problem = GlobalOptions.unconfirmed { throw problem }
            end(0)
        } catch let problem as Problem {
            if isJSON { ProblemDocument(problem).show() }
            FileHandle.standardError.write(Data("convoke: \(CommandWords.line(problem))\n".utf8))
            end(problem.kind.exitStatus)
        } catch {
            let status = exitCode(for: error)
            guard !status.isSuccess else { exit(withError: error) }
            if isJSON {
                ProblemDocument(usage: RefusedValue.explained(message(for: error)), status: status.rawValue).show()
            }
            let text = RefusedValue.explained(fullMessage(for: error))
            if !text.isEmpty { FileHandle.standardError.write(Data("\(text)\n".utf8)) }
            end(status.rawValue)
        }
    }

    /// Ends at once: what libraries do at an orderly exit runs beside the thread that carries transfers, and may pull away what it uses.
    private static func end(_ status: Int32) -> Never {
        fflush(nil)
        _exit(status)
    }
}
