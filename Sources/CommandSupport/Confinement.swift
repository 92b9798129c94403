internal import Foundation

/// Limits that the system holds this process to from now on.
package enum Confinement {
    private static let processorSeconds: rlim_t = 2
    private static let bytes: rlim_t = 256 << 20

    package static func begin() {
        limit(__rlimit_resource_t(UInt32(RLIMIT_CPU.rawValue)), processorSeconds)
        limit(__rlimit_resource_t(UInt32(RLIMIT_DATA.rawValue)), bytes)
        limit(__rlimit_resource_t(UInt32(RLIMIT_FSIZE.rawValue)), 0)
        limit(__rlimit_resource_t(UInt32(RLIMIT_CORE.rawValue)), 0)
        // Whoever hangs without working is ended, too.
        alarm(10)
    }

    private static func limit(_ resource: __rlimit_resource_t, _ value: rlim_t) {
        var limits = rlimit(rlim_cur: value, rlim_max: value)
        setrlimit(resource, &limits)
    }
}
