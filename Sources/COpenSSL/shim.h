#pragma once

// The low-level SHA256_* functions are deprecated in favour of EVP, which loads OpenSSL's
// providers and its configuration file first; kedit hashes a few kilobytes in a process that lives
// two milliseconds.
#define OPENSSL_SUPPRESS_DEPRECATED

#include <openssl/crypto.h>
#include <openssl/sha.h>

static inline int kedit_sha256_init(SHA256_CTX *_Nonnull context) {
  return SHA256_Init(context);
}

static inline int kedit_sha256_update(
    SHA256_CTX *_Nonnull context, const void *_Nonnull bytes, size_t count) {
  return SHA256_Update(context, bytes, count);
}

/// Writes `SHA256_DIGEST_LENGTH` bytes and wipes the context.
static inline int kedit_sha256_final(
    unsigned char *_Nonnull digest, SHA256_CTX *_Nonnull context) {
  return SHA256_Final(digest, context);
}

/// 0 where both are equal, in a time that depends on `count` alone.
static inline int kedit_constant_time_compare(
    const void *_Nonnull left, const void *_Nonnull right, size_t count) {
  return CRYPTO_memcmp(left, right, count);
}
