/* fiel-people-editor.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-people-editor.h"

#include "fiel-people-private.h"
#include "fiel-pin.h"
#include "fiel-plain-text.h"
#include "fiel-profile-draft.h"
#include "fiel-profile-people.h"
#include "fiel-redact.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Changing who works in the store:
 *
 *   checked ──► written down ──► PIN in the keyring ──► profile saved ──► shown
 *
 * Whatever fails after it was written down is written down as well, and then nothing has changed: the PIN of somebody
 * who is not in the profile opens nothing. Only whoever had a PIN already has the new one although the profile could
 * not be saved, and the sentence says so. */

#define MAX_NAME 64

typedef struct
{
  FielPersonChange change;   /* its texts are owned; the PIN is overwritten before it is freed */
  char *who;                 /* owned: who changes it */
  gboolean is_first;         /* of this store */
  GError *failure;           /* owned, nullable: what will be said once it is written down */
} Job;

static void noted_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void kept_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void forgotten_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void failure_noted_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
job_free (Job *job)
{
  g_free ((char *) job->change.key);
  g_free ((char *) job->change.name);
  fiel_pin_wipe ((char *) job->change.pin);
  g_free (job->who);
  g_clear_error (&job->failure);
  g_free (job);
}

static gboolean
refuse (GError **error, FielPeopleError code, const char *sentence)
{
  g_set_error_literal (error, FIEL_PEOPLE_ERROR, (int) code, sentence);

  return FALSE;
}

/* Whether a manager is left when nobody but @without counts. */
static gboolean
has_other_manager (FielPeople *people, const char *without)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (people)); i++)
    {
      g_autoptr (FielPerson) person = g_list_model_get_item (G_LIST_MODEL (people), i);

      if (fiel_person_get_role (person) == FIEL_ROLE_MANAGER && g_strcmp0 (fiel_person_get_key (person), without) != 0)
        return TRUE;
    }

  return FALSE;
}

static gboolean
check_name (FielPeople *people, const FielPersonChange *change, GError **error)
{
  if (change->name == NULL || !fiel_plain_text_is_fine (change->name, MAX_NAME)
      || fiel_redact_may_hide_card (change->name))
    return refuse (error, FIEL_PEOPLE_ERROR_PERSON,
                   _ ("Write the name in one line, at most 64 characters, and nothing like a card number."));

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (people)); i++)
    {
      g_autoptr (FielPerson) person = g_list_model_get_item (G_LIST_MODEL (people), i);

      if (g_strcmp0 (fiel_person_get_key (person), change->key) != 0
          && fiel_plain_text_is_same_name (fiel_person_get_name (person), change->name))
        return refuse (error, FIEL_PEOPLE_ERROR_PERSON,
                       _ ("Somebody has this name already. Give both a name that tells them apart."));
    }

  return TRUE;
}

static gboolean
check_pin (const FielPersonChange *change, FielPerson *person, GError **error)
{
  g_autoptr (GError) trouble = NULL;

  if (change->pin != NULL)
    {
      if (fiel_pin_check (change->pin, change->role, change->name, &trouble))
        return TRUE;
      return refuse (error, FIEL_PEOPLE_ERROR_PERSON, trouble->message);
    }
  if (person == NULL)
    return refuse (error, FIEL_PEOPLE_ERROR_PERSON, _ ("Everybody needs a PIN of their own. Let them type one."));
  if (change->role == FIEL_ROLE_MANAGER && fiel_person_get_role (person) != FIEL_ROLE_MANAGER)
    return refuse (error, FIEL_PEOPLE_ERROR_PERSON,
                   _ ("The PIN of a manager is longer. Let them type a new one."));

  return TRUE;
}

static gboolean
check_who (FielPeople *people, GError **error)
{
  if (fiel_people_get_scribe (people) == NULL)
    return refuse (error, FIEL_PEOPLE_ERROR_NOT_READY, _ ("The till is still starting. Try again in a moment."));
  if (fiel_people_get_exist (people) && fiel_people_get_changing_settings (people) == NULL
      && fiel_people_get_recoverer (people) == NULL)
    return refuse (error, FIEL_PEOPLE_ERROR_NOT_ALLOWED, _ ("Only a manager may change people."));

  return TRUE;
}

gboolean
fiel_people_check_change (FielPeople *people, const FielPersonChange *change, GError **error)
{
  FielPerson *person = NULL;
  gboolean stays_manager;

  g_return_val_if_fail (FIEL_IS_PEOPLE (people), FALSE);
  g_return_val_if_fail (change != NULL, FALSE);

  if (!check_who (people, error))
    return FALSE;

  person = change->key != NULL ? fiel_people_find (people, change->key) : NULL;
  if (change->key != NULL && person == NULL)
    return refuse (error, FIEL_PEOPLE_ERROR_PERSON, _ ("There is no such person any more."));

  stays_manager = !change->remove && change->role == FIEL_ROLE_MANAGER;
  if (!stays_manager && !has_other_manager (people, change->key))
    return refuse (error, FIEL_PEOPLE_ERROR_NOT_ALLOWED,
                   person == NULL
                     ? _ ("The first person of a store is a manager: somebody has to be able to let others in.")
                     : _ ("This is the only manager. Make somebody else one first."));

  return change->remove || (check_name (people, change, error) && check_pin (change, person, error));
}

