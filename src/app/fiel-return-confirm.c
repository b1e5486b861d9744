/* fiel-return-confirm.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-return-confirm.h"

#include "fiel-announce.h"
#include "fiel-fit-layout.h"
#include "fiel-press-guard.h"
#include "fiel-text-clamp.h"
#include "fiel-text-scale.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* FielReturnConfirm: amount, card and terminal once more, with the focus on "Back". Only its red button returns money,
 * once: a second press meets a guard that is deaf, then an action that is off. The journal's own rules come after
 * both. */

struct _FielReturnConfirm
{
  GtkWidget parent_instance;

  FielEngine *engine;         /* owned, nullable */
  FielRefundOrder *order;     /* owned, nullable: nothing is asked */
  FielPressGuard press;
  gint64 deaf_until_us;
  gboolean sending;

  /* template children */
  GtkWidget *body;
  AdwClamp *words_clamp;
  AdwClamp *foot_clamp;
  GtkWidget *icon;
  GtkLabel *question;
  GtkLabel *how;
  GtkLabel *reasons;
  GtkLabel *note;
  GtkWidget *back;
  GtkWidget *confirm;
  GtkLabel *confirm_amount;
  GtkLabel *confirm_place;
};

G_DEFINE_FINAL_TYPE (FielReturnConfirm, fiel_return_confirm, GTK_TYPE_WIDGET)

enum
{
  RETURNED,
  LEFT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
set_text (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

static gint64
get_now_us (FielReturnConfirm *self)
{
  return fiel_clock_get_boot_us (fiel_engine_get_clock (self->engine));
}

static void
set_note (FielReturnConfirm *self, const char *note, gboolean refused)
{
  set_text (self->note, note);
  if (refused)
    gtk_widget_add_css_class (GTK_WIDGET (self->note), "warn");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->note), "warn");
  if (note != NULL)
    fiel_announce (GTK_WIDGET (self), note, FALSE);
}

static void
update_actions (FielReturnConfirm *self)
{
  gboolean asked = self->engine != NULL && self->order != NULL && self->order->amount.minor > 0;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "confirm.return", asked && !self->sending);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "confirm.leave", !self->sending);
}

static void
refund_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FielReturnConfirm) self = FIEL_RETURN_CONFIRM (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (FielAttempt) attempt = fiel_refund_desk_refund_finish (FIEL_REFUND_DESK (source), result, &error);

  /* The till went to another store meanwhile: the attempt is that engine's business. */
  if (self->engine == NULL || fiel_engine_get_refund_desk (self->engine) != FIEL_REFUND_DESK (source))
    return;

  self->sending = FALSE;
  if (attempt != NULL)
    {
      set_note (self, NULL, FALSE);
      g_clear_pointer (&self->order, fiel_refund_order_free);
      update_actions (self);
      g_signal_emit (self, signals[RETURNED], 0, attempt);
      return;
    }

  /* What stands here is not what would happen: the way there is back over the offer. */
  if (g_error_matches (error, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_OFFER_CHANGED))
    g_clear_pointer (&self->order, fiel_refund_order_free);
  update_actions (self);
  set_note (self, error->message, TRUE);
  if (gtk_widget_get_mapped (self->back))
    gtk_widget_grab_focus (self->back);
}

static void
return_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FielReturnConfirm *self = FIEL_RETURN_CONFIRM (widget);
  FielRefundDesk *desk = fiel_engine_get_refund_desk (self->engine);
  gint64 now_us = get_now_us (self);

  if (desk == NULL || self->order == NULL || now_us < self->deaf_until_us
      || !fiel_press_guard_accept (&self->press, now_us))
    return;

  /* A terminal may have to be asked before anything can be written down. */
  self->sending = TRUE;
  set_note (self, _("Preparing the return. Nothing was sent yet…"), FALSE);
  update_actions (self);
  fiel_refund_desk_refund_async (desk, self->order, refund_cb, g_object_ref (self));
}

static void
leave_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[LEFT], 0);
}

static void
fiel_return_confirm_dispose (GObject *object)
{
  FielReturnConfirm *self = FIEL_RETURN_CONFIRM (object);

  g_clear_object (&self->engine);
  g_clear_pointer (&self->body, gtk_widget_unparent);

  G_OBJECT_CLASS (fiel_return_confirm_parent_class)->dispose (object);
}

