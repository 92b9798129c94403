public import ArgumentParser
internal import Coordination

/// The words of a command before its arguments: a noun, a verb, sometimes one more.
public enum CommandPath {
    /// Looks at these words before anything else is parsed, because a mistyped one would otherwise be reported as something else.
    /// - Parameters:
    ///   - arguments: as typed, without global options before the words.
    ///   - root: the whole command line.
    /// - Throws: `Problem.usage` for an unknown word, with the nearest command; `CleanExit` where help is asked for, by its name, by
    ///   `--help`, or by a noun without a verb.
    public static func check(_ arguments: [String], in root: any ParsableCommand.Type) throws {
        let asksForHelp = arguments.first == "help"
        var command = root, path = [name(of: root)]
        for word in arguments.dropFirst(asksForHelp ? 1 : 0) {
            let commands = command.configuration.subcommands,
                hasDefault = command.configuration.defaultSubcommand != nil
            guard asksForHelp || !commands.isEmpty else { return }
            if let next = commands.first(where: { names(of: $0).contains(word) }) {
                command = next
                path.append(name(of: next))
            } else if asksForHelp, word.hasPrefix("-") {
                break
            } else if word.hasPrefix("-") {
                // Options that every command takes do not change what a noun alone means.
                guard ["--help", "-h"].contains(word) || (!hasDefault && LeadingOptions.isOne(word)) else { return }
                throw CleanExit.helpRequest(command)
            } else if hasDefault, !asksForHelp {
                // An unknown word after a noun whose verb may be left out is an argument.
                return
            } else {
                throw unknown(
                    word, after: path, among: commands.filter { $0.configuration.shouldDisplay }.map { name(of: $0) })
            }
        }
        if asksForHelp { throw CleanExit.helpRequest(command) }
    }

    private static func name(of command: any ParsableCommand.Type) -> String {
        command._commandName
    }

    private static func names(of command: any ParsableCommand.Type) -> [String] {
        [name(of: command)] + command.configuration.aliases
    }

    /// What other programs call the same.
    private static let synonyms = [
        "delete": "remove", "rm": "remove", "del": "remove", "ls": "list", "new": "add", "update": "edit",
        "change": "edit",
        "modify": "edit", "set": "edit", "view": "show", "get": "show", "find": "search",
    ]

    private static func unknown(_ word: String, after path: [String], among names: [String]) -> Problem {
        let place = path.joined(separator: " ")
        let remedy: Remedy
        if let same = synonyms[word], names.contains(same) {
            remedy = Remedy("Did you mean '\(place) \(same)'?")
        } else if let near = NearestChoice.nearest(to: word, among: names) {
            remedy = Remedy("Did you mean '\(place) \(near)'?")
        } else {
            remedy = Remedy("There are: \(names.joined(separator: ", ")). See '\(place) --help'.")
        }
        return Problem(.usage, "there is no command '\(place) \(word.prefix(40))'", remedy: remedy)
    }
}
