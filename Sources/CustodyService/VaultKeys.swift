public import Installation

extension Operation {
    /// The keys that open the vault.
    public var vault: VaultKeys { VaultKeys(operation: self) }
}

/// The keys that open the vault.
public struct VaultKeys: Sendable {
    let operation: Operation
}
