/* fiel-charge-check.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-guard-panel.h"
#include "fiel-money.h"

#include <glib.h>

G_BEGIN_DECLS

/**
 * FielChargeBlock: the first thing that keeps "Charge" off, in the order a cashier can do something about it.
 */
typedef enum
{
  FIEL_CHARGE_BLOCK_NONE,
  FIEL_CHARGE_BLOCK_NOT_READY,      /* the engine still starts, or stops */
  FIEL_CHARGE_BLOCK_STORAGE,        /* nothing can be saved, so nothing is sent */
  FIEL_CHARGE_BLOCK_SAVING,         /* pressed already */
  FIEL_CHARGE_BLOCK_NO_TERMINAL,
  FIEL_CHARGE_BLOCK_BUSY,           /* the terminal works on a payment of this till */
  FIEL_CHARGE_BLOCK_RESERVED,       /* the result of a payment on it is missing */
  FIEL_CHARGE_BLOCK_NO_AMOUNT,
  FIEL_CHARGE_BLOCK_NO_REFERENCE,   /* this store wants one */
  FIEL_CHARGE_BLOCK_QUESTION,       /* a guard asks something that is not answered by typing */
  FIEL_CHARGE_BLOCK_RETYPE,         /* a guard wants the amount again, and it is not complete */
  FIEL_CHARGE_BLOCK_DIFFERS,        /* the amount typed again is another one */
} FielChargeBlock;
#define FIEL_N_CHARGE_BLOCKS (FIEL_CHARGE_BLOCK_DIFFERS + 1)

/**
 * FielChargeSituation: what the till page knows when "Charge" may be pressed. Nothing is owned.
 */
typedef struct
{
  gboolean ready;
  const char *storage_trouble;      /* (nullable) */
  gboolean saving;
  const char *terminal_name;        /* (nullable): none chosen */
  gboolean terminal_taken;          /* an open attempt of ours is on it */
  gboolean terminal_unresolved;     /* … and its answer was lost */
  FielMoney amount;
  gboolean reference_missing;       /* the store wants one, and there is none */
  FielGuard guard;
  FielMoney retyped;
} FielChargeSituation;

FielChargeBlock fiel_charge_check (const FielChargeSituation *situation);

/* The reason in a sentence for the cashier; NULL for NONE. */
char *fiel_charge_block_words (FielChargeBlock block, const FielChargeSituation *situation) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
