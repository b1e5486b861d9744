/* fiel-attempt-notes.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-attempt-notes.h"

#include "fiel-attempt-private.h"
#include "fiel-engine.h"
#include "fiel-plain-text.h"
#include "fiel-redact.h"

#include <glib/gi18n-lib.h>

typedef void (*ShowNote) (FielAttempt *attempt, FielJournalEvent *note);

/* A note on its way to the journal. */
typedef struct
{
  FielAttempt *attempt;     /* owned */
  FielJournalEvent *note;   /* owned */
  ShowNote show;
} Writing;

static void written_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
writing_free (Writing *writing)
{
  g_object_unref (writing->attempt);
  fiel_journal_event_unref (writing->note);
  g_free (writing);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Writing, writing_free)

/* @note: (transfer full) */
static void
write_note (FielScribe *scribe, FielAttempt *attempt, FielJournalEvent *note, ShowNote show)
{
  Writing *writing = g_new0 (Writing, 1);

  writing->attempt = g_object_ref (attempt);
  writing->note = note;
  writing->show = show;
  fiel_scribe_write_async (scribe, note, FIEL_JOURNAL_DURABLE, written_cb, writing);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Writing) writing = user_data;
  g_autoptr (GError) error = NULL;

  if (fiel_scribe_write_finish (FIEL_SCRIBE (source), result, &error))
    writing->show (writing->attempt, writing->note);
  else if (g_error_matches (error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_CLOSED))
    g_info ("Attempt %s: a note came too late: %s", fiel_attempt_get_id (writing->attempt), error->message);
  else
    g_warning ("Attempt %s: a note could not be written: %s", fiel_attempt_get_id (writing->attempt), error->message);
}

static void
show_parked (FielAttempt *attempt, FielJournalEvent *note)
{
  gint64 parked = 0;

  if (fiel_journal_event_get_int (note, FIEL_FIELD_PARKED, &parked))
    fiel_attempt_set_parked (attempt, parked != 0);
}

void
fiel_attempt_notes_park (FielScribe *scribe, FielAttempt *attempt, gboolean parked)
{
  FielJournalEvent *note = fiel_scribe_new_event (scribe, FIEL_JOURNAL_TYPE_NOTE, fiel_attempt_get_id (attempt),
                                                  fiel_attempt_get_actor (attempt));

  fiel_journal_event_set_int (note, FIEL_FIELD_PARKED, !!parked);
  write_note (scribe, attempt, note, show_parked);
}

static void
show_sighting (FielAttempt *attempt, FielJournalEvent *note)
{
  int sighting;

  if (fiel_enum_parse (FIEL_TYPE_SIGHTING, fiel_journal_event_get (note, FIEL_FIELD_SIGHTING), &sighting))
    fiel_attempt_set_sighting (attempt, (FielSighting) sighting, fiel_journal_event_get (note, FIEL_FIELD_SLIP));
}

void
fiel_attempt_notes_add_sighting (FielScribe *scribe,
                                 FielAttempt *attempt,
                                 FielSighting sighting,
                                 const char *slip_code,
                                 const char *actor)
{
  FielJournalEvent *note =
    fiel_scribe_new_event (scribe, FIEL_JOURNAL_TYPE_NOTE, fiel_attempt_get_id (attempt), actor);

  fiel_journal_event_set (note, FIEL_FIELD_SIGHTING, fiel_enum_nick (FIEL_TYPE_SIGHTING, (int) sighting));
  fiel_journal_event_set (note, FIEL_FIELD_SLIP, slip_code);
  write_note (scribe, attempt, note, show_sighting);
}

/**
 * fiel_attempt_notes_check_sighting:
 * @slip_code: (nullable)
 *
 * Returns: whether that can be said, and @slip_code be kept
 */
gboolean
fiel_attempt_notes_check_sighting (FielSighting sighting, const char *slip_code, GError **error)
{
  g_return_val_if_fail (sighting > FIEL_SIGHTING_NONE && sighting < FIEL_N_SIGHTINGS, FALSE);
  g_return_val_if_fail (slip_code == NULL || sighting == FIEL_SIGHTING_APPROVED, FALSE);

  if (slip_code == NULL
      || (fiel_plain_text_is_fine (slip_code, FIEL_SLIP_CODE_MAX) && !fiel_redact_may_hide_card (slip_code)))
    return TRUE;

  g_set_error (error, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_REFERENCE,
               /* Translators: how many characters at most. */
               _ ("That is no number of a slip. Copy the authorization code or the operation number, at most %d "
                  "characters, never the card number."),
               FIEL_SLIP_CODE_MAX);

  return FALSE;
}

gboolean
fiel_attempt_notes_check_words (const char *words, GError **error)
{
  g_autofree char *said = g_strstrip (g_strdup (words));

  if (*said != '\0' && g_utf8_validate (said, -1, NULL) && !fiel_redact_may_hide_card (said))
    return TRUE;

  g_set_error_literal (error, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_REFERENCE,
                       _ ("These words cannot be kept. Say how it is known and who says so, and never write a card "
                          "number."));

  return FALSE;
}

void
fiel_attempt_notes_restore (FielAttempt *attempt, GPtrArray *events)
{
  g_return_if_fail (FIEL_IS_ATTEMPT (attempt));
  g_return_if_fail (events != NULL);

  for (guint i = 0; i < events->len; i++)
    if (fiel_journal_event_get_type_of_fact (g_ptr_array_index (events, i)) == FIEL_JOURNAL_TYPE_NOTE)
      show_sighting (attempt, g_ptr_array_index (events, i));
}
