/* fiel-setting-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-setting-row.h"

#include "fiel-announce.h"
#include "fiel-choice-name.h"
#include "fiel-fit-layout.h"
#include "fiel-fit-rows.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#define NUMBER_CHARS 6
#define AMOUNT_CHARS 12
#define TEXT_CHARS 24   /* a text has the whole row, unless something beside it would not fit */

struct _FielSettingRow
{
  AdwPreferencesRow parent_instance;

  FielSettings *settings;       /* owned */
  char *group;                  /* owned */
  const FielSetting *setting;   /* static */
  GtkWidget *control;           /* unowned: a child */
  char *shown;                  /* owned, nullable: what the control was made to show */
  gboolean updating;
  gboolean typing;              /* what is entered is looked at in the middle of it */

  /* template children */
  GtkWidget *body;
  GtkBox *side;
  GtkBox *below;
  GtkLabel *title;
  GtkLabel *subtitle;
  GtkWidget *wrong;
  GtkLabel *reason;
};

G_DEFINE_FINAL_TYPE (FielSettingRow, fiel_setting_row, ADW_TYPE_PREFERENCES_ROW)

static gboolean
is_text (FielSettingRow *self)
{
  return self->setting->kind != FIEL_SETTING_SWITCH && self->setting->kind != FIEL_SETTING_CHOICE;
}

/* -- Between the file's words and those on the screen -- */

static char *
print_amounts (FielSettingRow *self, const char *value)
{
  const FielCurrency *currency = fiel_settings_get_currency (self->settings);
  g_auto (GStrv) parts = g_strsplit (value, ",", -1);

  for (gsize i = 0; parts[i] != NULL; i++)
    {
      char *plain = fiel_money_format_plain (fiel_money_make (g_ascii_strtoll (parts[i], NULL, 10), currency));

      g_free (parts[i]);
      parts[i] = plain;
    }

  return g_strjoinv (" ", parts);
}

static char *
print_value (FielSettingRow *self, const char *value)
{
  if (value == NULL)
    return g_strdup ("");
  if (self->setting->kind == FIEL_SETTING_AMOUNT || self->setting->kind == FIEL_SETTING_AMOUNTS)
    return print_amounts (self, value);

  return g_strdup (value);
}

static void
fail_amount (const char *text, const FielCurrency *currency, GError **error)
{
  if (currency->digits == 0)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                 /* Translators: what was typed. */
                 _("“%s” is not an amount. Allowed: digits alone, such as 12990."), text);
  else
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                 /* Translators: what was typed. */
                 _("“%s” is not an amount. Allowed: digits, and a point before the decimals, such as 129.90."), text);
}

/* Amounts in the currency's smallest unit, with commas between. */
static char *
read_amounts (FielSettingRow *self, const char *text, GError **error)
{
  const FielCurrency *currency = fiel_settings_get_currency (self->settings);
  g_auto (GStrv) parts = g_strsplit_set (text, self->setting->kind == FIEL_SETTING_AMOUNTS ? " ;" : "", -1);
  g_autoptr (GString) value = g_string_new (NULL);

  for (gsize i = 0; parts[i] != NULL; i++)
    {
      FielMoney money = { 0 };

      if (*parts[i] == '\0')
        continue;
      if (!fiel_money_parse_plain (parts[i], currency, &money, NULL))
        {
          fail_amount (parts[i], currency, error);
          return NULL;
        }
      g_string_append_printf (value, "%s%" PRId64, value->len > 0 ? "," : "", money.minor);
    }

  return g_string_free (g_steal_pointer (&value), FALSE);
}

/* FALSE if it is nothing of the kind. @value: (nullable): no line */
static gboolean
read_text (FielSettingRow *self, char **value, GError **error)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->control))));

  *value = NULL;
  if (*text == '\0')
    return TRUE;
  if (self->setting->kind == FIEL_SETTING_AMOUNT || self->setting->kind == FIEL_SETTING_AMOUNTS)
    *value = read_amounts (self, text, error);
  else
    *value = g_steal_pointer (&text);

  return *value != NULL;
}

