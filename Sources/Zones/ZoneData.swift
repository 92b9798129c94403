public import Coordination
internal import FoundationEssentials
internal import Synchronization

/// The system's zone data, read once a zone.
public final class ZoneData: Sendable {
    private let folder: String
    private let known = Mutex<[ZoneName: Zone]>([:])

    /// - Parameter folder: where the compiled zone files are.
    public init(folder: String = "/usr/share/zoneinfo") { self.folder = folder }

    /// - Throws: `Problem.badData` for a name without a file, `Problem.configuration` where no zone data are installed.
    public func zone(_ name: ZoneName) throws -> Zone {
        if let zone = known.withLock({ $0[name] }) { return zone }
        guard let data = try? Data(contentsOf: URL(filePath: "\(folder)/\(name)")),
            let zone = Zone(name: name, bytes: Array(data))
        else {
            guard isInstalled else {
                throw Problem(
                    .configuration, at: folder, "holds no time zone data", remedy: "Install the package 'tzdata'.")
            }
            throw Problem(
                .badData, "'\(name)' is not a time zone that this machine knows",
                remedy: "Use an IANA name such as America/Tegucigalpa\(suggestion(for: name)).")
        }
        known.withLock { $0[name] = zone }
        return zone
    }

    public var isInstalled: Bool { FileManager.default.fileExists(atPath: "\(folder)/Etc/UTC") }

    /// The release of the data, for example `2026f`, where the file that says it is there.
    public var release: String? {
        guard let data = try? Data(contentsOf: URL(filePath: "\(folder)/tzdata.zi")) else { return nil }
        let first = String(decoding: data.prefix(40), as: UTF8.self).split(separator: "\n").first
        return first.flatMap { $0.split(separator: " ").last }.map(String.init)
    }

    /// The name of a zone that the data have; `nil` for any other text.
    public func known(_ text: String) -> ZoneName? {
        ZoneName(rawValue: text).flatMap { (try? zone($0)) == nil ? nil : $0 }
    }

    /// The zones of a country, by the data's own list.
    public func zones(of country: CountryCode) -> [ZoneName] {
        let lines = (try? String(contentsOf: URL(filePath: "\(folder)/zone.tab"), encoding: .utf8)) ?? ""
        return lines.split(separator: "\n").filter { $0.hasPrefix("\(country)\t") }
            .compactMap { $0.split(separator: "\t").dropFirst(2).first.flatMap { ZoneName(rawValue: String($0)) } }
    }

    private func suggestion(for name: ZoneName) -> String {
        let lines = (try? String(contentsOf: URL(filePath: "\(folder)/zone1970.tab"), encoding: .utf8)) ?? ""
        let names = lines.split(separator: "\n").filter { !$0.hasPrefix("#") }
            .compactMap { $0.split(separator: "\t").dropFirst(2).first.map(String.init) }
        return NearestChoice.nearest(to: name.rawValue, among: names).map { "; did you mean \($0)" } ?? ""
    }
}
