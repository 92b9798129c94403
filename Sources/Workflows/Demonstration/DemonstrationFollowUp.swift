internal import Coordination
internal import Foundation

extension Demonstration {
    /// Closes the roundtable with minutes, and follows a protection measure.
    /// - Returns: how many actions there are.
    func followUp(
        _ secretariat: Secretariat, _ id: Convening.ID, _ tell: @Sendable (String, String) -> Void
    ) async throws -> Int {
        let today = try secretariat.today()
        let template = try text("minutes.md")
        let minutes = template.replacing("DUE1", with: today.adding(days: 60).description)
            .replacing("DUE2", with: today.adding(days: 45).description)
        try Home.write(minutes.utf8, to: "\(folder)/minutes.md")
        // The roundtable lies ahead; for its minutes the clock is put to the hour after it.
        let end = try await secretariat.showConvening(id).convening.span?.end ?? world.now()
        let afterwards = World(now: { end.adding(.seconds(3600)) }, randomBytes: world.randomBytes)
        let later = try await Secretariat.open(
            home: Home(path: folder), shelf: shelf, world: afterwards, who: "demonstration")
        let closed = try await later.close(id, minutes: minutes)
        tell("Closing with minutes", "\(closed.actions.count) promises became actions")
        let measure = try await secretariat.addMeasure(
            reference: "MC-9901-\(String(today.year).suffix(2))", state: try CountryCode(parsing: "HN"),
            title: "River defenders (demonstration, invented reference)", stage: nil, on: today.adding(days: -12),
            document: nil, beneficiaries: [.person("J.A.R.L."), .group("members of the river council", count: nil)],
            points: [
                "Adopt the measures needed to protect the lives and integrity of the beneficiaries.",
                "Agree the measures with the beneficiaries.", "Report on the investigation of the facts.",
            ])
        let visit = try await secretariat.addAction(
            kind: .demarche, title: "Ask when the protection plan will be agreed with the beneficiaries",
            owner: secretariat.officer.post, convening: nil, measure: measure.measure.id, due: today.adding(days: 10))
        _ = try await secretariat.addAction(
            kind: .trialObservation, title: "Observe the preliminary hearing",
            owner: "Embassy of Northland (demonstration)",
            convening: id, measure: measure.measure.id, due: today.adding(days: 20))
        _ = try await secretariat.finishAction(
            visit.id, evidence: "Note handed over; the ministry promised a date.", feedback: .told(today))
        let due = measure.next.map { "\($0.day)\($0.isConfirmed ? "" : ", suggested")" } ?? "none"
        tell("Following a precautionary measure", "\(measure.measure.reference.printed), next deadline \(due)")
        return try await secretariat.actions().count
    }

    func text(_ name: String) throws -> String {
        let path = "\(shelf.directory)/demonstration/\(name)"
        guard let text = try? String(contentsOf: URL(filePath: path), encoding: .utf8) else {
            throw Problem(.configuration, at: path, "cannot be read", remedy: "Install Convoke's facts again.")
        }
        return text
    }
}
