/* fiel-pin-guard.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-pin-guard.h"

struct _FielPinGuard
{
  GObject parent_instance;

  FielClock *clock;      /* owned */
  GHashTable *people;    /* owned: key → Record */
};

typedef struct
{
  guint n_failures;
  gint64 until_boot_us;
} Record;

G_DEFINE_FINAL_TYPE (FielPinGuard, fiel_pin_guard, G_TYPE_OBJECT)

static void
fiel_pin_guard_finalize (GObject *object)
{
  FielPinGuard *self = FIEL_PIN_GUARD (object);

  g_object_unref (self->clock);
  g_hash_table_unref (self->people);

  G_OBJECT_CLASS (fiel_pin_guard_parent_class)->finalize (object);
}

static void
fiel_pin_guard_class_init (FielPinGuardClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fiel_pin_guard_finalize;
}

static void
fiel_pin_guard_init (FielPinGuard *self)
{
  self->people = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

FielPinGuard *
fiel_pin_guard_new (FielClock *clock)
{
  FielPinGuard *self = g_object_new (FIEL_TYPE_PIN_GUARD, NULL);

  self->clock = g_object_ref (clock);

  return self;
}

static gint64
find_wait (guint n_failures)
{
  static const gint64 seconds[] = { 30, 60, 300, 900 };
  guint step;

  if (n_failures <= FIEL_PIN_GUARD_FREE_TRIES)
    return 0;
  step = n_failures - FIEL_PIN_GUARD_FREE_TRIES - 1;

  return seconds[MIN (step, G_N_ELEMENTS (seconds) - 1)] * G_USEC_PER_SEC;
}

gint64
fiel_pin_guard_get_wait_us (FielPinGuard *self, const char *key)
{
  const Record *record = NULL;

  g_return_val_if_fail (FIEL_IS_PIN_GUARD (self), G_MAXINT64);
  g_return_val_if_fail (key != NULL, G_MAXINT64);

  record = g_hash_table_lookup (self->people, key);

  return record != NULL ? MAX (record->until_boot_us - fiel_clock_get_boot_us (self->clock), 0) : 0;
}

guint
fiel_pin_guard_get_n_failures (FielPinGuard *self, const char *key)
{
  const Record *record = NULL;

  g_return_val_if_fail (FIEL_IS_PIN_GUARD (self), 0);
  g_return_val_if_fail (key != NULL, 0);

  record = g_hash_table_lookup (self->people, key);

  return record != NULL ? record->n_failures : 0;
}

static void
set_record (FielPinGuard *self, const char *key, guint n_failures, gint64 since_boot_us)
{
  Record *record = g_new0 (Record, 1);

  record->n_failures = n_failures;
  record->until_boot_us = since_boot_us + find_wait (n_failures);
  g_hash_table_insert (self->people, g_strdup (key), record);
}

void
fiel_pin_guard_count (FielPinGuard *self, const char *key)
{
  g_return_if_fail (FIEL_IS_PIN_GUARD (self));
  g_return_if_fail (key != NULL);

  set_record (self, key, fiel_pin_guard_get_n_failures (self, key) + 1, fiel_clock_get_boot_us (self->clock));
}

/* What happened before the machine was started anew is at least as long ago as it runs, and no longer for certain: no
 * other clock can be trusted. */
void
fiel_pin_guard_recall (FielPinGuard *self, const char *key, guint n_failures, gint64 boot_us, const char *boot_id)
{
  gboolean this_boot = FALSE;

  g_return_if_fail (FIEL_IS_PIN_GUARD (self));
  g_return_if_fail (key != NULL);

  this_boot = g_strcmp0 (boot_id, fiel_clock_get_boot_id (self->clock)) == 0;
  set_record (self, key, n_failures, this_boot ? boot_us : 0);
}

void
fiel_pin_guard_forget (FielPinGuard *self, const char *key)
{
  g_return_if_fail (FIEL_IS_PIN_GUARD (self));
  g_return_if_fail (key != NULL);

  g_hash_table_remove (self->people, key);
}
