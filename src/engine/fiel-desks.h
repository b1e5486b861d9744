/* fiel-desks.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-alert-book.h"
#include "fiel-charge-desk.h"
#include "fiel-receipt-desk.h"
#include "fiel-recovery.h"
#include "fiel-refund-desk.h"
#include "fiel-services.h"

G_BEGIN_DECLS

#define FIEL_TYPE_DESKS (fiel_desks_get_type ())
G_DECLARE_FINAL_TYPE (FielDesks, fiel_desks, FIEL, DESKS, GObject)

/* The desks that take what comes in while the engine is ready: wishes to charge and to give back, and callbacks.
 * Property "n-wishes" (uint): those whose intent is not durable yet. @recovery: what an earlier run has left. */
FielDesks *fiel_desks_new (FielProfile *profile, FielServices *services, FielTerminalSet *terminals,
                           FielAttemptBook *book, FielAlertBook *alerts, FielRecovery *recovery,
                           FielRandomFunc random, gpointer random_data);

FielChargeDesk *fiel_desks_get_charge_desk (FielDesks *self);      /* (transfer none) */
FielRefundDesk *fiel_desks_get_refund_desk (FielDesks *self);      /* (transfer none) */
FielReceiptDesk *fiel_desks_get_receipt_desk (FielDesks *self);    /* (transfer none) */
guint fiel_desks_get_n_wishes (FielDesks *self);

/* The program is ending: nothing new is taken; what is on its way ends by itself, soon. */
void fiel_desks_close (FielDesks *self);

G_END_DECLS
