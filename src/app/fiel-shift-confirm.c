/* fiel-shift-confirm.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-shift-confirm.h"

#include "fiel-announce.h"
#include "fiel-fit-layout.h"
#include "fiel-pin-approval.h"
#include "fiel-press-guard.h"
#include "fiel-reveal.h"
#include "fiel-shift-words.h"
#include "fiel-text-clamp.h"

#include <glib/gi18n.h>
#include <inttypes.h>

struct _FielShiftConfirm
{
  GtkWidget parent_instance;

  FielEngine *engine;              /* owned, nullable */
  FielShiftCheck *check;           /* owned, nullable */
  GSignalGroup *check_signals;     /* owned */
  FielPressGuard press;
  gboolean closing;

  /* template children */
  GtkWidget *body;
  AdwClamp *clamp;
  AdwClamp *foot_clamp;
  GtkLabel *heading;
  GtkLabel *consequence;
  GtkWidget *passing;
  GtkLabel *passing_words;
  GtkLabel *passes;
  GtkWidget *carrying;
  GtkLabel *carrying_words;
  GtkLabel *carried;
  GtkWidget *approving;
  GtkEditable *manager;
  FielPinApproval *pin;
  GtkLabel *missing;
  GtkLabel *trouble;
  GtkWidget *not_yet;
  GtkWidget *close;
  GtkLabel *close_words;
};

G_DEFINE_FINAL_TYPE (FielShiftConfirm, fiel_shift_confirm, GTK_TYPE_WIDGET)

enum
{
  CONFIRMED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static char *
get_manager (FielShiftConfirm *self)
{
  const char *approved = fiel_pin_approval_get_name (self->pin);

  if (fiel_pin_approval_get_used (self->pin))
    return g_strdup (approved != NULL ? approved : "");

  return g_strstrip (g_strdup (gtk_editable_get_text (self->manager)));
}

/* Who may close: the one place of this page where it is decided; the engine asks once more. */
static const char *
find_missing (FielShiftConfirm *self)
{
  g_autofree char *manager = get_manager (self);

  if (self->check == NULL || self->closing)
    return "";
  if (fiel_shift_check_get_obstacle (self->check) != NULL)
    return fiel_shift_check_get_obstacle (self->check);
  if (!fiel_shift_check_get_can_close (self->check))
    return _("The shift is still being checked");
  if (fiel_shift_check_get_needs_approver (self->check) && *manager == '\0')
    return fiel_pin_approval_get_used (self->pin) ? fiel_pin_approval_find_missing (self->pin)
                                                  : _("The name of the manager is missing");

  return NULL;
}

static char *
list_passes (FielShiftConfirm *self)
{
  GListModel *items = fiel_shift_check_get_items (self->check);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (FielShiftItem) item = g_list_model_get_item (items, i);
      const char *detail = fiel_shift_item_get_detail (item);

      if (fiel_shift_item_get_state (item) != FIEL_SHIFT_ITEM_PASSABLE
          || fiel_shift_item_get_kind (item) == FIEL_SHIFT_ITEM_UNRESOLVED)
        continue;
      g_string_append_printf (text, "%s• %s%s%s", text->len > 0 ? "\n" : "", fiel_shift_item_get_title (item),
                              *detail != '\0' ? ": " : "", detail);
    }

  return g_string_free (text, FALSE);
}

static char *
list_carried (FielShiftConfirm *self)
{
  FielProfile *profile = fiel_engine_get_profile (self->engine);
  const FielNumberStyle *style = fiel_profile_get_number_style (profile);
  g_autoptr (GPtrArray) unresolved = fiel_shift_check_list_unresolved (self->check);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < unresolved->len; i++)
    {
      FielAttempt *attempt = g_ptr_array_index (unresolved, i);
      g_autofree char *words = fiel_shift_words_payment (attempt, fiel_profile_get_currency (profile), style);

      /* Translators: an amount with its time and terminal, then the number of a ticket. */
      g_string_append_printf (text, text->len > 0 ? "\n• " : "• ");
      /* Translators: state and amount of a payment, the ticket’s reference. */
      g_string_append_printf (text, _("%s · ticket %s"), words, fiel_attempt_get_reference (attempt));
    }

  return g_string_free (text, FALSE);
}

