/* fiel-application.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-application.h"

#include "fiel-export-dialog.h"
#include "fiel-first-run-state.h"
#include "fiel-help-window.h"
#include "fiel-live-words.h"
#include "fiel-log.h"
#include "fiel-manager-gate.h"
#include "fiel-notifier.h"
#include "fiel-practice-process.h"
#include "fiel-resources.h"
#include "fiel-settings-window.h"
#include "fiel-styles.h"
#include "fiel-taste.h"
#include "fiel-window.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <signal.h>

#define EXIT_USAGE 2

/* FielApplication: opens one store at a time, the shop's own or its training, and one window on it.
 *
 *   opening ──► starting ──► running ──► stopping ──► (another store, or the end)
 *      └────────────┴──► failed ──► opening, when the cashier asks again
 *
 * Closing the window ends the engine in order; whatever is open then is taken up at the next start. */

struct _FielApplication
{
  AdwApplication parent_instance;

  FielStoreFunc open_store;
  FielFirstRunFunc open_first_run;   /* nullable */
  GtkWindow *help;          /* weak, nullable: while it is open */
  GtkWindow *first_run;     /* weak, nullable: the assistant, while it is open */
  char *folder;             /* owned, nullable: --profile */
  gboolean training;        /* which store is open, or comes next */
  gboolean asks_training;   /* it was started for training, and a manager has to allow it first */
  GVariant *export_wish;    /* owned, nullable: what is exported when a manager allows it */

  FielWindow *window;       /* unowned: GTK's */
  FielEngine *engine;       /* owned, nullable */
  GSettings *settings;      /* owned, nullable: not installed */
  FielStyles *styles;       /* owned, nullable: before its startup */
  FielTaste *taste;         /* owned, nullable: without a window, or without settings */
  FielNotifier *notifier;   /* owned, nullable: without a window */
  FielSettingsWindow *settings_window; /* unowned, nullable: GTK's */
  gboolean settings_wait;   /* saved settings are used as soon as no payment is open */
  gboolean stopping;        /* the last store is still being closed; the next one is opened after it */
  guint signal_ids[2];
};

G_DEFINE_FINAL_TYPE (FielApplication, fiel_application, ADW_TYPE_APPLICATION)

static void open_store (FielApplication *self);
static void open_first_run (FielApplication *self);
static void close_first_run (FielApplication *self);
static void reopen_store (FielApplication *self, gboolean training);
static void use_settings (FielApplication *self);

static void
set_action_enabled (FielApplication *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

/* Training starts only when no real payment waits for its result, and the other way round. */
static void
update_actions (FielApplication *self)
{
  gboolean idle = self->engine == NULL || fiel_engine_get_n_open (self->engine) == 0;

  gboolean practising = self->training
                        || (self->engine != NULL
                            && fiel_profile_get_environment (fiel_engine_get_profile (self->engine))
                                 == FIEL_MODE_TRAINING);

  set_action_enabled (self, "start-training", idle && !practising);
  set_action_enabled (self, "leave-training", idle && self->training);
  if (self->settings_wait && self->engine != NULL && idle)
    use_settings (self);
}

/* -- Opening a store -- */

/* @engine: (nullable) */
static void
show_store (FielApplication *self, FielEngine *engine)
{
  fiel_window_set_engine (self->window, engine);
  fiel_notifier_set_engine (self->notifier, engine);
}

/* Where people sign in, leaving the till for training may be a manager's. A store that cannot be read has nobody who
 * could allow it. */
static gboolean
is_training_shut (FielApplication *self)
{
  g_autoptr (FielEngine) engine = self->open_store (self->folder, FALSE, NULL, NULL);

  return engine != NULL && !fiel_people_may_train (fiel_engine_get_people (engine));
}

/* Not offered where there is no practice cloud: its absence would be the next failure. */
static gboolean
can_practise (FielApplication *self)
{
  return !self->training && fiel_practice_process_is_installed () && !is_training_shut (self);
}

static void
show_failure (FielApplication *self, const GError *error)
{
  const char *title = _("The till cannot start");
  gboolean missing = g_error_matches (error, FIEL_PROFILE_ERROR, FIEL_PROFILE_ERROR_MISSING);

  if (missing)
    title = _("This till is not set up yet");
  else if (error->domain == FIEL_PROFILE_ERROR)
    title = _("The store profile has a mistake");

  g_message ("%s: %s", title, error->message);
  fiel_log_end ();
  show_store (self, NULL);
  g_clear_object (&self->engine);
  set_action_enabled (self, "set-up", missing && !self->training && self->open_first_run != NULL);
  fiel_window_show_failure (self->window, title, error->message, can_practise (self));
  update_actions (self);
  if (missing && !self->training)
    open_first_run (self);
}

/* What worked is kept for the day the file is wrong; that this fails is no reason not to sell. */
static void
store_opened (FielApplication *self)
{
  g_autoptr (GError) error = NULL;

  if (!fiel_profile_keep_good (fiel_engine_get_profile (self->engine), &error))
    g_message ("%s", error->message);
  if (self->settings_window != NULL)
    fiel_settings_set_engine (fiel_settings_window_get_settings (self->settings_window), self->engine);

  fiel_window_begin (self->window);
}

/* Started for training in a store where only managers may: the till is opened as it is, and asks for the PIN. */
static void
ask_for_training (FielApplication *self)
{
  if (!self->asks_training)
    return;

  self->asks_training = FALSE;
  g_action_group_activate_action (G_ACTION_GROUP (self), "start-training", NULL);
}

static void
engine_started_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FielApplication) self = FIEL_APPLICATION (user_data);
  g_autoptr (GError) error = NULL;
  gboolean started = fiel_engine_start_finish (FIEL_ENGINE (source), result, &error);

  if (self->window == NULL || self->engine != FIEL_ENGINE (source))
    return;

  if (started)
    {
      store_opened (self);
      ask_for_training (self);
    }
  else
    show_failure (self, error);
}