static char *
get_value (FielSettingRow *self)
{
  FielProfileDraft *draft = fiel_settings_get_draft (self->settings);

  return draft != NULL ? fiel_profile_draft_get (draft, self->group, self->setting->key) : NULL;
}

static guint
find_choice (FielSettingRow *self, const char *value)
{
  const FielSettingChoice *choices = self->setting->choices;
  const char *wanted = value != NULL ? value : self->setting->fallback;

  for (guint i = 0; choices[i].label != NULL; i++)
    if (g_strcmp0 (choices[i].value, wanted) == 0)
      return i;

  return GTK_INVALID_LIST_POSITION;
}

/* -- Showing -- */

static void
show_reason (FielSettingRow *self, const char *reason)
{
  gtk_label_set_label (self->reason, reason != NULL ? reason : "");
  gtk_widget_set_visible (self->wrong, reason != NULL);
  /* Once it is shown: what changes before is not told to anybody who listens. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->wrong), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  reason != NULL ? reason : "", -1);
  if (reason != NULL)
    {
      gtk_widget_add_css_class (self->control, "error");
      gtk_accessible_update_state (GTK_ACCESSIBLE (self->control), GTK_ACCESSIBLE_STATE_INVALID,
                                   GTK_ACCESSIBLE_INVALID_TRUE, -1);
      gtk_accessible_update_relation (GTK_ACCESSIBLE (self->control), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY,
                                      self->reason, self->subtitle, NULL, -1);
      fiel_announce (GTK_WIDGET (self), reason, FALSE);
      return;
    }

  gtk_widget_remove_css_class (self->control, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->control), GTK_ACCESSIBLE_STATE_INVALID,
                               GTK_ACCESSIBLE_INVALID_FALSE, -1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->control), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY,
                                  self->subtitle, NULL, -1);
}

const char *
fiel_setting_row_get_reason (FielSettingRow *self)
{
  g_return_val_if_fail (FIEL_IS_SETTING_ROW (self), NULL);

  return gtk_widget_get_visible (self->wrong) ? gtk_label_get_label (self->reason) : NULL;
}

/* Whoever is typing goes on typing: what stands there is written as the file has it once they are done. */
static void
show_text (FielSettingRow *self, const char *value)
{
  GtkEditable *editable = GTK_EDITABLE (self->control);
  g_autofree char *text = print_value (self, value);

  if (!self->typing && g_strcmp0 (text, self->shown) != 0 && g_strcmp0 (text, gtk_editable_get_text (editable)) != 0)
    gtk_editable_set_text (editable, text);
  /* An address is longer than any row in a narrow window. */
  if (self->setting->kind == FIEL_SETTING_ADDRESS || self->setting->kind == FIEL_SETTING_CALLBACK)
    gtk_widget_set_tooltip_text (self->control, text);
  g_free (self->shown);
  self->shown = self->typing ? g_strdup (gtk_editable_get_text (editable)) : g_steal_pointer (&text);
}

static void
show_value (FielSettingRow *self, const char *value)
{
  self->updating = TRUE;
  switch (self->setting->kind)
    {
    case FIEL_SETTING_SWITCH:
      gtk_switch_set_active (GTK_SWITCH (self->control),
                             g_strcmp0 (value != NULL ? value : self->setting->fallback, "yes") == 0);
      break;
    case FIEL_SETTING_CHOICE:
      gtk_drop_down_set_selected (GTK_DROP_DOWN (self->control), find_choice (self, value));
      break;
    case FIEL_SETTING_TEXT:
    case FIEL_SETTING_NUMBER:
    case FIEL_SETTING_AMOUNT:
    case FIEL_SETTING_AMOUNTS:
    case FIEL_SETTING_ADDRESS:
    case FIEL_SETTING_CALLBACK:
    case FIEL_SETTING_SECRET:
      show_text (self, value);
      break;
    }
  self->updating = FALSE;
}

void
fiel_setting_row_refresh (FielSettingRow *self)
{
  g_autofree char *value = NULL;

  g_return_if_fail (FIEL_IS_SETTING_ROW (self));

  gtk_widget_set_sensitive (self->body, fiel_settings_get_draft (self->settings) != NULL);
  if (fiel_setting_row_get_reason (self) != NULL)
    return;

  value = get_value (self);
  show_value (self, value);
}

/* -- What was entered -- */

static gboolean
put (FielSettingRow *self, const char *value, GError **error)
{
  FielProfileDraft *draft = fiel_settings_get_draft (self->settings);

  if (self->setting->with == NULL)
    return fiel_profile_draft_set (draft, self->group, self->setting->key, value, error);

  fiel_profile_draft_begin (draft);
  if (fiel_profile_draft_set (draft, self->group, self->setting->key, value, NULL))
    fiel_profile_draft_set (draft, self->group, self->setting->with, value != NULL ? "yes" : NULL, NULL);

  return fiel_profile_draft_commit (draft, error);
}

static void
take (FielSettingRow *self, const char *value)
{
  g_autoptr (GError) error = NULL;

  if (put (self, value, &error))
    {
      show_reason (self, NULL);
      fiel_settings_save (self->settings);
      /* Written as the file has it. */
      g_clear_pointer (&self->shown, g_free);
      fiel_setting_row_refresh (self);
    }
  else if (is_text (self))
    show_reason (self, fiel_profile_error_get_reason (error));
  else
    {
      /* A choice that does not count must not look as if it did. */
      fiel_setting_row_refresh (self);
      show_reason (self, fiel_profile_error_get_reason (error));
    }
}

void
fiel_setting_row_apply (FielSettingRow *self)
{
  g_autofree char *value = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (FIEL_IS_SETTING_ROW (self));

  if (!is_text (self) || fiel_settings_get_draft (self->settings) == NULL)
    return;

  if (g_strcmp0 (self->shown, gtk_editable_get_text (GTK_EDITABLE (self->control))) == 0)
    fiel_setting_row_refresh (self);
  else if (read_text (self, &value, &error))
    take (self, value);
  else
    show_reason (self, error->message);
}

void
fiel_setting_row_enter (FielSettingRow *self, const char *value)
{
  g_autofree char *text = NULL;

  g_return_if_fail (FIEL_IS_SETTING_ROW (self));

  if (is_text (self))
    {
      text = print_value (self, value);
      gtk_editable_set_text (GTK_EDITABLE (self->control), text);
      fiel_setting_row_apply (self);
    }
  else
    take (self, value);
}

/* Back to what counts: nothing is wrong any more. */
static gboolean
is_back (FielSettingRow *self)
{
  return g_strcmp0 (self->shown, gtk_editable_get_text (GTK_EDITABLE (self->control))) == 0;
}

/* What is wrong is looked at again with every key; what was not looked at yet waits until it is complete. */
static void
text_changed_cb (FielSettingRow *self)
{
  if (self->updating || fiel_setting_row_get_reason (self) == NULL)
    return;
  if (is_back (self))
    {
      show_reason (self, NULL);
      return;
    }

  self->typing = TRUE;
  fiel_setting_row_apply (self);
  self->typing = FALSE;
}

static void
switched_cb (FielSettingRow *self)
{
  if (!self->updating)
    take (self, gtk_switch_get_active (GTK_SWITCH (self->control)) ? "yes" : "no");
}

static void
chosen_cb (FielSettingRow *self)
{
  const guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->control));

  fiel_choice_name_drop_down (GTK_DROP_DOWN (self->control), _(self->setting->title));
  if (!self->updating && selected != GTK_INVALID_LIST_POSITION)
    take (self, self->setting->choices[selected].value);
}

