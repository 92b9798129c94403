import Coordination
import Testing

@Suite struct RemedyTests {
    private let problem = Problem(
        .notAllowed, at: "cv-1", "has no time yet",
        remedy: "Run \(.conveningTimes, "cv-1", options: "--count 3") and book one first.")

    @Test func `each front words the verbs of a remedy in its own way`() {
        let command = problem.worded { verb, ids, options in
            "`convoke \(verb.rawValue) \(ids.joined(separator: " ")) \(options)`"
        }
        #expect(
            command
                == "cv-1: has no time yet. Run `convoke convening times cv-1 --count 3` and book one first.")
        let page = problem.worded { verb, ids, _ in "<\(verb) of \(ids.joined())>" }
        #expect(page == "cv-1: has no time yet. Run <conveningTimes of cv-1> and book one first.")
    }

    @Test func `without a front a remedy names no program`() {
        #expect(
            problem.description == "cv-1: has no time yet. Run 'convening times cv-1 --count 3' and book one first.")
    }
}
