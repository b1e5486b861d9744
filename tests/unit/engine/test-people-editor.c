/* test-people-editor.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Who may change who works in the store, and what is left where something fails on the way. */

#include "people-fixture.h"

#include "fiel-journal.h"
#include "fiel-test.h"

#include <glib/gstdio.h>
#include <string.h>

#define NEW_PIN "8164029375"

static void
open_settings (EngineFixture *fixture)
{
  g_autoptr (GError) error = NULL;

  engine_fixture_start (fixture);
  people_fixture_open_settings (fixture, "marta", PIN_MARTA, &error);
  g_assert_no_error (error);
}

static void
change (EngineFixture *fixture, const FielPersonChange *wanted)
{
  g_autoptr (GError) error = NULL;

  people_fixture_change (fixture, wanted, &error);
  g_assert_no_error (error);
}

/* What the profile file says about people, as "marta:Marta Rojas:1 …". */
static char *
read_file (EngineFixture *fixture)
{
  g_autoptr (FielProfile) profile = NULL;
  g_autoptr (GError) error = NULL;
  GString *text = g_string_new (NULL);
  GPtrArray *people = NULL;

  profile = fiel_profile_load (fixture->folder, NULL, &error);
  g_assert_no_error (error);
  people = fiel_profile_get_people (profile);
  for (guint i = 0; i < people->len; i++)
    {
      const FielProfilePerson *person = g_ptr_array_index (people, i);

      g_string_append_printf (text, "%s%s:%s:%d", i > 0 ? " " : "", person->key, person->name, (int) person->role);
    }

  return g_string_free (text, FALSE);
}

static void
assert_file (EngineFixture *fixture, const char *expected)
{
  g_autofree char *people = read_file (fixture);

  g_assert_cmpstr (people, ==, expected);
}

#define ALL "marta:Marta Rojas:1 pedro:Pedro Soto:1 ana:Ana Riquelme:0 luis:Luis:0"

static void
assert_refused (EngineFixture *fixture, FielPersonChange wanted, FielPeopleError code)
{
  g_autofree char *before = read_file (fixture);
  g_autofree char *kept = fiel_memory_secrets_dump (people_fixture_get_keyring (fixture));
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (people_fixture_change (fixture, &wanted, &error));
  g_assert_error (error, FIEL_PEOPLE_ERROR, (int) code);
  if (wanted.pin != NULL && strlen (wanted.pin) > 3)
    g_assert_null (strstr (error->message, wanted.pin));
  assert_file (fixture, before);
  after = fiel_memory_secrets_dump (people_fixture_get_keyring (fixture));
  g_assert_cmpstr (after, ==, kept);
}

static void
assert_lets_in (EngineFixture *fixture, const char *key, const char *pin)
{
  g_autoptr (GError) error = NULL;

  people_fixture_sign_in (fixture, key, pin, &error);
  g_assert_no_error (error);
}

static void
assert_wrong (EngineFixture *fixture, const char *key, const char *pin)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (people_fixture_sign_in (fixture, key, pin, &error));
  g_assert_error (error, FIEL_PEOPLE_ERROR, FIEL_PEOPLE_ERROR_WRONG_PIN);
}

static void
assert_note (EngineFixture *fixture, const char *expected)
{
  g_autofree char *notes = people_fixture_read_notes (fixture);

  if (!g_str_has_suffix (notes, expected))
    g_error ("the last notes are not “%s” but “%s”", expected, notes);
}

static void
test_only_managers (EngineFixture *fixture, gconstpointer data)
{
  const FielPersonChange someone = { .name = "Rosa", .pin = NEW_PIN };
  g_autoptr (GError) error = NULL;

  engine_fixture_start (fixture);
  assert_lets_in (fixture, "marta", PIN_MARTA);
  /* Signed in is not enough: somebody may have walked away from the till. */
  assert_refused (fixture, someone, FIEL_PEOPLE_ERROR_NOT_ALLOWED);
  g_assert_false (people_fixture_open_settings (fixture, "ana", PIN_ANA, &error));
  g_assert_error (error, FIEL_PEOPLE_ERROR, FIEL_PEOPLE_ERROR_NOT_ALLOWED);
  assert_refused (fixture, someone, FIEL_PEOPLE_ERROR_NOT_ALLOWED);

  g_clear_error (&error);
  people_fixture_open_settings (fixture, "pedro", PIN_PEDRO, &error);
  g_assert_no_error (error);
  change (fixture, &someone);
  assert_note (fixture, "opened-settings:pedro:Pedro Soto added:rosa:Pedro Soto");
  fiel_people_leave_settings (people_fixture_get_people (fixture));
  assert_refused (fixture, (FielPersonChange){ .name = "Juan", .pin = NEW_PIN }, FIEL_PEOPLE_ERROR_NOT_ALLOWED);
}

