/* test-evidence.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-evidence.h"

#include <string.h>

#define ASKED 12990

static FielAttemptFacts
make_facts (void)
{
  return (FielAttemptFacts){
    .kind = FIEL_ATTEMPT_KIND_SALE,
    .reference = "0123456789abcdefghijklmno",
    .ticket = "B-000123",
    .terminal_id = "30000001",
    .provider_id = "987654",
    .amount = fiel_money_make (ASKED, fiel_currency_find ("CLP")),
  };
}

/* Evidence that names everything, all of it right. */
static FielEvidence *
make_evidence (FielEvidenceSource source, FielResult result)
{
  FielEvidence *evidence = fiel_evidence_new (source, result);

  evidence->reference = g_strdup ("0123456789abcdefghijklmno");
  evidence->ticket = g_strdup ("B-000123");
  evidence->terminal_id = g_strdup ("30000001");
  evidence->provider_id = g_strdup ("987654");
  evidence->has_amount = TRUE;
  evidence->amount_minor = ASKED;
  if (result == FIEL_RESULT_PARTLY_APPROVED)
    evidence->approved_minor = ASKED - 1;

  return evidence;
}

static void
assert_admitted (const FielEvidence *evidence, const FielAttemptFacts *facts, FielAttemptEvent expected, const char *word)
{
  g_autofree char *explanation = NULL;
  const FielAttemptEvent event = fiel_evidence_admit (evidence, facts, &explanation);

  g_test_message ("%s says %s: %s", fiel_enum_nick (FIEL_TYPE_EVIDENCE_SOURCE, (int) evidence->source),
                  fiel_enum_nick (FIEL_TYPE_RESULT, (int) evidence->result), explanation != NULL ? explanation : "");
  g_assert_cmpstr (fiel_enum_nick (FIEL_TYPE_ATTEMPT_EVENT, (int) event), ==,
                   fiel_enum_nick (FIEL_TYPE_ATTEMPT_EVENT, (int) expected));
  if (word == NULL)
    g_assert_null (explanation);
  else
    g_assert_nonnull (strstr (explanation != NULL ? explanation : "", word));
  g_assert_cmpint (fiel_evidence_admit (evidence, facts, NULL), ==, expected);
}

/* Every source with every result, everything right: who may say what. One row per result, one column per source. */
static void
test_every_source_and_result (void)
{
  static const char *const rows[][4] = {
    /*  answer             status             records     callback */
    { "answer-lost",     "no-news",         "no-news",  "callback" }, /* nothing */
    { "not-sent",        "no-news",         "no-news",  "callback" }, /* not-sent */
    { "refused",         "no-news",         "no-news",  "callback" }, /* refused */
    { "accepted",        "no-news",         "no-news",  "callback" }, /* accepted */
    { "pending",         "pending",         "no-news",  "callback" }, /* pending */
    { "approved",        "approved",        "approved", "callback" }, /* approved */
    { "partly-approved", "partly-approved", "mismatch", "callback" }, /* partly-approved */
    { "declined",        "declined",        "no-news",  "callback" }, /* declined */
    { "cancelled",       "cancelled",       "no-news",  "callback" }, /* cancelled */
  };
  const FielAttemptFacts facts = make_facts ();

  g_assert_cmpuint (G_N_ELEMENTS (rows), ==, FIEL_RESULT_CANCELLED + 1);
  for (guint result = 0; result < G_N_ELEMENTS (rows); result++)
    for (guint source = 0; source < G_N_ELEMENTS (rows[0]); source++)
      {
        FielEvidence *evidence = make_evidence ((FielEvidenceSource) source, (FielResult) result);
        const FielAttemptEvent event = fiel_evidence_admit (evidence, &facts, NULL);

        g_assert_cmpstr (fiel_enum_nick (FIEL_TYPE_ATTEMPT_EVENT, (int) event), ==, rows[result][source]);
        fiel_evidence_free (evidence);
      }
}

typedef void (*Alter) (FielEvidence *evidence);

static void
alter_reference (FielEvidence *evidence)
{
  evidence->reference[0] = 'z';
}

static void
alter_ticket (FielEvidence *evidence)
{
  evidence->ticket[0] = 'b';
}

