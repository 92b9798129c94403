/// What the audit records: one case for each kind of change or reading. The raw value is what the store keeps, so it never changes.
public enum AuditEvent: String, Sendable, CaseIterable {
    case directoryAdded = "directory.added"
    case directoryChanged = "directory.changed"
    case directoryRead = "directory.read"
    case directoryRemoved = "directory.removed"
    case directorySearch = "directory.search"
    case directoryShare = "directory.share"
    case directoryExport = "directory.export"
    case directoryExportAll = "directory.export-all"
    case directoryImportTrial = "directory.import-trial"
    case directoryRefused = "directory.refused"
    case directoryKey = "directory.key"
    case directoryKeyRemoved = "directory.key-removed"
    case directoryMove = "directory.move"
    case directoryRelate = "directory.relate"
    case directoryUnrelate = "directory.unrelate"
    case directoryMerge = "directory.merge"
    case directoryMerged = "directory.merged"
    case directoryUnmerge = "directory.unmerge"
    case directoryUnmerged = "directory.unmerged"

    case consentRecord = "consent.record"
    case consentWithdraw = "consent.withdraw"
    case consentStop = "consent.stop"
    case consentResume = "consent.resume"
    case consentOverride = "consent.override"

    case groupAdded = "group.added"
    case groupChanged = "group.changed"
    case groupJoin = "group.join"
    case groupLeave = "group.leave"
    case groupRemoved = "group.removed"

    case postAdded = "post.added"
    case postChanged = "post.changed"
    case postDesignate = "post.designate"
    case postPublish = "post.publish"
    case postHandover = "post.handover"

    case conveningCreate = "convening.create"
    case conveningEdit = "convening.edit"
    case wordsConfirm = "words.confirm"
    case conveningBook = "convening.book"
    case conveningList = "convening.list"
    case conveningInvitation = "convening.invitation"
    case conveningUpdate = "convening.update"
    case conveningMeeting = "convening.meeting"
    case conveningCancellation = "convening.cancellation"
    case conveningReminder = "convening.reminder"
    case conveningPlace = "convening.place"
    case conveningRefresh = "convening.refresh"
    case conveningCounterDeclined = "convening.counter-declined"
    case conveningClose = "convening.close"
    case conveningAmend = "convening.amend"

    case invitationList = "invitation.list"
    case invitationReopen = "invitation.reopen"
    case invitationWithdraw = "invitation.withdraw"
    case invitationLink = "invitation.link"

    case replyApply = "reply.apply"
    case replyHold = "reply.hold"
    case replyRead = "reply.read"
    case replyRecord = "reply.record"
    case replyAccept = "reply.accept"
    case replyBelieve = "reply.believe"
    case replyDiscard = "reply.discard"

    case measureAdd = "measure.add"
    case measureEdit = "measure.edit"
    case measureRemoved = "measure.removed"
    case communicationRemoved = "communication.removed"
    case measureCorrect = "measure.correct"
    case measureRecord = "measure.record"
    case measureResolve = "measure.resolve"
    case measureStage = "measure.stage"
    case measurePoint = "measure.point"
    case measureDeadline = "measure.deadline"
    case measureLink = "measure.link"
    case measureUnlink = "measure.unlink"
    case measureReassign = "measure.reassign"
    case measureUndo = "measure.undo"

    case communicationAdd = "communication.add"
    case communicationReply = "communication.reply"
    case communicationPublish = "communication.publish"

    case actionAdd = "action.add"
    case actionEdit = "action.edit"
    case actionDone = "action.done"
    case actionFeedback = "action.told"
    case actionReply = "action.reply"
    case actionDeclined = "action.declined"
    case actionDropped = "action.dropped"
    case actionReopen = "action.reopen"
    case actionReassign = "action.reassign"

    case attachmentAdd = "attachment.add"
    case attachmentRead = "attachment.read"
    case attachmentRemove = "attachment.remove"

    case incidentAdd = "incident.add"
    case incidentLink = "incident.link"
    case incidentRemove = "incident.remove"

    case reminderWrite = "reminder.write"

    case statementDraft = "statement.draft"
    case statementRemoved = "statement.removed"
    case statementOpen = "statement.open"
    case statementSign = "statement.sign"
    case statementPublish = "statement.publish"

    case partnerAdd = "partner.add"
    case partnerRemoved = "partner.removed"
    case partnerTest = "partner.test"
    case partnerDisable = "partner.disable"

    case envelopeDelivered = "envelope.delivered"
    case envelopeSaved = "envelope.saved"
    case envelopeDeferred = "envelope.deferred"
    case envelopeInDoubt = "envelope.in-doubt"
    case envelopeRefused = "envelope.refused"
    case envelopeGone = "envelope.gone"
    case envelopeHeld = "envelope.held"
    case envelopeWithhold = "envelope.withhold"

    case roundCancel = "round.cancel"

    case outboxRelease = "outbox.release"
    case outboxDrop = "outbox.drop"

    case calendarPush = "calendar.push"
    case feedMake = "feed.make"
    case feedRevoke = "feed.revoke"

    case reportWrite = "report.write"

    case subjectExport = "subject.export"
    case subjectErase = "subject.erase"
    case subjectHold = "subject.hold"
    case subjectRelease = "subject.release"

    case retentionReplies = "retention.replies"
    case retentionMessages = "retention.messages"
    case retentionActions = "retention.actions"
    case retentionContacts = "retention.contacts"

    case vaultUnlock = "vault.unlock"
    case vaultLock = "vault.lock"
    case vaultAddSlot = "vault.add-slot"
    case vaultRemoveSlot = "vault.remove-slot"
    case vaultRekey = "vault.rekey"
    case vaultRekeyed = "vault.rekeyed"
    case vaultPanic = "vault.panic"

    case auditRead = "audit.read"
    case auditAnchor = "audit.anchor"
    case auditMail = "audit.mail"
    /// A note of a reading that was altered, or cut off by a stop, before it reached the audit.
    case auditReadingLost = "audit.reading-lost"

    case backupCreate = "backup.create"
    case backupRestore = "backup.restore"
    case storeMove = "store.move"
    /// A server had less history than a home had seen; what waited was held.
    case storeLost = "store.lost"

    /// The raw values of those that only record a reading.
    public static let readings = allCases.filter(\.isReading).map(\.rawValue)

    /// Whether it only records that something was read. A reading does not count as activity when the retention period of a person is
    /// computed, and it is written without waiting for other writers.
    public var isReading: Bool {
        switch self {
        case .directoryRead, .directorySearch, .attachmentRead, .replyRead, .auditRead: true
        default: false
        }
    }

    /// Whether it records what became of a try at a message. Workers note it without waiting for other writers.
    public var isOutcome: Bool {
        switch self {
        case .envelopeDelivered, .envelopeSaved, .envelopeDeferred, .envelopeInDoubt, .envelopeRefused, .envelopeGone,
            .envelopeHeld:
            true
        default: false
        }
    }
}
