/* fiel-pin-approval.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-pin-approval.h"

#include "fiel-choice-name.h"
#include "fiel-pin-form.h"
#include "fiel-plain-text.h"

#include <glib/gi18n.h>

/* FielPinApproval: one widget for every place where a manager says yes. Whether they did is the engine's to know: an
 * approval that was used, is too old or was for another amount is none, and the field for the PIN is there again. */

#define SEARCH_FROM 8

struct _FielPinApproval
{
  GtkWidget parent_instance;

  FielEngine *engine;             /* owned, nullable */
  GSignalGroup *people_signals;   /* owned */
  GListStore *candidates;         /* owned, of FielPerson */
  FielAct act;
  char *subject;                  /* owned, nullable: nothing is asked for */
  char *except;                   /* owned, nullable */
  char *name;                     /* owned, nullable: who approved */

  /* template children */
  GtkWidget *body;
  GtkWidget *asking;
  GtkDropDown *who;
  FielPinForm *form;
  GtkWidget *approved;
  GtkLabel *approved_words;
};

G_DEFINE_FINAL_TYPE (FielPinApproval, fiel_pin_approval, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void opened_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void approved_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static FielPeople *
get_people (FielPinApproval *self)
{
  return self->engine != NULL ? fiel_engine_get_people (self->engine) : NULL;
}

static void
update (FielPinApproval *self)
{
  const char *name = fiel_pin_approval_get_name (self);
  g_autofree char *words = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), fiel_pin_approval_get_used (self) && self->subject != NULL);
  gtk_widget_set_visible (self->asking, name == NULL);
  gtk_widget_set_visible (self->approved, name != NULL);
  if (name != NULL)
    {
      /* Translators: %s is the name of whoever typed their PIN */
      words = g_strdup_printf (self->act == FIEL_ACT_WITNESS ? _("%s has looked at it too")
                                                             /* Translators: the name of whoever typed their PIN. */
                                                             : _("%s has approved it"), name);
      gtk_label_set_text (self->approved_words, words);
    }
}

static void
who_cb (FielPinApproval *self)
{
  FielPerson *person = gtk_drop_down_get_selected_item (self->who);

  /* Translators: name of a choice: which manager */
  fiel_choice_name_drop_down (self->who, _("Who approves"));
  if (self->engine != NULL)
    fiel_pin_form_set_person (self->form, get_people (self), person, fiel_engine_get_clock (self->engine));
}

static gboolean
is_candidate (FielPinApproval *self, FielPerson *person)
{
  return fiel_person_may (person, self->act)
         && (self->except == NULL || !fiel_plain_text_is_same_name (fiel_person_get_name (person), self->except));
}

static void
list_candidates (FielPinApproval *self)
{
  GListModel *people = self->engine != NULL ? G_LIST_MODEL (get_people (self)) : NULL;
  const guint n = people != NULL ? g_list_model_get_n_items (people) : 0;

  g_list_store_remove_all (self->candidates);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (FielPerson) person = g_list_model_get_item (people, i);

      if (is_candidate (self, person))
        g_list_store_append (self->candidates, person);
    }
  gtk_drop_down_set_enable_search (self->who, n >= SEARCH_FROM);
  who_cb (self);
}

