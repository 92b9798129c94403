internal import ArgumentParser

struct CommunicationCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "communication", abstract: "Letters of UN Special Procedures.",
        discussion:
            "A letter is confidential until it is noted as published. Recommendations in it are points, and what happens around it is noted as with a measure: 'convoke measure point', 'record', 'deadline', 'link' take communications, too.",
        subcommands: [
            AddCommunicationCommand.self, ListCommunicationsCommand.self, ShowMeasureCommand.self,
            ReplyReceivedCommand.self,
            PublishedCommand.self,
        ])
}
