/* test-wording.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-attempt-private.h"
#include "fiel-contradiction-wording.h"
#include "fiel-wording.h"

#include <string.h>

/* What a cashier must never be shown: a bare code, a key of ours, an empty sentence, markup. */
static void
assert_words (const char *words)
{
  g_assert_nonnull (words);
  g_assert_true (g_utf8_validate (words, -1, NULL));
  g_assert_cmpuint (strlen (words), >=, 4);
  g_assert_null (strpbrk (words, "_<>%{}"));
}

static void
assert_look (const FielLook *look)
{
  assert_words (look->headline);
  assert_words (look->word);
  g_assert_true (g_str_has_suffix (look->icon, "-symbolic"));
  assert_words (look->style);
}

static void
test_outcomes (void)
{
  for (FielOutcome outcome = FIEL_OUTCOME_NONE; outcome < FIEL_N_OUTCOMES; outcome++)
    {
      FielLook look = fiel_wording_look_of_outcome (FIEL_ATTEMPT_KIND_SALE, outcome);

      assert_look (&look);
      for (FielOutcome other = FIEL_OUTCOME_NONE; other < outcome; other++)
        {
          FielLook other_look = fiel_wording_look_of_outcome (FIEL_ATTEMPT_KIND_SALE, other);

          g_assert_cmpstr (look.headline, !=, other_look.headline);
          g_assert_cmpstr (look.word, !=, other_look.word);
        }

      if (outcome == FIEL_OUTCOME_NONE)
        g_assert_null (fiel_wording_verdict (FIEL_ATTEMPT_KIND_SALE, outcome));
      else
        assert_words (fiel_wording_verdict (FIEL_ATTEMPT_KIND_SALE, outcome));
    }
}

/* Green, red and amber each mean one thing, and each comes with a shape of its own. */
static void
test_outcome_styles (void)
{
  for (FielOutcome outcome = FIEL_OUTCOME_NONE; outcome < FIEL_N_OUTCOMES; outcome++)
    {
      FielLook look = fiel_wording_look_of_outcome (FIEL_ATTEMPT_KIND_SALE, outcome);

      g_assert_cmpint (g_str_equal (look.style, "approved"), ==, outcome == FIEL_OUTCOME_APPROVED);
      g_assert_cmpint (g_str_equal (look.icon, "fiel-approved-symbolic"), ==, outcome == FIEL_OUTCOME_APPROVED);
      g_assert_cmpint (g_str_equal (look.style, "declined"), ==, outcome == FIEL_OUTCOME_DECLINED);
      g_assert_cmpint (g_str_equal (look.icon, "fiel-declined-symbolic"), ==, outcome == FIEL_OUTCOME_DECLINED);
      g_assert_cmpint (g_str_equal (look.icon, "fiel-unconfirmed-symbolic"), ==, outcome == FIEL_OUTCOME_NONE);
      g_assert_cmpint (g_str_equal (look.style, "hand"), ==, fiel_outcome_is_by_hand (outcome));
      g_assert_cmpint (g_str_equal (look.icon, "fiel-hand-symbolic"), ==, fiel_outcome_is_by_hand (outcome));
    }
}

/* A verdict says "not charged" exactly where nothing moved. */
static void
test_verdicts (void)
{
  for (FielOutcome outcome = FIEL_OUTCOME_APPROVED; outcome < FIEL_N_OUTCOMES; outcome++)
    {
      const char *verdict = fiel_wording_verdict (FIEL_ATTEMPT_KIND_SALE, outcome);

      g_assert_nonnull (strstr (verdict, "charged"));
      g_assert_cmpint (strstr (verdict, "not charged") == NULL, ==, fiel_outcome_moved_money (outcome));
    }
}

