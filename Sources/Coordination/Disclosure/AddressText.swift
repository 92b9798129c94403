/// Mail addresses in a text, however they are written: with signs of full width, with "(at)", with quotation marks or with a tag.
struct AddressText {
    private let bytes: [UInt8]

    init(_ text: String) {
        var folded = Folding.text(text, matchingLookalikes: true).replacing("。", with: ".")
        for (sign, words) in [("@", ["at", "arroba", "arobase"]), (".", ["dot", "punto", "ponto", "point"])] {
            for word in words where folded.contains(word) {
                for (open, close) in [("(", ")"), ("[", "]"), ("{", "}"), ("<", ">")] {
                    folded = folded.replacing("\(open)\(word)\(close)", with: sign)
                    folded = folded.replacing("\(open) \(word) \(close)", with: sign)
                }
            }
        }
        var bytes: [UInt8] = []
        for byte in folded.utf8 {
            switch (bytes.last, byte) {
            // Around the sign, spaces and quotation marks do not matter.
            case (64, 32): continue
            case (_, 64):
                while let last = bytes.last, last == 32 || last == 34 { bytes.removeLast() }
                bytes.append(byte)
            default: bytes.append(byte)
            }
        }
        self.bytes = bytes
    }

    /// Whether a sign may stand for the one in an address; a text without one holds no address.
    static func isSign(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        // The brackets of "(at)".
        case 0x40, 0xFF20, 0xFE6B, 0x28, 0x5B, 0x7B, 0x3C: true
        default: false
        }
    }

    var addresses: [String] {
        func isLetter(_ byte: UInt8) -> Bool { (48...57).contains(byte) || (97...122).contains(byte) }
        func isLocal(_ byte: UInt8) -> Bool { isLetter(byte) || "!#$%&'*+-/=?^_`{|}~.".utf8.contains(byte) }
        func isDomain(_ byte: UInt8) -> Bool { isLetter(byte) || byte == 45 || byte == 46 }
        var found: [String] = []
        for at in bytes.indices where bytes[at] == 64 {
            var start = at, end = at + 1
            while start > 0, isLocal(bytes[start - 1]) { start -= 1 }
            while end < bytes.count, isDomain(bytes[end]) { end += 1 }
            while end > at + 1, !isLetter(bytes[end - 1]) { end -= 1 }
            guard end > at + 1 else { continue }
            let domain = String(decoding: bytes[at..<end], as: UTF8.self)
            // Signs that may begin an address may also stand before one, so every beginning after such a sign is one.
            for first in max(start, at - 64)..<at where first == start || !isLetter(bytes[first - 1]) {
                let before = first > 1 && "._%+-".utf8.contains(bytes[first - 1]) && isLetter(bytes[first - 2])
                guard !before else { continue }
                let address = String(decoding: bytes[first..<at], as: UTF8.self) + domain,
                    base = EmailAddress.base(of: address)
                found.append(address)
                if base != address { found.append(base) }
            }
        }
        return found
    }
}
