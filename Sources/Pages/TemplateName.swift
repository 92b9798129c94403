/// The texts that exist in every language, and the names each of them may use.
public enum TemplateName: String, CaseIterable, Sendable {
    case invitation, update, change, cancellation, withdrawal, reminder, place
    case counterDeclined = "counter-declined"
    case followUp = "follow-up"
    case signOnRequest = "sign-on-request"
    case statement, report, post

    /// Whether it is a page and not a text.
    var isPage: Bool { self == .report || self == .post }

    /// Every name that a template may use; another name is a mistake of the template.
    var fields: Set<String> {
        switch self {
        case .invitation:
            [
                "recipient", "officer", "post", "title", "when", "theirTime", "place", "placeLater", "attribution",
                "hasAgenda", "agenda", "alone", "isSeries", "count", "meetings", "hasMore", "code", "link", "encrypted",
            ]
        case .update:
            [
                "recipient", "officer", "post", "title", "when", "theirTime", "before", "place", "hasAgenda", "agenda",
                "isSeries", "count", "meetings",
                "hasMore", "once", "code", "link", "encrypted",
            ]
        case .change:
            [
                "recipient", "officer", "post", "title", "when", "theirTime", "place", "hasAgenda", "agenda",
                "isSeries", "count", "meetings", "hasMore", "asksAgain", "code", "link", "encrypted",
            ]
        case .cancellation:
            [
                "recipient", "officer", "post", "title", "when", "reason", "once", "isSeries", "count", "meetings",
                "hasMore",
                "encrypted",
            ]
        case .withdrawal: ["recipient", "officer", "post", "title", "when", "encrypted"]
        case .reminder:
            [
                "recipient", "officer", "post", "title", "when", "theirTime", "unanswered", "tentative", "coming",
                "code", "link", "encrypted",
            ]
        case .place: ["recipient", "officer", "post", "title", "when", "theirTime", "place", "encrypted"]
        case .counterDeclined:
            ["recipient", "officer", "post", "title", "when", "theirTime", "encrypted"]
        case .followUp:
            [
                "recipient", "officer", "post", "count", "late", "today", "soon", "untold", "silent", "passedOn",
                "hasLate", "hasToday", "hasSoon", "hasUntold", "hasSilent", "hasPassedOn",
            ]
        case .signOnRequest: ["recipient", "officer", "post", "title", "organization", "text", "digest"]
        case .statement: ["title", "text", "signatories", "published", "digest"]
        case .report:
            [
                "made", "post", "hasConvenings", "convenings", "title", "id", "when", "state", "answers", "charts",
                "facet",
                "svg", "missing", "smallest",
                "hasMeasures", "measures", "reference", "country", "stage", "silence", "deadline", "suggested",
                "hasActions", "actions", "owner", "due", "overdue", "hasStatements", "statements", "signatures",
                "digest", "delivered", "waiting", "dead", "held",
            ]
        case .post:
            [
                "post", "country", "street", "website", "people", "role", "name", "address", "phone", "languages",
                "made",
            ]
        }
    }
}
