public import Coordination

extension Contact {
    /// A record of the directory with what a file says of it: what the file does not name stays, lists only grow.
    /// - Parameters:
    ///   - file: the person as the file describes them.
    ///   - fields: the names of those fields that it gives.
    public func merged(with file: Contact, fields: Set<String>) -> Contact {
        var result = self
        func take<Value>(_ path: WritableKeyPath<Contact, Value>, _ field: String) {
            if fields.contains(field) { result[keyPath: path] = file[keyPath: path] }
        }
        func add<Value: Equatable>(_ path: WritableKeyPath<Contact, [Value]>) {
            for value in file[keyPath: path] where !result[keyPath: path].contains(value) {
                result[keyPath: path].append(value)
            }
        }
        // A spelling that was corrected since is not taken up again.
        result.rename(to: file.name)
        take(\.pseudonym, "pseudonym")
        take(\.organization, "organization")
        take(\.position, "position")
        take(\.positionSince, "position-since")
        take(\.country, "country")
        take(\.zone, "zone")
        take(\.hours, "hours")
        take(\.tlp, "tlp")
        take(\.isDoNotContact, "do-not-contact")
        take(\.externalID, "external-id")
        if file.publicKey != nil { result.publicKey = file.publicKey }
        add(\.otherNames)
        result.otherNames = result.otherNames.filter { $0 != result.name }
        add(\.otherPositions)
        add(\.languages)
        add(\.busy)
        add(\.foreignIDs)
        result.add(file.channels)
        for consent in file.consents { result.give(consent) }
        for consent in file.consents where consent.withdrawn != nil {
            for place in result.consents.indices
            where result.consents[place].isSame(as: consent) && result.consents[place].withdrawn == nil {
                result.consents[place].withdrawn = consent.withdrawn
            }
        }
        result.riskNote = Self.lines(riskNote, file.riskNote)
        result.note = Self.lines(note, file.note)
        return result
    }

    /// What a file says of a person instead of this record. A name and addresses that it leaves out are remembered: no older file brings
    /// them back.
    public func replaced(by file: Contact) -> Contact {
        var result = file
        if file.name != name, !result.otherNames.contains(name) { result.otherNames.append(name) }
        for id in foreignIDs where !result.foreignIDs.contains(id) { result.foreignIDs.append(id) }
        let dropped = channels.filter { old in !file.channels.contains { $0.isSame(as: old) } }
        result.formerChannels = (formerChannels + dropped).reduce(into: file.formerChannels) { kept, channel in
            if !kept.contains(where: channel.isSame) { kept.append(channel) }
        }.filter { old in !file.channels.contains { $0.isSame(as: old) } }
        // A file that knows of no key does not make mail go in plain.
        result.publicKey = file.publicKey ?? publicKey
        return result
    }

    /// Those of some channels that were taken off this record.
    public func former(among channels: [SafeChannel]) -> [SafeChannel] {
        channels.filter { channel in
            formerChannels.contains(where: channel.isSame) && !self.channels.contains(where: channel.isSame)
        }
    }

    /// Takes another spelling, and keeps the one before among the others. One that was there before is not taken up again.
    mutating func rename(to new: String) {
        guard new != name, !otherNames.contains(new) else { return }
        otherNames.append(name)
        name = new
    }

    /// Adds what is new of some channels, but for those that were taken off.
    mutating func add(_ channels: [SafeChannel]) {
        for channel in channels where !(self.channels + formerChannels).contains(where: channel.isSame) {
            self.channels.append(channel)
        }
    }

    /// A note with what a file adds to it.
    static func lines(_ old: String?, _ new: String?) -> String? {
        guard let old, let new else { return old ?? new }
        return old.contains(new) ? old : "\(old)\n\(new)"
    }
}
