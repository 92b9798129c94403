internal import CommandSupport
package import Coordination
internal import ReportService

extension Post: Printed {
    package var lines: [String] {
        let facts = [country.rawValue, street, website].compactMap { $0 }.joined(separator: ", ")
        return ["\(name) (\(id))", facts]
            + designations.map { item in
                "\(item.role.rawValue): \(item.name), \(item.address)\(item.phone.map { ", \($0)" } ?? "")\(item.languages.isEmpty ? "" : ", " + item.languages.map(\.rawValue).joined(separator: " ")), from \(item.since)\(item.until.map { " until \($0)" } ?? "")"
            } + ["source: \(source)"]
    }
}

extension HandoverReport: Printed {
    package var lines: [String] {
        let consents = Dictionary(grouping: consents, by: \.contact)
        return post.lines
            + section(
                "Commitments that are not done",
                promises.map { promise in
                    "\(promise.action)  \(promise.owner): \(promise.title)\(promise.due.map { ", due \($0)" } ?? "")\(promise.isOverdue ? " OVERDUE" : "")\(promise.isFeedbackOwed ? " DONE, FEEDBACK OWED" : "")"
                })
            + section(
                "Consents that hold (\(ending) end within 90 days)",
                consents.sorted { $0.key < $1.key }.map { contact, list in
                    "\(contact)  \(list.first?.name ?? ""): "
                        + list.map {
                            "\($0.purpose) by \($0.channel)\($0.expires.map { " until \($0)" } ?? "")"
                        }
                        .joined(separator: ", ")
                })
            + section("Consents that were overridden", overrides)
            + section("Convenings under way", convenings) + section("Measures", measures)
            + section("Statements under way", statements) + section("Groups", groups) + [
                "", "\(waitingMessages) messages wait, \(heldAnswers) replies are in quarantine.",
            ]
    }

    private func section(_ title: String, _ lines: [String]) -> [String] {
        ["", "\(title): \(lines.isEmpty ? "none" : "\(lines.count)")"] + lines.prefix(20).map { "  \($0)" }
            + (lines.count > 20 ? ["  … and \(lines.count - 20) more; --json lists all"] : [])
    }
}
