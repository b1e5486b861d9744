/* people-fixture.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "people-fixture.h"

#include "fiel-engine-private.h"
#include "fiel-journal.h"
#include "fiel-pin.h"
#include "fiel-test.h"

#include <string.h>

static const char default_people[] = "return-limit=20000\n"
                                     "[person marta]\nname=Marta Rojas\nrole=manager\n"
                                     "[person pedro]\nname=Pedro Soto\nrole=manager\n"
                                     "[person ana]\nname=Ana Riquelme\nrole=cashier\n"
                                     "[person luis]\nname=Luis\nrole=cashier\n";

static const struct
{
  const char *key;
  const char *pin;
} pins[] = {
  { "marta", PIN_MARTA },
  { "pedro", PIN_PEDRO },
  { "ana", PIN_ANA },
  { "luis", PIN_LUIS },
};

static char *hashes[G_N_ELEMENTS (pins)];

/* Hashing takes its time: once for all tests. */
static void
fill_keyring (EngineFixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->folder, "profile.conf", NULL);
  g_autofree char *scope = g_strdup_printf (FIEL_SECRETS_PEOPLE "%s", path);
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (pins); i++)
    {
      if (hashes[i] == NULL)
        hashes[i] = fiel_pin_hash (pins[i].pin, &error);
      g_assert_no_error (error);
      fiel_secrets_store (fixture->secrets, scope, pins[i].key, hashes[i], &error);
      g_assert_no_error (error);
    }
}

void
people_fixture_set_up (EngineFixture *fixture, gconstpointer people)
{
  g_autoptr (GError) error = NULL;

  fixture->till_keys = people != NULL ? people : default_people;
  engine_fixture_set_up (fixture, NULL);
  fixture->secrets = fiel_memory_secrets_new ();
  fiel_secrets_store (fixture->secrets, "fake", "client-secret", "open sesame", &error);
  g_assert_no_error (error);
  fill_keyring (fixture);
}

FielPeople *
people_fixture_get_people (EngineFixture *fixture)
{
  return fiel_engine_get_people (fixture->engine);
}

FielPerson *
people_fixture_get_person (EngineFixture *fixture, const char *key)
{
  FielPerson *person = fiel_people_find (people_fixture_get_people (fixture), key);

  g_assert_nonnull (person);

  return person;
}

FielMemorySecrets *
people_fixture_get_keyring (EngineFixture *fixture)
{
  return FIEL_MEMORY_SECRETS (fixture->secrets);
}

static void
keep_result (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **kept = user_data;

  *kept = g_object_ref (result);
}

static gboolean
has_result (gpointer user_data)
{
  GAsyncResult **kept = user_data;

  return *kept != NULL;
}

gboolean
people_fixture_sign_in (EngineFixture *fixture, const char *key, const char *pin, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  fiel_people_sign_in_async (people_fixture_get_people (fixture), people_fixture_get_person (fixture, key), pin,
                             keep_result, &result);
  fiel_test_run_until (has_result, &result, "they are signed in or not", 20);

  return fiel_people_sign_in_finish (people_fixture_get_people (fixture), result, error);
}

gboolean
people_fixture_approve (EngineFixture *fixture, const char *key, const char *pin, FielAct act, const char *subject,
                        GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  fiel_people_approve_async (people_fixture_get_people (fixture), people_fixture_get_person (fixture, key), pin, act,
                             subject, keep_result, &result);
  fiel_test_run_until (has_result, &result, "it is approved or not", 20);

  return fiel_people_approve_finish (people_fixture_get_people (fixture), result, error);
}

gboolean
people_fixture_open_settings (EngineFixture *fixture, const char *key, const char *pin, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  fiel_people_open_settings_async (people_fixture_get_people (fixture), people_fixture_get_person (fixture, key), pin,
                                   keep_result, &result);
  fiel_test_run_until (has_result, &result, "the settings are open or not", 20);

  return fiel_people_open_settings_finish (people_fixture_get_people (fixture), result, error);
}