/* [person KEY] for a name: its letters a-z, and a number if somebody has that. (transfer full) */
static char *
make_key (FielPeople *people, const char *name)
{
  g_autofree char *ascii = g_str_to_ascii (name, "C");
  g_autoptr (GString) word = g_string_new (NULL);
  g_autofree char *key = NULL;

  for (const char *at = ascii; *at != '\0' && word->len < 32; at++)
    if (g_ascii_isalnum (*at))
      g_string_append_c (word, g_ascii_tolower (*at));
    else if (word->len > 0 && word->str[word->len - 1] != '-')
      g_string_append_c (word, '-');
  while (word->len > 0 && word->str[word->len - 1] == '-')
    g_string_truncate (word, word->len - 1);
  if (word->len == 0)
    g_string_append (word, "person");

  key = g_strdup (word->str);
  for (guint n = 2; fiel_people_find (people, key) != NULL; n++)
    {
      g_free (key);
      key = g_strdup_printf ("%s-%u", word->str, n);
    }

  return g_steal_pointer (&key);
}

static char *
describe (const char *name, FielRole role)
{
  return g_strdup_printf ("%s, %s", name, role == FIEL_ROLE_MANAGER ? "manager" : "cashier");
}

static FielPersonAct
find_act (const FielPersonChange *change, FielPerson *person)
{
  if (person == NULL)
    return FIEL_PERSON_ACT_ADDED;
  if (change->remove)
    return FIEL_PERSON_ACT_REMOVED;

  return change->pin != NULL ? FIEL_PERSON_ACT_GOT_PIN : FIEL_PERSON_ACT_CHANGED;
}

static void
write_down (FielPeople *people, GTask *task)
{
  Job *job = g_task_get_task_data (task);
  FielPerson *person = fiel_people_find (people, job->change.key);
  g_autoptr (FielJournalEvent) note =
    fiel_people_new_note (people, job->change.key, find_act (&job->change, person), job->who);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  if (person != NULL)
    before = describe (fiel_person_get_name (person), fiel_person_get_role (person));
  if (!job->change.remove)
    after = describe (job->change.name, job->change.role);
  fiel_journal_event_set (note, FIEL_FIELD_BEFORE, before);
  fiel_journal_event_set (note, FIEL_FIELD_AFTER, after);
  fiel_scribe_write_async (fiel_people_get_scribe (people), note, FIEL_JOURNAL_DURABLE, noted_cb, g_object_ref (task));
}

static const char *
find_who (FielPeople *people)
{
  FielPerson *manager = fiel_people_get_changing_settings (people);

  if (fiel_people_get_recoverer (people) != NULL)
    return fiel_people_get_recoverer (people);

  return manager != NULL ? fiel_person_get_name (manager) : fiel_people_get_actor (people);
}

void
fiel_people_change_async (FielPeople *people, const FielPersonChange *change, GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Job *job = NULL;
  GError *error = NULL;

  g_return_if_fail (FIEL_IS_PEOPLE (people));
  g_return_if_fail (change != NULL);

  task = g_task_new (people, NULL, callback, user_data);
  g_task_set_source_tag (task, fiel_people_change_async);
  if (!fiel_people_check_change (people, change, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  job = g_new0 (Job, 1);
  job->change = *change;
  job->change.key = change->key != NULL ? g_strdup (change->key) : make_key (people, change->name);
  job->change.name = g_strdup (change->name);
  job->change.pin = g_strdup (change->pin);
  job->who = g_strdup (find_who (people));
  job->is_first = !fiel_people_get_exist (people);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  write_down (people, task);
}

/* @error: (transfer full) */
static void
fail (GTask *task, GError *error)
{
  FielPeople *people = g_task_get_source_object (task);
  Job *job = g_task_get_task_data (task);
  g_autoptr (FielJournalEvent) note = NULL;

  job->failure = error;
  if (fiel_people_get_scribe (people) == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&job->failure));
      return;
    }

  note = fiel_people_new_note (people, job->change.key, FIEL_PERSON_ACT_NOT_CHANGED, job->who);
  fiel_journal_event_set (note, FIEL_FIELD_DETAIL, error->message);
  fiel_scribe_write_async (fiel_people_get_scribe (people), note, FIEL_JOURNAL_DURABLE, failure_noted_cb,
                           g_object_ref (task));
}

static void
failure_noted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Job *job = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (!fiel_scribe_write_finish (FIEL_SCRIBE (source), result, &error))
    g_warning ("That a person was not changed could not be written down: %s", error->message);
  g_task_return_error (task, g_steal_pointer (&job->failure));
}

