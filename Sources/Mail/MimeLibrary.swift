internal import CGMime

/// GMime wants to be started once before its first use.
enum MimeLibrary {
    static let isStarted: Bool = {
        g_mime_init()
        return true
    }()
}