/* Each store has a log of its own, as it has a journal of its own. */
static void
begin_log (FielApplication *self)
{
  FielProfile *profile = fiel_engine_get_profile (self->engine);

  fiel_log_begin (fiel_engine_get_clock (self->engine), fiel_profile_get_data_folder (profile),
                  self->settings != NULL ? (FielLogLevel) g_settings_get_enum (self->settings, "log-level")
                                         : FIEL_LOG_NORMAL);
  g_message ("Fiel %s opens the store “%s”, till “%s”", FIEL_VERSION, fiel_profile_get_store_name (profile),
             fiel_profile_get_till_name (profile));
}

static void
log_level_cb (FielApplication *self)
{
  fiel_log_set_level ((FielLogLevel) g_settings_get_enum (self->settings, "log-level"));
}

static void
open_store (FielApplication *self)
{
  g_autoptr (GError) error = NULL;

  set_action_enabled (self, "set-up", FALSE);
  self->engine = self->open_store (self->folder, self->training, NULL, &error);
  if (self->engine == NULL)
    {
      show_failure (self, error);
      return;
    }

  begin_log (self);
  /* It can be taken up again where it was left. */
  if (self->first_run != NULL)
    close_first_run (self);
  g_signal_connect_object (self->engine, "notify::n-open", G_CALLBACK (update_actions), self, G_CONNECT_SWAPPED);
  update_actions (self);
  fiel_window_set_can_leave (self->window, self->training);
  show_store (self, self->engine);
  /* Translators: while the program starts */
  fiel_window_show_progress (self->window, _("Opening the till…"),
                             _("The journal is read and checked, and payments that lack a result are taken up again."));
  fiel_engine_start_async (self->engine, NULL, engine_started_cb, g_object_ref (self));
}

static void
engine_stopped_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FielApplication) self = FIEL_APPLICATION (user_data);

  fiel_engine_stop_finish (FIEL_ENGINE (source), result);
  fiel_log_end ();
  self->stopping = FALSE;

  if (self->window != NULL)
    open_store (self);
  g_application_release (G_APPLICATION (self));
}

static void
stop_engine (FielApplication *self)
{
  g_autoptr (FielEngine) engine = g_steal_pointer (&self->engine);

  self->stopping = TRUE;
  g_application_hold (G_APPLICATION (self));
  fiel_engine_stop_async (engine, engine_stopped_cb, g_object_ref (self));
}

static void
show_closing (FielApplication *self)
{
  /* Translators: while the program ends */
  fiel_window_show_progress (self->window, _("Closing the till…"), _("Everything under way is saved first."));
}

