public import Coordination
internal import Foundation

/// Writes days and times in a person's language. The wall times are already those of the zone that is named.
public enum MomentText {
    /// For example `Thursday, 12 March 2026, 14:00–16:00 (Europe/Brussels, UTC+1)`.
    public static func span(
        from start: WallTime, to end: WallTime, zone: ZoneName, offsetSeconds: Int, in language: Language
    ) -> String {
        let last = start.day == end.day ? end.clock : "\(day(end.day, in: language)), \(end.clock)"
        let place = zone == .utc ? "UTC" : "\(zone), \(offset(offsetSeconds))"
        return "\(day(start.day, in: language)), \(start.clock)–\(last) (\(place))"
    }

    /// Whole days, for example `Thursday, 12 March 2026 – Friday, 13 March 2026`.
    public static func days(from first: CalendarDay, to last: CalendarDay, in language: Language) -> String {
        first == last ? day(first, in: language) : "\(day(first, in: language)) – \(day(last, in: language))"
    }

    /// The full date in the language's own form.
    public static func day(_ day: CalendarDay, in language: Language) -> String {
        // The wall's day is handed over as if it were UTC, so Foundation gives words and never a zone's arithmetic.
        let noon = Date(timeIntervalSince1970: Double(day.number) * 86_400 + 43_200)
        let style = Date.FormatStyle(
            date: .complete, time: .omitted, locale: Locale(identifier: region[language] ?? language.rawValue),
            timeZone: .gmt)
        return noon.formatted(style)
    }

    /// `UTC+1`, `UTC-3:30`.
    static func offset(_ seconds: Int) -> String {
        let minutes = abs(seconds) / 60
        let rest = minutes % 60 == 0 ? "" : ":" + (minutes % 60 < 10 ? "0" : "") + "\(minutes % 60)"
        return "UTC\(seconds < 0 ? "-" : "+")\(minutes / 60)\(rest)"
    }

    /// Day before month, as almost everywhere outside the United States.
    private static let region: [Language: String] = [.english: "en_GB", .portuguese: "pt_BR"]
}
