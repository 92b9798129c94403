internal import ArgumentParser

struct MeasureCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "measure", abstract: "Precautionary measures and other protection instruments.",
        discussion: """
            A measure lives for years: 'add' takes it in, 'step' and 'resolve' note its stages, 'record' what happens meanwhile, 'point' \
            what becomes of each operative point, 'deadline' what is due. Add your own actions with 'convoke action add --measure'. 'list' shows \
            first what needs a person. What is said of a measure here holds for communications, too.
            """,
        subcommands: [
            AddMeasureCommand.self, ListMeasuresCommand.self, ShowMeasureCommand.self, StepCommand.self,
            ResolveCommand.self, RecordCommand.self, PointCommand.self, DeadlineCommand.self, CorrectCommand.self,
            UndoCommand.self,
            EditMeasureCommand.self, LinkMeasuresCommand.self, UnlinkMeasuresCommand.self, AttachCommand.self,
            DetachCommand.self, RemoveFileCommand.self,
        ])
}
