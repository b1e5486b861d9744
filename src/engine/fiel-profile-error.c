/* fiel-profile-error.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-profile-error.h"

#include <glib/gi18n-lib.h>

/* What is wrong with a profile, as one message and in its parts: whoever edits the file wants the line, whoever fills
 * in a field wants the reason alone, below that field. */

typedef struct
{
  guint line;
  char *group;    /* owned, nullable */
  char *key;      /* owned, nullable */
  char *reason;   /* owned, nullable */
} FielProfileErrorPrivate;

/* Here and below NULL is only for the compiler, which cannot know that GLib asks for errors of this domain alone. */
static void
fiel_profile_error_private_init (FielProfileErrorPrivate *self)
{
}

static void
fiel_profile_error_private_copy (const FielProfileErrorPrivate *source, FielProfileErrorPrivate *target)
{
  if (source == NULL || target == NULL)
    return;

  target->line = source->line;
  target->group = g_strdup (source->group);
  target->key = g_strdup (source->key);
  target->reason = g_strdup (source->reason);
}

static void
fiel_profile_error_private_clear (FielProfileErrorPrivate *self)
{
  if (self == NULL)
    return;

  g_free (self->group);
  g_free (self->key);
  g_free (self->reason);
}

G_DEFINE_EXTENDED_ERROR (FielProfileError, fiel_profile_error)

static const FielProfileErrorPrivate *
find_parts (const GError *error)
{
  return error->domain == FIEL_PROFILE_ERROR ? fiel_profile_error_get_private (error) : NULL;
}

guint
fiel_profile_error_get_line (const GError *error)
{
  const FielProfileErrorPrivate *parts;

  g_return_val_if_fail (error != NULL, 0);

  parts = find_parts (error);

  return parts != NULL ? parts->line : 0;
}

const char *
fiel_profile_error_get_group (const GError *error)
{
  const FielProfileErrorPrivate *parts;

  g_return_val_if_fail (error != NULL, NULL);

  parts = find_parts (error);

  return parts != NULL ? parts->group : NULL;
}

const char *
fiel_profile_error_get_key (const GError *error)
{
  const FielProfileErrorPrivate *parts;

  g_return_val_if_fail (error != NULL, NULL);

  parts = find_parts (error);

  return parts != NULL ? parts->key : NULL;
}

/**
 * fiel_profile_error_get_reason:
 *
 * Returns: what is wrong and what is allowed, without the place; the whole message of an error of another kind
 */
const char *
fiel_profile_error_get_reason (const GError *error)
{
  const FielProfileErrorPrivate *parts;

  g_return_val_if_fail (error != NULL, NULL);

  parts = find_parts (error);

  return parts != NULL ? parts->reason : error->message;
}

static char *
compose (const FielProfilePlace *place, const char *reason)
{
  g_autoptr (GString) message = g_string_new (NULL);

  if (place->line > 0)
    /* Translators: the file’s name, the number of the line. */
    g_string_append_printf (message, _("%s, line %u: "), place->file, place->line);
  else
    /* Translators: the file’s name. */
    g_string_append_printf (message, _("%s: "), place->file);
  if (place->group != NULL)
    g_string_append_printf (message, "[%s] ", place->group);
  if (place->key != NULL)
    g_string_append_printf (message, "%s: ", place->key);
  g_string_append (message, reason);

  return g_string_free (g_steal_pointer (&message), FALSE);
}

/**
 * fiel_profile_fail:
 * @code: a #FielProfileError
 * @place: where it stands
 * @format: what is wrong and what is allowed, in sentences
 *
 * Sets @error to a message of the one form all messages about a profile have.
 */
void
fiel_profile_fail (GError **error, int code, const FielProfilePlace *place, const char *format, ...)
{
  g_autofree char *reason = NULL;
  g_autofree char *message = NULL;
  g_autoptr (GError) made = NULL;
  FielProfileErrorPrivate *parts;
  va_list args;

  va_start (args, format);
  reason = g_strdup_vprintf (format, args);
  va_end (args);

  message = compose (place, reason);
  made = g_error_new_literal (FIEL_PROFILE_ERROR, code, message);
  parts = fiel_profile_error_get_private (made);
  if (parts != NULL)
    *parts = (FielProfileErrorPrivate) {
      .line = place->line,
      .group = g_strdup (place->group),
      .key = g_strdup (place->key),
      .reason = g_steal_pointer (&reason),
    };
  g_propagate_error (error, g_steal_pointer (&made));
}