/* Another line that has to be let pass is another question to the manager. */
static void
ask_manager (FielShiftConfirm *self)
{
  g_autofree char *subject = NULL;

  if (self->check != NULL && fiel_shift_check_get_needs_approver (self->check))
    subject = fiel_shift_check_make_subject (self->check);
  fiel_pin_approval_ask (self->pin, FIEL_ACT_APPROVE_CLOSE, subject,
                         self->engine != NULL ? fiel_people_get_actor (fiel_engine_get_people (self->engine)) : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->manager), !fiel_pin_approval_get_used (self->pin));
}

/* The whole question, as it stands on the page. */
static char *
describe (FielShiftConfirm *self)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%s. %s", gtk_label_get_text (self->heading), gtk_label_get_text (self->consequence));
  if (gtk_widget_get_visible (self->carrying))
    g_string_append_printf (text, "\n%s\n%s", gtk_label_get_text (self->carrying_words),
                            gtk_label_get_text (self->carried));
  if (gtk_widget_get_visible (self->passing))
    g_string_append_printf (text, "\n%s\n%s", gtk_label_get_text (self->passing_words),
                            gtk_label_get_text (self->passes));

  return g_string_free (text, FALSE);
}

/* Whatever has the focus is read out with it. */
static void
update_spoken (FielShiftConfirm *self)
{
  g_autofree char *question = describe (self);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_text (self->heading), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, question,
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->not_yet), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, question, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->manager), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, question, -1);
}

static void
update (FielShiftConfirm *self)
{
  FielShiftPicture *picture = self->check != NULL ? fiel_shift_check_get_picture (self->check) : NULL;
  const char *missing = NULL;
  g_autofree char *passes = NULL;
  g_autofree char *carried = NULL;
  g_autofree char *heading = NULL;

  ask_manager (self);
  missing = find_missing (self);
  gtk_widget_set_sensitive (self->close, missing == NULL);
  if (picture == NULL)
    return;

  passes = list_passes (self);
  carried = list_carried (self);
  /* Translators: the number of the shift. */
  heading = g_strdup_printf (_("Close shift %" PRId64), picture->number);
  gtk_label_set_text (self->heading, heading);
  gtk_label_set_text (self->close_words, heading);
  gtk_label_set_text (self->passes, passes);
  gtk_widget_set_visible (self->passing, *passes != '\0');
  gtk_label_set_text (self->carried, carried);
  gtk_widget_set_visible (self->carrying, *carried != '\0');
  gtk_widget_set_visible (self->approving, fiel_shift_check_get_needs_approver (self->check));
  gtk_label_set_text (self->missing, missing != NULL ? missing : "");
  gtk_widget_set_visible (GTK_WIDGET (self->missing), missing != NULL && *missing != '\0');
  update_spoken (self);
}

static void
manager_changed_cb (FielShiftConfirm *self)
{
  update (self);
}

/* A scan that lands in the field ends with this key as well: it must close nothing. */
static void
manager_activated_cb (FielShiftConfirm *self)
{
  if (gtk_widget_is_sensitive (self->close))
    gtk_widget_grab_focus (self->close);
}

static void
close_clicked_cb (FielShiftConfirm *self)
{
  g_autofree char *manager = get_manager (self);
  gint64 now_us = fiel_clock_get_boot_us (fiel_engine_get_clock (self->engine));

  if (find_missing (self) != NULL || !fiel_press_guard_accept (&self->press, now_us))
    return;

  fiel_shift_confirm_set_trouble (self, NULL);
  g_signal_emit (self, signals[CONFIRMED], 0, fiel_shift_check_get_needs_approver (self->check) ? manager : NULL);
}

static void
fiel_shift_confirm_dispose (GObject *object)
{
  FielShiftConfirm *self = FIEL_SHIFT_CONFIRM (object);

  g_clear_object (&self->check_signals);
  g_clear_object (&self->check);
  g_clear_object (&self->engine);
  g_clear_pointer (&self->body, gtk_widget_unparent);

  G_OBJECT_CLASS (fiel_shift_confirm_parent_class)->dispose (object);
}

