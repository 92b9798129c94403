internal import ArgumentParser
internal import Coordination
internal import PeopleService

struct PublishPostCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "publish", abstract: "Write the public page and vCard of who is designated today.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The mission.")
    var id: Post.ID

    @Option(help: ArgumentHelp("The page (HTML).", valueName: "file"))
    var page: String?

    @Option(help: ArgumentHelp("The vCard.", valueName: "file"))
    var vcard: String?

    @Option(help: "The language of the page: en, es, fr or pt.")
    var language: Language?

    private func check() throws {
        guard page != nil || vcard != nil else {
            throw Problem(.usage, "nothing is to be written", remedy: "Give --page FILE, --vcard FILE or both.")
        }
    }

    func run() async throws {
        try check()
        try await options.operation().posts.publish(id, page: page, card: vcard, in: language)
        let files = [page, vcard].compactMap { $0 }
        try options.show(files, files.map { "Wrote \($0)." })
    }
}
