internal import ArgumentParser
internal import CommandSupport
internal import CommandText
internal import Coordination
internal import Foundation
internal import PeopleService

struct DirectoryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "directory", abstract: "People, organizations and mechanisms.",
        subcommands: [
            Import.self, Export.self, Search.self, Show.self, Add.self, Edit.self, Remove.self,
            Duplicates.self, Merge.self, Unmerge.self, Move.self, Relate.self,
            Unrelate.self, Key.self,
        ])
}

extension DirectoryCommand {
    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "import", abstract: "Take files into the directory: YAML, tables (CSV, TSV), vCards or LDIF.",
            discussion: """
                All of a file is taken, or nothing, unless --keep-good writes the other rows out. Taking the same again changes nothing. \
                Without a path it takes the shipped mechanisms and organizations.

                Look first with --dry-run: it lists what would be new or changed, who looks like a duplicate, and the rows that cannot \
                be taken, each with its line, the reason and what to do. A table's columns are guessed by what they are called; \
                --save-mapping writes the guess to a file that you can correct and give with --mapping; the file also says what single \
                values mean.
                """)

        @OptionGroup var options: GlobalOptions
        @Argument(help: "Files (.yaml, .csv, .tsv, .vcf, .ldif), or folders of .yaml files.") var paths: [String] = []
        @Flag(help: "Also the shipped invented people, to try Convoke with.") var demonstration = false
        @Flag(help: "Say what would be done, with what each record loses and gains, and change nothing.") var dryRun =
            false
        @Flag(help: "YAML: make each record what the file says, and drop what it leaves out; asks first.") var replace =
            false
        @Option(help: ArgumentHelp("Which column of a table is what.", valueName: "file")) var mapping: String?
        @Option(help: ArgumentHelp("Write the guess of the columns there, and take nothing.", valueName: "file"))
        var saveMapping: String?
        @Option(help: "utf-8, utf-16 or latin-1; usually the file says it by itself.") var encoding: String?
        @Option(help: "How days are written that do not begin with the year: day-first or month-first.")
        var dates: String?
        @Option(
            help: "How names are taken: as-written, or tidied (without titles, given names first, not in capitals).")
        var names: String?
        @Option(
            help: ArgumentHelp(
                "Take the good rows of a table, and write the others with what is wrong there.", valueName: "file"))
        var keepGood: String?
        @Option(help: "The country of rows that name none.") var country: CountryCode?
        @Option(
            help: ArgumentHelp(
                "The time zone of rows that name none, such as America/Tegucigalpa; otherwise that of their country.",
                valueName: "iana-zone"))
        var zone: ZoneName?
        @Option(help: "The language of rows that name none.") var language: Language?
        @Option(help: "The sector of new organizations for which the file gives none.") var sector: Sector?
        @Option(help: "Where new organizations are known from.") var source: String?

        func run() async throws {
            let operation = try await options.operation()
            let tables = paths.filter(operation.directory.isPeopleFile)
            guard tables.isEmpty || tables.count == paths.count else {
                throw Problem(
                    .usage, "tables and YAML are not taken together", remedy: "Give them one after the other.")
            }
            if !tables.isEmpty {
                guard !replace else {
                    throw Problem(
                        .usage, "--replace is for YAML",
                        remedy: "A table or a vCard completes records; it drops nothing.")
                }
                return try await takePeople(operation, tables)
            }
            let isForTables = [mapping, saveMapping, encoding, dates, names, keepGood].contains { $0 != nil }
            guard !isForTables, !dryRun else {
                if dryRun, !isForTables { return try await takeEntries(operation) }
                throw Problem(
                    .usage, "these options are for tables and vCards", remedy: "Name a .csv, .tsv or .vcf file.")
            }
            try await takeEntries(operation)
        }

        private func takeEntries(_ operation: Operation) async throws {
            let shipped =
                paths.isEmpty || demonstration ? operation.directory.shippedPaths(withDemonstration: demonstration) : []
            var input = EntriesInput(isDryRun: dryRun, replaces: replace, mayReplace: options.yes)
            var report = try await operation.directory.importDirectory(shipped + paths, input)
            if report.isToBeAgreed, !dryRun {
                try agree(to: report.changed)
                input.mayReplace = true
                report = try await operation.directory.importDirectory(shipped + paths, input)
            }
            try options.show(report, report.lines + (dryRun ? ["Nothing was changed: this was a dry run."] : []))
        }

        /// Asks before something that is on record gives way to what a file says.
        private func agree(to changes: [PeopleReport.Changed]) throws {
            let losses = changes.filter(\.takesSomething)
            Progress.note(losses.flatMap(\.lines).joined(separator: "\n"))
            guard options.yes || isatty(STDIN_FILENO) == 1 else {
                throw Problem(
                    .usage, "records would lose what they hold now (\(losses.count)), and there is no terminal to ask",
                    remedy: "Look with --dry-run; then say --yes. Nothing was taken.")
            }
            try options.confirm("These values give way to the file's. Is that right? Nothing has been taken yet.")
        }

        private func takePeople(_ operation: Operation, _ paths: [String]) async throws {
            var how = ImportInput()
            how.encoding = encoding
            how.mapping = mapping
            how.dates = dates
            how.names = names
            if let keepGood {
                guard paths.count == 1 else {
                    throw Problem(.usage, "the rows of one file are written there", remedy: "Name one file.")
                }
                guard !FileManager.default.fileExists(atPath: keepGood) else {
                    throw Problem(.cannotCreate, at: keepGood, "is there already", remedy: "Name another file.")
                }
                how.refusedFile = keepGood
            }
            how.isDryRun = dryRun
            how.mayReplace = options.yes
            how.defaults.country = country?.rawValue
            how.defaults.zone = zone?.rawValue
            how.defaults.language = language?.rawValue
            how.defaults.sector = sector?.rawValue
            how.defaults.source = source
            if let saveMapping {
                guard paths.count == 1 else {
                    throw Problem(.usage, "a mapping is of one table", remedy: "Name one file.")
                }
                guard !FileManager.default.fileExists(atPath: saveMapping) else {
                    throw Problem(.cannotCreate, at: saveMapping, "is there already", remedy: "Name another file.")
                }
                let text = try operation.directory.mapping(of: paths[0], how)
                do { try Data(text.utf8).write(to: URL(filePath: saveMapping)) } catch {
                    throw Problem(.cannotCreate, at: saveMapping, "cannot be written", remedy: "Name another file.")
                }
                return try options.show(["file": saveMapping], [text, "Wrote \(saveMapping)."])
            }
            Background.begin()
            var reports: [PeopleReport] = []
            for path in paths {
                let progress = Progress(steps: 1)
                var isApproved = false
                func take() async throws -> PeopleReport {
                    try await operation.directory.importPeople(
                        path, how,
                        approve: { mapping in
                            if isApproved { return }
                            guard options.yes || isatty(STDIN_FILENO) == 1 else {
                                throw Problem(
                                    .usage, at: path, "has columns that were guessed, and there is no terminal to ask",
                                    remedy: "Look with --dry-run; then say --yes, or give --mapping.")
                            }
                            Progress.note("The columns of \(path) are read as:\n\n\(mapping)")
                            try options.confirm("Is that right? Nothing has been taken yet.")
                            isApproved = true
                        }, progress: { progress.show($0, of: $1) })
                }
                var report = try await take()
                if report.isToBeAgreed, !dryRun, report.refused.isEmpty || keepGood != nil {
                    progress.finish()
                    try agree(to: report.changed)
                    how.mayReplace = true
                    report = try await take()
                    how.mayReplace = options.yes
                }
                reports.append(report)
                progress.finish()
            }
            try options.show(reports, reports.flatMap(\.lines))
            if let bad = reports.first(where: { !$0.refused.isEmpty && $0.refusedFile == nil }) {
                throw Problem(
                    .badData, at: bad.file,
                    bad.refusedRows == 1
                        ? "has a row that cannot be taken, so nothing of it was"
                        : "has \(bad.refusedRows) rows that cannot be taken, so nothing of it was",
                    remedy:
                        "Correct the lines that are listed, or remove them, and import it again; or take the others with --keep-good FILE."
                )
            }
        }
    }
}

