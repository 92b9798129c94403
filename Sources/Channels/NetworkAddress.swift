internal import Foundation

/// An IPv4 or IPv6 address as its bytes, four or sixteen.
struct NetworkAddress: Hashable, Sendable {
    let bytes: [UInt8]

    /// `nil` unless the text is an address in the usual notation (RFC 4291 section 2.2).
    init?(_ text: String) {
        var four = in_addr(), six = in6_addr()
        if inet_pton(AF_INET, text, &four) == 1 {
            bytes = withUnsafeBytes(of: four) { Array($0) }
        } else if inet_pton(AF_INET6, text, &six) == 1 {
            bytes = withUnsafeBytes(of: six) { Array($0) }
        } else {
            return nil
        }
    }

    /// The address of a `sockaddr`; `nil` for any family but the two of IP.
    init?(socketAddress start: UnsafeRawPointer) {
        switch Int32(start.loadUnaligned(as: sockaddr.self).sa_family) {
        case AF_INET:
            bytes = withUnsafeBytes(of: start.loadUnaligned(as: sockaddr_in.self).sin_addr) { Array($0) }
        case AF_INET6:
            bytes = withUnsafeBytes(of: start.loadUnaligned(as: sockaddr_in6.self).sin6_addr) { Array($0) }
        default: return nil
        }
    }

    /// 127.0.0.0/8 and ::1, and no other form of them.
    var isLoopback: Bool {
        bytes.count == 4 ? bytes[0] == 127 : bytes.dropLast().allSatisfy { $0 == 0 } && bytes.last == 1
    }

    /// Whether a message may be sent there: global unicast that no registry sets apart for something else.
    var isPublic: Bool {
        if bytes.count == 16, !SpecialPurposeRange.globalUnicast.holds(self) { return false }
        return SpecialPurposeRange.of(self) == nil
    }
}
