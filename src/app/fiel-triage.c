/* fiel-triage.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-triage.h"

#include "fiel-announce.h"
#include "fiel-fit-layout.h"
#include "fiel-sighting-cards.h"
#include "fiel-slip-panel.h"
#include "fiel-stack-voice.h"
#include "fiel-title.h"
#include "fiel-wording.h"

/* FielTriage: three steps in one place: what does the terminal show, which code is on the slip, and what the answer
 * means. An answer decides nothing about the money: it is kept, and the provider is asked at once. */

struct _FielTriage
{
  GtkWidget parent_instance;

  FielAttempt *attempt;            /* owned, nullable */
  GSignalGroup *attempt_signals;   /* owned */

  /* template children */
  GtkStack *steps;
  FielSightingCards *cards;
  FielSlipPanel *slip;
  GtkWidget *answer;
  FielTitle *answer_title;
  GtkImage *answer_icon;
  GtkLabel *answer_headline;
  GtkLabel *answer_text;
};

G_DEFINE_FINAL_TYPE (FielTriage, fiel_triage, GTK_TYPE_WIDGET)

static gboolean
shows (FielTriage *self, gpointer step)
{
  return gtk_stack_get_visible_child (self->steps) == GTK_WIDGET (step);
}

/* A terminal that waited when somebody looked has gone on since: that answer asks to look again. */
static gboolean
is_answered (FielTriage *self)
{
  FielSighting sighting = fiel_attempt_get_sighting (self->attempt);

  return sighting != FIEL_SIGHTING_NONE && sighting != FIEL_SIGHTING_WAITING;
}

static void
update_answer (FielTriage *self)
{
  gboolean nothing = fiel_attempt_get_sighting (self->attempt) == FIEL_SIGHTING_NOTHING;
  g_autofree char *headline = fiel_wording_sighting_headline (self->attempt);
  g_autofree char *advice = fiel_wording_sighting_advice (self->attempt);
  g_autofree char *spoken = g_strdup_printf ("%s. %s", headline, advice);

  gtk_image_set_from_icon_name (self->answer_icon, nothing ? "fiel-terminal-symbolic" : "fiel-wait-symbolic");
  gtk_label_set_text (self->answer_headline, headline);
  gtk_label_set_text (self->answer_text, advice);
  fiel_title_set_words (self->answer_title, spoken);
}

static void
update (FielTriage *self)
{
  gboolean waiting;
  g_autofree char *earlier = NULL;

  if (self->attempt == NULL)
    return;

  waiting = fiel_attempt_get_sighting (self->attempt) == FIEL_SIGHTING_WAITING;
  earlier = waiting ? fiel_wording_sighting_headline (self->attempt) : NULL;
  fiel_sighting_cards_set_earlier (self->cards, earlier);
  if (is_answered (self))
    update_answer (self);
}

static void
show_cards (FielTriage *self)
{
  gtk_stack_set_visible_child (self->steps, GTK_WIDGET (self->cards));
}

/* Whoever answered hears what it means, and the focus does not fall out of the step that left. */
static void
show_answer (FielTriage *self)
{
  if (shows (self, self->answer))
    return;

  gtk_stack_set_visible_child (self->steps, self->answer);
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  gtk_widget_grab_focus (GTK_WIDGET (self->answer_title));
  fiel_announce (GTK_WIDGET (self), gtk_label_get_text (self->answer_headline), FALSE);
}

static void
sighting_cb (FielTriage *self)
{
  update (self);
  if (is_answered (self))
    show_answer (self);
  else
    show_cards (self);
}

static void
note (FielTriage *self, FielSighting sighting, const char *code)
{
  gboolean same = fiel_attempt_get_sighting (self->attempt) == sighting
                  && g_strcmp0 (fiel_attempt_get_slip_code (self->attempt), code) == 0;

  gtk_widget_activate_action (GTK_WIDGET (self), "win.note-sighting", "(us)", (guint) sighting,
                              code != NULL ? code : "");

  /* The same answer as before is not notified. */
  if (same && self->attempt != NULL)
    sighting_cb (self);
}

static void
ask_for_code (FielTriage *self, const char *code)
{
  gtk_stack_set_visible_child (self->steps, GTK_WIDGET (self->slip));
  fiel_slip_panel_ask (self->slip, code);
}

static void
chosen_cb (FielTriage *self, guint sighting)
{
  if (sighting == FIEL_SIGHTING_APPROVED)
    ask_for_code (self, fiel_attempt_get_slip_code (self->attempt));
  else
    note (self, (FielSighting) sighting, NULL);
}

