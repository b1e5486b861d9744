/* fiel-first-run-language.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-first-run-page.h"

G_BEGIN_DECLS

#define FIEL_TYPE_FIRST_RUN_LANGUAGE (fiel_first_run_language_get_type ())
G_DECLARE_FINAL_TYPE (FielFirstRunLanguage, fiel_first_run_language, FIEL, FIRST_RUN_LANGUAGE, FielFirstRunPage)

/* Signal "language-changed": what is on the screen has to be made anew. */

G_END_DECLS
