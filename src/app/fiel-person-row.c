/* fiel-person-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-person-row.h"

#include "fiel-announce.h"
#include "fiel-entry-row.h"
#include "fiel-people-editor.h"
#include "fiel-question.h"
#include "fiel-row-mark.h"
#include "fiel-secret-field.h"
#include "fiel-secrets.h"

#include <glib/gi18n.h>
#include <string.h>

/* FielPersonRow: everything about a person is saved together, because a role and the length of a PIN belong together.
 * What is wrong is said in the row; when it was saved, the list of people changes and with it this row. */

struct _FielPersonRow
{
  AdwExpanderRow parent_instance;

  FielPeople *people;     /* owned */
  FielPerson *person;     /* owned, nullable: somebody new */
  gboolean saving;

  /* template children */
  GtkEditable *name;
  AdwComboRow *role;
  GtkEditable *pin;
  GtkEditable *again;
  GtkLabel *words;
  GtkWidget *remove;
  GtkWidget *save;
};

G_DEFINE_FINAL_TYPE (FielPersonRow, fiel_person_row, ADW_TYPE_EXPANDER_ROW)

static void saved_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
say (FielPersonRow *self, const char *sentence)
{
  gtk_label_set_text (self->words, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->words), sentence != NULL);
  if (sentence != NULL)
    fiel_announce (GTK_WIDGET (self), sentence, FALSE);
}

static FielRole
get_role (FielPersonRow *self)
{
  return adw_combo_row_get_selected (self->role) == 1 ? FIEL_ROLE_MANAGER : FIEL_ROLE_CASHIER;
}

static void
update (FielPersonRow *self)
{
  const gboolean someone_new = self->person == NULL;

  gtk_widget_set_sensitive (self->save, !self->saving);
  gtk_widget_set_sensitive (self->remove, !self->saving);
  gtk_widget_set_visible (self->remove, !someone_new);
  if (get_role (self) == FIEL_ROLE_MANAGER)
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->pin),
                                   /* Translators: title of a field for a manager’s PIN; with the least digits */
                                   someone_new ? _("PIN, at least six digits") : _("New PIN, at least six digits"));
  else
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->pin),
                                   /* Translators: title of a field for a cashier’s PIN; with the least digits */
                                   someone_new ? _("PIN, at least four digits") : _("New PIN, at least four digits"));
}

/* The name is looked at before the PIN. */
static gboolean
is_name_right (FielPersonRow *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (self->name)));
  g_autofree char *folded = g_utf8_casefold (name, -1);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->people)); i++)
    {
      g_autoptr (FielPerson) person = g_list_model_get_item (G_LIST_MODEL (self->people), i);
      g_autofree char *other = g_utf8_casefold (fiel_person_get_name (person), -1);

      if (person != self->person && strcmp (folded, other) == 0)
        return FALSE;
    }

  return *name != '\0';
}

/* What is wrong is marked and gets the focus. */
static void
refuse (FielPersonRow *self, gpointer row, const char *sentence)
{
  say (self, sentence);
  fiel_row_mark (row, TRUE);
  gtk_widget_grab_focus (row);
}

static void
changed_cb (FielPersonRow *self)
{
  if (self->people == NULL)
    return;

  say (self, NULL);
  fiel_row_mark (GTK_WIDGET (self->name), FALSE);
  fiel_row_mark (GTK_WIDGET (self->pin), FALSE);
  fiel_row_mark (GTK_WIDGET (self->again), FALSE);
  update (self);
}

/* @change: (transfer none); what it points to is copied before this returns. */
static void
apply (FielPersonRow *self, const FielPersonChange *change)
{
  self->saving = TRUE;
  say (self, NULL);
  update (self);
  fiel_people_change_async (self->people, change, saved_cb, g_object_ref (self));
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FielPersonRow) self = FIEL_PERSON_ROW (user_data);
  g_autoptr (GError) error = NULL;
  gboolean saved = fiel_people_change_finish (FIEL_PEOPLE (source), result, &error);

  if (self->people == NULL)
    return;

  self->saving = FALSE;
  update (self);
  if (saved)
    return;

  if (g_error_matches (error, FIEL_PEOPLE_ERROR, FIEL_PEOPLE_ERROR_PERSON))
    refuse (self, is_name_right (self) ? self->pin : self->name, error->message);
  else
    say (self, error->message);
}