gboolean
people_fixture_change (EngineFixture *fixture, const FielPersonChange *change, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  fiel_people_change_async (people_fixture_get_people (fixture), change, keep_result, &result);
  fiel_test_run_until (has_result, &result, "they are changed or not", 20);

  return fiel_people_change_finish (people_fixture_get_people (fixture), result, error);
}

char *
people_fixture_read_notes (EngineFixture *fixture)
{
  FielJournal *journal = fiel_engine_get_journal (fixture->engine);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (GError) error = NULL;
  GString *text = g_string_new (NULL);

  fiel_journal_list_events_async (journal, NULL, 0, 0, keep_result, &result);
  fiel_test_run_until (has_result, &result, "the journal is read", 20);
  events = fiel_journal_list_events_finish (journal, result, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < events->len; i++)
    {
      FielJournalEvent *event = g_ptr_array_index (events, i);

      if (fiel_journal_event_get (event, FIEL_FIELD_PERSON) != NULL)
        g_string_append_printf (text, "%s%s:%s:%s", text->len > 0 ? " " : "",
                                fiel_journal_event_get (event, FIEL_FIELD_PERSON_ACT),
                                fiel_journal_event_get (event, FIEL_FIELD_PERSON),
                                fiel_journal_event_get_actor (event));
    }

  return g_string_free (text, FALSE);
}

void
people_fixture_restart (EngineFixture *fixture)
{
  engine_fixture_stop (fixture);
  engine_fixture_start (fixture);
}

static void
assert_clean (const char *bytes, gsize length, const char *what)
{
  for (gsize i = 0; i < G_N_ELEMENTS (pins); i++)
    {
      if (memmem (bytes, length, pins[i].pin, strlen (pins[i].pin)) != NULL)
        g_error ("the PIN of %s is in %s", pins[i].key, what);
      if (memmem (bytes, length, hashes[i], strlen (hashes[i])) != NULL)
        g_error ("the hash of %s is in %s", pins[i].key, what);
    }
  if (memmem (bytes, length, "$argon2", strlen ("$argon2")) != NULL)
    g_error ("a hash is in %s", what);
}

static void
assert_clean_export (EngineFixture *fixture)
{
  FielJournal *journal = fiel_engine_get_journal (fixture->engine);
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (FielJournalExtract) extract = NULL;
  g_autoptr (GError) error = NULL;

  fiel_journal_export_async (journal, stream, NULL, NULL, NULL, keep_result, &result);
  fiel_test_run_until (has_result, &result, "the journal is exported", 20);
  g_assert_true (fiel_journal_export_finish (journal, result, &extract, &error));
  g_assert_no_error (error);
  assert_clean (g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (stream)),
                g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (stream)), "the export");
}

static GString *logged;

static GLogWriterOutput
keep_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  g_autofree char *line = g_log_writer_format_fields (level, fields, n_fields, FALSE);

  g_string_append (logged, line);
  if ((level & (G_LOG_LEVEL_INFO | G_LOG_LEVEL_DEBUG)) != 0)
    return G_LOG_WRITER_HANDLED;

  return g_log_writer_default (level, fields, n_fields, user_data);
}

void
people_fixture_watch_log (void)
{
  logged = g_string_new (NULL);
  g_log_set_writer_func (keep_log, NULL, NULL);
}

void
people_fixture_assert_nothing_leaked (EngineFixture *fixture)
{
  g_autoptr (GDir) folder = NULL;
  const char *name = NULL;

  assert_clean_export (fixture);
  g_debug ("The log is watched");
  g_assert_nonnull (strstr (logged->str, "The log is watched"));
  assert_clean (logged->str, logged->len, "the log");
  engine_fixture_stop (fixture);
  folder = g_dir_open (fixture->folder, 0, NULL);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
      g_autofree char *bytes = NULL;
      gsize length = 0;

      if (g_file_get_contents (path, &bytes, &length, NULL))
        assert_clean (bytes, length, name);
    }
}
