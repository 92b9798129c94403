public import Foundation

/// Where the project and what is shared beside it are.
public enum Repository {
    public static let root: URL = {
        var folder = URL(filePath: #filePath)
        for _ in 0..<3 { folder = folder.deletingLastPathComponent() }
        return folder
    }()

    public static var directory: String { root.appending(path: "Directory").path }
    public static var templates: String { root.appending(path: "Templates").path }

    /// A file or folder beside the checkout that only some machines have.
    public static func shared(_ path: String) -> URL? {
        let url = root.deletingLastPathComponent().appending(path: "shared/\(path)")
        return FileManager.default.fileExists(atPath: url.path) ? url : nil
    }
}
