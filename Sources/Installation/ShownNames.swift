internal import Coordination
package import Storage

extension Operation {
    /// The names of people who are shown, by id; that they were read is recorded. Ids of nobody are passed over.
    package static func shownNames(of ids: some Sequence<String>, _ records: Records) throws -> [String: String] {
        var names: [String: String] = [:]
        for id in Set(ids).sorted() {
            guard let contact = try records.contacts.one(ifThere: id) else { continue }
            names[id] = contact.name
            try records.note(.directoryRead, contact.id.text)
        }
        return names
    }
}
