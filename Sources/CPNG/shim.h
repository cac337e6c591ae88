#pragma once

#include <png.h>
#include <string.h>

// libpng's simplified functions: its long jumps begin and end inside of them, and never cross a
// frame of Swift.

static inline void kedit_png_prepare(png_image *_Nonnull image) {
  memset(image, 0, sizeof *image);
  image->version = PNG_IMAGE_VERSION;
}

static inline png_uint_32 kedit_png_format_gray(void) { return PNG_FORMAT_GRAY; }

/// 8 bits each, red first, not multiplied by the opacity.
static inline png_uint_32 kedit_png_format_rgba(void) { return PNG_FORMAT_RGBA; }

/// Reads the header; must be followed by `kedit_png_read_pixels` or `kedit_png_free`.
static inline int kedit_png_begin_read(
    png_image *_Nonnull image, const void *_Nonnull bytes, size_t count) {
  return png_image_begin_read_from_memory(image, bytes, count);
}

/// Writes all pixels in the image's format, and frees the image whether or not that succeeds.
static inline int kedit_png_read_pixels(png_image *_Nonnull image, void *_Nonnull pixels) {
  return png_image_finish_read(image, 0, pixels, 0, 0);
}

static inline void kedit_png_free(png_image *_Nonnull image) { png_image_free(image); }

/// How many bytes the file of the image takes at most.
static inline size_t kedit_png_size_limit(const png_image *_Nonnull image) {
  return PNG_IMAGE_PNG_SIZE_MAX(*image);
}

/// Writes the file; `*count` is the room at first, then what was used.
static inline int kedit_png_write(
    png_image *_Nonnull image, void *_Nonnull file, size_t *_Nonnull count,
    const void *_Nonnull pixels) {
  return png_image_write_to_memory(image, file, count, 0, pixels, 0, 0);
}

/// What went wrong, in libpng's words.
static inline const char *_Nonnull kedit_png_message(const png_image *_Nonnull image) {
  return image->message;
}
