/* fiel-by-hand-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-by-hand-page.h"

#include "fiel-check-label.h"
#include "fiel-figure.h"
#include "fiel-fit-layout.h"
#include "fiel-pair-layout.h"
#include "fiel-payment-text.h"
#include "fiel-pin-approval.h"
#include "fiel-second-look.h"
#include "fiel-stack-voice.h"
#include "fiel-text-clamp.h"
#include "fiel-title.h"
#include "fiel-wording.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* FielByHandPage: a page and not a dialog, so that frame and bar of training stay in sight. Nothing is chosen to begin
 * with, and the form alone records nothing: it leads to the second look. */

/* How a manager comes to know; the last one needs words of their own. */
static const char *const reasons[] = {
  N_("The slip, or the terminal’s screen"),
  N_("The terminal’s own list of payments"),
  N_("The provider said so"),
  N_("The customer’s bank shows it"),
  N_("The terminal was off or never showed it"),
  /* Translators: a reason, when none in the list fits */
  N_("Another reason"),
};

struct _FielByHandPage
{
  GtkWidget parent_instance;

  FielAttempt *attempt;            /* owned, nullable */
  const FielNumberStyle *style;    /* static, nullable */
  GtkCheckButton *reason_buttons[G_N_ELEMENTS (reasons)];   /* unowned: in the form */

  /* template children */
  GtkWidget *page;
  AdwClamp *title_clamp;
  AdwClamp *form_clamp;
  AdwClamp *foot_clamp;
  FielTitle *title;
  GtkLabel *amount;
  GtkLabel *place;
  GtkScrolledWindow *scroller;
  GtkStack *steps;
  GtkWidget *form;
  GtkCheckButton *charged;
  GtkCheckButton *not_charged;
  GtkWidget *reasons;
  GtkEditable *words;
  GtkEditable *manager;
  FielPinApproval *pin;
  GtkLabel *missing;
  GtkWidget *go_on;
  FielSecondLook *look;
};

G_DEFINE_FINAL_TYPE (FielByHandPage, fiel_by_hand_page, GTK_TYPE_WIDGET)

static char *
get_entered (GtkEditable *entry)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (entry)));
}

/* (transfer full): empty while nobody is named */
static char *
get_manager (FielByHandPage *self)
{
  const char *approved = fiel_pin_approval_get_name (self->pin);

  if (fiel_pin_approval_get_used (self->pin))
    return g_strdup (approved != NULL ? approved : "");

  return get_entered (self->manager);
}

/* G_N_ELEMENTS (reasons) while none is chosen. */
static guint
get_reason (FielByHandPage *self)
{
  guint i = 0;

  while (i < G_N_ELEMENTS (reasons) && !gtk_check_button_get_active (self->reason_buttons[i]))
    i++;

  return i;
}

/* -- The form ------------------------------------------------------------------------------------------------------ */

/* What is still to be filled in, from the top; NULL if all is there. */
static const char *
find_missing (FielByHandPage *self)
{
  guint reason = get_reason (self);
  g_autofree char *words = get_entered (self->words);
  g_autofree char *manager = get_manager (self);

  if (!gtk_check_button_get_active (self->charged) && !gtk_check_button_get_active (self->not_charged))
    return _("Say first what happened.");
  if (reason == G_N_ELEMENTS (reasons))
    return _("Say how you know.");
  if (reason == G_N_ELEMENTS (reasons) - 1 && *words == '\0')
    return _("Write the reason in your own words.");
  if (*manager == '\0')
    return fiel_pin_approval_get_used (self->pin) ? fiel_pin_approval_find_missing (self->pin)
                                                  : _("Write the manager’s name.");
  return NULL;
}

static void
update_form (FielByHandPage *self)
{
  const char *missing = find_missing (self);

  gtk_label_set_text (self->missing, missing != NULL ? missing : "");
  gtk_widget_set_visible (GTK_WIDGET (self->missing), missing != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "hand.look", missing == NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->go_on), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  missing != NULL ? missing : "", -1);
}

/* (transfer full): the reason as it is recorded */
static char *
describe_reason (FielByHandPage *self)
{
  guint reason = get_reason (self);
  g_autofree char *words = get_entered (self->words);

  if (reason == G_N_ELEMENTS (reasons) - 1)
    return g_steal_pointer (&words);
  if (*words == '\0')
    return g_strdup (_(reasons[reason]));
  return g_strdup_printf ("%s: %s", _(reasons[reason]), words);
}

