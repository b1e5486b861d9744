/* fiel-profile.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-profile.h"

#include "fiel-profile-content.h"
#include "fiel-profile-file.h"
#include "fiel-profile-people.h"
#include "fiel-profile-reader.h"
#include "fiel-profile-scan.h"
#include "fiel-provider-kind.h"
#include "fiel-store-folder.h"
#include "fiel-training-store.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The store profile of this till: what a profile file says, and where it and the journal are. It is right as a whole or
 * it is not there: loading refuses everything the reader refuses. Fiel is the only writer of the file while it runs. */

#define GOOD_NAME "profile.good.conf"
#define WRONG_NAME "profile.wrong.conf"
#define TRAINING_NAME "training"
#define TRAINING_IN_FOLDER_NAME "training-store"

struct _FielProfile
{
  GObject parent_instance;

  char *path;                    /* (owned) */
  char *data_folder;             /* (owned) */
  char *journal_path;            /* (owned) */
  FielProfileContent *content;   /* (owned) */
  char *signed_in;               /* (owned) (nullable): who works at this till now */
  char *practice_address;        /* (owned) (nullable): of the practice cloud that runs for this program */
  gboolean in_folder;
  gboolean is_training_store;

  char *text;                    /* (owned) (nullable): what was read */
  GError *trouble;               /* (owned) (nullable): why the file itself could not be used */
};

G_DEFINE_FINAL_TYPE (FielProfile, fiel_profile, G_TYPE_OBJECT)

static void
fiel_profile_finalize (GObject *object)
{
  FielProfile *self = FIEL_PROFILE (object);

  g_free (self->path);
  g_free (self->data_folder);
  g_free (self->journal_path);
  g_clear_pointer (&self->content, fiel_profile_content_free);
  g_free (self->signed_in);
  g_free (self->practice_address);
  g_free (self->text);
  g_clear_error (&self->trouble);

  G_OBJECT_CLASS (fiel_profile_parent_class)->finalize (object);
}

static void
fiel_profile_class_init (FielProfileClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fiel_profile_finalize;
}

static void
fiel_profile_init (FielProfile *self)
{
}

static FielProfile *
profile_new (const char *config_folder, const char *data_folder, gboolean in_folder)
{
  FielProfile *self = g_object_new (FIEL_TYPE_PROFILE, NULL);

  self->path = g_build_filename (config_folder, FIEL_STORE_PROFILE_NAME, NULL);
  self->data_folder = g_strdup (data_folder);
  self->journal_path = g_build_filename (data_folder, FIEL_STORE_JOURNAL_NAME, NULL);
  self->in_folder = in_folder;

  return self;
}

static FielProfile *
store_new (const char *folder)
{
  g_autofree char *config_folder = g_build_filename (g_get_user_config_dir (), "fiel", NULL);
  g_autofree char *data_folder = g_build_filename (g_get_user_data_dir (), "fiel", NULL);

  return profile_new (folder != NULL ? folder : config_folder, folder != NULL ? folder : data_folder, folder != NULL);
}

/* One for each country: what was practised in one currency is not counted in another. */
static FielProfile *
training_new (const char *folder, const char *country)
{
  g_autofree char *name = fiel_training_store_make_name (
    folder != NULL ? TRAINING_IN_FOLDER_NAME : TRAINING_NAME, country);
  g_autofree char *training = folder != NULL ? g_build_filename (folder, name, NULL)
                                             : g_build_filename (g_get_user_data_dir (), "fiel", name, NULL);
  FielProfile *self = NULL;

  self = profile_new (training, training, folder != NULL);
  self->is_training_store = TRUE;

  return self;
}

static gboolean
load_from (FielProfile *self, const char *path, const FielProviderKind *const *kinds, GError **error)
{
  g_autoptr (GString) text = fiel_profile_file_read (path, error);

  if (text == NULL)
    return FALSE;
  self->content = fiel_profile_read (path, text->str, text->len, kinds, self->in_folder, error);
  if (self->content == NULL)
    return FALSE;

  g_free (self->text);
  self->text = g_strdup (text->str);

  return TRUE;
}

static gboolean
load (FielProfile *self, const FielProviderKind *const *kinds, GError **error)
{
  return load_from (self, self->path, kinds, error);
}

/**
 * fiel_profile_load:
 * @folder: (nullable): a folder with profile and journal in it; NULL: the user's own folders
 * @kinds: (array zero-terminated=1) (nullable): the providers that exist
 *
 * Returns: (transfer full): the profile, or NULL with a #FielProfileError
 */
