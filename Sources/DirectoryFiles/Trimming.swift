extension String {
    var trimmed: String {
        // Most cells begin and end with a letter or a digit of ASCII, which needs no look into Unicode.
        if let first = utf8.first, let last = utf8.last, 0x21...0x7E ~= first, 0x21...0x7E ~= last { return self }
        return trimming(\.isWhitespace)
    }

    func trimming(_ isUnwanted: (Character) -> Bool) -> String {
        if let first, let last, !isUnwanted(first), !isUnwanted(last) { return self }
        var rest = self[...]
        while let sign = rest.first, isUnwanted(sign) { rest = rest.dropFirst() }
        while let sign = rest.last, isUnwanted(sign) { rest = rest.dropLast() }
        return String(rest)
    }
}
