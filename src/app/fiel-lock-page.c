/* fiel-lock-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-lock-page.h"

#include "fiel-figure.h"
#include "fiel-payment-text.h"
#include "fiel-pin-form.h"
#include "fiel-row-press.h"
#include "fiel-today-list.h"
#include "fiel-wording.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

/* FielLockPage: choose who you are, and prove it. Few people are a list of large rows; many can be searched, too.
 *
 * While a payment is on its way its state stays in sight, because the customer stands there and asks. There is no
 * button for it: to ask the terminal to stop is a decision about money, and it is not taken by somebody unknown. The
 * payment itself needs nobody: its result comes and is kept whoever is signed in. */

/* As many rows as fit a small screen beside the PIN. */
#define SEARCH_FROM 6

struct _FielLockPage
{
  GtkWidget parent_instance;

  FielEngine *engine;             /* owned, nullable */
  GSignalGroup *people_signals;   /* owned */
  GSignalGroup *engine_signals;   /* owned */
  GSignalGroup *attempt_signals;  /* owned */

  /* template children */
  GtkWidget *body;
  GtkWidget *payment;
  GtkImage *payment_icon;
  GtkLabel *payment_words;
  GtkEditable *search;
  GtkListBox *list;
  FielPinForm *form;
};

G_DEFINE_FINAL_TYPE (FielLockPage, fiel_lock_page, GTK_TYPE_WIDGET)

static void signed_in_cb (GObject *source, GAsyncResult *result, gpointer user_data);

/* (transfer none): the rows are in the order of the people, who keep a reference. */
static FielPerson *
get_person (FielLockPage *self, GtkListBoxRow *row)
{
  g_autoptr (FielPerson) person = g_list_model_get_item (G_LIST_MODEL (fiel_engine_get_people (self->engine)),
                                                         (guint) gtk_list_box_row_get_index (row));

  return person;
}

/* -- The payment that is on its way -- */

static void
show_payment (FielLockPage *self, FielAttempt *attempt)
{
  const FielNumberStyle *style = fiel_profile_get_number_style (fiel_engine_get_profile (self->engine));
  FielLook look = fiel_wording_look (attempt);
  FielTerminal *terminal = fiel_attempt_get_terminal (attempt);
  g_autofree char *money = fiel_figure_money (fiel_payment_text_signed_amount (attempt), style);
  g_autofree char *words = g_strdup_printf (_("%s · %s · %s"), money,
                                            terminal != NULL ? fiel_terminal_get_name (terminal) : "", look.word);

  gtk_image_set_from_icon_name (self->payment_icon, look.icon);
  gtk_label_set_text (self->payment_words, words);
}

static void
update_payment (FielLockPage *self)
{
  FielAttempt *attempt =
    self->engine != NULL ? fiel_today_find_open (fiel_engine_get_attempts (self->engine), NULL) : NULL;

  g_signal_group_set_target (self->attempt_signals, attempt);
  gtk_widget_set_visible (self->payment, attempt != NULL);
  if (attempt != NULL)
    show_payment (self, attempt);
}

/* -- Who -- */

static gboolean
matches_search (GtkListBoxRow *row, gpointer user_data)
{
  FielLockPage *self = FIEL_LOCK_PAGE (user_data);
  const char *wanted = gtk_editable_get_text (self->search);

  return *wanted == '\0' || self->engine == NULL
         || g_str_match_string (wanted, fiel_person_get_name (get_person (self, row)), TRUE);
}

static GtkListBoxRow *
find_first_match (FielLockPage *self)
{
  GtkListBoxRow *row = NULL;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (matches_search (row, self))
      return row;

  return NULL;
}

static void
search_cb (FielLockPage *self)
{
  gtk_list_box_invalidate_filter (self->list);
  gtk_list_box_select_row (self->list, find_first_match (self));
}

static void
search_entered_cb (FielLockPage *self)
{
  if (gtk_list_box_get_selected_row (self->list) != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->form));
}

static void
selected_cb (FielLockPage *self, GtkListBoxRow *row)
{
  if (self->engine == NULL)
    return;

  fiel_pin_form_set_person (self->form, fiel_engine_get_people (self->engine),
                            row != NULL ? get_person (self, row) : NULL, fiel_engine_get_clock (self->engine));
}

static void
activated_cb (FielLockPage *self, GtkListBoxRow *row)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->form));
}

static GtkWidget *
make_row (FielPerson *person)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *avatar = adw_avatar_new (32, fiel_person_get_name (person), TRUE);

  /* A name is no markup. */
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), fiel_person_get_name (person));
  if (fiel_person_get_role (person) == FIEL_ROLE_MANAGER)
    /* Translators: under a person’s name: their role */
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _("Manager"));
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), avatar);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  fiel_row_press_offer (row);

  return row;
}

/* Where there is nobody to choose from, nothing has to be chosen. */
static void
select_only_one (FielLockPage *self)
{
  if (gtk_list_box_get_row_at_index (self->list, 1) == NULL)
    gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
}

static void
list_people (FielLockPage *self)
{
  GListModel *people = self->engine != NULL ? G_LIST_MODEL (fiel_engine_get_people (self->engine)) : NULL;
  const guint n = people != NULL ? g_list_model_get_n_items (people) : 0;
  GtkListBoxRow *row = NULL;

  gtk_list_box_select_row (self->list, NULL);
  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (FielPerson) person = g_list_model_get_item (people, i);

      gtk_list_box_append (self->list, make_row (person));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->search), n >= SEARCH_FROM);
  select_only_one (self);
}

