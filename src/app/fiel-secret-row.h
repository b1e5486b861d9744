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
 * The keyring is asked in another thread; what was typed stays nowhere else.
 */
#define FIEL_TYPE_SECRET_ROW (fiel_secret_row_get_type ())
G_DECLARE_FINAL_TYPE (FielSecretRow, fiel_secret_row, FIEL, SECRET_ROW, AdwPreferencesRow)

/* @title, @subtitle: in words. */
GtkWidget *fiel_secret_row_new (FielSecrets *secrets, const char *provider_key, const char *name, const char *title,
                                const char *subtitle);

G_END_DECLS
