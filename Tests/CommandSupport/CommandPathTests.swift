import ArgumentParser
import Coordination
import Installation
import Testing

@testable import CommandSupport
@testable import ConvokeCLI

private struct Root: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "convoke", subcommands: Commands.all)
}

@Suite struct CommandPathTests {
    @Test(
        "the nearest command is named for a mistyped one",
        arguments: [
            (["convning", "list"], "there is no command 'convoke convning'. Did you mean 'convoke convening'?"),
            (["outbox", "lst"], "there is no command 'convoke outbox lst'. Did you mean 'convoke outbox list'?"),
            (
                ["measure", "deadline", "confrim", "me-1", "2"],
                "there is no command 'convoke measure deadline confrim'. Did you mean 'convoke measure deadline confirm'?"
            ),
        ]) func nearest(arguments: [String], line: String)
    {
        #expect {
            try CommandPath.check(arguments, in: Root.self)
        } throws: {
            ($0 as? Problem)?.kind == .usage && ($0 as? Problem)?.description == line
        }
    }

    @Test("where none is near, all are listed") func allAreListed() {
        #expect {
            try CommandPath.check(["audit", "frobnicate"], in: Root.self)
        } throws: {
            "\($0)".contains("There are: ") && "\($0)".contains("verify") && "\($0)".contains("'convoke audit --help'")
        }
    }

    @Test(
        "what is right, or an argument, is left to the parser",
        arguments: [
            ["outbox", "list", "--stat", "failed"], ["directory", "search", "ana"], ["--version"], [],
            ["convening", "invitees", "cv-1"], ["outbox", "list", "--help"], ["doctor"],
        ]) func right(arguments: [String]) throws
    {
        try CommandPath.check(arguments, in: Root.self)
    }

    @Test(
        "a noun alone asks for its help, and so does help wherever it is said",
        arguments: [
            ["outbox", "--home", "x"], ["--json"], ["--help"], ["outbox", "--help"],
            ["report", "--help", "--home", "x"],
            ["help", "outbox", "--home", "x"], ["help"],
        ])
    func noun(arguments: [String]) {
        #expect(throws: CleanExit.self) { try CommandPath.check(arguments, in: Root.self) }
    }

    @Test("a problem's document says place, reason, remedy and status") func document() throws {
        let problem = Problem(.badData, at: "people.csv:3", "has no name", remedy: "Run \(.outboxList).")
        let text = try ProblemDocument(problem).json()
        for part in [
            #""kind" : "badData""#, #""place" : "people.csv:3""#, #""what" : "has no name""#,
            #""remedy" : "Run 'convoke outbox list'.""#, #""status" : 65"#,
        ] { #expect(text.contains(part)) }
    }
}
