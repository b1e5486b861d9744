/* fiel-settings-gate.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-settings-gate.h"

#include "fiel-pin-approval.h"

struct _FielSettingsGate
{
  AdwWindow parent_instance;

  FielEngine *engine;     /* owned */

  /* template children */
  FielPinApproval *approval;
};

G_DEFINE_FINAL_TYPE (FielSettingsGate, fiel_settings_gate, ADW_TYPE_WINDOW)

enum
{
  PASSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
changed_cb (FielSettingsGate *self)
{
  g_autoptr (FielSettingsGate) kept = NULL;

  if (self->engine == NULL || fiel_settings_gate_is_needed (self->engine))
    return;

  kept = g_object_ref (self);
  gtk_window_close (GTK_WINDOW (self));
  g_signal_emit (self, signals[PASSED], 0);
}

static void
fiel_settings_gate_dispose (GObject *object)
{
  FielSettingsGate *self = FIEL_SETTINGS_GATE (object);

  g_clear_object (&self->engine);

  G_OBJECT_CLASS (fiel_settings_gate_parent_class)->dispose (object);
}

static void
fiel_settings_gate_class_init (FielSettingsGateClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fiel_settings_gate_dispose;

  signals[PASSED] = g_signal_new ("passed", FIEL_TYPE_SETTINGS_GATE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);

  g_type_ensure (FIEL_TYPE_PIN_APPROVAL);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/fielpos/Fiel/ui/fiel-settings-gate.ui");
  gtk_widget_class_bind_template_child (widget_class, FielSettingsGate, approval);
}

static void
fiel_settings_gate_init (FielSettingsGate *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->approval, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

gboolean
fiel_settings_gate_is_needed (FielEngine *engine)
{
  FielPeople *people = NULL;

  g_return_val_if_fail (FIEL_IS_ENGINE (engine), TRUE);

  people = fiel_engine_get_people (engine);

  return fiel_people_get_exist (people) && fiel_people_get_changing_settings (people) == NULL;
}

GtkWidget *
fiel_settings_gate_new (FielEngine *engine)
{
  FielSettingsGate *self = NULL;

  g_return_val_if_fail (FIEL_IS_ENGINE (engine), NULL);

  self = g_object_new (FIEL_TYPE_SETTINGS_GATE, NULL);
  self->engine = g_object_ref (engine);
  fiel_pin_approval_set_engine (self->approval, engine);
  fiel_pin_approval_ask (self->approval, FIEL_ACT_SETTINGS, "settings", NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->approval));

  return GTK_WIDGET (self);
}