extension DirectoryCommand {
    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "export", abstract: "Write people into a file for a group, or everything for yourself.",
            discussion: """
                With --for, only people who agreed to 'share' with that group, and whose TLP label allows it, are written; who is left out \
                is listed with the reason. With --everything, all people and organizations are written whole: \
                a folder of YAML files that can be imported again. A .csv or .vcf file leaves out the fields that it cannot hold, and all consents.
                """)
        @OptionGroup var options: GlobalOptions
        @Argument(help: "A file .csv or .vcf; with --everything also a new folder.") var path: String
        @Option(name: .customLong("for"), help: ArgumentHelp("The group it is handed to.", valueName: "group"))
        var audience: Group.ID?
        @Option(help: "The label the file is handed over with.") var tlp = TLP.amber
        @OptionGroup var traits: QueryOptions
        @Flag(help: "Everyone with all that is kept, for your own keeping.") var everything = false

        func run() async throws {
            var isFolder: ObjCBool = false
            if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue {
                try options.confirm("Replace \(path)?")
            }
            let report: ExportReport
            if everything {
                guard audience == nil else {
                    throw Problem(
                        .usage, "everything is for yourself and for no group",
                        remedy: "Leave --for or --everything out.")
                }
                try options.confirm("Write every record of the directory, unsealed, to \(path)?")
                report = try await options.operation().directory.exportAll(to: path)
            } else {
                guard let audience else {
                    throw Problem(
                        .usage, "it is not said for whom the file is",
                        remedy: "Give --for GROUP, or --everything for yourself.")
                }
                report = try await options.operation().directory.export(
                    to: path, for: audience.text, label: tlp, query: traits.query())
            }
            try options.show(report, report.lines)
        }
    }
}
