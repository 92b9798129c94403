#ifndef CONVOKE_CGPGME_SHIM_H
#define CONVOKE_CGPGME_SHIM_H

#include <gpgme.h>

// Bit fields of a key, which Swift does not see.

static inline int convoke_gpgme_can_encrypt(gpgme_key_t key) {
    return key->can_encrypt && !key->revoked && !key->expired && !key->disabled && !key->invalid;
}

static inline int convoke_gpgme_is_secret(gpgme_key_t key) {
    return key->secret;
}

#endif
