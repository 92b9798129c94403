import Testing

@testable import Rendering

/// The content of a mail in which every name is filled with itself in angle brackets, so that it is found again.
struct TemplateSample: Sendable, CustomTestStringConvertible {
    let content: any TemplateFileContent
    /// Names that this sample leaves out, since others say the contrary.
    var hidden: Set<String> = []

    var testDescription: String { "\(type(of: content))" }

    static var mails: [TemplateSample] {
        var withdrawal = WithdrawalText(), counterDeclined = CounterDeclinedText(), place = PlaceText()
        (withdrawal.head, counterDeclined.head, counterDeclined.theirTime) = (head, head, "<theirTime>")
        (place.head, place.theirTime, place.place, place.changed) = (head, "<theirTime>", "<place>", true)
        return [
            TemplateSample(content: invitation), TemplateSample(content: update), TemplateSample(content: change),
            TemplateSample(content: cancellation),
            TemplateSample(content: withdrawal), TemplateSample(content: place),
            TemplateSample(content: reminder, hidden: ["coming", "tentative"]),
            TemplateSample(content: counterDeclined), TemplateSample(content: followUp),
            TemplateSample(content: signOnRequest),
        ]
    }

    static var head: NoticeHead {
        var head = NoticeHead()
        head.recipient = "<recipient>"
        head.officer = "<officer>"
        head.post = "<post>"
        head.title = "<title>"
        head.when = "<when>"
        head.encrypted = true
        return head
    }

    private static var series: SeriesPart {
        var series = SeriesPart()
        series.isSeries = true
        series.count = "<count>"
        series.meetings = ["<meetings>"]
        series.hasMore = true
        return series
    }

    private static var reply: ReplyPart {
        var reply = ReplyPart()
        reply.code = "<code>"
        reply.link = "<link>"
        return reply
    }

    static var invitation: InvitationText {
        var text = InvitationText()
        text.head = head
        text.thePost = "<thePost>"
        text.theirTime = "<theirTime>"
        text.place = "<place>"
        text.placeLater = true
        text.attribution = "<attribution>"
        text.agenda = ["<agenda>"]
        text.alone = true
        text.series = series
        text.reply = reply
        return text
    }

    static var update: UpdateText {
        var text = UpdateText()
        text.head = head
        text.theirTime = "<theirTime>"
        text.before = "<before>"
        text.place = "<place>"
        text.agenda = ["<agenda>"]
        text.series = series
        text.once = true
        text.reply = reply
        return text
    }

    static var change: ChangeText {
        var text = ChangeText()
        text.head = head
        text.theirTime = "<theirTime>"
        text.place = "<place>"
        text.agenda = ["<agenda>"]
        text.series = series
        text.asksAgain = true
        text.reply = reply
        return text
    }

    static var cancellation: CancellationText {
        var text = CancellationText()
        text.head = head
        text.reason = "<reason>"
        text.series = series
        text.once = true
        return text
    }

    static var reminder: ReminderText {
        var text = ReminderText()
        text.head = head
        text.theirTime = "<theirTime>"
        text.unanswered = true
        text.reply = reply
        return text
    }

    static var followUp: FollowUpText {
        var text = FollowUpText()
        text.recipient = "<recipient>"
        text.officer = "<officer>"
        text.thePost = "<thePost>"
        text.post = "<post>"
        text.count = "<count>"
        text.late = ["<late>"]
        text.today = ["<today>"]
        text.soon = ["<soon>"]
        text.feedbackOwed = ["<feedbackOwed>"]
        text.silent = ["<silent>"]
        text.passedOn = ["<passedOn>"]
        return text
    }

    static var signOnRequest: SignOnRequestText {
        var text = SignOnRequestText()
        text.recipient = "<recipient>"
        text.officer = "<officer>"
        text.post = "<post>"
        text.title = "<title>"
        text.organization = "<organization>"
        text.text = "<text>"
        text.digest = "<digest>"
        return text
    }

    /// A report with one row of each kind, all of it in these words.
    static func report(naming words: String) -> ReportPage {
        var page = ReportPage(), convening = ReportPage.Convening(), chart = ReportPage.Chart()
        var measure = ReportPage.Measure(), action = ReportPage.Action(), statement = ReportPage.Statement()
        (convening.title, convening.id, convening.when, convening.state) = (words, "cv-1", "today", words)
        (chart.facet, chart.bars, chart.missing) = (words, Markup(escaped: "<dl></dl>"), words)
        (measure.reference, measure.country, measure.stage, measure.deadline) = (words, words, words, words)
        (action.title, action.owner, action.state, action.overdue) = (words, words, words, true)
        (statement.title, statement.state, statement.signatures, statement.digest) = (words, words, "3", "ab")
        page.made = "today"
        page.post = words
        page.smallest = "3"
        (page.delivered, page.saved, page.waiting, page.failed, page.held) = ("1", "0", "0", "0", "0")
        page.convenings = [convening]
        page.charts = [chart]
        page.measures = [measure]
        page.actions = [action]
        page.statements = [statement]
        return page
    }

    static func post(naming words: String, address: String) -> PostPage {
        var page = PostPage(), person = PostPage.Person()
        (person.role, person.name, person.address) = ("Officer", words, address)
        page.post = "Embassy of Northland"
        page.country = words
        page.website = words
        page.made = "today"
        page.people = [person]
        return page
    }
}