static void
test_add (EngineFixture *fixture, gconstpointer data)
{
  open_settings (fixture);
  change (fixture, &(FielPersonChange){ .name = "Rosa Ñíguez", .pin = "7391", .role = FIEL_ROLE_CASHIER });
  change (fixture, &(FielPersonChange){ .name = "Rosa. Niguez", .pin = NEW_PIN, .role = FIEL_ROLE_MANAGER });
  change (fixture, &(FielPersonChange){ .name = "李雷", .pin = NEW_PIN, .role = FIEL_ROLE_CASHIER });
  assert_file (fixture, ALL " rosa-niguez:Rosa Ñíguez:0 rosa-niguez-2:Rosa. Niguez:1 person:李雷:0");
  assert_lets_in (fixture, "rosa-niguez", "7391");
  assert_wrong (fixture, "rosa-niguez", NEW_PIN);
  assert_lets_in (fixture, "rosa-niguez-2", NEW_PIN);
  people_fixture_restart (fixture);
  assert_lets_in (fixture, "person", NEW_PIN);
}

static void
test_refused (EngineFixture *fixture, gconstpointer data)
{
  g_autofree char *long_name = g_strnfill (65, 'a');
  const char *const names[] = { "", " Rosa", "Rosa\nrole=manager", "4111 1111 1111 1111", "ana  RIQUELME", long_name };

  open_settings (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    assert_refused (fixture, (FielPersonChange){ .name = names[i], .pin = NEW_PIN }, FIEL_PEOPLE_ERROR_PERSON);
  assert_refused (fixture, (FielPersonChange){ .name = NULL, .pin = NEW_PIN }, FIEL_PEOPLE_ERROR_PERSON);
  assert_refused (fixture, (FielPersonChange){ .name = "Rosa", .pin = NULL }, FIEL_PEOPLE_ERROR_PERSON);
  assert_refused (fixture, (FielPersonChange){ .name = "Rosa", .pin = "1234" }, FIEL_PEOPLE_ERROR_PERSON);
  assert_refused (fixture, (FielPersonChange){ .name = "Rosa", .pin = "739" }, FIEL_PEOPLE_ERROR_PERSON);
  assert_refused (fixture, (FielPersonChange){ .name = "Rosa", .pin = "73915", .role = FIEL_ROLE_MANAGER },
                  FIEL_PEOPLE_ERROR_PERSON);
  assert_refused (fixture, (FielPersonChange){ .key = "nobody", .name = "Rosa", .pin = NEW_PIN },
                  FIEL_PEOPLE_ERROR_PERSON);
  /* Four digits do not become a manager's PIN. */
  assert_refused (fixture, (FielPersonChange){ .key = "ana", .name = "Ana", .role = FIEL_ROLE_MANAGER },
                  FIEL_PEOPLE_ERROR_PERSON);
}

static void
test_change (EngineFixture *fixture, gconstpointer data)
{
  open_settings (fixture);
  assert_lets_in (fixture, "ana", PIN_ANA);
  change (fixture, &(FielPersonChange){ .key = "ana", .name = "Ana Soto" });
  g_assert_cmpstr (fiel_people_get_actor (people_fixture_get_people (fixture)), ==, "Ana Soto");
  assert_lets_in (fixture, "ana", PIN_ANA);
  change (fixture, &(FielPersonChange){ .key = "ana", .name = "Ana Soto", .role = FIEL_ROLE_MANAGER, .pin = NEW_PIN });
  assert_wrong (fixture, "ana", PIN_ANA);
  assert_lets_in (fixture, "ana", NEW_PIN);
  assert_file (fixture, "marta:Marta Rojas:1 pedro:Pedro Soto:1 ana:Ana Soto:1 luis:Luis:0");
  assert_note (fixture, "changed:ana:Marta Rojas signed-in:ana:Ana Soto got-pin:ana:Marta Rojas wrong-pin:ana:Ana Soto "
                        "signed-in:ana:Ana Soto");
}

/* A new PIN ends the wait; the wrong ones before it are in the journal. */
static void
test_new_pin_ends_wait (EngineFixture *fixture, gconstpointer data)
{
  open_settings (fixture);
  for (guint i = 0; i < 5; i++)
    assert_wrong (fixture, "ana", "1");
  g_assert_cmpint (fiel_people_get_wait_us (people_fixture_get_people (fixture), people_fixture_get_person (fixture, "ana")),
                   >, 0);
  change (fixture, &(FielPersonChange){ .key = "ana", .name = "Ana Riquelme", .pin = NEW_PIN });
  people_fixture_restart (fixture);
  assert_lets_in (fixture, "ana", NEW_PIN);
}

static void
test_last_manager (EngineFixture *fixture, gconstpointer data)
{
  open_settings (fixture);
  change (fixture, &(FielPersonChange){ .key = "pedro", .remove = TRUE });
  assert_refused (fixture, (FielPersonChange){ .key = "marta", .remove = TRUE }, FIEL_PEOPLE_ERROR_NOT_ALLOWED);
  assert_refused (fixture, (FielPersonChange){ .key = "marta", .name = "Marta", .role = FIEL_ROLE_CASHIER },
                  FIEL_PEOPLE_ERROR_NOT_ALLOWED);
  change (fixture, &(FielPersonChange){ .key = "luis", .name = "Luis", .role = FIEL_ROLE_MANAGER, .pin = NEW_PIN });
  /* Whoever is no manager any more changes nothing more. */
  change (fixture, &(FielPersonChange){ .key = "marta", .name = "Marta", .role = FIEL_ROLE_CASHIER });
  assert_refused (fixture, (FielPersonChange){ .key = "ana", .remove = TRUE }, FIEL_PEOPLE_ERROR_NOT_ALLOWED);
  assert_file (fixture, "marta:Marta:0 ana:Ana Riquelme:0 luis:Luis:1");
}

static void
test_remove (EngineFixture *fixture, gconstpointer data)
{
  g_autofree char *kept = NULL;

  open_settings (fixture);
  assert_lets_in (fixture, "ana", PIN_ANA);
  change (fixture, &(FielPersonChange){ .key = "ana", .remove = TRUE });
  g_assert_true (fiel_people_get_locked (people_fixture_get_people (fixture)));
  g_assert_null (fiel_people_find (people_fixture_get_people (fixture), "ana"));
  kept = fiel_memory_secrets_dump (people_fixture_get_keyring (fixture));
  g_assert_null (strstr (kept, " ana "));
  g_assert_nonnull (strstr (kept, " luis "));
  assert_file (fixture, "marta:Marta Rojas:1 pedro:Pedro Soto:1 luis:Luis:0");
  assert_note (fixture, "removed:ana:Marta Rojas");
}

/* The first of a store. */
static void
test_first (EngineFixture *fixture, gconstpointer data)
{
  FielPeople *people = NULL;

  engine_fixture_start (fixture);
  people = people_fixture_get_people (fixture);
  g_assert_cmpstr (fiel_people_get_actor (people), ==, "Carla");
  assert_refused (fixture, (FielPersonChange){ .name = "Rosa", .pin = NEW_PIN, .role = FIEL_ROLE_CASHIER },
                  FIEL_PEOPLE_ERROR_NOT_ALLOWED);
  assert_refused (fixture, (FielPersonChange){ .name = "Rosa", .role = FIEL_ROLE_MANAGER }, FIEL_PEOPLE_ERROR_PERSON);
  change (fixture, &(FielPersonChange){ .name = "Rosa", .pin = NEW_PIN, .role = FIEL_ROLE_MANAGER });
  g_assert_true (fiel_people_get_locked (people));
  /* She goes on with the others. */
  change (fixture, &(FielPersonChange){ .name = "Juan", .pin = "7391", .role = FIEL_ROLE_CASHIER });
  assert_note (fixture, "added:rosa:Carla added:juan:Rosa");
  people_fixture_restart (fixture);
  assert_file (fixture, "rosa:Rosa:1 juan:Juan:0");
  assert_lets_in (fixture, "rosa", NEW_PIN);
}

static void
test_keyring_fails (EngineFixture *fixture, gconstpointer data)
{
  open_settings (fixture);
  fiel_memory_secrets_fail (people_fixture_get_keyring (fixture), TRUE, FIEL_SECRETS_ERROR_LOCKED);
  assert_refused (fixture, (FielPersonChange){ .name = "Rosa", .pin = NEW_PIN }, FIEL_PEOPLE_ERROR_KEYRING);
  assert_note (fixture, "added:rosa:Marta Rojas not-changed:rosa:Marta Rojas");
  /* A name needs no keyring; whoever is gone is gone although their hash is still there. */
  change (fixture, &(FielPersonChange){ .key = "luis", .name = "Luis Mella" });
  change (fixture, &(FielPersonChange){ .key = "ana", .remove = TRUE });
  assert_file (fixture, "marta:Marta Rojas:1 pedro:Pedro Soto:1 luis:Luis Mella:0");
}

/* The profile cannot be written: a folder stands in its place. */
static void
test_profile_fails (EngineFixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "profile.conf", NULL);
  g_autofree char *aside = g_build_filename (fixture->folder, "aside", NULL);
  g_autofree char *inside = g_build_filename (path, "inside", NULL);
  const FielPersonChange rename_luis = { .key = "luis", .name = "Luis Mella" };
  g_autoptr (GError) error = NULL;

  open_settings (fixture);
  g_assert_cmpint (g_rename (path, aside), ==, 0);
  g_assert_cmpint (g_mkdir_with_parents (inside, 0700), ==, 0);
  g_assert_false (people_fixture_change (fixture, &rename_luis, &error));
  g_assert_error (error, FIEL_PEOPLE_ERROR, FIEL_PEOPLE_ERROR_STORAGE);
  g_assert_cmpstr (fiel_person_get_name (people_fixture_get_person (fixture, "luis")), ==, "Luis");
  assert_note (fixture, "changed:luis:Marta Rojas not-changed:luis:Marta Rojas");

  g_assert_cmpint (g_rmdir (inside), ==, 0);
  g_assert_cmpint (g_rmdir (path), ==, 0);
  g_assert_cmpint (g_rename (aside, path), ==, 0);
  assert_file (fixture, ALL);
  change (fixture, &rename_luis);
}

