/* fiel-secret-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-secrets.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FielSecretRow:
 *
 * A secret of a provider: it can be replaced, never read. Where it is kept and whether it is there is said in words.
 * The keyring is asked in another thread; what was typed stays nowhere else. "missing": it is not there.
 */
#define FIEL_TYPE_SECRET_ROW (fiel_secret_row_get_type ())
G_DECLARE_FINAL_TYPE (FielSecretRow, fiel_secret_row, FIEL, SECRET_ROW, AdwPreferencesRow)

/* @title, @subtitle: in words. */
GtkWidget *fiel_secret_row_new (FielSecrets *secrets, const char *provider_key, const char *name, const char *title,
                                const char *subtitle);
const char *fiel_secret_row_get_provider_key (FielSecretRow *self);
/* What the account does not work without is said to be missing, and not only not to be stored. */
void fiel_secret_row_set_needed (FielSecretRow *self, gboolean needed);
/* Says it in the row until the keyring was asked again. */
void fiel_secret_row_warn (FielSecretRow *self, const char *words);

G_END_DECLS
