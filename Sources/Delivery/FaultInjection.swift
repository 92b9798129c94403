internal import Installation

#if DEBUG
    internal import Foundation

    /// A fault that the crash test puts in to see that it would be found. It is not in a release build.
    enum FaultInjection {
        static let isMarkedBeforeSent = ProcessInfo.processInfo.environment["CONVOKE_PLANT"] == "mark-sent-before-send"
    }
#endif
