/// A case reference: how it was printed, and one normal form by which the same case is found again.
public struct Reference: Hashable, Sendable, Codable, CustomStringConvertible {
    /// The mechanism's file that knows this form.
    public let mechanism: Mechanism.ID
    /// For example `IACHR:PM:2017:204`.
    public let normal: String
    /// The mechanism's own way of writing it, for example `PM 204/17`.
    public let printed: String
    /// As it was typed or read.
    public let original: String

    /// A case of a mechanism that numbers none: it is found again by its title.
    public static func titled(_ text: String, before mechanism: Mechanism.ID) throws -> Reference {
        let title = try SafeText.title(text, field: "reference")
        return Reference(
            mechanism: mechanism, normal: "\(mechanism.text.uppercased()):TITLE:\(Redaction.fold(title))",
            printed: title, original: text)
    }

    /// Whether it is that of a letter of UN Special Procedures.
    public var isLetter: Bool { normal.hasPrefix("UN:") && !normal.hasPrefix("UN:DOC:") && !isTitle }

    public var isTitle: Bool { normal.contains(":TITLE:") }

    public var description: String { printed }
}
