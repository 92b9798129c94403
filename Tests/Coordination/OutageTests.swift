import Coordination
import Testing

@Suite struct OutageTests {
    @Test(arguments: [-1.0, 0, 1]) func `during the first two minutes a store is looked for every three seconds`(
        jitter: Double
    ) {
        var outage = Outage(), waits: [Duration] = []
        while outage.waited < .seconds(120) { waits.append(outage.nextWait(jitter: jitter)) }
        #expect(waits.allSatisfy { $0 <= .seconds(3) && $0 >= .milliseconds(300) })
        #expect(waits[0] < waits[1] && waits[1] < waits[2])
    }

    @Test func `later it is looked for more seldom, at least twice a minute`() {
        var outage = Outage()
        while outage.waited < .seconds(120) { _ = outage.nextWait(jitter: -1) }
        #expect((0..<5).map { _ in outage.nextWait(jitter: -1) } == [5, 10, 20, 30, 30].map { .seconds($0) })
    }

    @Test func `workers that stopped together do not come back together`() {
        var one = Outage(), other = Outage()
        #expect(one.nextWait(jitter: -1) > other.nextWait(jitter: 1))
    }
}
