import Coordination
import Fixtures
import Testing

@Suite struct RetryScheduleTests {
    private func wait(_ attempt: Int, jitter: Double = 0, asked: Duration? = nil) -> Duration? {
        let outcome = Outcome.deferred("x", after: asked)
        guard
            case .again(let at) = RetrySchedule.next(after: outcome, attempt: attempt, now: People.now, jitter: jitter)
        else { return nil }
        return at.duration(since: People.now)
    }

    @Test func `ten tries in two days and a half then no more`() {
        let waits = (1...9).compactMap { wait($0) }
        #expect(waits.first == .seconds(10))
        #expect(waits.reduce(.zero, +) == .seconds(246_970))
        #expect(wait(10) == nil)
    }

    @Test func `jitter moves a wait by a fifth at most`() {
        #expect(wait(3, jitter: 1) == .seconds(360))
        #expect(wait(3, jitter: -1) == .seconds(240))
        #expect(wait(3, jitter: 99) == .seconds(360))
    }

    @Test func `a receiver may ask for a longer wait but not forever`() {
        #expect(wait(1, asked: .seconds(120)) == .seconds(120))
        #expect(wait(1, asked: .seconds(9_999_999)) == .seconds(86_400))
        #expect(wait(4, asked: .seconds(1)) == .seconds(1800))
    }

    @Test func `what is done or hopeless is not tried again`() {
        #expect(RetrySchedule.next(after: .delivered(""), attempt: 1, now: People.now, jitter: 0) == .done)
        #expect(RetrySchedule.next(after: .refused(""), attempt: 1, now: People.now, jitter: 0) == .failed)
        #expect(RetrySchedule.next(after: .gone(""), attempt: 1, now: People.now, jitter: 0) == .failed)
    }
}
