/* fiel-first-run-till.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-first-run-till.h"

#include "fiel-entry-row.h"

#include <glib/gi18n.h>

/* FielFirstRunTill: what this till is called, who works here, and which terminal it rings. In training the practice
 * cloud has three; at the provider it is one of those the account has, or one whose numbers are typed. */

struct _FielFirstRunTill
{
  FielFirstRunPage parent_instance;

  GPtrArray *lines;             /* owned, of text: of the list, as "idTerminal/branch/serial"; last: typed */

  /* template children */
  FielEntryRow *name;
  FielEntryRow *cashier;
  GtkWidget *terminal_group;
  AdwComboRow *terminal;
  FielEntryRow *terminal_name;
  FielEntryRow *terminal_id;
  FielEntryRow *branch_id;
  FielEntryRow *serial_number;
};

G_DEFINE_FINAL_TYPE (FielFirstRunTill, fiel_first_run_till, FIEL_TYPE_FIRST_RUN_PAGE)

static gboolean
connects (FielFirstRunTill *self)
{
  return fiel_first_run_state_get_connects (fiel_first_run_page_get_state (FIEL_FIRST_RUN_PAGE (self)));
}

/* Another till has said which terminals there are. */
static gboolean
has_terminals (FielFirstRunTill *self)
{
  FielFirstRunState *state = fiel_first_run_page_get_state (FIEL_FIRST_RUN_PAGE (self));
  g_auto (GStrv) groups = fiel_profile_draft_list_groups (fiel_first_run_state_get_draft (state), "terminal");

  return fiel_first_run_state_get_imported (state) && groups[0] != NULL;
}

static gboolean
asks_terminal (FielFirstRunTill *self)
{
  return connects (self) && !has_terminals (self);
}

static gboolean
is_typed (FielFirstRunTill *self)
{
  return adw_combo_row_get_selected (self->terminal) >= self->lines->len;
}

static void
update (FielFirstRunTill *self)
{
  gboolean typed = is_typed (self);

  gtk_widget_set_visible (GTK_WIDGET (self->terminal_id), typed);
  gtk_widget_set_visible (GTK_WIDGET (self->branch_id), typed);
  gtk_widget_set_visible (GTK_WIDGET (self->serial_number), typed);
}

static void
selected_cb (FielFirstRunTill *self)
{
  update (self);
}

static void
changed_cb (FielFirstRunTill *self, GtkWidget *row)
{
  fiel_first_run_page_mark (row, FALSE);
}

/* Enter goes to the next line while that is empty. */
static void
go_on_cb (FielFirstRunTill *self, gpointer row)
{
  if (row == self->name && *gtk_editable_get_text (GTK_EDITABLE (self->cashier)) == '\0')
    gtk_widget_grab_focus (GTK_WIDGET (self->cashier));
  else
    fiel_first_run_page_go_on (FIEL_FIRST_RUN_PAGE (self));
}

/* -- The list -- */

static char *
describe_line (const char *line)
{
  g_auto (GStrv) parts = g_strsplit (line, "/", 3);

  if (g_strv_length (parts) < 3)
    return g_strdup (line);

  /* Translators: a card terminal: its serial number, its id, its branch */
  return g_strdup_printf (_("%s (terminal %s, branch %s)"), parts[2], parts[0], parts[1]);
}

static void
fill_list (FielFirstRunTill *self)
{
  FielFirstRunState *state = fiel_first_run_page_get_state (FIEL_FIRST_RUN_PAGE (self));
  GPtrArray *terminals = fiel_first_run_state_get_terminals (state);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  g_ptr_array_set_size (self->lines, 0);
  for (guint i = 0; terminals != NULL && i < terminals->len; i++)
    {
      const char *line = g_ptr_array_index (terminals, i);
      g_autofree char *name = describe_line (line);

      g_ptr_array_add (self->lines, g_strdup (line));
      gtk_string_list_append (names, name);
    }
  gtk_string_list_append (names, _("Another one: type its numbers"));
  adw_combo_row_set_model (self->terminal, G_LIST_MODEL (names));
}

