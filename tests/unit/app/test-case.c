/* test-case.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-case.h"

#include "fiel-attempt-private.h"
#include "fiel-wording.h"

/* What is known of an open payment, for the two people who decide. */

#define NOW_US (1000 * G_USEC_PER_SEC)

static FielAttempt *
make_attempt (void)
{
  FielAttemptOrigin origin = {
    .id = "a",
    .amount = fiel_money_make (12990, fiel_currency_find ("CLP")),
    .reference = "004518",
    .terminal_name = "Terminal Norte",
    .provider_name = "Getnet",
    .actor = "Ana",
    .saved_wall_us = G_USEC_PER_SEC,
  };
  FielAttempt *attempt = fiel_attempt_new (&origin);

  fiel_attempt_set_state (attempt, FIEL_ATTEMPT_STATE_UNKNOWN, FIEL_OUTCOME_NONE, 0);
  fiel_attempt_set_phase (attempt, FIEL_ATTEMPT_PHASE_UNCONFIRMED);

  return attempt;
}

static char *
describe (FielAttempt *attempt, FielCaseSide side)
{
  return fiel_case_describe (attempt, side, fiel_number_style_for_country ("cl"), NOW_US);
}

static gboolean
says (FielAttempt *attempt, FielCaseSide side, const char *words)
{
  g_autofree char *facts = describe (attempt, side);

  return facts != NULL && strstr (facts, words) != NULL;
}

/* Without any word of anybody nothing speaks for either side. */
static void
test_silence (void)
{
  g_autoptr (FielAttempt) attempt = make_attempt ();

  fiel_attempt_set_reason (attempt, FIEL_REASON_ANSWER_LOST);
  fiel_attempt_set_checks (attempt, 40, NOW_US - 12 * G_USEC_PER_SEC, 0);
  fiel_attempt_set_terminal_seen_busy (attempt, TRUE);
  g_assert_null (describe (attempt, FIEL_CASE_CHARGED));
  g_assert_null (describe (attempt, FIEL_CASE_NOT_CHARGED));
  g_assert_true (says (attempt, FIEL_CASE_NEITHER, "$12.990 on Terminal Norte"));
  g_assert_true (says (attempt, FIEL_CASE_NEITHER, "Asked Getnet 40 times, no final answer"));
  g_assert_true (says (attempt, FIEL_CASE_NEITHER, "Asked Getnet 0:12 ago"));
  g_assert_true (says (attempt, FIEL_CASE_NEITHER, fiel_wording_reason (FIEL_REASON_ANSWER_LOST)));
  g_assert_true (says (attempt, FIEL_CASE_NEITHER, "Terminal Norte was busy"));
  g_assert_true (says (attempt, FIEL_CASE_NEITHER, "Nobody has said yet what the terminal shows"));
}

/* Each sighting stands on one side and on no other. */
static void
test_sightings (void)
{
  static const FielCaseSide sides[FIEL_N_SIGHTINGS] = {
    [FIEL_SIGHTING_APPROVED] = FIEL_CASE_CHARGED,
    [FIEL_SIGHTING_DECLINED] = FIEL_CASE_NOT_CHARGED,
    [FIEL_SIGHTING_WAITING] = FIEL_CASE_NEITHER,
    [FIEL_SIGHTING_NOTHING] = FIEL_CASE_NEITHER,
  };

  for (FielSighting sighting = FIEL_SIGHTING_APPROVED; sighting < FIEL_N_SIGHTINGS; sighting++)
    {
      g_autoptr (FielAttempt) attempt = make_attempt ();

      fiel_attempt_set_sighting (attempt, sighting, NULL);
      for (FielCaseSide side = FIEL_CASE_CHARGED; side < FIEL_N_CASE_SIDES; side++)
        g_assert_cmpint (says (attempt, side, fiel_wording_sighting (sighting)), ==, side == sides[sighting]);
      g_assert_false (says (attempt, FIEL_CASE_NEITHER, "Nobody has said yet"));
    }
}

static void
test_for_charged (void)
{
  g_autoptr (FielAttempt) attempt = make_attempt ();

  fiel_attempt_set_sighting (attempt, FIEL_SIGHTING_APPROVED, "018734");
  fiel_attempt_set_card (attempt, "777", NULL, NULL, NULL);
  g_assert_true (says (attempt, FIEL_CASE_CHARGED, "018734"));
  g_assert_true (says (attempt, FIEL_CASE_CHARGED, "Getnet gave the authorization 777"));
  g_assert_null (describe (attempt, FIEL_CASE_NOT_CHARGED));
}

/* Only the agreement to stop speaks against; that it was asked, or refused, says nothing. */
static void
test_cancel (void)
{
  for (FielCancelState cancel = FIEL_CANCEL_STATE_NONE; cancel <= FIEL_CANCEL_STATE_UNANSWERED; cancel++)
    {
      g_autoptr (FielAttempt) attempt = make_attempt ();
      const char *words = fiel_wording_cancel (FIEL_ATTEMPT_KIND_SALE, cancel, FIEL_ATTEMPT_PHASE_UNCONFIRMED,
                                               FIEL_OUTCOME_NONE);
      gboolean agreed = cancel == FIEL_CANCEL_STATE_AGREED;

      fiel_attempt_set_cancel (attempt, cancel, FALSE);
      g_assert_cmpint (says (attempt, FIEL_CASE_NOT_CHARGED, "agreed to stop"), ==, agreed);
      if (words != NULL)
        g_assert_cmpint (says (attempt, FIEL_CASE_NEITHER, words), ==, !agreed);
    }
}

/* The provider's own words, number and time are shown as they are, and weigh nothing. */
static void
test_provider (void)
{
  g_autoptr (FielAttempt) attempt = make_attempt ();

  g_assert_true (says (attempt, FIEL_CASE_NEITHER, "Getnet gave no number for it"));
  fiel_attempt_set_provider_words (attempt, "904417", "55", "<b>APROBADA</b>");
  fiel_attempt_set_times (attempt, 1, NOW_US + G_USEC_PER_SEC);
  g_assert_true (says (attempt, FIEL_CASE_NEITHER, "Getnet took it as number 904417"));
  g_assert_true (says (attempt, FIEL_CASE_NEITHER, "Last words of Getnet: “<b>APROBADA</b>”"));
  g_assert_true (says (attempt, FIEL_CASE_NEITHER, "Last code of Getnet: 55"));
  g_assert_true (says (attempt, FIEL_CASE_NEITHER, "Getnet may still be waiting"));
  fiel_attempt_set_times (attempt, 1, NOW_US);
  g_assert_true (says (attempt, FIEL_CASE_NEITHER, "that is over"));
  g_assert_null (describe (attempt, FIEL_CASE_CHARGED));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/case/silence", test_silence);
  g_test_add_func ("/case/sightings", test_sightings);
  g_test_add_func ("/case/for-charged", test_for_charged);
  g_test_add_func ("/case/cancel", test_cancel);
  g_test_add_func ("/case/provider", test_provider);

  return g_test_run ();
}
