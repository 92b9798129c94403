import Testing

@testable import CommandSupport

@Suite struct TableTests {
    private let header = ["id", "state", "title"]
    private let rows = [
        ["cv-2ambmqx2", "cancelled", "Strategy on defenders of rivers and forests in the north"],
        ["cv-5anwkbdw", "open", "Short"],
    ]

    @Test("where lines have no end, columns are as wide as their longest value") func noEnd() {
        let lines = Table.lines(header, rows, empty: "", width: nil)
        #expect(lines.count == 3)
        #expect(lines[1] == "cv-2ambmqx2  cancelled  Strategy on defenders of rivers and forests in the north")
    }

    @Test("on a narrow terminal every line fits, and no word is lost", arguments: [80, 60, 50, 44, 36, 30, 24])
    func narrow(width: Int) {
        let lines = Table.lines(header, rows, empty: "", width: width)
        #expect(lines.allSatisfy { $0.count <= width })
        let words = Set(lines.joined(separator: " ").split(separator: " "))
        #expect(words.isSuperset(of: rows.flatMap { $0 }.joined(separator: " ").split(separator: " ")))
    }

    @Test("the widest column gives way first, and goes on in the line below") func wraps() {
        let lines = Table.lines(header, rows, empty: "", width: 50)
        #expect(
            lines == [
                "id           state      title", "cv-2ambmqx2  cancelled  Strategy on defenders of",
                "                        rivers and forests in the", "                        north",
                "cv-5anwkbdw  open       Short",
            ])
    }

    @Test("what fits in no columns is a block a row") func blocks() {
        let lines = Table.lines(header, rows, empty: "", width: 30)
        #expect(lines.first == "id     cv-2ambmqx2")
        #expect(lines.contains(""))
    }

    @Test("without rows there is one line") func empty() {
        #expect(Table.lines(header, [], empty: "Empty.", width: 10) == ["Empty."])
    }
}