/* Two stores at a time would be two tills on one journal: whoever is impatient is waited for like everybody else. */
static void
reopen_store (FielApplication *self, gboolean training)
{
  self->training = training;

  if (self->stopping)
    return;
  if (self->engine == NULL)
    {
      open_store (self);
      return;
    }

  if (self->settings_window != NULL)
    fiel_settings_set_engine (fiel_settings_window_get_settings (self->settings_window), NULL);
  show_store (self, NULL);
  show_closing (self);
  stop_engine (self);
}

/* -- Setting up -- */

/* It may be in the middle of telling us something, and live a little longer than we know it, and than its parent. */
static void
close_first_run (FielApplication *self)
{
  GtkWindow *first_run = self->first_run;

  g_clear_weak_pointer (&self->first_run);
  g_clear_weak_pointer (&self->help);
  gtk_window_set_transient_for (first_run, NULL);
  gtk_window_destroy (first_run);
}

/* The page behind the assistant says what happens; if nothing comes of it, that nothing is set up yet. */
static void
first_run_finishing_cb (FielApplication *self, gboolean finishing)
{
  if (finishing)
    fiel_window_show_progress (self->window, _("Setting up the till…"), _("The manager is written down first."));
  else
    fiel_window_show_failure (self->window, _("This till is not set up yet"),
                              _("The manager could not be written down. The assistant says why."),
                              fiel_practice_process_is_installed ());
}

static void
first_run_finished_cb (FielApplication *self)
{
  close_first_run (self);
  reopen_store (self, FALSE);
}

/* The words of the start page are made anew with its window, those of the assistant with itself. */
static void
language_changed_cb (FielApplication *self)
{
  FielWindow *old = self->window;

  g_application_hold (G_APPLICATION (self));
  close_first_run (self);
  self->window = NULL;
  g_clear_object (&self->notifier);
  gtk_window_destroy (GTK_WINDOW (old));
  g_application_activate (G_APPLICATION (self));
  g_application_release (G_APPLICATION (self));
}

