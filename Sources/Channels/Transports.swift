internal import Synchronization

/// Every way out of the house, over one loop of connections that starts with the first use.
public final class Transports: Sendable {
    private let slots: Int
    private let started = Mutex<TransferLoop?>(nil)

    /// - Parameter slots: how many exchanges may be under way at once.
    public init(slots: Int = 64) { self.slots = slots }

    public var webhooks: WebhookChannel { WebhookChannel(loop: loop) }
    public func mailbox(_ server: MailboxServer) -> MailboxChannel { MailboxChannel(loop: loop, server: server) }
    public func calendar(at server: CalendarServer) throws -> CalendarChannel {
        try CalendarChannel(loop: loop, server: server)
    }
    public func mail(through server: MailServer) -> MailChannel { MailChannel(loop: loop, server: server) }

    private var loop: TransferLoop {
        started.withLock { loop in
            if let loop { return loop }
            let fresh = TransferLoop(slots: slots)
            loop = fresh
            return fresh
        }
    }
}
