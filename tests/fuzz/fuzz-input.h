/* fuzz-input.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What every target defines. A property that does not hold ends the program. */
int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);
int LLVMFuzzerInitialize (int *argc, char ***argv);

/* The fuzzer's bytes read from the front, as numbers and choices. Behind the end everything is 0. */
typedef struct
{
  const guint8 *at; /* unowned */
  gsize left;
} FuzzInput;

guint8 fuzz_input_byte (FuzzInput *self);
guint64 fuzz_input_bits (FuzzInput *self, guint n_bytes);
guint fuzz_input_choice (FuzzInput *self, guint n_choices);

/* The rest, with a NUL behind it. */
char *fuzz_input_rest (FuzzInput *self, gsize *length) G_GNUC_WARN_UNUSED_RESULT;

/* A property: unlike g_assert it says what it was about and can never be compiled away. */
#define fuzz_require(condition, ...)                                                                                   \
  G_STMT_START                                                                                                         \
    {                                                                                                                  \
      if (!(condition))                                                                                                \
        fuzz_fail (__FILE__, __LINE__, #condition, __VA_ARGS__);                                                       \
    }                                                                                                                  \
  G_STMT_END

void fuzz_fail (const char *file, int line, const char *condition, const char *format, ...)
  G_GNUC_PRINTF (4, 5) G_GNUC_NORETURN;

G_END_DECLS
