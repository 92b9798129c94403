import ArgumentParser
import Testing

@testable import ConvokeCLI

@Suite struct HelpTests {
    private static func leaves(_ commands: [any ParsableCommand.Type]) -> [any ParsableCommand.Type] {
        commands.flatMap { command in
            command.configuration.subcommands.isEmpty ? [command] : leaves(command.configuration.subcommands)
        }
    }

    @Test("help says in which form a day, a month or a zone is written") func formats() {
        for command in Self.leaves(Commands.all) {
            let help = command.helpMessage()
            for name in ["<day>", "<month>", "<zone>", "<date>", "<on>", "<due>", "<through>", "<until>"] {
                #expect(!help.contains(name), "\(command)")
            }
        }
    }

    /// Reflection would find it, too, for a fifth of the time that a short command takes.
    @Test("every command says its name itself") func names() {
        func unnamed(_ commands: [any ParsableCommand.Type]) -> [any ParsableCommand.Type] {
            commands.flatMap { command in
                (command.configuration.commandName == nil ? [command] : []) + unnamed(command.configuration.subcommands)
            }
        }
        #expect(unnamed(Commands.all).isEmpty)
    }

    @Test("help fits a terminal of 80 columns") func width() {
        for command in Self.leaves(Commands.all) {
            let lines = command.helpMessage(columns: 80).split(separator: "\n")
            // A usage line or a value that has no space in it cannot be broken.
            let long = lines.filter { $0.count > 80 && $0.contains(" ") && !$0.hasPrefix("USAGE") }
            #expect(long.isEmpty, "\(command)")
        }
    }
}
