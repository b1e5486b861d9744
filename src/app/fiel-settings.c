/* fiel-settings.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-settings.h"

#include <glib/gi18n.h>

struct _FielSettings
{
  GObject parent_instance;

  FielEngine *engine;                     /* owned, nullable */
  FielProfile *profile;                   /* owned: the one the till was opened with */
  FielSecrets *secrets;                   /* owned */
  GSettings *workstation;                 /* owned, nullable */
  const FielProviderKind *const *kinds;   /* the program's */
  FielProfileDraft *draft;                /* owned, nullable */
  GSignalGroup *engine_signals;           /* owned */
  FielSettingsTrouble trouble;
  char *words;                            /* owned, nullable */
  char *saved;                            /* owned, nullable: the text that is in the file */
  gboolean pending;
  gboolean expects_secrets;
};

G_DEFINE_FINAL_TYPE (FielSettings, fiel_settings, G_TYPE_OBJECT)

enum
{
  CHANGED,
  REBUILT,
  SECRET_MISSING,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
emit_changed (FielSettings *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
fiel_settings_finalize (GObject *object)
{
  FielSettings *self = FIEL_SETTINGS (object);

  g_clear_object (&self->engine_signals);
  g_clear_object (&self->draft);
  g_clear_object (&self->engine);
  g_clear_object (&self->profile);
  g_clear_object (&self->secrets);
  g_clear_object (&self->workstation);
  g_free (self->saved);
  g_free (self->words);

  G_OBJECT_CLASS (fiel_settings_parent_class)->finalize (object);
}

static void
fiel_settings_class_init (FielSettingsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fiel_settings_finalize;

  signals[CHANGED] = g_signal_new ("changed", FIEL_TYPE_SETTINGS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  signals[REBUILT] = g_signal_new ("rebuilt", FIEL_TYPE_SETTINGS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  signals[SECRET_MISSING] = g_signal_new ("secret-missing", FIEL_TYPE_SETTINGS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 2, G_TYPE_OBJECT, G_TYPE_STRING);
}

static void
fiel_settings_init (FielSettings *self)
{
  self->engine_signals = g_signal_group_new (FIEL_TYPE_ENGINE);
  g_signal_group_connect_swapped (self->engine_signals, "notify", G_CALLBACK (emit_changed), self);
}

/* -- What is wrong -- */

static void
set_trouble (FielSettings *self, FielSettingsTrouble trouble, const char *words)
{
  g_autofree char *copy = g_strdup (words);

  g_free (self->words);
  self->words = g_steal_pointer (&copy);
  self->trouble = trouble;
  emit_changed (self);
}

static FielSettingsTrouble
classify (const GError *error)
{
  switch ((FielProfileError) error->code)
    {
    case FIEL_PROFILE_ERROR_MISSING_KEY:
      return FIEL_SETTINGS_TROUBLE_INCOMPLETE;
    case FIEL_PROFILE_ERROR_NEWER:
      return FIEL_SETTINGS_TROUBLE_NEWER;
    case FIEL_PROFILE_ERROR_CHANGED:
      return FIEL_SETTINGS_TROUBLE_CHANGED;
    case FIEL_PROFILE_ERROR_NOT_WRITTEN:
    case FIEL_PROFILE_ERROR_MISSING:
    case FIEL_PROFILE_ERROR_UNREADABLE:
    case FIEL_PROFILE_ERROR_UNKNOWN_KEY:
    case FIEL_PROFILE_ERROR_BAD_VALUE:
    case FIEL_PROFILE_ERROR_DUPLICATE:
    case FIEL_PROFILE_ERROR_SECRET:
    default:
      return FIEL_SETTINGS_TROUBLE_NOT_WRITTEN;
    }
}

/* "[provider getnet] base-address: missing; …": what is meant, in the file's own words. */
static char *
describe_missing (const GError *error)
{
  const char *group = fiel_profile_error_get_group (error);
  const char *key = fiel_profile_error_get_key (error);

  /* Translators: a group and a key of the settings' file, and what is missing there */
  return g_strdup_printf (_("Not saved yet. [%s] %s: %s"), group != NULL ? group : "", key != NULL ? key : "",
                          fiel_profile_error_get_reason (error));
}

static void
set_save_trouble (FielSettings *self, const GError *error)
{
  const FielSettingsTrouble trouble = classify (error);
  g_autofree char *missing = trouble == FIEL_SETTINGS_TROUBLE_INCOMPLETE ? describe_missing (error) : NULL;

  set_trouble (self, trouble, missing != NULL ? missing : error->message);
}

static void
open_draft (FielSettings *self)
{
  g_autoptr (GError) error = NULL;

  g_clear_object (&self->draft);
  self->draft = fiel_profile_draft_new (self->profile, self->kinds, &error);
  g_free (self->saved);
  self->saved = self->draft != NULL ? g_strdup (fiel_profile_draft_get_text (self->draft)) : NULL;
  if (self->draft != NULL)
    set_trouble (self, FIEL_SETTINGS_TROUBLE_NONE, NULL);
  else
    set_trouble (self,
                 g_error_matches (error, FIEL_PROFILE_ERROR, FIEL_PROFILE_ERROR_NEWER) ? FIEL_SETTINGS_TROUBLE_NEWER
                                                                                      : FIEL_SETTINGS_TROUBLE_WRONG,
                 error->message);
}

FielSettings *
fiel_settings_new (FielEngine *engine)
{
  FielSettings *self = NULL;

  g_return_val_if_fail (FIEL_IS_ENGINE (engine), NULL);

  self = g_object_new (FIEL_TYPE_SETTINGS, NULL);
  self->profile = g_object_ref (fiel_engine_get_profile (engine));
  self->secrets = g_object_ref (fiel_engine_get_secrets (engine));
  self->kinds = fiel_engine_get_kinds (engine);
  fiel_settings_set_engine (self, engine);
  open_draft (self);

  return self;
}

/* -- The till -- */

void
fiel_settings_set_engine (FielSettings *self, FielEngine *engine)
{
  g_return_if_fail (FIEL_IS_SETTINGS (self));
  g_return_if_fail (engine == NULL || FIEL_IS_ENGINE (engine));

  if (!g_set_object (&self->engine, engine))
    return;

  g_signal_group_set_target (self->engine_signals, engine);
  if (engine != NULL)
    {
      g_set_object (&self->profile, fiel_engine_get_profile (engine));
      self->pending = FALSE;
    }
  emit_changed (self);
}

FielEngine *
fiel_settings_get_engine (FielSettings *self)
{
  g_return_val_if_fail (FIEL_IS_SETTINGS (self), NULL);

  return self->engine;
}

FielProfile *
fiel_settings_get_profile (FielSettings *self)
{
  g_return_val_if_fail (FIEL_IS_SETTINGS (self), NULL);

  return self->profile;
}

FielSecrets *
fiel_settings_get_secrets (FielSettings *self)
{
  g_return_val_if_fail (FIEL_IS_SETTINGS (self), NULL);

  return self->secrets;
}

FielProfileDraft *
fiel_settings_get_draft (FielSettings *self)
{
  g_return_val_if_fail (FIEL_IS_SETTINGS (self), NULL);

  return self->draft;
}

const FielProviderKind *const *
fiel_settings_get_kinds (FielSettings *self)
{
  g_return_val_if_fail (FIEL_IS_SETTINGS (self), NULL);

  return self->kinds;
}

const FielCurrency *
fiel_settings_get_currency (FielSettings *self)
{
  g_autofree char *code = NULL;
  const FielCurrency *currency = NULL;

  g_return_val_if_fail (FIEL_IS_SETTINGS (self), NULL);

  code = self->draft != NULL ? fiel_profile_draft_get (self->draft, "store", "currency") : NULL;
  currency = code != NULL ? fiel_currency_find (code) : NULL;

  return currency != NULL ? currency : fiel_profile_get_currency (self->profile);
}

const FielNumberStyle *
fiel_settings_get_number_style (FielSettings *self)
{
  g_autofree char *country = NULL;

  g_return_val_if_fail (FIEL_IS_SETTINGS (self), NULL);

  country = self->draft != NULL ? fiel_profile_draft_get (self->draft, "store", "country") : NULL;

  return country != NULL ? fiel_number_style_for_country (country) : fiel_profile_get_number_style (self->profile);
}

gboolean
fiel_settings_get_training (FielSettings *self)
{
  g_return_val_if_fail (FIEL_IS_SETTINGS (self), FALSE);

  return fiel_profile_get_environment (self->profile) == 0;
}

/* -- Saving -- */

/* Every manager's act is in the journal. */
static void
note_saved (FielSettings *self)
{
  g_autofree char *old_text = g_steal_pointer (&self->saved);

  self->saved = g_strdup (fiel_profile_draft_get_text (self->draft));
  if (self->engine != NULL && old_text != NULL)
    fiel_people_note_settings (fiel_engine_get_people (self->engine), old_text, self->saved);
}

gboolean
fiel_settings_save (FielSettings *self)
{
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (FIEL_IS_SETTINGS (self), FALSE);

  if (self->draft == NULL)
    return FALSE;
  if (!fiel_profile_draft_is_changed (self->draft))
    {
      set_trouble (self, FIEL_SETTINGS_TROUBLE_NONE, NULL);
      return TRUE;
    }
  if (!fiel_profile_draft_save (self->draft, &error))
    {
      set_save_trouble (self, error);
      return FALSE;
    }

  note_saved (self);
  self->pending = TRUE;
  set_trouble (self, FIEL_SETTINGS_TROUBLE_NONE, NULL);

  return TRUE;
}

void
fiel_settings_rebuild (FielSettings *self)
{
  g_return_if_fail (FIEL_IS_SETTINGS (self));

  g_signal_emit (self, signals[REBUILT], 0);
}

void
fiel_settings_expect_secrets (FielSettings *self)
{
  g_return_if_fail (FIEL_IS_SETTINGS (self));

  self->expects_secrets = TRUE;
}

void
fiel_settings_miss_secret (FielSettings *self, GObject *row, const char *account)
{
  g_return_if_fail (FIEL_IS_SETTINGS (self));
  g_return_if_fail (G_IS_OBJECT (row) && account != NULL);

  if (!self->expects_secrets)
    return;

  self->expects_secrets = FALSE;
  g_signal_emit (self, signals[SECRET_MISSING], 0, row, account);
}

void
fiel_settings_read_again (FielSettings *self)
{
  g_return_if_fail (FIEL_IS_SETTINGS (self));

  /* Whoever changed it meant the till to work with it. */
  self->pending = TRUE;
  open_draft (self);
  fiel_settings_rebuild (self);
}

gboolean
fiel_settings_restore_good (FielSettings *self)
{
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (FIEL_IS_SETTINGS (self), FALSE);
  g_return_val_if_fail (self->trouble == FIEL_SETTINGS_TROUBLE_WRONG, FALSE);

  if (!fiel_profile_restore_good (self->profile, &error))
    {
      set_trouble (self, FIEL_SETTINGS_TROUBLE_WRONG, error->message);
      return FALSE;
    }

  fiel_settings_read_again (self);

  return TRUE;
}

FielSettingsTrouble
fiel_settings_get_trouble (FielSettings *self)
{
  g_return_val_if_fail (FIEL_IS_SETTINGS (self), FIEL_SETTINGS_TROUBLE_NONE);

  return self->trouble;
}

const char *
fiel_settings_get_trouble_words (FielSettings *self)
{
  g_return_val_if_fail (FIEL_IS_SETTINGS (self), NULL);

  return self->words;
}

gboolean
fiel_settings_get_pending (FielSettings *self)
{
  g_return_val_if_fail (FIEL_IS_SETTINGS (self), FALSE);

  return self->pending;
}

gboolean
fiel_settings_get_can_apply (FielSettings *self)
{
  g_return_val_if_fail (FIEL_IS_SETTINGS (self), FALSE);

  return self->engine != NULL && fiel_engine_get_n_open (self->engine) == 0;
}

void
fiel_settings_set_workstation (FielSettings *self, GSettings *workstation)
{
  g_return_if_fail (FIEL_IS_SETTINGS (self));
  g_return_if_fail (workstation == NULL || G_IS_SETTINGS (workstation));

  g_set_object (&self->workstation, workstation);
}

GSettings *
fiel_settings_get_workstation (FielSettings *self)
{
  g_return_val_if_fail (FIEL_IS_SETTINGS (self), NULL);

  return self->workstation;
}
