#ifndef CONVOKE_CKEYUTILS_H
#define CONVOKE_CKEYUTILS_H

#include <errno.h>
#include <keyutils.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/resource.h>

/// Keeps a key in the user's own key ring. Returns its serial number, or the negative error.
static inline int32_t convoke_keep_key(const char *_Nonnull name, const void *_Nullable key, size_t length,
                                       uint32_t seconds) {
    key_serial_t serial = add_key("user", name, key, length, KEY_SPEC_USER_KEYRING);
    if (serial < 0) return -errno;
    // Only the user's own processes may read it, whichever session they run in.
    if (keyctl_setperm(serial, KEY_POS_ALL | KEY_USR_VIEW | KEY_USR_READ | KEY_USR_SEARCH | KEY_USR_WRITE |
                                   KEY_USR_SETATTR) < 0 ||
        keyctl_set_timeout(serial, seconds) < 0) {
        int error = errno;
        keyctl_unlink(serial, KEY_SPEC_USER_KEYRING);
        return -error;
    }
    return serial;
}

/// Reads a key. Returns its length, or the negative error.
static inline long convoke_read_key(const char *_Nonnull name, void *_Nullable buffer, size_t length) {
    long serial = keyctl_search(KEY_SPEC_USER_KEYRING, "user", name, 0);
    if (serial < 0) return -errno;
    long count = keyctl_read((key_serial_t)serial, buffer, length);
    return count < 0 ? -errno : count;
}

static inline void convoke_forget_key(const char *_Nonnull name) {
    long serial = keyctl_search(KEY_SPEC_USER_KEYRING, "user", name, 0);
    if (serial < 0) return;
    keyctl_revoke((key_serial_t)serial);
    keyctl_unlink((key_serial_t)serial, KEY_SPEC_USER_KEYRING);
}

/// No core dump of this process, and no other process of the user reads its memory.
static inline void convoke_forbid_dumps(void) {
    struct rlimit none = {0, 0};
    setrlimit(RLIMIT_CORE, &none);
    prctl(PR_SET_DUMPABLE, 0);
}

#endif