static void
save_cb (FielPersonRow *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (self->name)));
  char *pin = NULL;
  FielPersonChange change = { .name = name, .role = get_role (self) };

  if (self->saving)
    return;
  if (strcmp (fiel_secret_field_get_text (self->pin), fiel_secret_field_get_text (self->again)) != 0)
    {
      refuse (self, self->again, _("The two PINs are not the same."));
      return;
    }

  if (*fiel_secret_field_get_text (self->pin) != '\0')
    pin = g_strdup (fiel_secret_field_get_text (self->pin));
  change.key = self->person != NULL ? fiel_person_get_key (self->person) : NULL;
  change.pin = pin;
  fiel_secret_field_clear (self->pin);
  fiel_secret_field_clear (self->again);
  apply (self, &change);
  fiel_secrets_wipe (pin);
}

static void
asked_cb (FielPersonRow *self, const char *response)
{
  const FielPersonChange change = { .key = fiel_person_get_key (self->person), .remove = TRUE };

  if (strcmp (response, "remove") == 0 && !self->saving)
    apply (self, &change);
}

static void
remove_cb (FielPersonRow *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autofree char *heading = NULL;
  AdwMessageDialog *dialog = NULL;

  /* Translators: %s is a person's name */
  heading = g_strdup_printf (_("Remove %s?"), fiel_person_get_name (self->person));
  dialog = fiel_question_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, heading,
                              _("They cannot sign in any more. What they did stays in the journal."));
  /* Translators: button (verb): the person stays on the list */
  adw_message_dialog_add_responses (dialog, "keep", _("_Keep"), "remove",
                                    /* Translators: button (verb): the person is taken off the list */
                                    _("_Remove"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "remove", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, "keep");
  adw_message_dialog_set_close_response (dialog, "keep");
  g_signal_connect_object (dialog, "response", G_CALLBACK (asked_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
fiel_person_row_dispose (GObject *object)
{
  FielPersonRow *self = FIEL_PERSON_ROW (object);

  g_clear_object (&self->people);
  g_clear_object (&self->person);

  G_OBJECT_CLASS (fiel_person_row_parent_class)->dispose (object);
}

static void
fiel_person_row_class_init (FielPersonRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fiel_person_row_dispose;

  g_type_ensure (FIEL_TYPE_ENTRY_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/fielpos/Fiel/ui/fiel-person-row.ui");
  gtk_widget_class_bind_template_child (widget_class, FielPersonRow, name);
  gtk_widget_class_bind_template_child (widget_class, FielPersonRow, role);
  gtk_widget_class_bind_template_child (widget_class, FielPersonRow, pin);
  gtk_widget_class_bind_template_child (widget_class, FielPersonRow, again);
  gtk_widget_class_bind_template_child (widget_class, FielPersonRow, words);
  gtk_widget_class_bind_template_child (widget_class, FielPersonRow, remove);
  gtk_widget_class_bind_template_child (widget_class, FielPersonRow, save);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
}

static void
fiel_person_row_init (FielPersonRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Somebody new in a store without people is a manager: somebody has to be able to let others in. */
static void
show_person (FielPersonRow *self)
{
  FielRole role = fiel_people_get_exist (self->people) ? FIEL_ROLE_CASHIER : FIEL_ROLE_MANAGER;

  if (self->person != NULL)
    {
      role = fiel_person_get_role (self->person);
      gtk_editable_set_text (self->name, fiel_person_get_name (self->person));
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), fiel_person_get_name (self->person));
      adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self),
                                     role == FIEL_ROLE_MANAGER ? _("Manager") : _("Cashier"));
    }
  else
    /* Translators: title of a row: a new person who works here */
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _("Add somebody"));

  adw_combo_row_set_selected (self->role, role == FIEL_ROLE_MANAGER ? 1 : 0);
  update (self);
}

GtkWidget *
fiel_person_row_new (FielPeople *people, FielPerson *person)
{
  FielPersonRow *self = NULL;

  g_return_val_if_fail (FIEL_IS_PEOPLE (people), NULL);
  g_return_val_if_fail (person == NULL || FIEL_IS_PERSON (person), NULL);

  self = g_object_new (FIEL_TYPE_PERSON_ROW, NULL);
  self->people = g_object_ref (people);
  g_set_object (&self->person, person);
  show_person (self);

  return GTK_WIDGET (self);
}
