import CommandSupport
import Testing

@Suite struct LeadingOptionsTests {
    @Test(arguments: [
        (["--home", "x", "outbox", "list"], ["outbox", "list", "--home", "x"]),
        (["--json", "--home=x", "doctor"], ["doctor", "--json", "--home=x"]),
        (["--yes", "reply", "import", "--", "-a"], ["reply", "import", "--yes", "--", "-a"]),
        (["doctor", "--json"], ["doctor", "--json"]), (["--home"], ["--home"]), ([], []), (["--help"], ["--help"]),
    ])
    func `options before the noun are taken as if behind`(given: [String], expected: [String]) {
        #expect(LeadingOptions.movedBehind(given) == expected)
    }
}
