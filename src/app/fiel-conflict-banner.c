/* fiel-conflict-banner.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-conflict-banner.h"

#include "fiel-contradiction-wording.h"
#include "fiel-text-scale.h"

/* FielConflictBanner: what was recorded and what was said later do not agree. Neither replaces the other; a person has
 * to act, and is told how before the story: where there is room for one of the two, it is that. */

struct _FielConflictBanner
{
  GtkWidget parent_instance;

  FielAttempt *attempt;            /* owned, nullable */
  GSignalGroup *attempt_signals;   /* owned */

  /* template children */
  GtkWidget *body;
  GtkWidget *icon;
  GtkLabel *headline;
  GtkLabel *story;
  GtkLabel *advice;
};

G_DEFINE_FINAL_TYPE (FielConflictBanner, fiel_conflict_banner, GTK_TYPE_WIDGET)

static void
update (FielConflictBanner *self)
{
  gboolean applies = self->attempt != NULL && fiel_attempt_get_conflict (self->attempt);
  g_autofree char *story = NULL;
  g_autofree char *spoken = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), applies);
  if (!applies)
    return;

  story = fiel_contradiction_wording_story (self->attempt);
  spoken = fiel_conflict_banner_describe (self->attempt);
  gtk_label_set_text (self->headline, fiel_contradiction_wording_title (self->attempt));
  gtk_label_set_text (self->story, story);
  gtk_label_set_text (self->advice, fiel_contradiction_wording_advice (self->attempt));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
fiel_conflict_banner_dispose (GObject *object)
{
  FielConflictBanner *self = FIEL_CONFLICT_BANNER (object);

  g_clear_object (&self->attempt_signals);
  g_clear_object (&self->attempt);
  g_clear_pointer (&self->body, gtk_widget_unparent);

  G_OBJECT_CLASS (fiel_conflict_banner_parent_class)->dispose (object);
}

static void
fiel_conflict_banner_class_init (FielConflictBannerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fiel_conflict_banner_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/fielpos/Fiel/ui/fiel-conflict-banner.ui");
  gtk_widget_class_bind_template_child (widget_class, FielConflictBanner, body);
  gtk_widget_class_bind_template_child (widget_class, FielConflictBanner, icon);
  gtk_widget_class_bind_template_child (widget_class, FielConflictBanner, headline);
  gtk_widget_class_bind_template_child (widget_class, FielConflictBanner, story);
  gtk_widget_class_bind_template_child (widget_class, FielConflictBanner, advice);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ALERT);
}

static void
fiel_conflict_banner_init (FielConflictBanner *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fiel_text_scale_make_room (self->icon);

  self->attempt_signals = g_signal_group_new (FIEL_TYPE_ATTEMPT);
  g_signal_group_connect_swapped (self->attempt_signals, "notify", G_CALLBACK (update), self);
  update (self);
}

void
fiel_conflict_banner_set_attempt (FielConflictBanner *self, FielAttempt *attempt)
{
  g_return_if_fail (FIEL_IS_CONFLICT_BANNER (self));
  g_return_if_fail (attempt == NULL || FIEL_IS_ATTEMPT (attempt));

  if (!g_set_object (&self->attempt, attempt))
    return;

  g_signal_group_set_target (self->attempt_signals, attempt);
  update (self);
}

char *
fiel_conflict_banner_describe (FielAttempt *attempt)
{
  g_autofree char *story = NULL;

  g_return_val_if_fail (FIEL_IS_ATTEMPT (attempt), NULL);

  story = fiel_contradiction_wording_story (attempt);

  return g_strdup_printf ("%s. %s %s", fiel_contradiction_wording_title (attempt),
                          fiel_contradiction_wording_advice (attempt), story);
}
