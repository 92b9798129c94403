/// A word as it sounds, near enough to compare spellings of one name, also across alphabets.
struct SpokenWord: Hashable {
    /// Its sounds, one letter each; vowels that are told apart by few spellings are one.
    let sounds: [UInt8]

    /// - Parameter latin: the word in small letters of ASCII.
    init(_ latin: String) {
        let letters = Array(latin.utf8.filter { (97...122).contains($0) })
        var sounds: [UInt8] = [], place = 0
        func next(_ offset: Int) -> Character? {
            letters.indices.contains(place + offset) ? Character(Unicode.Scalar(letters[place + offset])) : nil
        }
        func add(_ sound: Character) {
            guard let byte = sound.asciiValue, sounds.last != byte else { return }
            sounds.append(byte)
        }
        while let letter = next(0) {
            var length = 1
            switch (letter, next(1)) {
            case ("p", "h"?): (length, _) = (2, add("f"))
            case ("s", "h"?), ("z", "h"?), ("t", "s"?), ("t", "z"?), ("d", "z"?): (length, _) = (2, add("s"))
            case ("c", "h"?), ("k", "h"?): (length, _) = (2, add("k"))
            case ("t", "h"?): (length, _) = (2, add("t"))
            case ("d", "h"?): (length, _) = (2, add("d"))
            case ("g", "h"?): (length, _) = (2, add("g"))
            case ("c", "e"?), ("c", "i"?), ("c", "y"?): add("s")
            case ("c", _), ("q", _), ("k", _): add("k")
            case ("x", _): add("s")
            case ("z", _), ("s", _): add("s")
            case ("v", _), ("b", _): add("b")
            case ("w", _), ("o", _), ("u", _): add("u")
            case ("y", _), ("i", _): add("i")
            case ("e", _), ("a", _): add("a")
            case ("l", _), ("r", _): add("r")
            // As in Spanish and in most ways to write Cyrillic and Arabic: a breath.
            case ("j", _), ("h", _): if !sounds.isEmpty, next(1) != nil { add("h") }
            default: add(letter)
            }
            place += length
        }
        self.sounds = sounds
    }

    /// Its sounds without vowels, and without a breath at the end.
    var consonants: [UInt8] {
        let rest = sounds.filter { !"aiu".utf8.contains($0) }
        return rest.last == UInt8(ascii: "h") ? Array(rest.dropLast()) : rest
    }

    /// How many sounds are left out, added, exchanged or put in the place of others (optimal string alignment), up to a limit.
    func isWithin(_ limit: Int, of other: SpokenWord) -> Bool {
        Self.isWithin(limit, sounds, other.sounds)
    }

    /// The same for letters of any alphabet.
    static func isWithin<Sign: Equatable>(_ limit: Int, _ one: [Sign], _ other: [Sign]) -> Bool {
        guard abs(one.count - other.count) <= limit else { return false }
        guard limit > 0 else { return one == other }
        var before: [Int] = [], above = Array(0...other.count)
        for row in one.indices {
            var line = [row + 1]
            for column in other.indices {
                var best = min(
                    above[column + 1] + 1, line[column] + 1, above[column] + (one[row] == other[column] ? 0 : 1))
                if row > 0, column > 0, one[row] == other[column - 1], one[row - 1] == other[column] {
                    best = min(best, before[column - 1] + 1)
                }
                line.append(best)
            }
            guard line.contains(where: { $0 <= limit }) else { return false }
            (before, above) = (above, line)
        }
        return above[other.count] <= limit
    }
}
