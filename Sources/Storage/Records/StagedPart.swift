/// A part of a round as it was staged: a word about it, and a record in the bytes that the store keeps of it, so that it is encoded once.
public struct StagedPart: Sendable {
    public let number: Int
    public let head: String
    let bytes: [UInt8]

    private static let end = UInt8(ascii: "\n")

    /// The head on a line of its own, then the record.
    static func encode(_ head: String, _ bytes: [UInt8]) -> [UInt8] { Array(head.utf8) + [end] + bytes }

    init(number: Int, content: [UInt8]) {
        self.number = number
        let place = content.firstIndex(of: Self.end) ?? content.endIndex
        head = String(decoding: content[..<place], as: UTF8.self)
        bytes = Array(content[place...].dropFirst())
    }
}
