/* fiel-question.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-question.h"

/* A question to whoever stands at the till: AdwMessageDialog with its heading and its body, but in labels of ours. The
 * dialog's own heading does not wrap where it is large, is laid out in less than it needs all the same (GTK warns about
 * it), and is not what the dialog is called. */

#define SPACING 10

static GtkWidget *
make_label (const char *text, const char *class)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL,
                                   "label", text,
                                   "justify", GTK_JUSTIFY_CENTER,
                                   "wrap", TRUE,
                                   "wrap-mode", PANGO_WRAP_WORD_CHAR,
                                   "xalign", 0.5,
                                   NULL);

  gtk_widget_add_css_class (label, class);

  return label;
}

/**
 * fiel_question_new:
 * @parent: (nullable): the window that waits for the answer
 *
 * Returns: (transfer none): a dialog that has no responses yet and is not presented; it lives until it is answered
 */
AdwMessageDialog *
fiel_question_new (GtkWindow *parent, const char *heading, const char *body)
{
  GtkWidget *dialog = NULL;
  GtkWidget *box = NULL;

  g_return_val_if_fail (parent == NULL || GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (heading != NULL && *heading != '\0', NULL);
  g_return_val_if_fail (body != NULL && *body != '\0', NULL);

  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, SPACING);
  gtk_box_append (GTK_BOX (box), make_label (heading, "title-2"));
  gtk_box_append (GTK_BOX (box), make_label (body, "body"));

  dialog = adw_message_dialog_new (parent, NULL, NULL);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), box);
  gtk_window_set_title (GTK_WINDOW (dialog), heading);
  gtk_accessible_update_property (GTK_ACCESSIBLE (dialog), GTK_ACCESSIBLE_PROPERTY_LABEL, heading,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, body, -1);

  return ADW_MESSAGE_DIALOG (dialog);
}
