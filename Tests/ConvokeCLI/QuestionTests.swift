import CommandText
import Testing

@testable import ConveningService

@Suite struct QuestionTests {
    @Test(arguments: [(3, 3, true), (1, 1, false), (20, 0, false), (21, 0, true), (0, 40, true)])
    func `invitations are asked about where many leave or people see each other`(
        mails: Int, seeEachOther: Int, isAsked: Bool
    ) {
        let question = InvitationReach(mails: mails, seeEachOther: seeEachOther).question
        #expect((question != nil) == isAsked)
        #expect(question?.contains("\(max(seeEachOther, mails)) people") != false)
    }
}
