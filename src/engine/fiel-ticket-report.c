/* fiel-ticket-report.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-ticket-report.h"

#include "fiel-engine.h"
#include "fiel-provider-kind.h"
#include "fiel-redact.h"
#include "fiel-state-words.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

/* One page that proves how often a ticket was charged. It interprets nothing: what the journal holds is written out in
 * its order, in the field's own words, with the hash of every record, so that somebody else can hold it against an
 * export of the chain, by verify.py of a bundle too. Names and words of fields are not translated: support reads them
 * in every language, and they stand so in the chain. */

#define INDENT "    "

typedef struct
{
  char *reference;        /* owned */
  char *place;            /* owned: whose page it is */
  GPtrArray *attempts;    /* owned, of FielAttemptRecord, oldest first */
  guint next;             /* the next one whose events are read */
  GString *text;          /* owned */
} Report;

static void attempts_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void events_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
report_free (gpointer data)
{
  Report *report = data;

  g_free (report->reference);
  g_free (report->place);
  g_clear_pointer (&report->attempts, g_ptr_array_unref);
  if (report->text != NULL)
    g_string_free (report->text, TRUE);
  g_free (report);
}

/* ISO 8601 with the till's own offset, so that it can be held against a bank's list. */
static char *
format_time (gint64 wall_us)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (wall_us / G_USEC_PER_SEC);
  g_autofree char *seconds = time != NULL ? g_date_time_format (time, "%Y-%m-%d %H:%M:%S") : g_strdup ("?");
  g_autofree char *zone = time != NULL ? g_date_time_format (time, "%z") : g_strdup ("");

  return g_strdup_printf ("%s.%03d %s", seconds, (int) (wall_us % G_USEC_PER_SEC / 1000), zone);
}

/* What somebody else wrote stays in its line, so that it cannot pass for a line of ours. */
static void
append_value (GString *text, const char *value)
{
  for (const char *c = value; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar character = g_utf8_get_char (c);
      GUnicodeType type = g_unichar_type (character);

      if (character == '\n')
        g_string_append (text, "\\n");
      else if (character == '\r')
        g_string_append (text, "\\r");
      else if (character == '\t')
        g_string_append (text, "\\t");
      else if (type == G_UNICODE_CONTROL || type == G_UNICODE_FORMAT || type == G_UNICODE_LINE_SEPARATOR
               || type == G_UNICODE_PARAGRAPH_SEPARATOR)
        g_string_append_printf (text, "\\u%04x", character);
      else
        g_string_append_unichar (text, character);
    }
}

static void
append_named (GString *text, const char *indent, const char *name, const char *value)
{
  /* The provider's numbers are kept as they came; on a page that leaves the shop none may be a card's. */
  gboolean is_hash = g_str_equal (name, FIEL_FIELD_BODY_SHA256);
  g_autofree char *masked = is_hash ? g_strdup (value) : fiel_redact_text (value);

  g_string_append_printf (text, "%s%s: ", indent, name);
  append_value (text, masked);
  g_string_append_c (text, '\n');
}

static void
append_line (GString *text, const char *name, const char *value)
{
  if (value != NULL && *value != '\0')
    append_named (text, INDENT, name, value);
}

static void
append_time (GString *text, const char *name, gint64 wall_us)
{
  g_autofree char *time = wall_us != 0 ? format_time (wall_us) : NULL;

  append_line (text, name, time);
}

static void
append_money (GString *text, const char *name, FielMoney money)
{
  g_autofree char *figure = fiel_money_format_plain (money);
  g_autofree char *line = g_strdup_printf ("%s %s", figure, money.currency->code);

  append_line (text, name, line);
}

static const char *
name_attempt (FielAttemptKind kind)
{
  switch (kind)
    {
    case FIEL_ATTEMPT_KIND_SALE:
      return _ ("Payment");

    case FIEL_ATTEMPT_KIND_REFUND:
      /* Translators: kind of a payment: money went back (noun) */
      return _ ("Return");

    case FIEL_ATTEMPT_KIND_VOID:
      /* Translators: kind of a payment: a sale that was voided */
      return _ ("Cancelled sale");
    }

  g_return_val_if_reached ("");
}