static void
fiel_shift_confirm_class_init (FielShiftConfirmClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fiel_shift_confirm_dispose;

  signals[CONFIRMED] = g_signal_new ("confirmed", FIEL_TYPE_SHIFT_CONFIRM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (FIEL_TYPE_PIN_APPROVAL);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/fielpos/Fiel/ui/fiel-shift-confirm.ui");
  gtk_widget_class_bind_template_child (widget_class, FielShiftConfirm, body);
  gtk_widget_class_bind_template_child (widget_class, FielShiftConfirm, clamp);
  gtk_widget_class_bind_template_child (widget_class, FielShiftConfirm, foot_clamp);
  gtk_widget_class_bind_template_child (widget_class, FielShiftConfirm, heading);
  gtk_widget_class_bind_template_child (widget_class, FielShiftConfirm, consequence);
  gtk_widget_class_bind_template_child (widget_class, FielShiftConfirm, passing);
  gtk_widget_class_bind_template_child (widget_class, FielShiftConfirm, passing_words);
  gtk_widget_class_bind_template_child (widget_class, FielShiftConfirm, passes);
  gtk_widget_class_bind_template_child (widget_class, FielShiftConfirm, carrying);
  gtk_widget_class_bind_template_child (widget_class, FielShiftConfirm, carrying_words);
  gtk_widget_class_bind_template_child (widget_class, FielShiftConfirm, carried);
  gtk_widget_class_bind_template_child (widget_class, FielShiftConfirm, approving);
  gtk_widget_class_bind_template_child (widget_class, FielShiftConfirm, manager);
  gtk_widget_class_bind_template_child (widget_class, FielShiftConfirm, pin);
  gtk_widget_class_bind_template_child (widget_class, FielShiftConfirm, missing);
  gtk_widget_class_bind_template_child (widget_class, FielShiftConfirm, trouble);
  gtk_widget_class_bind_template_child (widget_class, FielShiftConfirm, not_yet);
  gtk_widget_class_bind_template_child (widget_class, FielShiftConfirm, close);
  gtk_widget_class_bind_template_child (widget_class, FielShiftConfirm, close_words);
  gtk_widget_class_bind_template_callback (widget_class, manager_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, manager_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_clicked_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
fiel_shift_confirm_init (FielShiftConfirm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fiel_text_clamp_follow (self->clamp);
  fiel_text_clamp_follow (self->foot_clamp);
  self->check_signals = g_signal_group_new (FIEL_TYPE_SHIFT_CHECK);
  g_signal_group_connect_swapped (self->check_signals, "changed", G_CALLBACK (update), self);
}

void
fiel_shift_confirm_set_check (FielShiftConfirm *self, FielShiftCheck *check, FielEngine *engine)
{
  g_return_if_fail (FIEL_IS_SHIFT_CONFIRM (self));
  g_return_if_fail ((check == NULL) == (engine == NULL));

  g_set_object (&self->check, check);
  g_set_object (&self->engine, engine);
  fiel_pin_approval_set_engine (self->pin, engine);
  g_signal_group_set_target (self->check_signals, check);
  gtk_editable_set_text (self->manager, "");
  fiel_shift_confirm_set_trouble (self, NULL);
  update (self);
}

void
fiel_shift_confirm_set_trouble (FielShiftConfirm *self, const char *words)
{
  g_return_if_fail (FIEL_IS_SHIFT_CONFIRM (self));

  gtk_label_set_text (self->trouble, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), words != NULL);
  if (words != NULL)
    fiel_announce (GTK_WIDGET (self), words, FALSE);
}

void
fiel_shift_confirm_set_closing (FielShiftConfirm *self, gboolean closing)
{
  g_return_if_fail (FIEL_IS_SHIFT_CONFIRM (self));

  self->closing = closing;
  update (self);
}

/* The button is never what Enter falls on by itself. */
void
fiel_shift_confirm_grab_focus (FielShiftConfirm *self)
{
  g_autofree char *question = NULL;

  g_return_if_fail (FIEL_IS_SHIFT_CONFIRM (self));

  question = describe (self);
  fiel_announce (GTK_WIDGET (self), question, FALSE);
  if (self->engine != NULL)
    fiel_press_guard_hold (&self->press, fiel_clock_get_boot_us (fiel_engine_get_clock (self->engine)));
  if (!gtk_widget_get_visible (self->approving))
    {
      gtk_widget_grab_focus (self->not_yet);
      return;
    }

  gtk_widget_grab_focus (fiel_pin_approval_get_used (self->pin) ? GTK_WIDGET (self->pin)
                                                                : GTK_WIDGET (self->manager));
  fiel_reveal (self->approving, self->approving);
}
