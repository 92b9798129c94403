internal import Coordination
internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import Logging
internal import NIOCore
internal import Sealing

/// A webhook endpoint that believes nothing it cannot verify.
struct Receiver: Sendable {
    static let maximumBytes = 1 << 20
    /// How far a message's time may be off, as the public libraries have it.
    static let toleranceSeconds: Int64 = 300

    let secret: WebhookSecret
    let inbox: ReceivedFolder
    /// Seconds since 1970.
    let now: @Sendable () -> Int64

    /// Serves until the process is told to stop.
    func serve(port: Int) async throws {
        let router = Router()
        router.post("**") { request, _ in try await take(request) }
        var logger = Logger(label: "convoke.receive")
        logger.logLevel = .error
        let application = Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: port)),
            onServerRunning: { channel in
                say("http://127.0.0.1:\(channel.localAddress?.port ?? port)/statements")
            }, logger: logger)
        do {
            try await application.runService()
        } catch let error as IOError {
            throw Problem(
                .unavailable, "port \(port) cannot be used: errno \(error.errnoCode)",
                remedy: "Choose another with --port.")
        }
    }

    private func take(_ request: Request) async throws -> Response {
        func header(_ name: String) -> String? { HTTPField.Name(name).flatMap { request.headers[$0] } }
        let buffer = try await request.body.collect(upTo: Self.maximumBytes)
        let body = Array(buffer.readableBytesView)
        let now = now()
        guard let id = header("webhook-id"), (try? Identifier<Envelope>(parsing: id)) != nil,
            let stamp = header("webhook-timestamp").flatMap({ Int64($0) }), let signature = header("webhook-signature")
        else { return refuse("lacks its id, time or signature") }
        guard (now - Self.toleranceSeconds...now + Self.toleranceSeconds).contains(stamp) else {
            return refuse("is too old or from the future")
        }
        guard secret.verifies(signature, id: id, timestamp: stamp, body: body) else {
            return refuse("is not signed by us")
        }
        let isNew = try inbox.keep(body, id: id)
        say("\(isNew ? "verified" : "repeated") \(id) \(body.count) bytes")
        return Response(status: .noContent)
    }

    private func refuse(_ why: String) -> Response {
        say("refused: a message \(why)")
        return Response(status: .unauthorized)
    }

    /// Standard output is a pipe when another program waits for the address, so each line goes out at once.
    private func say(_ line: String) { FileHandle.standardOutput.write(Data("\(line)\n".utf8)) }
}
