/* fiel-shift-item.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * FielShiftItemKind: the lines of the checklist, in their order.
 */
typedef enum
{
  FIEL_SHIFT_ITEM_PAYMENTS,      /* no payment is in progress */
  FIEL_SHIFT_ITEM_UNRESOLVED,    /* none is to be resolved */
  FIEL_SHIFT_ITEM_ALERTS,        /* somebody looked at every unexpected word */
  FIEL_SHIFT_ITEM_COMPARISON,    /* the terminals say the same */
  FIEL_SHIFT_ITEM_RECEIPTS,      /* none waits to be printed */
  FIEL_SHIFT_ITEM_JOURNAL,       /* its chain is whole */
  FIEL_SHIFT_ITEM_CASH,          /* the drawer was counted */
} FielShiftItemKind;

#define FIEL_N_SHIFT_ITEMS (FIEL_SHIFT_ITEM_CASH + 1)

/**
 * FielShiftItemState:
 * @FIEL_SHIFT_ITEM_PASSABLE: it is not as it should be, and a manager may let it pass
 * @FIEL_SHIFT_ITEM_BLOCKED: the shift cannot be closed like this
 */
typedef enum
{
  FIEL_SHIFT_ITEM_WAITING,
  FIEL_SHIFT_ITEM_RUNNING,
  FIEL_SHIFT_ITEM_DONE,
  FIEL_SHIFT_ITEM_PASSABLE,
  FIEL_SHIFT_ITEM_BLOCKED,
} FielShiftItemState;

/**
 * FielShiftRemedy: what helps.
 */
typedef enum
{
  FIEL_SHIFT_REMEDY_NONE,
  FIEL_SHIFT_REMEDY_RESOLVE,     /* the list of what is to be resolved */
  FIEL_SHIFT_REMEDY_LOOK,        /* the list of what somebody has to look at */
  FIEL_SHIFT_REMEDY_COMPARE,     /* ask the terminals again */
  FIEL_SHIFT_REMEDY_DIFFERENCES, /* the list of the records that differ */
  FIEL_SHIFT_REMEDY_PRINT,       /* print them from the journal */
  FIEL_SHIFT_REMEDY_VERIFY,      /* check the journal again */
  FIEL_SHIFT_REMEDY_COUNT,       /* count the drawer */
} FielShiftRemedy;

#define FIEL_TYPE_SHIFT_ITEM (fiel_shift_item_get_type ())
G_DECLARE_FINAL_TYPE (FielShiftItem, fiel_shift_item, FIEL, SHIFT_ITEM, GObject)

/* A line of the checklist. Signal "changed". Written by FielShiftCheck only. */
FielShiftItem *fiel_shift_item_new (FielShiftItemKind kind);
void fiel_shift_item_set (FielShiftItem *self, FielShiftItemState state, FielShiftRemedy remedy, const char *title,
                          const char *detail);

FielShiftItemKind fiel_shift_item_get_kind (FielShiftItem *self);
FielShiftItemState fiel_shift_item_get_state (FielShiftItem *self);
FielShiftRemedy fiel_shift_item_get_remedy (FielShiftItem *self);
const char *fiel_shift_item_get_title (FielShiftItem *self);      /* a few words, translated */
const char *fiel_shift_item_get_detail (FielShiftItem *self);     /* maybe empty */

G_END_DECLS
