/* fiel-first-run-state.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-first-run-state.h"

#include "fiel-attempt-state.h"
#include "fiel-pin.h"
#include "fiel-profile-transfer.h"

#include <glib/gstdio.h>

/* FielFirstRunState: the profile's draft holds what was typed and was right; which step one was at stands in a small
 * file beside it. A file that says nothing sensible means the beginning. */

#define STEP_FILE "first-run.conf"
#define GROUP "first-run"
/* There while the profile is written and its manager is not: the SHA-256 of the profile. */
#define PROFILE_HASH "profile"

struct _FielFirstRunState
{
  GObject parent_instance;

  FielProfileDraft *draft;     /* owned */
  FielClock *clock;            /* owned */
  FielSecrets *secrets;        /* owned */
  FielFirstRunStep step;
  gboolean connects;
  gboolean imported;           /* terminals and all: from another till */
  GPtrArray *terminals;        /* owned, nullable, of text */
  char *manager_name;          /* owned, nullable */
  char *manager_pin;           /* owned, nullable, wiped */
};

/* clang-format off */
G_DEFINE_ENUM_TYPE (FielFirstRunStep, fiel_first_run_step,
  G_DEFINE_ENUM_VALUE (FIEL_FIRST_RUN_STEP_LANGUAGE, "language"),
  G_DEFINE_ENUM_VALUE (FIEL_FIRST_RUN_STEP_STORE, "store"),
  G_DEFINE_ENUM_VALUE (FIEL_FIRST_RUN_STEP_START, "start"),
  G_DEFINE_ENUM_VALUE (FIEL_FIRST_RUN_STEP_ACCOUNT, "account"),
  G_DEFINE_ENUM_VALUE (FIEL_FIRST_RUN_STEP_TILL, "till"),
  G_DEFINE_ENUM_VALUE (FIEL_FIRST_RUN_STEP_PIN, "pin"),
  G_DEFINE_ENUM_VALUE (FIEL_FIRST_RUN_STEP_SALE, "sale"),
  G_DEFINE_ENUM_VALUE (FIEL_FIRST_RUN_STEP_KEYS, "keys"))
/* clang-format on */

G_DEFINE_FINAL_TYPE (FielFirstRunState, fiel_first_run_state, G_TYPE_OBJECT)

static char *
make_path (FielFirstRunState *self)
{
  g_autofree char *folder = g_path_get_dirname (fiel_profile_draft_get_path (self->draft));

  return g_build_filename (folder, STEP_FILE, NULL);
}

static gboolean
find_step (const char *nick, FielFirstRunStep *step)
{
  for (int i = 0; i < FIEL_N_FIRST_RUN_STEPS; i++)
    if (g_strcmp0 (fiel_enum_nick (FIEL_TYPE_FIRST_RUN_STEP, i), nick) == 0)
      {
        *step = (FielFirstRunStep) i;
        return TRUE;
      }

  return FALSE;
}

/* Another till has said how it starts. */
static gboolean
has_step (FielFirstRunState *self, FielFirstRunStep step)
{
  if (step == FIEL_FIRST_RUN_STEP_START)
    return !self->imported;

  return step != FIEL_FIRST_RUN_STEP_ACCOUNT || self->connects;
}

/* Nobody comes back to a step whose forerunners were not done: without a store there is no till, and a PIN that was
 * typed has to be typed again. */
static gboolean
may_begin_at (FielFirstRunState *self, FielFirstRunStep step)
{
  g_autofree char *country = fiel_profile_draft_get (self->draft, "store", "country");

  return has_step (self, step) && (step <= FIEL_FIRST_RUN_STEP_STORE || country != NULL)
         && (step <= FIEL_FIRST_RUN_STEP_TILL || fiel_profile_draft_check (self->draft, NULL))
         && (step <= FIEL_FIRST_RUN_STEP_PIN || self->manager_name == NULL || self->manager_pin != NULL);
}

