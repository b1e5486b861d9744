/* fiel-drill-bar.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-drill-bar.h"

#include "fiel-announce.h"
#include "fiel-drill-wording.h"
#include "fiel-fit-layout.h"

#include <glib/gi18n.h>

/* FielDrillBar: above the till while a drill runs: what happens now, and what the cashier can do that is no card
 * payment. The till below is the real one; so are the mistakes. */

struct _FielDrillBar
{
  GtkWidget parent_instance;

  FielDrillCoach *coach;            /* owned, nullable */
  GSignalGroup *coach_signals;      /* owned */
  const char *said;                 /* static, nullable: the hint that was read out last */
  gboolean narrow;

  /* template children */
  GtkWidget *box;
  GtkLabel *title;
  GtkLabel *hint;
  GtkLabel *short_title;   /* beside the buttons, where these take a line of their own */
  GtkWidget *cash;
  GtkWidget *goods;
  GtkButton *end;
};

G_DEFINE_FINAL_TYPE (FielDrillBar, fiel_drill_bar, GTK_TYPE_WIDGET)

static const FielDrill *
get_drill (FielDrillBar *self)
{
  return self->coach != NULL ? fiel_drill_coach_get_drill (self->coach) : NULL;
}

static char *
describe_title (const FielDrill *drill)
{
  const char *name = fiel_drill_wording_title (drill->kind);
  g_autofree char *score = fiel_drill_wording_score (fiel_drill_count_right (drill), drill->n_steps);

  if (fiel_drill_is_over (drill))
    /* Translators: name of the drill, then "3 of 4 steps" */
    return g_strdup_printf (_("Drill: %s · %s"), name, score);
  return g_strdup_printf (_("Drill: %s"), name);
}

static void
update_buttons (FielDrillBar *self, const FielDrill *drill)
{
  gboolean over = fiel_drill_is_over (drill);
  gboolean charged = fiel_drill_get_verdict (drill, FIEL_DRILL_STEP_CHARGE) == FIEL_DRILL_VERDICT_RIGHT;
  gboolean offered = !over && charged && fiel_drill_is_about_cash (drill->kind);
  gboolean owed = offered && drill->ended && drill->moved;

  gtk_widget_set_visible (self->cash, offered && !drill->cash);
  gtk_widget_set_visible (self->goods, owed);
  gtk_widget_set_visible (GTK_WIDGET (self->short_title), self->narrow && ((offered && !drill->cash) || owed));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "drill.cash", offered && !drill->cash);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "drill.goods", owed);
  /* Translators: button: shows the report of a drill that is over */
  gtk_button_set_label (self->end, over ? _("See how it went")
                                        /* Translators: button: stops a drill (noun) under way */
                                        : _("End drill"));
}

static void
update (FielDrillBar *self)
{
  const FielDrill *drill = get_drill (self);
  g_autofree char *title = NULL;
  const char *hint;

  gtk_widget_set_visible (GTK_WIDGET (self), drill != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "drill.end", drill != NULL);
  if (drill == NULL)
    {
      self->said = NULL;
      return;
    }

  title = describe_title (drill);
  hint = fiel_drill_wording_hint (drill, fiel_drill_coach_get_can_stop (self->coach));
  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->short_title, fiel_drill_wording_title (drill->kind));
  gtk_label_set_text (self->hint, hint);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  update_buttons (self, drill);

  if (hint != self->said)
    fiel_announce (GTK_WIDGET (self), hint, FALSE);
  self->said = hint;
}

static void
cash_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  fiel_drill_coach_hear (FIEL_DRILL_BAR (widget)->coach, FIEL_DRILL_EVENT_CASH_TAKEN);
}

static void
goods_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  fiel_drill_coach_hear (FIEL_DRILL_BAR (widget)->coach, FIEL_DRILL_EVENT_GOODS_GIVEN);
}

static void
end_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FielDrillBar *self = FIEL_DRILL_BAR (widget);
  const FielDrill *drill = get_drill (self);
  FielDrillKind kind;

  g_return_if_fail (drill != NULL);

  kind = drill->kind;
  fiel_drill_coach_end (self->coach);
  gtk_widget_activate_action (widget, "win.show-drill-report", "u", (guint) kind);
}

static void
fiel_drill_bar_dispose (GObject *object)
{
  FielDrillBar *self = FIEL_DRILL_BAR (object);

  g_clear_object (&self->coach_signals);
  g_clear_object (&self->coach);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (fiel_drill_bar_parent_class)->dispose (object);
}

static void
fiel_drill_bar_class_init (FielDrillBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fiel_drill_bar_dispose;

  g_type_ensure (FIEL_TYPE_FIT_LAYOUT);

  gtk_widget_class_install_action (widget_class, "drill.cash", NULL, cash_action);
  gtk_widget_class_install_action (widget_class, "drill.goods", NULL, goods_action);
  gtk_widget_class_install_action (widget_class, "drill.end", NULL, end_action);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/fielpos/Fiel/ui/fiel-drill-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, FielDrillBar, box);
  gtk_widget_class_bind_template_child (widget_class, FielDrillBar, title);
  gtk_widget_class_bind_template_child (widget_class, FielDrillBar, hint);
  gtk_widget_class_bind_template_child (widget_class, FielDrillBar, short_title);
  gtk_widget_class_bind_template_child (widget_class, FielDrillBar, cash);
  gtk_widget_class_bind_template_child (widget_class, FielDrillBar, goods);
  gtk_widget_class_bind_template_child (widget_class, FielDrillBar, end);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_REGION);
}

static void
fiel_drill_bar_init (FielDrillBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->coach_signals = g_signal_group_new (FIEL_TYPE_DRILL_COACH);
  g_signal_group_connect_swapped (self->coach_signals, "changed", G_CALLBACK (update), self);
  update (self);
}

void
fiel_drill_bar_set_coach (FielDrillBar *self, FielDrillCoach *coach)
{
  g_return_if_fail (FIEL_IS_DRILL_BAR (self));
  g_return_if_fail (coach == NULL || FIEL_IS_DRILL_COACH (coach));

  if (!g_set_object (&self->coach, coach))
    return;

  g_signal_group_set_target (self->coach_signals, coach);
  update (self);
}

void
fiel_drill_bar_set_narrow (FielDrillBar *self, gboolean narrow)
{
  g_return_if_fail (FIEL_IS_DRILL_BAR (self));

  if (self->narrow == narrow)
    return;

  /* Beside one button the hint takes less height than above it: the keys of the till need what is left. */
  self->narrow = narrow;
  gtk_label_set_width_chars (self->hint, narrow ? 18 : 24);
  gtk_label_set_max_width_chars (self->hint, narrow ? 18 : 60);
  gtk_widget_set_visible (GTK_WIDGET (self->title), !narrow);
  update (self);
}
