/* fiel-journal-fold.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-journal-fold.h"

#include "fiel-attempt-record-private.h"
#include "fiel-journal.h"
#include "fiel-redact.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* How facts become an attempt's record: a pure function, used by the store for every append and by the verification
 * for the whole journal. The last value of a field wins, with these rules:
 *
 * - what was received and what was stray moves nothing but the number of the last record;
 * - a conflict sets its mark and nothing else: it must never be refused because the attempt is closed;
 * - how much was approved follows from the fact that closes the attempt, and from no other.
 *
 * What may not change at all is refused by the database, not here. */

G_GNUC_PRINTF (3, 4)
static gboolean
refuse (FielJournalEvent *event, GError **error, const char *format, ...)
{
  g_autofree char *why = NULL;
  va_list arguments;

  va_start (arguments, format);
  why = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  g_set_error (error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_REFUSED,
               /* Translators: the kind of the record, a payment’s id, what is wrong. */
               _ ("The journal refused a record (%s) of the attempt %s: %s"),
               fiel_enum_nick (FIEL_TYPE_JOURNAL_TYPE, (int) fiel_journal_event_get_type_of_fact (event)),
               fiel_journal_event_get_attempt_id (event) != NULL ? fiel_journal_event_get_attempt_id (event) : "—",
               why);

  return FALSE;
}

static gboolean
fold_enum (FielJournalEvent *event, const char *field, GType type, int *value, GError **error)
{
  const char *nick = fiel_journal_event_get (event, field);

  if (nick != NULL && !fiel_enum_parse (type, nick, value))
    /* Translators: what the record has, the name of the field. */
    return refuse (event, error, _ ("“%s” is not a value of %s"), nick, field);

  return TRUE;
}

static gboolean
fold_int (FielJournalEvent *event, const char *field, gint64 *value, GError **error)
{
  if (fiel_journal_event_get (event, field) != NULL && !fiel_journal_event_get_int (event, field, value))
    /* Translators: what the record has, the name of the field. */
    return refuse (event, error, _ ("“%s” is not a number for %s"), fiel_journal_event_get (event, field), field);

  return TRUE;
}

static gboolean
fold_flag (FielJournalEvent *event, const char *field, gboolean *flag, GError **error)
{
  gint64 value = *flag;

  if (!fold_int (event, field, &value, error))
    return FALSE;
  if (value != 0 && value != 1)
    /* Translators: the name of a field of a record. */
    return refuse (event, error, _ ("%s is neither 0 nor 1"), field);
  *flag = value == 1;

  return TRUE;
}

static gboolean
fold_money (FielAttemptRecord *record, FielJournalEvent *event, GError **error)
{
  const char *code = fiel_journal_event_get (event, FIEL_FIELD_CURRENCY);
  const FielCurrency *currency = code != NULL ? fiel_currency_find (code) : record->amount.currency;
  gint64 minor = record->amount.minor;

  if (code != NULL && currency == NULL)
    /* Translators: what the record has. */
    return refuse (event, error, _ ("“%s” is not a currency this version knows"), code);
  if (!fold_int (event, FIEL_FIELD_AMOUNT, &minor, error))
    return FALSE;

  record->amount = fiel_money_make (minor, currency);

  return TRUE;
}

static void
fold_texts (FielAttemptRecord *record, FielJournalEvent *event)
{
  const FielAttemptText *texts = fiel_attempt_record_texts ();

  for (guint i = 0; i < FIEL_N_ATTEMPT_TEXTS; i++)
    {
      const char *value = fiel_journal_event_get (event, texts[i].field);
      char **text = fiel_attempt_record_text (record, i);

      if (value == NULL)
        continue;
      g_free (*text);
      *text = g_strdup (value);
    }
}

/* What really moved, once the attempt is closed. */
static gboolean
fold_approved (FielAttemptRecord *record, FielJournalEvent *event, gboolean was_closed, GError **error)
{
  gint64 approved = was_closed ? record->approved_minor : record->amount.minor;

  if (!fiel_outcome_moved_money (record->outcome))
    {
      record->approved_minor = 0;
      return TRUE;
    }

  if (!was_closed && record->outcome == FIEL_OUTCOME_PARTLY_APPROVED &&
      fiel_journal_event_get (event, FIEL_FIELD_APPROVED) == NULL)
    return refuse (event, error, _ ("it does not say how much was approved"));
  if (!fold_int (event, FIEL_FIELD_APPROVED, &approved, error))
    return FALSE;
  if (approved <= 0 || approved > record->amount.minor)
    return refuse (event, error, _ ("the approved amount is not between nothing and what was asked"));
  record->approved_minor = approved;

  return TRUE;
}

