/* test-return-wording.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-attempt-private.h"
#include "fiel-contradiction-wording.h"
#include "fiel-payment-text.h"
#include "fiel-resolve-wording.h"
#include "fiel-return-text.h"
#include "fiel-return-wording.h"

#include <string.h>

/* What is said while money goes back: never that somebody was charged, in no state, outcome or doubt. */

static const FielAttemptKind kinds[] = { FIEL_ATTEMPT_KIND_REFUND, FIEL_ATTEMPT_KIND_VOID };

static void
assert_of_return (const char *words)
{
  g_autofree char *lower = NULL;

  if (words == NULL)
    return;

  lower = g_utf8_strdown (words, -1);
  g_assert_null (strstr (lower, "charged"));
  g_assert_null (strstr (lower, "charge again"));
  g_assert_null (strstr (lower, "payment was approved"));
  g_assert_null (strstr (lower, "another card"));
}

static void
take_of_return (char *words)
{
  assert_of_return (words);
  g_free (words);
}

static FielAttempt *
make_return (FielAttemptKind kind)
{
  FielAttemptOrigin origin = { .id = "a", .kind = kind, .amount = fiel_money_make (4990, fiel_currency_find ("CLP")),
                               .reference = "004518", .terminal_name = "Norte", .provider_name = "Getnet",
                               .actor = "Ana", .original = "sale" };

  return fiel_attempt_new (&origin);
}

static void
test_outcomes (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    for (FielOutcome outcome = FIEL_OUTCOME_APPROVED; outcome < FIEL_N_OUTCOMES; outcome++)
      {
        FielLook look = fiel_wording_look_of_outcome (kinds[i], outcome);
        FielLook of_sale = fiel_wording_look_of_outcome (FIEL_ATTEMPT_KIND_SALE, outcome);
        const char *verdict = fiel_wording_verdict (kinds[i], outcome);
        gboolean moved = fiel_outcome_moved_money (outcome);

        assert_of_return (look.headline);
        assert_of_return (look.word);
        assert_of_return (verdict);
        assert_of_return (fiel_wording_cancel (kinds[i], FIEL_CANCEL_STATE_AGREED, FIEL_ATTEMPT_PHASE_DONE, outcome));
        g_assert_nonnull (strstr (look.headline, "RETURNED"));
        g_assert_cmpint (strstr (look.headline, "NOT RETURNED") == NULL, ==, moved);
        g_assert_cmpint (g_str_has_prefix (verdict, "Nothing went back") || strstr (verdict, ": nothing went back") != NULL
                           || strstr (verdict, "not returned") != NULL, ==, !moved);
        g_assert_cmpstr (look.word, !=, of_sale.word);
        g_assert_cmpstr (look.style, ==, of_sale.style);
      }

  g_assert_null (fiel_wording_verdict (FIEL_ATTEMPT_KIND_REFUND, FIEL_OUTCOME_NONE));
  g_assert_cmpstr (fiel_wording_look_of_outcome (FIEL_ATTEMPT_KIND_VOID, FIEL_OUTCOME_NONE).headline, ==, "NOT CONFIRMED");
}

/* Two outcomes that look alike in a list are two too many. */
static void
test_words_differ (void)
{
  for (FielOutcome outcome = FIEL_OUTCOME_APPROVED; outcome < FIEL_N_OUTCOMES; outcome++)
    for (FielOutcome other = FIEL_OUTCOME_APPROVED; other < outcome; other++)
      g_assert_cmpstr (fiel_wording_look_of_outcome (FIEL_ATTEMPT_KIND_REFUND, outcome).word, !=,
                       fiel_wording_look_of_outcome (FIEL_ATTEMPT_KIND_REFUND, other).word);
}

/* Nobody is sent for another card: money goes back to the one that paid. */
static void
test_advice (void)
{
  for (FielReason reason = FIEL_REASON_NONE; reason < FIEL_N_REASONS; reason++)
    {
      const char *of_sale = fiel_wording_advice (FIEL_ATTEMPT_KIND_SALE, reason);
      const char *advice = fiel_wording_advice (FIEL_ATTEMPT_KIND_REFUND, reason);

      g_assert_cmpint (advice != NULL, ==, of_sale != NULL);
      assert_of_return (advice);
      assert_of_return (fiel_wording_reason (reason));
    }
}