static void
open_first_run (FielApplication *self)
{
  if (self->open_first_run == NULL || self->first_run != NULL)
    return;

  g_set_weak_pointer (&self->first_run, self->open_first_run (self->folder));
  gtk_window_set_transient_for (self->first_run, GTK_WINDOW (self->window));
  gtk_window_set_application (self->first_run, GTK_APPLICATION (self));
  g_signal_connect_object (self->first_run, "finished", G_CALLBACK (first_run_finished_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->first_run, "finishing", G_CALLBACK (first_run_finishing_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->first_run, "language-changed", G_CALLBACK (language_changed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (self->first_run);
}

/* -- Settings -- */

/* The till is closed in order and opened again with what was saved: at once, or when no payment is open any more. */
static void
use_settings (FielApplication *self)
{
  self->settings_wait = fiel_engine_get_n_open (self->engine) > 0;
  fiel_window_set_settings_wait (self->window, self->settings_wait);
  if (!self->settings_wait)
    reopen_store (self, self->training);
}

static void
apply_settings_cb (FielApplication *self)
{
  if (self->engine != NULL)
    use_settings (self);
}

static void
settings_closed_cb (FielApplication *self)
{
  FielSettings *settings = fiel_settings_window_get_settings (self->settings_window);

  self->settings_window = NULL;
  if (self->engine != NULL)
    fiel_people_leave_settings (fiel_engine_get_people (self->engine));
  if (fiel_settings_get_pending (settings) && self->window != NULL && self->engine != NULL)
    use_settings (self);
}

/* Whoever leaves a row with Escape has not left it for GTK. */
static gboolean
settings_close_request_cb (FielApplication *self, GtkWindow *window)
{
  gtk_window_set_focus (window, NULL);

  return GDK_EVENT_PROPAGATE;
}

/* A store is open, and so is its till. */
static gboolean
may_look (FielApplication *self)
{
  return self->engine != NULL && !fiel_people_get_locked (fiel_engine_get_people (self->engine));
}

static void
show_settings (FielApplication *self)
{
  g_autoptr (FielSettings) settings = NULL;

  if (self->engine == NULL || fiel_manager_gate_is_needed (self->engine, FIEL_ACT_SETTINGS))
    return;

  if (self->settings_window == NULL)
    {
      settings = fiel_settings_new (self->engine);
      fiel_settings_set_workstation (settings, self->settings);
      self->settings_window = fiel_settings_window_new (settings);
      gtk_window_set_transient_for (GTK_WINDOW (self->settings_window), GTK_WINDOW (self->window));
      gtk_window_set_application (GTK_WINDOW (self->settings_window), GTK_APPLICATION (self));
      gtk_window_set_destroy_with_parent (GTK_WINDOW (self->settings_window), TRUE);
      g_signal_connect_object (self->settings_window, "apply", G_CALLBACK (apply_settings_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->settings_window, "close-request", G_CALLBACK (settings_close_request_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->settings_window, "destroy", G_CALLBACK (settings_closed_cb), self,
                               G_CONNECT_SWAPPED);
    }
  gtk_window_present (GTK_WINDOW (self->settings_window));
}

/* Calls @passed when a manager allowed it. */
static void
open_gate (FielApplication *self, FielAct act, const char *subject, GCallback passed)
{
  GtkWidget *gate = fiel_manager_gate_open (self->engine, act, subject, GTK_WIDGET (self->window));

  g_signal_connect_object (gate, "passed", passed, self, G_CONNECT_SWAPPED);
}

/* What was allowed once is done now. */
static gboolean
take_approval (FielApplication *self, FielAct act, const char *subject)
{
  g_autofree char *name = NULL;

  if (self->engine == NULL)
    return FALSE;

  name = fiel_people_take_any_approval (fiel_engine_get_people (self->engine), act, subject);

  return name != NULL;
}

/* In a store with people they are a manager's. */
static void
settings_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  FielApplication *self = FIEL_APPLICATION (user_data);

  if (!may_look (self))
    gtk_widget_error_bell (GTK_WIDGET (self->window));
  else if (self->settings_window != NULL || !fiel_manager_gate_is_needed (self->engine, FIEL_ACT_SETTINGS))
    show_settings (self);
  else
    open_gate (self, FIEL_ACT_SETTINGS, "settings", G_CALLBACK (show_settings));
}

/* -- Actions -- */

static void
set_up_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  open_first_run (FIEL_APPLICATION (user_data));
}

static void
retry_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  FielApplication *self = FIEL_APPLICATION (user_data);

  reopen_store (self, self->training);
}

static void
training_allowed_cb (FielApplication *self)
{
  if (take_approval (self, FIEL_ACT_TRAINING, "training"))
    reopen_store (self, TRUE);
}

static void
start_training_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  FielApplication *self = FIEL_APPLICATION (user_data);

  if (self->engine == NULL ? !is_training_shut (self) : fiel_people_may_train (fiel_engine_get_people (self->engine)))
    reopen_store (self, TRUE);
  else if (self->engine == NULL)
    gtk_widget_error_bell (GTK_WIDGET (self->window));
  else
    open_gate (self, FIEL_ACT_TRAINING, "training", G_CALLBACK (training_allowed_cb));
}

static void
leave_training_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  reopen_store (FIEL_APPLICATION (user_data), FALSE);
}

/* (transfer none): where the keys go back to when a dialog is closed */
static GtkWindow *
get_front (FielApplication *self)
{
  if (self->settings_window != NULL && gtk_window_is_active (GTK_WINDOW (self->settings_window)))
    return GTK_WINDOW (self->settings_window);

  return GTK_WINDOW (self->window);
}

/* @parameter: (nullable): what the journal shows. */
static void
open_export (FielApplication *self, GVariant *parameter)
{
  FielJournal *journal = may_look (self) ? fiel_engine_get_journal (self->engine) : NULL;
  FielExportDialog *dialog = NULL;

  if (journal == NULL)
    {
      gtk_widget_error_bell (GTK_WIDGET (self->window));
      return;
    }

  dialog = fiel_export_dialog_new (fiel_engine_get_profile (self->engine), journal,
                                   fiel_engine_get_clock (self->engine));
  if (parameter != NULL)
    {
      guint32 preset;
      const char *text, *shown;

      g_variant_get (parameter, "(u&s&s)", &preset, &text, &shown);
      fiel_export_dialog_set_shown (dialog, (FielPaymentPreset) preset, text, shown);
    }
  gtk_window_set_transient_for (GTK_WINDOW (dialog), get_front (self));
  gtk_window_set_application (GTK_WINDOW (dialog), GTK_APPLICATION (self));
  gtk_window_present (GTK_WINDOW (dialog));
}

/* About what has the keyboard. Over a window that holds everything up, only one that does so too can be used. */
static void
help_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  FielApplication *self = FIEL_APPLICATION (user_data);
  GtkWindow *active = gtk_application_get_active_window (GTK_APPLICATION (self));
  GtkWidget *focus = NULL;
  const FielHelpTopic *topic = NULL;

  if (active == NULL || FIEL_IS_HELP_WINDOW (active))
    return;

  focus = gtk_window_get_focus (active);
  topic = fiel_help_topic_for_widget (focus != NULL ? focus : GTK_WIDGET (active));
  if (self->help == NULL)
    g_set_weak_pointer (&self->help, GTK_WINDOW (fiel_help_window_new ()));
  gtk_window_set_application (self->help, GTK_APPLICATION (self));
  gtk_window_set_transient_for (self->help, active);
  gtk_window_set_destroy_with_parent (self->help, TRUE);
  gtk_window_set_modal (self->help, gtk_window_get_modal (active));
  if (self->engine != NULL)
    fiel_help_window_set_paper (FIEL_HELP_WINDOW (self->help),
                                fiel_profile_get_receipt_settings (fiel_engine_get_profile (self->engine))->paper);
  fiel_help_window_show_topic (FIEL_HELP_WINDOW (self->help), topic);
  gtk_window_present (self->help);
}

