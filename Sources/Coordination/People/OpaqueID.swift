extension Contact {
    /// Whether the id carries a word of the person's name or pseudonym.
    ///
    /// Ids are not sealed: they stand in plain in the store, the audit and file names. So they must say nothing.
    public var isNamedByID: Bool {
        let id = self.id.text.lowercased()
        return ([name, pseudonym ?? ""] + otherNames).flatMap { Redaction.words(of: $0) }.contains {
            $0.count > 2 && id.contains($0)
        }
    }
}