static void
take_up (FielFirstRunState *self)
{
  g_autofree char *path = make_path (self);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *nick = NULL;
  FielFirstRunStep step = FIEL_FIRST_RUN_STEP_LANGUAGE;

  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL))
    return;

  self->connects = g_key_file_get_boolean (file, GROUP, "connects", NULL);
  self->imported = g_key_file_get_boolean (file, GROUP, "imported", NULL);
  self->manager_name = g_key_file_get_string (file, GROUP, "manager", NULL);
  nick = g_key_file_get_string (file, GROUP, "step", NULL);
  if (!find_step (nick, &step))
    return;
  while (step > FIEL_FIRST_RUN_STEP_LANGUAGE && !may_begin_at (self, step))
    step--;
  self->step = step;
}

static void
fiel_first_run_state_finalize (GObject *object)
{
  FielFirstRunState *self = FIEL_FIRST_RUN_STATE (object);

  g_clear_object (&self->draft);
  g_clear_object (&self->clock);
  g_clear_object (&self->secrets);
  g_clear_pointer (&self->terminals, g_ptr_array_unref);
  g_free (self->manager_name);
  fiel_pin_wipe (self->manager_pin);

  G_OBJECT_CLASS (fiel_first_run_state_parent_class)->finalize (object);
}

static void
fiel_first_run_state_class_init (FielFirstRunStateClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fiel_first_run_state_finalize;
}

static void
fiel_first_run_state_init (FielFirstRunState *self)
{
}