static void
export_allowed_cb (FielApplication *self)
{
  if (take_approval (self, FIEL_ACT_EXPORT, "export"))
    open_export (self, self->export_wish);
}

/* The window's, as the other pages' are; it is the application that knows the store. What leaves the till is a
 * manager's to decide. */
static void
export_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  FielApplication *self = FIEL_APPLICATION (user_data);

  if (!may_look (self) || !fiel_manager_gate_is_needed (self->engine, FIEL_ACT_EXPORT))
    {
      open_export (self, parameter);
      return;
    }

  g_clear_pointer (&self->export_wish, g_variant_unref);
  if (parameter != NULL)
    self->export_wish = g_variant_ref (parameter);
  open_gate (self, FIEL_ACT_EXPORT, "export", G_CALLBACK (export_allowed_cb));
}

/* Made anew each time, and never hidden: whenever a window closes while a screen reader walks through them, GTK 4.8 may
 * take the last one for it, and ends the program if that one is not shown. */
static void
shortcuts_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  FielApplication *self = FIEL_APPLICATION (user_data);
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/io/github/fielpos/Fiel/ui/fiel-shortcuts.ui");
  GtkWindow *shortcuts = GTK_WINDOW (gtk_builder_get_object (builder, "help_overlay"));

  /* Only the application's windows know its keys. */
  gtk_window_set_application (shortcuts, GTK_APPLICATION (self));
  gtk_window_set_transient_for (shortcuts, GTK_WINDOW (self->window));
  gtk_window_set_destroy_with_parent (shortcuts, TRUE);
  gtk_window_present (shortcuts);
}

static void
about_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  FielApplication *self = FIEL_APPLICATION (user_data);
  GtkWidget *about = g_object_new (ADW_TYPE_ABOUT_WINDOW,
                                   "application", self, /* whose keys it knows then */
                                   "transient-for", self->window,
                                   "application-name", "Fiel",
                                   "application-icon", FIEL_APPLICATION_ID,
                                   /* Translators: who made the program, in its About window */
                                   "developer-name", _("The Fiel contributors"),
                                   "version", FIEL_VERSION,
                                   "license-type", GTK_LICENSE_GPL_3_0,
                                   "comments",
                                   _("Take card payments through your provider’s cloud, and know what really "
                                     "happened."),
                                   /* Translators: your names, one per line */
                                   "translator-credits", _("translator-credits"),
                                   NULL);

  gtk_window_present (GTK_WINDOW (about));
}

/* What a notification does when it is pressed. Started for that alone, the till opens. */
static void
present_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_application_activate (G_APPLICATION (user_data));
}

/* What was typed in the windows over the till is kept first. An assistant that writes things down stays. */
static void
quit_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  FielApplication *self = FIEL_APPLICATION (user_data);

  if (self->settings_window != NULL)
    gtk_window_close (GTK_WINDOW (self->settings_window));
  if (self->first_run != NULL)
    gtk_window_close (self->first_run);
  if (self->first_run == NULL || !gtk_widget_get_visible (GTK_WIDGET (self->first_run)))
    gtk_window_close (GTK_WINDOW (self->window));
}

static const GActionEntry actions[] = {
  { "retry", retry_action },
  { "set-up", set_up_action },
  { "start-training", start_training_action },
  { "leave-training", leave_training_action },
  { "about", about_action },
  { "help", help_action },
  { "present", present_action },
  { "quit", quit_action },
};

