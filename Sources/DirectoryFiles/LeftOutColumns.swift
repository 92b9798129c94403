/// How many rows say something in each column that is not taken.
struct LeftOutColumns {
    private let places: [(column: Int, header: String)]

    init(_ mapping: ColumnMapping) {
        places = mapping.columns.enumerated().filter { $0.element.field == nil && !$0.element.header.isEmpty }
            .map { ($0.offset, $0.element.header) }
    }

    var start: [Int] { Array(repeating: 0, count: places.count) }

    func count(_ cells: [String], _ counts: inout [Int]) {
        for (index, place) in places.enumerated() where cells.indices.contains(place.column) {
            if !cells[place.column].utf8.allSatisfy({ $0 == 32 || $0 == 9 }) { counts[index] += 1 }
        }
    }

    func told(_ counts: [Int]) -> [(String, Int)] {
        zip(places, counts).filter { $0.1 > 0 }.map { ($0.0.header, $0.1) }
    }
}
