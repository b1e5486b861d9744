/* fiel-profile-draft.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-profile-draft.h"

#include "fiel-profile-file.h"
#include "fiel-profile-reader.h"
#include "fiel-profile-text.h"
#include "fiel-store-folder.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

/* The text of the file and what the scanner found in it; every change goes through the text. The reader is the only
 * judge: fiel_profile_judge() while something may be missing, fiel_profile_read() before anything is saved. */

#define UNFINISHED_NAME "profile.draft.conf"

static const char empty_text[]
  = "# Store profile of Fiel, the cashier application. It may be edited by hand; “fielctl profile check” checks it\n"
    "# and names the line at fault. No secret belongs here: client secrets and API keys are kept in the keyring.\n"
    "\n"
    "[fiel]\n"
    "version=1\n"
    "\n"
    "[store]\n"
    "# ISO 3166 code of the country and ISO 4217 code of the currency.\n"
    "\n"
    "[till]\n"
    "# Amounts are in the currency's smallest unit.\n"
    "\n"
    "[provider getnet]\n"
    "kind=getnet\n"
    "# training (the practice cloud on this machine), test (the provider's own test environment) or production (real\n"
    "# money).\n"
    "environment=training\n";

struct _FielProfileDraft
{
  GObject parent_instance;

  const FielProviderKind *const *kinds;   /* (unowned): the program's */
  char *path;                             /* (owned) */
  gboolean in_folder;
  GString *read;                          /* (owned) (nullable): the file as it was read; NULL: there was none */
  char *text;                             /* (owned) */
  GPtrArray *groups;                      /* (owned) (element-type FielProfileGroup): what is in text */

  char *before;                           /* (owned) (nullable): the text before the changes under way */
  GPtrArray *taken;                       /* (owned) (element-type utf8): "group\nkey" that they took away */
  GError *trouble;                        /* (owned) (nullable): the first of them that could not be made */
};

G_DEFINE_FINAL_TYPE (FielProfileDraft, fiel_profile_draft, G_TYPE_OBJECT)

static guint changed_signal;

static void
fiel_profile_draft_finalize (GObject *object)
{
  FielProfileDraft *self = FIEL_PROFILE_DRAFT (object);

  g_free (self->path);
  if (self->read != NULL)
    g_string_free (self->read, TRUE);
  g_free (self->text);
  g_clear_pointer (&self->groups, g_ptr_array_unref);
  g_free (self->before);
  g_ptr_array_unref (self->taken);
  g_clear_error (&self->trouble);

  G_OBJECT_CLASS (fiel_profile_draft_parent_class)->finalize (object);
}

