/// Lets global options stand before the noun and the verb as well: `convoke --home DIR outbox --json list`.
public enum LeadingOptions {
    private static let valued = ["--home", "--store", "--as", "--confirm"]
    private static let flags = ["--json", "--yes"]

    package static func isOne(_ argument: String) -> Bool {
        (valued + flags).contains(argument) || valued.contains { argument.hasPrefix("\($0)=") }
    }

    /// The arguments with the global options that stand before any other option moved behind the rest, but before a `--`.
    public static func movedBehind(_ arguments: [String]) -> [String] {
        var index = 0, words: [String] = [], moved: [String] = []
        while index < arguments.count {
            let argument = arguments[index]
            if valued.contains(argument), index + 1 < arguments.count {
                moved += arguments[index...(index + 1)]
                index += 2
            } else if flags.contains(argument) || valued.contains(where: { argument.hasPrefix("\($0)=") }) {
                moved.append(argument)
                index += 1
            } else if argument.hasPrefix("-") {
                break
            } else {
                words.append(argument)
                index += 1
            }
        }
        let rest = arguments[index...]
        let end = rest.firstIndex(of: "--") ?? rest.endIndex
        return words + Array(rest[..<end]) + moved + Array(rest[end...])
    }
}
