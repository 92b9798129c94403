extension String {
    var trimmed: String { trimming(\.isWhitespace) }

    func trimming(_ isUnwanted: (Character) -> Bool) -> String {
        if let first, let last, !isUnwanted(first), !isUnwanted(last) { return self }
        var rest = self[...]
        while let sign = rest.first, isUnwanted(sign) { rest = rest.dropFirst() }
        while let sign = rest.last, isUnwanted(sign) { rest = rest.dropLast() }
        return String(rest)
    }
}
