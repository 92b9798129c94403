public import ArgumentParser
internal import Coordination

/// The words of a command before its arguments: a noun, a verb, sometimes one more.
public enum CommandPath {
    /// Looks at these words before anything else is parsed, for what is mistyped there would otherwise be reported as something else.
    /// - Parameters:
    ///   - arguments: as typed, without global options before the words.
    ///   - root: the whole command line.
    /// - Throws: `Problem.usage` where a word is no command, with the nearest that is one; `CleanExit` where nothing follows a noun.
    public static func check(_ arguments: [String], in root: any ParsableCommand.Type) throws {
        var command = root, path = [name(of: root)]
        for word in arguments {
            let commands = command.configuration.subcommands
            // A noun alone asks for its help; options that every command takes change nothing in that.
            if !commands.isEmpty, command.configuration.defaultSubcommand == nil, LeadingOptions.isOne(word) {
                throw CleanExit.helpRequest(command)
            }
            if path.count == 1, word == "help" { throw try help(on: arguments.dropFirst(), in: root) }
            if !commands.isEmpty, ["--help", "-h"].contains(word) { throw CleanExit.helpRequest(command) }
            guard !commands.isEmpty, !word.hasPrefix("-") else { return }
            if let next = commands.first(where: { names(of: $0).contains(word) }) {
                command = next
                path.append(name(of: next))
                continue
            }
            // What is no verb is an argument of the verb that may be left out.
            guard command.configuration.defaultSubcommand == nil else { return }
            throw unknown(
                word, after: path, among: commands.filter { $0.configuration.shouldDisplay }.map { name(of: $0) })
        }
    }

    /// The help on the command of some words, whatever global options follow them.
    private static func help(
        on words: ArraySlice<String>, in root: any ParsableCommand.Type
    ) throws -> CleanExit {
        var command = root, path = [name(of: root)]
        for word in words.prefix(while: { !$0.hasPrefix("-") }) {
            let commands = command.configuration.subcommands
            guard let next = commands.first(where: { names(of: $0).contains(word) }) else {
                throw unknown(word, after: path, among: commands.map { name(of: $0) })
            }
            command = next
            path.append(name(of: next))
        }
        return CleanExit.helpRequest(command)
    }

    private static func name(of command: any ParsableCommand.Type) -> String {
        command.configuration.commandName ?? ""
    }

    private static func names(of command: any ParsableCommand.Type) -> [String] {
        [name(of: command)] + command.configuration.aliases
    }

    private static func unknown(_ word: String, after path: [String], among names: [String]) -> Problem {
        let place = path.joined(separator: " ")
        let remedy: Remedy
        if let near = NearestChoice.nearest(to: word, among: names) {
            remedy = Remedy("Did you mean '\(place) \(near)'?")
        } else {
            remedy = Remedy("There are: \(names.joined(separator: ", ")). See '\(place) --help'.")
        }
        return Problem(.usage, "there is no command '\(place) \(word.prefix(40))'", remedy: remedy)
    }
}
