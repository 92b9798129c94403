internal import CalendarFeeds
internal import Coordination
internal import Foundation
internal import Services
public import Installation
internal import PeopleService
internal import ReportService

/// Foundation has a class of the same name.
typealias Operation = Installation.Operation

/// The whole job, done once with invented people on the shipped facts. Nothing leaves the machine.
public struct Demonstration: Sendable {
    /// One line of what was done.
    public struct Line: View {
        public let what: String
        public let count: String
        public let place: String
    }

    public static let stepCount = 24

    static let actor = ActorName(trusted: "demonstration")

    let folder: String
    let program: String
    let resources: ResourceDirectory
    let clock: Clock
    let random: RandomSource
    let storeURL: String?

    /// - Parameters:
    ///   - folder: where everything is put; a demonstration that is there already is replaced.
    ///   - storeURL: an empty database to play in, instead of a file in the folder.
    ///   - program: this program's own file, started again as the receiver.
    public init(
        folder: String, program: String, resources: ResourceDirectory, clock: Clock, random: RandomSource,
        storeURL: String? = nil
    ) {
        self.folder = folder.hasSuffix("/") && folder.count > 1 ? String(folder.dropLast()) : folder
        self.program = program
        self.resources = resources
        self.clock = clock
        self.random = random
        self.storeURL = storeURL
    }

    /// Plays every step; `tell` hears the name and the result of each.
    public func play(_ tell: @escaping @Sendable (String, String) -> Void) async throws -> [Line] {
        let operation = try await prepare(tell)
        try await spreadsheet(operation, tell)
        let roundtable = try await roundtable(operation, tell)
        let consultation = try await cancelledConsultation(operation, tell)
        let series = try await series(operation, tell)
        let followUp = try await followUp(operation, roundtable.convening, tell)
        let published = try await statement(operation, tell)
        try await sharing(operation, tell)
        try await operation.reports.write(to: "\(folder)/report.html", in: .english)
        for language in Language.shipped.dropFirst() {
            try await operation.reports.write(to: "\(folder)/report.\(language).html", in: language)
        }
        let events = try await operation.feeds.export(of: .all, hasTasks: true, to: "\(folder)/calendar.ics")
        tell("Writing the report and the calendar", "in 4 languages; what is still to come")
        let custody = try await custody(operation, tell)
        return [
            Line(
                what: "Invitations, one for each person", count: "\(roundtable.invited)", place: "\(folder)/mail/new/"),
            Line(
                what: "Updates after the time was moved", count: "\(roundtable.updated)", place: "\(folder)/mail/new/"),
            Line(what: "Cancellations of another meeting", count: "\(consultation)", place: "\(folder)/mail/new/"),
            Line(what: "Mails of a weekly series", count: "\(series)", place: "\(folder)/mail/new/"),
            Line(
                what: "Replies accepted, and in quarantine", count: "\(roundtable.applied), \(roundtable.held)",
                place: "\(folder)/replies/"),
            Line(
                what: "Commitments and actions to follow up", count: "\(followUp.actions)",
                place: "\(folder)/convoke.sqlite"),
            Line(what: "Reminders, in the readers' hours", count: "\(followUp.notices)", place: "\(folder)/mail/new/"),
            Line(what: "Who does what, to be shared", count: "1", place: "\(folder)/board.html"),
            Line(what: "The case and the duties of the mission", count: "2", place: "\(folder)/timeline.html"),
            Line(what: "Reprisals, as patterns", count: "\(followUp.incidents)", place: "\(folder)/incidents.html"),
            Line(
                what: "Signed statement, verified by its receiver", count: "\(published)", place: "\(folder)/received/"),
            Line(what: "Report for people", count: "4", place: "\(folder)/report.html"),
            Line(what: "Who may be written to, in public", count: "1", place: "\(folder)/designation.html"),
            Line(what: "Who agreed to be shared with a group", count: "2", place: "\(folder)/shared.vcf"),
            Line(what: "A person's whole record, for that person", count: "1", place: "\(folder)/subject/"),
            Line(what: "Sealed backup, read back whole", count: "\(custody.rows) rows", place: custody.backup),
            Line(what: "Audit, unbroken and anchored", count: "\(custody.entries)", place: "\(folder)/audit.anchors"),
            Line(what: "Calendar of the mission", count: "\(events)", place: "\(folder)/calendar.ics"),
            Line(what: "Feed of it, until it is revoked", count: "1", place: "\(folder)/feeds/"),
        ]
    }

    private var marker: String { "\(folder)/.demonstration" }

    /// What a demonstration makes; nothing else in its folder is ever removed.
    private static func isOwn(_ name: String) -> Bool {
        [
            "mail", "replies", "received", "feeds", "settings.yaml", "minutes.md", "partner.secret",
            "calendar.ics",
        ]
        .contains(name) || name.hasPrefix("convoke.sqlite")
            || [
                "vault.key", "locked", "backups", "audit.anchors", "subject", "shared.vcf", "designation.html",
                "designation.vcf", "board.html", "timeline.html", "duty.html", "incidents.html",
            ].contains(name)
            || (name.hasPrefix("report.") && name.hasSuffix(".html"))
    }

    /// Makes the folder anew. One that is no demonstration is never touched.
    private func prepare(_ tell: @Sendable (String, String) -> Void) async throws -> Operation {
        let home = Home(path: folder), files = FileManager.default
        if files.fileExists(atPath: folder) {
            let isEmpty = (try? files.contentsOfDirectory(atPath: folder).isEmpty) ?? false
            guard isEmpty || files.fileExists(atPath: marker) else {
                throw Problem(
                    .cannotCreate, at: folder, "holds something else than a demonstration",
                    remedy: "Choose another folder with --home.")
            }
            for name in try files.contentsOfDirectory(atPath: folder) where Self.isOwn(name) {
                try files.removeItem(atPath: "\(folder)/\(name)")
            }
        }
        try home.create()
        try Home.write("A demonstration of Convoke. The next demonstration replaces it.\n".utf8, to: marker)
        guard let address = EmailAddress(rawValue: "officer@mission.example") else { throw CancellationError() }
        let officer = Officer(
            name: "Human Rights Officer", address: address, post: "Mission of Westland (demonstration)",
            postNames: [
                "es": "la Misión de Westland (demostración)", "fr": "la Mission du Westland (démonstration)",
                "pt": "a Missão da Westland (demonstração)",
            ],
            country: try CountryCode(parsing: "HN"), zone: try ZoneName(parsing: "America/Tegucigalpa"),
            language: .english)
        guard try await Installation.initialize(home: home, storeURL: storeURL, resources: resources, officer: officer)
        else {
            throw Problem(
                .cannotCreate, at: "the database", "holds a store already", remedy: "Give an empty one to play in.")
        }
        let operation = try await Installation.open(
            home: home, resources: resources, clock: clock, random: random, guards: DeliveryGuards.all,
            carriers: RoundCarriers.all
        ).operation(as: Self.actor)
        tell("Setting up an installation", folder)
        let report = try await operation.directory.importDirectory(
            operation.directory.shippedPaths(withDemonstration: true))
        tell(
            "Importing the directory",
            "\(report.mechanisms.values.reduce(0, +)) mechanisms, \(report.organizations.values.reduce(0, +)) organizations, \(report.contacts.values.reduce(0, +)) invented people"
        )
        return operation
    }
}