FielFirstRunState *
fiel_first_run_state_new (const char *folder,
                          const FielProviderKind *const *kinds,
                          FielClock *clock,
                          FielSecrets *secrets)
{
  FielFirstRunState *self = NULL;

  g_return_val_if_fail (kinds != NULL, NULL);
  g_return_val_if_fail (FIEL_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (FIEL_IS_SECRETS (secrets), NULL);

  self = g_object_new (FIEL_TYPE_FIRST_RUN_STATE, NULL);
  self->draft = fiel_profile_draft_new_empty (folder, kinds);
  self->clock = g_object_ref (clock);
  self->secrets = g_object_ref (secrets);
  take_up (self);

  return self;
}

FielProfileDraft *
fiel_first_run_state_get_draft (FielFirstRunState *self)
{
  g_return_val_if_fail (FIEL_IS_FIRST_RUN_STATE (self), NULL);

  return self->draft;
}

FielClock *
fiel_first_run_state_get_clock (FielFirstRunState *self)
{
  g_return_val_if_fail (FIEL_IS_FIRST_RUN_STATE (self), NULL);

  return self->clock;
}

FielSecrets *
fiel_first_run_state_get_secrets (FielFirstRunState *self)
{
  g_return_val_if_fail (FIEL_IS_FIRST_RUN_STATE (self), NULL);

  return self->secrets;
}

const FielFirstRunCountry *
fiel_first_run_state_get_country (FielFirstRunState *self)
{
  g_autofree char *code = NULL;
  const FielFirstRunCountry *country = NULL;
  gsize n_countries;

  g_return_val_if_fail (FIEL_IS_FIRST_RUN_STATE (self), NULL);

  code = fiel_profile_draft_get (self->draft, "store", "country");
  country = fiel_first_run_country_find (code);

  return country != NULL ? country : fiel_first_run_countries (&n_countries);
}

FielFirstRunStep
fiel_first_run_state_get_step (FielFirstRunState *self)
{
  g_return_val_if_fail (FIEL_IS_FIRST_RUN_STATE (self), FIEL_FIRST_RUN_STEP_LANGUAGE);

  return self->step;
}

void
fiel_first_run_state_set_step (FielFirstRunState *self, FielFirstRunStep step)
{
  g_return_if_fail (FIEL_IS_FIRST_RUN_STATE (self));
  g_return_if_fail (has_step (self, step));

  self->step = step;
}

gboolean
fiel_first_run_state_find_next (FielFirstRunState *self, FielFirstRunStep *step)
{
  g_return_val_if_fail (FIEL_IS_FIRST_RUN_STATE (self), FALSE);

  for (int i = (int) self->step + 1; i < FIEL_N_FIRST_RUN_STEPS; i++)
    if (has_step (self, (FielFirstRunStep) i))
      {
        *step = (FielFirstRunStep) i;
        return TRUE;
      }

  return FALSE;
}

gboolean
fiel_first_run_state_find_previous (FielFirstRunState *self, FielFirstRunStep *step)
{
  g_return_val_if_fail (FIEL_IS_FIRST_RUN_STATE (self), FALSE);

  for (int i = (int) self->step - 1; i >= 0; i--)
    if (has_step (self, (FielFirstRunStep) i))
      {
        *step = (FielFirstRunStep) i;
        return TRUE;
      }

  return FALSE;
}

guint
fiel_first_run_state_get_position (FielFirstRunState *self, guint *n_steps)
{
  guint position = 0;

  g_return_val_if_fail (FIEL_IS_FIRST_RUN_STATE (self), 0);

  *n_steps = 0;
  for (int i = 0; i < FIEL_N_FIRST_RUN_STEPS; i++)
    {
      if (!has_step (self, (FielFirstRunStep) i))
        continue;
      ++*n_steps;
      if (i <= (int) self->step)
        position++;
    }

  return position;
}

gboolean
fiel_first_run_state_get_connects (FielFirstRunState *self)
{
  g_return_val_if_fail (FIEL_IS_FIRST_RUN_STATE (self), FALSE);

  return self->connects;
}

/* Training has no account; an account is written down when it is complete. */
gboolean
fiel_first_run_state_set_connects (FielFirstRunState *self, gboolean connects, GError **error)
{
  static const char *const keys[] = { "base-address", "client-id", "api-key-header", "env-header" };

  g_return_val_if_fail (FIEL_IS_FIRST_RUN_STATE (self), FALSE);

  if (!connects)
    {
      fiel_profile_draft_begin (self->draft);
      fiel_profile_draft_set (self->draft, FIEL_FIRST_RUN_PROVIDER_GROUP, "environment", "training", NULL);
      for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
        fiel_profile_draft_set (self->draft, FIEL_FIRST_RUN_PROVIDER_GROUP, keys[i], NULL, NULL);
      if (!fiel_profile_draft_commit (self->draft, error))
        return FALSE;
    }
  self->connects = connects;

  return TRUE;
}

/* An account under the name that is asked for here is asked for its secrets; another one gets them in the settings. */
gboolean
fiel_first_run_state_import (FielFirstRunState *self, const char *path, GError **error)
{
  g_autofree char *environment = NULL;

  g_return_val_if_fail (FIEL_IS_FIRST_RUN_STATE (self), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  if (!fiel_profile_import (self->draft, path, FALSE, error))
    return FALSE;

  environment = fiel_profile_draft_get (self->draft, FIEL_FIRST_RUN_PROVIDER_GROUP, "environment");
  self->connects = environment != NULL && g_strcmp0 (environment, "training") != 0;
  self->imported = TRUE;

  return TRUE;
}

gboolean
fiel_first_run_state_get_imported (FielFirstRunState *self)
{
  g_return_val_if_fail (FIEL_IS_FIRST_RUN_STATE (self), FALSE);

  return self->imported;
}

GPtrArray *
fiel_first_run_state_get_terminals (FielFirstRunState *self)
{
  g_return_val_if_fail (FIEL_IS_FIRST_RUN_STATE (self), NULL);

  return self->terminals;
}

void
fiel_first_run_state_set_terminals (FielFirstRunState *self, GPtrArray *terminals)
{
  g_return_if_fail (FIEL_IS_FIRST_RUN_STATE (self));

  g_clear_pointer (&self->terminals, g_ptr_array_unref);
  if (terminals != NULL)
    self->terminals = g_ptr_array_ref (terminals);
}

void
fiel_first_run_state_set_manager (FielFirstRunState *self, const char *name, const char *pin)
{
  g_autofree char *old_name = NULL;
  char *old_pin = NULL;

  g_return_if_fail (FIEL_IS_FIRST_RUN_STATE (self));
  g_return_if_fail ((name == NULL) == (pin == NULL));

  /* What is set may be what is there. */
  old_name = g_steal_pointer (&self->manager_name);
  old_pin = g_steal_pointer (&self->manager_pin);
  self->manager_name = g_strdup (name);
  self->manager_pin = g_strdup (pin);
  fiel_pin_wipe (old_pin);
}

const char *
fiel_first_run_state_get_manager_name (FielFirstRunState *self)
{
  g_return_val_if_fail (FIEL_IS_FIRST_RUN_STATE (self), NULL);

  return self->manager_name;
}

const char *
fiel_first_run_state_get_manager_pin (FielFirstRunState *self)
{
  g_return_val_if_fail (FIEL_IS_FIRST_RUN_STATE (self), NULL);

  return self->manager_pin;
}

static char *
hash_text (const char *text)
{
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
}

static gboolean
keep (FielFirstRunState *self, const char *profile_hash, GError **error)
{
  g_autofree char *path = make_path (self);
  g_autoptr (GKeyFile) file = g_key_file_new ();

  /* First the draft: it makes the folder. */
  if (!fiel_profile_draft_keep (self->draft, error))
    return FALSE;

  g_key_file_set_string (file, GROUP, "step", fiel_enum_nick (FIEL_TYPE_FIRST_RUN_STEP, (int) self->step));
  g_key_file_set_boolean (file, GROUP, "connects", self->connects);
  g_key_file_set_boolean (file, GROUP, "imported", self->imported);
  if (self->manager_name != NULL)
    g_key_file_set_string (file, GROUP, "manager", self->manager_name);
  if (profile_hash != NULL)
    g_key_file_set_string (file, GROUP, PROFILE_HASH, profile_hash);

  return g_key_file_save_to_file (file, path, error);
}

gboolean
fiel_first_run_state_keep (FielFirstRunState *self, GError **error)
{
  g_return_val_if_fail (FIEL_IS_FIRST_RUN_STATE (self), FALSE);

  return keep (self, NULL, error);
}

gboolean
fiel_first_run_state_save (FielFirstRunState *self, GError **error)
{
  g_autofree char *hash = NULL;

  g_return_val_if_fail (FIEL_IS_FIRST_RUN_STATE (self), FALSE);

  hash = hash_text (fiel_profile_draft_get_text (self->draft));
  if (self->manager_pin != NULL && !keep (self, hash, error))
    return FALSE;
  if (!fiel_profile_draft_save (self->draft, error))
    return FALSE;

  if (self->manager_pin == NULL)
    fiel_first_run_state_end (self);

  return TRUE;
}

void
fiel_first_run_state_end (FielFirstRunState *self)
{
  g_autofree char *path = NULL;

  g_return_if_fail (FIEL_IS_FIRST_RUN_STATE (self));

  path = make_path (self);
  g_unlink (path);
}

void
fiel_first_run_state_take_back (FielFirstRunState *self)
{
  g_autoptr (GError) error = NULL;

  g_return_if_fail (FIEL_IS_FIRST_RUN_STATE (self));

  fiel_profile_draft_take_back (self->draft);
  if (!fiel_first_run_state_keep (self, &error))
    g_message ("What was answered is not kept: %s", error->message);
}

/* A profile that somebody else wrote, or that has its manager, is another text, and stays where it is. */
void
fiel_first_run_state_reclaim (const char *folder)
{
  g_autofree char *place
    = folder != NULL ? g_strdup (folder) : g_build_filename (g_get_user_config_dir (), "fiel", NULL);
  g_autofree char *step_path = g_build_filename (place, STEP_FILE, NULL);
  g_autofree char *path = g_build_filename (place, "profile.conf", NULL);
  g_autofree char *draft_path = g_build_filename (place, "profile.draft.conf", NULL);
  g_autofree char *expected = NULL;
  g_autofree char *text = NULL;
  g_autofree char *hash = NULL;
  g_autoptr (GKeyFile) file = g_key_file_new ();

  if (!g_key_file_load_from_file (file, step_path, G_KEY_FILE_NONE, NULL))
    return;
  expected = g_key_file_get_string (file, GROUP, PROFILE_HASH, NULL);
  if (expected == NULL || !g_file_get_contents (path, &text, NULL, NULL))
    return;

  hash = hash_text (text);
  if (g_str_equal (hash, expected) && g_rename (path, draft_path) == 0)
    g_message ("The till was not set up to the end: its manager is missing.");
}
