import Coordination
import Fixtures
import Foundation
import Testing

@testable import Channels

@Suite struct AddressGuardTests {
    /// The first and the last address of each block, and one in its middle.
    static let refused: [String] = [
        "0.0.0.0", "0.1.2.3", "0.255.255.255", "10.0.0.0", "10.0.0.1", "10.128.7.9", "10.255.255.255",
        "100.64.0.0", "100.64.0.1", "100.100.100.100", "100.127.255.255", "127.0.0.0", "127.0.0.1", "127.0.0.2",
        "127.1.2.3", "127.255.255.255", "169.254.0.0", "169.254.169.254", "169.254.255.255", "172.16.0.0", "172.16.0.1",
        "172.20.10.1", "172.31.255.255", "192.0.0.0", "192.0.0.9", "192.0.0.170", "192.0.0.255", "192.0.2.0",
        "192.0.2.1", "192.0.2.255", "192.31.196.0", "192.31.196.1", "192.31.196.255", "192.52.193.0", "192.52.193.77",
        "192.52.193.255", "192.88.99.0", "192.88.99.1", "192.88.99.255", "192.168.0.0", "192.168.1.1",
        "192.168.255.255", "192.175.48.0", "192.175.48.6", "192.175.48.255", "198.18.0.0", "198.18.0.1", "198.19.7.7",
        "198.19.255.255", "198.51.100.0", "198.51.100.42", "198.51.100.255", "203.0.113.0", "203.0.113.9",
        "203.0.113.255", "224.0.0.0", "224.0.0.1", "232.1.1.1", "239.255.255.255", "240.0.0.0", "250.1.2.3",
        "255.255.255.254", "255.255.255.255",
        "::", "::1", "::2", "::7f00:1", "::a00:1", "::ffff:ffff", "::ffff:0.0.0.0", "::ffff:127.0.0.1",
        "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::ffff:8.8.8.8", "::ffff:255.255.255.255", "::1:0:0",
        "64:ff9b::", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b::ffff:ffff", "64:ff9b:1::", "64:ff9b:1::7f00:1",
        "64:ff9b:1:ffff:ffff:ffff:ffff:ffff", "100::", "100::1", "100::ffff:ffff:ffff:ffff", "100:0:0:1::",
        "100:0:0:1::1", "100:0:0:1:ffff:ffff:ffff:ffff", "200::", "400::1", "1000::1", "1fff:ffff::1", "2001::",
        "2001::1", "2001:0:7f00:1::", "2001:0:ffff:ffff:ffff:ffff:ffff:ffff", "2001:1::1", "2001:1::2", "2001:1::3",
        "2001:2::", "2001:2::1", "2001:2:0:ffff:ffff:ffff:ffff:ffff", "2001:3::1", "2001:4:112::1", "2001:10::1",
        "2001:1f:ffff::1", "2001:20::1", "2001:2f:ffff::1", "2001:30::1", "2001:3f:ffff::1", "2001:100::1",
        "2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff", "2001:db8::", "2001:db8::1", "2001:db8:1234::5",
        "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff", "2002::", "2002:7f00:1::", "2002:7f00:1::1", "2002:a00:1::1",
        "2002:a9fe:a9fe::1", "2002:808:808::1", "2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "2620:4f:8000::",
        "2620:4f:8000::1", "2620:4f:8000:ffff:ffff:ffff:ffff:ffff", "3fff::", "3fff::1", "3fff:123::1",
        "3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff", "4000::", "4000::1", "5f00::", "5f00::1",
        "5f00:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "6000::1", "8000::1", "a000::1", "c000::1", "e000::1", "f000::1",
        "f800::1", "fc00::", "fc00::1", "fcff::1", "fd00::", "fd00::1", "fd12:3456:789a::1", "fdff:ffff::1", "fe00::1",
        "fe7f::1", "fe80::", "fe80::1", "fe80::1234:5678", "febf:ffff::1", "fec0::", "fec0::1", "feff:ffff::1",
        "ff00::", "ff01::1", "ff02::1", "ff02::fb", "ff05::2", "ff0e::1",
        "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
    ]

