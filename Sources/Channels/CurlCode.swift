internal import CCurl

/// libcurl's codes in words; never its own message, which may hold addresses.
enum CurlCode {
    static func meaning(of code: Int) -> String {
        curl_easy_strerror(CURLcode(rawValue: UInt32(code))).map { String(cString: $0).lowercased() } ?? "error \(code)"
    }
}
