/// Reads one TZif file, version 2 or later (RFC 8536).
struct ZoneFile {
    var transitions: [(at: Int64, offset: Int)] = []
    var firstOffset = 0
    var footer = ""

    /// `nil` where the bytes are not a well-formed file.
    init?(_ bytes: [UInt8]) {
        var reader = ByteReader(bytes)
        // The first block has 32-bit times; it is skipped for the second with 64-bit ones.
        guard let first = Header(&reader), first.version >= 50, reader.skip(first.length(timeSize: 4)),
            let header = Header(&reader)
        else { return nil }
        var times: [Int64] = [], kinds: [Int] = [], offsets: [Int] = []
        for _ in 0..<header.transitions {
            guard let time = reader.integer(8) else { return nil }
            times.append(time)
        }
        for _ in 0..<header.transitions {
            guard let kind = reader.integer(1) else { return nil }
            kinds.append(Int(kind & 0xFF))
        }
        for _ in 0..<header.kinds {
            guard let offset = reader.integer(4), reader.skip(2) else { return nil }
            offsets.append(Int(offset))
        }
        guard !offsets.isEmpty, kinds.allSatisfy({ $0 < offsets.count }),
            reader.skip(header.characters + header.leaps * 12 + header.standards + header.universals),
            reader.integer(1) == 10
        else { return nil }
        transitions = zip(times, kinds).map { ($0, offsets[$1]) }
        firstOffset = offsets[0]
        footer = reader.line()
    }

    private struct Header {
        let version: UInt8
        let universals, standards, leaps, transitions, kinds, characters: Int

        init?(_ reader: inout ByteReader) {
            guard reader.integer(4) == 0x545A_6966, let version = reader.integer(1), reader.skip(15) else { return nil }
            self.version = UInt8(truncatingIfNeeded: version)
            var counts: [Int] = []
            for _ in 0..<6 {
                guard let count = reader.integer(4), (0...100_000).contains(count) else { return nil }
                counts.append(Int(count))
            }
            universals = counts[0]
            standards = counts[1]
            leaps = counts[2]
            transitions = counts[3]
            kinds = counts[4]
            characters = counts[5]
        }

        func length(timeSize: Int) -> Int {
            transitions * (timeSize + 1) + kinds * 6 + characters + leaps * (timeSize + 4) + standards + universals
        }
    }
}

/// Big-endian integers out of a byte array.
private struct ByteReader {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Signed, `size` bytes long; a single byte is read as unsigned.
    mutating func integer(_ size: Int) -> Int64? {
        guard position + size <= bytes.count else { return nil }
        var value: Int64 = size > 1 && bytes[position] & 0x80 != 0 ? -1 : 0
        for byte in bytes[position..<position + size] { value = value << 8 | Int64(byte) }
        position += size
        return value
    }

    mutating func skip(_ count: Int) -> Bool {
        guard position + count <= bytes.count else { return false }
        position += count
        return true
    }

    mutating func line() -> String {
        String(decoding: bytes[position...].prefix { $0 != 10 }, as: UTF8.self)
    }
}
