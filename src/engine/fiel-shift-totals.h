/* fiel-shift-totals.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-attempt-state.h"
#include "fiel-money.h"

G_BEGIN_DECLS

/**
 * FielShiftSum: how many, and how much together, in minor units.
 */
typedef struct
{
  guint n;
  gint64 minor;
} FielShiftSum;

/**
 * FielShiftGroup: the money of one kind of card, brand or terminal.
 * @key: as kept; "" where nothing is said
 * @name: (nullable): what people call it
 */
typedef struct
{
  char *key;
  char *name;
  FielShiftSum sales;
  FielShiftSum voids;
  FielShiftSum returns;
} FielShiftGroup;

typedef enum
{
  FIEL_SHIFT_SLOT_HOUR,
  FIEL_SHIFT_SLOT_DAY,
  FIEL_SHIFT_SLOT_MONTH,
} FielShiftSlotLength;

/**
 * FielShiftSlot: what was begun in one hour, or one day or month of a shift that nobody closed for long.
 * @start_us: wall time of its beginning
 */
typedef struct
{
  gint64 start_us;
  FielShiftSum sales;
  FielShiftSum returned;
  guint n_not_charged;
  guint n_open;
} FielShiftSlot;

/**
 * FielShiftTotals: the figures of a shift. Money that goes back is positive here too, and taken from @net_minor.
 * @by_hand: sales that a manager recorded as charged, part of @sales
 * @earlier: payments closed now that an earlier shift carried over, part of the sums they belong to
 * @open: sales that are not known yet: in no sum
 * @open_returns: the same of what may have gone back
 * @outcomes: how many of all kinds ended how
 * @n_foreign: payments in a currency the till no longer has that moved money or are open: in no sum
 * @types, @brands, @terminals: (element-type FielShiftGroup), by key
 * @slots: (element-type FielShiftSlot), without gaps from the first to the last
 */
typedef struct
{
  const FielCurrency *currency;
  FielShiftSum sales;
  FielShiftSum voids;
  FielShiftSum returns;
  FielShiftSum by_hand;
  FielShiftSum earlier;
  FielShiftSum open;
  FielShiftSum open_returns;
  gint64 net_minor;
  guint outcomes[FIEL_N_OUTCOMES];
  guint n_foreign;
  GPtrArray *types;
  GPtrArray *brands;
  GPtrArray *terminals;
  GArray *slots;
  FielShiftSlotLength slot_length;
} FielShiftTotals;

/* Pure. @closed, @open: (element-type FielAttemptRecord): what was closed after the record @since_seq, and what is open
 * now; @known: (element-type FielAttemptRecord) (nullable): more records in which the original of a void may be found.
 * NULL with an error if a sum passes %FIEL_MONEY_MAX_MINOR. */
FielShiftTotals *fiel_shift_totals_new (GPtrArray *closed, GPtrArray *open, GPtrArray *known, gint64 since_seq,
                                        const FielCurrency *currency, GTimeZone *zone,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
void fiel_shift_totals_free (FielShiftTotals *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FielShiftTotals, fiel_shift_totals_free)

gboolean fiel_shift_sum_add (FielShiftSum *sum, gint64 minor, GError **error) G_GNUC_WARN_UNUSED_RESULT;
FielShiftGroup *fiel_shift_groups_find (GPtrArray *groups, const char *key);
void fiel_shift_group_free (FielShiftGroup *group);

G_END_DECLS
