/* fuzz-profile.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The store profile: whatever the file holds, it is read whole or refused with a message that names the line, and what
 * was read is written down and read back as the same.
 *
 * Input: one byte that chooses who checks the provider's keys and where the file lies, then the file. */

#include "fiel-getnet-provider.h"
#include "fiel-profile-reader.h"
#include "fuzz-input.h"

#include <string.h>

#define FILE_NAME "fuzz.conf"

static guint
count_lines (const char *text, gsize length)
{
  guint n = 1;

  for (gsize i = 0; i < length; i++)
    n += text[i] == '\n';

  return n;
}

/* What is missing stands on no line, and a file that is too large is not looked into. */
static void
check_complaint (const GError *error, guint n_lines, gsize length)
{
  static const char before[] = FILE_NAME ", line ";
  const gboolean names_line = g_str_has_prefix (error->message, before);

  fuzz_require (error->domain == FIEL_PROFILE_ERROR, "%s", g_quark_to_string (error->domain));
  fuzz_require (g_utf8_validate (error->message, -1, NULL), "UTF-8");
  if (names_line)
    {
      const guint64 line = g_ascii_strtoull (error->message + strlen (before), NULL, 10);

      fuzz_require (line >= 1 && line <= n_lines, "%s (of %u)", error->message, n_lines);
    }
  fuzz_require (names_line || error->code == FIEL_PROFILE_ERROR_MISSING_KEY || length > 256 * 1024, "%s",
                error->message);
  fuzz_require (g_str_has_prefix (error->message, FILE_NAME), "%s", error->message);
}

static void
check_content (const FielProfileContent *content)
{
  fuzz_require (content->store_name != NULL && content->till_name != NULL && content->country != NULL, "names");
  fuzz_require (content->currency != NULL && content->max_sale_minor > 0, "a currency and a limit");
  fuzz_require (content->providers->len > 0, "no provider");
  for (guint i = 0; i < content->terminals->len; i++)
    {
      const FielProfileTerminal *terminal = g_ptr_array_index (content->terminals, i);

      fuzz_require (terminal->provider != NULL && terminal->terminal_id != NULL && terminal->branch_id != NULL
                      && terminal->serial_number != NULL,
                    "half a terminal");
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  const FielProviderKind *const kinds[] = { fiel_getnet_kind (), NULL };
  FuzzInput input = { data, size };
  const guint how = fuzz_input_byte (&input);
  const FielProviderKind *const *known = how & 1 ? kinds : NULL;
  const gboolean in_folder = how & 2;
  gsize length = 0;
  g_autofree char *text = fuzz_input_rest (&input, &length);
  g_autoptr (GError) error = NULL;
  g_autoptr (FielProfileContent) content = fiel_profile_read (FILE_NAME, text, length, known, in_folder, &error);
  g_autoptr (FielProfileContent) again = NULL;
  g_autofree char *written = NULL;
  g_autofree char *rewritten = NULL;

  fuzz_require ((content == NULL) == (error != NULL), "a profile or an error");
  if (content == NULL)
    {
      check_complaint (error, count_lines (text, length), length);
      return 0;
    }

  check_content (content);
  written = fiel_profile_content_print (content, NULL);
  again = fiel_profile_read (FILE_NAME, written, strlen (written), known, in_folder, &error);
  fuzz_require (again != NULL, "%s\n%s", error->message, written);
  rewritten = fiel_profile_content_print (again, NULL);
  fuzz_require (g_str_equal (written, rewritten), "%s\n%s", written, rewritten);

  return 0;
}
