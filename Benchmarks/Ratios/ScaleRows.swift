import Coordination
import Foundation
import Mail

/// What grows with the directory and with a mailing: processor time of whole commands, theirs and that of the processes they make. The
/// people have 31 given and 25 family names, so names collide far more than in life.
///
/// The reference of each row is what release 0.5.0 took, as it was measured on a machine of the same make. Where `CONVOKE_BEFORE` names its
/// program, it is measured in the same run, which takes ten minutes more.
enum ScaleRows {
    private static let given =
        "Ana Ama Juan María José Luis Carlos Rosa Elena Pedro Miguel Sofía Lucía Jorge Marta Pablo Diego Laura Andrés Carmen Raúl Irene Óscar Julia Hugo Noemí Iván Berta Darío Sara Tomás"
        .split(separator: " ")
    private static let family =
        "García Martínez López Hernández Pérez Gómez Rivera Díaz Torres Flores Cruz Reyes Morales Ortiz Ramos Mejía Castro Vargas Paz Zelaya Aguilar Banegas Funes Lara Pineda"
        .split(separator: " ")

    /// The figures, in the order of their rows.
    private enum Figure: String, CaseIterable {
        case invite = "convoke convening invite, 2,000 people"
        case preview = "convoke invitation preview, 2,000 people"
        case exponent = "invite, exponent in invitees from 500 to 2,000"
        case reply = "convoke reply import, an answer"
        case importing = "convoke directory import, 100,000 people"
        case memory = "memory to import 100,000 people"
        case size = "store of 100,000 people, a person"
        case subject = "convoke subject export, one among 100,000"
        case duplicates = "convoke directory duplicates, 100,000 people"
        case restore = "convoke backup restore, 100,000 people"

        /// With what release 0.5.0 took, and what may be taken at most.
        var goal: (unit: String, before: Double, atMost: Double) {
            switch self {
            case .invite: ("s", 40, 10)
            case .preview: ("s", 39, 10)
            case .exponent: ("", 1.54, 1.1)
            case .reply: ("ms", 25, 4)
            case .importing: ("s", 60, 40)
            case .memory: ("MiB", 1100, 300)
            case .size: ("kB", 3.6, 3)
            case .subject: ("s", 145, 1)
            // It takes the square of the people, so this is of 20,000.
            case .duplicates: ("s", 62, 20)
            case .restore: ("s", 45, 20)
            }
        }
    }

    static func measure(folder: String, program: String) async throws -> [Row] {
        let before = ProcessInfo.processInfo.environment["CONVOKE_BEFORE"]
        let theirs = if let before { try await figures(folder, before, isBefore: true) } else { [Figure: Double]() }
        let ours = try await figures(folder, program, isBefore: false)
        return Figure.allCases.map { figure in
            let goal = figure.goal
            return Row(
                name: figure.rawValue, unit: goal.unit, ours: ours[figure] ?? .infinity,
                reference: theirs[figure] ?? goal.before, goal: .atMost(goal.atMost))
        }
    }

    private static func figures(_ folder: String, _ program: String, isBefore: Bool) async throws -> [Figure: Double] {
        try await mailings(folder, program).merging(directory(folder, program, isBefore)) { $1 }
    }

    private static func mailings(_ folder: String, _ program: String) async throws -> [Figure: Double] {
        var invite: [Int: Double] = [:], figures: [Figure: Double] = [:]
        for count in [500, 2_000] {
            let place = try await MeasuredProgram(program, home: "\(folder)/scale-\(count)")
            defer { try? FileManager.default.removeItem(atPath: place.home) }
            try await place.run("directory", "import", try people(count, folder), "--sector", "civil-society", "--yes")
            let convening = try await place.bookedConvening()
            if count == 2_000 { figures[.preview] = try await place.run("invitation", "preview", convening).seconds }
            invite[count] = try await place.run("convening", "invite", convening, "--yes").seconds
            guard count == 500 else { continue }
            try await place.run("outbox", "deliver")
            let answers = "\(folder)/scale-answers"
            let number = try writeAnswers(to: "\(place.home)/mail", in: answers)
            guard number == count else { throw BenchFailure(what: "\(number) answers for \(count) mails") }
            let (output, _, seconds) = try await place.run("reply", "import", answers)
            guard output.components(separatedBy: "accepted").count > count else {
                throw BenchFailure(what: "answers were not taken")
            }
            figures[.reply] = seconds / Double(count) * 1000
        }
        let many = invite[2_000] ?? .infinity, few = invite[500] ?? 1
        figures[.invite] = many
        figures[.exponent] = log(many / few) / log(4)
        return figures
    }

