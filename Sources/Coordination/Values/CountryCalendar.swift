/// The weekends and public holidays of one country.
public struct CountryCalendar: Sendable {
    public let country: CountryCode
    /// ISO 8601 weekday numbers.
    public let weekend: Set<Int>
    /// Names of public holidays by day.
    public let holidays: [CalendarDay: String]

    public init(country: CountryCode, weekend: Set<Int>, holidays: [CalendarDay: String]) {
        self.country = country
        self.weekend = weekend
        self.holidays = holidays
    }

    public func isBusinessDay(_ day: CalendarDay) -> Bool { !weekend.contains(day.weekday) && holidays[day] == nil }
}
