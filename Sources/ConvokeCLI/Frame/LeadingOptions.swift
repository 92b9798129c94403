/// Lets global options stand before the noun as well: `convoke --home DIR outbox list`.
public enum LeadingOptions {
    private static let valued = ["--home", "--store", "--as"]
    private static let flags = ["--json", "--yes"]

    /// The arguments with the global options that lead them moved behind the rest, but before a `--`.
    public static func movedBehind(_ arguments: [String]) -> [String] {
        var index = 0
        while index < arguments.count {
            let argument = arguments[index]
            if valued.contains(argument), index + 1 < arguments.count {
                index += 2
            } else if flags.contains(argument) || valued.contains(where: { argument.hasPrefix("\($0)=") }) {
                index += 1
            } else {
                break
            }
        }
        let rest = arguments[index...]
        let end = rest.firstIndex(of: "--") ?? rest.endIndex
        return Array(rest[..<end]) + arguments[..<index] + Array(rest[end...])
    }
}
