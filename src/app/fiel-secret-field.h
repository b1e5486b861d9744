/* fiel-secret-field.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Of every field for a PIN or another secret, as soon as it is made: as long as it does not show what was typed,
 * nothing of that is found on the accessibility bus, where any program of the session may ask and listen. The button
 * that shows it has a name. What was typed cannot be undone: that would bring back what was cleared.
 * @field: a GtkPasswordEntry */
void fiel_secret_field_set_up (GtkWidget *field);

/* Empty and hidden again, for whoever comes next; nothing brings back what it held. */
void fiel_secret_field_clear (gpointer field);

/* What was typed, and of any other field its text: gtk_editable_get_text () has dots. (transfer none) */
const char *fiel_secret_field_get_text (gpointer field);

/* The same without blanks around it, which come along when it is copied: no secret begins or ends with one. Free with
 * fiel_secrets_wipe (). */
char *fiel_secret_field_dup_stripped (gpointer field);

G_END_DECLS
