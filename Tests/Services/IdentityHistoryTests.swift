import Coordination
import Fixtures
import Foundation
import Storage
import Testing

@testable import CustodyService
@testable import Installation
@testable import PeopleService

/// Random histories of files, corrections, refusals, erasures and merges. `make crash` plays a thousand.
@Suite struct IdentityHistoryTests {
    /// Somebody outside, as the world knows them.
    private struct Someone {
        let number: Int
        let names: [String], addresses: [String]
        var hasRefused = false

        init(_ number: Int, _ history: Int) {
            self.number = number
            let given = ["Berta", "Ciro", "Delfina", "Ezequiel"][number],
                family = "\(["Lopez", "Marin", "Navas", "Ochoa"][number])\(Self.letters(history))"
            names = [
                "\(given) \(family)", "\(family.uppercased()), \(given)", "Lic. \(given) \(family)",
            ]
            let local = "\(given)\(history)".lowercased()
            addresses = [
                "\(local)@one.example", "\(local.uppercased())@ONE.example", "\(local)+x@one.example",
                "\(local)@two.example",
            ]
        }

        /// A number as letters, so that it belongs to the name.
        private static func letters(_ number: Int) -> String {
            let alphabet = Array("abcdefghijklmnopqrstuvwxyz")
            return number < 26 ? "\(alphabet[number])" : letters(number / 26) + letters(number % 26)
        }

        func owns(_ address: String) -> Bool { addresses.contains { $0.lowercased() == address.lowercased() } }
    }

    @Test(arguments: 0..<4) func `no history writes to who refused, or makes one person of two`(part: Int) async throws
    {
        let count = ProcessInfo.processInfo.environment["CONVOKE_HISTORIES"].flatMap { Int($0) } ?? 40
        let installation = try await TestInstallation(), folder = try TemporaryFolder()
        for history in 0..<(count / 4) {
            try await play(part * 1_000_000 + history, installation, folder)
        }
    }

    private func play(_ history: Int, _ installation: TestInstallation, _ folder: TemporaryFolder) async throws {
        let operation = installation.operation
        var random = SeededGenerator(seed: UInt64(history) &+ 77)
        var people = (0..<4).map { Someone($0, history % 1000) }
        let tag = "h\(history)x"
        // Records that a file made of two people from the start.
        var mixed: Set<Contact.ID> = []
        for step in 0..<12 {
            let chosen = Int.random(in: 0..<4, using: &random), someone = people[chosen]
            let name = someone.names.randomElement(using: &random) ?? "",
                address = someone.addresses.randomElement(using: &random) ?? ""
            let consent = "invite,2026-0\(Int.random(in: 1...2, using: &random))-1\(step % 10),\(tag)\(chosen)"
            let records = try await owned(by: someone, tag, operation).filter { !mixed.contains($0.id) }
            func importing(_ row: String, list: String) async throws {
                let table = "id,name,email,organization,consent,consent-given,consent-evidence\n\(row)\n"
                var how = ImportInput()
                how.defaults.country = "HN"
                how.defaults.sector = "civil-society"
                how.mayReplace = Bool.random(using: &random)
                _ = try? await operation.directory.importPeople(
                    try folder.write(table, to: list), how, approve: { _ in })
            }
            let kind = Int.random(in: 0..<9, using: &random)
            if ProcessInfo.processInfo.environment["CONVOKE_SHOW"] == "\(history)" {
                print(
                    "did \(step): \(kind) \(name) \(address) \(consent) \(records.map { ($0.id, $0.name, $0.organization) })"
                )
            }
            switch kind {
            case 0, 1: try await importing(",\"\(name)\",\(address),Group \(tag),\(consent)", list: "a.csv")
            // Somebody else's numbers, and a row that mixes two people.
            case 2:
                try await importing(
                    "\(Int.random(in: 0..<4, using: &random)),\"\(name)\",\(address),,\(consent)",
                    list: "\(tag)\(step % 3).csv")
            case 3:
                let other = people[(chosen + 1) % 4]
                let present = try await owned(by: other, tag, operation).flatMap(\.channels)
                guard present.contains(where: { $0.address.lowercased() == other.addresses[0] }) else { continue }
                let before = Set(try await owned(by: other, tag, operation).map(\.id))
                try await importing(",\"\(name)\",\(other.addresses[0]),,\(consent)", list: "b.csv")
                mixed.formUnion(try await owned(by: other, tag, operation).map(\.id).filter { !before.contains($0) })
            case 4:
                guard let record = records.first else { continue }
                let entry = """
                    contacts:
                      - {id: \(record.id), name: "\(name)", country: "HN", zone: America/Tegucigalpa, languages: [es], channels: [{email: "\(address)"}], consents: [{purpose: invite, evidence: "\(tag)\(chosen)", given: 2026-02-11}]}
                    """
                _ = try? await operation.directory.importDirectory(
                    [try folder.write(entry, to: "p.yaml")],
                    EntriesInput(replaces: Bool.random(using: &random), mayReplace: Bool.random(using: &random)))
            case 5:
                guard let record = records.first else { continue }
                _ = try await operation.consents.withdraw(of: record.id, to: .invite, channel: nil, group: nil)
                people[chosen].hasRefused = true
            case 6:
                guard let record = records.first else { continue }
                _ = try await operation.subjects.erase(record.id)
                people[chosen].hasRefused = true
            case 7:
                guard let record = records.first else { continue }
                _ = try await operation.consents.setDoNotContact(true, for: record.id)
                people[chosen].hasRefused = true
            default:
                guard records.count > 1 else { continue }
                _ = try? await operation.directory.merge(records[1].id, into: records[0].id, isDryRun: false)
            }
            try await check(people, tag, history, step, operation, but: mixed)
        }
    }

    /// Records of this history that hold a way to reach somebody.
    private func owned(by someone: Someone, _ tag: String, _ operation: Installation.Operation) async throws
        -> [Contact]
    {
        try await operation.read { records in
            try records.names.people(namedIn: someone.addresses.joined(separator: " ")).filter { contact in
                contact.channels.contains { someone.owns($0.address) }
            }
        }
    }

    private func check(
        _ people: [Someone], _ tag: String, _ history: Int, _ step: Int, _ operation: Installation.Operation,
        but mixed: Set<Contact.ID>
    ) async throws {
        let gate = try await operation.gate()
        for someone in people {
            for record in try await owned(by: someone, tag, operation) where !mixed.contains(record.id) {
                let others = people.filter { $0.number != someone.number }
                let strange = record.channels.first { channel in others.contains { $0.owns(channel.address) } }
                #expect(strange == nil, "history \(history), step \(step): \(record.name) has another's address")
                #expect(
                    !others.contains { other in other.names.contains(record.name) },
                    "history \(history), step \(step): \(record.name) at \(record.channels)")
                #expect(
                    record.consents.allSatisfy {
                        $0.evidence.hasSuffix("\(someone.number)") || !$0.evidence.hasPrefix("h")
                    },
                    "history \(history), step \(step): \(record.name) has another's consent")
                if someone.hasRefused {
                    #expect(
                        gate.objection(to: record, purpose: .invite, channel: .email) != nil,
                        "history \(history), step \(step): \(record.name) refused and may be written to")
                }
            }
        }
    }
}