static void
people_changed_cb (FielPinApproval *self)
{
  list_candidates (self);
  update (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
entered_cb (FielPinApproval *self, const char *pin)
{
  FielPerson *person = gtk_drop_down_get_selected_item (self->who);

  if (person == NULL || self->subject == NULL)
    return;

  fiel_pin_form_set_checking (self->form, TRUE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->who), FALSE);
  if (self->act == FIEL_ACT_SETTINGS)
    fiel_people_open_settings_async (get_people (self), person, pin, opened_cb, g_object_ref (self));
  else
    fiel_people_approve_async (get_people (self), person, pin, self->act, self->subject, approved_cb,
                               g_object_ref (self));
}

/* @people: whose answer it is; FALSE if nobody waits for it any more, or it was no. */
static gboolean
hear (FielPinApproval *self, gpointer people, const GError *error)
{
  if (self->body == NULL || get_people (self) != people)
    return FALSE;

  gtk_widget_set_sensitive (GTK_WIDGET (self->who), TRUE);
  fiel_pin_form_set_checking (self->form, FALSE);
  if (error != NULL)
    fiel_pin_form_say (self->form, error->message);
  else
    fiel_pin_form_clear (self->form);

  return error == NULL;
}

/* The settings are open: whoever asked for that listens to the people. */
static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FielPinApproval) self = FIEL_PIN_APPROVAL (user_data);
  g_autoptr (GError) error = NULL;

  fiel_people_open_settings_finish (FIEL_PEOPLE (source), result, &error);
  if (hear (self, source, error))
    g_signal_emit (self, signals[CHANGED], 0);
}

/* The field that had the focus is gone, and with it where in the window one was. */
static void
focus_what_follows (GtkWidget *widget)
{
  GtkWidget *top = widget;
  GtkWidget *next = NULL;

  for (; widget != NULL; top = widget, widget = gtk_widget_get_parent (widget))
    for (next = gtk_widget_get_next_sibling (widget); next != NULL; next = gtk_widget_get_next_sibling (next))
      if (gtk_widget_get_mapped (next) && gtk_widget_child_focus (next, GTK_DIR_TAB_FORWARD))
        return;

  gtk_widget_child_focus (top, GTK_DIR_TAB_FORWARD);
}

static void
approved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FielPinApproval) self = FIEL_PIN_APPROVAL (user_data);
  g_autoptr (GError) error = NULL;
  FielPerson *person = NULL;

  fiel_people_approve_finish (FIEL_PEOPLE (source), result, &error);
  if (!hear (self, source, error))
    return;

  person = gtk_drop_down_get_selected_item (self->who);
  g_free (self->name);
  self->name = g_strdup (person != NULL ? fiel_person_get_name (person) : NULL);
  update (self);
  g_signal_emit (self, signals[CHANGED], 0);
  /* Whoever waited for it may have closed the window. */
  if (gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    focus_what_follows (GTK_WIDGET (self));
}

static gboolean
fiel_pin_approval_grab_focus (GtkWidget *widget)
{
  FielPinApproval *self = FIEL_PIN_APPROVAL (widget);

  return gtk_widget_grab_focus (g_list_model_get_n_items (G_LIST_MODEL (self->candidates)) > 1
                                  ? GTK_WIDGET (self->who) : GTK_WIDGET (self->form));
}

static void
fiel_pin_approval_dispose (GObject *object)
{
  FielPinApproval *self = FIEL_PIN_APPROVAL (object);

  g_clear_object (&self->people_signals);
  g_clear_pointer (&self->body, gtk_widget_unparent);
  g_clear_object (&self->candidates);
  g_clear_object (&self->engine);
  g_clear_pointer (&self->subject, g_free);
  g_clear_pointer (&self->except, g_free);
  g_clear_pointer (&self->name, g_free);

  G_OBJECT_CLASS (fiel_pin_approval_parent_class)->dispose (object);
}

