/* fiel-resolve-wording.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-engine.h"
#include "fiel-resolve-list.h"

G_BEGIN_DECLS

/* What the list "to resolve" and its pages say, translated. No state stands alone: what to do next stands with it. */

const char *fiel_resolve_wording_group (FielResolveGroup group);

/* That something new is on it, for people who look elsewhere; no figure. */
const char *fiel_resolve_wording_news (void);
const char *fiel_resolve_wording_news_detail (void);

/* A payment whose result is missing: since when, what Fiel does, what was seen on the terminal. One fact a line. */
char *fiel_resolve_wording_payment (FielAttempt *attempt, gint64 now_wall_us) G_GNUC_WARN_UNUSED_RESULT;
const char *fiel_resolve_wording_payment_next (FielAttempt *attempt);

/* "$12.990 · Ticket 004518 · Terminal Norte" of an alert as far as it is known. @style: (static) */
char *fiel_resolve_wording_alert_place (FielAlert *alert, const FielNumberStyle *style) G_GNUC_WARN_UNUSED_RESULT;

const char *fiel_resolve_wording_alert_title (FielAlert *alert);      /* what it is, in a few words */
char *fiel_resolve_wording_alert_recorded (FielAlert *alert) G_GNUC_WARN_UNUSED_RESULT;   /* (nullable) */
/* Who said it and when. @provider: display name */
char *fiel_resolve_wording_alert_said (FielAlert *alert, const char *provider, gint64 now_wall_us)
  G_GNUC_WARN_UNUSED_RESULT;
const char *fiel_resolve_wording_alert_meaning (FielAlert *alert);
const char *fiel_resolve_wording_alert_next (FielAlert *alert);       /* what to do */

/* Display name of a provider of the store profile; its key if no terminal has it. (nullable) as @key is. */
const char *fiel_resolve_wording_provider (FielEngine *engine, const char *key);

G_END_DECLS
