internal import Coordination
internal import Foundation

/// Where the shipped facts and texts stand.
public struct ResourceDirectory: Sendable {
    public let directory: String
    public let templates: String

    public init(directory: String, templates: String) {
        self.directory = directory
        self.templates = templates
    }

    /// Looks at `CONVOKE_SHARE`, beside the program as `make install` puts it, and upwards from the program.
    /// - Throws: `Problem.configuration` where it is nowhere.
    public static func find(program: String, environment: [String: String]) throws -> ResourceDirectory {
        let start = URL(filePath: program).resolvingSymlinksInPath().deletingLastPathComponent()
        var places = environment["CONVOKE_SHARE"].map { [URL(filePath: $0)] } ?? []
        places.append(start.appending(path: "../share/convoke").standardized)
        var folder = start
        for _ in 0..<6 {
            places.append(folder)
            folder = folder.deletingLastPathComponent()
        }
        for place in places {
            let resources = ResourceDirectory(
                directory: place.appending(path: "Directory").path, templates: place.appending(path: "Templates").path)
            if FileManager.default.fileExists(atPath: "\(resources.directory)/weekends.tsv"),
                FileManager.default.fileExists(atPath: "\(resources.templates)/web")
            {
                return resources
            }
        }
        throw Problem(
            .configuration, "the folders Directory and Templates are not beside the program",
            remedy: "Run 'make install', or set CONVOKE_SHARE to the folder that holds both.")
    }
}