static void
alter_terminal (FielEvidence *evidence)
{
  evidence->terminal_id[0] = '4';
}

static void
alter_provider_id (FielEvidence *evidence)
{
  evidence->provider_id[0] = '8';
}

static void
alter_amount_up (FielEvidence *evidence)
{
  evidence->amount_minor++;
}

static void
alter_amount_hundredfold (FielEvidence *evidence)
{
  evidence->amount_minor *= 100;
}

static void
alter_amount_sign (FielEvidence *evidence)
{
  evidence->amount_minor = -evidence->amount_minor;
}

static void
alter_amount_to_zero (FielEvidence *evidence)
{
  evidence->amount_minor = 0;
}

static const struct
{
  Alter alter;
  const char *word;
} alterations[] = {
  { alter_reference, "reference" },     { alter_ticket, "ticket" },           { alter_terminal, "terminal" },
  { alter_provider_id, "provider id" }, { alter_amount_up, "amount" },        { alter_amount_hundredfold, "amount" },
  { alter_amount_sign, "amount" },      { alter_amount_to_zero, "amount" },
};

/* One field that is there and different, in every answer and status that says anything: a mismatch. */
static void
test_differences (void)
{
  const FielAttemptFacts facts = make_facts ();

  for (guint result = FIEL_RESULT_NOT_SENT; result <= FIEL_RESULT_CANCELLED; result++)
    for (gsize i = 0; i < G_N_ELEMENTS (alterations); i++)
      {
        g_autoptr (FielEvidence) answer = make_evidence (FIEL_EVIDENCE_SOURCE_ANSWER, (FielResult) result);
        g_autoptr (FielEvidence) status = make_evidence (FIEL_EVIDENCE_SOURCE_STATUS, (FielResult) result);

        alterations[i].alter (answer);
        assert_admitted (answer, &facts, FIEL_ATTEMPT_EVENT_MISMATCH, alterations[i].word);
        alterations[i].alter (status);
        assert_admitted (status, &facts, FIEL_ATTEMPT_EVENT_MISMATCH, alterations[i].word);
      }
}

/* What proves nothing is not made worse by what it names, and a callback is not judged at all. */
static void
test_nothing_stays_nothing (void)
{
  const FielAttemptFacts facts = make_facts ();

  for (gsize i = 0; i < G_N_ELEMENTS (alterations); i++)
    {
      g_autoptr (FielEvidence) answer = make_evidence (FIEL_EVIDENCE_SOURCE_ANSWER, FIEL_RESULT_NOTHING);
      g_autoptr (FielEvidence) status = make_evidence (FIEL_EVIDENCE_SOURCE_STATUS, FIEL_RESULT_NOTHING);
      g_autoptr (FielEvidence) callback = make_evidence (FIEL_EVIDENCE_SOURCE_CALLBACK, FIEL_RESULT_APPROVED);

      alterations[i].alter (answer);
      assert_admitted (answer, &facts, FIEL_ATTEMPT_EVENT_ANSWER_LOST, NULL);
      alterations[i].alter (status);
      assert_admitted (status, &facts, FIEL_ATTEMPT_EVENT_NO_NEWS, NULL);
      alterations[i].alter (callback);
      assert_admitted (callback, &facts, FIEL_ATTEMPT_EVENT_CALLBACK, NULL);
    }
}

/* The terminal's own records belong to many payments: what is certainly another one is no news about this one. */
static void
test_records_of_others (void)
{
  const FielAttemptFacts facts = make_facts ();
  g_autoptr (FielEvidence) other_reference = make_evidence (FIEL_EVIDENCE_SOURCE_RECORDS, FIEL_RESULT_APPROVED);
  g_autoptr (FielEvidence) other_ticket = make_evidence (FIEL_EVIDENCE_SOURCE_RECORDS, FIEL_RESULT_APPROVED);
  g_autoptr (FielEvidence) nameless = make_evidence (FIEL_EVIDENCE_SOURCE_RECORDS, FIEL_RESULT_APPROVED);

  alter_reference (other_reference);
  assert_admitted (other_reference, &facts, FIEL_ATTEMPT_EVENT_NO_NEWS, NULL);

  g_clear_pointer (&other_ticket->reference, g_free);
  alter_ticket (other_ticket);
  assert_admitted (other_ticket, &facts, FIEL_ATTEMPT_EVENT_NO_NEWS, NULL);

  g_clear_pointer (&nameless->reference, g_free);
  g_clear_pointer (&nameless->ticket, g_free);
  nameless->amount_minor++;
  assert_admitted (nameless, &facts, FIEL_ATTEMPT_EVENT_NO_NEWS, NULL);
}

