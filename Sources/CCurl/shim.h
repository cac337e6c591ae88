#pragma once

#include <curl/curl.h>
#include <dlfcn.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

// libcurl is opened when the first request is sent, and not linked: it brings some thirty shared
// libraries with it, which would cost every start of the program several milliseconds. The header
// gives the types; the functions come from the library that is found then.

/// The functions of libcurl that are used. Filled once by `kedit_curl_load`, read-only after that.
typedef struct kedit_curl {
  CURLcode (*_Nonnull global_init)(long flags);
  CURL *_Nullable (*_Nonnull easy_init)(void);
  void (*_Nonnull easy_cleanup)(CURL *_Nonnull easy);
  CURLcode (*_Nonnull easy_setopt)(CURL *_Nonnull easy, CURLoption option, ...);
  CURLcode (*_Nonnull easy_getinfo)(CURL *_Nonnull easy, CURLINFO info, ...);
  const char *_Nonnull (*_Nonnull easy_strerror)(CURLcode code);
  CURLM *_Nullable (*_Nonnull multi_init)(void);
  CURLMcode (*_Nonnull multi_cleanup)(CURLM *_Nonnull multi);
  CURLMcode (*_Nonnull multi_setopt)(CURLM *_Nonnull multi, CURLMoption option, ...);
  CURLMcode (*_Nonnull multi_add_handle)(CURLM *_Nonnull multi, CURL *_Nonnull easy);
  CURLMcode (*_Nonnull multi_remove_handle)(CURLM *_Nonnull multi, CURL *_Nonnull easy);
  CURLMcode (*_Nonnull multi_perform)(CURLM *_Nonnull multi, int *_Nonnull running);
  CURLMcode (*_Nonnull multi_poll)(
      CURLM *_Nonnull multi, struct curl_waitfd *_Nullable extra, unsigned int count,
      int milliseconds, int *_Nullable ready);
  CURLMcode (*_Nonnull multi_wakeup)(CURLM *_Nonnull multi);
  CURLMsg *_Nullable (*_Nonnull multi_info_read)(CURLM *_Nonnull multi, int *_Nonnull left);
  const char *_Nonnull (*_Nonnull multi_strerror)(CURLMcode code);
  struct curl_slist *_Nullable (*_Nonnull slist_append)(
      struct curl_slist *_Nullable list, const char *_Nonnull text);
  void (*_Nonnull slist_free_all)(struct curl_slist *_Nullable list);
} kedit_curl;

/// Opens libcurl and initialises it; once a process. Nothing may be called where it gives false:
/// then `error` says why, cut to `size` bytes with its NUL.
static inline bool kedit_curl_load(kedit_curl *_Nonnull curl, char *_Nonnull error, size_t size) {
  void *library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
  if (library == NULL) {
    const char *reason = dlerror();
    snprintf(error, size, "%s", reason != NULL ? reason : "libcurl.so.4 cannot be opened");
    return false;
  }
  const struct {
    const char *name;
    void *place;
  } symbols[] = {
      {"curl_global_init", &curl->global_init},
      {"curl_easy_init", &curl->easy_init},
      {"curl_easy_cleanup", &curl->easy_cleanup},
      {"curl_easy_setopt", &curl->easy_setopt},
      {"curl_easy_getinfo", &curl->easy_getinfo},
      {"curl_easy_strerror", &curl->easy_strerror},
      {"curl_multi_init", &curl->multi_init},
      {"curl_multi_cleanup", &curl->multi_cleanup},
      {"curl_multi_setopt", &curl->multi_setopt},
      {"curl_multi_add_handle", &curl->multi_add_handle},
      {"curl_multi_remove_handle", &curl->multi_remove_handle},
      {"curl_multi_perform", &curl->multi_perform},
      {"curl_multi_poll", &curl->multi_poll},
      {"curl_multi_wakeup", &curl->multi_wakeup},
      {"curl_multi_info_read", &curl->multi_info_read},
      {"curl_multi_strerror", &curl->multi_strerror},
      {"curl_slist_append", &curl->slist_append},
      {"curl_slist_free_all", &curl->slist_free_all},
  };
  for (size_t index = 0; index < sizeof symbols / sizeof *symbols; index++) {
    void *symbol = dlsym(library, symbols[index].name);
    if (symbol == NULL) {
      snprintf(error, size, "libcurl.so.4 has no %s: 7.68 or newer is needed", symbols[index].name);
      dlclose(library);
      return false;
    }
    *(void **)symbols[index].place = symbol;
  }
  // Otherwise the libcrypto that comes with libcurl tears itself down at exit(), while a thread of
  // ours may still use it. A libcurl with another TLS library does not have the function.
  int (*init_crypto)(uint64_t, const void *) = NULL;
  *(void **)&init_crypto = dlsym(library, "OPENSSL_init_crypto");
  const uint64_t no_atexit = 0x00080000;
  if (init_crypto != NULL && init_crypto(no_atexit, NULL) != 1) {
    snprintf(error, size, "OPENSSL_init_crypto failed");
    dlclose(library);
    return false;
  }
  CURLcode code = curl->global_init(CURL_GLOBAL_DEFAULT);
  if (code != CURLE_OK) {
    snprintf(error, size, "curl_global_init: %s", curl->easy_strerror(code));
    return false;
  }
  return true;
}