static void
test_phases (void)
{
  for (FielAttemptPhase phase = FIEL_ATTEMPT_PHASE_SENDING; phase < FIEL_ATTEMPT_PHASE_DONE; phase++)
    {
      FielLook look = fiel_wording_look_of_phase (phase);

      assert_look (&look);
      g_assert_cmpint (g_str_equal (look.headline, "NOT CONFIRMED"), ==, phase == FIEL_ATTEMPT_PHASE_UNCONFIRMED);
      g_assert_cmpint (g_str_equal (look.style, "unconfirmed"), ==, phase == FIEL_ATTEMPT_PHASE_UNCONFIRMED);
      for (FielAttemptPhase other = FIEL_ATTEMPT_PHASE_SENDING; other < phase; other++)
        {
          FielLook other_look = fiel_wording_look_of_phase (other);

          g_assert_cmpstr (look.word, !=, other_look.word);
          g_assert_cmpstr (look.icon, !=, other_look.icon);
        }
    }
}

static void
test_reasons (void)
{
  g_assert_cmpstr (fiel_wording_reason (FIEL_REASON_NONE), ==, "");
  g_assert_null (fiel_wording_advice (FIEL_ATTEMPT_KIND_SALE, FIEL_REASON_NONE));

  for (FielReason reason = FIEL_REASON_NONE + 1; reason < FIEL_N_REASONS; reason++)
    {
      const char *words = fiel_wording_reason (reason);

      assert_words (words);
      g_assert_cmpstr (words, !=, fiel_reason_key (reason));
      for (FielReason other = FIEL_REASON_NONE; other < reason; other++)
        g_assert_cmpstr (words, !=, fiel_wording_reason (other));

      if (fiel_wording_advice (FIEL_ATTEMPT_KIND_SALE, reason) != NULL)
        assert_words (fiel_wording_advice (FIEL_ATTEMPT_KIND_SALE, reason));
      /* Who is refused, or left without an answer, is told what to do. */
      if (reason >= FIEL_REASON_CREDENTIALS)
        g_assert_nonnull (fiel_wording_advice (FIEL_ATTEMPT_KIND_SALE, reason));
    }
}

/* "Try again" is never advised where the customer may have been charged. */
static void
test_advice_is_safe (void)
{
  for (FielReason reason = FIEL_REASON_ANSWER_LOST; reason < FIEL_N_REASONS; reason++)
    {
      g_autofree char *advice = g_utf8_strdown (fiel_wording_advice (FIEL_ATTEMPT_KIND_SALE, reason), -1);

      g_assert_null (strstr (advice, "try"));
      g_assert_null (strstr (advice, "charge"));
      g_assert_null (strstr (advice, "card"));
    }
}

static void
test_steps (void)
{
  for (FielStepKind kind = FIEL_STEP_SAVED; kind < FIEL_N_STEP_KINDS; kind++)
    {
      g_autoptr (FielStep) step = fiel_step_new (kind, 1, 1);
      g_autofree char *words = fiel_wording_step (step, "Getnet", NULL);
      FielStepLook look = fiel_wording_look_of_step (step);

      assert_words (words);
      g_assert_true (g_str_has_suffix (look.icon, "-symbolic"));
      g_assert_cmpint (fiel_wording_step_runs (step), ==,
                       !fiel_step_get_done (step) && (kind == FIEL_STEP_WAITING || kind == FIEL_STEP_CANCEL_ASKED));
      for (FielStepKind other = FIEL_STEP_SAVED; other < kind; other++)
        {
          g_autoptr (FielStep) other_step = fiel_step_new (other, 1, 1);
          g_autofree char *other_words = fiel_wording_step (other_step, "Getnet", NULL);

          g_assert_cmpstr (words, !=, other_words);
        }
    }
}

static void
test_step_trouble (void)
{
  static const FielStepKind trouble[] = { FIEL_STEP_ANSWER_LOST, FIEL_STEP_CANCEL_UNANSWERED, FIEL_STEP_MISMATCH,
                                          FIEL_STEP_CONFLICT };

  for (guint i = 0; i < G_N_ELEMENTS (trouble); i++)
    {
      g_autoptr (FielStep) step = fiel_step_new (trouble[i], 1, 1);

      g_assert_cmpstr (fiel_wording_look_of_step (step).style, ==, "warning");
    }
}