/* A record that may be this payment is never "not there", and never an approval unless it names all three. */
static void
test_records_in_doubt (void)
{
  const FielAttemptFacts facts = make_facts ();
  static const struct
  {
    const char *missing;
    const char *word;
  } rows[] = {
    { "ticket", "ticket" }, { "reference+ticket", "ticket" }, { "terminal", "terminal" }, { "amount", "amount" },
    { "reference+ticket+amount", "ticket" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (FielEvidence) evidence = make_evidence (FIEL_EVIDENCE_SOURCE_RECORDS, FIEL_RESULT_APPROVED);

      if (strstr (rows[i].missing, "reference") != NULL)
        g_clear_pointer (&evidence->reference, g_free);
      if (strstr (rows[i].missing, "ticket") != NULL)
        g_clear_pointer (&evidence->ticket, g_free);
      if (strstr (rows[i].missing, "terminal") != NULL)
        g_clear_pointer (&evidence->terminal_id, g_free);
      if (strstr (rows[i].missing, "amount") != NULL)
        evidence->has_amount = FALSE;
      assert_admitted (evidence, &facts, FIEL_ATTEMPT_EVENT_MISMATCH, rows[i].word);
    }
}

static void
test_records_that_differ (void)
{
  static const Alter alters[] = { alter_terminal, alter_provider_id, alter_amount_up };
  const FielAttemptFacts facts = make_facts ();

  for (gsize i = 0; i < G_N_ELEMENTS (alters); i++)
    {
      g_autoptr (FielEvidence) evidence = make_evidence (FIEL_EVIDENCE_SOURCE_RECORDS, FIEL_RESULT_APPROVED);

      alters[i] (evidence);
      g_assert_cmpint (fiel_evidence_admit (evidence, &facts, NULL), ==, FIEL_ATTEMPT_EVENT_MISMATCH);
    }
}

static void
test_records_without_reference (void)
{
  g_autoptr (FielEvidence) evidence = make_evidence (FIEL_EVIDENCE_SOURCE_RECORDS, FIEL_RESULT_APPROVED);
  FielAttemptFacts facts = make_facts ();

  g_clear_pointer (&evidence->reference, g_free);
  g_clear_pointer (&evidence->provider_id, g_free);
  facts.provider_id = NULL;
  assert_admitted (evidence, &facts, FIEL_ATTEMPT_EVENT_APPROVED, NULL);
}

/* A record does not say whether it is the sale or its return, so it proves neither. */
static void
test_records_of_a_return (void)
{
  g_autoptr (FielEvidence) evidence = make_evidence (FIEL_EVIDENCE_SOURCE_RECORDS, FIEL_RESULT_APPROVED);
  FielAttemptFacts facts = make_facts ();

  facts.kind = FIEL_ATTEMPT_KIND_REFUND;
  assert_admitted (evidence, &facts, FIEL_ATTEMPT_EVENT_MISMATCH, "returned");
  facts.kind = FIEL_ATTEMPT_KIND_VOID;
  assert_admitted (evidence, &facts, FIEL_ATTEMPT_EVENT_MISMATCH, "returned");
}

/* A row that names our ticket, or nobody's, and calls itself something: what it is to a sale, a return and a void. A
 * approved, M a contradiction, so that it is never "not there", N another payment. */
static void
test_records_by_transaction (void)
{
  static const struct
  {
    FielAttemptKind kind;
    gboolean named;
    const char *same;    /* our amount: one letter per FielTransaction */
    const char *other;   /* another amount */
  } rows[] = {
    /*                                    u s v r u      u s v r u */
    { FIEL_ATTEMPT_KIND_SALE, TRUE,      "AAMMM",       "MMMMM" },
    { FIEL_ATTEMPT_KIND_SALE, FALSE,     "MMMMM",       "NNNNN" },
    { FIEL_ATTEMPT_KIND_REFUND, TRUE,    "MNMAM",       "MNMNM" },
    { FIEL_ATTEMPT_KIND_REFUND, FALSE,   "MNMMM",       "NNNNN" },
    { FIEL_ATTEMPT_KIND_VOID, TRUE,      "MNAMM",       "MNMMM" },
    { FIEL_ATTEMPT_KIND_VOID, FALSE,     "MNMMM",       "NNNNN" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    for (guint t = 0; t < FIEL_N_TRANSACTIONS; t++)
      for (guint differs = 0; differs < 2; differs++)
        {
          const char letter = (differs ? rows[i].other : rows[i].same)[t];
          g_autoptr (FielEvidence) row = fiel_evidence_new (FIEL_EVIDENCE_SOURCE_RECORDS, FIEL_RESULT_APPROVED);
          FielAttemptFacts facts = make_facts ();

          facts.kind = rows[i].kind;
          facts.provider_id = NULL;
          row->transaction = (FielTransaction) t;
          row->ticket = g_strdup (rows[i].named ? facts.ticket : NULL);
          row->terminal_id = g_strdup (facts.terminal_id);
          row->has_amount = TRUE;
          row->amount_minor = differs ? ASKED + 1 : ASKED;
          g_test_message ("row %d, %s, %s amount", (int) i, fiel_enum_nick (FIEL_TYPE_TRANSACTION, (int) t),
                          differs ? "another" : "our");
          g_assert_cmpint (fiel_evidence_admit (row, &facts, NULL), ==,
                           letter == 'A' ? FIEL_ATTEMPT_EVENT_APPROVED
                           : letter == 'M' ? FIEL_ATTEMPT_EVENT_MISMATCH : FIEL_ATTEMPT_EVENT_NO_NEWS);
        }
}

static void
test_missing_fields_of_bound_sources (void)
{
  static const FielEvidenceSource sources[] = { FIEL_EVIDENCE_SOURCE_ANSWER, FIEL_EVIDENCE_SOURCE_STATUS };
  const FielAttemptFacts facts = make_facts ();

  for (gsize i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      g_autoptr (FielEvidence) approval = fiel_evidence_new (sources[i], FIEL_RESULT_APPROVED);
      g_autoptr (FielEvidence) decline = fiel_evidence_new (sources[i], FIEL_RESULT_DECLINED);
      g_autoptr (FielEvidence) empty = make_evidence (sources[i], FIEL_RESULT_APPROVED);

      assert_admitted (approval, &facts, FIEL_ATTEMPT_EVENT_MISMATCH, "amount");
      approval->has_amount = TRUE;
      approval->amount_minor = ASKED;
      assert_admitted (approval, &facts, FIEL_ATTEMPT_EVENT_APPROVED, NULL);
      assert_admitted (decline, &facts, FIEL_ATTEMPT_EVENT_DECLINED, NULL);

      *empty->reference = '\0';
      *empty->ticket = '\0';
      *empty->provider_id = '\0';
      memset (empty->terminal_id, ' ', strlen (empty->terminal_id));
      assert_admitted (empty, &facts, FIEL_ATTEMPT_EVENT_APPROVED, NULL);
    }
}

/* A status that was not asked for by the provider's id, and that names no reference, may be about anybody. */
static void
test_status_without_id (void)
{
  g_autoptr (FielEvidence) evidence = make_evidence (FIEL_EVIDENCE_SOURCE_STATUS, FIEL_RESULT_APPROVED);
  FielAttemptFacts facts = make_facts ();

  facts.provider_id = NULL;
  assert_admitted (evidence, &facts, FIEL_ATTEMPT_EVENT_APPROVED, NULL);
  g_clear_pointer (&evidence->reference, g_free);
  assert_admitted (evidence, &facts, FIEL_ATTEMPT_EVENT_NO_NEWS, "nothing ties");
  facts.provider_id = "";
  assert_admitted (evidence, &facts, FIEL_ATTEMPT_EVENT_NO_NEWS, "nothing ties");
}

static void
test_acceptance_needs_an_id (void)
{
  g_autoptr (FielEvidence) evidence = make_evidence (FIEL_EVIDENCE_SOURCE_ANSWER, FIEL_RESULT_ACCEPTED);
  FielAttemptFacts facts = make_facts ();

  facts.provider_id = NULL;
  assert_admitted (evidence, &facts, FIEL_ATTEMPT_EVENT_ACCEPTED, NULL);
  g_clear_pointer (&evidence->provider_id, g_free);
  assert_admitted (evidence, &facts, FIEL_ATTEMPT_EVENT_ANSWER_LOST, NULL);
  evidence->provider_id = g_strdup ("");
  assert_admitted (evidence, &facts, FIEL_ATTEMPT_EVENT_ANSWER_LOST, NULL);
}

static void
test_terminal_is_compared_loosely (void)
{
  static const struct
  {
    const char *ours;
    const char *named;
    gboolean same;
  } rows[] = {
    { "ab12", "AB12", TRUE },   { "ab12", " ab12 ", TRUE }, { "ab12 ", "AB12\n", TRUE }, { "ab12", "ab 12", FALSE },
    { "ab12", "ab123", FALSE }, { "0012", "12", FALSE },    { "", "ab12", FALSE },       { NULL, "ab12", FALSE },
  };
  FielAttemptFacts facts = make_facts ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (FielEvidence) evidence = make_evidence (FIEL_EVIDENCE_SOURCE_ANSWER, FIEL_RESULT_APPROVED);

      facts.terminal_id = rows[i].ours;
      g_free (evidence->terminal_id);
      evidence->terminal_id = g_strdup (rows[i].named);
      assert_admitted (evidence, &facts, rows[i].same ? FIEL_ATTEMPT_EVENT_APPROVED : FIEL_ATTEMPT_EVENT_MISMATCH,
                       rows[i].same ? NULL : "terminal");
    }
}

/* Names are compared to the letter: another case is another ticket. */
static void
test_names_are_compared_strictly (void)
{
  g_autoptr (FielEvidence) evidence = make_evidence (FIEL_EVIDENCE_SOURCE_ANSWER, FIEL_RESULT_APPROVED);
  const FielAttemptFacts facts = make_facts ();

  g_free (evidence->reference);
  evidence->reference = g_ascii_strup (facts.reference, -1);
  assert_admitted (evidence, &facts, FIEL_ATTEMPT_EVENT_MISMATCH, "reference");
}

static void
test_amounts_of_approvals (void)
{
  static const struct
  {
    FielResult result;
    gint64 approved;
    gboolean admitted;
  } rows[] = {
    { FIEL_RESULT_APPROVED, 0, TRUE },
    { FIEL_RESULT_APPROVED, ASKED, TRUE },
    { FIEL_RESULT_APPROVED, ASKED - 1, FALSE },
    { FIEL_RESULT_APPROVED, ASKED + 1, FALSE },
    { FIEL_RESULT_APPROVED, -ASKED, FALSE },
    { FIEL_RESULT_PARTLY_APPROVED, 1, TRUE },
    { FIEL_RESULT_PARTLY_APPROVED, ASKED - 1, TRUE },
    { FIEL_RESULT_PARTLY_APPROVED, 0, FALSE },
    { FIEL_RESULT_PARTLY_APPROVED, -1, FALSE },
    { FIEL_RESULT_PARTLY_APPROVED, ASKED, FALSE },
    { FIEL_RESULT_PARTLY_APPROVED, ASKED + 1, FALSE },
  };
  const FielAttemptFacts facts = make_facts ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (FielEvidence) evidence = make_evidence (FIEL_EVIDENCE_SOURCE_STATUS, rows[i].result);
      FielAttemptEvent expected = FIEL_ATTEMPT_EVENT_MISMATCH;

      evidence->approved_minor = rows[i].approved;
      if (rows[i].admitted)
        expected = rows[i].result == FIEL_RESULT_APPROVED ? FIEL_ATTEMPT_EVENT_APPROVED
                                                          : FIEL_ATTEMPT_EVENT_PARTLY_APPROVED;
      assert_admitted (evidence, &facts, expected, rows[i].admitted ? NULL : "amount");

      evidence->has_amount = FALSE;
      assert_admitted (evidence, &facts, FIEL_ATTEMPT_EVENT_MISMATCH, "amount");
    }
}

static void
test_copy (void)
{
  g_autoptr (FielEvidence) evidence = make_evidence (FIEL_EVIDENCE_SOURCE_STATUS, FIEL_RESULT_PARTLY_APPROVED);
  g_autoptr (FielEvidence) copy = NULL;

  evidence->reason = g_strdup ("limit-exceeded");
  evidence->provider_code = g_strdup ("10");
  evidence->provider_message = g_strdup ("message");
  evidence->authorization = g_strdup ("A1B2C3");
  evidence->operation = g_strdup ("42");
  evidence->card_brand = g_strdup ("VI");
  evidence->card_type = g_strdup ("DB");
  evidence->last4 = g_strdup ("1111");
  evidence->day = g_strdup ("2026-11-30");
  copy = fiel_evidence_copy (evidence);

  g_assert_true (copy->source == evidence->source && copy->result == evidence->result);
  g_assert_true (copy->has_amount && copy->amount_minor == ASKED && copy->approved_minor == ASKED - 1);
  g_assert_true (copy->reference != evidence->reference && g_str_equal (copy->reference, evidence->reference));
  g_assert_true (copy->ticket != evidence->ticket && g_str_equal (copy->ticket, "B-000123"));
  g_assert_true (copy->terminal_id != evidence->terminal_id && g_str_equal (copy->terminal_id, "30000001"));
  g_assert_true (copy->provider_id != evidence->provider_id && g_str_equal (copy->provider_id, "987654"));
  g_assert_true (copy->reason != evidence->reason && g_str_equal (copy->reason, "limit-exceeded"));
  g_assert_true (copy->provider_code != evidence->provider_code && g_str_equal (copy->provider_code, "10"));
  g_assert_true (copy->provider_message != evidence->provider_message && g_str_equal (copy->provider_message, "message"));
  g_assert_true (copy->authorization != evidence->authorization && g_str_equal (copy->authorization, "A1B2C3"));
  g_assert_true (copy->operation != evidence->operation && g_str_equal (copy->operation, "42"));
  g_assert_true (copy->card_brand != evidence->card_brand && g_str_equal (copy->card_brand, "VI"));
  g_assert_true (copy->card_type != evidence->card_type && g_str_equal (copy->card_type, "DB"));
  g_assert_true (copy->last4 != evidence->last4 && g_str_equal (copy->last4, "1111"));
  g_assert_true (copy->day != evidence->day && g_str_equal (copy->day, "2026-11-30"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/evidence/every-source-and-result", test_every_source_and_result);
  g_test_add_func ("/evidence/differences", test_differences);
  g_test_add_func ("/evidence/nothing-stays-nothing", test_nothing_stays_nothing);
  g_test_add_func ("/evidence/records-of-others", test_records_of_others);
  g_test_add_func ("/evidence/records-in-doubt", test_records_in_doubt);
  g_test_add_func ("/evidence/records-that-differ", test_records_that_differ);
  g_test_add_func ("/evidence/records-without-reference", test_records_without_reference);
  g_test_add_func ("/evidence/records-of-a-return", test_records_of_a_return);
  g_test_add_func ("/core/evidence/records-by-transaction", test_records_by_transaction);
  g_test_add_func ("/evidence/missing-fields-of-bound-sources", test_missing_fields_of_bound_sources);
  g_test_add_func ("/evidence/status-without-id", test_status_without_id);
  g_test_add_func ("/evidence/acceptance-needs-an-id", test_acceptance_needs_an_id);
  g_test_add_func ("/evidence/terminal-is-compared-loosely", test_terminal_is_compared_loosely);
  g_test_add_func ("/evidence/names-are-compared-strictly", test_names_are_compared_strictly);
  g_test_add_func ("/evidence/amounts-of-approvals", test_amounts_of_approvals);
  g_test_add_func ("/evidence/copy", test_copy);

  return g_test_run ();
}