/* What was chosen before: a line of the list, or numbers that were typed. */
static void
show_terminal (FielFirstRunTill *self)
{
  FielFirstRunPage *page = FIEL_FIRST_RUN_PAGE (self);
  FielProfileDraft *draft = fiel_first_run_page_get_draft (page);
  g_auto (GStrv) groups = fiel_profile_draft_list_groups (draft, "terminal");
  g_autofree char *group = NULL;
  g_autofree char *id = NULL;

  if (groups[0] == NULL)
    return;

  group = g_strconcat ("terminal ", groups[0], NULL);
  fiel_first_run_page_show_value (page, group, "name", GTK_EDITABLE (self->terminal_name));
  fiel_first_run_page_show_value (page, group, "terminal-id", GTK_EDITABLE (self->terminal_id));
  fiel_first_run_page_show_value (page, group, "branch-id", GTK_EDITABLE (self->branch_id));
  fiel_first_run_page_show_value (page, group, "serial-number", GTK_EDITABLE (self->serial_number));
  id = fiel_profile_draft_get (draft, group, "terminal-id");
  adw_combo_row_set_selected (self->terminal, self->lines->len);
  for (guint i = 0; i < self->lines->len; i++)
    {
      g_auto (GStrv) parts = g_strsplit (g_ptr_array_index (self->lines, i), "/", 3);

      if (g_strcmp0 (parts[0], id) == 0)
        adw_combo_row_set_selected (self->terminal, i);
    }
}

/* -- Into the draft -- */

static void
remove_terminals (FielProfileDraft *draft)
{
  g_auto (GStrv) groups = fiel_profile_draft_list_groups (draft, "terminal");

  fiel_profile_draft_set (draft, "till", "default-terminal", NULL, NULL);
  for (gsize i = 0; groups[i] != NULL; i++)
    fiel_profile_draft_remove_group (draft, "terminal", groups[i], NULL);
}

static void
add_terminal (FielProfileDraft *draft, const char *name, const char *const *numbers)
{
  static const char *const keys[] = { "terminal-id", "branch-id", "serial-number" };
  g_autofree char *word = fiel_profile_draft_propose_name (draft, "terminal", name);
  g_autofree char *group = g_strconcat ("terminal ", word, NULL);

  if (!fiel_profile_draft_add_group (draft, "terminal", word, NULL))
    return;
  fiel_profile_draft_set (draft, group, "name", name, NULL);
  fiel_profile_draft_set (draft, group, "provider", FIEL_FIRST_RUN_PROVIDER, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    fiel_profile_draft_set (draft, group, keys[i], numbers[i], NULL);
}

static void
add_practice_terminals (FielFirstRunTill *self, FielProfileDraft *draft)
{
  const FielFirstRunCountry *country
      = fiel_first_run_state_get_country (fiel_first_run_page_get_state (FIEL_FIRST_RUN_PAGE (self)));

  for (guint i = 0; i < FIEL_FIRST_RUN_N_PRACTICE_TERMINALS; i++)
    {
      /* Translators: a number, counted from 1: the name of a practice terminal. */
      g_autofree char *name = g_strdup_printf (_("Terminal %u"), i + 1);

      add_terminal (draft, name, country->terminals[i]);
    }
}

static void
add_chosen_terminal (FielFirstRunTill *self, FielProfileDraft *draft)
{
  const char *name = gtk_editable_get_text (GTK_EDITABLE (self->terminal_name));
  g_auto (GStrv) parts = NULL;

  if (is_typed (self))
    {
      const char *const numbers[] = { gtk_editable_get_text (GTK_EDITABLE (self->terminal_id)),
                                      gtk_editable_get_text (GTK_EDITABLE (self->branch_id)),
                                      gtk_editable_get_text (GTK_EDITABLE (self->serial_number)) };

      add_terminal (draft, name, numbers);
      return;
    }

  parts = g_strsplit (g_ptr_array_index (self->lines, adw_combo_row_get_selected (self->terminal)), "/", 3);
  if (g_strv_length (parts) == 3)
    add_terminal (draft, name, (const char *const *) parts);
}

static gboolean
write_terminals (FielFirstRunTill *self, GError **error)
{
  FielProfileDraft *draft = fiel_first_run_page_get_draft (FIEL_FIRST_RUN_PAGE (self));
  g_auto (GStrv) groups = NULL;

  fiel_profile_draft_begin (draft);
  remove_terminals (draft);
  if (connects (self))
    add_chosen_terminal (self, draft);
  else
    add_practice_terminals (self, draft);
  groups = fiel_profile_draft_list_groups (draft, "terminal");
  if (groups[0] != NULL)
    fiel_profile_draft_set (draft, "till", "default-terminal", groups[0], NULL);

  return fiel_profile_draft_commit (draft, error);
}

static GtkWidget *
find_wrong_row (FielFirstRunTill *self, const GError *error)
{
  const struct
  {
    const char *key;
    gpointer row;
  } rows[] = {
    { "terminal-id", self->terminal_id },
    { "branch-id", self->branch_id },
    { "serial-number", self->serial_number },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (strstr (error->message, rows[i].key) != NULL && gtk_widget_get_visible (rows[i].row))
      return rows[i].row;

  return GTK_WIDGET (self->terminal_name);
}

/* An empty name is no line. */
static gboolean
write_name (FielFirstRunTill *self, FielEntryRow *row, const char *key, GError **error)
{
  FielProfileDraft *draft = fiel_first_run_page_get_draft (FIEL_FIRST_RUN_PAGE (self));
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));

  if (fiel_profile_draft_set (draft, "till", key, *name != '\0' ? name : NULL, error))
    return TRUE;

  fiel_first_run_page_mark (GTK_WIDGET (row), TRUE);

  return FALSE;
}

