/* fiel-reception.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-callback-route.h"
#include "fiel-trouble.h"

G_BEGIN_DECLS

/**
 * FielReceptionCall: what a callback that arrived turned out to be.
 * @FIEL_RECEPTION_CALL_HEARD: one about this till, or about nobody
 * @FIEL_RECEPTION_CALL_OTHERS: one about a payment of another till with the same address
 * @FIEL_RECEPTION_CALL_TEST: one that somebody here sent to try the way
 */
typedef enum
{
  FIEL_RECEPTION_CALL_HEARD,
  FIEL_RECEPTION_CALL_OTHERS,
  FIEL_RECEPTION_CALL_TEST,
} FielReceptionCall;

#define FIEL_TYPE_RECEPTION (fiel_reception_get_type ())
G_DECLARE_FINAL_TYPE (FielReception, fiel_reception, FIEL, RECEPTION, GObject)

/* Whether a provider's callbacks arrive, as far as this run of the till has seen. Properties, all read-only: "key",
 * "route" (FielCallbackRoute), "trouble" (FielTrouble: of the way), "way-us" (int64: when a relay answered last, wall
 * clock), "heard-us" (int64: when the last one came), "n-heard", "n-others", "n-tests", "n-turned-away" (uint). */
FielReception *fiel_reception_new (const char *key);

void fiel_reception_set_way (FielReception *self, FielCallbackRoute route, FielTrouble trouble, gint64 way_us);
void fiel_reception_note_call (FielReception *self, FielReceptionCall call, gint64 wall_us);
void fiel_reception_note_turned_away (FielReception *self);

const char *fiel_reception_get_key (FielReception *self);
FielCallbackRoute fiel_reception_get_route (FielReception *self);
FielTrouble fiel_reception_get_trouble (FielReception *self);
gint64 fiel_reception_get_way_us (FielReception *self);
gint64 fiel_reception_get_heard_us (FielReception *self);
guint fiel_reception_get_n_heard (FielReception *self);
guint fiel_reception_get_n_others (FielReception *self);
guint fiel_reception_get_n_tests (FielReception *self);
guint fiel_reception_get_n_turned_away (FielReception *self);

G_END_DECLS
