/* fiel-charge-check.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-charge-check.h"

#include <glib/gi18n.h>

/* Why "Charge" is off. A pure function of the situation, so that the button, its reason and the action say the same.
 * The engine checks again, in the transaction that saves the intent; this is for the cashier. */

static FielChargeBlock
check_guard (const FielChargeSituation *situation)
{
  switch (situation->guard)
    {
    case FIEL_GUARD_NONE:
      return FIEL_CHARGE_BLOCK_NONE;

    case FIEL_GUARD_REPEAT:
    case FIEL_GUARD_PAID:
    case FIEL_GUARD_LIMIT:
      return FIEL_CHARGE_BLOCK_QUESTION;

    case FIEL_GUARD_RETYPE:
      if (fiel_money_equal (situation->retyped, situation->amount))
        return FIEL_CHARGE_BLOCK_NONE;
      if (situation->retyped.minor < situation->amount.minor)
        return FIEL_CHARGE_BLOCK_RETYPE;
      return FIEL_CHARGE_BLOCK_DIFFERS;
    }

  g_return_val_if_reached (FIEL_CHARGE_BLOCK_NOT_READY);
}

FielChargeBlock
fiel_charge_check (const FielChargeSituation *situation)
{
  g_return_val_if_fail (situation != NULL, FIEL_CHARGE_BLOCK_NOT_READY);

  if (!situation->ready)
    return FIEL_CHARGE_BLOCK_NOT_READY;
  if (situation->storage_trouble != NULL)
    return FIEL_CHARGE_BLOCK_STORAGE;
  if (situation->saving)
    return FIEL_CHARGE_BLOCK_SAVING;
  if (situation->terminal_name == NULL)
    return FIEL_CHARGE_BLOCK_NO_TERMINAL;
  if (situation->terminal_taken)
    return situation->terminal_unresolved ? FIEL_CHARGE_BLOCK_RESERVED : FIEL_CHARGE_BLOCK_BUSY;
  if (situation->amount.minor <= 0)
    return FIEL_CHARGE_BLOCK_NO_AMOUNT;
  if (situation->reference_missing)
    return FIEL_CHARGE_BLOCK_NO_REFERENCE;

  return check_guard (situation);
}

char *
fiel_charge_block_words (FielChargeBlock block, const FielChargeSituation *situation)
{
  g_return_val_if_fail (situation != NULL, NULL);

  switch (block)
    {
    case FIEL_CHARGE_BLOCK_NONE:
      return NULL;
    case FIEL_CHARGE_BLOCK_NOT_READY:
      return g_strdup (_("The till is not ready yet"));
    case FIEL_CHARGE_BLOCK_STORAGE:
      return g_strdup (situation->storage_trouble);
    case FIEL_CHARGE_BLOCK_SAVING:
      return g_strdup (_("Saving the payment at this till…"));
    case FIEL_CHARGE_BLOCK_NO_TERMINAL:
      return g_strdup (_("Choose a terminal first (F4)"));
    case FIEL_CHARGE_BLOCK_BUSY:
      /* Translators: a terminal’s name. */
      return g_strdup_printf (_("%s works on a payment of this till; choose another terminal (F4)"),
                              situation->terminal_name);
    case FIEL_CHARGE_BLOCK_RESERVED:
      /* Translators: a terminal’s name. */
      return g_strdup_printf (_("The result of a payment on %s is missing; resolve it or choose another terminal (F4)"),
                              situation->terminal_name);
    case FIEL_CHARGE_BLOCK_NO_AMOUNT:
      return g_strdup (_("Type an amount to charge"));
    case FIEL_CHARGE_BLOCK_NO_REFERENCE:
      return g_strdup (_("Scan the ticket, or type its reference (F6)"));
    case FIEL_CHARGE_BLOCK_QUESTION:
      return g_strdup (_("Answer the question above the amount first"));
    case FIEL_CHARGE_BLOCK_RETYPE:
      return g_strdup (_("Type the amount again to charge it"));
    case FIEL_CHARGE_BLOCK_DIFFERS:
      return g_strdup (_("This is not the amount you typed before"));
    }

  g_return_val_if_reached (NULL);
}
