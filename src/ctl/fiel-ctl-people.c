/* fiel-ctl-people.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-ctl-commands.h"
#include "fiel-ctl-output.h"
#include "fiel-ctl-pin.h"

#include "fiel-people-editor.h"

#include <glib/gi18n.h>
#include <string.h>

/* fielctl people: who works in the store, without the window. PINs come one per line through standard input: first that
 * of the manager named by --by, then the new one. Nobody changes people while the window holds the journal. */

/* One change, while it is on its way. There is one per run. */
static struct
{
  FielPersonChange change;
  char *name;         /* owned, nullable */
  char *by_pin;       /* owned, nullable; overwritten */
  char *new_pin;      /* owned, nullable; overwritten */
} job;

static const char *const roles[] = { "cashier", "manager", NULL };

static void on_settings_open (GObject *source, GAsyncResult *result, gpointer user_data);
static void on_changed (GObject *source, GAsyncResult *result, gpointer user_data);

static FielPeople *
get_people (FielCtlSession *session)
{
  return fiel_engine_get_people (fiel_ctl_session_get_engine (session));
}

void
fiel_ctl_people_list (FielCtlSession *session)
{
  GPtrArray *people = NULL;

  if (!fiel_ctl_session_load_profile (session))
    return;

  people = fiel_profile_get_people (fiel_ctl_session_get_profile (session));
  for (guint i = 0; i < people->len; i++)
    {
      const FielProfilePerson *person = g_ptr_array_index (people, i);
      JsonObject *object = NULL;

      if (!fiel_ctl_session_get_arguments (session)->json)
        {
          fiel_ctl_print ("%s  %s  %s", person->key, person->role == FIEL_ROLE_MANAGER ? _ ("Manager") : _ ("Cashier"),
                          person->name);
          continue;
        }
      object = json_object_new ();
      fiel_ctl_set_text (object, "key", person->key);
      fiel_ctl_set_text (object, "role", roles[person->role]);
      fiel_ctl_set_text (object, "name", person->name);
      fiel_ctl_print_json (object);
    }
  fiel_ctl_session_finish (session, FIEL_CTL_EXIT_DONE);
}

static void
finish (FielCtlSession *session, const GError *error)
{
  const char *by = fiel_ctl_session_get_arguments (session)->by;

  g_clear_pointer (&job.name, g_free);
  g_clear_pointer (&job.by_pin, fiel_secrets_wipe);
  g_clear_pointer (&job.new_pin, fiel_secrets_wipe);
  if (by == NULL && g_error_matches (error, FIEL_PEOPLE_ERROR, FIEL_PEOPLE_ERROR_NOT_ALLOWED))
    /* Translators: a sentence, then the options that help */
    fiel_ctl_session_fail (session, FIEL_CTL_EXIT_TROUBLE,
                           /* Translators: a sentence that says what may not be done. */
                           _ ("%s Name one with --by KEY; where no manager knows a PIN, as after another till’s "
                              "profile was imported, add --recover."),
                           error->message);
  else if (error != NULL)
    fiel_ctl_session_fail (session, FIEL_CTL_EXIT_TROUBLE, "%s", error->message);
  else
    fiel_ctl_session_finish (session, FIEL_CTL_EXIT_DONE);
}

static void
change_now (FielCtlSession *session)
{
  const FielCtlArguments *arguments = fiel_ctl_session_get_arguments (session);
  FielPerson *person = job.change.key != NULL ? fiel_people_find (get_people (session), job.change.key) : NULL;

  /* What is not said stays as it is. */
  if (person != NULL)
    {
      g_free (job.name);
      job.name = g_strdup (fiel_person_get_name (person));
      if (arguments->role == NULL)
        job.change.role = fiel_person_get_role (person);
    }
  job.change.name = job.name;
  job.change.pin = job.new_pin;
  fiel_people_change_async (get_people (session), &job.change, on_changed, g_object_ref (session));
}

static void
on_changed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FielCtlSession) session = user_data;
  g_autoptr (GError) error = NULL;

  fiel_people_change_finish (FIEL_PEOPLE (source), result, &error);
  finish (session, error);
}

static void
on_settings_open (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FielCtlSession) session = user_data;
  g_autoptr (GError) error = NULL;

  if (fiel_people_open_settings_finish (FIEL_PEOPLE (source), result, &error))
    change_now (session);
  else
    finish (session, error);
}

static void
begin_change (FielCtlSession *session)
{
  const FielCtlArguments *arguments = fiel_ctl_session_get_arguments (session);
  FielPerson *manager = arguments->by != NULL ? fiel_people_find (get_people (session), arguments->by) : NULL;
  g_autofree char *who = NULL;
  g_autoptr (GError) error = NULL;

  if (arguments->recover)
    {
      /* In the journal, and not translated there. */
      who = g_strdup_printf ("fielctl --recover by %s", g_get_user_name ());
      fiel_people_recover (get_people (session), who);
    }
  if (arguments->by == NULL || arguments->recover)
    {
      change_now (session);
      return;
    }
  if (manager == NULL)
    {
      g_set_error (&error, FIEL_PEOPLE_ERROR, FIEL_PEOPLE_ERROR_PERSON,
                   /* Translators: what was typed. */
                   _ ("there is nobody with the key “%s”. “fielctl people list” tells all."), arguments->by);
      finish (session, error);
      return;
    }

  fiel_people_open_settings_async (get_people (session), manager, job.by_pin, on_settings_open, g_object_ref (session));
}

/* PINs are read before anything is opened: nothing waits for somebody who types. */
static gboolean
read_pins (FielCtlSession *session, gboolean new_pin)
{
  const FielCtlArguments *arguments = fiel_ctl_session_get_arguments (session);

  if (arguments->by != NULL && !arguments->recover)
    {
      job.by_pin = fiel_ctl_read_pin (session, arguments->by);
      if (job.by_pin == NULL)
        return FALSE;
    }
  if (new_pin)
    job.new_pin = fiel_ctl_read_pin (session, arguments->words[0]);

  return !new_pin || job.new_pin != NULL;
}

static void
start (FielCtlSession *session, gboolean new_pin)
{
  const FielCtlArguments *arguments = fiel_ctl_session_get_arguments (session);

  if (arguments->role != NULL && strcmp (arguments->role, "manager") == 0)
    job.change.role = FIEL_ROLE_MANAGER;
  if (read_pins (session, new_pin))
    fiel_ctl_session_start_engine (session, begin_change);
}

void
fiel_ctl_people_add (FielCtlSession *session)
{
  job.name = g_strdup (fiel_ctl_session_get_arguments (session)->words[0]);
  start (session, TRUE);
}

void
fiel_ctl_people_set_pin (FielCtlSession *session)
{
  job.change.key = fiel_ctl_session_get_arguments (session)->words[0];
  start (session, TRUE);
}

void
fiel_ctl_people_remove (FielCtlSession *session)
{
  job.change.key = fiel_ctl_session_get_arguments (session)->words[0];
  job.change.remove = TRUE;
  start (session, FALSE);
}
