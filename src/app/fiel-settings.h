/* fiel-settings.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-engine.h"
#include "fiel-profile-draft.h"

G_BEGIN_DECLS

/**
 * FielSettingsTrouble: what stands between what was chosen and the file, and so what can be done about it.
 * @FIEL_SETTINGS_TROUBLE_INCOMPLETE: something else has to be filled in first
 * @FIEL_SETTINGS_TROUBLE_NOT_WRITTEN: the disk did not take it; it can be tried again
 * @FIEL_SETTINGS_TROUBLE_CHANGED: somebody else wrote the file; it can be read again
 * @FIEL_SETTINGS_TROUBLE_WRONG: the file cannot be used; the last good one can take its place
 * @FIEL_SETTINGS_TROUBLE_NEWER: the file is a newer Fiel's and is not touched
 */
typedef enum
{
  FIEL_SETTINGS_TROUBLE_NONE,
  FIEL_SETTINGS_TROUBLE_INCOMPLETE,
  FIEL_SETTINGS_TROUBLE_NOT_WRITTEN,
  FIEL_SETTINGS_TROUBLE_CHANGED,
  FIEL_SETTINGS_TROUBLE_WRONG,
  FIEL_SETTINGS_TROUBLE_NEWER,
} FielSettingsTrouble;

/**
 * FielSettings:
 *
 * The store's settings while they are being changed: a draft of the profile that is saved after each change, and the
 * till that works with the settings from before until it is opened again. "changed": what the draft, the trouble or the
 * till says is another; "rebuilt": the draft has other groups, or is another one; "secret-missing" (a row, an account):
 * what was taken over cannot be used before somebody enters a secret there.
 */
#define FIEL_TYPE_SETTINGS (fiel_settings_get_type ())
G_DECLARE_FINAL_TYPE (FielSettings, fiel_settings, FIEL, SETTINGS, GObject)

FielSettings *fiel_settings_new (FielEngine *engine);

/* The till that works now; NULL while it is being opened again. */
void fiel_settings_set_engine (FielSettings *self, FielEngine *engine);
FielEngine *fiel_settings_get_engine (FielSettings *self);   /* (transfer none) (nullable) */
FielProfile *fiel_settings_get_profile (FielSettings *self); /* (transfer none) */
FielSecrets *fiel_settings_get_secrets (FielSettings *self); /* (transfer none) */

/* What is this workstation's and not the store's; NULL where its schema is not installed. */
void fiel_settings_set_workstation (FielSettings *self, GSettings *workstation);
GSettings *fiel_settings_get_workstation (FielSettings *self); /* (transfer none) (nullable) */

/* (transfer none) (nullable): NULL if the file cannot be used */
FielProfileDraft *fiel_settings_get_draft (FielSettings *self);
const FielProviderKind *const *fiel_settings_get_kinds (FielSettings *self);

/* Of the draft, where it says so; else of the till. */
const FielCurrency *fiel_settings_get_currency (FielSettings *self);
const FielNumberStyle *fiel_settings_get_number_style (FielSettings *self);
gboolean fiel_settings_get_training (FielSettings *self);

/* Saves what the draft says by now, if anything is new and nothing is missing. */
gboolean fiel_settings_save (FielSettings *self);
/* The draft's groups are others: the pages have to be made again. */
void fiel_settings_rebuild (FielSettings *self);
/* The draft came from another till, whose secrets did not come with it: the first that turns out to be missing is asked
 * for. */
void fiel_settings_expect_secrets (FielSettings *self);
/* @row: where it can be entered; @account: the provider's key */
void fiel_settings_miss_secret (FielSettings *self, GObject *row, const char *account);
void fiel_settings_read_again (FielSettings *self);
gboolean fiel_settings_restore_good (FielSettings *self);

FielSettingsTrouble fiel_settings_get_trouble (FielSettings *self);
const char *fiel_settings_get_trouble_words (FielSettings *self);   /* (nullable) */

/* Whether something was saved that the till does not work with yet. */
gboolean fiel_settings_get_pending (FielSettings *self);
/* Whether the till can be opened again: no payment is on its way. */
gboolean fiel_settings_get_can_apply (FielSettings *self);

G_END_DECLS