static const GActionEntry window_actions[] = {
  { "export", export_action },
  { "export-shown", export_action, "(uss)" },
  { "settings", settings_action },
  { "show-help-overlay", shortcuts_action },
};

/* The session ends, or someone ends us: no question, but in order. */
static gboolean
terminated_cb (gpointer user_data)
{
  FielApplication *self = FIEL_APPLICATION (user_data);

  if (self->window != NULL)
    gtk_window_destroy (GTK_WINDOW (self->window));

  return G_SOURCE_CONTINUE;
}

/* -- Life of the application -- */

static void
bind_settings (FielApplication *self)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;

  /* In a build tree the schema may not be installed, and GSettings ends programs that ask for one that is not. */
  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, FIEL_APPLICATION_ID, TRUE);
  if (schema == NULL)
    return;

  g_clear_object (&self->settings);
  self->settings = g_settings_new (FIEL_APPLICATION_ID);
  g_settings_bind (self->settings, "window-width", self->window, "default-width", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-height", self->window, "default-height", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-maximized", self->window, "maximized", G_SETTINGS_BIND_DEFAULT);
  g_signal_connect_object (self->settings, "changed::log-level", G_CALLBACK (log_level_cb), self, G_CONNECT_SWAPPED);
  g_settings_bind (self->settings, "notifications", self->notifier, "enabled", G_SETTINGS_BIND_GET);
  g_settings_bind (self->settings, "notifications", fiel_window_get_payment_voice (self->window), "notified",
                   G_SETTINGS_BIND_GET);
  self->taste = fiel_taste_new (self->settings, self->window);
}

static void
fiel_application_startup (GApplication *application)
{
  FielApplication *self = FIEL_APPLICATION (application);

  G_APPLICATION_CLASS (fiel_application_parent_class)->startup (application);

  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  gtk_application_set_accels_for_action (GTK_APPLICATION (self), "app.quit", (const char *[]) { "<Control>q", NULL });
  gtk_application_set_accels_for_action (GTK_APPLICATION (self), "app.help", (const char *[]) { "F1", NULL });
  gtk_application_set_accels_for_action (GTK_APPLICATION (self), "win.show-help-overlay",
                                         (const char *[]) { "<Control>question", NULL });
  gtk_application_set_accels_for_action (GTK_APPLICATION (self), "win.settings",
                                         (const char *[]) { "<Control>comma", NULL });
  gtk_window_set_default_icon_name (FIEL_APPLICATION_ID);
  self->styles = fiel_styles_new ();
  fiel_live_words_begin ();

  self->signal_ids[0] = g_unix_signal_add (SIGTERM, terminated_cb, self);
  self->signal_ids[1] = g_unix_signal_add (SIGINT, terminated_cb, self);
}

static void
fiel_application_activate (GApplication *application)
{
  FielApplication *self = FIEL_APPLICATION (application);

  if (self->window != NULL)
    {
      gtk_window_present (GTK_WINDOW (self->window));
      return;
    }

  self->window = fiel_window_new (GTK_APPLICATION (self));
  g_action_map_add_action_entries (G_ACTION_MAP (self->window), window_actions, G_N_ELEMENTS (window_actions), self);
  self->notifier = fiel_notifier_new (application, GTK_WINDOW (self->window));
  bind_settings (self);
  gtk_window_present (GTK_WINDOW (self->window));
  self->asks_training = self->training && is_training_shut (self);
  if (self->asks_training)
    self->training = FALSE;
  if (self->stopping)
    {
      show_closing (self);
      return;
    }
  if (self->open_first_run != NULL)
    fiel_first_run_state_reclaim (self->folder);
  open_store (self);
}

/* A window may live a little longer than it is shown, and than its parent: whoever is in the middle of telling it
 * something holds it. GTK takes the parent from those alone that are not destroyed with it. */
static void
close_with_parent (GtkWindow *window)
{
  g_autoptr (GPtrArray) over = g_ptr_array_new_with_free_func (g_object_unref);
  GListModel *windows = gtk_window_get_toplevels ();

  gtk_window_set_destroy_with_parent (window, FALSE);
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) other = g_list_model_get_item (windows, i);

      if (gtk_window_get_transient_for (other) == window && gtk_window_get_destroy_with_parent (other))
        g_ptr_array_add (over, g_steal_pointer (&other));
    }

  for (guint i = 0; i < over->len; i++)
    {
      close_with_parent (g_ptr_array_index (over, i));
      gtk_window_destroy (g_ptr_array_index (over, i));
    }
}

