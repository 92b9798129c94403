package import CalendarFeeds
internal import CommandSupport

extension FeedView: Printed {
    package var lines: [String] {
        [path, "Anyone who knows this name can read it. Revoke it with 'convoke calendar feed revoke'."]
    }
}

extension FeedView: Listed {
    package static func table(_ feeds: [FeedView]) -> [String] {
        Table.lines(
            ["feed", "of", "made", "revoked"],
            feeds.map {
                [$0.id, $0.subject ?? $0.scope, "\($0.made)", $0.revoked.map { "\($0)" } ?? "-"]
            }, empty: "None. Make one with 'convoke calendar feed create'.")
    }
}

extension PushReport: Listed {
    package static func table(_ reports: [PushReport]) -> [String] {
        Table.lines(
            ["verdict", "resource", "detail"], reports.map { [$0.verdict, $0.resource, $0.detail ?? "-"] },
            empty: "There is nothing to push.")
    }
}