static void
test_recovery (EngineFixture *fixture, gconstpointer data)
{
  engine_fixture_start (fixture);
  fiel_people_recover (people_fixture_get_people (fixture), "Recovery by shop");
  change (fixture, &(FielPersonChange){ .key = "marta", .name = "Marta Rojas", .role = FIEL_ROLE_MANAGER, .pin = NEW_PIN });
  assert_lets_in (fixture, "marta", NEW_PIN);
  assert_note (fixture, "got-pin:marta:Recovery by shop signed-in:marta:Marta Rojas");
  people_fixture_restart (fixture);
  assert_refused (fixture, (FielPersonChange){ .key = "ana", .remove = TRUE }, FIEL_PEOPLE_ERROR_NOT_ALLOWED);
}

/* Who changed the other settings is in the journal as well. */
static void
test_settings (EngineFixture *fixture, gconstpointer data)
{
  open_settings (fixture);
  fiel_people_note_settings (people_fixture_get_people (fixture), "[till]\nmax-sale=1\n", "[till]\nmax-sale=2\n");
  assert_note (fixture, "opened-settings:marta:Marta Rojas changed-settings:marta:Marta Rojas");
  /* Nothing is different, nothing is said. */
  fiel_people_note_settings (people_fixture_get_people (fixture), "[till]\nmax-sale=2\n", "[till]\nmax-sale=2\n");
  assert_note (fixture, "opened-settings:marta:Marta Rojas changed-settings:marta:Marta Rojas");
}