/* (transfer full): everybody, with the change. */
static GPtrArray *
apply (const Job *job, GPtrArray *before)
{
  const FielPersonChange *change = &job->change;
  GPtrArray *after = fiel_profile_people_copy (before);
  gboolean found = FALSE;

  for (guint i = after->len; i > 0; i--)
    {
      FielProfilePerson *person = g_ptr_array_index (after, i - 1);

      if (!g_str_equal (person->key, change->key))
        continue;
      found = TRUE;
      if (change->remove)
        {
          g_ptr_array_remove_index (after, i - 1);
          break;
        }
      g_free (person->name);
      person->name = g_strdup (change->name);
      person->role = change->role;
    }
  if (!found)
    g_ptr_array_add (after, fiel_profile_person_new (change->key, change->name, change->role));

  return after;
}

static gboolean
change_draft (FielProfileDraft *draft, const Job *job, gboolean someone_new, GError **error)
{
  const FielPersonChange *change = &job->change;
  const char *role = change->role == FIEL_ROLE_MANAGER ? "manager" : "cashier";
  g_autofree char *group = g_strconcat ("person ", change->key, NULL);

  if (change->remove)
    return fiel_profile_draft_remove_group (draft, "person", change->key, error);

  return (!job->is_first || fiel_profile_draft_set (draft, "till", "cashier", NULL, error))
         && (!someone_new || fiel_profile_draft_add_group (draft, "person", change->key, error))
         && fiel_profile_draft_set (draft, group, "name", change->name, error)
         && fiel_profile_draft_set (draft, group, "role", role, error);
}

/* In the file as it is now, which may say more than the till works with yet. */
static gboolean
write_file (FielProfile *profile, const Job *job, gboolean someone_new, GError **error)
{
  g_autoptr (FielProfileDraft) draft = fiel_profile_draft_new (profile, NULL, error);
  gboolean changed = FALSE;

  if (draft == NULL)
    return FALSE;

  fiel_profile_draft_begin (draft);
  changed = change_draft (draft, job, someone_new, error);

  return fiel_profile_draft_commit (draft, changed ? error : NULL) && changed && fiel_profile_draft_save (draft, error);
}

static gboolean
save (FielPeople *people, const Job *job, GError **error)
{
  const gboolean someone_new = fiel_people_find (people, job->change.key) == NULL;
  FielProfile *profile = fiel_people_get_profile (people);
  g_autoptr (GPtrArray) before = fiel_profile_people_copy (fiel_profile_get_people (profile));
  g_autoptr (GPtrArray) after = apply (job, before);

  if (!fiel_profile_set_people (profile, after, error))
    return FALSE;
  if (write_file (profile, job, someone_new, error))
    return TRUE;

  /* What was right before is right now. */
  if (!fiel_profile_set_people (profile, before, NULL))
    g_warning ("The people of the profile could not be put back");

  return FALSE;
}

/* After the keyring: the profile. */
static void
finish_change (GTask *task)
{
  FielPeople *people = g_task_get_source_object (task);
  Job *job = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (!save (people, job, &error))
    {
      fail (task, g_error_new (FIEL_PEOPLE_ERROR, FIEL_PEOPLE_ERROR_STORAGE,
                               /* Translators: a sentence that says what went wrong. */
                               job->change.pin != NULL ? _ ("Only the PIN was changed, and nothing else. %s")
                                                       /* Translators: a sentence that says what went wrong. */
                                                       : _ ("Nothing was changed. %s"), error->message));
      return;
    }

  fiel_people_reload (people);
  if (job->is_first)
    fiel_people_trust (people, fiel_people_find (people, job->change.key));
  if (job->change.pin != NULL)
    fiel_pin_guard_forget (fiel_people_get_guard (people), job->change.key);
  if (job->change.remove)
    fiel_pin_safe_keep_async (fiel_people_get_safe (people), job->change.key, NULL, forgotten_cb, g_object_ref (task));
  else
    g_task_return_boolean (task, TRUE);
}

static void
noted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FielPeople *people = g_task_get_source_object (task);
  Job *job = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (!fiel_scribe_write_finish (FIEL_SCRIBE (source), result, &error))
    g_task_return_new_error (task, FIEL_PEOPLE_ERROR, FIEL_PEOPLE_ERROR_STORAGE,
                             /* Translators: a sentence that says what went wrong. */
                             _ ("It cannot be written down, so nothing was changed. %s"), error->message);
  else if (job->change.pin != NULL)
    fiel_pin_safe_keep_async (fiel_people_get_safe (people), job->change.key, job->change.pin, kept_cb,
                              g_steal_pointer (&task));
  else
    finish_change (task);
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (fiel_pin_safe_keep_finish (FIEL_PIN_SAFE (source), result, &error))
    finish_change (task);
  else
    fail (task, g_error_new (FIEL_PEOPLE_ERROR, FIEL_PEOPLE_ERROR_KEYRING, _ ("Nothing was changed. %s"),
                             error->message));
}

/* What is left in the keyring of somebody who is gone opens nothing. */
static void
forgotten_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (!fiel_pin_safe_keep_finish (FIEL_PIN_SAFE (source), result, &error))
    g_message ("The PIN of a person who was removed is still in the keyring: %s", error->message);
  g_task_return_boolean (task, TRUE);
}

gboolean
fiel_people_change_finish (FielPeople *people, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, people), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, fiel_people_change_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
