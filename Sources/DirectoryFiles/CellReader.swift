internal import Coordination

/// Reads what a cell or a property says of addresses and numbers; a cell may hold several.
enum CellReader {
    /// Why a part of a cell cannot be taken.
    struct Fault: Error {
        let value: String
        let kind: String
        let remedy: Remedy
    }

    /// Marks that programs put around numbers and addresses, and that nobody sees: directions, joiners, the byte order mark.
    static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0x2066...0x2069, 0xFEFF, 0xAD, 0x61C, 0x180E: true
        default: false
        }
    }

    /// Without such marks anywhere: no number or address holds one on purpose.
    static func bare(_ text: String) -> String {
        text.unicodeScalars.contains(where: isInvisible)
            ? String(String.UnicodeScalarView(text.unicodeScalars.filter { !isInvisible($0) })) : text
    }

    /// Without such marks at the ends, where they belong to no letter.
    static func stripped(_ text: String) -> String {
        let scalars = text.unicodeScalars
        guard let first = scalars.first, let last = scalars.last, isInvisible(first) || isInvisible(last) else {
            return text
        }
        let start = scalars.firstIndex { !isInvisible($0) } ?? scalars.endIndex
        let end = scalars.lastIndex { !isInvisible($0) }.map { scalars.index(after: $0) } ?? start
        return String(scalars[start..<end])
    }

    /// The parts of a cell: Google writes ` ::: ` between them, people `;`, `,`, `/` and lines.
    static func parts(_ cell: String, _ signs: String) -> [String] {
        cell.replacing(":::", with: ";").split { signs.contains($0) || $0.isNewline }
            .map { String($0).trimmed }.filter { !$0.isEmpty }
    }

    /// What people write into a cell that would be empty otherwise.
    static func saysNothing(_ cell: String) -> Bool {
        !cell.contains { $0.isLetter || $0.isNumber } || nothing.contains(ImportWords.key(cell))
    }

    private static let nothing: Set<String> = [
        "n a", "na", "n d", "nd", "s d", "s n", "none", "no", "nil", "null", "unknown", "no tiene", "sin", "sin correo",
        "sin dato",
        "sin telefono", "ninguno", "pendiente", "aucun", "neant", "nenhum", "keine", "nessuno", "tbd", "x", "xx", "xxx",
    ]

    static func mails(_ cell: String) throws(Fault) -> [SafeChannel] {
        var found: [SafeChannel] = []
        for piece in parts(bare(cell), ";,|/ \t") {
            var address = piece
            if address.lowercased().hasPrefix("mailto:") { address = String(address.dropFirst(7)) }
            // Words around an address in angle brackets are a name.
            if cell.contains("<"), !address.contains("@") { continue }
            address = address.trimming { "<>\"'()[]".contains($0) }
            guard EmailAddress(rawValue: address) != nil else {
                throw Fault(
                    value: SafeText.printable(String(cell.prefix(64))), kind: "is not a mail address",
                    remedy: "Write it as local@domain in plain letters, or empty the cell.")
            }
            found.append(SafeChannel(kind: .email, address: address))
        }
        guard !found.isEmpty else {
            throw Fault(
                value: SafeText.printable(String(cell.prefix(64))), kind: "is not a mail address",
                remedy: "Write it as local@domain in plain letters, or empty the cell.")
        }
        return found
    }

    static func numbers(_ cell: String, _ kind: SafeChannel.Kind) throws(Fault) -> [SafeChannel] {
        var found: [SafeChannel] = []
        // A link is one number; what a spreadsheet made of one may hold a comma.
        var text = bare(cell).trimmed
        if !isDamaged(text) {
            // A phone's pause and wait, with what is dialled then.
            text.replace(/[;,] ?(?:ext=|ext\.? ?|p|w)?(\d{1,4})(?=$|[;,\/|])/.ignoresCase()) { " ext. \($0.1)" }
        }
        let isOne = text.lowercased().hasPrefix("tel:") || isDamaged(text)
        for piece in isOne ? [text] : parts(text, ";,|/") where !saysNothing(piece) {
            found.append(SafeChannel(kind: kind, address: try number(piece)))
        }
        return found
    }

    /// What says which number it is, in the languages of the header words.
    private static let labels: Set<String> = [
        "tel", "telf", "telefono", "telephone", "telefone", "telefon", "phone", "ph", "cel", "cell", "celular",
        "cellulare", "movil",
        "mobile", "mobil", "mob", "handy", "portable", "fono", "fone", "whatsapp", "wa", "wsp", "whats", "app",
        "signal", "casa", "home",
        "oficina", "office", "bureau", "ufficio", "buro", "trabajo", "trabalho", "work", "personal", "privado",
        "privat", "private", "fijo",
        "directo", "direct", "central", "main", "principal", "t", "c", "m", "p", "o", "h", "w", "y", "no", "num", "nr",
        "numero", "claro", "tigo",
    ]

    /// `5,04998E+11` and `50499990007.0`
    private static func isDamaged(_ text: String) -> Bool {
        guard text.utf8.contains(where: { ".,eE".utf8.contains($0) }) else { return false }
        return text.wholeMatch(of: /[+]?\d+([.,]\d+)?[eE][+]?\d+/) != nil || text.wholeMatch(of: /\d{6,}[.,]0+/) != nil
    }

    /// `+504 9999 0001`, `tel:+1-418-656-9254;ext=102`, `Cel. 9999-0001`. What a spreadsheet made of a number is none any more.
    static func number(_ piece: String) throws(Fault) -> String {
        var text = piece
        if text.lowercased().hasPrefix("tel:") { text = String(text.dropFirst(4)) }
        let isPlain = text.utf8.allSatisfy { (48...57).contains($0) || " +-()".utf8.contains($0) }
        if isPlain, (5...40).contains(text.filter(\.isNumber).count), text.count <= 40 { return text }
        func fault(_ kind: String, _ remedy: Remedy) -> Fault {
            Fault(value: String(piece.prefix(40)), kind: kind, remedy: remedy)
        }
        if isDamaged(text) {
            throw fault(
                "is what a spreadsheet made of a number, and its last digits may be lost",
                "Give the column the form Text in the spreadsheet and write the number again.")
        }
        var tail = ""
        if let found = text.firstMatch(
            of: /[\s;,]*(?:ext(?:ension|ensión|\.)?|anexo|int(?:erno|\.)?|poste|ramal|x)[\s.:=]*(\d{1,6})$/
                .ignoresCase())
        {
            tail = " ext. \(found.1)"
            text = String(text[..<found.range.lowerBound])
        }
        // A word that says which number it is stands before it, behind it or in brackets; any other may be a warning.
        let words = text.split { !$0.isLetter }.map { ImportWords.key(String($0)) }.filter { !$0.isEmpty }
        guard words.allSatisfy(labels.contains) else {
            throw fault(
                "holds words that do not belong to a number", "Write the number alone, and the words into a note.")
        }
        if !words.isEmpty {
            text = text.replacing(/\([^()\d]*\)/, with: " ").replacing(/[\p{L}\p{M}]+[.:]?/, with: " ").trimmed
            text = text.trimming { "-–:., ".contains($0) }
        }
        guard text.filter(\.isNumber).count >= 5, text.count <= 40, !text.contains(where: \.isLetter) else {
            throw fault("is not a number", "Write it as +504 9999 9999, or empty the cell.")
        }
        return text + tail
    }
}
