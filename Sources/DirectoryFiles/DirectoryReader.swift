internal import Coordination
internal import TextFiles

/// Reads directory files: one file, or the `.yaml` files of a folder.
public enum DirectoryReader {
    /// - Throws: `Problem` with file and line; nothing is returned of a file with a fault.
    public static func read(_ path: String) throws -> DirectoryContents {
        guard FileReader.isFolder(path) else { return try readFile(path) }
        var contents = DirectoryContents()
        let files = try FileReader.files(in: path, ending: ".yaml")
        guard !files.isEmpty else {
            throw Problem(.missingInput, at: path, "holds no .yaml file", remedy: "Name the files themselves.")
        }
        for file in files { contents.append(try readFile(file)) }
        return contents
    }

    private static func readFile(_ path: String) throws -> DirectoryContents {
        let root = try YamlNode.parse(try FileReader.text(path), file: path)
        var contents = DirectoryContents()
        if root["stages"] != nil || root["references"] != nil || root["names"] != nil {
            contents.mechanisms = [try MechanismFile.mechanism(root)]
            return contents
        }
        try root.allow(["source", "sector", "demonstration", "organizations", "contacts"])
        let isDemonstration = try root["demonstration"]?.truth() ?? false
        let source = try root["source"]?.text()
        let sector = try root["sector"]?.choice(Sector.self)
        for node in try root["organizations"]?.list() ?? [] {
            let organization = try OrganizationFile.organization(
                node, source: source, sector: sector, isDemonstration: isDemonstration)
            contents.organizations.append(organization)
            contents.givenFields[organization.id.text] = Set(try node.entries().map(\.0))
        }
        for node in try root["contacts"]?.list() ?? [] {
            let contact = try ContactFile.contact(node, isDemonstration: isDemonstration)
            contents.contacts.append(contact)
            contents.givenFields[contact.id.text] = Set(try node.entries().map(\.0))
        }
        try refuseRepeats(root)
        return contents
    }

    private static func refuseRepeats(_ root: YamlNode) throws {
        for key in ["organizations", "contacts"] {
            var seen: Set<String> = []
            for entry in try root[key]?.list() ?? [] {
                let id = try entry.required("id")
                guard seen.insert(try id.text()).inserted else {
                    throw id.wrong("the id '\(try id.text())' is there twice", remedy: "Give each its own id.")
                }
            }
        }
    }
}
