import Coordination
import Fixtures
import Foundation
import Testing
import Zones

@testable import ReportService

@Suite struct FactsDoctorTests {
    /// The zone data of a folder in which only the release is written down.
    private func data(_ release: String, _ folder: TemporaryFolder) throws -> ZoneData {
        try FileManager.default.createDirectory(
            atPath: "\(folder.path)/Etc", withIntermediateDirectories: true)
        try Data().write(to: URL(filePath: "\(folder.path)/Etc/UTC"))
        try Data("# version \(release)\n".utf8).write(to: URL(filePath: "\(folder.path)/tzdata.zi"))
        return ZoneData(folder: folder.path)
    }

    @Test(arguments: [
        ("2025b", "2026-03-02", Finding.Verdict.good), ("2025b", "2026-11-28", .notice), ("2026a", "2026-11-28", .good),
        ("2024a", "2026-03-02", .notice),
    ])
    func `zone data that are more than a year old are said to be so`(
        release: String, day: String, verdict: Finding.Verdict
    ) throws {
        let folder = try TemporaryFolder(), now = try Instant(parsing: "\(day)T12:00:00Z")
        #expect(FactsDoctor(now: now).zones(try data(release, folder)).verdict == verdict)
    }
}