    /// - Parameter isBefore: whether it is the program before, which draws an id twice now and then, and then refuses a table without ids.
    private static func directory(
        _ folder: String, _ program: String, _ isBefore: Bool
    ) async throws -> [Figure: Double] {
        let count = 100_000, place = try await MeasuredProgram(program, home: "\(folder)/scale-\(count)")
        let backup = "\(folder)/scale.backup"
        try? FileManager.default.removeItem(atPath: backup)
        defer { for path in [place.home, backup] { try? FileManager.default.removeItem(atPath: path) } }
        let file = try people(count, folder, hasIDs: isBefore)
        let (_, mebibytes, seconds) = try await place.run(
            "directory", "import", file, "--sector", "civil-society", "--yes")
        let bytes = try FileManager.default.attributesOfItem(atPath: "\(place.home)/convoke.sqlite")[.size] as? Int ?? 0
        var figures: [Figure: Double] = [
            .importing: seconds, .memory: mebibytes, .size: Double(bytes) / Double(count) / 1000,
        ]
        let found = try await place.run("directory", "search", "Ana García", "--json").output
        guard let start = found.range(of: "\"ct-") else { throw BenchFailure(what: "nobody was found") }
        let person = "ct-" + found[start.upperBound...].prefix { $0 != "\"" }
        let files = "\(folder)/scale-subject"
        try? FileManager.default.removeItem(atPath: files)
        try FileManager.default.createDirectory(atPath: files, withIntermediateDirectories: true)
        figures[.subject] = try await place.run("subject", "export", person, "-o", files).seconds
        if !isBefore { figures[.duplicates] = try await place.run("directory", "duplicates").seconds }
        try await place.run("backup", "create", backup)
        figures[.restore] = try await place.run("backup", "restore", backup, "--replace", "--yes").seconds
        return figures
    }

    /// A table of so many people.
    private static func people(_ count: Int, _ folder: String, hasIDs: Bool = false) throws -> String {
        let path = "\(folder)/scale.csv"
        var state = UInt64(count)
        func next(_ limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % limit
        }
        var text = "\(hasIDs ? "ID," : "")Name,Email,Organization,Country,Language,Consent,Consent given,Evidence\n"
        for number in 0..<count {
            let name = "\(given[next(given.count)]) \(family[next(family.count)]) \(family[next(family.count)])"
            let language = ["es", "es", "en", "fr"][next(4)]
            if hasIDs { text += "ct-\(100_000_000 + number)," }
            text +=
                "\(name),p\(number)@people\(number % 50).example,Org \(number % max(1, count / 20)),HN,\(language),invite,2026-01-15,meeting\n"
        }
        try Data(text.utf8).write(to: URL(filePath: path))
        return path
    }

    /// An answer that comes to each of the mails in a folder.
    /// - Returns: how many there are.
    private static func writeAnswers(to mails: String, in folder: String) throws -> Int {
        try? FileManager.default.removeItem(atPath: folder)
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        var count = 0
        for case let name as String in FileManager.default.enumerator(atPath: mails) ?? .init() {
            guard let bytes = FileManager.default.contents(atPath: "\(mails)/\(name)"),
                let mail = try? MailReader.read(Array(bytes)), let calendar = mail.calendars.first
            else { continue }
            let lines = String(decoding: calendar, as: UTF8.self).replacing("\r\n ", with: "").split(separator: "\r\n")
            let head = String(decoding: bytes, as: UTF8.self).split(separator: "\r\n")
            guard let uid = lines.first(where: { $0.hasPrefix("UID:") }),
                let to = head.first(where: { $0.hasPrefix("To: ") }),
                let address = to.split(whereSeparator: { "<> ".contains($0) }).last
            else { continue }
            let answer = [
                "From: \(address)", "To: officer@mission.example", "Message-ID: <\(count)@people.example>",
                "Content-Type: text/calendar; method=REPLY", "", "BEGIN:VCALENDAR", "VERSION:2.0", "METHOD:REPLY",
                "BEGIN:VEVENT", "\(uid)", "DTSTAMP:20270305T120000Z", "SEQUENCE:0",
                "ATTENDEE;PARTSTAT=ACCEPTED:mailto:\(address)", "END:VEVENT", "END:VCALENDAR", "",
            ]
            try Data(answer.joined(separator: "\r\n").utf8).write(to: URL(filePath: "\(folder)/\(count).eml"))
            count += 1
        }
        return count
    }
}