static void
slip_saved_cb (FielTriage *self, const char *code)
{
  note (self, FIEL_SIGHTING_APPROVED, code);
}

static void
ask_again (FielTriage *self)
{
  show_cards (self);
  fiel_sighting_cards_focus_first (self->cards);
}

static void
change_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ask_again (FIEL_TRIAGE (widget));
}

static void
fiel_triage_dispose (GObject *object)
{
  FielTriage *self = FIEL_TRIAGE (object);

  g_clear_object (&self->attempt_signals);
  g_clear_object (&self->attempt);
  if (self->steps != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->steps)));

  G_OBJECT_CLASS (fiel_triage_parent_class)->dispose (object);
}

static void
fiel_triage_class_init (FielTriageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fiel_triage_dispose;

  g_type_ensure (FIEL_TYPE_FIT_LAYOUT);
  g_type_ensure (FIEL_TYPE_SIGHTING_CARDS);
  g_type_ensure (FIEL_TYPE_SLIP_PANEL);
  g_type_ensure (FIEL_TYPE_TITLE);

  gtk_widget_class_install_action (widget_class, "triage.change", NULL, change_action);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/fielpos/Fiel/ui/fiel-triage.ui");
  gtk_widget_class_bind_template_child (widget_class, FielTriage, steps);
  gtk_widget_class_bind_template_child (widget_class, FielTriage, cards);
  gtk_widget_class_bind_template_child (widget_class, FielTriage, slip);
  gtk_widget_class_bind_template_child (widget_class, FielTriage, answer);
  gtk_widget_class_bind_template_child (widget_class, FielTriage, answer_title);
  gtk_widget_class_bind_template_child (widget_class, FielTriage, answer_icon);
  gtk_widget_class_bind_template_child (widget_class, FielTriage, answer_headline);
  gtk_widget_class_bind_template_child (widget_class, FielTriage, answer_text);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, slip_saved_cb);
  gtk_widget_class_bind_template_callback (widget_class, ask_again);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
fiel_triage_init (FielTriage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fiel_stack_voice_follow (self->steps);

  self->attempt_signals = g_signal_group_new (FIEL_TYPE_ATTEMPT);
  g_signal_group_connect_swapped (self->attempt_signals, "notify", G_CALLBACK (update), self);
  g_signal_group_connect_swapped (self->attempt_signals, "notify::sighting", G_CALLBACK (sighting_cb), self);
  g_signal_group_connect_swapped (self->attempt_signals, "notify::slip-code", G_CALLBACK (sighting_cb), self);
}

void
fiel_triage_set_attempt (FielTriage *self, FielAttempt *attempt)
{
  g_return_if_fail (FIEL_IS_TRIAGE (self));
  g_return_if_fail (attempt == NULL || FIEL_IS_ATTEMPT (attempt));

  if (!g_set_object (&self->attempt, attempt))
    return;

  g_signal_group_set_target (self->attempt_signals, attempt);
  if (attempt == NULL)
    return;

  fiel_sighting_cards_set_is_return (self->cards, fiel_wording_is_return (fiel_attempt_get_kind (attempt)));
  update (self);
  gtk_stack_set_visible_child (self->steps, is_answered (self) ? self->answer : GTK_WIDGET (self->cards));
}

void
fiel_triage_set_narrow (FielTriage *self, gboolean narrow)
{
  g_return_if_fail (FIEL_IS_TRIAGE (self));

  fiel_sighting_cards_set_narrow (self->cards, narrow);
}

void
fiel_triage_take_scan (FielTriage *self, const char *code)
{
  g_return_if_fail (FIEL_IS_TRIAGE (self));
  g_return_if_fail (code != NULL);

  if (self->attempt != NULL)
    ask_for_code (self, code);
}

gboolean
fiel_triage_go_back (FielTriage *self)
{
  g_return_val_if_fail (FIEL_IS_TRIAGE (self), FALSE);

  if (self->attempt == NULL)
    return FALSE;

  if (shows (self, self->slip))
    {
      ask_again (self);
      return TRUE;
    }
  if (shows (self, self->cards) && is_answered (self))
    {
      show_answer (self);
      return TRUE;
    }

  return FALSE;
}

void
fiel_triage_press_digit (FielTriage *self, guint digit)
{
  g_return_if_fail (FIEL_IS_TRIAGE (self));

  if (self->attempt != NULL && shows (self, self->cards))
    fiel_sighting_cards_press_digit (self->cards, digit);
}
