import Testing

@testable import Channels

@Suite struct ModifiedUTF7Tests {
    @Test(arguments: [
        ("INBOX", "INBOX"), ("Convocatorias 2026", "Convocatorias 2026"), ("Réponses & co", "R&AOk-ponses &- co"),
        ("台北", "&U,BTFw-"), ("日本語", "&ZeVnLIqe-"), ("Re\u{301}union", "R&AOk-union"),
        ("Ответы/Все", "&BB4EQgQyBDUEQgRL-/&BBIEQQQ1-"),
    ])
    func `a folder's name is written as servers keep it`(shown: String, kept: String) {
        #expect(ModifiedUTF7.encoded(shown) == kept)
    }
}
