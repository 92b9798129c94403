internal import Crypto

/// A key to print and lock away: 32 random bytes as 52 letters and digits in groups, with a check on typing errors.
public struct RecoveryKey: Hashable, Sendable {
    /// Crockford's base 32: no I, L, O or U.
    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

    let bytes: [UInt8]

    /// A fresh one from the system's generator.
    public init() { bytes = SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) } }

    /// Reads what was printed; case, spaces and hyphens do not count, and O, I and L are read as 0 and 1.
    /// - Throws: `SealingError.unfit` that says what is wrong, never what was typed.
    public init(parsing text: String) throws {
        var values: [UInt8] = []
        for character in text.uppercased() where !character.isWhitespace && character != "-" {
            let plain: Character = character == "O" ? "0" : "IL".contains(character) ? "1" : character
            guard let code = plain.asciiValue, let value = Self.alphabet.firstIndex(of: code) else {
                throw SealingError.unfit("a recovery key holds letters and digits only")
            }
            values.append(UInt8(value))
        }
        guard values.count == 56 else { throw SealingError.unfit("a recovery key has 56 letters and digits") }
        let key = Self.bytes(of: values[..<52])
        guard Array(values[52...]) == Self.check(key) else {
            throw SealingError.unfit("the recovery key has a typing error")
        }
        bytes = key
    }

    /// As it is printed: fourteen groups of four.
    public var printed: String {
        let letters = (Self.values(of: bytes) + Self.check(bytes)).map { Self.alphabet[Int($0)] }
        return stride(from: 0, to: letters.count, by: 4).map {
            String(decoding: letters[$0..<($0 + 4)], as: UTF8.self)
        }.joined(separator: "-")
    }

    /// Twenty bits of the key's digest.
    private static func check(_ bytes: [UInt8]) -> [UInt8] {
        Array(values(of: Array(SHA256.hash(data: bytes).prefix(3))).prefix(4))
    }

    private static func values(of bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = [], buffer: UInt32 = 0, bits: UInt32 = 0
        for byte in bytes {
            buffer = buffer << 8 | UInt32(byte)
            bits += 8
            while bits >= 5 {
                bits -= 5
                result.append(UInt8(buffer >> bits & 31))
            }
        }
        if bits > 0 { result.append(UInt8(buffer << (5 - bits) & 31)) }
        return result
    }

    private static func bytes(of values: ArraySlice<UInt8>) -> [UInt8] {
        var result: [UInt8] = [], buffer: UInt32 = 0, bits: UInt32 = 0
        for value in values {
            buffer = buffer << 5 | UInt32(value)
            bits += 5
            if bits >= 8 {
                bits -= 8
                result.append(UInt8(buffer >> bits & 255))
            }
        }
        return result
    }
}
