/* fiel-charge-desk.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-attempt-book.h"
#include "fiel-charge.h"
#include "fiel-terminal-set.h"

G_BEGIN_DECLS

#define FIEL_TYPE_CHARGE_DESK (fiel_charge_desk_get_type ())
G_DECLARE_FINAL_TYPE (FielChargeDesk, fiel_charge_desk, FIEL, CHARGE_DESK, GObject)

/* Takes the cashier's wishes and leads each as far as a durable intent. It also follows up what was refused for its
 * credentials alone. Property "n-charges" (uint): wishes whose intent is not durable yet. */
FielChargeDesk *fiel_charge_desk_new (FielProfile *profile, FielScribe *scribe, FielTerminalSet *terminals,
                                      FielAttemptBook *book, FielRandomFunc random, gpointer random_data);

/* @order: its terminal and till are filled in here. */
void fiel_charge_desk_charge_async (FielChargeDesk *self, FielTerminal *terminal, const FielChargeOrder *order,
                                    GAsyncReadyCallback callback, gpointer user_data);
/* (transfer full), or NULL with the reason nothing was sent. */
FielAttempt *fiel_charge_desk_charge_finish (FielChargeDesk *self, GAsyncResult *result, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

guint fiel_charge_desk_get_n_charges (FielChargeDesk *self);

/* The program is ending: nothing new is taken; what is on its way ends by itself, soon. */
void fiel_charge_desk_close (FielChargeDesk *self);

G_END_DECLS
