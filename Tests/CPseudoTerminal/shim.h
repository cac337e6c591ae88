#pragma once

#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <spawn.h>
#include <stddef.h>
#include <stdint.h>
#include <wchar.h>

// What the system's headers declare only for programs that ask for more than Swift does.
int posix_openpt(int flags);
int grantpt(int descriptor);
int unlockpt(int descriptor);
int ptsname_r(int descriptor, char *buffer, size_t size);
int wcwidth(wchar_t character);
int posix_spawn_file_actions_addchdir_np(posix_spawn_file_actions_t *actions, const char *path);

/// `POSIX_SPAWN_SETSID`: the new process leads a session, and so may have a controlling terminal.
static const short kedit_pty_spawn_session = 0x80;

/// Opens the master of a new pseudo-terminal that no child inherits; -1 and `errno` where it cannot.
static inline int kedit_pty_open(void) {
  return posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
}

/// Lets the slave of a master be opened, and says its name; -1 and `errno` where it cannot.
static inline int kedit_pty_unlock(int master, char *_Nonnull name, size_t size) {
  if (grantpt(master) || unlockpt(master)) return -1;
  int code = ptsname_r(master, name, size);
  if (!code) return 0;
  errno = code;
  return -1;
}

/// The folder in which the new process begins; 0 or an error number.
static inline int kedit_pty_add_folder(
    posix_spawn_file_actions_t *_Nonnull actions, const char *_Nonnull path) {
  return posix_spawn_file_actions_addchdir_np(actions, path);
}

/// How many columns a character takes in that locale; -1 where it cannot be shown.
static inline int kedit_pty_width(locale_t _Nonnull locale, uint32_t character) {
  locale_t earlier = uselocale(locale);
  int width = wcwidth((wchar_t)character);
  uselocale(earlier);
  return width;
}
