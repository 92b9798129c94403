/// Every way out of the house, over one loop of connections.
public final class ChannelRoom: Sendable {
    private let loop: TransferLoop

    /// - Parameter slots: how many exchanges may be under way at once.
    public init(slots: Int = 64) { loop = TransferLoop(slots: slots) }
    deinit { loop.close() }

    public var webhooks: WebhookChannel { WebhookChannel(loop: loop) }
    public func mail(through server: MailServer) -> MailChannel { MailChannel(loop: loop, server: server) }
}
