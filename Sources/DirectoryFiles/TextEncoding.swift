internal import Coordination

/// How the text of an imported file is written.
public enum TextEncoding: String, CaseIterable, Sendable {
    case utf8 = "utf-8"
    case utf16 = "utf-16"
    /// ISO 8859-1 with the letters that Windows puts between 0x80 and 0x9F (code page 1252).
    case latin1 = "latin-1"

    /// Reads bytes as text. A byte order mark decides; without one it is UTF-8, unless another was told. Nothing is guessed.
    /// - Throws: `Problem.badData` with file and line.
    static func text(_ bytes: [UInt8], file: String, as told: TextEncoding?) throws -> String {
        let text: String
        if bytes.starts(with: [0xFF, 0xFE]) {
            text = try utf16(bytes.dropFirst(2), isBigEndian: false, file)
        } else if bytes.starts(with: [0xFE, 0xFF]) {
            text = try utf16(bytes.dropFirst(2), isBigEndian: true, file)
        } else {
            switch told {
            case .latin1: text = String(String.UnicodeScalarView(bytes.map(scalar)))
            case .utf16: text = try utf16(bytes[...], isBigEndian: false, file)
            case .utf8, nil:
                let content = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
                guard let valid = String(validating: content, as: UTF8.self) else {
                    throw Problem(
                        .badData, at: "\(file):\(line(ofFirstFaultIn: content))", "is not UTF-8 text",
                        remedy:
                            "Save it as UTF-8; if you know that it is Latin-1 (older spreadsheets), say --encoding latin-1."
                    )
                }
                text = valid
            }
        }
        guard !text.utf8.contains(0) else {
            let before = text.utf8.prefix { $0 != 0 }.filter { $0 == 10 }.count
            throw Problem(
                .badData, at: "\(file):\(before + 1)", "holds a NUL character, so it is not text in this encoding",
                remedy: "Export it again as text; if it is UTF-16, say --encoding utf-16.")
        }
        return text
    }

    private static func utf16(_ bytes: ArraySlice<UInt8>, isBigEndian: Bool, _ file: String) throws -> String {
        let broken = Problem(
            .badData, at: file, "is not whole UTF-16 text", remedy: "It may be cut off; export it again as UTF-8.")
        guard bytes.count.isMultiple(of: 2) else { throw broken }
        let first = bytes.startIndex
        let units = stride(from: first, to: bytes.endIndex, by: 2).map { place in
            let (high, low) = isBigEndian ? (bytes[place], bytes[place + 1]) : (bytes[place + 1], bytes[place])
            return UInt16(high) << 8 | UInt16(low)
        }
        guard let text = String(validating: units, as: UTF16.self) else { throw broken }
        return text
    }

    private static func line(ofFirstFaultIn bytes: ArraySlice<UInt8>) -> Int {
        var line = 1
        for piece in bytes.split(separator: 10, omittingEmptySubsequences: false) {
            if String(validating: piece, as: UTF8.self) == nil { return line }
            line += 1
        }
        return line
    }

    /// 0x80 to 0x9F as code page 1252 has them; what it leaves open stays a control, which is refused later.
    private static let windows: [UInt32] = [
        0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,
        0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
        0x0153, 0x9D, 0x017E, 0x0178,
    ]

    private static func scalar(_ byte: UInt8) -> Unicode.Scalar {
        guard (0x80...0x9F).contains(byte) else { return Unicode.Scalar(byte) }
        return Unicode.Scalar(windows[Int(byte) - 0x80]) ?? Unicode.Scalar(byte)
    }
}