// One function for each type of argument: Swift cannot call variadic functions.

static inline CURL *_Nullable kedit_curl_easy_init(const kedit_curl *_Nonnull curl) {
  return curl->easy_init();
}

static inline void kedit_curl_easy_cleanup(
    const kedit_curl *_Nonnull curl, CURL *_Nonnull easy) {
  curl->easy_cleanup(easy);
}

static inline CURLcode kedit_curl_set_long(
    const kedit_curl *_Nonnull curl, CURL *_Nonnull easy, CURLoption option, long value) {
  return curl->easy_setopt(easy, option, value);
}

static inline CURLcode kedit_curl_set_offset(
    const kedit_curl *_Nonnull curl, CURL *_Nonnull easy, CURLoption option, curl_off_t value) {
  return curl->easy_setopt(easy, option, value);
}

static inline CURLcode kedit_curl_set_string(
    const kedit_curl *_Nonnull curl, CURL *_Nonnull easy, CURLoption option,
    const char *_Nonnull value) {
  return curl->easy_setopt(easy, option, value);
}

static inline CURLcode kedit_curl_set_list(
    const kedit_curl *_Nonnull curl, CURL *_Nonnull easy, CURLoption option,
    struct curl_slist *_Nullable value) {
  return curl->easy_setopt(easy, option, value);
}

/// At least `CURL_ERROR_SIZE` bytes that live as long as the handle.
static inline CURLcode kedit_curl_set_error_buffer(
    const kedit_curl *_Nonnull curl, CURL *_Nonnull easy, char *_Nonnull buffer) {
  return curl->easy_setopt(easy, CURLOPT_ERRORBUFFER, buffer);
}

typedef size_t (*kedit_curl_callback)(
    char *_Nonnull bytes, size_t size, size_t count, void *_Nonnull context);

/// `function` is one of the `CURLOPT_…FUNCTION` of that shape, `data` its `CURLOPT_…DATA`.
static inline CURLcode kedit_curl_set_callback(
    const kedit_curl *_Nonnull curl, CURL *_Nonnull easy, CURLoption function,
    kedit_curl_callback _Nonnull callback, CURLoption data, void *_Nonnull context) {
  CURLcode code = curl->easy_setopt(easy, function, callback);
  return code != CURLE_OK ? code : curl->easy_setopt(easy, data, context);
}

