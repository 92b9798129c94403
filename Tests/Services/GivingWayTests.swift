import Foundation
import Testing

@testable import Installation

@Suite struct GivingWayTests {
    private static let crowded = "9.00 8.00 7.00 \(ProcessInfo.processInfo.activeProcessorCount + 1)/97 12345\n"

    @Test func `long work goes on beside others that never end`() async {
        let before = ContinuousClock.now
        await GivingWay.pause(atMost: .milliseconds(40)) { Self.crowded }
        #expect(ContinuousClock.now - before >= .milliseconds(40))
    }

    @Test func `long work goes on as soon as nobody waits`() async {
        var looks = 0
        await GivingWay.pause(atMost: .seconds(600)) {
            looks += 1
            return looks < 3 ? Self.crowded : "0.42 0.36 0.30 1/97 12345\n"
        }
        #expect(looks == 3)
    }

    @Test(arguments: [nil, "", "0.42 0.36 0.30", "0.42 0.36 0.30 many/97 1"])
    func `a system that does not tell its load makes nobody wait`(load: String?) async {
        var looks = 0
        await GivingWay.pause(atMost: .seconds(600)) {
            looks += 1
            return load
        }
        #expect(looks == 1)
    }
}