static gboolean
fold_state (FielAttemptRecord *record, FielJournalEvent *event, GError **error)
{
  gboolean was_closed = record->state == FIEL_ATTEMPT_STATE_CLOSED;
  int state = (int) record->state;
  int outcome = (int) record->outcome;
  gboolean closed;

  if (!fold_enum (event, FIEL_FIELD_STATE, FIEL_TYPE_ATTEMPT_STATE, &state, error) ||
      !fold_enum (event, FIEL_FIELD_OUTCOME, FIEL_TYPE_OUTCOME, &outcome, error))
    return FALSE;

  closed = state == FIEL_ATTEMPT_STATE_CLOSED;
  if (state == FIEL_ATTEMPT_STATE_PROPOSED)
    return refuse (event, error, _ ("what is only proposed is not recorded"));
  if (closed != (outcome != FIEL_OUTCOME_NONE))
    return refuse (event, error, _ ("a closed attempt has an outcome, and only a closed one"));

  record->state = (FielAttemptState) state;
  record->outcome = (FielOutcome) outcome;
  if (!closed)
    return TRUE;
  if (!was_closed)
    {
      record->closed_wall_us = fiel_journal_event_get_wall_us (event);
      record->closed_seq = record->last_seq;
    }

  return fold_approved (record, event, was_closed, error);
}

static gboolean
fold_all (FielAttemptRecord *record, FielJournalEvent *event, GError **error)
{
  int kind = (int) record->kind;
  int cancel = (int) record->cancel;
  gboolean conflict = FALSE;

  fold_texts (record, event);
  if (!fold_enum (event, FIEL_FIELD_KIND, FIEL_TYPE_ATTEMPT_KIND, &kind, error) ||
      !fold_enum (event, FIEL_FIELD_CANCEL, FIEL_TYPE_CANCEL_STATE, &cancel, error) ||
      !fold_int (event, FIEL_FIELD_TICKET_ID, &record->ticket_id, error) ||
      !fold_flag (event, FIEL_FIELD_CONFLICT, &conflict, error) ||
      !fold_flag (event, FIEL_FIELD_PARKED, &record->parked, error) ||
      !fold_money (record, event, error))
    return FALSE;

  record->kind = (FielAttemptKind) kind;
  record->cancel = (FielCancelState) cancel;
  record->conflict = record->conflict || conflict;

  return fold_state (record, event, error);
}

/* What the intent said for good. The database guards the same columns against everybody else. */
static gboolean
check_fixed (FielAttemptRecord *record, FielJournalEvent *event, GError **error)
{
  g_autofree char *ticket_id = g_strdup_printf ("%" G_GINT64_FORMAT, record->ticket_id);
  g_autofree char *amount = g_strdup_printf ("%" G_GINT64_FORMAT, record->amount.minor);
  const struct
  {
    const char *field;
    const char *value;
  } fixed[] = {
    { FIEL_FIELD_KIND, fiel_enum_nick (FIEL_TYPE_ATTEMPT_KIND, (int) record->kind) },
    { FIEL_FIELD_TICKET_ID, ticket_id },
    { FIEL_FIELD_REFERENCE, record->reference },
    { FIEL_FIELD_TICKET_SENT, record->ticket_sent },
    { FIEL_FIELD_AMOUNT, amount },
    { FIEL_FIELD_CURRENCY, record->amount.currency->code },
    { FIEL_FIELD_TERMINAL, record->terminal },
    { FIEL_FIELD_PROVIDER, record->provider },
    { FIEL_FIELD_BODY_SHA256, record->body_sha256 },
    { FIEL_FIELD_ORIGINAL, record->original },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (fixed); i++)
    {
      const char *value = fiel_journal_event_get (event, fixed[i].field);

      if (value != NULL && g_strcmp0 (value, fixed[i].value) != 0)
        /* Translators: the name of a field of a record. */
        return refuse (event, error, _ ("%s was fixed by the intent"), fixed[i].field);
    }

  return TRUE;
}

static gboolean
fold_later (FielAttemptRecord *record, FielJournalEvent *event, GError **error)
{
  return check_fixed (record, event, error) && fold_all (record, event, error);
}

/* Receipts are counted one by one, so that every copy has a number of its own. */
static gboolean
fold_print (FielAttemptRecord *record, FielJournalEvent *event, GError **error)
{
  gint64 number = record->n_prints;

  if (!fold_int (event, FIEL_FIELD_PRINTED, &number, error))
    return FALSE;
  if (fiel_journal_event_get (event, FIEL_FIELD_PRINTED) != NULL && number != (gint64) record->n_prints + 1)
    return refuse (event, error, _ ("it is not the next receipt"));
  record->n_prints = (guint) number;

  return TRUE;
}

static gboolean
require (FielJournalEvent *event, const char *const *fields, GError **error)
{
  for (guint i = 0; fields[i] != NULL; i++)
    {
      const char *value = fiel_journal_event_get (event, fields[i]);

      if (value == NULL || *value == '\0')
        /* Translators: the name of a field of a record. */
        return refuse (event, error, _ ("%s is missing"), fields[i]);
    }

  return TRUE;
}

