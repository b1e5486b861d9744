/* fiel-pin.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-pin.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

/* What a PIN has to be, and its hash. A PIN of four or six digits has few values, so that whoever holds the hash finds
 * it by trying, however slow one trial is: the hash is kept in the keyring for that reason, and at the till it is
 * FielPinGuard that makes trying slow. The memory-hard function makes the rest as dear as an old till can bear: 32 MiB
 * and three passes, a tenth of a second of a recent processor. */

#define PASSES 3

G_DEFINE_QUARK (fiel-pin-error-quark, fiel_pin_error)

guint
fiel_pin_get_min (FielRole role)
{
  return role == FIEL_ROLE_MANAGER ? FIEL_PIN_MIN_MANAGER : FIEL_PIN_MIN_CASHIER;
}

static gboolean
has_shape (const char *pin, FielRole role)
{
  const gsize length = strlen (pin);

  return length >= fiel_pin_get_min (role) && length <= FIEL_PIN_MAX && strspn (pin, "0123456789") == length;
}

/* 1234, 9876, 8901: every digit is the one before and @step, round the keyboard. */
static gboolean
is_run (const char *pin, int step)
{
  for (const char *at = pin; at[1] != '\0'; at++)
    if ((at[1] - at[0] - step) % 10 != 0)
      return FALSE;

  return TRUE;
}

/* 1111, 1212, 123123: a shorter one over and over. */
static gboolean
is_repeated (const char *pin)
{
  const gsize length = strlen (pin);

  for (gsize period = 1; period <= length / 2; period++)
    if (length % period == 0 && memcmp (pin, pin + period, length - period) == 0)
      return TRUE;

  return FALSE;
}

gboolean
fiel_pin_check (const char *pin, FielRole role, const char *name, GError **error)
{
  g_return_val_if_fail (pin != NULL, FALSE);

  if (!has_shape (pin, role))
    {
      g_set_error (error, FIEL_PIN_ERROR, FIEL_PIN_ERROR_SHAPE,
                   /* Translators: the least and the greatest number of digits. */
                   role == FIEL_ROLE_MANAGER ? _("The PIN of a manager is %u to %u digits.")
                                             /* Translators: the least and the greatest number of digits. */
                                             : _("The PIN of a cashier is %u to %u digits."),
                   fiel_pin_get_min (role), (guint) FIEL_PIN_MAX);
      return FALSE;
    }
  if (is_run (pin, 1) || is_run (pin, -1) || is_repeated (pin) || (name != NULL && strstr (name, pin) != NULL))
    {
      g_set_error_literal (error, FIEL_PIN_ERROR, FIEL_PIN_ERROR_TRIVIAL,
                           _("Anybody would try this PIN first. Choose one that is no row of digits, does not repeat "
                             "itself and does not stand in the name."));
      return FALSE;
    }

  return TRUE;
}

static void
start_sodium (void)
{
  static gsize started = 0;

  if (g_once_init_enter (&started))
    {
      /* It fails only where the system has no random numbers. */
      if (sodium_init () < 0)
        g_error ("libsodium cannot be used on this system");
      g_once_init_leave (&started, 1);
    }
}

char *
fiel_pin_hash (const char *pin, GError **error)
{
  char hash[crypto_pwhash_STRBYTES];
  char *kept = NULL;

  g_return_val_if_fail (pin != NULL, NULL);

  start_sodium ();
  if (crypto_pwhash_str_alg (hash, pin, strlen (pin), PASSES, FIEL_PIN_MEMORY, crypto_pwhash_ALG_ARGON2ID13) == 0)
    kept = g_strdup (hash);
  else
    g_set_error_literal (error, FIEL_PIN_ERROR, FIEL_PIN_ERROR_MEMORY,
                         _("There is not enough memory to keep a PIN. Close other programs and try again."));
  sodium_memzero (hash, sizeof hash);

  return kept;
}

/**
 * fiel_pin_verify:
 * @hash: what fiel_pin_hash() gave; anything else matches nothing
 * @matches: (out): whether it is the hash of @pin
 *
 * Returns: whether that could be found out; a machine without memory says nothing about a PIN
 */
gboolean
fiel_pin_verify (const char *pin, const char *hash, gboolean *matches, GError **error)
{
  g_return_val_if_fail (pin != NULL && hash != NULL && matches != NULL, FALSE);

  start_sodium ();
  errno = 0;
  *matches = strlen (hash) < crypto_pwhash_STRBYTES && crypto_pwhash_str_verify (hash, pin, strlen (pin)) == 0;
  if (*matches || errno != ENOMEM)
    return TRUE;

  g_set_error_literal (error, FIEL_PIN_ERROR, FIEL_PIN_ERROR_MEMORY,
                       _("There is not enough memory to check a PIN. Close other programs and try again."));

  return FALSE;
}

void
fiel_pin_wipe (char *text)
{
  if (text == NULL)
    return;

  sodium_memzero (text, strlen (text));
  g_free (text);
}