static void
words_entered_cb (FielByHandPage *self)
{
  gtk_widget_grab_focus (fiel_pin_approval_get_used (self->pin) ? GTK_WIDGET (self->pin)
                                                                : GTK_WIDGET (self->manager));
}

static void
manager_entered_cb (FielByHandPage *self)
{
  if (gtk_widget_is_sensitive (self->go_on))
    gtk_widget_grab_focus (self->go_on);
}

static void
scroll_to_top (FielByHandPage *self)
{
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
}

static void
show_form (FielByHandPage *self)
{
  gtk_stack_set_visible_child (self->steps, self->form);
  scroll_to_top (self);
  fiel_by_hand_page_focus_title (self);
}

static void
look_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FielByHandPage *self = FIEL_BY_HAND_PAGE (widget);
  g_autofree char *manager = get_manager (self);
  g_autofree char *reason = describe_reason (self);

  gtk_stack_set_visible_child (self->steps, GTK_WIDGET (self->look));
  fiel_second_look_begin (self->look, gtk_check_button_get_active (self->charged), reason, manager);
}

static void
confirmed_cb (FielByHandPage *self, const char *witness)
{
  g_autofree char *manager = get_manager (self);
  g_autofree char *reason = describe_reason (self);

  gtk_widget_activate_action (GTK_WIDGET (self), "win.record-by-hand", "(bsss)",
                              gtk_check_button_get_active (self->charged), reason, manager, witness);
}

