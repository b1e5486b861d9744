/* fiel-terminal-picker.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-terminal-picker.h"

#include "fiel-terminal-row.h"
#include "fiel-ticker.h"

#include <glib/gi18n.h>

/* FielTerminalPicker: which machine will ring. Letters and digits filter, the arrows choose, Enter uses, Alt+1…9 uses
 * at once, Esc leaves. A terminal that an open payment holds can be looked at from here like any other: the till says
 * why it cannot be charged. */

struct _FielTerminalPicker
{
  AdwWindow parent_instance;

  FielEngine *engine;           /* owned */
  FielTerminal *current;        /* owned, nullable: used when the picker opened */
  GtkFilter *filter;            /* owned */
  FielTicker *ticker;           /* owned: what is known grows old while one looks at it */

  /* template children */
  AdwWindowTitle *title;
  GtkSearchEntry *search;
  GtkListBox *list;
  GtkWidget *nothing;
  GtkButton *use;
};

G_DEFINE_FINAL_TYPE (FielTerminalPicker, fiel_terminal_picker, ADW_TYPE_WINDOW)

enum
{
  PICKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static FielTerminalRow *
get_selected (FielTerminalPicker *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  return row != NULL ? FIEL_TERMINAL_ROW (row) : NULL;
}

static void
pick (FielTerminalPicker *self, FielTerminal *terminal)
{
  g_signal_emit (self, signals[PICKED], 0, terminal);
  gtk_window_close (GTK_WINDOW (self));
}

static void
use_selected (FielTerminalPicker *self)
{
  FielTerminalRow *row = get_selected (self);

  if (row != NULL)
    pick (self, fiel_terminal_row_get_terminal (row));
}

static void
use_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  use_selected (FIEL_TERMINAL_PICKER (widget));
}

static void
use_number_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FielTerminalPicker *self = FIEL_TERMINAL_PICKER (widget);
  guint number = g_variant_get_uint32 (parameter);
  g_autoptr (FielTerminal) terminal = NULL;

  terminal = g_list_model_get_item (fiel_engine_get_terminals (self->engine), number - 1);
  if (terminal != NULL)
    pick (self, terminal);
}

static void
check_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FielTerminalPicker *self = FIEL_TERMINAL_PICKER (widget);
  FielTerminalRow *row = get_selected (self);

  fiel_engine_probe_terminals (self->engine, row != NULL ? fiel_terminal_row_get_terminal (row) : NULL, TRUE);
}

static void
update_actions (FielTerminalPicker *self)
{
  FielTerminalRow *row = get_selected (self);
  g_autofree char *label = NULL;

  if (row != NULL)
    /* Translators: a terminal’s name. */
    label = g_strdup_printf (_("Use %s"), fiel_terminal_get_name (fiel_terminal_row_get_terminal (row)));

  /* Translators: button (verb): charge with the chosen terminal */
  gtk_button_set_label (self->use, label != NULL ? label : _("Use"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "picker.use", row != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "picker.check", row != NULL);
}

static void
row_selected_cb (FielTerminalPicker *self)
{
  update_actions (self);
}

static gboolean
matches (const char *text, const char *needle)
{
  g_autofree char *folded_text = g_utf8_casefold (text, -1);
  g_autofree char *folded_needle = g_utf8_casefold (needle, -1);

  return strstr (folded_text, folded_needle) != NULL;
}

static gboolean
filter_cb (gpointer item, gpointer user_data)
{
  FielTerminalPicker *self = FIEL_TERMINAL_PICKER (user_data);
  const char *needle = gtk_editable_get_text (GTK_EDITABLE (self->search));

  return matches (fiel_terminal_get_name (item), needle) || matches (fiel_terminal_get_serial_tail (item), needle);
}

static void
search_changed_cb (FielTerminalPicker *self)
{
  GtkListBoxRow *first;

  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);

  first = gtk_list_box_get_row_at_index (self->list, 0);
  if (get_selected (self) == NULL)
    gtk_list_box_select_row (self->list, first);

  gtk_widget_set_visible (self->nothing, first == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->list), first != NULL);
  update_actions (self);
}

static gint64
get_now_wall_us (FielTerminalPicker *self)
{
  return fiel_clock_get_wall_us (fiel_engine_get_clock (self->engine));
}

static FielTerminalColour
find_colour (FielTerminalPicker *self, FielTerminal *terminal)
{
  GPtrArray *places = fiel_profile_get_terminals (fiel_engine_get_profile (self->engine));

  for (guint i = 0; i < places->len; i++)
    {
      const FielProfileTerminal *place = g_ptr_array_index (places, i);

      if (g_str_equal (place->key, fiel_terminal_get_key (terminal)))
        return place->colour;
    }

  return FIEL_TERMINAL_COLOUR_NONE;
}

