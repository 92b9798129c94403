/// A value as both engines keep it. Times are milliseconds since 1970, ids are text, truth is 0 or 1.
enum Value: Hashable, Sendable {
    case null
    case integer(Int64)
    case text(String)
    case blob([UInt8])
}
