/* fiel-batch-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-batch-list.h"

#include "fiel-announce.h"
#include "fiel-batch-closer.h"

#include <glib/gi18n.h>

struct _FielBatchList
{
  GtkWidget parent_instance;

  FielEngine *engine;        /* owned, nullable */
  gboolean closing;          /* one terminal is being asked */

  /* template children */
  GtkWidget *body;
  GtkSwitch *armed;
  GtkWidget *warning;
  GtkBox *terminals;
  GtkLabel *told;
};

G_DEFINE_FINAL_TYPE (FielBatchList, fiel_batch_list, GTK_TYPE_WIDGET)

static void
tell (FielBatchList *self, const char *words)
{
  gtk_label_set_text (self->told, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->told), words != NULL);
  if (words != NULL)
    fiel_announce (GTK_WIDGET (self), words, FALSE);
}

static void
update (FielBatchList *self)
{
  gboolean armed = gtk_switch_get_active (self->armed);

  gtk_widget_set_visible (self->warning, armed);
  gtk_widget_set_visible (GTK_WIDGET (self->terminals), armed);
  gtk_widget_set_sensitive (GTK_WIDGET (self->terminals), !self->closing);
}

static void
armed_cb (FielBatchList *self)
{
  update (self);
}

static void
closed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FielBatchList) self = FIEL_BATCH_LIST (user_data);
  FielBatchOutcome outcome = FIEL_BATCH_UNKNOWN;
  g_autofree char *words = NULL;
  g_autoptr (GError) error = NULL;
  gboolean asked = fiel_batch_closer_close_finish (FIEL_ENGINE (source), result, &outcome, &words, &error);

  self->closing = FALSE;
  if (self->body == NULL || self->engine != FIEL_ENGINE (source))
    return;

  /* Each close is wanted anew. */
  gtk_switch_set_active (self->armed, FALSE);
  update (self);
  tell (self, asked ? words : error->message);
}

static void
close_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FielBatchList *self = FIEL_BATCH_LIST (widget);
  const char *cashier = NULL;

  if (self->engine == NULL || self->closing || !gtk_switch_get_active (self->armed))
    return;

  cashier = fiel_profile_get_cashier_name (fiel_engine_get_profile (self->engine));
  self->closing = TRUE;
  update (self);
  tell (self, _("The terminal closes its batch…"));
  fiel_batch_closer_close_async (self->engine, g_variant_get_string (parameter, NULL),
                                 cashier != NULL ? cashier : "fiel", closed_cb, g_object_ref (self));
}

static void
fiel_batch_list_dispose (GObject *object)
{
  FielBatchList *self = FIEL_BATCH_LIST (object);

  g_clear_object (&self->engine);
  g_clear_pointer (&self->body, gtk_widget_unparent);

  G_OBJECT_CLASS (fiel_batch_list_parent_class)->dispose (object);
}

static void
fiel_batch_list_class_init (FielBatchListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fiel_batch_list_dispose;

  gtk_widget_class_install_action (widget_class, "batch.close", "s", close_action);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/fielpos/Fiel/ui/fiel-batch-list.ui");
  gtk_widget_class_bind_template_child (widget_class, FielBatchList, body);
  gtk_widget_class_bind_template_child (widget_class, FielBatchList, armed);
  gtk_widget_class_bind_template_child (widget_class, FielBatchList, warning);
  gtk_widget_class_bind_template_child (widget_class, FielBatchList, terminals);
  gtk_widget_class_bind_template_child (widget_class, FielBatchList, told);
  gtk_widget_class_bind_template_callback (widget_class, armed_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
fiel_batch_list_init (FielBatchList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  update (self);
}

static void
add_terminal (FielBatchList *self, FielTerminal *terminal)
{
  /* Translators: a terminal’s name. */
  g_autofree char *words = g_strdup_printf (_("Close the Batch of %s"), fiel_terminal_get_name (terminal));
  GtkWidget *button = gtk_button_new_with_label (words);

  gtk_widget_add_css_class (button, "fiel-second");
  gtk_widget_add_css_class (button, "destructive-action");
  gtk_label_set_wrap (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), TRUE);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", fiel_terminal_get_key (terminal));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "batch.close");
  gtk_box_append (self->terminals, button);
}

void
fiel_batch_list_set_engine (FielBatchList *self, FielEngine *engine)
{
  GListModel *terminals = NULL;
  GtkWidget *child;

  g_return_if_fail (FIEL_IS_BATCH_LIST (self));

  g_set_object (&self->engine, engine);
  tell (self, NULL);
  gtk_switch_set_active (self->armed, FALSE);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->terminals))) != NULL)
    gtk_box_remove (self->terminals, child);
  terminals = engine != NULL ? fiel_engine_get_terminals (engine) : NULL;
  for (guint i = 0; terminals != NULL && i < g_list_model_get_n_items (terminals); i++)
    {
      g_autoptr (FielTerminal) terminal = g_list_model_get_item (terminals, i);

      if (fiel_batch_closer_can (engine, fiel_terminal_get_key (terminal)))
        add_terminal (self, terminal);
    }
  gtk_widget_set_visible (self->body, gtk_widget_get_first_child (GTK_WIDGET (self->terminals)) != NULL);
  update (self);
}