static gboolean
check_reference (FielJournalEvent *intent, GError **error)
{
  if (fiel_redact_would_change (fiel_journal_event_get (intent, FIEL_FIELD_REFERENCE)))
    return refuse (intent, error, _ ("the ticket’s reference looks like a card number; use another one"));

  return TRUE;
}

static gboolean
check_digest (FielJournalEvent *intent, GError **error)
{
  const char *digest = fiel_journal_event_get (intent, FIEL_FIELD_BODY_SHA256);

  if (strlen (digest) != 64 || strspn (digest, "0123456789abcdef") != 64)
    /* Translators: the name of a field of a record. */
    return refuse (intent, error, _ ("%s is not a SHA-256 in lower-case hexadecimal"), FIEL_FIELD_BODY_SHA256);

  return TRUE;
}

/**
 * fiel_journal_fold_begin:
 * @intent: an INTENT
 * @seq: its sequence number
 *
 * Returns: (transfer full) (nullable): the record of a new attempt, or %NULL with %FIEL_JOURNAL_ERROR_REFUSED if the
 *   intent does not say everything it must
 */
FielAttemptRecord *
fiel_journal_fold_begin (FielJournalEvent *intent, gint64 seq, GError **error)
{
  static const char *const required[] = {
    FIEL_FIELD_KIND,   FIEL_FIELD_TICKET_ID, FIEL_FIELD_REFERENCE, FIEL_FIELD_TICKET_SENT, FIEL_FIELD_AMOUNT,
    FIEL_FIELD_CURRENCY, FIEL_FIELD_TERMINAL, FIEL_FIELD_PROVIDER, FIEL_FIELD_BODY_SHA256, NULL,
  };
  g_autoptr (FielAttemptRecord) record = fiel_attempt_record_new ();

  if (fiel_journal_event_get_attempt_id (intent) == NULL || *fiel_journal_event_get_attempt_id (intent) == '\0')
    {
      refuse (intent, error, _ ("it names no attempt"));
      return NULL;
    }
  if (!require (intent, required, error) || !check_digest (intent, error) ||
      !check_reference (intent, error))
    return NULL;

  record->intent_seq = record->last_seq = seq;
  record->attempt_id = g_strdup (fiel_journal_event_get_attempt_id (intent));
  record->actor = g_strdup (fiel_journal_event_get_actor (intent));
  record->intent_wall_us = fiel_journal_event_get_wall_us (intent);
  record->intent_boot_us = fiel_journal_event_get_boot_us (intent);
  record->intent_boot_id = g_strdup (fiel_journal_event_get_boot_id (intent));
  record->state = FIEL_ATTEMPT_STATE_SAVED;
  if (!fold_all (record, intent, error))
    return NULL;

  if (record->state != FIEL_ATTEMPT_STATE_SAVED)
    {
      refuse (intent, error, _ ("an intent is saved before anything else happens"));
      return NULL;
    }

  return g_steal_pointer (&record);
}

/**
 * fiel_journal_fold_apply:
 * @record: what is known so far; owned by the caller alone
 * @event: a later fact about it
 *
 * Returns: whether the fact could be read; if not, @record is spoilt
 */
gboolean
fiel_journal_fold_apply (FielAttemptRecord *record, FielJournalEvent *event, gint64 seq, GError **error)
{
  record->last_seq = seq;

  switch (fiel_journal_event_get_type_of_fact (event))
    {
    case FIEL_JOURNAL_TYPE_RECEIVED:
    case FIEL_JOURNAL_TYPE_STRAY:
      return TRUE;

    case FIEL_JOURNAL_TYPE_CONFLICT:
      record->conflict = TRUE;
      return TRUE;

    case FIEL_JOURNAL_TYPE_STATE:
      if (fiel_journal_event_get (event, FIEL_FIELD_STATE) == NULL)
        return refuse (event, error, _ ("%s is missing"), FIEL_FIELD_STATE);
      return fold_later (record, event, error);

    case FIEL_JOURNAL_TYPE_CANCEL:
      if (fiel_journal_event_get (event, FIEL_FIELD_CANCEL) == NULL)
        return refuse (event, error, _ ("%s is missing"), FIEL_FIELD_CANCEL);
      return fold_later (record, event, error);

    case FIEL_JOURNAL_TYPE_NOTE:
      return fold_print (record, event, error) && fold_later (record, event, error);

    case FIEL_JOURNAL_TYPE_OPENED:
    case FIEL_JOURNAL_TYPE_INTENT:
      return refuse (event, error, _ ("there is an attempt of this name already"));
    }

  g_return_val_if_reached (FALSE);
}
