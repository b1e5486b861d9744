/* test-pin.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-person.h"
#include "fiel-pin-guard.h"
#include "fiel-pin.h"

#include "fiel-manual-clock.h"
#include "fiel-test.h"

#include <string.h>

static void
assert_refused (const char *pin, FielRole role, const char *name, FielPinError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (fiel_pin_check (pin, role, name, &error));
  g_assert_error (error, FIEL_PIN_ERROR, (int) code);
  if (*pin != '\0')
    g_assert_null (strstr (error->message, pin));
}

static void
assert_taken (const char *pin, FielRole role)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (fiel_pin_check (pin, role, "Ana Riquelme", &error));
  g_assert_no_error (error);
}

static void
test_shape (void)
{
  static const char *const bad[] = { "", "739", "73a9", " 7391", "7391 ", "73.9", "-739", "７３９１", "73917391739173917" };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    assert_refused (bad[i], FIEL_ROLE_CASHIER, NULL, FIEL_PIN_ERROR_SHAPE);
  assert_refused ("73915", FIEL_ROLE_MANAGER, NULL, FIEL_PIN_ERROR_SHAPE);
  assert_taken ("7391", FIEL_ROLE_CASHIER);
  assert_taken ("7391508264130975", FIEL_ROLE_CASHIER);
  assert_taken ("739150", FIEL_ROLE_MANAGER);
}

/* Every PIN of four digits that is all the same, a run, or a shorter one twice; and no other. */
static void
test_trivial (void)
{
  guint n_refused = 0;

  for (int n = 0; n < 10000; n++)
    {
      const int a = n / 1000, b = n / 100 % 10, c = n / 10 % 10, d = n % 10;
      const gboolean up = (b - a + 10) % 10 == 1 && (c - b + 10) % 10 == 1 && (d - c + 10) % 10 == 1;
      const gboolean down = (a - b + 10) % 10 == 1 && (b - c + 10) % 10 == 1 && (c - d + 10) % 10 == 1;
      const gboolean twice = a == c && b == d;
      g_autofree char *pin = g_strdup_printf ("%04d", n);

      if (up || down || twice)
        {
          assert_refused (pin, FIEL_ROLE_CASHIER, NULL, FIEL_PIN_ERROR_TRIVIAL);
          n_refused++;
        }
      else
        assert_taken (pin, FIEL_ROLE_CASHIER);
    }
  /* 100 of the form abab, 10 runs up, 10 down. */
  g_assert_cmpuint (n_refused, ==, 120);

  assert_refused ("123123", FIEL_ROLE_MANAGER, NULL, FIEL_PIN_ERROR_TRIVIAL);
  assert_refused ("890123", FIEL_ROLE_MANAGER, NULL, FIEL_PIN_ERROR_TRIVIAL);
  assert_refused ("7391", FIEL_ROLE_CASHIER, "Ana 7391", FIEL_PIN_ERROR_TRIVIAL);
}

static gboolean
matches (const char *pin, const char *hash)
{
  g_autoptr (GError) error = NULL;
  gboolean match = FALSE;

  g_assert_true (fiel_pin_verify (pin, hash, &match, &error));
  g_assert_no_error (error);

  return match;
}

static void
test_hash (void)
{
  g_autoptr (GError) error = NULL;
  const gint64 start = g_get_monotonic_time ();
  char *one = fiel_pin_hash ("739150", &error);
  const gint64 hashed = g_get_monotonic_time ();
  char *other = fiel_pin_hash ("739150", &error);

  g_assert_no_error (error);
  g_test_message ("one hash takes %" G_GINT64_FORMAT " ms and %d MiB", (hashed - start) / 1000,
                  FIEL_PIN_MEMORY / 1024 / 1024);
  g_assert_true (g_str_has_prefix (one, "$argon2id$v=19$m=32768,t=3,p=1$"));
  g_assert_cmpstr (one, !=, other);
  g_assert_null (strstr (one, "739150"));
  g_assert_true (matches ("739150", one));
  g_assert_true (matches ("739150", other));
  g_assert_false (matches ("739151", one));
  g_assert_false (matches ("73915", one));
  g_assert_false (matches ("", one));
  fiel_pin_wipe (one);
  fiel_pin_wipe (other);
  fiel_pin_wipe (NULL);
}

/* Whatever else is found in the keyring lets nobody in. */
static void
test_no_hash (void)
{
  g_autofree char *long_one = g_strnfill (4096, 'a');
  const char *const kept[] = { "", "739150", "$argon2id$", "$argon2id$v=19$m=65536,t=3,p=1$AAAA$AAAA", "$1$abc$def", long_one };

  for (gsize i = 0; i < G_N_ELEMENTS (kept); i++)
    g_assert_false (matches ("739150", kept[i]));
}

#define SECONDS(n) (G_GINT64_CONSTANT (n) * G_USEC_PER_SEC)

