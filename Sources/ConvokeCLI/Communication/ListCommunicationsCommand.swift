internal import ArgumentParser
internal import FollowUpService

struct ListCommunicationsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List letters; what needs a person comes first.")

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        let views = try await options.operation().measures.all(isCommunication: true)
        try options.show(views, MeasureText.table(views, empty: "None yet. Add one with 'convoke communication add'."))
    }
}