static void
fiel_pin_approval_class_init (FielPinApprovalClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fiel_pin_approval_dispose;
  widget_class->grab_focus = fiel_pin_approval_grab_focus;

  signals[CHANGED] = g_signal_new ("changed", FIEL_TYPE_PIN_APPROVAL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);

  g_type_ensure (FIEL_TYPE_PIN_FORM);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/fielpos/Fiel/ui/fiel-pin-approval.ui");
  gtk_widget_class_bind_template_child (widget_class, FielPinApproval, body);
  gtk_widget_class_bind_template_child (widget_class, FielPinApproval, asking);
  gtk_widget_class_bind_template_child (widget_class, FielPinApproval, who);
  gtk_widget_class_bind_template_child (widget_class, FielPinApproval, form);
  gtk_widget_class_bind_template_child (widget_class, FielPinApproval, approved);
  gtk_widget_class_bind_template_child (widget_class, FielPinApproval, approved_words);
  gtk_widget_class_bind_template_callback (widget_class, who_cb);
  gtk_widget_class_bind_template_callback (widget_class, entered_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
fiel_pin_approval_init (FielPinApproval *self)
{
  g_autoptr (GtkExpression) name = gtk_property_expression_new (FIEL_TYPE_PERSON, NULL, "name");

  gtk_widget_init_template (GTK_WIDGET (self));
  self->candidates = g_list_store_new (FIEL_TYPE_PERSON);
  gtk_drop_down_set_expression (self->who, name);
  gtk_drop_down_set_model (self->who, G_LIST_MODEL (self->candidates));
  fiel_choice_name_drop_down (self->who, _("Who approves"));
  /* Translators: button (verb): a manager lets something pass */
  fiel_pin_form_set_verb (self->form, _("_Approve"), FALSE);
  self->people_signals = g_signal_group_new (FIEL_TYPE_PEOPLE);
  g_signal_group_connect_swapped (self->people_signals, "items-changed", G_CALLBACK (people_changed_cb), self);
  g_signal_group_connect_swapped (self->people_signals, "notify::locked", G_CALLBACK (people_changed_cb), self);
  update (self);
}

void
fiel_pin_approval_set_engine (FielPinApproval *self, FielEngine *engine)
{
  g_return_if_fail (FIEL_IS_PIN_APPROVAL (self));
  g_return_if_fail (engine == NULL || FIEL_IS_ENGINE (engine));

  if (self->engine == engine)
    return;

  fiel_pin_form_set_person (self->form, NULL, NULL, NULL);
  g_list_store_remove_all (self->candidates);
  g_clear_pointer (&self->name, g_free);
  g_set_object (&self->engine, engine);
  g_signal_group_set_target (self->people_signals, get_people (self));
  list_candidates (self);
  update (self);
}

gboolean
fiel_pin_approval_get_used (FielPinApproval *self)
{
  g_return_val_if_fail (FIEL_IS_PIN_APPROVAL (self), FALSE);

  return self->engine != NULL && fiel_people_get_exist (get_people (self));
}

void
fiel_pin_approval_ask (FielPinApproval *self, FielAct act, const char *subject, const char *except)
{
  g_return_if_fail (FIEL_IS_PIN_APPROVAL (self));

  if (self->act == act && g_strcmp0 (self->subject, subject) == 0 && g_strcmp0 (self->except, except) == 0)
    {
      update (self);
      return;
    }

  self->act = act;
  g_free (self->subject);
  self->subject = g_strdup (subject);
  g_free (self->except);
  self->except = g_strdup (except);
  list_candidates (self);
  fiel_pin_approval_clear (self);
}

const char *
fiel_pin_approval_get_name (FielPinApproval *self)
{
  g_return_val_if_fail (FIEL_IS_PIN_APPROVAL (self), NULL);

  if (self->name == NULL || self->subject == NULL || !fiel_pin_approval_get_used (self)
      || !fiel_people_check_approval (get_people (self), self->act, self->subject, self->name, NULL))
    return NULL;

  return self->name;
}

const char *
fiel_pin_approval_find_missing (FielPinApproval *self)
{
  g_return_val_if_fail (FIEL_IS_PIN_APPROVAL (self), NULL);

  if (!fiel_pin_approval_get_used (self) || fiel_pin_approval_get_name (self) != NULL)
    return NULL;
  if (g_list_model_get_n_items (G_LIST_MODEL (self->candidates)) == 0)
    return _("There is nobody else who may approve this.");

  return self->act == FIEL_ACT_WITNESS ? _("A second person types their PIN.") : _("A manager types their PIN.");
}

void
fiel_pin_approval_clear (FielPinApproval *self)
{
  g_return_if_fail (FIEL_IS_PIN_APPROVAL (self));

  g_clear_pointer (&self->name, g_free);
  fiel_pin_form_clear (self->form);
  update (self);
}
