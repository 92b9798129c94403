internal import ArgumentParser
internal import Coordination
internal import Foundation
internal import PeopleService

struct ExportDirectoryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write people into a file for a group, or everything for yourself.",
        discussion: """
            With --for, only people who agreed to 'share' with that group, and whose TLP label allows it, are written; who is left out \
            is listed with the reason. With --everything, all people and organizations are written whole: \
            a folder of YAML files that can be imported again. A .csv or .vcf file leaves out the fields that it cannot hold, and all consents.
            """)

    @OptionGroup var options: GlobalOptions

    @Argument(help: "A file .csv or .vcf; with --everything also a new folder.")
    var path: String

    @Option(name: .customLong("for"), help: ArgumentHelp("The group it is handed to.", valueName: "group"))
    var audience: Group.ID?

    @Option(help: "The label the file is handed over with.")
    var tlp = TLP.amber

    @OptionGroup var traits: QueryOptions

    @Flag(help: "Everyone with all that is kept, for your own keeping.")
    var everything = false

    func run() async throws {
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue {
            try options.confirm("Replace \(path)?")
        }
        let report: ExportReport
        if everything {
            guard audience == nil else {
                throw Problem(
                    .usage, "everything is for yourself and for no group", remedy: "Leave --for or --everything out.")
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
        try options.show(
            report,
            Self.leftOut(report) + [
                "Wrote \(report.people) people to \(report.files.joined(separator: ", ")) (\(report.label))."
            ])
    }

    private static func leftOut(_ report: ExportReport) -> [String] {
        let shown = report.leftOut.sorted { $0.key < $1.key }.prefix(10).map { "left out \($0.key): \($0.value)" }
        return shown + (report.leftOut.count > 10 ? ["… and \(report.leftOut.count - 10) more; --json lists all"] : [])
    }
}
