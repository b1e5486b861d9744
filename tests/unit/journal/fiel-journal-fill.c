/* fiel-journal-fill.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-journal-fill.h"

/* Payments in bulk: a thousand in one transaction, each after the other, through the store's own door and past all its
 * guards. */

#define PAYMENTS_PER_TRANSACTION 1000
#define BOOT_ID "6c9a1f0e-0000-4000-8000-000000000002"
#define BODY_SHA256 "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"

static FielJournalEvent *
event_new (FielJournalType type, const char *attempt_id, gint64 wall_us)
{
  FielJournalEvent *event = fiel_journal_event_new (type, attempt_id, "Ana");

  fiel_journal_event_set_time (event, wall_us, wall_us, BOOT_ID);

  return event;
}

static FielJournalEvent *
intent_new (const char *attempt_id, guint number, gint64 amount, gint64 wall_us)
{
  FielJournalEvent *event = event_new (FIEL_JOURNAL_TYPE_INTENT, attempt_id, wall_us);
  g_autofree char *reference = g_strdup_printf ("%06u", number);

  fiel_journal_event_set (event, FIEL_FIELD_KIND, "sale");
  fiel_journal_event_set_int (event, FIEL_FIELD_TICKET_ID, number);
  fiel_journal_event_set (event, FIEL_FIELD_REFERENCE, reference);
  fiel_journal_event_set (event, FIEL_FIELD_TICKET_SENT, reference);
  fiel_journal_event_set_int (event, FIEL_FIELD_DUE, amount);
  fiel_journal_event_set_int (event, FIEL_FIELD_AMOUNT, amount);
  fiel_journal_event_set (event, FIEL_FIELD_CURRENCY, "CLP");
  fiel_journal_event_set (event, FIEL_FIELD_TERMINAL, "front");
  fiel_journal_event_set (event, FIEL_FIELD_TERMINAL_NAME, "Front desk");
  fiel_journal_event_set (event, FIEL_FIELD_PROVIDER, "getnet");
  fiel_journal_event_set (event, FIEL_FIELD_BODY_SHA256, BODY_SHA256);

  return event;
}

static FielJournalEvent *
received_new (const char *attempt_id, gint64 wall_us)
{
  FielJournalEvent *event = event_new (FIEL_JOURNAL_TYPE_RECEIVED, attempt_id, wall_us);

  fiel_journal_event_set_int (event, FIEL_FIELD_HTTP_STATUS, 200);
  fiel_journal_event_set (
      event, FIEL_FIELD_TEXT,
      "{\"code\":1,\"message\":\"OK\",\"data\":{\"responseCode\":0,\"authorizationCode\":\"A12345\"}}");

  return event;
}

static FielJournalEvent *
closed_new (const char *attempt_id, guint number, gint64 wall_us)
{
  FielJournalEvent *event = event_new (FIEL_JOURNAL_TYPE_STATE, attempt_id, wall_us);

  fiel_journal_event_set (event, FIEL_FIELD_STATE, "closed");
  fiel_journal_event_set (event, FIEL_FIELD_OUTCOME, "approved");
  fiel_journal_event_set (event, FIEL_FIELD_EVENT, "approved");
  fiel_journal_event_set_int (event, FIEL_FIELD_PROVIDER_ID, 700000 + number);
  fiel_journal_event_set (event, FIEL_FIELD_AUTHORIZATION, "A12345");
  fiel_journal_event_set (event, FIEL_FIELD_BRAND, "VI");
  fiel_journal_event_set (event, FIEL_FIELD_CARD_TYPE, "CR");
  fiel_journal_event_set (event, FIEL_FIELD_LAST4, "1486");

  return event;
}

void
fiel_journal_fill (FielJournalStore *store, guint first_number, guint n_payments, gint64 wall_us, gint64 step_us)
{
  for (guint done = 0; done < n_payments;)
    {
      const guint n_now = MIN (n_payments - done, PAYMENTS_PER_TRANSACTION);
      g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) fiel_journal_event_unref);
      g_autoptr (GError) error = NULL;

      for (guint i = 0; i < n_now; i++)
        {
          const guint number = first_number + done + i;
          const gint64 at = wall_us + (gint64) (done + i) * step_us;
          g_autofree char *attempt_id = g_strdup_printf ("f%024u", number);

          g_ptr_array_add (events, intent_new (attempt_id, number, 1000 + number % 90000, at));
          g_ptr_array_add (events, received_new (attempt_id, at + 1));
          g_ptr_array_add (events, closed_new (attempt_id, number, at + 2));
        }
      fiel_journal_store_append (store, events, FIEL_JOURNAL_ORDERED, &error);
      g_assert_no_error (error);
      done += n_now;
    }
}