FielProfile *
fiel_profile_load (const char *folder, const FielProviderKind *const *kinds, GError **error)
{
  g_autoptr (FielProfile) self = store_new (folder);

  if (!load (self, kinds, error))
    return NULL;

  return g_steal_pointer (&self);
}

/* The practice cloud's world is a country's. That of the shop, if there is one that can be read. */
static char *
find_country (const char *folder, const FielProviderKind *const *kinds)
{
  g_autoptr (FielProfile) store = fiel_profile_load_or_last_good (folder, FALSE, kinds, NULL);

  return store != NULL ? g_strdup (store->content->country) : NULL;
}

/**
 * fiel_profile_load_training_in:
 * @folder: (nullable): where the training store is to be a subfolder; NULL: the user's data folder
 * @country: (nullable): where what is practised takes place; NULL: where the shop is
 * @kinds: (array zero-terminated=1) (nullable): the providers that exist
 *
 * Loads the training store. The first time it is made; an existing one that cannot be read is an error and is kept.
 *
 * Returns: (transfer full): the profile, or NULL with a #FielProfileError
 */
FielProfile *
fiel_profile_load_training_in (const char *folder,
                               const char *country,
                               const FielProviderKind *const *kinds,
                               GError **error)
{
  g_autofree char *own = country == NULL ? find_country (folder, kinds) : NULL;
  const char *where = country != NULL ? country : own;
  g_autoptr (FielProfile) self = training_new (folder, where);
  g_autoptr (GError) trouble = NULL;

  if (!load (self, kinds, &trouble))
    {
      if (!g_error_matches (trouble, FIEL_PROFILE_ERROR, FIEL_PROFILE_ERROR_MISSING))
        {
          g_propagate_error (error, g_steal_pointer (&trouble));
          return NULL;
        }
      self->content = fiel_training_store_make_content (where);
      if (!fiel_profile_save (self, error))
        return NULL;
      /* What was written is read like anybody's file: the providers may have something to say about it. */
      g_clear_pointer (&self->content, fiel_profile_content_free);
      if (!load (self, kinds, error))
        return NULL;
    }

  return g_steal_pointer (&self);
}

FielProfile *
fiel_profile_load_training (const char *folder, const FielProviderKind *const *kinds, GError **error)
{
  return fiel_profile_load_training_in (folder, NULL, kinds, error);
}

/* -- The last good one -- */

static char *
get_good_path (FielProfile *self)
{
  g_autofree char *folder = g_path_get_dirname (self->path);

  return g_build_filename (folder, GOOD_NAME, NULL);
}

/**
 * fiel_profile_load_or_last_good:
 * @training: the training store
 *
 * Loads the shop's profile or the training store. If its file is wrong, the copy that fiel_profile_keep_good() made of
 * the last one that worked is loaded instead, and fiel_profile_get_trouble() says what is wrong with the file, which
 * stays as it is. A file that is not there is not a mistake but a till that is not set up.
 *
 * Returns: (transfer full): the profile, or NULL with a #FielProfileError
 */
FielProfile *
fiel_profile_load_or_last_good (const char *folder,
                                gboolean training,
                                const FielProviderKind *const *kinds,
                                GError **error)
{
  g_autoptr (GError) trouble = NULL;
  g_autofree char *good = NULL;
  g_autofree char *country = NULL;
  g_autoptr (FielProfile) self = training ? fiel_profile_load_training (folder, kinds, &trouble)
                                          : fiel_profile_load (folder, kinds, &trouble);

  if (self != NULL)
    return g_steal_pointer (&self);

  country = training ? find_country (folder, kinds) : NULL;
  self = training ? training_new (folder, country) : store_new (folder);
  good = get_good_path (self);
  if (g_error_matches (trouble, FIEL_PROFILE_ERROR, FIEL_PROFILE_ERROR_MISSING)
      || !load_from (self, good, kinds, NULL))
    {
      g_propagate_error (error, g_steal_pointer (&trouble));
      return NULL;
    }

  self->trouble = g_steal_pointer (&trouble);

  return g_steal_pointer (&self);
}

/**
 * fiel_profile_get_trouble:
 *
 * Returns: (nullable): why the profile's file could not be used and the last good copy is; NULL: it is the file's
 */
const GError *
fiel_profile_get_trouble (FielProfile *self)
{
  g_return_val_if_fail (FIEL_IS_PROFILE (self), NULL);

  return self->trouble;
}

/**
 * fiel_profile_keep_good:
 *
 * Keeps a copy of what was loaded beside the file, for the day it is wrong. To be called when the till works with it.
 */
