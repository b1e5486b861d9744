/* fiel-ctl-session.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-ctl-session.h"

#include "fiel-ctl-approval.h"
#include "fiel-ctl-pin.h"
#include "fiel-file-link.h"
#include "fiel-scribe.h"
#include "fiel-system-clock.h"

#include <errno.h>
#include <glib-unix.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdio.h>

/* One run of fielctl: the main loop, what the commands share, and the one way out. A command begins, starts the engine
 * or opens the journal, and calls finish or fail; then what was started is ended in order and the loop quits. */

struct _FielCtlSession
{
  GObject parent_instance;

  const FielCtlArguments *arguments;        /* (unowned) */
  const FielProviderKind *const *kinds;     /* (unowned) */
  GMainLoop *loop;                          /* (owned) */
  FielProfile *profile;                     /* (owned) (nullable) */
  FielClock *clock;                         /* (owned) */
  FielSecrets *secrets;                     /* (owned) */
  FielEngine *engine;                       /* (owned) (nullable) */
  FielJournal *journal;                     /* (owned) (nullable): opened by itself, not the engine's */
  FielPeople *people;                       /* (owned) (nullable): the same */
  GCancellable *cancellable;                /* (owned) */
  char *pin;                                /* (owned) (nullable): of --person; overwritten */
  FielCtlReady ready;
  FielCtlReady interrupt;
  FielCtlExit code;
  gboolean starting;                        /* an engine or a journal is on its way */
  gboolean over;
  gboolean interrupted;                     /* somebody asked fielctl to end */
};

G_DEFINE_FINAL_TYPE (FielCtlSession, fiel_ctl_session, G_TYPE_OBJECT)

static void
fiel_ctl_session_finalize (GObject *object)
{
  FielCtlSession *self = FIEL_CTL_SESSION (object);

  g_main_loop_unref (self->loop);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->profile);
  g_clear_object (&self->clock);
  g_clear_object (&self->secrets);
  g_clear_object (&self->engine);
  g_clear_object (&self->journal);
  g_clear_object (&self->people);
  g_clear_pointer (&self->pin, fiel_secrets_wipe);

  G_OBJECT_CLASS (fiel_ctl_session_parent_class)->finalize (object);
}

static void
fiel_ctl_session_class_init (FielCtlSessionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fiel_ctl_session_finalize;
}

static void
fiel_ctl_session_init (FielCtlSession *self)
{
  self->loop = g_main_loop_new (NULL, FALSE);
  self->cancellable = g_cancellable_new ();
  self->clock = fiel_system_clock_new ();
  self->secrets = fiel_keyring_secrets_new ();
}

FielCtlSession *
fiel_ctl_session_new (const FielCtlArguments *arguments, const FielProviderKind *const *kinds)
{
  FielCtlSession *self = g_object_new (FIEL_TYPE_CTL_SESSION, NULL);

  self->arguments = arguments;
  self->kinds = kinds;

  return self;
}

const FielCtlArguments *
fiel_ctl_session_get_arguments (FielCtlSession *self)
{
  return self->arguments;
}

const FielProviderKind *const *
fiel_ctl_session_get_kinds (FielCtlSession *self)
{
  return self->kinds;
}

FielProfile *
fiel_ctl_session_get_profile (FielCtlSession *self)
{
  return self->profile;
}

FielSecrets *
fiel_ctl_session_get_secrets (FielCtlSession *self)
{
  return self->secrets;
}

FielClock *
fiel_ctl_session_get_clock (FielCtlSession *self)
{
  return self->clock;
}

FielEngine *
fiel_ctl_session_get_engine (FielCtlSession *self)
{
  return self->engine;
}

FielJournal *
fiel_ctl_session_get_journal (FielCtlSession *self)
{
  return self->engine != NULL ? fiel_engine_get_journal (self->engine) : self->journal;
}

FielPeople *
fiel_ctl_session_get_people (FielCtlSession *self)
{
  return self->engine != NULL ? fiel_engine_get_people (self->engine) : self->people;
}

gboolean
fiel_ctl_session_is_over (FielCtlSession *self)
{
  return self->over;
}

gboolean
fiel_ctl_session_is_interrupted (FielCtlSession *self)
{
  return self->interrupted;
}

GCancellable *
fiel_ctl_session_get_cancellable (FielCtlSession *self)
{
  return self->cancellable;
}

void
fiel_ctl_session_set_interrupt (FielCtlSession *self, FielCtlReady interrupt)
{
  self->interrupt = interrupt;
}

static void
on_engine_stopped (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FielCtlSession) self = user_data;

  fiel_engine_stop_finish (FIEL_ENGINE (source), result);
  g_main_loop_quit (self->loop);
}