    /// Addresses just outside of each block, and hosts that are known to be public.
    static let allowed: [String] = [
        "1.0.0.0", "1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0",
        "126.255.255.255", "128.0.0.0", "169.253.255.255", "169.255.0.0", "172.15.255.255", "172.32.0.0",
        "191.255.255.255", "192.0.1.0", "192.0.3.0", "192.31.195.255", "192.31.197.0", "192.52.192.255", "192.52.194.0",
        "192.88.98.255", "192.88.100.0", "192.167.255.255", "192.169.0.0", "192.175.47.255", "192.175.49.0",
        "198.17.255.255", "198.20.0.0", "198.51.99.255", "198.51.101.0", "203.0.112.255", "203.0.114.0",
        "223.255.255.255", "2000::", "2000::1", "2000:ffff::1", "2001:200::", "2001:200::1", "2001:4860:4860::8888",
        "2001:db7:ffff::1", "2001:db9::", "2003::", "2003::1", "2400:cb00::1", "2606:4700:4700::1111",
        "2620:4f:7fff:ffff::1", "2620:4f:8001::", "2620:fe::fe", "2a00:1450::1", "2c0f:ffff::1", "3ffe:ffff::1",
        "3fff:1000::", "3fff:1000::1",
    ]

    @Test func `at least two hundred addresses are looked at, half of them IPv6`() {
        let all = Self.refused + Self.allowed
        #expect(Set(all).count >= 200)
        #expect(all.filter { $0.contains(":") }.count >= 100)
    }

    @Test(arguments: refused) func `an address set apart for something else is refused`(text: String) throws {
        #expect(try !#require(NetworkAddress(text)).isPublic)
    }

    @Test(arguments: allowed) func `a public address is allowed`(text: String) throws {
        #expect(try #require(NetworkAddress(text)).isPublic)
    }

    @Test func `every row of the table refuses an address that no other row refuses`() throws {
        #expect(SpecialPurposeRange.all.count == 34)
        for range in SpecialPurposeRange.all {
            let others = SpecialPurposeRange.all.filter {
                $0.first != range.first || $0.prefixLength != range.prefixLength
            }
            let own = Self.refused.compactMap(NetworkAddress.init).filter(range.holds)
            #expect(own.contains { address in !others.contains { $0.holds(address) } }, "\(range)")
        }
    }

    /// Every spelling of this machine's own address, each at a port where something listens.
    @Test(arguments: [
        "127.0.0.1", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0",
    ])
    func `no spelling of this machine's address is connected to, and without the guard each is`(host: String)
        async throws
    {
        let listener = try Listener(), url = "https://\(host):\(listener.port)/", loop = TransferLoop(slots: 1)
        let guarded = await loop.perform(
            Transfer(url: url, kind: .post(headers: [], allowsLoopback: false), payload: [], timeout: .seconds(5)))
        #expect(guarded.wasAddressRefused)
        #expect(!listener.wasConnectedTo)
        let login = Transfer.Login(user: "u", password: "p", authorities: nil)
        let open = await loop.perform(
            Transfer(
                url: url, kind: .calendar(method: "DELETE", headers: [], login: login), payload: [],
                timeout: .seconds(1)))
        #expect(!open.wasAddressRefused)
        #expect(listener.wasConnectedTo, "\(open)")
    }

    @Test func `a transfer to this machine reaches no other`() async throws {
        let result = await TransferLoop(slots: 1).perform(
            Transfer(
                url: "http://10.0.0.1:9/", kind: .post(headers: [], allowsLoopback: true), payload: [],
                timeout: .seconds(5)))
        #expect(result.wasAddressRefused)
    }
}

/// A port of this machine, by IPv4 and IPv6, that only notes whether anybody connects.
private final class Listener {
    let port: UInt16
    private let descriptor: Int32

    init() throws {
        let made = socket(AF_INET6, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
        var address = sockaddr_in6()
        address.sin6_family = sa_family_t(AF_INET6)
        var length = socklen_t(MemoryLayout<sockaddr_in6>.size), both: Int32 = 0
        setsockopt(made, Int32(IPPROTO_IPV6), IPV6_V6ONLY, &both, socklen_t(MemoryLayout<Int32>.size))
        let status = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { raw in
                bind(made, raw, length) == 0 && listen(made, 8) == 0
                    && getsockname(made, raw, &length) == 0
            }
        }
        guard status else { throw CocoaError(.executableLoad) }
        descriptor = made
        port = UInt16(bigEndian: address.sin6_port)
    }

    deinit { close(descriptor) }

    var wasConnectedTo: Bool {
        let peer = accept(descriptor, nil, nil)
        if peer >= 0 { close(peer) }
        return peer >= 0
    }
}
