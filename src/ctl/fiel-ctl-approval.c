/* fiel-ctl-approval.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-ctl-approval.h"

#include "fiel-ctl-pin.h"
#include "fiel-plain-text.h"

#include <glib/gi18n.h>

#define MAX_APPROVERS 2

/* One of those who approve. */
typedef struct
{
  const char *who;      /* (unowned): as on the command line */
  FielAct act;
  char *pin;            /* (owned) (nullable); overwritten */
} Approver;

/* There is one command per run. */
static struct
{
  Approver approvers[MAX_APPROVERS];
  guint n_approvers;
  guint n_asked;
} job;

/* What is approved, while it is. */
typedef struct
{
  FielCtlSession *session;    /* (owned) */
  char *subject;              /* (owned) */
  FielCtlApproved func;
  gpointer data;              /* (owned) by free_data */
  GDestroyNotify free_data;   /* (nullable) */
} Question;

static void on_approved (GObject *source, GAsyncResult *result, gpointer user_data);

static void
question_free (Question *question)
{
  if (question->free_data != NULL)
    question->free_data (question->data);
  g_object_unref (question->session);
  g_free (question->subject);
  g_free (question);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

static void
forget_pins (void)
{
  for (guint i = 0; i < job.n_approvers; i++)
    g_clear_pointer (&job.approvers[i].pin, fiel_secrets_wipe);
}

/* @who: (nullable) */
static void
add (const char *who, FielAct act)
{
  if (who != NULL)
    job.approvers[job.n_approvers++] = (Approver){ .who = who, .act = act };
}

gboolean
fiel_ctl_approval_read (FielCtlSession *session)
{
  const FielCtlArguments *arguments = fiel_ctl_session_get_arguments (session);

  if (fiel_profile_get_people (fiel_ctl_session_get_profile (session))->len == 0)
    return TRUE;

  if (arguments->command == FIEL_CTL_COMMAND_SALE)
    add (arguments->approver, FIEL_ACT_APPROVE_SALE);
  else if (arguments->command == FIEL_CTL_COMMAND_REFUND)
    add (arguments->approver, FIEL_ACT_APPROVE_RETURN);
  else if (arguments->command == FIEL_CTL_COMMAND_JOURNAL_EXPORT)
    add (arguments->manager, FIEL_ACT_EXPORT);
  else if (arguments->command == FIEL_CTL_COMMAND_SHIFT_CLOSE)
    add (arguments->manager, FIEL_ACT_APPROVE_CLOSE);
  else if (arguments->command == FIEL_CTL_COMMAND_RESOLVE)
    {
      add (arguments->by, FIEL_ACT_RECORD_BY_HAND);
      add (arguments->witness, FIEL_ACT_WITNESS);
    }

  for (guint i = 0; i < job.n_approvers; i++)
    {
      job.approvers[i].pin = fiel_ctl_read_pin (session, job.approvers[i].who);
      if (job.approvers[i].pin == NULL)
        {
          forget_pins ();
          return FALSE;
        }
    }

  return TRUE;
}

/* By key, else by name. (transfer none) (nullable) */
static FielPerson *
find_person (FielCtlSession *session, const char *who)
{
  FielPeople *people = fiel_ctl_session_get_people (session);
  FielPerson *found = fiel_people_find (people, who);

  for (guint i = 0; found == NULL && i < g_list_model_get_n_items (G_LIST_MODEL (people)); i++)
    {
      g_autoptr (FielPerson) person = g_list_model_get_item (G_LIST_MODEL (people), i);

      if (fiel_plain_text_is_same_name (fiel_person_get_name (person), who))
        found = person;
    }

  return found;
}

const char *
fiel_ctl_approval_get_name (FielCtlSession *session, const char *who)
{
  FielPerson *person = who != NULL ? find_person (session, who) : NULL;

  return person != NULL ? fiel_person_get_name (person) : who;
}

/* The next one; when there is none left, what was approved is done. */
static void
ask_next (Question *question)
{
  g_autoptr (Question) owned = question;
  FielCtlSession *session = question->session;
  Approver *approver = NULL;
  FielPerson *person = NULL;

  /* Interrupted: nothing is done any more. */
  if (fiel_ctl_session_is_over (session))
    return;
  if (job.n_asked == job.n_approvers)
    {
      question->func (session, question->data);
      return;
    }

  approver = &job.approvers[job.n_asked++];
  person = find_person (session, approver->who);
  if (person == NULL)
    {
      forget_pins ();
      fiel_ctl_session_fail (session, FIEL_CTL_EXIT_TROUBLE,
                             /* Translators: what was typed. */
                             _ ("there is nobody with the key or name “%s”. “fielctl people list” tells all."),
                             approver->who);
      return;
    }

  fiel_people_approve_async (fiel_ctl_session_get_people (session), person, approver->pin,
                             approver->act, question->subject, on_approved, g_steal_pointer (&owned));
  g_clear_pointer (&approver->pin, fiel_secrets_wipe);
}

static void
on_approved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Question) question = user_data;
  g_autoptr (GError) error = NULL;

  if (fiel_people_approve_finish (FIEL_PEOPLE (source), result, &error))
    {
      ask_next (g_steal_pointer (&question));
      return;
    }

  forget_pins ();
  fiel_ctl_session_fail (question->session, FIEL_CTL_EXIT_TROUBLE, "%s", error->message);
}

void
fiel_ctl_approval_ask (FielCtlSession *session,
                       const char *subject,
                       FielCtlApproved func,
                       gpointer data,
                       GDestroyNotify free_data)
{
  Question *question = g_new0 (Question, 1);

  question->session = g_object_ref (session);
  question->subject = g_strdup (subject);
  question->func = func;
  question->data = data;
  question->free_data = free_data;
  ask_next (question);
}
