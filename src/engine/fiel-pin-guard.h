/* fiel-pin-guard.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-clock.h"

G_BEGIN_DECLS

/* So many wrong PINs in a row cost nothing but the time they take. */
#define FIEL_PIN_GUARD_FREE_TRIES 4

#define FIEL_TYPE_PIN_GUARD (fiel_pin_guard_get_type ())
G_DECLARE_FINAL_TYPE (FielPinGuard, fiel_pin_guard, FIEL, PIN_GUARD, GObject)

/* Makes trying PINs slow: after the fifth wrong one in a row a person's PIN is not looked at for 30 seconds, then a
 * minute, five, and fifteen each time. Waits are counted in boot time. Whoever keeps the journal tells it what happened
 * in earlier runs. */
FielPinGuard *fiel_pin_guard_new (FielClock *clock);

/* How long it is until a PIN of @key is looked at again; 0: now. */
gint64 fiel_pin_guard_get_wait_us (FielPinGuard *self, const char *key);
guint fiel_pin_guard_get_n_failures (FielPinGuard *self, const char *key);

/* A wrong PIN, now, or in an earlier run as the @n_failures-th in a row. */
void fiel_pin_guard_count (FielPinGuard *self, const char *key);
void fiel_pin_guard_recall (FielPinGuard *self, const char *key, guint n_failures, gint64 boot_us, const char *boot_id);
/* The right one, or a new one. */
void fiel_pin_guard_forget (FielPinGuard *self, const char *key);

G_END_DECLS
