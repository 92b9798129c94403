internal import ArgumentParser
internal import Coordination
internal import ConveningService

struct MinutesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "minutes", abstract: "Show the minutes as they are kept, with who came.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The convening.")
    var convening: Convening.ID

    func run() async throws {
        let minutes = try await options.operation().convenings.minutes(of: convening)
        let attendance = minutes.attendance
        let counts = (attendance?.counts ?? [:]).sorted { $0.key.rawValue < $1.key.rawValue }
            .map { "\($0.key.rawValue) \($0.value)" }
        let facts: [(String, String?)] = [
            ("came", attendance.flatMap { $0.people.isEmpty ? nil : $0.people.map(\.text).joined(separator: ", ") }),
            ("numbers", counts.isEmpty ? nil : counts.joined(separator: ", ")),
            ("level", attendance?.level?.rawValue), ("outside the capital", attendance?.outsideCapital),
        ]
        try options.show(
            minutes,
            facts.compactMap { name, text in text.map { "\(name): \($0)" } }
                + minutes.text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
                .map { SafeText.printable(String($0)) })
    }
}
