package import Channels
internal import Coordination
internal import Foundation

extension Operation {
    /// The mail server of the settings, with its password read from its file.
    /// - Throws: `Problem.configuration` where the file cannot be read.
    package func server(_ mail: Settings.Mail) throws -> MailServer {
        MailServer(
            host: mail.host, port: mail.port, isTLSImmediate: mail.isTLSImmediate, user: mail.user,
            password: try mail.passwordFile.map(Self.secret), authorities: mail.authorities)
    }

    /// The first line of a file that holds a password.
    static func secret(in path: String) throws -> String {
        guard let text = try? String(contentsOf: URL(filePath: path), encoding: .utf8),
            let line = text.split(whereSeparator: \.isNewline).first
        else {
            throw Problem(
                .configuration, at: path, "holds no password", remedy: "Write it on the first line of that file.")
        }
        return String(line)
    }

    /// The first line of an account's password file.
    /// - Throws: `Problem.configuration` where there is none.
    package func password(_ account: Settings.Account) throws -> String { try Self.secret(in: account.passwordFile) }
}
