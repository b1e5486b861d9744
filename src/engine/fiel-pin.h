/* fiel-pin.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-profile.h"

G_BEGIN_DECLS

#define FIEL_PIN_ERROR (fiel_pin_error_quark ())
GQuark fiel_pin_error_quark (void);

typedef enum
{
  FIEL_PIN_ERROR_SHAPE,     /* not digits, too short or too long */
  FIEL_PIN_ERROR_TRIVIAL,   /* the first one anybody would try */
  FIEL_PIN_ERROR_MEMORY,    /* no memory to hash it with */
} FielPinError;

#define FIEL_PIN_MIN_CASHIER 4
#define FIEL_PIN_MIN_MANAGER 6
#define FIEL_PIN_MAX 16

guint fiel_pin_get_min (FielRole role);

/* Whether @pin may be the PIN of a person of this role; the sentence never repeats it. @name: (nullable): theirs */
gboolean fiel_pin_check (const char *pin, FielRole role, const char *name, GError **error);

/* argon2id with a salt of its own. Both take FIEL_PIN_MEMORY and a part of a second: never on the window's thread. */
#define FIEL_PIN_MEMORY (32 * 1024 * 1024)
char *fiel_pin_hash (const char *pin, GError **error) G_GNUC_WARN_UNUSED_RESULT;    /* fiel_pin_wipe() it */
gboolean fiel_pin_verify (const char *pin, const char *hash, gboolean *matches, GError **error);

/* Overwrites and frees a PIN or a hash. @text: (transfer full) (nullable) */
void fiel_pin_wipe (char *text);

G_END_DECLS
