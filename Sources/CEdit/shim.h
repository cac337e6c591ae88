#pragma once

#include <histedit.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

// libedit edits the line: keys, commands, history, ~/.editrc. What it would draw goes nowhere, for
// it knows neither combining characters nor lines taller than the terminal; the caller draws.

/// Tells whether libedit wanted to beep since it was last set to false.
typedef struct kedit_edit_bell {
  bool rang;
} kedit_edit_bell;

static inline ssize_t kedit_edit_swallow(
    void *_Nullable bell, const char *_Nullable bytes, size_t count) {
  if (memchr(bytes, '\a', count) != NULL) {
    ((kedit_edit_bell *)bell)->rang = true;
  }
  return (ssize_t)count;
}

// glibc declares it only where all of its extensions are asked for before the first header.
#ifndef __USE_GNU
typedef struct cookie_io_functions_t {
  ssize_t (*_Nullable read)(void *_Nullable cookie, char *_Nullable bytes, size_t count);
  ssize_t (*_Nullable write)(void *_Nullable cookie, const char *_Nullable bytes, size_t count);
  int (*_Nullable seek)(void *_Nullable cookie, int64_t *_Nullable offset, int whence);
  int (*_Nullable close)(void *_Nullable cookie);
} cookie_io_functions_t;

extern FILE *_Nullable fopencookie(
    void *_Nullable cookie, const char *_Nonnull mode, cookie_io_functions_t functions);
#endif

/// A stream that swallows what is written and notes the bell; NULL where memory is short.
static inline FILE *_Nullable kedit_edit_sink(kedit_edit_bell *_Nonnull bell) {
  cookie_io_functions_t functions = {.write = kedit_edit_swallow};
  return fopencookie(bell, "w", functions);
}

/// An editor of the terminal behind `input` and `output`, which draws into `sink`. NULL where
/// memory is short.
static inline EditLine *_Nullable kedit_edit_open(
    const char *_Nonnull program, FILE *_Nonnull sink, int input, int output) {
  return el_init_fd(program, sink, sink, sink, input, output, output);
}

// One function for each type of argument: Swift cannot call variadic functions.

static inline int kedit_edit_set_context(EditLine *_Nonnull edit, void *_Nonnull context) {
  return el_wset(edit, EL_CLIENTDATA, context);
}

static inline void *_Nullable kedit_edit_context(EditLine *_Nonnull edit) {
  void *context = NULL;
  return el_wget(edit, EL_CLIENTDATA, &context) == 0 ? context : NULL;
}

/// `read` is asked for the next key: 1 for one, 0 to end the line.
static inline int kedit_edit_set_reader(
    EditLine *_Nonnull edit, int (*_Nonnull read)(EditLine *_Nonnull, wchar_t *_Nonnull)) {
  return el_wset(edit, EL_GETCFN, read);
}

/// Prompts are drawn by the caller too.
static inline wchar_t *_Nonnull kedit_edit_no_prompt(EditLine *_Nonnull edit) {
  (void)edit;
  static wchar_t empty[1] = {0};
  return empty;
}

static inline int kedit_edit_hide_prompt(EditLine *_Nonnull edit) {
  return el_wset(edit, EL_PROMPT, kedit_edit_no_prompt);
}

/// The terminal as the caller left it, or as editing needs it.
static inline int kedit_edit_prepare(EditLine *_Nonnull edit, int raw) {
  return el_wset(edit, EL_PREP_TERM, raw);
}

typedef unsigned char (*kedit_edit_command)(EditLine *_Nonnull, wint_t);

/// A command for `bind`. `name` and `help` must live as long as the editor.
static inline int kedit_edit_add(
    EditLine *_Nonnull edit, const wchar_t *_Nonnull name, const wchar_t *_Nonnull help,
    kedit_edit_command _Nonnull command) {
  return el_wset(edit, EL_ADDFN, name, help, command);
}

/// Whether the keys are those of vi.
static inline bool kedit_edit_is_vi(EditLine *_Nonnull edit) {
  const wchar_t *name = NULL;
  return el_wget(edit, EL_EDITOR, &name) == 0 && name != NULL && name[0] == 'v';
}

/// Whether lines are edited at all; `edit off` in ~/.editrc says no.
static inline bool kedit_edit_is_on(EditLine *_Nonnull edit) {
  int on = 1;
  return el_wget(edit, EL_EDITMODE, &on) != 0 || on != 0;
}

/// Answers libedit's questions about the history: `H_FIRST` (the newest), `H_NEXT` (one older),
/// `H_PREV`, `H_LAST`, `H_CURR`, `H_SET` with `number`. The text lives until the next question; NULL
/// where there is none.
typedef const wchar_t *_Nullable (*kedit_edit_recall)(
    void *_Nonnull context, int operation, int number, int *_Nonnull found);

typedef struct kedit_edit_history {
  kedit_edit_recall _Nonnull recall;
  void *_Nonnull context;
} kedit_edit_history;

static inline int kedit_edit_ask(
    void *_Nonnull history, HistEventW *_Nonnull event, int operation, ...) {
  int number = 0;
  if (operation == H_SET) {
    va_list arguments;
    va_start(arguments, operation);
    number = va_arg(arguments, int);
    va_end(arguments);
  }
  kedit_edit_history *asked = (kedit_edit_history *)history;
  event->str = asked->recall(asked->context, operation, number, &event->num);
  return event->str != NULL ? 0 : -1;
}

/// `history` must live as long as the editor.
static inline int kedit_edit_set_history(
    EditLine *_Nonnull edit, kedit_edit_history *_Nonnull history) {
  return el_wset(edit, EL_HIST, kedit_edit_ask, history);
}

/// Takes characters out of the line and moves the cursor with them, leaving what was killed before
/// to be yanked, which `el_deletestr` does not. The pointers of `el_wline` are those of the editor.
static inline void kedit_edit_delete(EditLine *_Nonnull edit, size_t start, size_t end) {
  LineInfoW *line = (LineInfoW *)el_wline(edit);
  wchar_t *buffer = (wchar_t *)line->buffer;
  size_t count = (size_t)(line->lastchar - buffer), cursor = (size_t)(line->cursor - buffer);
  if (start >= end || end > count) {
    return;
  }
  wmemmove(buffer + start, buffer + end, count - end);
  buffer[count - (end - start)] = 0;
  line->lastchar -= end - start;
  line->cursor = buffer + (cursor <= start ? cursor : cursor >= end ? cursor - (end - start) : start);
}