static void
test_cancel (void)
{
  for (FielAttemptPhase phase = FIEL_ATTEMPT_PHASE_SENDING; phase < FIEL_ATTEMPT_PHASE_DONE; phase++)
    {
      g_assert_null (fiel_wording_cancel (FIEL_ATTEMPT_KIND_SALE, FIEL_CANCEL_STATE_NONE, phase, FIEL_OUTCOME_NONE));
      for (FielCancelState cancel = FIEL_CANCEL_STATE_ASKED; cancel < FIEL_N_CANCEL_STATES; cancel++)
        {
          const char *words = fiel_wording_cancel (FIEL_ATTEMPT_KIND_SALE, cancel, phase, FIEL_OUTCOME_NONE);

          assert_words (words);
          /* Nothing that is said about a request to stop says what became of the money. */
          g_assert_null (strstr (words, "charged"));
          for (FielCancelState other = FIEL_CANCEL_STATE_ASKED; other < cancel; other++)
            g_assert_cmpstr (words, !=,
                             fiel_wording_cancel (FIEL_ATTEMPT_KIND_SALE, other, phase, FIEL_OUTCOME_NONE));
        }
    }

  for (FielOutcome outcome = FIEL_OUTCOME_APPROVED; outcome < FIEL_N_OUTCOMES; outcome++)
    {
      const char *words = fiel_wording_cancel (FIEL_ATTEMPT_KIND_SALE, FIEL_CANCEL_STATE_AGREED,
                                               FIEL_ATTEMPT_PHASE_DONE, outcome);

      if (fiel_outcome_moved_money (outcome))
        g_assert_cmpstr (words, ==, "Too late to stop: the payment was approved.");
      else if (outcome == FIEL_OUTCOME_CANCELLED)
        g_assert_cmpstr (words, ==, "Stopped, as asked.");
      else
        g_assert_null (words);
    }
}

static void
test_attempt (void)
{
  FielAttemptOrigin origin = { .id = "a", .amount = fiel_money_make (1, fiel_currency_find ("CLP")),
                               .terminal_name = "T", .provider_name = "P", .actor = "A" };
  g_autoptr (FielAttempt) attempt = fiel_attempt_new (&origin);

  g_assert_cmpstr (fiel_wording_look (attempt).word, ==, "Sending");
  fiel_attempt_set_state (attempt, FIEL_ATTEMPT_STATE_CLOSED, FIEL_OUTCOME_DECLINED, 1);
  fiel_attempt_set_phase (attempt, FIEL_ATTEMPT_PHASE_DONE);
  g_assert_cmpstr (fiel_wording_look (attempt).word, ==, "Declined");
}

static FielAttempt *
make_attempt (void)
{
  FielAttemptOrigin origin = { .id = "a", .amount = fiel_money_make (1, fiel_currency_find ("CLP")),
                               .terminal_name = "T", .provider_name = "Getnet", .actor = "A" };

  return fiel_attempt_new (&origin);
}

/* Every answer about the terminal says what to do, in words that no other answer has, and none invites to charge. */
static void
test_sightings (void)
{
  g_autoptr (FielAttempt) attempt = make_attempt ();

  g_assert_null (fiel_wording_sighting (FIEL_SIGHTING_NONE));
  g_assert_null (fiel_wording_sighting_headline (attempt));
  for (FielSighting sighting = FIEL_SIGHTING_APPROVED; sighting < FIEL_N_SIGHTINGS; sighting++)
    {
      g_autofree char *headline = NULL;
      g_autofree char *advice = NULL;

      fiel_attempt_set_sighting (attempt, sighting, NULL);
      headline = fiel_wording_sighting_headline (attempt);
      advice = fiel_wording_sighting_advice (attempt);
      assert_words (fiel_wording_sighting (sighting));
      assert_words (headline);
      g_assert_cmpint (advice == NULL, ==, sighting == FIEL_SIGHTING_WAITING);
      if (advice != NULL)
        {
          assert_words (advice);
          g_assert_nonnull (strstr (advice, "Getnet"));
          g_assert_null (strstr (advice, "Try again"));
        }
      for (FielSighting other = FIEL_SIGHTING_APPROVED; other < sighting; other++)
        g_assert_cmpstr (fiel_wording_sighting (sighting), !=, fiel_wording_sighting (other));
    }
}

