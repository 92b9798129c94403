internal import Foundation

/// Work that nobody looks at while it is done.
package enum Background {
    /// From now on this process gives way to those of people who wait for an answer.
    package static func begin() { _ = nice(10) }
}