/* -- The control -- */

static GtkWidget *
make_entry (FielSettingRow *self)
{
  GtkWidget *entry = gtk_entry_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  const int n_chars = self->setting->kind == FIEL_SETTING_NUMBER ? NUMBER_CHARS : AMOUNT_CHARS;

  g_signal_connect_object (focus, "leave", G_CALLBACK (fiel_setting_row_apply), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (entry, focus);
  g_signal_connect_object (entry, "activate", G_CALLBACK (fiel_setting_row_apply), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "changed", G_CALLBACK (text_changed_cb), self, G_CONNECT_SWAPPED);
  if (self->setting->kind == FIEL_SETTING_NUMBER || self->setting->kind == FIEL_SETTING_AMOUNT)
    {
      gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), n_chars);
      gtk_editable_set_alignment (GTK_EDITABLE (entry), 1);
    }
  else
    gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), TEXT_CHARS);

  return entry;
}

/* Long words must not make the window wide, and none of them may be cut. */
static void
let_wrap (GtkDropDown *drop_down)
{
  g_autoptr (GtkListItemFactory) factory = fiel_fit_choice_factory (FALSE);
  g_autoptr (GtkListItemFactory) list_factory = fiel_fit_choice_factory (TRUE);

  gtk_drop_down_set_factory (drop_down, factory);
  gtk_drop_down_set_list_factory (drop_down, list_factory);
  /* Its own way to ask for room knows one line only. */
  gtk_widget_set_layout_manager (GTK_WIDGET (drop_down), gtk_bin_layout_new ());
}