static void
fiel_return_confirm_finalize (GObject *object)
{
  g_clear_pointer (&FIEL_RETURN_CONFIRM (object)->order, fiel_refund_order_free);

  G_OBJECT_CLASS (fiel_return_confirm_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (FIEL_TYPE_FIT_LAYOUT);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/fielpos/Fiel/ui/fiel-return-confirm.ui");
  gtk_widget_class_bind_template_child (widget_class, FielReturnConfirm, body);
  gtk_widget_class_bind_template_child (widget_class, FielReturnConfirm, words_clamp);
  gtk_widget_class_bind_template_child (widget_class, FielReturnConfirm, foot_clamp);
  gtk_widget_class_bind_template_child (widget_class, FielReturnConfirm, icon);
  gtk_widget_class_bind_template_child (widget_class, FielReturnConfirm, question);
  gtk_widget_class_bind_template_child (widget_class, FielReturnConfirm, how);
  gtk_widget_class_bind_template_child (widget_class, FielReturnConfirm, reasons);
  gtk_widget_class_bind_template_child (widget_class, FielReturnConfirm, note);
  gtk_widget_class_bind_template_child (widget_class, FielReturnConfirm, back);
  gtk_widget_class_bind_template_child (widget_class, FielReturnConfirm, confirm);
  gtk_widget_class_bind_template_child (widget_class, FielReturnConfirm, confirm_amount);
  gtk_widget_class_bind_template_child (widget_class, FielReturnConfirm, confirm_place);
}

static void
fiel_return_confirm_class_init (FielReturnConfirmClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = fiel_return_confirm_dispose;
  object_class->finalize = fiel_return_confirm_finalize;

  signals[RETURNED] = g_signal_new ("returned", FIEL_TYPE_RETURN_CONFIRM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, FIEL_TYPE_ATTEMPT);
  signals[LEFT] = g_signal_new ("left", FIEL_TYPE_RETURN_CONFIRM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "confirm.return", NULL, return_action);
  gtk_widget_class_install_action (widget_class, "confirm.leave", NULL, leave_action);

  bind_template (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
fiel_return_confirm_init (FielReturnConfirm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fiel_text_clamp_follow (self->words_clamp);
  fiel_text_clamp_follow (self->foot_clamp);
  fiel_text_scale_make_room (self->icon);
  update_actions (self);
}

void
fiel_return_confirm_set_engine (FielReturnConfirm *self, FielEngine *engine)
{
  g_return_if_fail (FIEL_IS_RETURN_CONFIRM (self));
  g_return_if_fail (engine == NULL || FIEL_IS_ENGINE (engine));

  if (!g_set_object (&self->engine, engine))
    return;

  self->sending = FALSE;
  g_clear_pointer (&self->order, fiel_refund_order_free);
  update_actions (self);
}

void
fiel_return_confirm_begin (FielReturnConfirm *self, const FielReturnQuestion *question, const FielRefundOrder *order)
{
  g_autofree char *button = NULL;

  g_return_if_fail (FIEL_IS_RETURN_CONFIRM (self));
  g_return_if_fail (self->engine != NULL && !self->sending);
  g_return_if_fail (question != NULL && order != NULL);

  g_clear_pointer (&self->order, fiel_refund_order_free);
  self->order = fiel_refund_order_copy (order);
  gtk_label_set_text (self->question, question->question);
  set_text (self->how, question->how);
  set_text (self->reasons, question->reasons);
  set_note (self, NULL, FALSE);
  gtk_label_set_text (self->confirm_amount, question->amount);
  gtk_label_set_text (self->confirm_place, question->place);
  button = g_strdup_printf ("%s %s", question->amount, question->place);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->confirm),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, button,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, question->spoken,
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->back), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  question->spoken, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->question), GTK_ACCESSIBLE_PROPERTY_LABEL, question->spoken, -1);

  self->deaf_until_us = get_now_us (self) + FIEL_RETURN_CONFIRM_DEAF_US;
  update_actions (self);
  fiel_announce (GTK_WIDGET (self), question->spoken, FALSE);
  gtk_widget_grab_focus (self->back);
}

gboolean
fiel_return_confirm_get_sending (FielReturnConfirm *self)
{
  g_return_val_if_fail (FIEL_IS_RETURN_CONFIRM (self), FALSE);

  return self->sending;
}