/* In the words of whoever types, not in those of the file. */
static gboolean
check_filled (FielFirstRunTill *self, GError **error)
{
  const struct
  {
    gpointer row;
    const char *words;
    gboolean asked;
  } rows[] = {
    { self->name, _("Type a name for this till: it stands on receipts and in every record."), TRUE },
    { self->terminal_name, _("Type what people here call the terminal."), asks_terminal (self) },
    { self->terminal_id, _("Type the terminal’s ID, as Getnet gave it to you."),
      asks_terminal (self) && is_typed (self) },
    { self->branch_id, _("Type the branch’s ID, as Getnet gave it to you."),
      asks_terminal (self) && is_typed (self) },
    { self->serial_number, _("Type the serial number: it stands on the terminal’s label."),
      asks_terminal (self) && is_typed (self) },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (rows[i].asked && !fiel_first_run_page_require (rows[i].row, rows[i].words, error))
      return FALSE;

  return TRUE;
}

static gboolean
leave (FielFirstRunPage *page, GError **error)
{
  FielFirstRunTill *self = FIEL_FIRST_RUN_TILL (page);
  g_autoptr (GError) local_error = NULL;

  if (!check_filled (self, error) || !write_name (self, self->name, "name", error)
      || !write_name (self, self->cashier, "cashier", error))
    return FALSE;
  if (has_terminals (self) || write_terminals (self, &local_error))
    return TRUE;

  fiel_first_run_page_mark (find_wrong_row (self, local_error), TRUE);
  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

static void
enter (FielFirstRunPage *page)
{
  FielFirstRunTill *self = FIEL_FIRST_RUN_TILL (page);

  gtk_widget_set_visible (self->terminal_group, asks_terminal (self));
  fill_list (self);
  if (asks_terminal (self))
    show_terminal (self);
  fiel_first_run_page_show_value (page, "till", "name", GTK_EDITABLE (self->name));
  fiel_first_run_page_show_value (page, "till", "cashier", GTK_EDITABLE (self->cashier));
  update (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->name));
}

static void
fiel_first_run_till_finalize (GObject *object)
{
  g_ptr_array_unref (FIEL_FIRST_RUN_TILL (object)->lines);

  G_OBJECT_CLASS (fiel_first_run_till_parent_class)->finalize (object);
}

static void
fiel_first_run_till_class_init (FielFirstRunTillClass *klass)
{
  FielFirstRunPageClass *page_class = FIEL_FIRST_RUN_PAGE_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = fiel_first_run_till_finalize;
  page_class->title = N_("What is this till called?");
  page_class->enter = enter;
  page_class->leave = leave;

  g_type_ensure (FIEL_TYPE_ENTRY_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/fielpos/Fiel/ui/fiel-first-run-till.ui");
  gtk_widget_class_bind_template_child (widget_class, FielFirstRunTill, name);
  gtk_widget_class_bind_template_child (widget_class, FielFirstRunTill, cashier);
  gtk_widget_class_bind_template_child (widget_class, FielFirstRunTill, terminal_group);
  gtk_widget_class_bind_template_child (widget_class, FielFirstRunTill, terminal);
  gtk_widget_class_bind_template_child (widget_class, FielFirstRunTill, terminal_name);
  gtk_widget_class_bind_template_child (widget_class, FielFirstRunTill, terminal_id);
  gtk_widget_class_bind_template_child (widget_class, FielFirstRunTill, branch_id);
  gtk_widget_class_bind_template_child (widget_class, FielFirstRunTill, serial_number);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, go_on_cb);
}

static void
fiel_first_run_till_init (FielFirstRunTill *self)
{
  self->lines = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  /* Translators: proposed name of the first till */
  gtk_editable_set_text (GTK_EDITABLE (self->name), _("Till 1"));
  /* Translators: proposed name of the first card terminal */
  gtk_editable_set_text (GTK_EDITABLE (self->terminal_name), _("Terminal 1"));
}
