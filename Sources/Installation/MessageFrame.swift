/// What passes between this program and the process that reads messages for it: how many bytes follow, most significant first in four
/// bytes, then these bytes.
public enum MessageFrame {
    public static let headerBytes = 4

    public static func framed(_ bytes: [UInt8]) -> [UInt8] {
        (0..<headerBytes).reversed().map { UInt8(truncatingIfNeeded: bytes.count >> ($0 * 8)) } + bytes
    }

    /// How many bytes follow a header.
    public static func length(_ header: some Collection<UInt8>) -> Int { header.reduce(0) { $0 << 8 | Int($1) } }
}
