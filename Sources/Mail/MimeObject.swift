internal import CGMime

/// A GMime object that we hold one reference to.
final class MimeObject<Kind> {
    private let pointer: UnsafeMutablePointer<Kind>

    init(takingOwnershipOf pointer: UnsafeMutablePointer<Kind>) { self.pointer = pointer }
    deinit { convoke_mime_unref(pointer) }

    /// Lends the pointer; it must not be kept.
    func with<Result>(_ use: (UnsafeMutablePointer<Kind>) throws -> Result) rethrows -> Result { try use(pointer) }
}
