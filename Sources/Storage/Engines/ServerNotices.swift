internal import CPostgres

/// Counts the warnings that a server sends beside its answers.
///
/// PostgreSQL answers a COMMIT that stopped waiting for its standby with success and a warning.
final class ServerNotices {
    var warnings = 0

    /// What libpq calls; `box` is one of these.
    static func take(_ box: UnsafeMutableRawPointer?, _ result: OpaquePointer?) {
        guard let box, let state = convoke_sqlstate(result), String(cString: state) == "01000" else { return }
        Unmanaged<ServerNotices>.fromOpaque(box).takeUnretainedValue().warnings += 1
    }
}
