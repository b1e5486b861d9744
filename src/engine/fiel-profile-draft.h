/* fiel-profile-draft.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-profile.h"

G_BEGIN_DECLS

/**
 * FielProfileDraft:
 *
 * A store profile that is being edited. Groups are named as in the file: "till", "terminal norte". Comments and order
 * stay as they are.
 *
 * What is there is always right by the rules of the one reader: a change that would make it wrong is refused and leaves
 * everything as it was. What is required may be missing while somebody fills it in; then the draft cannot be saved yet.
 * "changed" is emitted after each change.
 */
#define FIEL_TYPE_PROFILE_DRAFT (fiel_profile_draft_get_type ())
G_DECLARE_FINAL_TYPE (FielProfileDraft, fiel_profile_draft, FIEL, PROFILE_DRAFT, GObject)

/* Of the file of @profile as it is now, the training store's too. @kinds has to live as long as the draft. NULL if that
 * file is wrong meanwhile, or of a newer version. */
FielProfileDraft *fiel_profile_draft_new (FielProfile *profile, const FielProviderKind *const *kinds, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* For a till without a profile: a store in training that lacks its names, country and currency; or what
 * fiel_profile_draft_keep() put aside. @folder as in fiel_profile_load(). */
FielProfileDraft *fiel_profile_draft_new_empty (const char *folder, const FielProviderKind *const *kinds)
  G_GNUC_WARN_UNUSED_RESULT;

const char *fiel_profile_draft_get_path (FielProfileDraft *self);
const char *fiel_profile_draft_get_text (FielProfileDraft *self);
const FielProviderKind *const *fiel_profile_draft_get_kinds (FielProfileDraft *self);
gboolean fiel_profile_draft_get_in_folder (FielProfileDraft *self);   /* as fiel_profile_get_in_folder() */

char *fiel_profile_draft_get (FielProfileDraft *self, const char *group, const char *key) G_GNUC_WARN_UNUSED_RESULT;
/* @value: NULL takes the line away, which is refused for a key that is required. A group without a name of its own
 * ("receipts") is made if it has to be. */
gboolean fiel_profile_draft_set (FielProfileDraft *self,
                                 const char *group,
                                 const char *key,
                                 const char *value,
                                 GError **error);

/* @kind: "terminal", "provider", …; the names are returned in the file's order. */
char **fiel_profile_draft_list_groups (FielProfileDraft *self, const char *kind) G_GNUC_WARN_UNUSED_RESULT;
gboolean fiel_profile_draft_add_group (FielProfileDraft *self, const char *kind, const char *name, GError **error);
gboolean fiel_profile_draft_remove_group (FielProfileDraft *self, const char *kind, const char *name, GError **error);
/* A name for a new group that is free: "Caja del café" becomes "caja-del-cafe". */
char *fiel_profile_draft_propose_name (FielProfileDraft *self, const char *kind, const char *from)
  G_GNUC_WARN_UNUSED_RESULT;

/* Everything from another text, as if it had been typed. */
gboolean
fiel_profile_draft_set_text (FielProfileDraft *self, const char *text, gsize length, GError **error);

/* Several changes as one, where each alone would be wrong: country and currency, say. What is between is judged by
 * fiel_profile_draft_commit(); if that or a change before fails, all of it is undone. No transaction within another. */
void fiel_profile_draft_begin (FielProfileDraft *self);
gboolean fiel_profile_draft_commit (FielProfileDraft *self, GError **error);

/* Whether nothing is missing. */
gboolean fiel_profile_draft_check (FielProfileDraft *self, GError **error);
gboolean fiel_profile_draft_is_changed (FielProfileDraft *self);
void fiel_profile_draft_revert (FielProfileDraft *self);

/* Atomically, and only if the file is still the one that was read: else FIEL_PROFILE_ERROR_CHANGED. */
gboolean fiel_profile_draft_save (FielProfileDraft *self, GError **error);
/* The till is not set up after all: the file that was just saved goes away, if it is still the same, and the draft is
 * kept as unfinished. For a till that had no profile. */
void fiel_profile_draft_take_back (FielProfileDraft *self);
/* Puts a draft that lacks something beside the profile, for fiel_profile_draft_new_empty(). */
gboolean fiel_profile_draft_keep (FielProfileDraft *self, GError **error);

G_END_DECLS