/* What failed as a void is asked for as a return the next time; a return is asked for in the same words again. */
static void
test_sale_not_found (void)
{
  const char *of_void = fiel_wording_advice (FIEL_ATTEMPT_KIND_VOID, FIEL_REASON_SALE_NOT_FOUND);
  const char *of_return = fiel_wording_advice (FIEL_ATTEMPT_KIND_REFUND, FIEL_REASON_SALE_NOT_FOUND);

  g_assert_nonnull (strstr (of_void, "in another way"));
  g_assert_null (strstr (of_return, "in another way"));
  g_assert_nonnull (strstr (of_return, "Nothing went back"));
  g_assert_nonnull (strstr (of_return, "the code and the day with the customer’s slip"));
}

static void
test_sightings (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    for (FielSighting sighting = FIEL_SIGHTING_APPROVED; sighting < FIEL_N_SIGHTINGS; sighting++)
      {
        g_autoptr (FielAttempt) attempt = make_return (kinds[i]);
        g_autofree char *advice = NULL;

        fiel_attempt_set_phase (attempt, FIEL_ATTEMPT_PHASE_UNCONFIRMED);
        fiel_attempt_set_sighting (attempt, sighting, sighting == FIEL_SIGHTING_APPROVED ? "018734" : NULL);
        advice = fiel_wording_sighting_advice (attempt);
        assert_of_return (advice);
        take_of_return (fiel_wording_sighting_headline (attempt));
        take_of_return (fiel_resolve_wording_payment (attempt, 0));
        assert_of_return (fiel_resolve_wording_payment_next (attempt));
        g_assert_nonnull (strstr (fiel_resolve_wording_payment_next (attempt), "not return it again"));
        if (sighting == FIEL_SIGHTING_APPROVED)
          g_assert_nonnull (strstr (advice, "Do not return again"));
      }
}

/* Which way the money has to go is the other way round. */
static void
test_contradictions (void)
{
  static const struct
  {
    FielContradiction contradiction;
    const char *title;
    const char *told;
    const char *to_do;
  } rows[] = {
    { FIEL_CONTRADICTION_CHARGED_AFTER_ALL, "Returned after all", "the money was returned", "Do not return it again" },
    { FIEL_CONTRADICTION_NOT_CHARGED_AFTER_ALL, "Not returned after all", "the money was not returned",
      "Return it again" },
    { FIEL_CONTRADICTION_UNCLEAR, "Two answers that do not fit together", "does not fit", "Compare with the terminal" },
  };

  G_STATIC_ASSERT (G_N_ELEMENTS (rows) == FIEL_N_CONTRADICTIONS - 1);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (FielAttempt) attempt = make_return (FIEL_ATTEMPT_KIND_REFUND);
      FielAlertContent content = { .seq = 1, .kind = FIEL_ALERT_CONFLICT, .attempt_id = "a",
                                   .attempt_kind = FIEL_ATTEMPT_KIND_REFUND, .outcome = FIEL_OUTCOME_HAND_CHARGED,
                                   .contradiction = rows[i].contradiction };
      g_autoptr (FielAlert) alert = fiel_alert_new (&content);
      g_autofree char *story = NULL;

      fiel_attempt_set_state (attempt, FIEL_ATTEMPT_STATE_CLOSED, FIEL_OUTCOME_HAND_CHARGED, 1);
      fiel_attempt_set_phase (attempt, FIEL_ATTEMPT_PHASE_DONE);
      fiel_attempt_set_contradiction (attempt, rows[i].contradiction);
      story = fiel_contradiction_wording_story (attempt);
      assert_of_return (story);
      assert_of_return (fiel_contradiction_wording_advice (attempt));
      g_assert_cmpstr (fiel_contradiction_wording_title (attempt), ==, rows[i].title);
      g_assert_nonnull (strstr (story, "Recorded here: Returned, by hand."));
      g_assert_nonnull (strstr (story, rows[i].told));
      g_assert_nonnull (strstr (fiel_contradiction_wording_advice (attempt), rows[i].to_do));

      assert_of_return (fiel_resolve_wording_alert_title (alert));
      assert_of_return (fiel_resolve_wording_alert_meaning (alert));
      assert_of_return (fiel_resolve_wording_alert_next (alert));
      take_of_return (fiel_resolve_wording_alert_recorded (alert));
    }
}