static void
fiel_profile_draft_class_init (FielProfileDraftClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fiel_profile_draft_finalize;

  changed_signal = g_signal_new ("changed", FIEL_TYPE_PROFILE_DRAFT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
fiel_profile_draft_init (FielProfileDraft *self)
{
  self->taken = g_ptr_array_new_with_free_func (g_free);
}

/* -- Text -- */

/* Takes over a text that the scanner can take apart. */
static gboolean
take_text (FielProfileDraft *self, const char *text, gsize length, GError **error)
{
  g_autoptr (GPtrArray) groups = fiel_profile_scan (self->path, text, length, error);
  g_autofree char *copy = NULL;

  if (groups == NULL)
    return FALSE;

  copy = g_strndup (text, length);
  g_clear_pointer (&self->groups, g_ptr_array_unref);
  g_free (self->text);
  self->groups = g_steal_pointer (&groups);
  self->text = g_steal_pointer (&copy);

  return TRUE;
}

static void
restore (FielProfileDraft *self, const char *text)
{
  const gboolean done = take_text (self, text, strlen (text), NULL);

  g_assert (done);
}

FielProfileDraft *
fiel_profile_draft_new (FielProfile *profile, const FielProviderKind *const *kinds, GError **error)
{
  g_autoptr (FielProfileDraft) self = NULL;

  g_return_val_if_fail (FIEL_IS_PROFILE (profile), NULL);

  self = g_object_new (FIEL_TYPE_PROFILE_DRAFT, NULL);
  self->kinds = kinds;
  self->path = g_strdup (fiel_profile_get_path (profile));
  self->in_folder = fiel_profile_get_in_folder (profile);
  self->read = fiel_profile_file_read (self->path, error);
  if (self->read == NULL || !take_text (self, self->read->str, self->read->len, error)
      || !fiel_profile_draft_check (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

static char *
beside (FielProfileDraft *self, const char *name)
{
  g_autofree char *folder = g_path_get_dirname (self->path);

  return g_build_filename (folder, name, NULL);
}

/* What was put aside is taken up again only if it can be; else the beginning is made anew. */
static gboolean
take_unfinished (FielProfileDraft *self)
{
  g_autofree char *path = beside (self, UNFINISHED_NAME);
  g_autoptr (GString) kept = fiel_profile_file_read (path, NULL);
  g_autoptr (GPtrArray) missing = NULL;

  if (kept == NULL || !take_text (self, kept->str, kept->len, NULL))
    return FALSE;
  missing = fiel_profile_judge (self->path, self->groups, self->kinds, self->in_folder, NULL);

  return missing != NULL;
}

FielProfileDraft *
fiel_profile_draft_new_empty (const char *folder, const FielProviderKind *const *kinds)
{
  FielProfileDraft *self = g_object_new (FIEL_TYPE_PROFILE_DRAFT, NULL);

  self->kinds = kinds;
  self->in_folder = folder != NULL;
  self->path = folder != NULL ? g_build_filename (folder, FIEL_STORE_PROFILE_NAME, NULL)
                              : g_build_filename (g_get_user_config_dir (), "fiel", FIEL_STORE_PROFILE_NAME, NULL);
  if (!take_unfinished (self))
    restore (self, empty_text);

  return self;
}

const char *
fiel_profile_draft_get_path (FielProfileDraft *self)
{
  g_return_val_if_fail (FIEL_IS_PROFILE_DRAFT (self), NULL);

  return self->path;
}

const char *
fiel_profile_draft_get_text (FielProfileDraft *self)
{
  g_return_val_if_fail (FIEL_IS_PROFILE_DRAFT (self), NULL);

  return self->text;
}

const FielProviderKind *const *
fiel_profile_draft_get_kinds (FielProfileDraft *self)
{
  g_return_val_if_fail (FIEL_IS_PROFILE_DRAFT (self), NULL);

  return self->kinds;
}

gboolean
fiel_profile_draft_get_in_folder (FielProfileDraft *self)
{
  g_return_val_if_fail (FIEL_IS_PROFILE_DRAFT (self), FALSE);

  return self->in_folder;
}

/* -- Several changes as one -- */

/**
 * fiel_profile_draft_begin:
 *
 * Changes from here on are judged together, by fiel_profile_draft_commit().
 */
void
fiel_profile_draft_begin (FielProfileDraft *self)
{
  g_return_if_fail (FIEL_IS_PROFILE_DRAFT (self));
  g_return_if_fail (self->before == NULL);

  self->before = g_strdup (self->text);
  g_ptr_array_set_size (self->taken, 0);
}

static char *
name_of_key (const char *group, const char *key)
{
  return g_strconcat (group, "\n", key, NULL);
}

/* Something may be missing yet, but not because it was just taken away. */
static gboolean
judge (FielProfileDraft *self, GError **error)
{
  g_autoptr (GPtrArray) missing = fiel_profile_judge (self->path, self->groups, self->kinds, self->in_folder, error);

  if (missing == NULL)
    return FALSE;

  for (guint i = 0; i < missing->len; i++)
    {
      const GError *lack = g_ptr_array_index (missing, i);
      const char *key = fiel_profile_error_get_key (lack);
      g_autofree char *name = name_of_key (fiel_profile_error_get_group (lack), key != NULL ? key : "");

      if (g_ptr_array_find_with_equal_func (self->taken, name, g_str_equal, NULL))
        {
          g_propagate_error (error, g_error_copy (lack));
          return FALSE;
        }
    }

  return TRUE;
}

gboolean
fiel_profile_draft_commit (FielProfileDraft *self, GError **error)
{
  g_autofree char *before = NULL;
  gboolean fine;

  g_return_val_if_fail (FIEL_IS_PROFILE_DRAFT (self), FALSE);
  g_return_val_if_fail (self->before != NULL, FALSE);

  before = g_steal_pointer (&self->before);
  fine = self->trouble == NULL && judge (self, error);
  if (self->trouble != NULL)
    g_propagate_error (error, g_steal_pointer (&self->trouble));
  if (!fine)
    restore (self, before);
  else if (!g_str_equal (before, self->text))
    g_signal_emit (self, changed_signal, 0);

  return fine;
}

/* Ends a change: judges it if it stands alone. @text: (transfer full) (nullable): with the change; NULL: @trouble says
 * why it could not be made. */
static gboolean
change (FielProfileDraft *self, char *text, GError *trouble, GError **error)
{
  g_autofree char *new_text = text;
  const gboolean alone = self->before == NULL;

  if (alone)
    self->before = g_strdup (self->text);
  if (new_text != NULL)
    take_text (self, new_text, strlen (new_text), &trouble);
  if (alone && trouble != NULL)
    self->trouble = g_steal_pointer (&trouble);
  if (alone)
    return fiel_profile_draft_commit (self, error);
  if (trouble == NULL)
    return TRUE;

  if (self->trouble == NULL)
    self->trouble = g_error_copy (trouble);
  g_propagate_error (error, trouble);

  return FALSE;
}

/* -- Values -- */

char *
fiel_profile_draft_get (FielProfileDraft *self, const char *group, const char *key)
{
  const FielProfileGroup *found;
  const FielProfileEntry *entry;

  g_return_val_if_fail (FIEL_IS_PROFILE_DRAFT (self), NULL);
  g_return_val_if_fail (group != NULL && key != NULL, NULL);

  found = fiel_profile_text_find_group (self->groups, group);
  entry = found != NULL ? fiel_profile_group_find (found, key) : NULL;

  return entry != NULL ? g_strdup (entry->value) : NULL;
}

/* What would not come back from the file as it is: above all a line's end, behind which anything could begin. */
static gboolean
check_value (FielProfileDraft *self, const char *group, const char *key, const char *value, GError **error)
{
  const FielProfilePlace place = { .file = self->path, .group = group, .key = key };

  if (fiel_profile_is_line (value))
    return TRUE;

  fiel_profile_fail (error, FIEL_PROFILE_ERROR_BAD_VALUE, &place,
                     _("there is a control character (a tab, perhaps). Only printable characters are allowed."));
  return FALSE;
}

static char *
unset_value (FielProfileDraft *self, const char *group, const char *key)
{
  g_ptr_array_add (self->taken, name_of_key (group, key));

  return fiel_profile_text_unset (self->text, self->groups, group, key);
}

static char *
set_value (FielProfileDraft *self, const char *group, const char *key, const char *value)
{
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) groups = NULL;

  if (fiel_profile_text_find_group (self->groups, group) != NULL)
    return fiel_profile_text_set (self->text, self->groups, group, key, value);

  text = fiel_profile_text_add_group (self->text, group);
  groups = fiel_profile_scan (self->path, text, strlen (text), NULL);

  return groups != NULL ? fiel_profile_text_set (text, groups, group, key, value) : g_steal_pointer (&text);
}

gboolean
fiel_profile_draft_set (FielProfileDraft *self, const char *group, const char *key, const char *value, GError **error)
{
  g_autofree char *trimmed = NULL;
  GError *trouble = NULL;

  g_return_val_if_fail (FIEL_IS_PROFILE_DRAFT (self), FALSE);
  g_return_val_if_fail (group != NULL, FALSE);
  g_return_val_if_fail (key != NULL && fiel_profile_is_word (key), FALSE);
  g_return_val_if_fail (strchr (group, ' ') == NULL || fiel_profile_text_find_group (self->groups, group) != NULL,
                        FALSE);

  if (self->before == NULL)
    g_ptr_array_set_size (self->taken, 0);
  if (value == NULL)
    return change (self, unset_value (self, group, key), NULL, error);
  if (!check_value (self, group, key, value, &trouble))
    return change (self, NULL, trouble, error);

  trimmed = g_strstrip (g_strdup (value));

  return change (self, set_value (self, group, key, trimmed), NULL, error);
}

/* -- Groups -- */

char **
fiel_profile_draft_list_groups (FielProfileDraft *self, const char *kind)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  g_return_val_if_fail (FIEL_IS_PROFILE_DRAFT (self), NULL);
  g_return_val_if_fail (kind != NULL, NULL);

  for (guint i = 0; i < self->groups->len; i++)
    {
      const FielProfileGroup *group = g_ptr_array_index (self->groups, i);

      if (group->name != NULL && g_str_equal (group->kind, kind))
        g_strv_builder_add (names, group->name);
    }

  return g_strv_builder_end (names);
}

gboolean
fiel_profile_draft_add_group (FielProfileDraft *self, const char *kind, const char *name, GError **error)
{
  g_autofree char *title = NULL;
  GError *trouble = NULL;

  g_return_val_if_fail (FIEL_IS_PROFILE_DRAFT (self), FALSE);
  g_return_val_if_fail (kind != NULL && fiel_profile_is_word (kind), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  title = g_strconcat (kind, " ", name, NULL);
  if (!fiel_profile_is_word (name))
    {
      const FielProfilePlace place = { .file = self->path, .group = kind };

      fiel_profile_fail (&trouble, FIEL_PROFILE_ERROR_BAD_VALUE, &place,
                         _("this is not the name of a group. Names are made of the letters a-z, digits and hyphens."));
      return change (self, NULL, trouble, error);
    }

  return change (self, fiel_profile_text_add_group (self->text, title), NULL, error);
}

gboolean
fiel_profile_draft_remove_group (FielProfileDraft *self, const char *kind, const char *name, GError **error)
{
  g_autofree char *title = NULL;

  g_return_val_if_fail (FIEL_IS_PROFILE_DRAFT (self), FALSE);
  g_return_val_if_fail (kind != NULL && name != NULL, FALSE);

  title = g_strconcat (kind, " ", name, NULL);

  return change (self, fiel_profile_text_remove_group (self->text, self->groups, title), NULL, error);
}

/* The letters, digits and hyphens of @from, accents taken off. */
static char *
make_word (const char *from, const char *fallback)
{
  g_autofree char *ascii = g_str_to_ascii (from, NULL);
  g_autoptr (GString) word = g_string_new (NULL);

  for (const char *at = ascii; *at != '\0' && word->len < 40; at++)
    if (g_ascii_isalnum (*at))
      g_string_append_c (word, g_ascii_tolower (*at));
    else if (word->len > 0 && word->str[word->len - 1] != '-')
      g_string_append_c (word, '-');
  while (word->len > 0 && word->str[word->len - 1] == '-')
    g_string_truncate (word, word->len - 1);

  return word->len > 0 ? g_strdup (word->str) : g_strdup (fallback);
}

char *
fiel_profile_draft_propose_name (FielProfileDraft *self, const char *kind, const char *from)
{
  g_autofree char *word = NULL;
  g_autofree char *title = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (FIEL_IS_PROFILE_DRAFT (self), NULL);
  g_return_val_if_fail (kind != NULL && from != NULL, NULL);

  word = make_word (from, kind);
  name = g_strdup (word);
  title = g_strconcat (kind, " ", name, NULL);
  for (guint i = 2; fiel_profile_text_find_group (self->groups, title) != NULL; i++)
    {
      g_free (name);
      g_free (title);
      name = g_strdup_printf ("%s-%u", word, i);
      title = g_strconcat (kind, " ", name, NULL);
    }

  return g_steal_pointer (&name);
}

/* -- The whole -- */

gboolean
fiel_profile_draft_set_text (FielProfileDraft *self, const char *text, gsize length, GError **error)
{
  GError *trouble = NULL;
  g_autoptr (GPtrArray) groups = NULL;

  g_return_val_if_fail (FIEL_IS_PROFILE_DRAFT (self), FALSE);
  g_return_val_if_fail (text != NULL, FALSE);

  /* Once more here, because what is no text must not be cut where it ends as one. */
  groups = fiel_profile_scan (self->path, text, length, &trouble);
  if (self->before == NULL)
    g_ptr_array_set_size (self->taken, 0);

  return change (self, groups != NULL ? g_strndup (text, length) : NULL, trouble, error);
}

gboolean
fiel_profile_draft_check (FielProfileDraft *self, GError **error)
{
  g_autoptr (FielProfileContent) content = NULL;

  g_return_val_if_fail (FIEL_IS_PROFILE_DRAFT (self), FALSE);

  content = fiel_profile_read (self->path, self->text, strlen (self->text), self->kinds, self->in_folder, error);

  return content != NULL;
}

gboolean
fiel_profile_draft_is_changed (FielProfileDraft *self)
{
  g_return_val_if_fail (FIEL_IS_PROFILE_DRAFT (self), FALSE);

  return self->read == NULL || !g_str_equal (self->read->str, self->text);
}

/**
 * fiel_profile_draft_revert:
 *
 * Forgets every change since the file was read or saved.
 */
void
fiel_profile_draft_revert (FielProfileDraft *self)
{
  g_return_if_fail (FIEL_IS_PROFILE_DRAFT (self));
  g_return_if_fail (self->before == NULL);

  restore (self, self->read != NULL ? self->read->str : empty_text);
  g_signal_emit (self, changed_signal, 0);
}

static gboolean
is_as_read (FielProfileDraft *self, GError **error)
{
  const FielProfilePlace place = { .file = self->path };
  g_autoptr (GError) trouble = NULL;
  g_autoptr (GString) now = fiel_profile_file_read (self->path, &trouble);

  if (now == NULL && !g_error_matches (trouble, FIEL_PROFILE_ERROR, FIEL_PROFILE_ERROR_MISSING))
    {
      g_propagate_error (error, g_steal_pointer (&trouble));
      return FALSE;
    }
  if (now == NULL ? self->read == NULL : self->read != NULL && g_string_equal (now, self->read))
    return TRUE;

  fiel_profile_fail (error, FIEL_PROFILE_ERROR_CHANGED, &place,
                     _("somebody else changed the store profile meanwhile. Nothing was saved. Open the settings again "
                       "to see what it says now."));
  return FALSE;
}

gboolean
fiel_profile_draft_save (FielProfileDraft *self, GError **error)
{
  g_autofree char *unfinished = NULL;

  g_return_val_if_fail (FIEL_IS_PROFILE_DRAFT (self), FALSE);
  g_return_val_if_fail (self->before == NULL, FALSE);

  if (!fiel_profile_draft_check (self, error) || !is_as_read (self, error)
      || !fiel_profile_file_write (self->path, self->text, strlen (self->text), error))
    return FALSE;

  if (self->read != NULL)
    g_string_free (self->read, TRUE);
  self->read = g_string_new (self->text);
  unfinished = beside (self, UNFINISHED_NAME);
  g_unlink (unfinished);

  return TRUE;
}

gboolean
fiel_profile_draft_keep (FielProfileDraft *self, GError **error)
{
  g_autofree char *path = NULL;

  g_return_val_if_fail (FIEL_IS_PROFILE_DRAFT (self), FALSE);

  path = beside (self, UNFINISHED_NAME);

  return fiel_profile_file_write (path, self->text, strlen (self->text), error);
}

void
fiel_profile_draft_take_back (FielProfileDraft *self)
{
  g_autoptr (GError) error = NULL;

  g_return_if_fail (FIEL_IS_PROFILE_DRAFT (self));

  if (self->read == NULL || !is_as_read (self, NULL) || g_unlink (self->path) != 0)
    return;

  g_string_free (g_steal_pointer (&self->read), TRUE);
  if (!fiel_profile_draft_keep (self, &error))
    g_message ("The unfinished profile is not kept: %s", error->message);
}
