import Foundation
import Subprocess

/// A real HTTP server of its own for one measurement: one worker on loopback that answers 204.
struct Nginx {
    let folder: String
    private let port = Int.random(in: 20_000...40_000)

    func serving<Result: Sendable>(_ work: @Sendable (String) async throws -> Result) async throws -> Result {
        let configuration = """
            daemon off; worker_processes 1; pid \(folder)/nginx.pid; error_log \(folder)/nginx.log;
            events { worker_connections 1024; }
            http {
              access_log off; client_body_temp_path \(folder)/body; proxy_temp_path \(folder)/proxy;
              fastcgi_temp_path \(folder)/fastcgi; uwsgi_temp_path \(folder)/uwsgi; scgi_temp_path \(folder)/scgi;
              keepalive_requests 10000000; client_body_buffer_size 64k;
              server { listen 127.0.0.1:\(port); location / { return 204; } }
            }
            """
        try Data(configuration.utf8).write(to: URL(filePath: "\(folder)/nginx.conf"))
        let result = try await run(
            .name("nginx"), arguments: ["-c", "\(folder)/nginx.conf", "-e", "\(folder)/nginx.log"], input: .none,
            output: .discarded, error: .discarded
        ) { execution in
            try await Task.sleep(for: .milliseconds(500))
            do {
                let value = try await work("http://127.0.0.1:\(port)/statements")
                await execution.teardown(using: [.gracefulShutDown(allowedDurationToNextStep: .seconds(2))])
                return value
            } catch {
                await execution.teardown(using: [.gracefulShutDown(allowedDurationToNextStep: .seconds(2))])
                throw error
            }
        }
        return result.closureResult
    }
}
