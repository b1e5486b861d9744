/* fiel-probe-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-probe-row.h"

#include "fiel-announce.h"

#include "fiel-state-words.h"

#include <glib/gi18n.h>

/* FielProbeRow: one step of a probe: its state as a shape and a word, how long it took, and what to do if it failed. */

struct _FielProbeRow
{
  AdwActionRow parent_instance;

  FielProbeStep *step;      /* owned */
  GtkWidget *icon;          /* the row's */
};

G_DEFINE_FINAL_TYPE (FielProbeRow, fiel_probe_row, ADW_TYPE_ACTION_ROW)

typedef struct
{
  const char *icon_name;
  const char *style_class;
} Look;

static const Look looks[FIEL_N_PROBE_STEP_STATES] = {
  [FIEL_PROBE_STEP_WAITING] = { "fiel-wait-symbolic", "dim-label" },
  [FIEL_PROBE_STEP_RUNNING] = { "fiel-checking-symbolic", "accent" },
  [FIEL_PROBE_STEP_PASSED] = { "fiel-approved-symbolic", "success" },
  [FIEL_PROBE_STEP_FAILED] = { "fiel-declined-symbolic", "error" },
  [FIEL_PROBE_STEP_SKIPPED] = { "fiel-cancelled-symbolic", "dim-label" },
};

static char *
describe_state (FielProbeRow *self)
{
  FielProbeStepState state = fiel_probe_step_get_state (self->step);
  const char *word = fiel_state_words_probe_step (state);
  gint64 ms = fiel_probe_step_get_duration_us (self->step) / 1000;

  if (state != FIEL_PROBE_STEP_PASSED && state != FIEL_PROBE_STEP_FAILED)
    return g_strdup (word);

  /* Translators: "Good · 120 ms" */
  return g_strdup_printf (_("%s · %d ms"), word, (int) ms);
}

static void
update (FielProbeRow *self)
{
  FielProbeStepState state = fiel_probe_step_get_state (self->step);
  const char *message = fiel_probe_step_get_message (self->step);
  const char *classes[] = { looks[state].style_class, NULL };
  g_autofree char *words = describe_state (self);
  g_autofree char *label = g_strdup_printf ("%s: %s", fiel_probe_step_get_title (self->step), words);
  g_autofree char *subtitle = message != NULL ? g_strdup_printf ("%s\n%s", words, message) : g_strdup (words);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), looks[state].icon_name);
  gtk_widget_set_css_classes (self->icon, classes);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, message != NULL ? message : "",
                                  -1);
  if (state == FIEL_PROBE_STEP_FAILED)
    fiel_announce (GTK_WIDGET (self), message, FALSE);
}

static void
fiel_probe_row_dispose (GObject *object)
{
  g_clear_object (&FIEL_PROBE_ROW (object)->step);

  G_OBJECT_CLASS (fiel_probe_row_parent_class)->dispose (object);
}

static void
fiel_probe_row_class_init (FielProbeRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fiel_probe_row_dispose;
}

static void
fiel_probe_row_init (FielProbeRow *self)
{
  self->icon = gtk_image_new ();
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->icon), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (self), self->icon);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (self), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self), 0);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
}

FielProbeStep *
fiel_probe_row_get_step (FielProbeRow *self)
{
  g_return_val_if_fail (FIEL_IS_PROBE_ROW (self), NULL);

  return self->step;
}

GtkWidget *
fiel_probe_row_new (FielProbeStep *step)
{
  FielProbeRow *self = NULL;

  g_return_val_if_fail (FIEL_IS_PROBE_STEP (step), NULL);

  self = g_object_new (FIEL_TYPE_PROBE_ROW, NULL);
  self->step = g_object_ref (step);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), fiel_probe_step_get_title (step));
  g_signal_connect_object (step, "notify::state", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}
