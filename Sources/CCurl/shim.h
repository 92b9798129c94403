#ifndef CONVOKE_CCURL_SHIM_H
#define CONVOKE_CCURL_SHIM_H

#include <curl/curl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

// curl's setters are variadic, which Swift does not see; each function here is one of them for one class of argument.
// The parentheses keep curl's type-checking macros out.

static inline CURLcode convoke_curl_set_long(CURL *easy, CURLoption option, long value) {
    return (curl_easy_setopt)(easy, option, value);
}

static inline CURLcode convoke_curl_set_size(CURL *easy, CURLoption option, curl_off_t value) {
    return (curl_easy_setopt)(easy, option, value);
}

static inline CURLcode convoke_curl_set_text(CURL *easy, CURLoption option, const char *value) {
    return (curl_easy_setopt)(easy, option, value);
}

static inline CURLcode convoke_curl_set_list(CURL *easy, CURLoption option, struct curl_slist *value) {
    return (curl_easy_setopt)(easy, option, value);
}

static inline CURLMcode convoke_curl_set_multi_long(CURLM *multi, CURLMoption option, long value) {
    return (curl_multi_setopt)(multi, option, value);
}

static inline long convoke_curl_status(CURL *easy) {
    long status = 0;
    (curl_easy_getinfo)(easy, CURLINFO_RESPONSE_CODE, &status);
    return status;
}

static inline int64_t convoke_curl_retry_after(CURL *easy) {
    curl_off_t seconds = 0;
    (curl_easy_getinfo)(easy, CURLINFO_RETRY_AFTER, &seconds);
    return seconds;
}

// The next finished transfer, or NULL; CURLMsg holds a union, which is read here.
static inline CURL *convoke_curl_next_done(CURLM *multi, CURLcode *code) {
    int left = 0;
    CURLMsg *message;
    while ((message = curl_multi_info_read(multi, &left)) != NULL) {
        if (message->msg == CURLMSG_DONE) {
            *code = message->data.result;
            return message->easy_handle;
        }
    }
    return NULL;
}

static inline long convoke_curl_new_connections(CURL *easy) {
    long count = 0;
    (curl_easy_getinfo)(easy, CURLINFO_NUM_CONNECTS, &count);
    return count;
}

// What the callbacks of one transfer may touch. An answer's body is kept only where it is asked for, and cut off at a limit.
enum { CONVOKE_CURL_RECEIVE_LIMIT = 65536 };

// A macro with a cast, which Swift does not see.
static const long CONVOKE_CURL_BASIC = CURLAUTH_BASIC;

struct convoke_curl_state {
    const char *upload;
    size_t upload_length;
    size_t upload_position;
    size_t received;
    char *kept;
    size_t kept_limit;
    char etag[256];
    int allows_loopback;
    int was_address_refused;
};

static inline size_t convoke_curl_on_answer(char *bytes, size_t size, size_t count, void *context) {
    struct convoke_curl_state *state = context;
    size_t length = size * count;
    size_t limit = state->kept_limit > 0 ? state->kept_limit : CONVOKE_CURL_RECEIVE_LIMIT;
    if (length == 0) return 0;
    if (length > limit - state->received) return 0;
    if (state->kept_limit > 0) {
        char *kept = realloc(state->kept, state->received + length);
        if (kept == NULL) return 0;
        memcpy(kept + state->received, bytes, length);
        state->kept = kept;
    }
    state->received += length;
    return length;
}

// Of the headers only the version of a resource counts (RFC 9110 section 8.8.3).
static inline size_t convoke_curl_on_header(char *bytes, size_t size, size_t count, void *context) {
    struct convoke_curl_state *state = context;
    size_t length = size * count;
    if (length > 6 && strncasecmp(bytes, "etag:", 5) == 0) {
        size_t start = 5, end = length;
        while (start < end && (bytes[start] == ' ' || bytes[start] == '\t')) start++;
        while (end > start && (bytes[end - 1] == '\r' || bytes[end - 1] == '\n' || bytes[end - 1] == ' ')) end--;
        if (end - start < sizeof state->etag) {
            memcpy(state->etag, bytes + start, end - start);
            state->etag[end - start] = 0;
        }
    }
    return length;
}

static inline size_t convoke_curl_on_upload(char *buffer, size_t size, size_t count, void *context) {
    struct convoke_curl_state *state = context;
    size_t room = size * count;
    size_t left = state->upload_length - state->upload_position;
    size_t take = left < room ? left : room;
    memcpy(buffer, state->upload + state->upload_position, take);
    state->upload_position += take;
    return take;
}

// Which addresses may be connected to is decided in Swift, before a socket is made.
static inline CURLcode convoke_curl_set_socket_opener(CURL *easy, curl_opensocket_callback opener, void *context) {
    CURLcode code = (curl_easy_setopt)(easy, CURLOPT_OPENSOCKETFUNCTION, opener);
    return code == CURLE_OK ? (curl_easy_setopt)(easy, CURLOPT_OPENSOCKETDATA, context) : code;
}

static inline void convoke_curl_set_callbacks(CURL *easy, struct convoke_curl_state *state) {
    (curl_easy_setopt)(easy, CURLOPT_WRITEFUNCTION, convoke_curl_on_answer);
    (curl_easy_setopt)(easy, CURLOPT_WRITEDATA, state);
    (curl_easy_setopt)(easy, CURLOPT_HEADERFUNCTION, convoke_curl_on_header);
    (curl_easy_setopt)(easy, CURLOPT_HEADERDATA, state);
    (curl_easy_setopt)(easy, CURLOPT_READFUNCTION, convoke_curl_on_upload);
    (curl_easy_setopt)(easy, CURLOPT_READDATA, state);
    (curl_easy_setopt)(easy, CURLOPT_PRIVATE, state);
}

#endif
