internal import CKeyutils

/// Keys and names are in memory while Convoke works.
public enum CoreDumps {
    /// Forbids core dumps, and keeps other programs of the same user from reading this one's memory.
    public static func off() { convoke_forbid_dumps() }
}
