public import ArgumentParser
internal import FollowUpCommands

/// The commands of the command line, in the order of the work.
public enum Commands {
    public static let all: [any ParsableCommand.Type] = [
        InitCommand.self, DirectoryCommand.self, ConsentCommand.self, GroupCommand.self, PostCommand.self,
        MechanismCommand.self,
        ConveningCommand.self, InvitationCommand.self, ReplyCommand.self, MeasureCommand.self,
        CommunicationCommand.self, IncidentCommand.self, ActionCommand.self, ReminderCommand.self,
        StatementCommand.self, PartnerCommand.self, OutboxCommand.self, RoundCommand.self, CalendarCommand.self,
        ReportCommand.self, VaultCommand.self, AuditCommand.self, SubjectCommand.self, BackupCommand.self,
        StoreCommand.self, DoctorCommand.self, DemoCommand.self, ReadMessagesCommand.self,
    ]
}
