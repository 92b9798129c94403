internal import Coordination

extension Organization {
    /// The record completed by a file: a field that the file gives takes the place of what is there, lists grow, and what the file leaves out
    /// stays.
    /// - Parameter fields: those that the file gives.
    func merged(with file: Organization, fields: Set<String>) -> Organization {
        func given<Value>(_ field: String, _ new: Value, _ old: Value) -> Value { fields.contains(field) ? new : old }
        // A spelling that was corrected since is not taken up again.
        let newName = otherNames.contains(file.name) ? name : file.name
        return Organization(
            id: id, name: newName, names: names.merging(file.names) { $1 },
            otherNames: (otherNames + [name] + file.otherNames).reduce(into: []) { all, other in
                if other != newName, !all.contains(other) { all.append(other) }
            },
            sector: given("sector", file.sector, sector),
            country: given("country", file.country, country), reach: given("reach", file.reach, reach),
            size: given("size", file.size, size), region: given("region", file.region, region),
            isHostFunded: given("host-funded", file.isHostFunded, isHostFunded),
            isMissionFunded: given("mission-funded", file.isMissionFunded, isMissionFunded),
            themes: themes + file.themes.filter { !themes.contains($0) },
            populations: populations + file.populations.filter { !populations.contains($0) },
            firstMet: given("first-met", file.firstMet, firstMet), source: given("source", file.source, source),
            isDemonstration: file.isDemonstration)
    }
}
