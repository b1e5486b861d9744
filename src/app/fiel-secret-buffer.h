/* fiel-secret-buffer.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FIEL_TYPE_SECRET_BUFFER (fiel_secret_buffer_get_type ())
G_DECLARE_FINAL_TYPE (FielSecretBuffer, fiel_secret_buffer, FIEL, SECRET_BUFFER, GtkEntryBuffer)

/* The text of @text from now on; what it has is dropped. As long as @text does not show it, everybody but us is given
 * a dot for each letter. */
FielSecretBuffer *fiel_secret_buffer_put_into (GtkText *text);      /* (transfer none) */

/* What was typed. (transfer none), until it changes. */
const char *fiel_secret_buffer_get_secret (FielSecretBuffer *self);

G_END_DECLS
