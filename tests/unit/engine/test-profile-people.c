/* test-profile-people.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-profile.h"

#include "fiel-test.h"

#include <string.h>

#define HEAD "[fiel]\nversion=1\n[store]\nname=Shop\ncountry=cl\ncurrency=CLP\n[till]\nname=Caja 2\n"
#define PROVIDER "[provider getnet]\nkind=getnet\nenvironment=training\n"
/* Line 1 to 11. */
#define GOOD                                                                                                           \
  HEAD "[provider getnet]\nkind=getnet\nenvironment=training\n"
#define MARTA "[person marta]\nname=Marta Rojas\nrole=manager\n"
#define ANA "[person ana]\nname=Ana Riquelme\nrole=cashier\n"

static FielProfile *
load (const char *folder, const char *text, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "profile.conf", NULL);
  g_autoptr (GError) trouble = NULL;

  g_file_set_contents (path, text, -1, &trouble);
  g_assert_no_error (trouble);

  return fiel_profile_load (folder, NULL, error);
}

static void
assert_people (FielProfile *profile, const char *expected)
{
  GPtrArray *people = fiel_profile_get_people (profile);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < people->len; i++)
    {
      const FielProfilePerson *person = g_ptr_array_index (people, i);

      g_string_append_printf (text, "%s%s:%s:%d", i > 0 ? " " : "", person->key, person->name, (int) person->role);
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_reads (void)
{
  g_autofree char *folder = fiel_test_make_dir ();
  g_autoptr (FielProfile) profile = NULL;
  g_autoptr (FielProfile) again = NULL;
  g_autoptr (GError) error = NULL;

  profile = load (folder, HEAD "lock-after=3\n" PROVIDER MARTA ANA, &error);
  g_assert_no_error (error);
  assert_people (profile, "marta:Marta Rojas:1 ana:Ana Riquelme:0");
  g_assert_cmpuint (fiel_profile_get_lock_after_minutes (profile), ==, 3);
  g_assert_cmpstr (fiel_profile_get_cashier_name (profile), ==, "Caja 2");

  g_assert_true (fiel_profile_save (profile, &error));
  g_assert_no_error (error);
  again = fiel_profile_load (folder, NULL, &error);
  g_assert_no_error (error);
  assert_people (again, "marta:Marta Rojas:1 ana:Ana Riquelme:0");
  g_assert_cmpuint (fiel_profile_get_lock_after_minutes (again), ==, 3);
  fiel_test_remove_dir (folder);
}

static void
test_nobody (void)
{
  g_autofree char *folder = fiel_test_make_dir ();
  g_autoptr (FielProfile) profile = NULL;
  g_autofree char *path = g_build_filename (folder, "profile.conf", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  profile = load (folder, GOOD, &error);
  g_assert_no_error (error);
  assert_people (profile, "");
  g_assert_cmpuint (fiel_profile_get_lock_after_minutes (profile), ==, 10);
  g_assert_true (fiel_profile_save (profile, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_null (strstr (text, "people"));
  fiel_test_remove_dir (folder);
}

static void
assert_bad (const char *text, FielProfileError code, const char *message)
{
  g_autofree char *folder = fiel_test_make_dir ();
  g_autoptr (FielProfile) profile = NULL;
  g_autoptr (GError) error = NULL;

  profile = load (folder, text, &error);
  g_assert_null (profile);
  g_assert_error (error, FIEL_PROFILE_ERROR, (int) code);
  if (strstr (error->message, message) == NULL)
    g_error ("“%s” is not in “%s”", message, error->message);
  fiel_test_remove_dir (folder);
}

static void
test_wrong_lines (void)
{
  assert_bad (GOOD MARTA "[person]\nname=X\nrole=cashier\n", FIEL_PROFILE_ERROR_UNKNOWN_KEY, "line 15: [person] ");
  assert_bad (GOOD MARTA "[people]\nlock-after=1\n", FIEL_PROFILE_ERROR_UNKNOWN_KEY, "line 15: [people] ");
  assert_bad (GOOD MARTA "[person ana]\nrole=cashier\n", FIEL_PROFILE_ERROR_MISSING_KEY, "line 15: [person ana] name: ");
  assert_bad (GOOD MARTA "[person ana]\nname=Ana\n", FIEL_PROFILE_ERROR_MISSING_KEY, "line 15: [person ana] role: ");
  assert_bad (GOOD MARTA ANA "colour=red\n", FIEL_PROFILE_ERROR_UNKNOWN_KEY,
              "line 18: [person ana] colour: there is no such key here. Allowed: name, role.");
  assert_bad (GOOD MARTA "[person ana]\nname=Ana\nrole=boss\n", FIEL_PROFILE_ERROR_BAD_VALUE,
              "line 17: [person ana] role: “boss” is not known. Allowed: cashier, manager.");
  assert_bad (GOOD MARTA "[person ana]\nname=4111 1111 1111 1111\nrole=cashier\n", FIEL_PROFILE_ERROR_BAD_VALUE,
              "line 16: [person ana] name: ");
  assert_bad (GOOD ANA, FIEL_PROFILE_ERROR_BAD_VALUE, "line 14: [person ana] role: nobody here is a manager.");
  assert_bad (HEAD "lock-after=121\n" PROVIDER MARTA, FIEL_PROFILE_ERROR_BAD_VALUE, "line 9: [till] lock-after: ");
  assert_bad (HEAD "lock-after=-1\n" PROVIDER MARTA, FIEL_PROFILE_ERROR_BAD_VALUE, "line 9: [till] lock-after: ");
}

static void
test_duplicates (void)
{
  assert_bad (GOOD MARTA ANA "[person ana]\nname=Other\nrole=cashier\n", FIEL_PROFILE_ERROR_DUPLICATE,
              "line 18: [person ana] this group stands on line 15 already.");
  assert_bad (GOOD MARTA ANA "[person ana-2]\nname=ANA  riquelme\nrole=cashier\n", FIEL_PROFILE_ERROR_DUPLICATE,
              "line 19: [person ana-2] name: [person ana] has this name already.");
}

/* The one name of a till means nothing where people sign in. */
static void
test_cashier (void)
{
  assert_bad ("[fiel]\nversion=1\n[store]\nname=Shop\ncountry=cl\ncurrency=CLP\n[till]\nname=Caja 2\ncashier=Ana\n"
              "[provider getnet]\nkind=getnet\nenvironment=training\n" MARTA, FIEL_PROFILE_ERROR_BAD_VALUE,
              "line 9: [till] cashier: this is only allowed where there are no people.");
}

static void
test_no_pins (void)
{
  assert_bad (GOOD MARTA "pin=739146\n", FIEL_PROFILE_ERROR_SECRET, "line 15: [person marta] pin: a PIN does not belong");
  assert_bad (GOOD MARTA "pin=739146\n", FIEL_PROFILE_ERROR_SECRET, "fielctl people set-pin marta");
}

static void
test_too_many (void)
{
  g_autoptr (GString) text = g_string_new (GOOD MARTA);

  for (guint i = 0; i < 64; i++)
    g_string_append_printf (text, "[person p%u]\nname=P %u\nrole=cashier\n", i, i);
  assert_bad (text->str, FIEL_PROFILE_ERROR_BAD_VALUE, "[person p63] these are too many people. At most 64 are allowed.");
}

static void
add (GPtrArray *people, const char *key, const char *name, FielRole role)
{
  g_ptr_array_add (people, fiel_profile_person_new (key, name, role));
}

/* The reader judges what the program changes, too. */
static void
test_set (void)
{
  g_autofree char *folder = fiel_test_make_dir ();
  g_autoptr (FielProfile) profile = NULL;
  g_autoptr (GPtrArray) people = g_ptr_array_new_with_free_func ((GDestroyNotify) fiel_profile_person_free);
  g_autoptr (GError) error = NULL;

  profile = load (folder, "[fiel]\nversion=1\n[store]\nname=Shop\ncountry=cl\ncurrency=CLP\n[till]\nname=Caja 2\n"
                          "cashier=Carla\n[provider getnet]\nkind=getnet\nenvironment=training\n", &error);
  g_assert_no_error (error);
  add (people, "ana", "Ana", FIEL_ROLE_CASHIER);
  g_assert_false (fiel_profile_set_people (profile, people, &error));
  g_assert_error (error, FIEL_PROFILE_ERROR, FIEL_PROFILE_ERROR_BAD_VALUE);
  g_clear_error (&error);
  g_assert_cmpstr (fiel_profile_get_cashier_name (profile), ==, "Carla");

  add (people, "marta", "Marta\nrole=cashier\n[person x]\nname=X", FIEL_ROLE_MANAGER);
  g_assert_false (fiel_profile_set_people (profile, people, &error));
  g_assert_error (error, FIEL_PROFILE_ERROR, FIEL_PROFILE_ERROR_BAD_VALUE);
  g_clear_error (&error);
  assert_people (profile, "");

  g_ptr_array_remove_index (people, 1);
  add (people, "marta", "Marta", FIEL_ROLE_MANAGER);
  g_assert_true (fiel_profile_set_people (profile, people, &error));
  g_assert_no_error (error);
  assert_people (profile, "ana:Ana:0 marta:Marta:1");
  g_assert_cmpstr (fiel_profile_get_cashier_name (profile), ==, "Caja 2");
  fiel_test_remove_dir (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/profile-people/reads", test_reads);
  g_test_add_func ("/profile-people/nobody", test_nobody);
  g_test_add_func ("/profile-people/wrong-lines", test_wrong_lines);
  g_test_add_func ("/profile-people/duplicates", test_duplicates);
  g_test_add_func ("/profile-people/cashier", test_cashier);
  g_test_add_func ("/profile-people/no-pins", test_no_pins);
  g_test_add_func ("/profile-people/too-many", test_too_many);
  g_test_add_func ("/profile-people/set", test_set);

  return g_test_run ();
}
