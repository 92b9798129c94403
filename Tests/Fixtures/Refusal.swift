public import Coordination
import Foundation

/// Which problem something ended with: its kind, and the place it names.
public struct Refusal: Hashable, Sendable, CustomStringConvertible {
    public let kind: Problem.Kind
    /// Random letters of ids are `*`; a path of this run is its last part alone.
    public let place: String?

    public init(_ kind: Problem.Kind, at place: String? = nil) {
        self.kind = kind
        self.place = place
    }

    fileprivate init(_ problem: Problem) {
        kind = problem.kind
        place = problem.place.map { place in
            let path = place.replacing(#/(?:/[^/ :]+)+/(?=[^/ ]+)/#, with: "")
            return path.replacing(#/\b([a-z]{2,3})-[0-9a-z]{8}(?:[0-9a-z]{24})?\b/#) { "\($0.1)-*" }
                .replacing(#/\b(?:[0-9a-f]{12}|[0-9a-z]{32}|convoke-test-[0-9A-F-]{36})\b/#, with: "*")
        }
    }

    public var description: String { "\(kind)\(place.map { " at '\($0)'" } ?? "")" }
}

/// The problem that work ended with; `nil` where it ended well or with another error.
public func refusal(_ work: () throws -> some Any) -> Refusal? {
    do {
        _ = try work()
        return nil
    } catch {
        return (error as? Problem).map(Refusal.init)
    }
}

public func refusal(
    isolation: isolated (any Actor)? = #isolation,
    _ work: () async throws -> some Any
) async -> Refusal? {
    do {
        _ = try await work()
        return nil
    } catch {
        return (error as? Problem).map(Refusal.init)
    }
}