gboolean
fiel_profile_keep_good (FielProfile *self, GError **error)
{
  g_autofree char *path = NULL;
  g_autoptr (GString) kept = NULL;

  g_return_val_if_fail (FIEL_IS_PROFILE (self), FALSE);

  if (self->trouble != NULL || self->text == NULL)
    return TRUE;

  path = get_good_path (self);
  kept = fiel_profile_file_read (path, NULL);
  if (kept != NULL && g_str_equal (kept->str, self->text))
    return TRUE;

  return fiel_profile_file_write (path, self->text, strlen (self->text), error);
}

static gboolean
is_newer (FielProfile *self, const GString *text, GError **error)
{
  g_autoptr (GError) trouble = NULL;
  g_autoptr (FielProfileContent) content
    = fiel_profile_read (self->path, text->str, text->len, NULL, self->in_folder, &trouble);

  if (!g_error_matches (trouble, FIEL_PROFILE_ERROR, FIEL_PROFILE_ERROR_NEWER))
    return FALSE;

  g_propagate_error (error, g_steal_pointer (&trouble));
  return TRUE;
}

/**
 * fiel_profile_restore_good:
 *
 * Makes what was loaded the profile again: the last good copy, or what the file said when the till started. The file
 * that is wrong is kept beside it. A file of a newer version is not touched.
 */
gboolean
fiel_profile_restore_good (FielProfile *self, GError **error)
{
  g_autofree char *folder = NULL;
  g_autofree char *aside = NULL;
  g_autoptr (GString) wrong = NULL;

  g_return_val_if_fail (FIEL_IS_PROFILE (self), FALSE);
  g_return_val_if_fail (self->text != NULL, FALSE);

  folder = g_path_get_dirname (self->path);
  aside = g_build_filename (folder, WRONG_NAME, NULL);
  wrong = fiel_profile_file_read (self->path, NULL);
  if (wrong != NULL && is_newer (self, wrong, error))
    return FALSE;
  if (wrong != NULL && !fiel_profile_file_write (aside, wrong->str, wrong->len, error))
    return FALSE;

  return fiel_profile_file_write (self->path, self->text, strlen (self->text), error);
}

/* -- Saving -- */

gboolean
fiel_profile_save (FielProfile *self, GError **error)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (FIEL_IS_PROFILE (self), FALSE);

  text = fiel_profile_content_print (self->content, self->practice_address);

  return fiel_profile_file_write (self->path, text, strlen (text), error);
}

static gboolean
waits_for_address (const FielProfileProvider *provider)
{
  return provider->environment == 0 && !g_hash_table_contains (provider->values, "base-address");
}

gboolean
fiel_profile_needs_practice_cloud (FielProfile *self)
{
  g_return_val_if_fail (FIEL_IS_PROFILE (self), FALSE);

  for (guint i = 0; i < self->content->providers->len; i++)
    if (waits_for_address (g_ptr_array_index (self->content->providers, i)))
      return TRUE;

  return FALSE;
}

/**
 * fiel_profile_set_practice_address:
 * @address: "http://127.0.0.1:PORT/" of a running practice cloud; takes the place of an earlier one
 */
void
fiel_profile_set_practice_address (FielProfile *self, const char *address)
{
  g_autofree char *earlier = NULL;

  g_return_if_fail (FIEL_IS_PROFILE (self));
  g_return_if_fail (address != NULL);

  earlier = g_steal_pointer (&self->practice_address);
  self->practice_address = g_strdup (address);
  for (guint i = 0; i < self->content->providers->len; i++)
    {
      FielProfileProvider *provider = g_ptr_array_index (self->content->providers, i);
      const char *value = g_hash_table_lookup (provider->values, "base-address");

      if (waits_for_address (provider)
          || (provider->environment == 0 && earlier != NULL && g_str_equal (value, earlier)))
        g_hash_table_insert (provider->values, g_strdup ("base-address"), g_strdup (address));
    }
}

const char *const *
fiel_profile_find_secret_names (FielProfile *self, const FielProviderKind *const *kinds, const char *provider_key)
{
  const FielProfileProvider *provider;

  g_return_val_if_fail (FIEL_IS_PROFILE (self), NULL);
  g_return_val_if_fail (kinds != NULL && provider_key != NULL, NULL);

  provider = fiel_profile_content_find_provider (self->content, provider_key);
  for (gsize i = 0; provider != NULL && kinds[i] != NULL; i++)
    if (g_str_equal (kinds[i]->name, provider->kind))
      return kinds[i]->secret_names;

  return NULL;
}

