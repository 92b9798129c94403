internal import Coordination
internal import Foundation
internal import Installation

/// The screen and the keyboard in front of a person.
package enum Terminal {
    /// How many letters fit into a line; `nil` where what is printed goes elsewhere, which takes lines of any length.
    package static var width: Int? {
        guard isatty(STDOUT_FILENO) == 1 else { return nil }
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }

    /// Asks for a secret without showing it.
    /// - Throws: `Problem.usage` if the input is not a terminal.
    package static func secret(_ prompt: String) throws -> String {
        guard isatty(STDIN_FILENO) == 1 else {
            throw Problem(
                .usage, "the input is not a terminal", remedy: "Name a file with --passphrase-file.")
        }
        var shown = termios()
        tcgetattr(STDIN_FILENO, &shown)
        var hidden = shown
        hidden.c_lflag &= ~tcflag_t(ECHO)
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden)
        defer {
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown)
            FileHandle.standardError.write(Data("\n".utf8))
        }
        FileHandle.standardError.write(Data("\(prompt): ".utf8))
        guard let line = readLine(), !line.isEmpty else {
            throw Problem(.usage, "nothing was typed", remedy: "Try again.")
        }
        return line
    }

    /// A passphrase of the first line of a file, or asked for.
    package static func passphrase(_ file: String?) throws -> String {
        try file.map(Installation.passphrase(in:)) ?? secret("Passphrase")
    }

    /// A new one, asked for twice.
    package static func newPassphrase(_ file: String?) throws -> String {
        if let file { return try Installation.passphrase(in: file) }
        let first = try secret("New passphrase, at least 15 characters")
        guard try secret("The same again") == first else {
            throw Problem(.usage, "the two differ", remedy: "Try again; nothing was changed.")
        }
        return first
    }
}