/* A return under way is never taken for a sale. */
static void
test_phases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    for (FielAttemptPhase phase = FIEL_ATTEMPT_PHASE_SENDING; phase < FIEL_ATTEMPT_PHASE_UNCONFIRMED; phase++)
      {
        g_autoptr (FielAttempt) attempt = make_return (kinds[i]);
        const char *agreed = fiel_wording_cancel (kinds[i], FIEL_CANCEL_STATE_AGREED, phase, FIEL_OUTCOME_NONE);

        fiel_attempt_set_phase (attempt, phase);
        assert_of_return (fiel_wording_look (attempt).headline);
        g_assert_true (g_str_has_prefix (fiel_wording_look (attempt).headline, "Returning money: "));
        g_assert_cmpstr (fiel_wording_look (attempt).word, ==, fiel_wording_look_of_phase (phase).word);
        g_assert_nonnull (strstr (agreed, "the return’s own result"));
      }
}

static void
test_amounts (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (FielAttempt) attempt = make_return (kinds[i]);
      FielMoney amount = fiel_payment_text_signed_amount (attempt);
      g_autofree char *text = fiel_money_format (amount, fiel_number_style_for_country ("cl"));

      g_assert_cmpint (amount.minor, ==, -4990);
      g_assert_cmpint (fiel_payment_text_amount (attempt).minor, ==, 4990);
      g_assert_cmpstr (text, ==, "−$4.990");
    }
}

static void
test_questions (void)
{
  const FielNumberStyle *style = fiel_number_style_for_country ("cl");
  const FielCurrency *currency = fiel_currency_find ("CLP");
  FielSale sale = { .attempt_id = (char *) "a", .reference = (char *) "1", .brand = (char *) "VI",
                    .last4 = (char *) "4242", .amount = fiel_money_make (12990, currency) };
  g_autofree char *whole = fiel_return_text_question (&sale, sale.amount, style);
  g_autofree char *part = fiel_return_text_question (&sale, fiel_money_make (4990, currency), style);
  g_autofree char *place = fiel_return_text_place (&sale, NULL);
  g_autofree char *without = NULL;
  g_autofree char *nowhere = NULL;

  g_assert_cmpstr (whole, ==, "Return $12.990 to card ··4242. The customer must be present with the card.");
  g_assert_cmpstr (part, ==, "Return $4.990 of $12.990 to card ··4242. The customer must be present with the card.");
  g_assert_cmpstr (place, ==, "to Visa ··4242");

  sale.last4 = NULL;
  without = fiel_return_text_question (&sale, fiel_money_make (4990, currency), style);
  nowhere = fiel_return_text_place (&sale, NULL);
  g_assert_cmpstr (without, ==, "Return $4.990 of $12.990. The customer must be present with the card.");
  g_assert_cmpstr (nowhere, ==, "");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/return-wording/outcomes", test_outcomes);
  g_test_add_func ("/return-wording/words-differ", test_words_differ);
  g_test_add_func ("/return-wording/advice", test_advice);
  g_test_add_func ("/return-wording/sale-not-found", test_sale_not_found);
  g_test_add_func ("/return-wording/sightings", test_sightings);
  g_test_add_func ("/return-wording/contradictions", test_contradictions);
  g_test_add_func ("/return-wording/phases", test_phases);
  g_test_add_func ("/return-wording/amounts", test_amounts);
  g_test_add_func ("/return-wording/questions", test_questions);

  return g_test_run ();
}
