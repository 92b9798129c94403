package import ArgumentParser
package import Coordination
internal import Foundation
package import Installation
internal import Services
internal import Synchronization

/// What every command takes.
package struct GlobalOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The folder of this installation.", discussion: "$CONVOKE_HOME, else ~/.convoke.", valueName: "dir"))
    package var home: String?
    @Option(help: ArgumentHelp("Another store than the home's own.", valueName: "url")) package var store: String?
    @Option(name: .customLong("as"), help: ArgumentHelp("Who gives the order, for the audit.", valueName: "name"))
    package var who: String?
    @Flag(help: "Print one JSON document.") package var json = false
    @Flag(help: "Go ahead without asking.") package var yes = false
    @Option(
        name: .customLong("confirm"),
        help: ArgumentHelp(
            "The code that was shown with words that may name people, once you have read them again.",
            valueName: "code"))
    package var confirmation: String?

    package init() {}

    package var place: Home {
        let environment = ProcessInfo.processInfo.environment
        let usual = "\(environment["HOME"] ?? ".")/.convoke"
        return Home(path: home ?? environment["CONVOKE_HOME"] ?? usual)
    }

    package static func resources() throws -> ResourceDirectory {
        try ResourceDirectory.find(program: program, environment: ProcessInfo.processInfo.environment)
    }

    /// This program's own file.
    package static var program: String {
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
    }

    /// Who acts: the one named by --as, or the officer of this home.
    package func actor() throws -> ActorName {
        try who.map { try ActorName(parsing: $0, field: "--as") } ?? ActorName(trusted: "officer")
    }

    /// One of each installation that was opened. It does not keep the installation open: a store is closed before the program ends.
    private static let questions = Mutex<[@Sendable () -> Problem?]>([])

    /// The problem to show at the end of a command that did everything, but on a server whose standby is missing.
    package static var unconfirmed: Problem? { questions.withLock { $0.lazy.compactMap { $0() }.first } }

    /// Opens the installation; what its server could not confirm is shown at the end of the command.
    package func installation() async throws -> Installation {
        let installation = try await open()
        Self.questions.withLock { $0.append(installation.unconfirmed) }
        return installation
    }

    /// Opens the installation for a worker, which logs by itself that a standby is missing.
    package func open() async throws -> Installation {
        try await Installation.open(
            home: place, storeURL: store, resources: Self.resources(), clock: .machine, random: .machine,
            parser: .apart(program: Self.program),
            guards: DeliveryGuards.all, carriers: RoundCarriers.all)
    }

    /// The piece of work that this command is.
    package func operation() async throws -> Installation.Operation {
        let actor = try actor()
        let operation = try await installation().operation(as: actor).confirming(confirmation)
        let meter = Progress(steps: 0)
        defer { meter.finish() }
        try await operation.rounds.completeShareOfAbandoned { meter.show($0, of: $1) }
        return operation
    }

    /// Prints an answer as text, or as its document where JSON was asked for.
    package func show(_ document: some View, _ lines: [String]) throws {
        guard json else {
            for line in lines { print(line) }
            return
        }
        print(try document.json())
        ProblemDocument.isAnswerGiven.withLock { $0 = true }
    }

    /// Prints an answer in the lines that are its own.
    package func show(_ answer: some Printed) throws { try show(answer, answer.lines) }

    /// Asks before something that cannot be undone, unless --yes was said.
    package func confirm(_ question: String) throws {
        if yes { return }
        guard isatty(STDIN_FILENO) == 1, isatty(STDERR_FILENO) == 1 else {
            throw Problem(
                .usage, "this needs your confirmation, and the input is not a terminal",
                remedy: "Say --yes if your answer to '\(question)' is yes.")
        }
        FileHandle.standardError.write(Data("\(question) [y/N] ".utf8))
        guard let answer = readLine(), ["y", "yes"].contains(answer.lowercased()) else {
            throw Problem(.usage, "not done", remedy: "Nothing was changed. Answer 'y', or say --yes, to go ahead.")
        }
    }

    /// Asks a question that has to be looked up first; with --yes nothing is looked up.
    package func confirm(_ question: () async throws -> String) async throws {
        if !yes { try confirm(try await question()) }
    }
}
