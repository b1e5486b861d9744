/* fiel-slip-panel.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-slip-panel.h"

#include "fiel-sighting.h"

/* FielSlipPanel: the number on the slip, typed or scanned into the field. Enter in the field, a scanner's too, only
 * goes on to the button that keeps it: what is scanned can be read before it is kept. */

struct _FielSlipPanel
{
  GtkWidget parent_instance;

  /* template children */
  GtkWidget *body;
  GtkEditable *code;
  GtkWidget *too_long;
  GtkWidget *save;
};

G_DEFINE_FINAL_TYPE (FielSlipPanel, fiel_slip_panel, GTK_TYPE_WIDGET)

enum
{
  SAVED,
  LEFT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* (transfer full): without what a hand or a scanner leaves around it */
static char *
get_code (FielSlipPanel *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (self->code)));
}

static gboolean
is_usable (const char *code)
{
  for (const char *p = code; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isprint (g_utf8_get_char (p)))
      return FALSE;

  return *code != '\0' && g_utf8_strlen (code, -1) <= FIEL_SLIP_CODE_MAX;
}

static void
changed_cb (FielSlipPanel *self)
{
  g_autofree char *code = get_code (self);
  gboolean too_long = g_utf8_strlen (code, -1) > FIEL_SLIP_CODE_MAX;

  gtk_widget_set_visible (self->too_long, too_long);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->code), GTK_ACCESSIBLE_STATE_INVALID,
                               too_long ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "slip.save", is_usable (code));
}

static void
entered_cb (FielSlipPanel *self)
{
  if (gtk_widget_is_sensitive (self->save))
    gtk_widget_grab_focus (self->save);
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autofree char *code = get_code (FIEL_SLIP_PANEL (widget));

  g_signal_emit (widget, signals[SAVED], 0, code);
}

static void
skip_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[SAVED], 0, NULL);
}

static void
leave_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[LEFT], 0);
}

static void
fiel_slip_panel_dispose (GObject *object)
{
  FielSlipPanel *self = FIEL_SLIP_PANEL (object);

  g_clear_pointer (&self->body, gtk_widget_unparent);

  G_OBJECT_CLASS (fiel_slip_panel_parent_class)->dispose (object);
}

static void
fiel_slip_panel_class_init (FielSlipPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fiel_slip_panel_dispose;

  signals[SAVED] = g_signal_new ("saved", FIEL_TYPE_SLIP_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[LEFT] = g_signal_new ("left", FIEL_TYPE_SLIP_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "slip.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "slip.skip", NULL, skip_action);
  gtk_widget_class_install_action (widget_class, "slip.leave", NULL, leave_action);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/fielpos/Fiel/ui/fiel-slip-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, FielSlipPanel, body);
  gtk_widget_class_bind_template_child (widget_class, FielSlipPanel, code);
  gtk_widget_class_bind_template_child (widget_class, FielSlipPanel, too_long);
  gtk_widget_class_bind_template_child (widget_class, FielSlipPanel, save);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entered_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
fiel_slip_panel_init (FielSlipPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  changed_cb (self);
}

void
fiel_slip_panel_ask (FielSlipPanel *self, const char *code)
{
  g_return_if_fail (FIEL_IS_SLIP_PANEL (self));

  gtk_editable_set_text (self->code, code != NULL ? code : "");
  gtk_widget_grab_focus (GTK_WIDGET (self->code));
}
