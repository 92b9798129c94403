/// A block of addresses that is set apart for something else than hosts on the public network.
///
/// From the IANA IPv4 and IPv6 Special-Purpose Address Registries (RFC 6890) and the multicast registries, as of 2026-11. Blocks that
/// can be reached from everywhere, such as AS112's, are refused as well: no partner has a host there.
struct SpecialPurposeRange: Sendable {
    let first: NetworkAddress
    /// How many leading bits all addresses of the block have in common.
    let prefixLength: Int
    let purpose: String
    let source: String

    /// The block that an address lies in, or `nil`.
    static func of(_ address: NetworkAddress) -> SpecialPurposeRange? { all.first { $0.holds(address) } }

    /// RFC 4291 section 2.4: of IPv6 only this has been given out for hosts.
    static let globalUnicast = range(("2000::", 3, "global unicast", "RFC 4291"))[0]

    static let all = table.flatMap(range)

    private static let table: [(first: String, prefixLength: Int, purpose: String, source: String)] = [
        ("0.0.0.0", 8, "this network", "RFC 791"),
        ("10.0.0.0", 8, "private use", "RFC 1918"),
        ("100.64.0.0", 10, "shared address space", "RFC 6598"),
        ("127.0.0.0", 8, "loopback", "RFC 1122"),
        ("169.254.0.0", 16, "link local", "RFC 3927"),
        ("172.16.0.0", 12, "private use", "RFC 1918"),
        ("192.0.0.0", 24, "IETF protocol assignments", "RFC 6890"),
        ("192.0.2.0", 24, "documentation", "RFC 5737"),
        ("192.31.196.0", 24, "AS112", "RFC 7535"),
        ("192.52.193.0", 24, "AMT", "RFC 7450"),
        ("192.88.99.0", 24, "6to4 relay anycast, deprecated", "RFC 7526"),
        ("192.168.0.0", 16, "private use", "RFC 1918"),
        ("192.175.48.0", 24, "AS112", "RFC 7534"),
        ("198.18.0.0", 15, "benchmarking", "RFC 2544"),
        ("198.51.100.0", 24, "documentation", "RFC 5737"),
        ("203.0.113.0", 24, "documentation", "RFC 5737"),
        ("224.0.0.0", 4, "multicast", "RFC 5771"),
        ("240.0.0.0", 4, "reserved, limited broadcast among it", "RFC 1112"),
        ("::", 96, "unspecified, loopback, and IPv4-compatible", "RFC 4291"),
        ("::ffff:0:0", 96, "IPv4-mapped", "RFC 4291"),
        ("64:ff9b::", 96, "IPv4-IPv6 translation", "RFC 6052"),
        ("64:ff9b:1::", 48, "IPv4-IPv6 translation", "RFC 8215"),
        ("100::", 64, "discard only", "RFC 6666"),
        ("100:0:0:1::", 64, "dummy prefix", "RFC 9780"),
        ("2001::", 23, "IETF protocol assignments, Teredo among them", "RFC 2928"),
        ("2001:db8::", 32, "documentation", "RFC 3849"),
        ("2002::", 16, "6to4", "RFC 3056"),
        ("2620:4f:8000::", 48, "AS112", "RFC 7534"),
        ("3fff::", 20, "documentation", "RFC 9637"),
        ("5f00::", 16, "segment routing", "RFC 9602"),
        ("fc00::", 7, "unique local", "RFC 4193"),
        ("fe80::", 10, "link local", "RFC 4291"),
        ("fec0::", 10, "site local, deprecated", "RFC 3879"),
        ("ff00::", 8, "multicast", "RFC 4291"),
    ]

    private static func range(
        _ row: (first: String, prefixLength: Int, purpose: String, source: String)
    ) -> [SpecialPurposeRange] {
        NetworkAddress(row.first).map {
            [SpecialPurposeRange(first: $0, prefixLength: row.prefixLength, purpose: row.purpose, source: row.source)]
        } ?? []
    }

    func holds(_ address: NetworkAddress) -> Bool {
        guard address.bytes.count == first.bytes.count else { return false }
        let whole = prefixLength / 8, rest = prefixLength % 8
        guard address.bytes.prefix(whole) == first.bytes.prefix(whole) else { return false }
        return rest == 0 || (address.bytes[whole] ^ first.bytes[whole]) >> UInt8(8 - rest) == 0
    }
}
