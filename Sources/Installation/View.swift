public import Coordination
internal import Foundation

/// What a verb gives to the fronts, which show it as text, as `--json` or as a page.
///
/// Contacts, convenings, measures, actions and statements are not views: each has its `Details`, so that a field which is added to
/// what the store keeps is shown only once someone decides so.
public protocol View: Encodable, Sendable {}

extension View {
    /// The document that `--json` and files show: keys in order, one a line.
    /// - Throws: `EncodingError`.
    public func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
}

extension Array: View where Element: View {}
extension Dictionary: View where Key == String, Value: View {}
extension Optional: View where Wrapped: View {}
extension String: View {}
extension Int: View {}

// Values of the core that are shown as they are: a new field of one of them is seen at once.
extension Attachment: View {}
extension AuditAnchor: View {}
extension AuditEntry: View {}
extension AuditVerdict: View {}
extension BackupReport: View {}
extension BalanceReport: View {}
extension Board: View {}
extension Consent: View {}
extension CopyReport: View {}
extension Group: View {}
extension Incident: View {}
extension IncidentPatterns: View {}
extension Minutes: View {}
extension Post: View {}
extension Relation: View {}
extension RestoreReport: View {}
extension TimelineEntry: View {}
extension VaultStatus: View {}