static void
on_journal_closed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FielCtlSession) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!fiel_journal_close_finish (FIEL_JOURNAL (source), result, &error))
    fprintf (stderr, "fielctl: %s\n", error->message);
  g_main_loop_quit (self->loop);
}

static gboolean
end_everything (gpointer user_data)
{
  FielCtlSession *self = user_data;

  if (self->engine != NULL)
    fiel_engine_stop_async (self->engine, on_engine_stopped, g_object_ref (self));
  else if (self->journal != NULL)
    fiel_journal_close_async (self->journal, on_journal_closed, g_object_ref (self));
  else
    g_main_loop_quit (self->loop);

  return G_SOURCE_REMOVE;
}

void
fiel_ctl_session_finish (FielCtlSession *self, FielCtlExit code)
{
  if (self->over)
    return;

  self->over = TRUE;
  self->code = code;
  /* Not from within a callback of what is about to be ended; and not before it is there. */
  if (!self->starting)
    g_idle_add_full (G_PRIORITY_DEFAULT, end_everything, g_object_ref (self), g_object_unref);
}

void
fiel_ctl_session_fail (FielCtlSession *self, FielCtlExit code, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list args;

  if (self->over)
    return;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  fprintf (stderr, "fielctl: %s\n", message);
  fiel_ctl_session_finish (self, code);
}

GPtrArray *
fiel_ctl_session_take_records (FielCtlSession *self, GObject *journal, GAsyncResult *result)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *records = fiel_journal_list_attempts_finish (FIEL_JOURNAL (journal), result, &error);

  if (records == NULL)
    fiel_ctl_session_fail (self, FIEL_CTL_EXIT_TROUBLE, "%s", error->message);

  return records;
}

/* (nullable): the folder that was named on the command line or in the environment. */
const char *
fiel_ctl_session_get_folder (FielCtlSession *self)
{
  const char *named = g_getenv ("FIEL_PROFILE");

  if (self->arguments->profile != NULL)
    return self->arguments->profile;

  return named != NULL && *named != '\0' ? named : NULL;
}

/* Where only managers lead the till to training, one has to be asked, and that is written into the shop's own journal:
 * the window does it. What only looks at what was practised needs nobody. */
static gboolean
may_train (FielCtlSession *self, const char *folder)
{
  const FielCtlCommand command = self->arguments->command;
  g_autoptr (FielProfile) store = NULL;

  if (!self->arguments->training || (command != FIEL_CTL_COMMAND_SALE && command != FIEL_CTL_COMMAND_REFUND))
    return TRUE;

  store = fiel_profile_load_or_last_good (folder, FALSE, self->kinds, NULL);

  return store == NULL || fiel_profile_is_training_open (store);
}

gboolean
fiel_ctl_session_load_profile (FielCtlSession *self)
{
  const char *folder = fiel_ctl_session_get_folder (self);
  g_autoptr (GError) error = NULL;

  if (!may_train (self, folder))
    {
      fiel_ctl_session_fail (self, FIEL_CTL_EXIT_TROUBLE, "%s",
                             _ ("In this store a manager lets the till be used for training. Start it with "
                                "“fiel --training”, which asks for the manager’s PIN."));
      return FALSE;
    }

  self->profile = self->arguments->training ? fiel_profile_load_training (folder, self->kinds, &error)
                                            : fiel_profile_load (folder, self->kinds, &error);
  if (self->profile == NULL)
    fiel_ctl_session_fail (self, FIEL_CTL_EXIT_TROUBLE, "%s", error->message);

  return self->profile != NULL;
}

/* The engine or the journal is there, or is not. */
static void
started (FielCtlSession *self, const GError *error)
{
  self->starting = FALSE;
  if (self->over)
    end_everything (self);
  else if (error != NULL)
    fiel_ctl_session_fail (self, FIEL_CTL_EXIT_TROUBLE, "%s", error->message);
  else
    self->ready (self);
}

static void sign_in (FielCtlSession *self);
static void on_signed_in (GObject *source, GAsyncResult *result, gpointer user_data);

static void
on_engine_started (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FielCtlSession) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!fiel_engine_start_finish (FIEL_ENGINE (source), result, &error) || self->pin == NULL)
    started (self, error);
  else
    sign_in (self);
}

/* Whoever is named by --person. */
static void
sign_in (FielCtlSession *self)
{
  FielPeople *people = fiel_engine_get_people (self->engine);
  FielPerson *person = fiel_people_find (people, self->arguments->person);
  g_autoptr (GError) error = NULL;

  if (person != NULL)
    {
      fiel_people_sign_in_async (people, person, self->pin, on_signed_in, g_object_ref (self));
      return;
    }

  g_set_error (&error, FIEL_PEOPLE_ERROR, FIEL_PEOPLE_ERROR_PERSON,
               _ ("there is nobody with the key “%s”. “fielctl people list” tells all."), self->arguments->person);
  started (self, error);
}

