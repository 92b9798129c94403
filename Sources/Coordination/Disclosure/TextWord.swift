/// A word of a text, as far as it could be a name.
struct TextWord {
    /// As it stands there.
    let text: String
    /// Without case and accents.
    let folded: String
    let script: WordScript
    let isCapital: Bool
    /// Whether a sentence begins with it, so that its capital says nothing.
    let isFirst: Bool

    var isAllCapitals: Bool { text.unicodeScalars.allSatisfy { !$0.properties.isLowercase } }

    /// The words of a text, each of one script.
    static func all(in text: String) -> [TextWord] {
        var words: [TextWord] = [], current = String.UnicodeScalarView(), script: WordScript?, isFirst = true
        func finish() {
            guard let found = script, let first = current.first else { return }
            let text = String(current), folded = Redaction.skeleton(text).replacing(" ", with: "")
            let isCapital = first.properties.isUppercase || first.properties.generalCategory == .titlecaseLetter
            if !folded.isEmpty {
                words.append(
                    TextWord(text: text, folded: folded, script: found, isCapital: isCapital, isFirst: isFirst))
                isFirst = false
            }
            current = String.UnicodeScalarView()
            script = nil
        }
        for scalar in text.unicodeScalars {
            if scalar.properties.isAlphabetic || (script != nil && isMark(scalar)) {
                let now = WordScript(scalar)
                // A mark belongs to the letter before it.
                if let script, script != now, !isMark(scalar) { finish() }
                if script == nil { script = now }
                current.append(scalar)
            } else {
                finish()
                if [0x2E, 0x21, 0x3F, 0x0A, 0x3A, 0xBF, 0xA1].contains(scalar.value) { isFirst = true }
            }
        }
        finish()
        return words
    }

    /// The parts of a person's name; where the script has no spaces, the given name without the surname, as both are written.
    static func parts(ofName name: String) -> [TextWord] {
        all(in: name).flatMap { word -> [TextWord] in
            let letters = Array(word.text)
            guard word.script == .han || word.script == .hangul, letters.count > 2 else { return [word] }
            let cuts = letters.count == 3 ? [letters.suffix(2)] : [letters.prefix(2), letters.suffix(2)]
            return cuts.flatMap { all(in: String($0)) }
        }
    }

    /// An Arabic name without the article, as it is often written in other alphabets.
    var withoutArticle: TextWord? {
        guard script == .arabic, text.hasPrefix("\u{627}\u{644}"), text.count > 4 else { return nil }
        return Self.all(in: String(text.dropFirst(2))).first
    }

    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark: true
        default: scalar.properties.isDefaultIgnorableCodePoint
        }
    }
}
