internal import CCurl
internal import Foundation

/// A reusable easy handle with the memory that its callbacks use.
final class TransferHandle {
    let easy: UnsafeMutableRawPointer
    private let state: UnsafeMutablePointer<convoke_curl_state>
    private var payload: UnsafeMutableBufferPointer<CChar>
    private var isReady = true
    private var lists: [UnsafeMutablePointer<curl_slist>?] = []

    init?() {
        guard let easy = curl_easy_init() else { return nil }
        self.easy = easy
        state = .allocate(capacity: 1)
        state.initialize(to: convoke_curl_state())
        payload = .allocate(capacity: 0)
    }

    deinit {
        curl_easy_cleanup(easy)
        freeLists()
        payload.deallocate()
        free(state.pointee.kept)
        state.deallocate()
    }

    /// Sets the handle up for a transfer; connections that are open stay so.
    /// - Returns: whether libcurl took every option; without one of them it could send in clear or to a forbidden address.
    func prepare(_ transfer: Transfer) -> Bool {
        isReady = true
        curl_easy_reset(easy)
        freeLists()
        payload.deallocate()
        payload = .allocate(capacity: transfer.payload.count)
        _ = payload.initialize(from: transfer.payload.lazy.map { CChar(bitPattern: $0) })
        free(state.pointee.kept)
        state.pointee = convoke_curl_state()
        state.pointee.kept_limit = transfer.keeping
        state.pointee.upload = UnsafePointer(payload.baseAddress)
        state.pointee.upload_length = payload.count
        convoke_curl_set_callbacks(easy, state)
        text(CURLOPT_URL, transfer.url)
        number(CURLOPT_NOSIGNAL, 1)
        number(CURLOPT_FOLLOWLOCATION, 0)
        text(CURLOPT_PROXY, "")
        number(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        // A folder of certificates would switch off curl's cache of the bundle.
        note(convoke_curl_set_text(easy, CURLOPT_CAPATH, nil))
        let (seconds, attoseconds) = transfer.timeout.components
        number(CURLOPT_TIMEOUT_MS, Int(seconds) * 1000 + Int(attoseconds / 1_000_000_000_000_000))
        number(CURLOPT_CONNECTTIMEOUT, 10)
        switch transfer.kind {
        case .post(let headers, let allowsLoopback): preparePost(headers, allowsLoopback: allowsLoopback)
        case .mail(let from, let to, let user, let password, let authorities):
            text(CURLOPT_PROTOCOLS_STR, "smtp,smtps")
            text(CURLOPT_MAIL_FROM, "<\(from)>")
            list(CURLOPT_MAIL_RCPT, ["<\(to)>"])
            number(CURLOPT_UPLOAD, 1)
            note(convoke_curl_set_size(easy, CURLOPT_INFILESIZE_LARGE, curl_off_t(payload.count)))
            number(CURLOPT_USE_SSL, Int(CURLUSESSL_ALL.rawValue))
            if let user { text(CURLOPT_USERNAME, user) }
            if let password { text(CURLOPT_PASSWORD, password) }
            if let authorities { text(CURLOPT_CAINFO, authorities) }
        case .mailbox(let command, let login):
            text(CURLOPT_PROTOCOLS_STR, "imaps")
            if let command { text(CURLOPT_CUSTOMREQUEST, command) }
            prepare(login)
        case .calendar(let method, let headers, let login):
            text(CURLOPT_PROTOCOLS_STR, "http,https")
            number(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
            number(CURLOPT_HTTPAUTH, Int(CONVOKE_CURL_BASIC))
            list(CURLOPT_HTTPHEADER, headers + ["Expect:"])
            if method == "PUT" {
                number(CURLOPT_UPLOAD, 1)
                note(convoke_curl_set_size(easy, CURLOPT_INFILESIZE_LARGE, curl_off_t(payload.count)))
            } else {
                text(CURLOPT_CUSTOMREQUEST, method)
            }
            prepare(login)
        }
        return isReady
    }

    private func prepare(_ login: Transfer.Login) {
        text(CURLOPT_USERNAME, login.user)
        text(CURLOPT_PASSWORD, login.password)
        if let authorities = login.authorities { text(CURLOPT_CAINFO, authorities) }
    }

    private func preparePost(_ headers: [String], allowsLoopback: Bool) {
        state.pointee.allows_loopback = allowsLoopback ? 1 : 0
        note(convoke_curl_set_socket_opener(easy, Self.openSocket, state))
        text(CURLOPT_PROTOCOLS_STR, allowsLoopback ? "http,https" : "https")
        number(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
        number(CURLOPT_POST, 1)
        note(convoke_curl_set_size(easy, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(payload.count)))
        // `Expect:` without a value keeps curl from waiting for a 100 that many servers never send.
        list(CURLOPT_HTTPHEADER, headers + ["Expect:"])
    }

    /// Makes the socket of a connection, once its address is one that the transfer may reach. libcurl hands over what every
    /// spelling and every answer of DNS come down to, so nothing else has to be looked at.
    private static let openSocket: curl_opensocket_callback = { context, _, address in
        guard let context, let address else { return -1 }
        let state = context.assumingMemoryBound(to: convoke_curl_state.self)
        let start = UnsafeRawPointer(address).advanced(by: MemoryLayout<curl_sockaddr>.offset(of: \.addr) ?? 0)
        let target = NetworkAddress(socketAddress: start)
        let isAllowed = state.pointee.allows_loopback != 0 ? target?.isLoopback : target?.isPublic
        guard isAllowed == true else {
            state.pointee.was_address_refused = 1
            return -1
        }
        let kind = address.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue)
        return socket(address.pointee.family, kind, address.pointee.protocol)
    }

    func result(_ code: CURLcode) -> TransferResult {
        let wait = convoke_curl_retry_after(easy)
        return TransferResult(
            code: Int(code.rawValue), status: convoke_curl_status(easy),
            retryAfter: wait > 0 ? .seconds(min(wait, 86_400)) : nil,
            wasAddressRefused: state.pointee.was_address_refused != 0,
            body: state.pointee.kept.map { kept in
                UnsafeBufferPointer(start: kept, count: state.pointee.received).map { UInt8(bitPattern: $0) }
            } ?? [], etag: etag, openedConnection: convoke_curl_new_connections(easy) > 0,
            wasAllSent: state.pointee.upload_length > 0 && state.pointee.upload_position == state.pointee.upload_length)
    }

    private var etag: String? {
        let text = withUnsafeBytes(of: state.pointee.etag) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
        return text.isEmpty ? nil : text
    }

    private func number(_ option: CURLoption, _ value: Int) { note(convoke_curl_set_long(easy, option, value)) }
    private func text(_ option: CURLoption, _ value: String) { note(convoke_curl_set_text(easy, option, value)) }
    private func note(_ code: CURLcode) { isReady = isReady && code == CURLE_OK }

    /// curl reads the list during the transfer, so it is freed only before the next one.
    private func list(_ option: CURLoption, _ lines: [String]) {
        let list = lines.reduce(UnsafeMutablePointer<curl_slist>?.none) { curl_slist_append($0, $1) }
        lists.append(list)
        note(convoke_curl_set_list(easy, option, list))
    }

    private func freeLists() {
        lists.forEach { curl_slist_free_all($0) }
        lists = []
    }
}
