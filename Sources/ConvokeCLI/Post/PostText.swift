internal import Coordination

/// A mission in lines.
enum PostText {
    static func lines(_ post: Post) -> [String] {
        let facts = [post.country.rawValue, post.street, post.website].compactMap { $0 }.joined(separator: ", ")
        return ["\(post.name) (\(post.id))", facts]
            + post.designations.map { item in
                "\(item.role.rawValue): \(item.name), \(item.address)\(item.phone.map { ", \($0)" } ?? "")\(item.languages.isEmpty ? "" : ", " + item.languages.map(\.rawValue).joined(separator: " ")), from \(item.since)\(item.until.map { " until \($0)" } ?? "")"
            } + ["source: \(post.source)"]
    }
}
