/* engine-fixture.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-attempt-record.h"
#include "fiel-engine.h"
#include "fiel-fake-provider.h"
#include "fiel-manual-clock.h"
#include "fiel-refund-desk.h"

G_BEGIN_DECLS

/* An engine over a real journal in a folder of its own, a clock that stands still, and the fake cloud. The engine may be stopped and
 * started again on the same journal as often as a test wants. */
typedef struct
{
  char *folder;
  FielManualClock *clock;
  FielFakeCloud *cloud;
  FielEngine *engine;
  const char *till_keys;   /* static, nullable: more lines for [till], before the profile is written again */
  FielSecrets *secrets;    /* owned, nullable: the keyring of the next engine; else one that knows the provider's alone */
  gboolean any_ids;        /* of the next engine: as in a shop; else ids that begin with "caja" */
  const char *list;        /* static, nullable: what a terminal lists when a void asks it; else the sale */
} EngineFixture;

#define SECONDS(n) (G_GINT64_CONSTANT (n) * G_USEC_PER_SEC)

void engine_fixture_set_up (EngineFixture *fixture, gconstpointer data);
void engine_fixture_tear_down (EngineFixture *fixture, gconstpointer data);

/* The engine, started; terminals are answered as ready. set_up does not start it, tear_down stops it. */
void engine_fixture_make_engine (EngineFixture *fixture);      /* not started */
void engine_fixture_start (EngineFixture *fixture);
gboolean engine_fixture_try_start (EngineFixture *fixture, GError **error);
void engine_fixture_stop (EngineFixture *fixture);
void engine_fixture_write_profile (EngineFixture *fixture, gboolean with_terminals);

FielTerminal *engine_fixture_get_terminal (EngineFixture *fixture, const char *key);
FielMoney engine_fixture_money (gint64 minor);

/* A charge on the terminal "norte" with its result. (transfer full) */
FielAttempt *engine_fixture_charge (EngineFixture *fixture, gint64 minor, const char *reference);
FielAttempt *engine_fixture_try_charge (EngineFixture *fixture, const char *terminal, gint64 minor, const char *reference,
                                        gboolean new_ticket, GError **error);

/* The same, taken as far as "accepted with id 77". */
FielAttempt *engine_fixture_charge_accepted (EngineFixture *fixture, gint64 minor);
/* The same, taken as far as "the answer was lost". */
FielAttempt *engine_fixture_charge_lost (EngineFixture *fixture, gint64 minor);

/* An approved sale on the terminal "norte", with authorization "A-REFERENCE" and operation number 12. (transfer full) */
FielAttempt *engine_fixture_sell (EngineFixture *fixture, gint64 minor, const char *reference);

/* What can go back of it; NULL with @error. (transfer full) */
FielRefundOffer *engine_fixture_offer (EngineFixture *fixture, const char *attempt_id, GError **error);
/* Gives money back, as far as the intent; NULL with @error. (transfer full) */
FielAttempt *engine_fixture_try_refund (EngineFixture *fixture, const FielRefundOrder *order, GError **error);
/* The same of @sale, at its own terminal, by "Ana". */
FielAttempt *engine_fixture_refund (EngineFixture *fixture, FielAttempt *sale, gint64 minor);

void engine_fixture_wait_state (FielAttempt *attempt, FielAttemptState state);
void engine_fixture_wait_phase (FielAttempt *attempt, FielAttemptPhase phase);
void engine_fixture_wait_planned (FielAttempt *attempt);        /* the next check stands in the diary */
void engine_fixture_wait_checks (FielAttempt *attempt, guint n_checks);
void engine_fixture_advance (EngineFixture *fixture, gint64 us);

/* To the attempt's next check and no further. */
void engine_fixture_advance_to_check (EngineFixture *fixture, FielAttempt *attempt);

/* Every fact about an attempt in the journal, NULL for all, as "intent received:sale state:accepted cancel:asked …". */
char *engine_fixture_read_events (EngineFixture *fixture, const char *attempt_id);
/* (transfer full) (nullable): what its intent says under that name. */
char *engine_fixture_read_intent (EngineFixture *fixture, const char *attempt_id, const char *field);
FielAttemptRecord *engine_fixture_read_record (EngineFixture *fixture, const char *attempt_id);

/* The timeline as "saved sent accepted checked*2 waiting". */
char *engine_fixture_read_steps (FielAttempt *attempt);

#define assert_events(fixture, attempt, expected) \
  G_STMT_START \
  { \
    g_autofree char *events_ = engine_fixture_read_events (fixture, fiel_attempt_get_id (attempt)); \
    g_assert_cmpstr (events_, ==, expected); \
  } \
  G_STMT_END

#define assert_steps(attempt, expected) \
  G_STMT_START \
  { \
    g_autofree char *steps_ = engine_fixture_read_steps (attempt); \
    g_assert_cmpstr (steps_, ==, expected); \
  } \
  G_STMT_END

#define assert_outcome(attempt, expected) \
  g_assert_cmpstr (fiel_enum_nick (FIEL_TYPE_OUTCOME, (int) fiel_attempt_get_outcome (attempt)), ==, \
                   fiel_enum_nick (FIEL_TYPE_OUTCOME, (int) (expected)))

#define engine_test(path, function) \
  g_test_add (path, EngineFixture, NULL, engine_fixture_set_up, function, engine_fixture_tear_down)

G_END_DECLS
