internal import CommandSupport
internal import Coordination
package import StatementService

extension PartnerView: Listed {
    package static func table(_ partners: [PartnerView]) -> [String] {
        Table.lines(
            ["id", "state", "address", "name"], partners.map { [$0.id.text, $0.state.rawValue, $0.url, $0.name] },
            empty: "None yet. Add one with 'convoke partner add'.")
    }
}

extension StatementDetails: Printed {
    package var lines: [String] {
        [
            "\(id)  \(edition.title)",
            "state: \(state.rawValue), edition \(edition.version), \(edition.texts.keys.sorted().joined(separator: " ")), \(tlp.rawValue)",
            "digest: \(edition.digest)",
        ] + signatures.map { "signed: \($0.organization), \($0.signedAt)" }
    }
}
