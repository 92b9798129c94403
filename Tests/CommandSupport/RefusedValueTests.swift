import ArgumentParser
import Coordination
import Testing

@testable import CommandSupport

struct RefusedValueTests {
    private struct Sample: ParsableArguments {
        @Option(help: .day("The day.")) var on: CalendarDay?
        @Option var country: CountryCode?
        @Option var zone: ZoneName?
        @Option var since: Month?
        @Option var at: Instant?
        @Option var contact: Contact.ID?
        @Option var address: EmailAddress?
        @Option var count: Int?
        @Option var tlp: TLP?
    }

    @Test(arguments: [
        ("--on", "31.3.2026", "Write it as 2026-03-12."), ("--country", "Honduras", "ISO 3166-1"),
        ("--zone", "EST", "America/Tegucigalpa"), ("--zone", "a zone", "America/Tegucigalpa"),
        ("--since", "March", "Write it as 2026-03."), ("--at", "tomorrow", "2026-03-12T14:00:00Z"),
        ("--contact", "Ana Núñez", "as the lists show it"), ("--address", "ana", "local@domain"),
        ("--count", "many", "Give a whole number."),
    ])
    func `a refused value says how such a value is written`(option: String, value: String, form: String) throws {
        let message = try #require(Self.refusal(option, value))
        let first = try #require(message.split(separator: "\n").first)
        #expect(first.contains("'\(value)'") && first.contains(form), "\(message)")
    }

    @Test func `a choice keeps the parser's own list`() throws {
        let message = try #require(Self.refusal("--tlp", "pink"))
        #expect(message.contains("TLP:RED") && !message.contains("whole number"), "\(message)")
    }

    private static func refusal(_ option: String, _ value: String) -> String? {
        do {
            _ = try Sample.parse([option, value])
            return nil
        } catch {
            return RefusedValue.explained(Sample.fullMessage(for: error))
        }
    }
}