static void
append_attempt (GString *text, const FielAttemptRecord *record)
{
  g_string_append_printf (text, "\n%s %s\n", name_attempt (record->kind), record->attempt_id);
  append_line (text, FIEL_FIELD_KIND, fiel_enum_nick (FIEL_TYPE_ATTEMPT_KIND, (int) record->kind));
  append_line (text, FIEL_FIELD_ORIGINAL, record->original);
  append_money (text, FIEL_FIELD_AMOUNT, record->amount);
  append_line (text, FIEL_FIELD_STATE, fiel_enum_nick (FIEL_TYPE_ATTEMPT_STATE, (int) record->state));
  if (record->outcome != FIEL_OUTCOME_NONE)
    append_line (text, FIEL_FIELD_OUTCOME, fiel_enum_nick (FIEL_TYPE_OUTCOME, (int) record->outcome));
  if (record->approved_minor > 0)
    append_money (text, FIEL_FIELD_APPROVED, fiel_money_make (record->approved_minor, record->amount.currency));
  append_line (text, FIEL_FIELD_CONFLICT, record->conflict ? "yes" : NULL);
  append_time (text, "intent", record->intent_wall_us);
  append_time (text, "closed", record->closed_wall_us);
  append_line (text, FIEL_FIELD_TICKET_SENT, record->ticket_sent);
  append_line (text, FIEL_FIELD_TERMINAL, record->terminal_name != NULL ? record->terminal_name : record->terminal);
  append_line (text, FIEL_FIELD_TERMINAL_ID, record->terminal_id);
  append_line (text, FIEL_FIELD_SERIAL, record->serial);
  append_line (text, FIEL_FIELD_PROVIDER, record->provider);
  append_line (text, FIEL_FIELD_PROVIDER_ID, record->provider_id);
  append_line (text, FIEL_FIELD_AUTHORIZATION, record->authorization);
  append_line (text, FIEL_FIELD_LAST4, record->last4);
  append_line (text, FIEL_FIELD_BODY_SHA256, record->body_sha256);
}

/* What an intent repeats of the attempt's own lines. */
static gboolean
is_shown_above (FielJournalEvent *event, const char *name)
{
  static const char *const kept[] = { FIEL_FIELD_DUE,        FIEL_FIELD_BODY_SHA256,         FIEL_FIELD_PURPOSE,
                                      FIEL_FIELD_APPROVER,   FIEL_FIELD_TYPED_AUTHORIZATION,
                                      FIEL_FIELD_TYPED_DATE, NULL };

  return fiel_journal_event_get_type_of_fact (event) == FIEL_JOURNAL_TYPE_INTENT && !g_strv_contains (kept, name);
}

static void
append_event (GString *text, FielJournalEvent *event)
{
  const char *const *names = fiel_journal_event_get_names (event);
  g_autofree char *time = format_time (fiel_journal_event_get_wall_us (event));

  g_string_append_printf (text, INDENT "%" PRId64 "  %s  %s  (", fiel_journal_event_get_seq (event), time,
                          fiel_enum_nick (FIEL_TYPE_JOURNAL_TYPE, (int) fiel_journal_event_get_type_of_fact (event)));
  append_value (text, fiel_journal_event_get_actor (event));
  g_string_append (text, ")\n");
  for (guint i = 0; names[i] != NULL; i++)
    if (!is_shown_above (event, names[i]))
      append_named (text, INDENT INDENT, names[i], fiel_journal_event_get (event, names[i]));
  g_string_append_printf (text, INDENT INDENT "hash: %s\n", fiel_journal_event_get_hash (event));
}

static void
append_returns (GString *text, guint n_returns)
{
  if (n_returns == 0)
    return;

  g_string_append_printf (text,
                          /* Translators: how many. */
                          ngettext ("%u return was started for it.", "%u returns were started for it.", n_returns),
                          n_returns);
  g_string_append_c (text, '\n');
}

