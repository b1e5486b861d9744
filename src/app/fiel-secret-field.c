/* fiel-secret-field.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-secret-field.h"

#include "fiel-own-name.h"
#include "fiel-secret-buffer.h"

#include <string.h>

/* A row has an entry inside, and that a text. */
static GtkText *
get_inner (gpointer field)
{
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (field));

  while (text != NULL && !GTK_IS_TEXT (text))
    text = gtk_editable_get_delegate (text);
  g_return_val_if_fail (GTK_IS_TEXT (text), NULL);

  return GTK_TEXT (text);
}

/* GTK tells the bus of every letter that is inserted, as it was typed. It hears of it by this signal, after the letter
 * is in the text; handlers are called in the order in which they came, and GTK comes when somebody first looks at the
 * field. The place of the cursor is told as before. */
static void
inserted_cb (GtkText *text)
{
  if (!gtk_text_get_visibility (text))
    g_signal_stop_emission_by_name (text, "insert-text");
}

void
fiel_secret_field_set_up (GtkWidget *field)
{
  GtkText *text = NULL;

  g_return_if_fail (GTK_IS_EDITABLE (field));

  text = get_inner (field);
  fiel_secret_buffer_put_into (text);
  gtk_editable_set_enable_undo (GTK_EDITABLE (text), FALSE);
  g_signal_connect_after (text, "insert-text", G_CALLBACK (inserted_cb), NULL);
  fiel_own_name_peek (field);
}

void
fiel_secret_field_clear (gpointer field)
{
  g_return_if_fail (GTK_IS_EDITABLE (field));

  gtk_text_set_visibility (get_inner (field), FALSE);
  gtk_editable_set_text (GTK_EDITABLE (field), "");
}

const char *
fiel_secret_field_get_text (gpointer field)
{
  GtkEntryBuffer *buffer = NULL;

  g_return_val_if_fail (GTK_IS_EDITABLE (field), NULL);

  buffer = gtk_text_get_buffer (get_inner (field));

  return FIEL_IS_SECRET_BUFFER (buffer) ? fiel_secret_buffer_get_secret (FIEL_SECRET_BUFFER (buffer))
                                        : gtk_editable_get_text (GTK_EDITABLE (field));
}

/* Nothing is moved within a copy: pieces would stay behind its end, and outlive the wiping. */
char *
fiel_secret_field_dup_stripped (gpointer field)
{
  const char *text = NULL;
  gsize length = 0;

  g_return_val_if_fail (GTK_IS_EDITABLE (field), NULL);

  text = fiel_secret_field_get_text (field);
  while (g_ascii_isspace (*text))
    text++;
  for (length = strlen (text); length > 0 && g_ascii_isspace (text[length - 1]); length--)
    ;

  return g_strndup (text, length);
}
