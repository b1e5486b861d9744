/* fiel-entry-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-entry-row.h"

#include "fiel-secret-field.h"

/* FielEntryRow: in place of AdwEntryRow, in which no accessible node has the focus with GTK 4.8: a screen reader said
 * nothing there, and never that a PIN is one, so that it read out its digits. Inside is GTK's own entry, or that for
 * passwords, which say both. */

struct _FielEntryRow
{
  AdwPreferencesRow parent_instance;

  gboolean secret;
  GtkInputPurpose purpose;
  GtkWidget *body;      /* unowned: the row's child */
  GtkWidget *title;     /* unowned: in the body */
  GtkWidget *entry;     /* unowned: in the body */
};

static void editable_init (GtkEditableInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FielEntryRow, fiel_entry_row, ADW_TYPE_PREFERENCES_ROW,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_EDITABLE, editable_init))

typedef enum
{
  PROP_SECRET = 1,
  PROP_INPUT_PURPOSE,
} FielEntryRowProperty;

static GParamSpec *properties[PROP_INPUT_PURPOSE + 1];

enum
{
  ENTRY_ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GtkEditable *
get_delegate (GtkEditable *editable)
{
  return GTK_EDITABLE (FIEL_ENTRY_ROW (editable)->entry);
}

static void
editable_init (GtkEditableInterface *iface)
{
  iface->get_delegate = get_delegate;
}

static void
title_cb (FielEntryRow *self)
{
  const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self));

  gtk_label_set_text (GTK_LABEL (self->title), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

static void
activate_cb (FielEntryRow *self)
{
  g_signal_emit (self, signals[ENTRY_ACTIVATED], 0);
}

/* All of the row is the field for the pointer. */
static void
pressed_cb (FielEntryRow *self)
{
  gtk_widget_grab_focus (self->entry);
}

static gboolean
fiel_entry_row_focus (GtkWidget *widget, GtkDirectionType direction)
{
  return gtk_widget_child_focus (FIEL_ENTRY_ROW (widget)->body, direction);
}

static gboolean
fiel_entry_row_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (FIEL_ENTRY_ROW (widget)->entry);
}

/* Empty, it would look like words alone. */
static GtkWidget *
make_open_entry (void)
{
  GtkEntry *entry = GTK_ENTRY (gtk_entry_new ());

  gtk_entry_set_icon_from_icon_name (entry, GTK_ENTRY_ICON_SECONDARY, "document-edit-symbolic");
  gtk_entry_set_icon_activatable (entry, GTK_ENTRY_ICON_SECONDARY, FALSE);

  return GTK_WIDGET (entry);
}

static void
make_entry (FielEntryRow *self)
{
  self->entry = self->secret ? g_object_new (GTK_TYPE_PASSWORD_ENTRY, "show-peek-icon", TRUE, NULL)
                             : make_open_entry ();
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 6);
  gtk_widget_set_hexpand (self->entry, TRUE);
  g_object_set (gtk_editable_get_delegate (GTK_EDITABLE (self->entry)), "input-purpose", self->purpose, NULL);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (activate_cb), self, G_CONNECT_SWAPPED);
  if (self->secret)
    fiel_secret_field_set_up (self->entry);
}

static void
fiel_entry_row_constructed (GObject *object)
{
  FielEntryRow *self = FIEL_ENTRY_ROW (object);
  GtkGesture *click = gtk_gesture_click_new ();

  G_OBJECT_CLASS (fiel_entry_row_parent_class)->constructed (object);

  make_entry (self);
  self->title = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                              "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_add_css_class (self->title, "caption");
  gtk_widget_add_css_class (self->title, "dim-label");
  self->body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (self->body), self->title);
  gtk_box_append (GTK_BOX (self->body), self->entry);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), self->body);
  gtk_editable_init_delegate (GTK_EDITABLE (self));

  g_signal_connect (self, "notify::title", G_CALLBACK (title_cb), NULL);
  title_cb (self);
  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

static void
fiel_entry_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  FielEntryRow *self = FIEL_ENTRY_ROW (object);

  if (gtk_editable_delegate_get_property (object, prop_id, value, pspec))
    return;

  switch ((FielEntryRowProperty) prop_id)
    {
    case PROP_SECRET:
      g_value_set_boolean (value, self->secret);
      break;
    case PROP_INPUT_PURPOSE:
      g_value_set_enum (value, self->purpose);
      break;
    }
}

static void
fiel_entry_row_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  FielEntryRow *self = FIEL_ENTRY_ROW (object);

  if (gtk_editable_delegate_set_property (object, prop_id, value, pspec))
    return;

  switch ((FielEntryRowProperty) prop_id)
    {
    case PROP_SECRET:
      self->secret = g_value_get_boolean (value);
      break;
    case PROP_INPUT_PURPOSE:
      self->purpose = g_value_get_enum (value);
      break;
    }
}

static void
fiel_entry_row_dispose (GObject *object)
{
  FielEntryRow *self = FIEL_ENTRY_ROW (object);

  if (self->entry != NULL)
    gtk_editable_finish_delegate (GTK_EDITABLE (self));
  self->entry = NULL;

  G_OBJECT_CLASS (fiel_entry_row_parent_class)->dispose (object);
}

static void
fiel_entry_row_class_init (FielEntryRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = fiel_entry_row_constructed;
  object_class->get_property = fiel_entry_row_get_property;
  object_class->set_property = fiel_entry_row_set_property;
  object_class->dispose = fiel_entry_row_dispose;
  widget_class->focus = fiel_entry_row_focus;
  widget_class->grab_focus = fiel_entry_row_grab_focus;

  properties[PROP_SECRET] = g_param_spec_boolean ("secret", NULL, NULL, FALSE, flags);
  properties[PROP_INPUT_PURPOSE] = g_param_spec_enum ("input-purpose", NULL, NULL, GTK_TYPE_INPUT_PURPOSE,
                                                      GTK_INPUT_PURPOSE_FREE_FORM, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  gtk_editable_install_properties (object_class, G_N_ELEMENTS (properties));

  signals[ENTRY_ACTIVATED] = g_signal_new ("entry-activated", FIEL_TYPE_ENTRY_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                           NULL, G_TYPE_NONE, 0);
}

static void
fiel_entry_row_init (FielEntryRow *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "fiel-entry-row");
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
}

GtkWidget *
fiel_entry_row_get_entry (FielEntryRow *self)
{
  g_return_val_if_fail (FIEL_IS_ENTRY_ROW (self), NULL);

  return self->entry;
}
