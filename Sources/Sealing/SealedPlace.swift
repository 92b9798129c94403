/// Where a sealed value stands. It is bound to the value, which does not open anywhere else.
public struct SealedPlace: Hashable, Sendable {
    let bytes: [UInt8]

    public init(table: String, column: String, row: String) {
        bytes = LengthPrefixed.bytes(["convoke/1", table, column, row])
    }
}
