/* fiel-language.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FielLanguage:
 * @code: as gettext knows it; "" for the system's
 * @name: in itself, so that who needs it can read it; NULL for the system's
 */
typedef struct
{
  const char *code;
  const char *name;
} FielLanguage;

/* The system's first. */
const FielLanguage *fiel_language_table (gsize *n_languages);

/* What was chosen on this machine; "" for the system's. (transfer full) */
char *fiel_language_dup_chosen (void) G_GNUC_WARN_UNUSED_RESULT;

/* In main(), before anything is translated, before GTK and before there are threads. */
void fiel_language_apply_chosen (void);

/* From now on, and at every start: what is on the screen already keeps its words. */
void fiel_language_choose (const char *code);

G_END_DECLS
