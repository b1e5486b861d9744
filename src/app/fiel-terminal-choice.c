/* fiel-terminal-choice.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-terminal-choice.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* FielTerminalChoice: which machine will ring. A choice where there is one, a line of text where there is none. */

struct _FielTerminalChoice
{
  GtkWidget parent_instance;

  FielEngine *engine;           /* owned, nullable */
  GListStore *terminals;        /* owned, of FielTerminal: those that may be chosen */
  FielTerminal *original;       /* owned, nullable */
  GSignalGroup *terminal_signals; /* owned */
  gboolean fixed;

  /* template children */
  GtkWidget *body;
  AdwActionRow *line;
  AdwComboRow *choice;
};

G_DEFINE_FINAL_TYPE (FielTerminalChoice, fiel_terminal_choice, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
is_fixed (FielTerminalChoice *self)
{
  return self->fixed || g_list_model_get_n_items (G_LIST_MODEL (self->terminals)) < 2;
}

static void
update (FielTerminalChoice *self)
{
  FielTerminal *terminal = fiel_terminal_choice_get_terminal (self);
  const char *name = terminal != NULL ? fiel_terminal_get_name (terminal) : "";
  /* Translators: a terminal’s name. */
  g_autofree char *spoken = g_strdup_printf (_("Terminal: %s"), name);

  adw_action_row_set_subtitle (self->line, name);
  gtk_widget_set_visible (GTK_WIDGET (self->line), is_fixed (self));
  gtk_widget_set_visible (GTK_WIDGET (self->choice), !is_fixed (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->line), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->choice), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  g_signal_group_set_target (self->terminal_signals, terminal);
}

static void
changed_cb (FielTerminalChoice *self)
{
  update (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Whether the terminal is busy is for the page to say. */
static void
terminal_cb (FielTerminalChoice *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static const char *
find_provider (FielTerminalChoice *self, const char *key)
{
  GPtrArray *rows = fiel_profile_get_terminals (fiel_engine_get_profile (self->engine));

  for (guint i = 0; key != NULL && i < rows->len; i++)
    {
      const FielProfileTerminal *row = g_ptr_array_index (rows, i);

      if (g_str_equal (row->key, key))
        return row->provider;
    }

  return NULL;
}

static void
fill (FielTerminalChoice *self, const char *key)
{
  GListModel *terminals = fiel_engine_get_terminals (self->engine);
  const char *provider = find_provider (self, key);
  const char *first = key != NULL ? key : fiel_profile_get_default_terminal (fiel_engine_get_profile (self->engine));
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint chosen = 0;

  for (guint i = 0; i < g_list_model_get_n_items (terminals); i++)
    {
      g_autoptr (FielTerminal) terminal = g_list_model_get_item (terminals, i);
      const char *other = fiel_terminal_get_key (terminal);

      if (provider != NULL && g_strcmp0 (find_provider (self, other), provider) != 0)
        continue;
      if (g_strcmp0 (other, first) == 0)
        chosen = g_list_model_get_n_items (G_LIST_MODEL (self->terminals));
      g_list_store_append (self->terminals, terminal);
      gtk_string_list_append (names, fiel_terminal_get_name (terminal));
    }

  adw_combo_row_set_model (self->choice, G_LIST_MODEL (names));
  if (g_list_model_get_n_items (G_LIST_MODEL (names)) > 0)
    adw_combo_row_set_selected (self->choice, chosen);
}

static void
fiel_terminal_choice_dispose (GObject *object)
{
  FielTerminalChoice *self = FIEL_TERMINAL_CHOICE (object);

  g_clear_object (&self->terminal_signals);
  g_clear_object (&self->original);
  g_clear_object (&self->terminals);
  g_clear_object (&self->engine);
  g_clear_pointer (&self->body, gtk_widget_unparent);

  G_OBJECT_CLASS (fiel_terminal_choice_parent_class)->dispose (object);
}

static void
fiel_terminal_choice_class_init (FielTerminalChoiceClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fiel_terminal_choice_dispose;

  signals[CHANGED] = g_signal_new ("changed", FIEL_TYPE_TERMINAL_CHOICE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);

  g_type_ensure (ADW_TYPE_COMBO_ROW);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/fielpos/Fiel/ui/fiel-terminal-choice.ui");
  gtk_widget_class_bind_template_child (widget_class, FielTerminalChoice, body);
  gtk_widget_class_bind_template_child (widget_class, FielTerminalChoice, line);
  gtk_widget_class_bind_template_child (widget_class, FielTerminalChoice, choice);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
fiel_terminal_choice_init (FielTerminalChoice *self)
{
  self->terminals = g_list_store_new (FIEL_TYPE_TERMINAL);
  self->terminal_signals = g_signal_group_new (FIEL_TYPE_TERMINAL);
  g_signal_group_connect_swapped (self->terminal_signals, "notify", G_CALLBACK (terminal_cb), self);

  gtk_widget_init_template (GTK_WIDGET (self));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->line), FALSE);
  /* The title is part of their names already. */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (self->line), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (self->choice), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  update (self);
}

void
fiel_terminal_choice_set_original (FielTerminalChoice *self, FielEngine *engine, const char *key)
{
  FielTerminal *original;

  g_return_if_fail (FIEL_IS_TERMINAL_CHOICE (self));
  g_return_if_fail (engine == NULL || FIEL_IS_ENGINE (engine));

  original = engine != NULL && key != NULL ? fiel_engine_find_terminal (engine, key) : NULL;
  g_set_object (&self->engine, engine);
  g_list_store_remove_all (self->terminals);
  g_set_object (&self->original, original);
  if (engine != NULL)
    fill (self, key);
  else
    adw_combo_row_set_model (self->choice, NULL);
  update (self);
}

void
fiel_terminal_choice_set_fixed (FielTerminalChoice *self, gboolean fixed)
{
  g_return_if_fail (FIEL_IS_TERMINAL_CHOICE (self));

  if (self->fixed == fixed)
    return;

  self->fixed = fixed;
  update (self);
}

FielTerminal *
fiel_terminal_choice_get_terminal (FielTerminalChoice *self)
{
  g_autoptr (FielTerminal) chosen = NULL;

  g_return_val_if_fail (FIEL_IS_TERMINAL_CHOICE (self), NULL);

  if (self->fixed || self->engine == NULL)
    return self->original;

  /* The list keeps it. */
  chosen = g_list_model_get_item (G_LIST_MODEL (self->terminals), adw_combo_row_get_selected (self->choice));

  return chosen;
}
