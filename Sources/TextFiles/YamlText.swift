/// Writing YAML.
public enum YamlText {
    /// A double-quoted scalar (YAML 1.2 section 7.3.1).
    public static func quoted(_ text: String) -> String {
        "\""
            + text.unicodeScalars.map { scalar in
                switch scalar {
                case "\"", "\\": "\\\(scalar)"
                case "\n": "\\n"
                case "\t": "\\t"
                // Elsewhere these would look like an anchor to the screen.
                case "&": "\\x26"
                case "*": "\\x2A"
                case "[": "\\x5B"
                case "{": "\\x7B"
                default: String(scalar)
                }
            }.joined() + "\""
    }
}
