/* fiel-secret-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-secret-row.h"

#include "fiel-announce.h"
#include "fiel-fit-layout.h"
#include "fiel-own-name.h"
#include "fiel-secret-field.h"

#include <glib/gi18n.h>

struct _FielSecretRow
{
  AdwPreferencesRow parent_instance;

  FielSecrets *secrets;         /* owned */
  char *provider_key;           /* owned */
  char *name;                   /* owned */
  GCancellable *cancellable;    /* owned: the row's life */
  gboolean busy;
  gboolean needed;

  /* template children */
  GtkWidget *body;
  GtkLabel *title;
  GtkLabel *subtitle;
  GtkLabel *state;
  GtkWidget *replace;
  GtkWidget *form;
  GtkEditable *entry;
  GtkWidget *wrong;
  GtkLabel *reason;
};

G_DEFINE_FINAL_TYPE (FielSecretRow, fiel_secret_row, ADW_TYPE_PREFERENCES_ROW)

enum
{
  MISSING,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/**
 * Question: what the keyring is asked, in a thread of its own. @value: (nullable): to be kept; NULL: is there one?
 */
typedef struct
{
  char *provider_key;   /* owned */
  char *name;           /* owned */
  char *value;          /* owned, nullable */
} Question;

static void
question_free (Question *question)
{
  g_free (question->provider_key);
  g_free (question->name);
  if (question->value != NULL)
    fiel_secrets_wipe (question->value);
  g_free (question);
}

static void
update (FielSecretRow *self)
{
  gboolean open = gtk_widget_get_visible (self->form);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "secret.replace", !open && !self->busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "secret.cancel", open && !self->busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "secret.look", !self->busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "secret.store",
                                 open && !self->busy && *fiel_secret_field_get_text (self->entry) != '\0');
  gtk_widget_set_sensitive (GTK_WIDGET (self->entry), !self->busy);
}

static void
set_busy (FielSecretRow *self, gboolean busy)
{
  self->busy = busy;
  update (self);
}

static void
show_trouble (FielSecretRow *self, const char *words)
{
  gtk_label_set_label (self->reason, words != NULL ? words : "");
  gtk_widget_set_visible (self->wrong, words != NULL);
  if (words != NULL)
    fiel_announce (GTK_WIDGET (self), words, FALSE);
}

static const char *
describe_absence (FielSecretRow *self)
{
  /* Translators: state of a secret that is needed */
  return self->needed ? _("Missing: it is not in this computer’s keyring")
                      /* Translators: state of a secret that is not needed */
                      : _("Not stored");
}

static void
show_state (FielSecretRow *self, gboolean stored, gint64 since_s)
{
  g_autoptr (GDateTime) since = since_s > 0 ? g_date_time_new_from_unix_local (since_s) : NULL;
  g_autofree char *day = since != NULL ? g_date_time_format (since, "%x %H:%M") : NULL;
  g_autofree char *words = NULL;

  if (day != NULL)
    /* Translators: %s is a day and a time */
    words = g_strdup_printf (_("Stored in the keyring since %s"), day);
  else
    words = g_strdup (stored ? _("Stored in the keyring") : describe_absence (self));
  gtk_label_set_label (self->state, words);
  gtk_button_set_label (GTK_BUTTON (self->replace),
                        /* Translators: button (verb): another secret than the stored one */
                        stored ? _("_Replace")
                               /* Translators: button (verb): type the secret (not the key Enter) */
                               : _("_Enter"));
  if (!stored && self->needed)
    gtk_widget_add_css_class (GTK_WIDGET (self->state), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->state), "error");
}

/* -- Asking the keyring -- */

static void
ask_keyring (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  FielSecrets *secrets = FIEL_SECRETS (source);
  Question *question = task_data;
  GError *error = NULL;
  gint64 since_s = 0;

  if ((question->value == NULL
       || fiel_secrets_store (secrets, question->provider_key, question->name, question->value, &error))
      && fiel_secrets_find (secrets, question->provider_key, question->name, &since_s, &error))
    g_task_return_int (task, (gssize) since_s);
  else
    g_task_return_error (task, error);
}

static void
close_form (FielSecretRow *self)
{
  fiel_secret_field_clear (self->entry);
  gtk_widget_set_visible (self->form, FALSE);
  update (self);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FielSecretRow) self = FIEL_SECRET_ROW (user_data);
  g_autoptr (GError) error = NULL;
  const gboolean stored = ((Question *) g_task_get_task_data (G_TASK (result)))->value != NULL;
  const gssize since_s = g_task_propagate_int (G_TASK (result), &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  set_busy (self, FALSE);
  if (error == NULL || g_error_matches (error, FIEL_SECRETS_ERROR, FIEL_SECRETS_ERROR_NOT_FOUND))
    {
      show_trouble (self, NULL);
      show_state (self, error == NULL, since_s);
      if (error != NULL)
        g_signal_emit (self, signals[MISSING], 0);
      if (stored && error == NULL)
        {
          close_form (self);
          fiel_announce (GTK_WIDGET (self), gtk_label_get_label (self->state), FALSE);
        }
      return;
    }

  gtk_label_set_label (self->state, _("The keyring does not answer"));
  show_trouble (self, error->message);
}

