internal import ArgumentParser
internal import Coordination
internal import CustodyService
internal import Installation

struct CopyStoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "copy", abstract: "Move everything to another store and compare it row by row.",
        discussion: """
            From and to are sqlite:PATH or postgres://user@host/database. The old store is closed, since two that send would send \
            twice. Name the new one as 'store' in settings.yaml afterwards.
            """)

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The store there is.")
    var from: String

    @Argument(help: "An empty database or a file that is not there.")
    var to: String

    func run() async throws {
        var source = options
        source.store = from
        let report = try await source.operation().backups.copyStore(to: to)
        let rows = report.rows.values.reduce(0, +)
        try options.show(
            report,
            [
                "Moved \(rows) rows in \(report.rows.count) tables; each was compared. The old store is closed.",
                "Now name the new one as 'store' in \(options.place.settings).",
            ])
    }
}
