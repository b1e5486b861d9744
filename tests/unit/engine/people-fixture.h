/* people-fixture.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine-fixture.h"

#include "fiel-memory-secrets.h"
#include "fiel-people-editor.h"

G_BEGIN_DECLS

/* A till with people: Marta Rojas and Pedro Soto are managers, Ana Riquelme and Luis are cashiers; returns above 20000
 * need a manager. Their PINs: */
#define PIN_MARTA "7391462058"
#define PIN_PEDRO "2508174936"
#define PIN_ANA "4820615937"
#define PIN_LUIS "9375102846"

/* [people] is appended to the profile; the engine is not started. NULL: a store without people. */
void people_fixture_set_up (EngineFixture *fixture, gconstpointer people);

FielPeople *people_fixture_get_people (EngineFixture *fixture);
FielPerson *people_fixture_get_person (EngineFixture *fixture, const char *key);
FielMemorySecrets *people_fixture_get_keyring (EngineFixture *fixture);

gboolean people_fixture_sign_in (EngineFixture *fixture, const char *key, const char *pin, GError **error);
gboolean people_fixture_approve (EngineFixture *fixture, const char *key, const char *pin, FielAct act,
                                 const char *subject, GError **error);
gboolean people_fixture_open_settings (EngineFixture *fixture, const char *key, const char *pin, GError **error);
gboolean people_fixture_change (EngineFixture *fixture, const FielPersonChange *change, GError **error);

/* The notes about people in the journal, as "signed-in:ana:Ana Riquelme wrong-pin:marta:Caja 2 …". (transfer full) */
char *people_fixture_read_notes (EngineFixture *fixture);

void people_fixture_restart (EngineFixture *fixture);

/* From main(), before g_test_init(): everything that is said through GLib's log, debugging included, is kept. */
void people_fixture_watch_log (void);

/* Every file of the till's folder, what an export writes and the log that is watched hold none of the PINs and none of
 * the hashes. */
void people_fixture_assert_nothing_leaked (EngineFixture *fixture);

G_END_DECLS