static void
on_signed_in (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FielCtlSession) self = user_data;
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->pin, fiel_secrets_wipe);
  fiel_people_sign_in_finish (FIEL_PEOPLE (source), result, &error);
  started (self, error);
}

void
fiel_ctl_session_start_engine (FielCtlSession *self, FielCtlReady ready)
{
  if (!fiel_ctl_session_load_profile (self))
    return;
  if (self->arguments->person != NULL)
    {
      self->pin = fiel_ctl_read_pin (self, self->arguments->person);
      if (self->pin == NULL)
        return;
    }
  if (!fiel_ctl_approval_read (self))
    return;

  self->ready = ready;
  self->starting = TRUE;
  self->engine = fiel_engine_new (self->profile, self->clock, self->secrets, self->kinds, "fielctl");
  fiel_engine_start_async (self->engine, NULL, on_engine_started, g_object_ref (self));
}

static void
on_people_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FielCtlSession) self = user_data;
  g_autoptr (GError) error = NULL;

  fiel_people_open_finish (FIEL_PEOPLE (source), result, &error);
  started (self, error);
}

static void
on_journal_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  FielCtlSession *self = user_data;
  g_autoptr (FielCtlSession) owned = self;
  g_autoptr (FielScribe) scribe = NULL;
  g_autoptr (GError) error = NULL;

  self->journal = fiel_journal_open_finish (result, &error);
  if (self->journal == NULL)
    {
      started (self, error);
      return;
    }

  scribe = fiel_scribe_new (self->journal, self->clock);
  self->people = fiel_people_new (self->profile, self->clock, self->secrets);
  fiel_people_open_async (self->people, scribe, on_people_opened, g_steal_pointer (&owned));
}

/* A journal that lost its file and left a log, or that a link leads to in vain, is for the journal itself to refuse,
 * with its reason. */
static gboolean
has_journal (const char *path)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  g_autofree char *dead = fiel_file_link_find_dead (path);
  GStatBuf info;

  return dead != NULL || g_lstat (path, &info) == 0 || errno != ENOENT
         || (g_lstat (log, &info) == 0 && info.st_size > 0);
}

/* Without an engine: what only reads the journal must not talk to a provider. */
void
fiel_ctl_session_open_journal (FielCtlSession *self, FielCtlReady ready)
{
  g_autoptr (FielJournalEvent) opened = NULL;
  const char *path;

  if (!fiel_ctl_session_load_profile (self))
    return;

  path = fiel_profile_get_journal_path (self->profile);
  if (!has_journal (path))
    {
      fiel_ctl_session_fail (self, FIEL_CTL_EXIT_TROUBLE,
                             /* Translators: the path of the journal. */
                             _("%s: there is no journal yet. It is made with the first payment."), path);
      return;
    }
  if (!fiel_ctl_approval_read (self))
    return;

  self->ready = ready;
  self->starting = TRUE;
  opened = fiel_journal_event_new (FIEL_JOURNAL_TYPE_OPENED, NULL, "fielctl");
  fiel_journal_event_set_time (opened, fiel_clock_get_wall_us (self->clock), fiel_clock_get_boot_us (self->clock),
                               fiel_clock_get_boot_id (self->clock));
  fiel_journal_open_async (path, fiel_profile_get_till_name (self->profile), "fielctl", opened, NULL, on_journal_opened,
                           g_object_ref (self));
}

static gboolean
on_signal (gpointer user_data)
{
  FielCtlSession *self = user_data;

  self->interrupted = TRUE;
  g_cancellable_cancel (self->cancellable);
  if (self->interrupt != NULL && !self->over)
    self->interrupt (self);
  else
    fiel_ctl_session_fail (self, FIEL_CTL_EXIT_TROUBLE, _("interrupted."));

  return G_SOURCE_CONTINUE;
}

/**
 * fiel_ctl_session_run:
 * @begin: the command
 *
 * Returns: the program's exit code
 */
int
fiel_ctl_session_run (FielCtlSession *self, FielCtlReady begin)
{
  const guint interrupt = g_unix_signal_add (SIGINT, on_signal, self);
  const guint terminate = g_unix_signal_add (SIGTERM, on_signal, self);

  begin (self);
  g_main_loop_run (self->loop);
  g_source_remove (interrupt);
  g_source_remove (terminate);

  return (int) self->code;
}
