/* fiel-verify-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-verify-row.h"

#include "fiel-announce.h"
#include "fiel-fit-layout.h"
#include "fiel-chain-check.h"
#include "fiel-own-name.h"

#include <glib/gi18n.h>

struct _FielVerifyRow
{
  AdwPreferencesRow parent_instance;

  FielSettings *settings;      /* owned */
  FielEngine *engine;          /* owned, nullable: whose journal is read */
  GCancellable *cancellable;   /* owned, nullable while nothing is read */

  /* template children */
  GtkWidget *body;
  GtkButton *button;
  GtkProgressBar *progress;
  GtkWidget *found;
  GtkImage *icon;
  GtkLabel *words;
};

G_DEFINE_FINAL_TYPE (FielVerifyRow, fiel_verify_row, ADW_TYPE_PREFERENCES_ROW)

static void
update (FielVerifyRow *self)
{
  const gboolean reading = self->cancellable != NULL;

  /* Translators: button (verb): ends reading the journal */
  gtk_button_set_label (self->button, reading ? _("_Stop")
                                              /* Translators: button (verb): reads and checks the whole journal */
                                              : _("_Verify"));
  gtk_widget_set_visible (GTK_WIDGET (self->progress), reading);
  gtk_widget_set_sensitive (GTK_WIDGET (self->button), reading || fiel_settings_get_engine (self->settings) != NULL);
}

/* @words: (nullable): nothing was found yet */
static void
show_found (FielVerifyRow *self, const char *words, gboolean good)
{
  gtk_widget_set_visible (self->found, words != NULL);
  gtk_label_set_label (self->words, words != NULL ? words : "");
  gtk_image_set_from_icon_name (self->icon, good ? "fiel-approved-symbolic" : "fiel-declined-symbolic");
  if (good)
    gtk_widget_remove_css_class (self->found, "error");
  else
    gtk_widget_add_css_class (self->found, "error");
  if (words != NULL)
    fiel_announce (GTK_WIDGET (self), words, FALSE);
}

static void
progress_cb (double fraction, gpointer user_data)
{
  FielVerifyRow *self = FIEL_VERIFY_ROW (user_data);

  if (self->cancellable != NULL)
    gtk_progress_bar_set_fraction (self->progress, fraction);
}

/* The row is kept until here. */
static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FielVerifyRow) self = FIEL_VERIFY_ROW (user_data);
  g_autoptr (GError) error = NULL;
  gboolean whole = FALSE;
  g_autofree char *words = fiel_chain_check_finish (FIEL_ENGINE (source), result, &whole, &error);

  if (self->settings == NULL)
    return;

  g_clear_object (&self->cancellable);
  g_clear_object (&self->engine);
  update (self);
  if (words != NULL)
    show_found (self, words, whole);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_found (self, _("Stopped. Nothing is known about the rest of the journal."), FALSE);
  else
    show_found (self, error->message, FALSE);
}

static void
clicked_cb (FielVerifyRow *self)
{
  FielEngine *engine = fiel_settings_get_engine (self->settings);

  if (self->cancellable != NULL)
    {
      g_cancellable_cancel (self->cancellable);
      return;
    }
  if (engine == NULL)
    return;

  show_found (self, NULL, TRUE);
  gtk_progress_bar_set_fraction (self->progress, 0);
  self->cancellable = g_cancellable_new ();
  g_set_object (&self->engine, engine);
  update (self);
  fiel_announce (GTK_WIDGET (self), _("The journal is being verified…"), FALSE);
  fiel_chain_check_async (engine, progress_cb, self, self->cancellable, checked_cb, g_object_ref (self));
}

/* A till that is closed would wait for this to come to its end. */
static void
settings_changed_cb (FielVerifyRow *self)
{
  if (self->cancellable != NULL && fiel_settings_get_engine (self->settings) != self->engine)
    g_cancellable_cancel (self->cancellable);
  update (self);
}

static void
fiel_verify_row_dispose (GObject *object)
{
  FielVerifyRow *self = FIEL_VERIFY_ROW (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->engine);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (fiel_verify_row_parent_class)->dispose (object);
}

/* Whoever leaves the settings does not wait for it. */
static void
fiel_verify_row_unroot (GtkWidget *widget)
{
  if (FIEL_VERIFY_ROW (widget)->cancellable != NULL)
    g_cancellable_cancel (FIEL_VERIFY_ROW (widget)->cancellable);

  GTK_WIDGET_CLASS (fiel_verify_row_parent_class)->unroot (widget);
}

static gboolean
fiel_verify_row_focus (GtkWidget *widget, GtkDirectionType direction)
{
  return gtk_widget_child_focus (FIEL_VERIFY_ROW (widget)->body, direction);
}

static gboolean
fiel_verify_row_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (FIEL_VERIFY_ROW (widget)->button));
}

static void
fiel_verify_row_class_init (FielVerifyRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fiel_verify_row_dispose;
  widget_class->unroot = fiel_verify_row_unroot;
  widget_class->focus = fiel_verify_row_focus;
  widget_class->grab_focus = fiel_verify_row_grab_focus;

  g_type_ensure (FIEL_TYPE_FIT_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/fielpos/Fiel/ui/fiel-verify-row.ui");
  gtk_widget_class_bind_template_child (widget_class, FielVerifyRow, body);
  gtk_widget_class_bind_template_child (widget_class, FielVerifyRow, button);
  gtk_widget_class_bind_template_child (widget_class, FielVerifyRow, progress);
  gtk_widget_class_bind_template_child (widget_class, FielVerifyRow, found);
  gtk_widget_class_bind_template_child (widget_class, FielVerifyRow, icon);
  gtk_widget_class_bind_template_child (widget_class, FielVerifyRow, words);
  gtk_widget_class_bind_template_callback (widget_class, clicked_cb);
}

static void
fiel_verify_row_init (FielVerifyRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fiel_own_name_mnemonics (GTK_WIDGET (self));
}

GtkWidget *
fiel_verify_row_new (FielSettings *settings)
{
  FielVerifyRow *self = NULL;

  g_return_val_if_fail (FIEL_IS_SETTINGS (settings), NULL);

  self = g_object_new (FIEL_TYPE_VERIFY_ROW, NULL);
  self->settings = g_object_ref (settings);
  g_signal_connect_object (settings, "changed", G_CALLBACK (settings_changed_cb), self, G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}
