/* fiel-charge.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-attempt-record.h"
#include "fiel-profile.h"
#include "fiel-provider-link.h"
#include "fiel-random.h"
#include "fiel-scribe.h"

G_BEGIN_DECLS

#define FIEL_CHARGE_MAX_REFERENCE 20

/**
 * FielChargeOrder: what a cashier wants charged. Nothing is owned; it is copied.
 * @reference: (nullable): NULL gives the next number
 * @new_ticket: a paid reference means a new ticket
 * @approver: (nullable): which manager approved what a cashier may not charge alone
 * @follow_up: the same ticket once more, because nothing of it moved: nobody is asked again
 */
typedef struct
{
  const FielProfileTerminal *terminal;
  FielMoney amount;
  const char *reference;
  gboolean new_ticket;
  gboolean follow_up;
  const char *actor;
  const char *approver;
} FielChargeOrder;

#define FIEL_TYPE_CHARGE (fiel_charge_get_type ())
G_DECLARE_FINAL_TYPE (FielCharge, fiel_charge, FIEL, CHARGE, GObject)

/* From a cashier's wish to a durable intent. Sends nothing. */
FielCharge *fiel_charge_new (FielScribe *scribe, FielProviderLink *link, const FielChargeOrder *order,
                             FielRandomFunc random, gpointer random_data);
void fiel_charge_run_async (FielCharge *self, GAsyncReadyCallback callback, gpointer user_data);

/* FALSE with a FIEL_ENGINE_ERROR if there is no intent. */
gboolean fiel_charge_run_finish (FielCharge *self, GAsyncResult *result, GError **error);

FielAttemptRecord *fiel_charge_get_record (FielCharge *self);      /* (transfer none): what is durable */
FielProviderCall *fiel_charge_steal_call (FielCharge *self);       /* (transfer full): what may leave, once */

/* Whether this store takes such an amount, people may use @reference for a ticket, and @link (nullable) can take a
 * payment. */
gboolean fiel_charge_check_amount (FielProfile *profile, FielMoney amount, GError **error);
gboolean fiel_charge_check_reference (const char *reference, GError **error);
gboolean fiel_charge_check_link (FielProviderLink *link, GError **error);

G_END_DECLS