static GtkWidget *
make_drop_down (FielSettingRow *self)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  GtkWidget *drop_down = NULL;

  for (const FielSettingChoice *choice = self->setting->choices; choice->label != NULL; choice++)
    gtk_string_list_append (labels, _(choice->label));
  drop_down = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&labels)), NULL);
  let_wrap (GTK_DROP_DOWN (drop_down));
  g_signal_connect_object (drop_down, "notify::selected", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);

  return drop_down;
}

static GtkWidget *
make_switch (FielSettingRow *self)
{
  GtkWidget *control = gtk_switch_new ();

  g_signal_connect_object (control, "notify::active", G_CALLBACK (switched_cb), self, G_CONNECT_SWAPPED);

  return control;
}

static void
add_control (FielSettingRow *self)
{
  const FielSettingKind kind = self->setting->kind;
  gboolean beside = kind == FIEL_SETTING_SWITCH || kind == FIEL_SETTING_NUMBER || kind == FIEL_SETTING_AMOUNT;

  if (kind == FIEL_SETTING_SWITCH)
    self->control = make_switch (self);
  else if (kind == FIEL_SETTING_CHOICE)
    self->control = make_drop_down (self);
  else
    self->control = make_entry (self);

  gtk_widget_set_valign (self->control, GTK_ALIGN_CENTER);
  gtk_widget_set_halign (self->control, kind == FIEL_SETTING_SWITCH ? GTK_ALIGN_START : GTK_ALIGN_FILL);
  gtk_widget_set_hexpand (self->control, !beside);
  gtk_box_append (beside ? self->side : self->below, self->control);
  gtk_widget_set_visible (GTK_WIDGET (self->below), !beside);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->control), GTK_ACCESSIBLE_RELATION_LABELLED_BY, self->title,
                                  NULL, -1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_RELATION_LABELLED_BY, self->title, NULL, -1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "row.press", is_text (self));
  if (kind == FIEL_SETTING_CHOICE)
    fiel_choice_name_drop_down (GTK_DROP_DOWN (self->control), _(self->setting->title));
}

void
fiel_setting_row_add_suffix (FielSettingRow *self, GtkWidget *widget)
{
  g_return_if_fail (FIEL_IS_SETTING_ROW (self));

  gtk_widget_set_valign (widget, GTK_ALIGN_CENTER);
  gtk_box_append (self->below, widget);
}

void
fiel_setting_row_add_note (FielSettingRow *self, GtkWidget *widget)
{
  g_return_if_fail (FIEL_IS_SETTING_ROW (self));
  g_return_if_fail (GTK_IS_WIDGET (widget));

  gtk_box_append (GTK_BOX (self->body), widget);
}

