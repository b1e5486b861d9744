/* fiel-people-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-people-page.h"

#include "fiel-person-row.h"
#include "fiel-pin-approval.h"
#include "fiel-setting-row.h"

#include <glib/gi18n.h>

static const FielSettingChoice doors[] = {
  /* Translators: who may do something: cashiers as well */
  { "everyone", N_("Everyone") },
  /* Translators: who may do something: managers alone */
  { "managers", N_("Managers") },
  { NULL },
};

static const FielSetting limits[] = {
  { FIEL_SETTING_AMOUNT, "cashier-max-sale", N_("Manager approves sales above"),
    N_("A cashier alone charges up to this amount; 0: a manager always approves; empty: as much as the till takes") },
  { FIEL_SETTING_CHOICE, "training", N_("Who may leave the till for training"),
    N_("Managers: a cashier asks one of them"), .fallback = "everyone", .choices = doors },
  { FIEL_SETTING_CHOICE, NULL },
};

struct _FielPeoplePage
{
  AdwPreferencesPage parent_instance;

  FielSettings *settings;         /* owned */
  FielEngine *engine;             /* owned, nullable: while the till is opened again */
  GSignalGroup *people_signals;   /* owned */
  GPtrArray *rows;                /* owned, of FielPersonRow: in the groups; the last is for somebody new */

  /* template children */
  AdwPreferencesGroup *gate_group;
  FielPinApproval *gate;
  AdwPreferencesGroup *people_group;
  AdwPreferencesGroup *new_group;
  AdwPreferencesGroup *limits_group;
};

G_DEFINE_FINAL_TYPE (FielPeoplePage, fiel_people_page, ADW_TYPE_PREFERENCES_PAGE)

static void
update (FielPeoplePage *self)
{
  FielPeople *people = self->engine != NULL ? fiel_engine_get_people (self->engine) : NULL;
  const gboolean exist = people != NULL && fiel_people_get_exist (people);
  const gboolean open = people != NULL && (!exist || fiel_people_get_changing_settings (people) != NULL);

  gtk_widget_set_visible (GTK_WIDGET (self->gate_group), !open);
  gtk_widget_set_sensitive (GTK_WIDGET (self->people_group), open);
  gtk_widget_set_visible (GTK_WIDGET (self->people_group), exist);
  gtk_widget_set_visible (GTK_WIDGET (self->new_group), open);
  gtk_widget_set_visible (GTK_WIDGET (self->limits_group), exist);
  gtk_widget_set_sensitive (GTK_WIDGET (self->limits_group), open);
  adw_preferences_group_set_description (
    self->new_group, exist ? NULL : _("Nobody signs in at this till yet. The first person is a manager; from then on "
                                      "everybody signs in with a PIN of their own."));
  fiel_pin_approval_ask (self->gate, FIEL_ACT_SETTINGS, open ? NULL : "settings", NULL);
}

static void
remove_rows (FielPeoplePage *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (i + 1 < self->rows->len ? self->people_group : self->new_group,
                                  g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
}

static void
add_row (FielPeoplePage *self, AdwPreferencesGroup *group, FielPerson *person)
{
  GtkWidget *row = fiel_person_row_new (fiel_engine_get_people (self->engine), person);

  adw_preferences_group_add (group, row);
  g_ptr_array_add (self->rows, row);
}

static void
list_people (FielPeoplePage *self)
{
  GListModel *people = self->engine != NULL ? G_LIST_MODEL (fiel_engine_get_people (self->engine)) : NULL;

  remove_rows (self);
  for (guint i = 0; people != NULL && i < g_list_model_get_n_items (people); i++)
    {
      g_autoptr (FielPerson) person = g_list_model_get_item (people, i);

      add_row (self, self->people_group, person);
    }
  if (people != NULL)
    add_row (self, self->new_group, NULL);
  update (self);
}

/* The file was written: what the settings know of it is old. */
static void
people_changed_cb (FielPeoplePage *self)
{
  list_people (self);
  fiel_settings_read_again (self->settings);
}

static void
follow_engine (FielPeoplePage *self)
{
  FielEngine *engine = fiel_settings_get_engine (self->settings);

  if (self->engine == engine)
    return;

  g_set_object (&self->engine, engine);
  fiel_pin_approval_set_engine (self->gate, engine);
  g_signal_group_set_target (self->people_signals, engine != NULL ? fiel_engine_get_people (engine) : NULL);
  list_people (self);
}

static void
fiel_people_page_dispose (GObject *object)
{
  FielPeoplePage *self = FIEL_PEOPLE_PAGE (object);

  g_clear_object (&self->people_signals);
  g_clear_object (&self->engine);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (fiel_people_page_parent_class)->dispose (object);
}

static void
fiel_people_page_finalize (GObject *object)
{
  FielPeoplePage *self = FIEL_PEOPLE_PAGE (object);

  g_ptr_array_unref (self->rows);

  G_OBJECT_CLASS (fiel_people_page_parent_class)->finalize (object);
}

static void
fiel_people_page_class_init (FielPeoplePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fiel_people_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = fiel_people_page_finalize;

  g_type_ensure (FIEL_TYPE_PIN_APPROVAL);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/fielpos/Fiel/ui/fiel-people-page.ui");
  gtk_widget_class_bind_template_child (widget_class, FielPeoplePage, gate_group);
  gtk_widget_class_bind_template_child (widget_class, FielPeoplePage, gate);
  gtk_widget_class_bind_template_child (widget_class, FielPeoplePage, people_group);
  gtk_widget_class_bind_template_child (widget_class, FielPeoplePage, new_group);
  gtk_widget_class_bind_template_child (widget_class, FielPeoplePage, limits_group);
}

static void
fiel_people_page_init (FielPeoplePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = g_ptr_array_new ();
  self->people_signals = g_signal_group_new (FIEL_TYPE_PEOPLE);
  g_signal_group_connect_swapped (self->people_signals, "items-changed", G_CALLBACK (people_changed_cb), self);
  g_signal_group_connect_swapped (self->people_signals, "notify::changing-settings", G_CALLBACK (update), self);
}

GtkWidget *
fiel_people_page_new (FielSettings *settings)
{
  FielPeoplePage *self = NULL;

  g_return_val_if_fail (FIEL_IS_SETTINGS (settings), NULL);

  self = g_object_new (FIEL_TYPE_PEOPLE_PAGE, NULL);
  self->settings = g_object_ref (settings);
  fiel_setting_rows_add (self->limits_group, settings, "till", limits);
  g_signal_connect_object (settings, "changed", G_CALLBACK (follow_engine), self, G_CONNECT_SWAPPED);
  follow_engine (self);

  return GTK_WIDGET (self);
}
