/* fiel-manager-gate.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-manager-gate.h"

#include "fiel-pin-approval.h"

#include <glib/gi18n.h>

struct _FielManagerGate
{
  AdwWindow parent_instance;

  FielEngine *engine;     /* owned */
  FielAct act;

  /* template children */
  GtkLabel *words;
  FielPinApproval *approval;
};

G_DEFINE_FINAL_TYPE (FielManagerGate, fiel_manager_gate, ADW_TYPE_WINDOW)

enum
{
  PASSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* The settings stay open until they are left; anything else is allowed once. */
static gboolean
is_open (FielManagerGate *self)
{
  if (self->engine == NULL)
    return FALSE;
  if (self->act == FIEL_ACT_SETTINGS)
    return !fiel_manager_gate_is_needed (self->engine, self->act);

  return fiel_pin_approval_get_name (self->approval) != NULL;
}

static void
changed_cb (FielManagerGate *self)
{
  g_autoptr (FielManagerGate) kept = NULL;

  if (!is_open (self))
    return;

  kept = g_object_ref (self);
  gtk_window_close (GTK_WINDOW (self));
  g_signal_emit (self, signals[PASSED], 0);
}

static void
fiel_manager_gate_dispose (GObject *object)
{
  FielManagerGate *self = FIEL_MANAGER_GATE (object);

  g_clear_object (&self->engine);

  G_OBJECT_CLASS (fiel_manager_gate_parent_class)->dispose (object);
}

static void
fiel_manager_gate_class_init (FielManagerGateClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fiel_manager_gate_dispose;

  signals[PASSED] = g_signal_new ("passed", FIEL_TYPE_MANAGER_GATE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);

  g_type_ensure (FIEL_TYPE_PIN_APPROVAL);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/fielpos/Fiel/ui/fiel-manager-gate.ui");
  gtk_widget_class_bind_template_child (widget_class, FielManagerGate, words);
  gtk_widget_class_bind_template_child (widget_class, FielManagerGate, approval);
}

static void
fiel_manager_gate_init (FielManagerGate *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->approval, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

gboolean
fiel_manager_gate_is_needed (FielEngine *engine, FielAct act)
{
  FielPeople *people = NULL;

  g_return_val_if_fail (FIEL_IS_ENGINE (engine), TRUE);

  people = fiel_engine_get_people (engine);

  if (act == FIEL_ACT_SETTINGS)
    return fiel_people_get_exist (people) && fiel_people_get_changing_settings (people) == NULL;

  return !fiel_people_may (people, act);
}

static const char *
describe (FielAct act)
{
  if (act == FIEL_ACT_SETTINGS)
    return _("Only a manager changes settings. What is changed is written down under this name.");
  if (act == FIEL_ACT_EXPORT)
    return _("Only a manager takes payments out of the till. Who allowed it is written down.");
  if (act == FIEL_ACT_TRAINING)
    return _("In this store a manager lets the till be used for training. Who allowed it is written down.");

  return _("This is more than a cashier charges alone. Who approved it stands in the record of the sale.");
}

GtkWidget *
fiel_manager_gate_open (FielEngine *engine, FielAct act, const char *subject, GtkWidget *parent)
{
  FielManagerGate *self = NULL;
  GtkWindow *window = NULL;

  g_return_val_if_fail (FIEL_IS_ENGINE (engine), NULL);
  g_return_val_if_fail (subject != NULL, NULL);

  window = GTK_WINDOW (gtk_widget_get_root (parent));
  self = g_object_new (FIEL_TYPE_MANAGER_GATE, NULL);
  self->engine = g_object_ref (engine);
  self->act = act;
  gtk_window_set_title (GTK_WINDOW (self),
                        /* Translators: title of a window: a manager opens the settings */
                        act == FIEL_ACT_SETTINGS ? _("Settings")
                                                 /* Translators: title of a window: a manager types a PIN */
                                                 : _("A Manager Approves"));
  gtk_label_set_text (self->words, describe (act));
  fiel_pin_approval_set_engine (self->approval, engine);
  fiel_pin_approval_ask (self->approval, act, subject, NULL);
  gtk_window_set_transient_for (GTK_WINDOW (self), window);
  gtk_window_set_application (GTK_WINDOW (self), gtk_window_get_application (window));
  gtk_window_set_destroy_with_parent (GTK_WINDOW (self), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->approval));
  gtk_window_present (GTK_WINDOW (self));

  return GTK_WIDGET (self);
}
