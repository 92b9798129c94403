/// Finds the word a person most likely meant.
public enum NearestChoice {
    /// `Did you mean 'review'?`, or the list of choices where none is near.
    public static func remedy(for word: String, among choices: [String]) -> Remedy {
        if let near = nearest(to: word, among: choices) { return "Did you mean '\(near)'?" }
        return "Choose one of: \(choices.sorted().joined(separator: ", "))."
    }

    /// The choice within a third of the word's length in edits, or `nil`.
    public static func nearest(to word: String, among choices: [String]) -> String? {
        let limit = max(1, word.count / 3)
        return choices.map { ($0, distance(word.lowercased(), $0.lowercased())) }
            .filter { $0.1 <= limit }
            .min { ($0.1, $0.0) < ($1.1, $1.0) }?.0
    }

    /// Levenshtein distance in characters.
    static func distance(_ left: String, _ right: String) -> Int {
        let a = Array(left), b = Array(right)
        guard !a.isEmpty else { return b.count }
        var row = Array(0...b.count)
        for i in 1...a.count {
            var diagonal = row[0]
            row[0] = i
            for j in stride(from: 1, through: b.count, by: 1) {
                let above = row[j]
                row[j] = a[i - 1] == b[j - 1] ? diagonal : min(diagonal, above, row[j - 1]) + 1
                diagonal = above
            }
        }
        return row[b.count]
    }
}
