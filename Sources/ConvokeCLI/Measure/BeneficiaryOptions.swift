internal import ArgumentParser
internal import Coordination

/// Whom a measure protects, as it is written on the command line.
struct BeneficiaryOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A beneficiary: a pseudonym or initials; with '=CONTACT' the person of the directory. May be repeated. A full name is never needed.",
            valueName: "name"))
    var beneficiary: [String] = []

    @Option(
        help: ArgumentHelp(
            "A class of beneficiaries, for example \"members of the community council\"; with '=40' how many.",
            valueName: "name"))
    var group: [String] = []

    func values() throws -> [Measure.Beneficiary] {
        let people = try beneficiary.map { text -> Measure.Beneficiary in
            let (name, contact) = Self.parts(text)
            return Measure.Beneficiary(
                .person(try SafeText.title(name, field: "beneficiary")),
                contact: try contact.map(Contact.ID.init(parsing:)))
        }
        let groups = try group.map { text -> Measure.Beneficiary in
            let (name, count) = Self.parts(text)
            let number = try count.map { text -> Int in
                guard let number = Int(text), (1...10_000_000).contains(number) else {
                    throw Problem(
                        .usage, at: "--group", "'\(text.prefix(40))' is not a number of people",
                        remedy: "Write it as \"members of the council=40\".")
                }
                return number
            }
            return .group(try SafeText.title(name, field: "group"), count: number)
        }
        return people + groups
    }

    /// What stands before and after the last `=`.
    private static func parts(_ text: String) -> (String, String?) {
        guard let mark = text.lastIndex(of: "=") else { return (text, nil) }
        return (String(text[..<mark]), String(text[text.index(after: mark)...]))
    }
}
