internal import Coordination
internal import Storage

extension Contact {
    /// Someone with another name whose mail address or number it is that a file would add to this record; with whose channel it is.
    /// - Parameters:
    ///   - channels: of the file.
    ///   - met: who was changed or added since, by id and by what makes them worth comparing.
    func otherOwner(
        of channels: [SafeChannel], named name: String, _ records: Records,
        met: (Set<String>) -> [Contact] = { _ in [] }, now: (Contact) -> Contact = { $0 }
    ) throws -> Contact? {
        for channel in channels where channel.kind != .inPerson && !self.channels.contains(where: channel.isSame) {
            let probe = Contact(id: id, name: "", country: country, zone: zone, languages: [], channels: [channel])
            let others =
                try records.directory.namesakes(probe).map(now) + met(Likeness.keys(of: probe))
            let owner = others.first { other in
                other.id != id && other.channels.contains(where: channel.isSame) && !Likeness.isName(name, of: other)
            }
            if let owner { return owner }
        }
        return nil
    }
}