static void
test_guard (void)
{
  static const int waits[] = { 0, 0, 0, 0, 30, 60, 300, 900, 900, 900 };
  FielManualClock *clock = fiel_manual_clock_new ();
  FielPinGuard *guard = fiel_pin_guard_new (FIEL_CLOCK (clock));

  for (guint i = 0; i < G_N_ELEMENTS (waits); i++)
    {
      fiel_pin_guard_count (guard, "ana");
      g_assert_cmpuint (fiel_pin_guard_get_n_failures (guard, "ana"), ==, i + 1);
      g_assert_cmpint (fiel_pin_guard_get_wait_us (guard, "ana"), ==, waits[i] * G_USEC_PER_SEC);
    }
  fiel_manual_clock_advance (clock, SECONDS (899));
  fiel_manual_clock_jump_wall (clock, SECONDS (86400));
  g_assert_cmpint (fiel_pin_guard_get_wait_us (guard, "ana"), ==, SECONDS (1));
  fiel_manual_clock_advance (clock, SECONDS (1));
  g_assert_cmpint (fiel_pin_guard_get_wait_us (guard, "ana"), ==, 0);
  g_assert_cmpint (fiel_pin_guard_get_wait_us (guard, "marta"), ==, 0);

  fiel_pin_guard_forget (guard, "ana");
  g_assert_cmpuint (fiel_pin_guard_get_n_failures (guard, "ana"), ==, 0);
  g_assert_finalize_object (guard);
  g_assert_finalize_object (clock);
}

/* A machine that was started a moment ago. */

#define EARLY_TYPE_CLOCK (early_clock_get_type ())
G_DECLARE_FINAL_TYPE (EarlyClock, early_clock, EARLY, CLOCK, GObject)

struct _EarlyClock
{
  GObject parent_instance;
};

static void early_clock_iface_init (FielClockInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (EarlyClock, early_clock, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (FIEL_TYPE_CLOCK, early_clock_iface_init))

static gint64
early_clock_get_boot_us (FielClock *clock)
{
  return SECONDS (40);
}

static const char *
early_clock_get_boot_id (FielClock *clock)
{
  return "another-boot";
}

static void
early_clock_iface_init (FielClockInterface *iface)
{
  iface->get_boot_us = early_clock_get_boot_us;
  iface->get_boot_id = early_clock_get_boot_id;
}

static void
early_clock_class_init (EarlyClockClass *klass)
{
}

static void
early_clock_init (EarlyClock *self)
{
}

/* What was counted before the machine was started anew is waited for from the start on. */
static void
test_guard_recalls (void)
{
  FielManualClock *clock = fiel_manual_clock_new ();
  FielPinGuard *guard = fiel_pin_guard_new (FIEL_CLOCK (clock));
  g_autofree char *boot_id = g_strdup (fiel_clock_get_boot_id (FIEL_CLOCK (clock)));
  g_autoptr (EarlyClock) early = g_object_new (EARLY_TYPE_CLOCK, NULL);
  gint64 then;

  fiel_manual_clock_advance (clock, SECONDS (5000));
  then = fiel_clock_get_boot_us (FIEL_CLOCK (clock));
  fiel_manual_clock_advance (clock, SECONDS (10));
  fiel_pin_guard_recall (guard, "ana", 5, then, boot_id);
  g_assert_cmpint (fiel_pin_guard_get_wait_us (guard, "ana"), ==, SECONDS (20));
  g_assert_cmpuint (fiel_pin_guard_get_n_failures (guard, "ana"), ==, 5);

  g_assert_finalize_object (guard);
  guard = fiel_pin_guard_new (FIEL_CLOCK (early));
  fiel_pin_guard_recall (guard, "ana", 8, then, boot_id);
  g_assert_cmpint (fiel_pin_guard_get_wait_us (guard, "ana"), ==, SECONDS (860));
  fiel_pin_guard_recall (guard, "luis", 5, then, boot_id);
  g_assert_cmpint (fiel_pin_guard_get_wait_us (guard, "luis"), ==, 0);
  g_assert_finalize_object (guard);
  g_assert_finalize_object (clock);
}

static void
test_roles (void)
{
  FielProfilePerson cashier = { (char *) "ana", (char *) "Ana", FIEL_ROLE_CASHIER };
  FielProfilePerson manager = { (char *) "marta", (char *) "Marta", FIEL_ROLE_MANAGER };
  g_autoptr (FielPerson) ana = fiel_person_new (&cashier);
  g_autoptr (FielPerson) marta = fiel_person_new (&manager);

  for (int act = FIEL_ACT_WITNESS; act <= FIEL_ACT_SETTINGS; act++)
    {
      g_assert_true (fiel_person_may (marta, (FielAct) act));
      g_assert_cmpint (fiel_person_may (ana, (FielAct) act), ==, act == FIEL_ACT_WITNESS);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/pin/shape", test_shape);
  g_test_add_func ("/pin/trivial", test_trivial);
  g_test_add_func ("/pin/hash", test_hash);
  g_test_add_func ("/pin/no-hash", test_no_hash);
  g_test_add_func ("/pin/guard", test_guard);
  g_test_add_func ("/pin/guard-recalls", test_guard_recalls);
  g_test_add_func ("/pin/roles", test_roles);

  return g_test_run ();
}
