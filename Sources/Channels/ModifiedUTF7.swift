internal import Foundation

/// How IMAP servers write the names of folders (RFC 3501 section 5.1.3).
enum ModifiedUTF7 {
    /// What a mail program shows as `Réponses & co` is `R&AOk-ponses &- co` on the server.
    static func encoded(_ name: String) -> String {
        var result = "", strange: [UInt16] = []
        func finish() {
            guard !strange.isEmpty else { return }
            let bytes = strange.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
            let base = Data(bytes).base64EncodedString().replacing("=", with: "").replacing("/", with: ",")
            result += "&\(base)-"
            strange = []
        }
        // Servers keep letters with their accents, as one composes them.
        for unit in name.precomposedStringWithCanonicalMapping.utf16 {
            if (0x20...0x7E).contains(unit), let scalar = Unicode.Scalar(unit) {
                finish()
                result += unit == 0x26 ? "&-" : String(Character(scalar))
            } else {
                strange.append(unit)
            }
        }
        finish()
        return result
    }
}
