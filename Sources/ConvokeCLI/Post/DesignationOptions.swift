internal import ArgumentParser
internal import Coordination

/// Who is designated.
struct DesignationOptions: ParsableArguments {
    @Option(help: "The name as it is published.")
    var name: String

    @Option(help: "The mailbox that is published.")
    var address: EmailAddress

    @Option(help: "The number that is published.")
    var phone: String?

    @Option(help: ArgumentHelp("A language to write in; may be repeated.", valueName: "code"))
    var language: [Language] = []

    @Option(help: ArgumentHelp("The first day; today where it is left out.", valueName: "yyyy-mm-dd"))
    var from: CalendarDay?

    @Option(help: ArgumentHelp("The last day.", valueName: "yyyy-mm-dd"))
    var until: CalendarDay?

    func designation(_ role: Designation.Role, today: CalendarDay) -> Designation {
        Designation(
            role: role, name: name, address: address, phone: phone, languages: language, since: from ?? today,
            until: until)
    }
}