static void
fiel_application_window_removed (GtkApplication *application, GtkWindow *window)
{
  FielApplication *self = FIEL_APPLICATION (application);

  if (window == GTK_WINDOW (self->window))
    {
      g_clear_object (&self->taste);
      g_clear_object (&self->notifier);
      g_clear_object (&self->settings);
      self->window = NULL;
      if (self->engine != NULL)
        stop_engine (self);
    }
  close_with_parent (window);

  GTK_APPLICATION_CLASS (fiel_application_parent_class)->window_removed (application, window);
}

static int
fiel_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  FielApplication *self = FIEL_APPLICATION (application);
  g_autofree const char **rest = NULL;

  if (g_variant_dict_lookup (options, G_OPTION_REMAINING, "^a&ay", &rest))
    {
      /* Translators: what was typed after the program's name */
      g_printerr (_("fiel: “%s” is not understood; options begin with --, see fiel --help\n"), rest[0]);
      return EXIT_USAGE;
    }

  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("fiel %s\n", FIEL_VERSION);
      return 0;
    }

  g_variant_dict_lookup (options, "profile", "^ay", &self->folder);
  if (self->folder == NULL)
    self->folder = g_strdup (g_getenv ("FIEL_PROFILE"));
  fiel_application_set_training (self, g_variant_dict_contains (options, "training"));

  /* Another store is another till: it must not end up in the window of this one. The journal keeps two from one
   * store. */
  if (self->folder != NULL || self->training)
    g_application_set_flags (application, g_application_get_flags (application) | G_APPLICATION_NON_UNIQUE);

  return -1;
}

static void
fiel_application_finalize (GObject *object)
{
  FielApplication *self = FIEL_APPLICATION (object);

  for (gsize i = 0; i < G_N_ELEMENTS (self->signal_ids); i++)
    g_clear_handle_id (&self->signal_ids[i], g_source_remove);
  g_clear_weak_pointer (&self->first_run);
  g_clear_object (&self->styles);
  g_clear_object (&self->engine);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->export_wish, g_variant_unref);
  g_clear_pointer (&self->folder, g_free);

  G_OBJECT_CLASS (fiel_application_parent_class)->finalize (object);
}

static void
fiel_application_class_init (FielApplicationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);
  GtkApplicationClass *gtk_application_class = GTK_APPLICATION_CLASS (klass);

  object_class->finalize = fiel_application_finalize;
  application_class->startup = fiel_application_startup;
  application_class->activate = fiel_application_activate;
  application_class->handle_local_options = fiel_application_handle_local_options;
  gtk_application_class->window_removed = fiel_application_window_removed;

  /* A static library's resources are linked only if something names them. */
  g_resources_register (fiel_get_resource ());
}

static void
fiel_application_init (FielApplication *self)
{
  const GOptionEntry options[] = {
    { "profile", 0, 0, G_OPTION_ARG_FILENAME, NULL,
      /* Translators: what an option does, in --help */
      N_("Folder that holds store profile and journal (also FIEL_PROFILE)"),
      /* Translators: value of an option in --help: a folder */
      N_("DIR") },
    { "training", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Practise: nothing moves money"), NULL },
    /* Translators: what an option does, in --help */
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Show the version"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, NULL, NULL, NULL },
    { NULL },
  };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

FielApplication *
fiel_application_new (FielStoreFunc open_store_func)
{
  FielApplication *self = NULL;

  g_return_val_if_fail (open_store_func != NULL, NULL);

  self = g_object_new (FIEL_TYPE_APPLICATION,
                       "application-id", FIEL_APPLICATION_ID,
                       "resource-base-path", "/io/github/fielpos/Fiel",
                       NULL);
  self->open_store = open_store_func;

  return self;
}

void
fiel_application_set_first_run_func (FielApplication *self, FielFirstRunFunc first_run_func)
{
  g_return_if_fail (FIEL_IS_APPLICATION (self));

  self->open_first_run = first_run_func;
}

void
fiel_application_set_training (FielApplication *self, gboolean training)
{
  g_return_if_fail (FIEL_IS_APPLICATION (self));

  self->training = training;
}
