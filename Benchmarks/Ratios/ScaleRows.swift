import Coordination
import Foundation
import Mail

/// What grows with the directory and with a mailing: processor time of whole commands, theirs and that of the processes they make. The
/// people have 31 given and 25 family names, so names collide far more than in life.
///
/// The reference of each row is what release 0.5.0 took, as it was measured on a machine of the same make; it no longer builds beside this one.
enum ScaleRows {
    private static let given =
        "Ana Ama Juan María José Luis Carlos Rosa Elena Pedro Miguel Sofía Lucía Jorge Marta Pablo Diego Laura Andrés Carmen Raúl Irene Óscar Julia Hugo Noemí Iván Berta Darío Sara Tomás"
        .split(separator: " ")
    private static let family =
        "García Martínez López Hernández Pérez Gómez Rivera Díaz Torres Flores Cruz Reyes Morales Ortiz Ramos Mejía Castro Vargas Paz Zelaya Aguilar Banegas Funes Lara Pineda"
        .split(separator: " ")

    static func measure(folder: String, program: String) async throws -> [Row] {
        try await mailings(folder, program) + directory(folder, program)
    }

    private static func row(_ name: String, _ unit: String, _ ours: Double, was before: Double, atMost goal: Double)
        -> Row
    {
        Row(name: name, unit: unit, ours: ours, reference: before, goal: .atMost(goal))
    }

    private static func mailings(_ folder: String, _ program: String) async throws -> [Row] {
        var invite: [Int: Double] = [:], preview = 0.0, perReply = 0.0
        for count in [500, 2_000] {
            let place = try await MeasuredProgram(program, home: "\(folder)/scale-\(count)")
            defer { try? FileManager.default.removeItem(atPath: place.home) }
            try await place.run("directory", "import", try people(count, folder), "--sector", "civil-society", "--yes")
            let convening = try await place.bookedConvening()
            if count == 2_000 { preview = try await place.run("invitation", "preview", convening).seconds }
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
            perReply = seconds / Double(count) * 1000
        }
        let many = invite[2_000] ?? .infinity, few = invite[500] ?? 1
        return [
            row("convoke convening invite, 2,000 people", "s", many, was: 40, atMost: 10),
            row("convoke invitation preview, 2,000 people", "s", preview, was: 39, atMost: 10),
            row("invite, exponent in invitees from 500 to 2,000", "", log(many / few) / log(4), was: 1.54, atMost: 1.1),
            row("convoke reply import, an answer", "ms", perReply, was: 25, atMost: 4),
        ]
    }

    private static func directory(_ folder: String, _ program: String) async throws -> [Row] {
        let count = 100_000, place = try await MeasuredProgram(program, home: "\(folder)/scale-\(count)")
        let backup = "\(folder)/scale.backup"
        try? FileManager.default.removeItem(atPath: backup)
        defer { for path in [place.home, backup] { try? FileManager.default.removeItem(atPath: path) } }
        let file = try people(count, folder)
        let (_, mebibytes, seconds) = try await place.run(
            "directory", "import", file, "--sector", "civil-society", "--yes")
        let bytes = try FileManager.default.attributesOfItem(atPath: "\(place.home)/convoke.sqlite")[.size] as? Int ?? 0
        let found = try await place.run("directory", "search", "Ana García", "--json").output
        guard let start = found.range(of: "\"ct-") else { throw BenchFailure(what: "nobody was found") }
        let person = "ct-" + found[start.upperBound...].prefix { $0 != "\"" }
        let files = "\(folder)/scale-subject"
        try? FileManager.default.removeItem(atPath: files)
        let export = try await place.run("subject", "export", person, "-o", files).seconds
        let duplicates = try await place.run("directory", "duplicates").seconds
        try await place.run("backup", "create", backup)
        let restore = try await place.run("backup", "restore", backup, "--replace", "--yes").seconds
        return [
            row("convoke directory import, 100,000 people", "s", seconds, was: 60, atMost: 40),
            row("memory to import 100,000 people", "MiB", mebibytes, was: 1100, atMost: 300),
            row("store of 100,000 people, a person", "kB", Double(bytes) / Double(count) / 1000, was: 3.6, atMost: 3),
            row("convoke subject export, one among 100,000", "s", export, was: 145, atMost: 1),
            row("convoke directory duplicates, 100,000 people", "s", duplicates, was: 62, atMost: 20),
            row("convoke backup restore, 100,000 people", "s", restore, was: 45, atMost: 20),
        ]
    }

    /// A table of so many people.
    private static func people(_ count: Int, _ folder: String) throws -> String {
        let path = "\(folder)/scale.csv"
        var state = UInt64(count)
        func next(_ limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % limit
        }
        var text = "Name,Email,Organization,Country,Language,Consent,Consent given,Evidence\n"
        for number in 0..<count {
            let name = "\(given[next(given.count)]) \(family[next(family.count)]) \(family[next(family.count)])"
            let language = ["es", "es", "en", "fr"][next(4)]
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
