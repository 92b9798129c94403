internal import ArgumentParser
internal import Coordination

/// A time in months.
struct MonthOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The first month.", valueName: "yyyy-mm"))
    var from: Month?

    @Option(help: ArgumentHelp("The last month, inclusive.", valueName: "yyyy-mm"))
    var through: Month?

    func validate() throws {
        if let from, let through, through < from {
            throw ValidationError("The time ends before it begins: exchange --from and --through.")
        }
    }
}
