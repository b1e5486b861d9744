/* fiel-journal-refusal.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-journal-refusal.h"

#include "fiel-journal-schema.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What a guard of the database meant, in words for the cashier: which terminal, which ticket, which amounts. Called
 * after the transaction was rolled back, so it describes what stands in the way. */

static char *
money_text (gint64 minor, const FielCurrency *currency)
{
  g_autofree char *figure = fiel_money_format_plain (fiel_money_make (minor, currency));

  return g_strconcat (figure, " ", currency->code, NULL);
}

static FielAttemptRecord *
find_open (FielJournalStore *self, const char *sql, const char *text, gint64 number)
{
  sqlite3_stmt *statement = fiel_journal_store_prepare (self, sql);
  FielAttemptRecord *record = NULL;

  if (statement == NULL)
    return NULL;
  sqlite3_bind_text (statement, 1, text, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (statement, 2, number);
  if (sqlite3_step (statement) == SQLITE_ROW)
    record = fiel_attempt_record_read (statement);
  sqlite3_finalize (statement);

  return record;
}

static void
explain_terminal_busy (FielJournalStore *self, FielAttemptRecord *wanted, GError **error)
{
  const char *name = wanted->terminal_name != NULL ? wanted->terminal_name : wanted->terminal;
  g_autoptr (FielAttemptRecord) open =
    find_open (self,
               "SELECT " FIEL_JOURNAL_ATTEMPT_COLUMNS " FROM attempt WHERE terminal = ?1 AND state <> 'closed'"
               " AND ?2 = 0",
               wanted->terminal, 0);
  g_autofree char *amount = open != NULL ? money_text (open->amount.minor, open->amount.currency) : NULL;

  if (open == NULL)
    g_set_error (error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_TERMINAL_BUSY,
                 /* Translators: a terminal’s name. */
                 _ ("The terminal %s appears twice in one request. Nothing was sent."), name);
  else
    g_set_error (
        error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_TERMINAL_BUSY,
        /* Translators: the terminal’s name, the ticket’s reference, an amount. */
        _ ("The terminal %s has a payment that is not finished: ticket %s, %s. Wait for its result or check it "
           "first."),
        name, open->reference, amount);
}

static void
explain_ticket_busy (FielJournalStore *self, FielAttemptRecord *wanted, GError **error)
{
  g_autoptr (FielAttemptRecord) open =
    find_open (self,
               "SELECT " FIEL_JOURNAL_ATTEMPT_COLUMNS " FROM attempt WHERE state <> 'closed'"
               " AND (reference = ?1 OR ticket_id = ?2)",
               wanted->reference, wanted->ticket_id);
  g_autofree char *amount = open != NULL ? money_text (open->amount.minor, open->amount.currency) : NULL;

  if (open == NULL)
    g_set_error (error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_TICKET_BUSY,
                 /* Translators: the ticket’s reference. */
                 _ ("The ticket %s appears twice in one request. Nothing was sent."), wanted->reference);
  else
    g_set_error (
        error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_TICKET_BUSY,
        /* Translators: the ticket’s reference, an amount, the terminal’s name. */
        _ ("The ticket %s has a payment that is not finished: %s on %s. Wait for its result or check it first."),
        wanted->reference, amount, open->terminal_name != NULL ? open->terminal_name : open->terminal);
}

static void
explain_over_due (FielJournalStore *self, FielAttemptRecord *wanted, GError **error)
{
  g_autoptr (FielTicketRecord) ticket = fiel_ticket_record_new ();
  const FielCurrency *currency = wanted->amount.currency;
  g_autofree char *amount = money_text (wanted->amount.minor, currency);
  g_autofree char *due = NULL;
  g_autofree char *approved = NULL;
  g_autofree char *open = NULL;

  if (!fiel_journal_ticket_read (self, wanted->ticket_id, ticket, NULL) || ticket->due_minor == 0)
    {
      g_set_error (error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_OVER_DUE,
                   /* Translators: the ticket’s reference, an amount. */
                   _ ("The ticket %s is for less than %s. Nothing was sent."), wanted->reference, amount);
      return;
    }

  due = money_text (ticket->due_minor, currency);
  approved = money_text (ticket->approved_minor, currency);
  open = money_text (ticket->open_minor, currency);
  g_set_error (error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_OVER_DUE,
               /* Translators: the ticket’s reference, then four amounts. */
               _ ("The ticket %s cannot take %s more: %s are due, %s are paid and %s may still be. Nothing was sent."),
               wanted->reference, amount, due, approved, open);
}

static void
explain_over_paid (FielAttemptRecord *wanted, GError **error)
{
  g_autofree char *amount = money_text (wanted->amount.minor, wanted->amount.currency);

  g_set_error (
      error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_OVER_DUE,
      /* Translators: the ticket’s reference, an amount. */
      _ ("The payment of ticket %s cannot give back %s: that is more than it brought and has not gone back yet. "
         "Nothing was sent."),
      wanted->reference, amount);
}

static void
explain_other (FielAttemptRecord *wanted, const char *guard, GError **error)
{
  static const struct
  {
    const char *guard;
    const char *words;
  } rows[] = {
    { FIEL_JOURNAL_GUARD_NO_ORIGINAL, N_ ("there is no finished payment of this ticket that it could give back") },
    { FIEL_JOURNAL_GUARD_CLOSED, N_ ("the attempt is closed and stays as it is") },
    { FIEL_JOURNAL_GUARD_FIXED, N_ ("it would change what the intent fixed") },
    { FIEL_JOURNAL_GUARD_TICKET, N_ ("its ticket is another one, or not the next new one") },
    { FIEL_JOURNAL_GUARD_ORDER, N_ ("it is not the next record") },
    { FIEL_JOURNAL_GUARD_ALERT, N_ ("somebody has looked at it already") },
    { FIEL_JOURNAL_GUARD_SHIFT, N_ ("another shift is the current one") },
    { "milestone.", N_ ("that was recorded already") },
    { FIEL_JOURNAL_GUARD_APPEND_ONLY, N_ ("records are only ever added") },
    { "attempt.attempt_id", N_ ("there is an attempt of this name already") },
  };
  const char *words = guard;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (strstr (guard, rows[i].guard) != NULL)
      words = _ (rows[i].words);

  g_set_error (error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_REFUSED,
               _ ("The journal refused a record of the attempt %s: %s"), wanted != NULL ? wanted->attempt_id : "—",
               words);
}

/**
 * fiel_journal_refusal_explain:
 * @wanted: (nullable): the attempt the refused fact is about
 * @guard: SQLite's message: a guard's name, or a constraint's
 */
void
fiel_journal_refusal_explain (FielJournalStore *self, FielAttemptRecord *wanted, const char *guard, GError **error)
{
  if (wanted != NULL && strstr (guard, "attempt.terminal") != NULL)
    explain_terminal_busy (self, wanted, error);
  else if (wanted != NULL &&
           (strstr (guard, "attempt.ticket_id") != NULL || strstr (guard, "attempt.reference") != NULL))
    explain_ticket_busy (self, wanted, error);
  else if (wanted != NULL && strstr (guard, FIEL_JOURNAL_GUARD_OVER_DUE) != NULL)
    explain_over_due (self, wanted, error);
  else if (wanted != NULL && strstr (guard, FIEL_JOURNAL_GUARD_OVER_PAID) != NULL)
    explain_over_paid (wanted, error);
  else
    explain_other (wanted, guard, error);
}