static void
set_check_words (GtkCheckButton *button, const char *words)
{
  gtk_check_button_set_label (button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

static void
update_answers (FielByHandPage *self)
{
  gboolean back = fiel_wording_is_return (fiel_attempt_get_kind (self->attempt));

  set_check_words (self->charged, back ? _("The money was returned") : _("The customer was charged"));
  set_check_words (self->not_charged, back ? _("The money was not returned") : _("The customer was not charged"));
}

static void
clear (FielByHandPage *self)
{
  gtk_check_button_set_active (self->charged, FALSE);
  gtk_check_button_set_active (self->not_charged, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    gtk_check_button_set_active (self->reason_buttons[i], FALSE);
  gtk_editable_set_text (self->words, "");
  gtk_editable_set_text (self->manager, "");
  fiel_pin_approval_clear (self->pin);
  gtk_stack_set_visible_child (self->steps, self->form);
  scroll_to_top (self);
  update_form (self);
}

static void
add_reason (FielByHandPage *self, guint i)
{
  GtkWidget *button = gtk_check_button_new_with_label (_(reasons[i]));

  fiel_check_label_wrap (GTK_CHECK_BUTTON (button));
  gtk_check_button_set_group (GTK_CHECK_BUTTON (button), i > 0 ? self->reason_buttons[0] : NULL);
  gtk_widget_add_css_class (button, "fiel-check");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _(reasons[i]), -1);
  g_signal_connect_object (button, "toggled", G_CALLBACK (update_form), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->reasons), button);
  self->reason_buttons[i] = GTK_CHECK_BUTTON (button);
}

static void
fiel_by_hand_page_dispose (GObject *object)
{
  FielByHandPage *self = FIEL_BY_HAND_PAGE (object);

  g_clear_object (&self->attempt);
  g_clear_pointer (&self->page, gtk_widget_unparent);

  G_OBJECT_CLASS (fiel_by_hand_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (FIEL_TYPE_FIT_LAYOUT);
  g_type_ensure (FIEL_TYPE_PAIR_LAYOUT);
  g_type_ensure (FIEL_TYPE_PIN_APPROVAL);
  g_type_ensure (FIEL_TYPE_SECOND_LOOK);
  g_type_ensure (FIEL_TYPE_TITLE);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/fielpos/Fiel/ui/fiel-by-hand-page.ui");
  gtk_widget_class_bind_template_child (widget_class, FielByHandPage, page);
  gtk_widget_class_bind_template_child (widget_class, FielByHandPage, title_clamp);
  gtk_widget_class_bind_template_child (widget_class, FielByHandPage, form_clamp);
  gtk_widget_class_bind_template_child (widget_class, FielByHandPage, foot_clamp);
  gtk_widget_class_bind_template_child (widget_class, FielByHandPage, title);
  gtk_widget_class_bind_template_child (widget_class, FielByHandPage, amount);
  gtk_widget_class_bind_template_child (widget_class, FielByHandPage, place);
  gtk_widget_class_bind_template_child (widget_class, FielByHandPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, FielByHandPage, steps);
  gtk_widget_class_bind_template_child (widget_class, FielByHandPage, form);
  gtk_widget_class_bind_template_child (widget_class, FielByHandPage, charged);
  gtk_widget_class_bind_template_child (widget_class, FielByHandPage, not_charged);
  gtk_widget_class_bind_template_child (widget_class, FielByHandPage, reasons);
  gtk_widget_class_bind_template_child (widget_class, FielByHandPage, words);
  gtk_widget_class_bind_template_child (widget_class, FielByHandPage, manager);
  gtk_widget_class_bind_template_child (widget_class, FielByHandPage, pin);
  gtk_widget_class_bind_template_child (widget_class, FielByHandPage, missing);
  gtk_widget_class_bind_template_child (widget_class, FielByHandPage, go_on);
  gtk_widget_class_bind_template_child (widget_class, FielByHandPage, look);
  gtk_widget_class_bind_template_callback (widget_class, update_form);
  gtk_widget_class_bind_template_callback (widget_class, words_entered_cb);
  gtk_widget_class_bind_template_callback (widget_class, manager_entered_cb);
  gtk_widget_class_bind_template_callback (widget_class, confirmed_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_form);
}

static void
fiel_by_hand_page_class_init (FielByHandPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fiel_by_hand_page_dispose;

  gtk_widget_class_install_action (widget_class, "hand.look", NULL, look_action);

  bind_template (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
fiel_by_hand_page_init (FielByHandPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fiel_text_clamp_follow (self->title_clamp);
  fiel_text_clamp_follow (self->form_clamp);
  fiel_text_clamp_follow (self->foot_clamp);
  fiel_stack_voice_follow (self->steps);

  fiel_check_label_wrap (self->charged);
  fiel_check_label_wrap (self->not_charged);
  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    add_reason (self, i);
  update_form (self);
}

void
fiel_by_hand_page_set_clock (FielByHandPage *self, FielClock *clock)
{
  g_return_if_fail (FIEL_IS_BY_HAND_PAGE (self));

  fiel_second_look_set_clock (self->look, clock);
}

void
fiel_by_hand_page_set_engine (FielByHandPage *self, FielEngine *engine)
{
  g_return_if_fail (FIEL_IS_BY_HAND_PAGE (self));

  fiel_pin_approval_set_engine (self->pin, engine);
  gtk_widget_set_visible (GTK_WIDGET (self->manager), !fiel_pin_approval_get_used (self->pin));
  fiel_second_look_set_engine (self->look, engine);
}

void
fiel_by_hand_page_set_attempt (FielByHandPage *self, FielAttempt *attempt, const FielNumberStyle *style)
{
  g_autofree char *money = NULL;
  g_autofree char *place = NULL;
  g_autofree char *words = NULL;
  g_autofree char *spoken = NULL;

  g_return_if_fail (FIEL_IS_BY_HAND_PAGE (self));
  g_return_if_fail (attempt == NULL || (FIEL_IS_ATTEMPT (attempt) && style != NULL));

  if (self->attempt == attempt && self->style == style)
    return;

  g_set_object (&self->attempt, attempt);
  self->style = style;
  fiel_second_look_set_attempt (self->look, attempt, style);
  fiel_pin_approval_ask (self->pin, FIEL_ACT_RECORD_BY_HAND, attempt != NULL ? fiel_attempt_get_id (attempt) : NULL,
                         NULL);
  clear (self);
  if (attempt == NULL)
    return;

  update_answers (self);
  money = fiel_figure_money (fiel_attempt_get_amount (attempt), style);
  place = fiel_payment_text_place (attempt);
  words = fiel_payment_text_words (fiel_attempt_get_amount (attempt));
  /* Translators: spoken title of a page: a manager records a payment’s result */
  spoken = g_strdup_printf ("%s. %s, %s", _("Record by hand"), words, place);
  gtk_label_set_text (self->amount, money);
  gtk_label_set_text (self->place, place);
  fiel_title_set_words (self->title, spoken);
}

void
fiel_by_hand_page_focus_title (FielByHandPage *self)
{
  g_return_if_fail (FIEL_IS_BY_HAND_PAGE (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->title));
}

gboolean
fiel_by_hand_page_go_back (FielByHandPage *self)
{
  g_return_val_if_fail (FIEL_IS_BY_HAND_PAGE (self), FALSE);

  if (gtk_stack_get_visible_child (self->steps) == self->form)
    return FALSE;

  show_form (self);

  return TRUE;
}

void
fiel_by_hand_page_set_note (FielByHandPage *self, const char *note)
{
  g_return_if_fail (FIEL_IS_BY_HAND_PAGE (self));

  fiel_second_look_set_note (self->look, note);
}