/* -- The PIN -- */

static void
entered_cb (FielLockPage *self, const char *pin)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (row == NULL)
    return;

  fiel_pin_form_set_checking (self->form, TRUE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->list), FALSE);
  fiel_people_sign_in_async (fiel_engine_get_people (self->engine), get_person (self, row), pin, signed_in_cb,
                             g_object_ref (self));
}

static void
signed_in_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FielLockPage) self = FIEL_LOCK_PAGE (user_data);
  FielPeople *people = FIEL_PEOPLE (source);
  g_autoptr (GError) error = NULL;
  gboolean signed_in = fiel_people_sign_in_finish (people, result, &error);

  if (self->body == NULL)
    return;

  gtk_widget_set_sensitive (GTK_WIDGET (self->list), TRUE);
  fiel_pin_form_set_checking (self->form, FALSE);
  if (signed_in)
    fiel_pin_form_clear (self->form);
  else if (self->engine != NULL && fiel_engine_get_people (self->engine) == people)
    fiel_pin_form_say (self->form, error->message);
}

/* A digit that no field wanted begins the PIN. */
static void
digit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  fiel_pin_form_type (FIEL_LOCK_PAGE (widget)->form, g_variant_get_uint32 (parameter));
}

static gboolean
fiel_lock_page_grab_focus (GtkWidget *widget)
{
  FielLockPage *self = FIEL_LOCK_PAGE (widget);
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, 0);

  if (gtk_list_box_get_selected_row (self->list) != NULL)
    return gtk_widget_grab_focus (GTK_WIDGET (self->form));
  if (gtk_widget_get_visible (GTK_WIDGET (self->search)))
    return gtk_widget_grab_focus (GTK_WIDGET (self->search));

  return row != NULL && gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
fiel_lock_page_dispose (GObject *object)
{
  FielLockPage *self = FIEL_LOCK_PAGE (object);

  g_clear_object (&self->people_signals);
  g_clear_object (&self->engine_signals);
  g_clear_object (&self->attempt_signals);
  g_clear_pointer (&self->body, gtk_widget_unparent);
  g_clear_object (&self->engine);

  G_OBJECT_CLASS (fiel_lock_page_parent_class)->dispose (object);
}

static void
fiel_lock_page_class_init (FielLockPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fiel_lock_page_dispose;
  widget_class->grab_focus = fiel_lock_page_grab_focus;

  g_type_ensure (FIEL_TYPE_PIN_FORM);
  gtk_widget_class_install_action (widget_class, "pane.digit", "u", digit_action);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/fielpos/Fiel/ui/fiel-lock-page.ui");
  gtk_widget_class_bind_template_child (widget_class, FielLockPage, body);
  gtk_widget_class_bind_template_child (widget_class, FielLockPage, payment);
  gtk_widget_class_bind_template_child (widget_class, FielLockPage, payment_icon);
  gtk_widget_class_bind_template_child (widget_class, FielLockPage, payment_words);
  gtk_widget_class_bind_template_child (widget_class, FielLockPage, search);
  gtk_widget_class_bind_template_child (widget_class, FielLockPage, list);
  gtk_widget_class_bind_template_child (widget_class, FielLockPage, form);
  gtk_widget_class_bind_template_callback (widget_class, search_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_entered_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, entered_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
fiel_lock_page_init (FielLockPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* Translators: button (verb): begins work with one’s PIN */
  fiel_pin_form_set_verb (self->form, _("_Sign in"), TRUE);
  gtk_list_box_set_filter_func (self->list, matches_search, self, NULL);

  self->people_signals = g_signal_group_new (FIEL_TYPE_PEOPLE);
  g_signal_group_connect_swapped (self->people_signals, "items-changed", G_CALLBACK (list_people), self);
  self->engine_signals = g_signal_group_new (FIEL_TYPE_ENGINE);
  g_signal_group_connect_swapped (self->engine_signals, "notify", G_CALLBACK (update_payment), self);
  self->attempt_signals = g_signal_group_new (FIEL_TYPE_ATTEMPT);
  g_signal_group_connect_swapped (self->attempt_signals, "notify::phase", G_CALLBACK (update_payment), self);
}

void
fiel_lock_page_set_engine (FielLockPage *self, FielEngine *engine)
{
  g_return_if_fail (FIEL_IS_LOCK_PAGE (self));
  g_return_if_fail (engine == NULL || FIEL_IS_ENGINE (engine));

  fiel_pin_form_set_person (self->form, NULL, NULL, NULL);
  g_set_object (&self->engine, engine);
  g_signal_group_set_target (self->people_signals, engine != NULL ? fiel_engine_get_people (engine) : NULL);
  g_signal_group_set_target (self->engine_signals, engine);
  list_people (self);
  update_payment (self);
}

void
fiel_lock_page_begin (FielLockPage *self, FielPerson *expected)
{
  GtkListBoxRow *row = NULL;

  g_return_if_fail (FIEL_IS_LOCK_PAGE (self));

  gtk_editable_set_text (self->search, "");
  gtk_list_box_select_row (self->list, NULL);
  for (int i = 0; expected != NULL && (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (strcmp (fiel_person_get_key (get_person (self, row)), fiel_person_get_key (expected)) == 0)
      gtk_list_box_select_row (self->list, row);
  select_only_one (self);
  update_payment (self);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}
