import Coordination
import Fixtures
import Foundation
import Subprocess
import Testing
import Zones

@Suite struct ZoneTests {
    let data = ZoneData()

    private func utc(_ wall: String, _ zone: String) throws -> String {
        try data.zone(ZoneName(parsing: zone)).instant(of: WallTime(parsing: wall)).description
    }

    /// RFC 5545 section 3.3.5, form 3.
    @Test func `gaps are read with the offset before and overlaps as the first`() throws {
        #expect(try utc("2026-03-29T02:30", "Europe/Brussels") == "2026-03-29T01:30:00Z")
        #expect(try utc("2026-10-25T02:30", "Europe/Brussels") == "2026-10-25T00:30:00Z")
        #expect(try utc("2026-03-08T02:30", "America/New_York") == "2026-03-08T07:30:00Z")
        #expect(try utc("2026-11-01T01:30", "America/New_York") == "2026-11-01T05:30:00Z")
    }

    @Test(arguments: [
        ("2026-07-01T12:00", "Asia/Kathmandu", "2026-07-01T06:15:00Z"),
        ("2026-01-15T09:00", "America/Tegucigalpa", "2026-01-15T15:00:00Z"),
        ("2026-01-15T09:00", "Australia/Lord_Howe", "2026-01-14T22:00:00Z"),
        ("2060-07-01T12:00", "Europe/Brussels", "2060-07-01T10:00:00Z"),
        ("2026-07-01T12:00", "UTC", "2026-07-01T12:00:00Z"),
    ])
    func `wall times become instants`(wall: String, zone: String, expected: String) throws {
        #expect(try utc(wall, zone) == expected)
    }

    @Test func `only zones that calendar programs understand get a rule`() throws {
        let around = try Instant(parsing: "2027-03-01T12:00:00Z")
        for name in ["Europe/Brussels", "America/New_York", "America/Tegucigalpa", "Asia/Kolkata", "Australia/Sydney"] {
            #expect(try data.zone(ZoneName(parsing: name)).expressibleRule(from: around) != nil, "\(name)")
        }
        for name in ["Africa/Casablanca", "Africa/Cairo", "Asia/Gaza", "Asia/Jerusalem", "America/Nuuk"] {
            #expect(try data.zone(ZoneName(parsing: name)).expressibleRule(from: around) == nil, "\(name)")
        }
    }

    @Test func `an unknown zone is refused with the nearest name`() throws {
        #expect { try data.zone(ZoneName(parsing: "America/Tegucigalpo")) } throws: {
            ($0 as? Problem)?.description.contains("did you mean America/Tegucigalpa") == true
        }
    }

    @Test func `missing or broken zone data are reported`() throws {
        let folder = try TemporaryFolder()
        #expect { try ZoneData(folder: folder.path).zone(.utc) } throws: { ($0 as? Problem)?.kind == .configuration }
        try folder.write("TZif2 this is not a zone file", to: "UTC")
        #expect(refusal { try ZoneData(folder: folder.path).zone(.utc) } == Refusal(.configuration, at: "*"))
    }

    /// Every zone, four days apart from 2020 to 2045, against another reader of the same files.
    @Test(.enabled(if: Machine.hasPythonZones, "python3 with its zones is not here"))
    func `every zone agrees with pythons reader`() async throws {
        let script = """
            import zoneinfo, datetime as d
            for name in sorted(zoneinfo.available_timezones()):
                zone = zoneinfo.ZoneInfo(name); last = None; out = []
                for day in range(7305, 16437, 4):
                    t = 946684800 + day * 86400 + day % 86400
                    o = int(d.datetime.fromtimestamp(t, d.timezone.utc).astimezone(zone).utcoffset().total_seconds())
                    if o != last: out.append(f"{t}:{o}"); last = o
                print(name, *out)
            """
        let result = try await run(
            .name("python3"), arguments: ["-c", script], output: .string(limit: 64 << 20), error: .discarded)
        #expect(result.terminationStatus.isSuccess)
        let table = result.standardOutput
        var checked = 0
        for line in table.split(separator: "\n") {
            let parts = line.split(separator: " ")
            guard let name = ZoneName(rawValue: String(parts[0])), let zone = try? data.zone(name) else { continue }
            var changes = parts.dropFirst().map { $0.split(separator: ":").compactMap { Int64($0) } }[...]
            var expected: Int64 = 0
            for day in stride(from: Int64(7305), to: 16437, by: 4) {
                let time = 946_684_800 + day * 86_400 + day % 86_400
                if let first = changes.first, first[0] == time {
                    expected = first[1]
                    changes = changes.dropFirst()
                }
                #expect(zone.offset(at: Instant(seconds: time)) == Int(expected), "\(name) at \(time)")
            }
            checked += 1
        }
        #expect(checked > 400)
    }
}
