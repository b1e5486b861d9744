/* probe-bench.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-clock.h"
#include "fiel-probe.h"

G_BEGIN_DECLS

/* What a probe stands on in a test: a clock that may be wrong and in a hurry, and a keyring that may misbehave. */

#define TYPE_ODD_CLOCK (odd_clock_get_type ())
G_DECLARE_FINAL_TYPE (OddClock, odd_clock, ODD, CLOCK, GObject)

/* @ahead_us: of the right time. @hurry: how many times faster its timers pass. */
FielClock *odd_clock_new (gint64 ahead_us, guint hurry);

typedef enum
{
  KEYRING_EMPTY,
  KEYRING_FULL,
  KEYRING_LOCKED,
  KEYRING_STUCK,    /* it waits for a password until keyring_release() */
} KeyringMood;

#define TYPE_KEYRING (keyring_get_type ())
G_DECLARE_FINAL_TYPE (Keyring, keyring, TEST, KEYRING, GObject)

Keyring *keyring_new (KeyringMood mood);
void keyring_release (Keyring *self);
void keyring_set_relay_token (Keyring *self, const char *token);  /* @token: (nullable): none, as at first */

#define LOCKED_WORDS "The keyring is locked; unlock it."

G_END_DECLS
