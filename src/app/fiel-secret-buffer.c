/* fiel-secret-buffer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-secret-buffer.h"

/* FielSecretBuffer: GTK gives whoever asks on the accessibility bus the text of a field as it is in its buffer, hidden
 * or not. So the buffer that GTK knows has dots, and what was typed is in one behind it, which is GTK's own for
 * passwords: its memory is not swapped out, and is wiped. */

#define DOT "●"

struct _FielSecretBuffer
{
  GtkEntryBuffer parent_instance;

  GtkText *text;           /* weak, nullable: what it belongs to */
  GtkEntryBuffer *secret;  /* owned */
  GString *dots;           /* owned: as many as the secret has letters */
};

G_DEFINE_FINAL_TYPE (FielSecretBuffer, fiel_secret_buffer, GTK_TYPE_ENTRY_BUFFER)

static const char *
get_text (GtkEntryBuffer *buffer, gsize *n_bytes)
{
  FielSecretBuffer *self = FIEL_SECRET_BUFFER (buffer);
  const gboolean shown = self->text != NULL && gtk_text_get_visibility (self->text);

  if (n_bytes != NULL)
    *n_bytes = shown ? gtk_entry_buffer_get_bytes (self->secret) : self->dots->len;

  return shown ? gtk_entry_buffer_get_text (self->secret) : self->dots->str;
}

static guint
get_length (GtkEntryBuffer *buffer)
{
  return gtk_entry_buffer_get_length (FIEL_SECRET_BUFFER (buffer)->secret);
}

static void
update_dots (FielSecretBuffer *self)
{
  const guint length = gtk_entry_buffer_get_length (self->secret);

  g_string_truncate (self->dots, 0);
  for (guint i = 0; i < length; i++)
    g_string_append (self->dots, DOT);
}

static guint
insert_text (GtkEntryBuffer *buffer, guint position, const char *chars, guint n_chars)
{
  FielSecretBuffer *self = FIEL_SECRET_BUFFER (buffer);
  guint n_inserted = 0;

  /* Selected here and dropped or pasted again, they would be taken for the secret. */
  if (g_strstr_len (chars, -1, DOT) != NULL)
    return 0;

  n_inserted = gtk_entry_buffer_insert_text (self->secret, position, chars, (int) n_chars);
  update_dots (self);
  gtk_entry_buffer_emit_inserted_text (buffer, position, chars, n_inserted);

  return n_inserted;
}

static guint
delete_text (GtkEntryBuffer *buffer, guint position, guint n_chars)
{
  if (n_chars > 0)
    gtk_entry_buffer_emit_deleted_text (buffer, position, n_chars);

  return n_chars;
}

/* Whoever listens before this still finds the text as it was. */
static void
deleted_text (GtkEntryBuffer *buffer, guint position, guint n_chars)
{
  FielSecretBuffer *self = FIEL_SECRET_BUFFER (buffer);

  gtk_entry_buffer_delete_text (self->secret, position, (int) n_chars);
  update_dots (self);
  g_object_notify (G_OBJECT (self), "text");
  g_object_notify (G_OBJECT (self), "length");
}

static void
fiel_secret_buffer_finalize (GObject *object)
{
  FielSecretBuffer *self = FIEL_SECRET_BUFFER (object);

  g_clear_weak_pointer (&self->text);
  g_clear_object (&self->secret);
  g_string_free (self->dots, TRUE);

  G_OBJECT_CLASS (fiel_secret_buffer_parent_class)->finalize (object);
}

static void
fiel_secret_buffer_class_init (FielSecretBufferClass *klass)
{
  GtkEntryBufferClass *buffer_class = GTK_ENTRY_BUFFER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = fiel_secret_buffer_finalize;

  buffer_class->get_text = get_text;
  buffer_class->get_length = get_length;
  buffer_class->insert_text = insert_text;
  buffer_class->delete_text = delete_text;
  buffer_class->deleted_text = deleted_text;
}

static void
fiel_secret_buffer_init (FielSecretBuffer *self)
{
  self->secret = gtk_password_entry_buffer_new ();
  self->dots = g_string_new (NULL);
}

FielSecretBuffer *
fiel_secret_buffer_put_into (GtkText *text)
{
  g_autoptr (FielSecretBuffer) self = NULL;

  g_return_val_if_fail (GTK_IS_TEXT (text), NULL);

  self = g_object_new (FIEL_TYPE_SECRET_BUFFER, "max-length", gtk_text_get_max_length (text), NULL);
  g_set_weak_pointer (&self->text, text);
  gtk_text_set_buffer (text, GTK_ENTRY_BUFFER (self));

  return self;
}

const char *
fiel_secret_buffer_get_secret (FielSecretBuffer *self)
{
  g_return_val_if_fail (FIEL_IS_SECRET_BUFFER (self), NULL);

  return gtk_entry_buffer_get_text (self->secret);
}