/* What the page is for, in its first lines. */
static void
append_summary (Report *report)
{
  gint64 approved = 0;
  guint n_returns = 0;
  guint n_open = 0;
  guint n_by_hand = 0;
  guint n_contradicted = 0;
  const FielCurrency *currency = NULL;
  gboolean one_currency = TRUE;
  g_autofree char *figure = NULL;

  for (guint i = 0; i < report->attempts->len; i++)
    {
      const FielAttemptRecord *record = g_ptr_array_index (report->attempts, i);

      one_currency = one_currency && (currency == NULL || currency == record->amount.currency);
      currency = record->amount.currency;
      n_by_hand += fiel_outcome_is_by_hand (record->outcome) ? 1 : 0;
      n_contradicted += record->conflict ? 1 : 0;
      approved += record->kind == FIEL_ATTEMPT_KIND_SALE ? record->approved_minor : -record->approved_minor;
      n_returns += record->kind != FIEL_ATTEMPT_KIND_SALE;
      n_open += record->state != FIEL_ATTEMPT_STATE_CLOSED;
    }

  figure = fiel_money_format_plain (fiel_money_make (approved, currency));
  /* Translators: the ticket’s reference. */
  g_string_append_printf (report->text, _ ("Ticket %s: everything this till knows of it"), report->reference);
  g_string_append_c (report->text, '\n');
  append_value (report->text, report->place);
  g_string_append_c (report->text, '\n');
  g_string_append_printf (report->text,
                          /* Translators: how many. */
                          ngettext ("%u payment was started for it.", "%u payments were started for it.",
                                    report->attempts->len - n_returns),
                          report->attempts->len - n_returns);
  g_string_append_c (report->text, '\n');
  append_returns (report->text, n_returns);
  if (one_currency)
    /* Translators: an amount in figures, the code of the currency. */
    g_string_append_printf (report->text, _ ("Charged, less what went back: %s %s"), figure, currency->code);
  else
    g_string_append (report->text, _ ("Charged: in different currencies, see each payment"));
  g_string_append_c (report->text, '\n');
  /* Translators: how many, how many of them. */
  g_string_append_printf (report->text, _ ("Recorded by hand: %u. Contradicted later: %u."), n_by_hand, n_contradicted);
  g_string_append_c (report->text, '\n');
  /* Translators: how many. */
  g_string_append_printf (report->text, _ ("Still open: %u"), n_open);
  g_string_append_c (report->text, '\n');
}

void
fiel_ticket_report_make_async (FielJournal *journal,
                               FielProfile *profile,
                               const char *reference,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  const FielAttemptFilter filter = { .reference = reference };
  const char *environment = NULL;
  Report *report = NULL;
  GTask *task = NULL;

  g_return_if_fail (FIEL_IS_JOURNAL (journal));
  g_return_if_fail (FIEL_IS_PROFILE (profile));
  g_return_if_fail (reference != NULL);

  report = g_new0 (Report, 1);
  environment = fiel_enum_nick (FIEL_TYPE_ENVIRONMENT, fiel_profile_get_environment (profile));
  report->place = g_strdup_printf ("%s · %s · %s · Fiel %s", fiel_profile_get_store_name (profile),
                                   fiel_profile_get_till_name (profile), fiel_state_words_environment (environment),
                                   FIEL_VERSION);
  report->reference = g_strdup (reference);
  report->text = g_string_new (NULL);
  task = g_task_new (journal, cancellable, callback, user_data);
  g_task_set_source_tag (task, fiel_ticket_report_make_async);
  g_task_set_task_data (task, report, report_free);
  fiel_journal_list_attempts_async (journal, &filter, attempts_listed_cb, task);
}

static GPtrArray *
reverse (GPtrArray *newest_first)
{
  GPtrArray *oldest_first = g_ptr_array_new_with_free_func ((GDestroyNotify) fiel_attempt_record_unref);

  for (guint i = newest_first->len; i > 0; i--)
    g_ptr_array_add (oldest_first, fiel_attempt_record_ref (g_ptr_array_index (newest_first, i - 1)));

  return oldest_first;
}

/* @task: (transfer full) */
static void
read_next (GTask *task)
{
  Report *report = g_task_get_task_data (task);
  const FielAttemptRecord *record = NULL;

  if (report->next == report->attempts->len)
    {
      g_task_return_pointer (task, g_string_free (g_steal_pointer (&report->text), FALSE), g_free);
      g_object_unref (task);
      return;
    }

  record = g_ptr_array_index (report->attempts, report->next);
  append_attempt (report->text, record);
  fiel_journal_list_events_async (g_task_get_source_object (task), record->attempt_id, 0, 0, events_listed_cb, task);
}

static void
attempts_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Report *report = g_task_get_task_data (task);
  g_autoptr (GPtrArray) attempts = NULL;
  GError *error = NULL;

  attempts = fiel_journal_list_attempts_finish (FIEL_JOURNAL (source), result, &error);
  if (attempts == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (attempts->len == 0)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                               /* Translators: the ticket’s reference. */
                               _ ("No payment was ever started here for the ticket %s."), report->reference);
      return;
    }

  report->attempts = reverse (attempts);
  append_summary (report);
  read_next (g_steal_pointer (&task));
}

static void
events_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Report *report = g_task_get_task_data (task);
  g_autoptr (GPtrArray) events = NULL;
  GError *error = NULL;

  events = fiel_journal_list_events_finish (FIEL_JOURNAL (source), result, &error);
  if (events == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  for (guint i = 0; i < events->len; i++)
    append_event (report->text, g_ptr_array_index (events, i));
  report->next++;
  read_next (g_steal_pointer (&task));
}

char *
fiel_ticket_report_make_finish (FielJournal *journal, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, journal), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, fiel_ticket_report_make_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
