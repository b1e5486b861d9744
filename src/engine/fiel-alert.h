/* fiel-alert.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-attempt-state.h"
#include "fiel-contradiction.h"
#include "fiel-money.h"

G_BEGIN_DECLS

/**
 * FielAlertKind:
 * @FIEL_ALERT_CONFLICT: word that contradicts a closed attempt
 * @FIEL_ALERT_UNMATCHED: a message that belongs to no attempt of this till
 */
typedef enum
{
  FIEL_ALERT_CONFLICT,
  FIEL_ALERT_UNMATCHED,
} FielAlertKind;

#define FIEL_TYPE_ALERT_KIND (fiel_alert_kind_get_type ())
GType fiel_alert_kind_get_type (void);

/**
 * FielAlertContent: what an alert says. Nothing is owned; it is copied. Texts are nullable.
 * @seq: number of the record it is about; its name
 * @attempt_id: of the attempt that is contradicted
 * @attempt_kind: what that attempt moves; a sale if there is none
 * @outcome: how that attempt is closed, for ever
 * @amount: of that attempt; without a currency if there is none
 * @text: what was said: the provider's words, or the message as it came, masked
 */
typedef struct
{
  gint64 seq;
  FielAlertKind kind;
  gint64 wall_us;
  const char *attempt_id;
  FielAttemptKind attempt_kind;
  FielContradiction contradiction;
  FielOutcome outcome;
  FielMoney amount;
  const char *reference;
  const char *terminal_name;
  const char *provider;
  const char *text;
} FielAlertContent;

#define FIEL_TYPE_ALERT (fiel_alert_get_type ())
G_DECLARE_FINAL_TYPE (FielAlert, fiel_alert, FIEL, ALERT, GObject)

/* Something a person has to look at, and nobody has yet. Never changes. */
FielAlert *fiel_alert_new (const FielAlertContent *content);

gint64 fiel_alert_get_seq (FielAlert *self);
FielAlertKind fiel_alert_get_kind (FielAlert *self);
gint64 fiel_alert_get_wall_us (FielAlert *self);                /* when word came */
const char *fiel_alert_get_attempt_id (FielAlert *self);        /* nullable */
FielAttemptKind fiel_alert_get_attempt_kind (FielAlert *self);
FielContradiction fiel_alert_get_contradiction (FielAlert *self);
FielOutcome fiel_alert_get_outcome (FielAlert *self);
FielMoney fiel_alert_get_amount (FielAlert *self);
const char *fiel_alert_get_reference (FielAlert *self);         /* nullable */
const char *fiel_alert_get_terminal_name (FielAlert *self);     /* nullable */
const char *fiel_alert_get_provider (FielAlert *self);          /* nullable: key of the store profile */
const char *fiel_alert_get_text (FielAlert *self);              /* nullable */

G_END_DECLS
