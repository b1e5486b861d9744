/* fiel-attempt-record.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-attempt-record-private.h"

/* What the journal tells about attempts, tickets and itself: plain values. An attempt's record is shared by reference
 * and does not change once it was given out. */

G_DEFINE_BOXED_TYPE (FielAttemptRecord, fiel_attempt_record, fiel_attempt_record_ref, fiel_attempt_record_unref)

#define TEXT(field, member) { field, G_STRUCT_OFFSET (FielAttemptRecord, member) }

/* In the order of the columns of the table of attempts. */
static const FielAttemptText texts[FIEL_N_ATTEMPT_TEXTS] = {
  TEXT (FIEL_FIELD_REFERENCE, reference),
  TEXT (FIEL_FIELD_TICKET_SENT, ticket_sent),
  TEXT (FIEL_FIELD_TERMINAL, terminal),
  TEXT (FIEL_FIELD_TERMINAL_NAME, terminal_name),
  TEXT (FIEL_FIELD_TERMINAL_ID, terminal_id),
  TEXT (FIEL_FIELD_BRANCH_ID, branch_id),
  TEXT (FIEL_FIELD_SERIAL, serial),
  TEXT (FIEL_FIELD_PROVIDER, provider),
  TEXT (FIEL_FIELD_BODY_SHA256, body_sha256),
  TEXT (FIEL_FIELD_PROVIDER_ID, provider_id),
  TEXT (FIEL_FIELD_PROVIDER_CODE, provider_code),
  TEXT (FIEL_FIELD_PROVIDER_MESSAGE, provider_message),
  TEXT (FIEL_FIELD_REASON, reason),
  TEXT (FIEL_FIELD_AUTHORIZATION, authorization),
  TEXT (FIEL_FIELD_OPERATION, operation),
  TEXT (FIEL_FIELD_BRAND, brand),
  TEXT (FIEL_FIELD_CARD_TYPE, card_type),
  TEXT (FIEL_FIELD_LAST4, last4),
  TEXT (FIEL_FIELD_ORIGINAL, original),
};

const FielAttemptText *
fiel_attempt_record_texts (void)
{
  return texts;
}

char **
fiel_attempt_record_text (FielAttemptRecord *self, guint index)
{
  g_assert (index < FIEL_N_ATTEMPT_TEXTS);

  return &G_STRUCT_MEMBER (char *, self, texts[index].offset);
}

FielAttemptRecord *
fiel_attempt_record_new (void)
{
  return g_atomic_rc_box_new0 (FielAttemptRecord);
}

FielAttemptRecord *
fiel_attempt_record_ref (FielAttemptRecord *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_attempt_record (gpointer data)
{
  FielAttemptRecord *self = data;

  g_free (self->attempt_id);
  g_free (self->actor);
  g_free (self->intent_boot_id);
  for (guint i = 0; i < FIEL_N_ATTEMPT_TEXTS; i++)
    g_free (*fiel_attempt_record_text (self, i));
}

void
fiel_attempt_record_unref (FielAttemptRecord *self)
{
  g_atomic_rc_box_release_full (self, clear_attempt_record);
}

FielTicketRecord *
fiel_ticket_record_new (void)
{
  return g_new0 (FielTicketRecord, 1);
}

void
fiel_ticket_record_free (FielTicketRecord *self)
{
  if (self == NULL)
    return;

  g_free (self->reference);
  g_free (self);
}

FielJournalVerdict *
fiel_journal_verdict_new (void)
{
  return g_new0 (FielJournalVerdict, 1);
}

void
fiel_journal_verdict_free (FielJournalVerdict *self)
{
  if (self == NULL)
    return;

  g_free (self->head);
  g_free (self->complaint);
  g_free (self);
}