/* -- Focus: the row is its control -- */

static gboolean
fiel_setting_row_focus (GtkWidget *widget, GtkDirectionType direction)
{
  return gtk_widget_child_focus (FIEL_SETTING_ROW (widget)->body, direction);
}

static gboolean
fiel_setting_row_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (FIEL_SETTING_ROW (widget)->control);
}

static void
fiel_setting_row_finalize (GObject *object)
{
  FielSettingRow *self = FIEL_SETTING_ROW (object);

  g_clear_object (&self->settings);
  g_free (self->group);
  g_free (self->shown);

  G_OBJECT_CLASS (fiel_setting_row_parent_class)->finalize (object);
}

/* What Enter does in the entry: assistive technology has no Enter, and GTK's own action of an entry does nothing. */
static void
press_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  fiel_setting_row_apply (FIEL_SETTING_ROW (widget));
}

static void
fiel_setting_row_class_init (FielSettingRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = fiel_setting_row_finalize;
  widget_class->focus = fiel_setting_row_focus;
  widget_class->grab_focus = fiel_setting_row_grab_focus;

  gtk_widget_class_install_action (widget_class, "row.press", NULL, press_action);

  g_type_ensure (FIEL_TYPE_FIT_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/fielpos/Fiel/ui/fiel-setting-row.ui");
  gtk_widget_class_bind_template_child (widget_class, FielSettingRow, body);
  gtk_widget_class_bind_template_child (widget_class, FielSettingRow, side);
  gtk_widget_class_bind_template_child (widget_class, FielSettingRow, below);
  gtk_widget_class_bind_template_child (widget_class, FielSettingRow, title);
  gtk_widget_class_bind_template_child (widget_class, FielSettingRow, subtitle);
  gtk_widget_class_bind_template_child (widget_class, FielSettingRow, wrong);
  gtk_widget_class_bind_template_child (widget_class, FielSettingRow, reason);
}

static void
fiel_setting_row_init (FielSettingRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
fiel_setting_row_new (FielSettings *settings, const char *group, const FielSetting *setting)
{
  FielSettingRow *self = NULL;

  g_return_val_if_fail (FIEL_IS_SETTINGS (settings), NULL);
  g_return_val_if_fail (group != NULL && setting != NULL, NULL);
  g_return_val_if_fail (setting->kind != FIEL_SETTING_SECRET, NULL);

  self = g_object_new (FIEL_TYPE_SETTING_ROW, "title", _(setting->title), NULL);
  self->settings = g_object_ref (settings);
  self->group = g_strdup (group);
  self->setting = setting;
  gtk_label_set_label (self->title, _(setting->title));
  gtk_label_set_label (self->subtitle, _(setting->subtitle));
  add_control (self);
  show_reason (self, NULL);
  fiel_setting_row_refresh (self);
  g_signal_connect_object (settings, "changed", G_CALLBACK (fiel_setting_row_refresh), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

void
fiel_setting_rows_add (AdwPreferencesGroup *target, FielSettings *settings, const char *group, const FielSetting *table)
{
  g_return_if_fail (ADW_IS_PREFERENCES_GROUP (target));
  g_return_if_fail (table != NULL);

  for (const FielSetting *setting = table; setting->key != NULL; setting++)
    adw_preferences_group_add (target, fiel_setting_row_new (settings, group, setting));
}

const char *
fiel_setting_row_get_key (FielSettingRow *self)
{
  g_return_val_if_fail (FIEL_IS_SETTING_ROW (self), NULL);

  return self->setting->key;
}

const char *
fiel_setting_row_get_group (FielSettingRow *self)
{
  g_return_val_if_fail (FIEL_IS_SETTING_ROW (self), NULL);

  return self->group;
}

GtkWidget *
fiel_setting_row_get_control (FielSettingRow *self)
{
  g_return_val_if_fail (FIEL_IS_SETTING_ROW (self), NULL);

  return self->control;
}
