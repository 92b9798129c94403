internal import ArgumentParser
internal import Coordination
internal import ConveningService

/// How long a convening lasts and how it repeats.
struct SeriesOptions: ParsableArguments {
    @Option(help: "How many minutes it lasts; the blueprint's by default.")
    var minutes: Int?

    @Option(help: ArgumentHelp("Whole days instead of hours, and how many.", valueName: "count"))
    var days: Int?

    @Option(
        name: .customLong("repeat"),
        help: ArgumentHelp("Make it a series: daily, weekly, monthly, monthly-by-date or yearly.", valueName: "how"))
    var frequency: Recurrence.Frequency?

    @Option(help: ArgumentHelp("Repeat it every so many days, weeks, months or years.", valueName: "count"))
    var every: Int = 1

    @Option(help: ArgumentHelp("How many meetings the series has.", valueName: "count"))
    var times: Int?

    @Option(
        help: ArgumentHelp(
            "Days of a weekly series, such as mo,we; the first meeting's by default.", valueName: "weekdays"))
    var on: String?

    @Option(
        help: ArgumentHelp(
            "Hours before a discreet meeting at which its venue is sent to those who come.", valueName: "hours"))
    var placeHours: Int?

    func form() throws -> ConveningForm {
        guard minutes == nil || days == nil else {
            throw Problem(.usage, "--minutes and --days exclude each other", remedy: "Give one of them.")
        }
        var form = ConveningForm(minutes: minutes, wholeDays: days, placeHours: placeHours)
        guard let frequency else {
            guard times == nil, on == nil, every == 1 else {
                throw Problem(.usage, "--times, --on and --every belong to a series", remedy: "Say --repeat, too.")
            }
            return form
        }
        guard let times else {
            throw Problem(.usage, "a series has to end", remedy: "Say with --times how many meetings it has.")
        }
        let names = ["mo", "tu", "we", "th", "fr", "sa", "su"]
        let weekdays = try on?.lowercased().split(separator: ",").map { name in
            guard let index = names.firstIndex(of: String(name)) else {
                throw Problem(
                    .usage, "'\(name)' is not a day of the week",
                    remedy: "Write them as \(names.joined(separator: ",")).")
            }
            return index + 1
        }
        form.recurrence = try Recurrence(frequency, every: every, on: weekdays ?? [], count: times)
        return form
    }
}