static GtkWidget *
create_row_cb (gpointer item, gpointer user_data)
{
  FielTerminalPicker *self = FIEL_TERMINAL_PICKER (user_data);
  FielTerminal *terminal = FIEL_TERMINAL (item);
  const char *preferred = fiel_profile_get_default_terminal (fiel_engine_get_profile (self->engine));
  GListModel *terminals = fiel_engine_get_terminals (self->engine);
  GtkWidget *row;
  guint number = 0;

  for (guint i = 0; number == 0 && i < g_list_model_get_n_items (terminals); i++)
    {
      g_autoptr (FielTerminal) other = g_list_model_get_item (terminals, i);

      if (other == terminal)
        number = i + 1;
    }

  row = fiel_terminal_row_new (terminal, number,
                               g_strcmp0 (preferred, fiel_terminal_get_key (terminal)) == 0, get_now_wall_us (self));
  fiel_terminal_row_set_current (FIEL_TERMINAL_ROW (row), terminal == self->current);
  fiel_terminal_row_set_colour (FIEL_TERMINAL_ROW (row), find_colour (self, terminal));

  return row;
}

static void
refresh_rows (FielTerminalPicker *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    fiel_terminal_row_refresh (FIEL_TERMINAL_ROW (row), get_now_wall_us (self));
}

static void
tick_cb (FielTerminalPicker *self)
{
  if (self->engine != NULL)
    refresh_rows (self);
}

static void
select_current (FielTerminalPicker *self)
{
  GtkListBoxRow *selected = gtk_list_box_get_row_at_index (self->list, 0);
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (fiel_terminal_row_get_terminal (FIEL_TERMINAL_ROW (row)) == self->current)
      selected = row;

  gtk_list_box_select_row (self->list, selected);
  if (selected != NULL)
    gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (selected));
}

static void
fiel_terminal_picker_dispose (GObject *object)
{
  FielTerminalPicker *self = FIEL_TERMINAL_PICKER (object);

  /* A newer list says that its selection went when it is taken apart, and by then its parent has let go of it. */
  if (self->list != NULL)
    gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  g_clear_object (&self->ticker);
  g_clear_object (&self->engine);
  g_clear_object (&self->current);
  g_clear_object (&self->filter);

  G_OBJECT_CLASS (fiel_terminal_picker_parent_class)->dispose (object);
}

static void
fiel_terminal_picker_class_init (FielTerminalPickerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = fiel_terminal_picker_dispose;

  signals[PICKED] = g_signal_new ("picked", FIEL_TYPE_TERMINAL_PICKER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, FIEL_TYPE_TERMINAL);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/fielpos/Fiel/ui/fiel-terminal-picker.ui");
  gtk_widget_class_bind_template_child (widget_class, FielTerminalPicker, title);
  gtk_widget_class_bind_template_child (widget_class, FielTerminalPicker, search);
  gtk_widget_class_bind_template_child (widget_class, FielTerminalPicker, list);
  gtk_widget_class_bind_template_child (widget_class, FielTerminalPicker, nothing);
  gtk_widget_class_bind_template_child (widget_class, FielTerminalPicker, use);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, use_selected);

  gtk_widget_class_install_action (widget_class, "picker.use", NULL, use_action);
  gtk_widget_class_install_action (widget_class, "picker.use-number", "u", use_number_action);
  gtk_widget_class_install_action (widget_class, "picker.check", NULL, check_action);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F5, 0, "picker.check", NULL);
  for (guint i = 1; i <= 9; i++)
    gtk_widget_class_add_binding_action (widget_class, GDK_KEY_0 + i, GDK_ALT_MASK, "picker.use-number", "u", i);
}

static void
fiel_terminal_picker_init (FielTerminalPicker *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_entry_set_key_capture_widget (self->search, GTK_WIDGET (self));
  self->filter = GTK_FILTER (gtk_custom_filter_new (filter_cb, self, NULL));
  self->ticker = fiel_ticker_new (GTK_WIDGET (self));
  g_signal_connect_object (self->ticker, "tick", G_CALLBACK (tick_cb), self, G_CONNECT_SWAPPED);
}

FielTerminalPicker *
fiel_terminal_picker_new (FielEngine *engine, FielTerminal *current, gboolean training)
{
  FielTerminalPicker *self = NULL;
  g_autoptr (GListModel) shown = NULL;

  g_return_val_if_fail (FIEL_IS_ENGINE (engine), NULL);
  g_return_val_if_fail (current == NULL || FIEL_IS_TERMINAL (current), NULL);

  self = g_object_new (FIEL_TYPE_TERMINAL_PICKER, NULL);
  self->engine = g_object_ref (engine);
  g_set_object (&self->current, current);

  g_signal_connect_object (engine, "notify", G_CALLBACK (refresh_rows), self, G_CONNECT_SWAPPED);
  fiel_ticker_set_clock (self->ticker, fiel_engine_get_clock (engine));
  adw_window_title_set_subtitle (self->title, fiel_profile_get_till_name (fiel_engine_get_profile (engine)));
  shown = G_LIST_MODEL (gtk_filter_list_model_new (g_object_ref (fiel_engine_get_terminals (engine)),
                                                   g_object_ref (self->filter)));
  gtk_list_box_bind_model (self->list, shown, create_row_cb, self, NULL);
  if (training)
    gtk_widget_add_css_class (GTK_WIDGET (self), "fiel-training");

  select_current (self);
  update_actions (self);
  fiel_engine_probe_terminals (engine, NULL, FALSE);

  return self;
}