static void
ask (FielSecretRow *self, const char *value)
{
  g_autoptr (GTask) task = g_task_new (self->secrets, NULL, answered_cb, g_object_ref (self));
  Question *question = g_new0 (Question, 1);

  question->provider_key = g_strdup (self->provider_key);
  question->name = g_strdup (self->name);
  question->value = g_strdup (value);
  g_task_set_task_data (task, question, (GDestroyNotify) question_free);
  set_busy (self, TRUE);
  g_task_run_in_thread (task, ask_keyring);
}

/* -- What somebody wants -- */

static void
look_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ask (FIEL_SECRET_ROW (widget), NULL);
}

static void
replace_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FielSecretRow *self = FIEL_SECRET_ROW (widget);

  gtk_widget_set_visible (self->form, TRUE);
  update (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
cancel_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FielSecretRow *self = FIEL_SECRET_ROW (widget);

  show_trouble (self, NULL);
  close_form (self);
  gtk_widget_grab_focus (self->replace);
}

static void
store_cb (FielSecretRow *self)
{
  char *value = fiel_secret_field_dup_stripped (self->entry);

  if (*value != '\0' && !self->busy)
    ask (self, value);
  fiel_secrets_wipe (value);
}

static void
store_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  store_cb (FIEL_SECRET_ROW (widget));
}

static void
changed_cb (FielSecretRow *self)
{
  update (self);
}

/* -- Focus: the row is what is in it -- */

static gboolean
fiel_secret_row_focus (GtkWidget *widget, GtkDirectionType direction)
{
  return gtk_widget_child_focus (FIEL_SECRET_ROW (widget)->body, direction);
}

static gboolean
fiel_secret_row_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (FIEL_SECRET_ROW (widget)->replace);
}

static void
fiel_secret_row_dispose (GObject *object)
{
  FielSecretRow *self = FIEL_SECRET_ROW (object);

  g_cancellable_cancel (self->cancellable);

  G_OBJECT_CLASS (fiel_secret_row_parent_class)->dispose (object);
}

static void
fiel_secret_row_finalize (GObject *object)
{
  FielSecretRow *self = FIEL_SECRET_ROW (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->secrets);
  g_free (self->provider_key);
  g_free (self->name);

  G_OBJECT_CLASS (fiel_secret_row_parent_class)->finalize (object);
}

static void
fiel_secret_row_class_init (FielSecretRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = fiel_secret_row_dispose;
  object_class->finalize = fiel_secret_row_finalize;
  widget_class->focus = fiel_secret_row_focus;
  widget_class->grab_focus = fiel_secret_row_grab_focus;

  signals[MISSING] = g_signal_new ("missing", FIEL_TYPE_SECRET_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "secret.replace", NULL, replace_action);
  gtk_widget_class_install_action (widget_class, "secret.cancel", NULL, cancel_action);
  gtk_widget_class_install_action (widget_class, "secret.store", NULL, store_action);
  gtk_widget_class_install_action (widget_class, "secret.look", NULL, look_action);

  g_type_ensure (FIEL_TYPE_FIT_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/fielpos/Fiel/ui/fiel-secret-row.ui");
  gtk_widget_class_bind_template_child (widget_class, FielSecretRow, body);
  gtk_widget_class_bind_template_child (widget_class, FielSecretRow, title);
  gtk_widget_class_bind_template_child (widget_class, FielSecretRow, subtitle);
  gtk_widget_class_bind_template_child (widget_class, FielSecretRow, state);
  gtk_widget_class_bind_template_child (widget_class, FielSecretRow, replace);
  gtk_widget_class_bind_template_child (widget_class, FielSecretRow, form);
  gtk_widget_class_bind_template_child (widget_class, FielSecretRow, entry);
  gtk_widget_class_bind_template_child (widget_class, FielSecretRow, wrong);
  gtk_widget_class_bind_template_child (widget_class, FielSecretRow, reason);
  gtk_widget_class_bind_template_callback (widget_class, store_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
fiel_secret_row_init (FielSecretRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fiel_own_name_mnemonics (GTK_WIDGET (self));
  fiel_secret_field_set_up (GTK_WIDGET (self->entry));
  self->cancellable = g_cancellable_new ();
}

GtkWidget *
fiel_secret_row_new (FielSecrets *secrets, const char *provider_key, const char *name, const char *title,
                     const char *subtitle)
{
  FielSecretRow *self = NULL;

  g_return_val_if_fail (FIEL_IS_SECRETS (secrets), NULL);
  g_return_val_if_fail (provider_key != NULL && name != NULL, NULL);

  self = g_object_new (FIEL_TYPE_SECRET_ROW, "title", title, NULL);
  self->secrets = g_object_ref (secrets);
  self->provider_key = g_strdup (provider_key);
  self->name = g_strdup (name);
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->subtitle, subtitle);
  /* Translators: state of a secret, while it is looked for */
  gtk_label_set_label (self->state, _("Asking the keyring…"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->replace), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, self->title,
                                  self->state, NULL, -1);
  ask (self, NULL);

  return GTK_WIDGET (self);
}

void
fiel_secret_row_set_needed (FielSecretRow *self, gboolean needed)
{
  g_return_if_fail (FIEL_IS_SECRET_ROW (self));

  self->needed = needed;
}

void
fiel_secret_row_warn (FielSecretRow *self, const char *words)
{
  g_return_if_fail (FIEL_IS_SECRET_ROW (self));
  g_return_if_fail (words != NULL);

  show_trouble (self, words);
}

const char *
fiel_secret_row_get_provider_key (FielSecretRow *self)
{
  g_return_val_if_fail (FIEL_IS_SECRET_ROW (self), NULL);

  return self->provider_key;
}