const char *
fiel_profile_get_path (FielProfile *self)
{
  g_return_val_if_fail (FIEL_IS_PROFILE (self), NULL);

  return self->path;
}

const char *
fiel_profile_get_journal_path (FielProfile *self)
{
  g_return_val_if_fail (FIEL_IS_PROFILE (self), NULL);

  return self->journal_path;
}

const char *
fiel_profile_get_data_folder (FielProfile *self)
{
  g_return_val_if_fail (FIEL_IS_PROFILE (self), NULL);

  return self->data_folder;
}

gboolean
fiel_profile_get_in_folder (FielProfile *self)
{
  g_return_val_if_fail (FIEL_IS_PROFILE (self), FALSE);

  return self->in_folder;
}

gboolean
fiel_profile_is_training_store (FielProfile *self)
{
  g_return_val_if_fail (FIEL_IS_PROFILE (self), FALSE);

  return self->is_training_store;
}

const char *
fiel_profile_get_store_name (FielProfile *self)
{
  g_return_val_if_fail (FIEL_IS_PROFILE (self), NULL);

  return self->content->store_name;
}

const char *
fiel_profile_get_country (FielProfile *self)
{
  g_return_val_if_fail (FIEL_IS_PROFILE (self), NULL);

  return self->content->country;
}

const FielCurrency *
fiel_profile_get_currency (FielProfile *self)
{
  g_return_val_if_fail (FIEL_IS_PROFILE (self), NULL);

  return self->content->currency;
}

const FielNumberStyle *
fiel_profile_get_number_style (FielProfile *self)
{
  g_return_val_if_fail (FIEL_IS_PROFILE (self), NULL);

  return fiel_number_style_for_country (self->content->country);
}

const char *
fiel_profile_get_till_name (FielProfile *self)
{
  g_return_val_if_fail (FIEL_IS_PROFILE (self), NULL);

  return self->content->till_name;
}

/**
 * fiel_profile_get_cashier_name:
 *
 * Returns: who works at this till; the till's own name if the profile does not say
 */
const char *
fiel_profile_get_cashier_name (FielProfile *self)
{
  g_return_val_if_fail (FIEL_IS_PROFILE (self), NULL);

  if (self->signed_in != NULL)
    return self->signed_in;

  return self->content->cashier_name != NULL ? self->content->cashier_name : self->content->till_name;
}

void
fiel_profile_set_signed_in (FielProfile *self, const char *name)
{
  g_return_if_fail (FIEL_IS_PROFILE (self));

  g_free (self->signed_in);
  self->signed_in = g_strdup (name);
}

FielAmountMode
fiel_profile_get_amount_mode (FielProfile *self)
{
  g_return_val_if_fail (FIEL_IS_PROFILE (self), FIEL_AMOUNT_MODE_WHOLE);

  return self->content->amount_mode;
}

gint64
fiel_profile_get_max_sale_minor (FielProfile *self)
{
  g_return_val_if_fail (FIEL_IS_PROFILE (self), 0);

  return self->content->max_sale_minor;
}

gint64
fiel_profile_get_cashier_max_sale_minor (FielProfile *self)
{
  g_return_val_if_fail (FIEL_IS_PROFILE (self), 0);

  return self->content->cashier_max_sale_minor;
}

FielTrainingDoor
fiel_profile_get_training_door (FielProfile *self)
{
  g_return_val_if_fail (FIEL_IS_PROFILE (self), FIEL_TRAINING_DOOR_MANAGERS);

  return self->content->training_door;
}

gboolean
fiel_profile_is_training_open (FielProfile *self)
{
  g_return_val_if_fail (FIEL_IS_PROFILE (self), FALSE);

  return fiel_profile_get_people (self)->len == 0 || self->content->training_door == FIEL_TRAINING_DOOR_EVERYONE;
}

const gint64 *
fiel_profile_get_quick_amounts (FielProfile *self)
{
  g_return_val_if_fail (FIEL_IS_PROFILE (self), NULL);

  return self->content->quick_amounts;
}

gboolean
fiel_profile_get_repeat_guard (FielProfile *self)
{
  g_return_val_if_fail (FIEL_IS_PROFILE (self), FALSE);

  return self->content->repeat_guard;
}

gboolean
fiel_profile_get_hundredfold_guard (FielProfile *self)
{
  g_return_val_if_fail (FIEL_IS_PROFILE (self), FALSE);

  return self->content->hundredfold_guard;
}

gboolean
fiel_profile_get_require_reference (FielProfile *self)
{
  g_return_val_if_fail (FIEL_IS_PROFILE (self), FALSE);

  return self->content->require_reference;
}