static void
test_nothing_leaks (EngineFixture *fixture, gconstpointer data)
{
  open_settings (fixture);
  change (fixture, &(FielPersonChange){ .key = "ana", .name = "Ana Soto", .pin = PIN_LUIS });
  change (fixture, &(FielPersonChange){ .name = "Rosa", .pin = PIN_ANA });
  people_fixture_assert_nothing_leaked (fixture);
  engine_fixture_start (fixture);
}

int
main (int argc, char *argv[])
{
  people_fixture_watch_log ();
  g_test_init (&argc, &argv, NULL);

#define add_test(path, people, function)                                                                               \
  g_test_add (path, EngineFixture, people, people_fixture_set_up, function, engine_fixture_tear_down)

  add_test ("/people-editor/only-managers", NULL, test_only_managers);
  add_test ("/people-editor/add", NULL, test_add);
  add_test ("/people-editor/refused", NULL, test_refused);
  add_test ("/people-editor/change", NULL, test_change);
  add_test ("/people-editor/new-pin-ends-wait", NULL, test_new_pin_ends_wait);
  add_test ("/people-editor/last-manager", NULL, test_last_manager);
  add_test ("/people-editor/remove", NULL, test_remove);
  add_test ("/people-editor/first", "cashier=Carla\n", test_first);
  add_test ("/people-editor/keyring-fails", NULL, test_keyring_fails);
  add_test ("/people-editor/profile-fails", NULL, test_profile_fails);
  add_test ("/people-editor/recovery", NULL, test_recovery);
  add_test ("/people-editor/settings", NULL, test_settings);
  add_test ("/people-editor/nothing-leaks", NULL, test_nothing_leaks);

  return g_test_run ();
}
