// The floor for posting signed messages: one libcurl multi loop in C with reused handles. Prints seconds for COUNT posts.
#include <curl/curl.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { SLOTS = 64, SIZE = 4096 };
static char body[SIZE];
static const unsigned char key[32] = "0123456789abcdef0123456789abcde";

static size_t ignore(char *bytes, size_t size, size_t count, void *context) {
    (void)bytes, (void)context;
    return size * count;
}

struct slot {
    CURL *easy;
    struct curl_slist *headers;
};

static void prepare(struct slot *slot, const char *url, int number) {
    char text[SIZE + 128], line[256], encoded[64];
    unsigned char digest[32];
    unsigned length = 0;
    long now = (long)time(NULL);
    int head = snprintf(text, 128, "msg-%d.%ld.", number, now);
    memcpy(text + head, body, SIZE);
    HMAC(EVP_sha256(), key, sizeof key, (unsigned char *)text, head + SIZE, digest, &length);
    EVP_EncodeBlock((unsigned char *)encoded, digest, (int)length);
    curl_slist_free_all(slot->headers);
    slot->headers = curl_slist_append(NULL, "Content-Type: application/json");
    snprintf(line, sizeof line, "webhook-id: msg-%d", number);
    slot->headers = curl_slist_append(slot->headers, line);
    snprintf(line, sizeof line, "webhook-timestamp: %ld", now);
    slot->headers = curl_slist_append(slot->headers, line);
    snprintf(line, sizeof line, "webhook-signature: v1,%s", encoded);
    slot->headers = curl_slist_append(slot->headers, line);
    slot->headers = curl_slist_append(slot->headers, "Expect:");
    curl_easy_reset(slot->easy);
    curl_easy_setopt(slot->easy, CURLOPT_URL, url);
    curl_easy_setopt(slot->easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(slot->easy, CURLOPT_PROXY, "");
    curl_easy_setopt(slot->easy, CURLOPT_POST, 1L);
    curl_easy_setopt(slot->easy, CURLOPT_POSTFIELDS, body);
    curl_easy_setopt(slot->easy, CURLOPT_POSTFIELDSIZE, (long)SIZE);
    curl_easy_setopt(slot->easy, CURLOPT_HTTPHEADER, slot->headers);
    curl_easy_setopt(slot->easy, CURLOPT_WRITEFUNCTION, ignore);
    curl_easy_setopt(slot->easy, CURLOPT_TIMEOUT_MS, 20000L);
}

int main(int argc, char **argv) {
    if (argc < 3) return 64;
    int count = atoi(argv[2]), started = 0, done = 0, failed = 0, running = 0, left = 0;
    memset(body, 'x', SIZE);
    curl_global_init(CURL_GLOBAL_DEFAULT);
    CURLM *multi = curl_multi_init();
    curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, (long)SLOTS * 2);
    struct slot slots[SLOTS] = {0};
    struct timespec a, b;
    clock_gettime(CLOCK_MONOTONIC, &a);
    for (int i = 0; i < SLOTS && started < count; i++) {
        slots[i].easy = curl_easy_init();
        prepare(&slots[i], argv[1], started++);
        curl_multi_add_handle(multi, slots[i].easy);
    }
    while (done < count) {
        curl_multi_perform(multi, &running);
        CURLMsg *message;
        while ((message = curl_multi_info_read(multi, &left))) {
            long status = 0;
            CURL *easy = message->easy_handle;
            curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
            if (message->data.result != CURLE_OK || status != 204) failed++;
            curl_multi_remove_handle(multi, easy);
            done++;
            for (int i = 0; i < SLOTS && started < count; i++) {
                if (slots[i].easy != easy) continue;
                prepare(&slots[i], argv[1], started++);
                curl_multi_add_handle(multi, easy);
                break;
            }
        }
        if (done < count) curl_multi_poll(multi, NULL, 0, 1000, NULL);
    }
    clock_gettime(CLOCK_MONOTONIC, &b);
    printf("%.6f\n", (b.tv_sec - a.tv_sec) + (b.tv_nsec - a.tv_nsec) / 1e9);
    return failed ? 1 : 0;
}