gint64
fiel_profile_get_return_limit_minor (FielProfile *self)
{
  g_return_val_if_fail (FIEL_IS_PROFILE (self), 0);

  return self->content->return_limit_minor;
}

gint64
fiel_profile_get_unbound_return_limit_minor (FielProfile *self)
{
  g_return_val_if_fail (FIEL_IS_PROFILE (self), 0);

  return self->content->unbound_return_limit_minor;
}

guint
fiel_profile_get_return_after_s (FielProfile *self)
{
  g_return_val_if_fail (FIEL_IS_PROFILE (self), 0);

  return self->content->return_after_s;
}

const FielReceiptSettings *
fiel_profile_get_receipt_settings (FielProfile *self)
{
  g_return_val_if_fail (FIEL_IS_PROFILE (self), NULL);

  return &self->content->receipts;
}

FielCashCount
fiel_profile_get_cash_count (FielProfile *self)
{
  g_return_val_if_fail (FIEL_IS_PROFILE (self), FIEL_CASH_COUNT_NONE);

  return self->content->cash_count;
}

gint64
fiel_profile_get_cash_difference_limit_minor (FielProfile *self)
{
  g_return_val_if_fail (FIEL_IS_PROFILE (self), 0);

  return self->content->cash_difference_limit_minor;
}

const char *
fiel_profile_get_default_terminal (FielProfile *self)
{
  g_return_val_if_fail (FIEL_IS_PROFILE (self), NULL);

  return self->content->default_terminal;
}

int
fiel_profile_get_environment (FielProfile *self)
{
  int environment = 0;

  g_return_val_if_fail (FIEL_IS_PROFILE (self), 0);

  for (guint i = 0; i < self->content->providers->len; i++)
    {
      const FielProfileProvider *provider = g_ptr_array_index (self->content->providers, i);

      environment = MAX (environment, provider->environment);
    }

  return environment;
}

GPtrArray *
fiel_profile_get_terminals (FielProfile *self)
{
  g_return_val_if_fail (FIEL_IS_PROFILE (self), NULL);

  return self->content->terminals;
}

GPtrArray *
fiel_profile_get_providers (FielProfile *self)
{
  g_return_val_if_fail (FIEL_IS_PROFILE (self), NULL);

  return self->content->providers;
}

GPtrArray *
fiel_profile_get_people (FielProfile *self)
{
  g_return_val_if_fail (FIEL_IS_PROFILE (self), NULL);

  return self->content->people;
}

guint
fiel_profile_get_lock_after_minutes (FielProfile *self)
{
  g_return_val_if_fail (FIEL_IS_PROFILE (self), 0);

  return self->content->lock_after_minutes;
}

static gboolean
are_same_people (GPtrArray *some, GPtrArray *others)
{
  gboolean same = some->len == others->len;

  for (guint i = 0; same && i < some->len; i++)
    {
      const FielProfilePerson *one = g_ptr_array_index (some, i);
      const FielProfilePerson *other = g_ptr_array_index (others, i);

      same = g_str_equal (one->key, other->key) && g_str_equal (one->name, other->name) && one->role == other->role;
    }

  return same;
}

/* What was changed is read like anybody's file: there is one judge of what a profile may say. What does not read back
 * as it was (a name of two lines) is refused. */
gboolean
fiel_profile_set_people (FielProfile *self, GPtrArray *people, GError **error)
{
  g_autoptr (GPtrArray) groups = NULL;
  g_autoptr (FielProfileContent) trial = fiel_profile_content_new ();
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_val_if_fail (FIEL_IS_PROFILE (self), FALSE);
  g_return_val_if_fail (people != NULL, FALSE);

  g_ptr_array_unref (trial->people);
  trial->people = fiel_profile_people_copy (people);
  fiel_profile_people_print (text, trial);
  g_ptr_array_set_size (trial->people, 0);
  groups = fiel_profile_scan (self->path, text->str, text->len, error);
  if (groups == NULL || !fiel_profile_people_read (self->path, groups, trial, error))
    return FALSE;
  if (!are_same_people (people, trial->people))
    {
      g_set_error_literal (error, FIEL_PROFILE_ERROR, FIEL_PROFILE_ERROR_BAD_VALUE,
                           _ ("A name is one line without blanks at its ends."));
      return FALSE;
    }

  g_ptr_array_unref (self->content->people);
  self->content->people = g_steal_pointer (&trial->people);
  trial->people = g_ptr_array_new ();
  if (self->content->people->len > 0)
    g_clear_pointer (&self->content->cashier_name, g_free);

  return TRUE;
}