/// Allows http and https alone, for the first URL and for redirects.
static inline CURLcode kedit_curl_set_http_only(
    const kedit_curl *_Nonnull curl, CURL *_Nonnull easy) {
  CURLcode code = curl->easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
  if (code == CURLE_OK) {
    code = curl->easy_setopt(easy, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
  }
  if (code != CURLE_UNKNOWN_OPTION) {
    return code;
  }
  // Before 7.85 the protocols are a bit mask: 1 is http, 2 is https.
  const int protocols = 181, redirect_protocols = 182;
  code = curl->easy_setopt(easy, (CURLoption)protocols, 3L);
  return code != CURLE_OK ? code : curl->easy_setopt(easy, (CURLoption)redirect_protocols, 3L);
}

static inline CURLcode kedit_curl_get_long(
    const kedit_curl *_Nonnull curl, CURL *_Nonnull easy, CURLINFO info, long *_Nonnull value) {
  return curl->easy_getinfo(easy, info, value);
}

static inline CURLcode kedit_curl_get_offset(
    const kedit_curl *_Nonnull curl, CURL *_Nonnull easy, CURLINFO info,
    curl_off_t *_Nonnull value) {
  return curl->easy_getinfo(easy, info, value);
}

static inline const char *_Nonnull kedit_curl_easy_strerror(
    const kedit_curl *_Nonnull curl, CURLcode code) {
  return curl->easy_strerror(code);
}

static inline CURLM *_Nullable kedit_curl_multi_init(const kedit_curl *_Nonnull curl) {
  return curl->multi_init();
}

static inline CURLMcode kedit_curl_multi_cleanup(
    const kedit_curl *_Nonnull curl, CURLM *_Nonnull multi) {
  return curl->multi_cleanup(multi);
}

static inline CURLMcode kedit_curl_multi_set_long(
    const kedit_curl *_Nonnull curl, CURLM *_Nonnull multi, CURLMoption option, long value) {
  return curl->multi_setopt(multi, option, value);
}

static inline CURLMcode kedit_curl_multi_add(
    const kedit_curl *_Nonnull curl, CURLM *_Nonnull multi, CURL *_Nonnull easy) {
  return curl->multi_add_handle(multi, easy);
}

static inline CURLMcode kedit_curl_multi_remove(
    const kedit_curl *_Nonnull curl, CURLM *_Nonnull multi, CURL *_Nonnull easy) {
  return curl->multi_remove_handle(multi, easy);
}

static inline CURLMcode kedit_curl_multi_perform(
    const kedit_curl *_Nonnull curl, CURLM *_Nonnull multi) {
  int running = 0;
  return curl->multi_perform(multi, &running);
}

/// Waits for a socket, a timer of libcurl's or `kedit_curl_multi_wakeup`.
static inline CURLMcode kedit_curl_multi_poll(
    const kedit_curl *_Nonnull curl, CURLM *_Nonnull multi, int milliseconds) {
  return curl->multi_poll(multi, NULL, 0, milliseconds, NULL);
}

/// The one function that may be called from any thread.
static inline CURLMcode kedit_curl_multi_wakeup(
    const kedit_curl *_Nonnull curl, CURLM *_Nonnull multi) {
  return curl->multi_wakeup(multi);
}

/// The next transfer that has ended, and how; NULL where there is none.
static inline CURL *_Nullable kedit_curl_multi_next_done(
    const kedit_curl *_Nonnull curl, CURLM *_Nonnull multi, CURLcode *_Nonnull result) {
  int left = 0;
  for (CURLMsg *message; (message = curl->multi_info_read(multi, &left)) != NULL;) {
    if (message->msg == CURLMSG_DONE) {
      *result = message->data.result;
      return message->easy_handle;
    }
  }
  return NULL;
}

static inline const char *_Nonnull kedit_curl_multi_strerror(
    const kedit_curl *_Nonnull curl, CURLMcode code) {
  return curl->multi_strerror(code);
}

/// The list with a copy of `text` at its end; NULL where memory is short, and `list` is as it was.
static inline struct curl_slist *_Nullable kedit_curl_list_append(
    const kedit_curl *_Nonnull curl, struct curl_slist *_Nullable list,
    const char *_Nonnull text) {
  return curl->slist_append(list, text);
}

static inline void kedit_curl_list_free(
    const kedit_curl *_Nonnull curl, struct curl_slist *_Nullable list) {
  curl->slist_free_all(list);
}
