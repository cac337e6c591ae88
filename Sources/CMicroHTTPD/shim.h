#pragma once

#include <dlfcn.h>
#include <microhttpd.h>

/// The functions of libmicrohttpd that are used, found when the first server starts: commands that
/// serve nothing must not pay for loading it. Written once, by `kedit_mhd_load`, then only read.
struct __attribute__((swift_attr("@Sendable"))) kedit_mhd {
  __typeof__(&MHD_start_daemon) start_daemon;
  __typeof__(&MHD_stop_daemon) stop_daemon;
  __typeof__(&MHD_get_connection_values_n) get_connection_values;
  __typeof__(&MHD_create_response_from_callback) create_response;
  __typeof__(&MHD_add_response_header) add_response_header;
  __typeof__(&MHD_queue_response) queue_response;
  __typeof__(&MHD_destroy_response) destroy_response;
};

/// Opens the library and finds its functions; it is never unloaded.
///
/// Returns NULL, or what is wrong, in the loader's words.
static inline const char *_Nullable kedit_mhd_load(struct kedit_mhd *_Nonnull mhd) {
  void *library = dlopen("libmicrohttpd.so.12", RTLD_NOW | RTLD_LOCAL);
  if (!library) return dlerror();
#define KEDIT_MHD_FIND(field, name) \
  if (!(mhd->field = (__typeof__(mhd->field))dlsym(library, name))) return dlerror();
  KEDIT_MHD_FIND(start_daemon, "MHD_start_daemon")
  KEDIT_MHD_FIND(stop_daemon, "MHD_stop_daemon")
  KEDIT_MHD_FIND(get_connection_values, "MHD_get_connection_values_n")
  KEDIT_MHD_FIND(create_response, "MHD_create_response_from_callback")
  KEDIT_MHD_FIND(add_response_header, "MHD_add_response_header")
  KEDIT_MHD_FIND(queue_response, "MHD_queue_response")
  KEDIT_MHD_FIND(destroy_response, "MHD_destroy_response")
#undef KEDIT_MHD_FIND
  return 0;
}

/// What a daemon calls, all with the same `context`.
struct kedit_mhd_callbacks {
  /// Called with the request's target as it was sent; what it returns is the request's state.
  void *_Nullable (*_Nonnull target)(
      void *_Nullable context, const char *_Nonnull target,
      struct MHD_Connection *_Nullable connection);
  enum MHD_Result (*_Nonnull handle)(
      void *_Nullable context, struct MHD_Connection *_Nonnull connection,
      const char *_Nonnull path, const char *_Nonnull method, const char *_Nonnull version,
      const char *_Nullable upload, size_t *_Nonnull upload_size, void *_Nullable *_Nonnull state);
  void (*_Nonnull completed)(
      void *_Nullable context, struct MHD_Connection *_Nonnull connection,
      void *_Nullable *_Nonnull state, enum MHD_RequestTerminationCode code);
};

/// Serves a socket that listens, which the daemon then owns, with a thread for each connection.
static inline struct MHD_Daemon *_Nullable kedit_mhd_start(
    struct kedit_mhd mhd, int listening_socket, struct kedit_mhd_callbacks callbacks,
    void *_Nonnull context, size_t connection_memory, unsigned connection_limit,
    unsigned idle_seconds) {
  return mhd.start_daemon(
      MHD_USE_THREAD_PER_CONNECTION | MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_POLL | MHD_USE_ITC,
      0, 0, 0, (MHD_AccessHandlerCallback)callbacks.handle, context,
      MHD_OPTION_LISTEN_SOCKET, listening_socket,
      MHD_OPTION_URI_LOG_CALLBACK, callbacks.target, context,
      MHD_OPTION_NOTIFY_COMPLETED, callbacks.completed, context,
      MHD_OPTION_CONNECTION_MEMORY_LIMIT, connection_memory,
      MHD_OPTION_CONNECTION_LIMIT, connection_limit,
      MHD_OPTION_CONNECTION_TIMEOUT, idle_seconds,
      MHD_OPTION_STRICT_FOR_CLIENT, 1,
      MHD_OPTION_END);
}

/// Closes every connection and joins every thread.
static inline void kedit_mhd_stop(struct kedit_mhd mhd, struct MHD_Daemon *_Nonnull daemon) {
  mhd.stop_daemon(daemon);
}

/// Hands every header of the request to `visit`, in order; returns how many there are.
static inline int kedit_mhd_visit_headers(
    struct kedit_mhd mhd, struct MHD_Connection *_Nonnull connection,
    enum MHD_Result (*_Nonnull visit)(
        void *_Nullable context, enum MHD_ValueKind kind, const char *_Nullable name,
        size_t name_size, const char *_Nullable value, size_t value_size),
    void *_Nonnull context) {
  return mhd.get_connection_values(connection, MHD_HEADER_KIND, visit, context);
}

/// A response whose body of `size` bytes is read from `read`; `release` is called for `context` at
/// its end, but not if this returns NULL.
static inline struct MHD_Response *_Nullable kedit_mhd_create_response(
    struct kedit_mhd mhd, unsigned long long size, size_t block_size,
    ssize_t (*_Nonnull read)(
        void *_Nullable context, uint64_t position, char *_Nonnull buffer, size_t capacity),
    void *_Nonnull context, void (*_Nonnull release)(void *_Nullable context)) {
  return mhd.create_response(size, block_size, read, context, release);
}

/// Refuses names and values that would break the head of the response.
static inline enum MHD_Result kedit_mhd_add_header(
    struct kedit_mhd mhd, struct MHD_Response *_Nonnull response, const char *_Nonnull name,
    const char *_Nonnull value) {
  return mhd.add_response_header(response, name, value);
}

static inline enum MHD_Result kedit_mhd_queue(
    struct kedit_mhd mhd, struct MHD_Connection *_Nonnull connection, unsigned status,
    struct MHD_Response *_Nonnull response) {
  return mhd.queue_response(connection, status, response);
}

static inline void kedit_mhd_destroy(
    struct kedit_mhd mhd, struct MHD_Response *_Nonnull response) {
  mhd.destroy_response(response);
}
