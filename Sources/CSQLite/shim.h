#pragma once

#include <sqlite3.h>

/// Opens a file; `*database` is set even where this fails, and must be closed.
static inline int kedit_sqlite3_open(
    const char *_Nonnull path, sqlite3 *_Nullable *_Nonnull database, int flags) {
  return sqlite3_open_v2(path, database, flags, 0);
}

/// Switches an option of the connection on or off; `sqlite3_db_config` is variadic.
static inline int kedit_sqlite3_configure(sqlite3 *_Nonnull database, int option, int on) {
  return sqlite3_db_config(database, option, on, (int *)0);
}

/// Runs all statements of a script.
static inline int kedit_sqlite3_execute(sqlite3 *_Nonnull database, const char *_Nonnull script) {
  return sqlite3_exec(database, script, 0, 0, 0);
}

/// Binds a copy of UTF-8 text. An address must be given even for no bytes: none would bind NULL.
static inline int kedit_sqlite3_bind_text(
    sqlite3_stmt *_Nonnull statement, int index, const char *_Nonnull text,
    unsigned long long count) {
  return sqlite3_bind_text64(statement, index, text, count, SQLITE_TRANSIENT, SQLITE_UTF8);
}

/// Binds a copy of bytes. An address must be given even for no bytes: none would bind NULL.
static inline int kedit_sqlite3_bind_blob(
    sqlite3_stmt *_Nonnull statement, int index, const void *_Nonnull bytes,
    unsigned long long count) {
  return sqlite3_bind_blob64(statement, index, bytes, count, SQLITE_TRANSIENT);
}