static void
test_slip_code (void)
{
  g_autoptr (FielAttempt) attempt = make_attempt ();
  g_autofree char *with = NULL;
  g_autofree char *without = NULL;

  fiel_attempt_set_sighting (attempt, FIEL_SIGHTING_APPROVED, "018734");
  with = fiel_wording_sighting_advice (attempt);
  fiel_attempt_set_sighting (attempt, FIEL_SIGHTING_APPROVED, NULL);
  without = fiel_wording_sighting_advice (attempt);
  g_assert_nonnull (strstr (with, "The code 018734 is kept"));
  g_assert_nonnull (strstr (without, "Keep the store’s copy"));
  g_assert_nonnull (strstr (with, "Do not charge again"));
  g_assert_nonnull (strstr (without, "Do not charge again"));
}

/* The red notice says what was recorded, that both are kept, and which way the money has to go. */
static void
test_contradictions (void)
{
  static const struct
  {
    FielContradiction contradiction;
    const char *told;
    const char *to_do;
  } rows[] = {
    { FIEL_CONTRADICTION_CHARGED_AFTER_ALL, "the customer was charged", "Return the money" },
    { FIEL_CONTRADICTION_NOT_CHARGED_AFTER_ALL, "the customer was not charged", "Collect the money" },
    { FIEL_CONTRADICTION_UNCLEAR, "does not fit", "Compare with the terminal" },
  };

  G_STATIC_ASSERT (G_N_ELEMENTS (rows) == FIEL_N_CONTRADICTIONS - 1);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (FielAttempt) attempt = make_attempt ();
      g_autofree char *story = NULL;

      fiel_attempt_set_state (attempt, FIEL_ATTEMPT_STATE_CLOSED, FIEL_OUTCOME_HAND_CHARGED, 1);
      fiel_attempt_set_phase (attempt, FIEL_ATTEMPT_PHASE_DONE);
      fiel_attempt_set_contradiction (attempt, rows[i].contradiction);
      story = fiel_contradiction_wording_story (attempt);
      g_assert_nonnull (strstr (story, "Recorded here: Charged, by hand."));
      g_assert_nonnull (strstr (story, rows[i].told));
      g_assert_true (g_str_has_suffix (story, "Both are kept."));
      g_assert_true (g_str_has_prefix (fiel_contradiction_wording_advice (attempt), rows[i].to_do));
      assert_words (fiel_contradiction_wording_title (attempt));
    }
}

static void
test_cards (void)
{
  static const struct
  {
    const char *brand;
    const char *type;
    const char *last4;
    const char *expected;
  } cards[] = {
    { "VI", "CR", "4242", "Visa ··4242" }, { "mc", NULL, "0091", "Mastercard ··0091" },
    { NULL, "DB", "1180", "Debit ··1180" },
    { NULL, "CR", "1", "Card ··1" },       { "Redcompra", "DB", "2", "Redcompra ··2" },  { "VI", "CR", NULL, "" },
    { "VI", "CR", "", "" },                { "", "DB", "3", "Debit ··3" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cards); i++)
    {
      g_autofree char *card = fiel_wording_card (cards[i].brand, cards[i].type, cards[i].last4);

      g_assert_cmpstr (card, ==, cards[i].expected);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/wording/outcomes", test_outcomes);
  g_test_add_func ("/wording/outcome-styles", test_outcome_styles);
  g_test_add_func ("/wording/verdicts", test_verdicts);
  g_test_add_func ("/wording/phases", test_phases);
  g_test_add_func ("/wording/reasons", test_reasons);
  g_test_add_func ("/wording/advice-is-safe", test_advice_is_safe);
  g_test_add_func ("/wording/steps", test_steps);
  g_test_add_func ("/wording/step-trouble", test_step_trouble);
  g_test_add_func ("/wording/cancel", test_cancel);
  g_test_add_func ("/wording/attempt", test_attempt);
  g_test_add_func ("/wording/sightings", test_sightings);
  g_test_add_func ("/wording/slip-code", test_slip_code);
  g_test_add_func ("/wording/contradictions", test_contradictions);
  g_test_add_func ("/wording/cards", test_cards);

  return g_test_run ();
}
