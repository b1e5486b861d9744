/* fiel-shift-picture.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-shift-totals.h"

G_BEGIN_DECLS

/**
 * FielShiftPicture: the current shift as the journal held it at one moment. A reference-counted value, immutable once
 * it is read. It covers every record after the one that closed the shift before.
 * @since_seq: the record that closed the shift before; 0: none did
 * @since_wall_us: when somebody opened it, else when the one before was closed, else its first payment; 0: not known
 * @opened_by: (nullable): who opened it
 * @float_minor: the cash that was in the drawer then; -1: nobody said
 * @float_apart: the same where it was said in a currency the till does not have now, and is in no sum; else invalid
 * @closed: (element-type FielAttemptRecord): closed since, newest first
 * @open: (element-type FielAttemptRecord): not closed
 * @known: (element-type FielAttemptRecord): sales of earlier shifts that something in @closed undid
 * @last_closed_seq: the newest record that closed a payment of this shift; 0: none
 */
typedef struct
{
  gatomicrefcount ref_count;
  gint64 number;
  gint64 since_seq;
  gint64 since_wall_us;
  char *opened_by;
  gint64 float_minor;
  FielMoney float_apart;
  GPtrArray *closed;
  GPtrArray *open;
  GPtrArray *known;
  gint64 last_closed_seq;
  FielShiftTotals *totals;
} FielShiftPicture;

#define FIEL_TYPE_SHIFT_PICTURE (fiel_shift_picture_get_type ())
GType fiel_shift_picture_get_type (void);

FielShiftPicture *fiel_shift_picture_new (void);
FielShiftPicture *fiel_shift_picture_ref (FielShiftPicture *self);
void fiel_shift_picture_unref (FielShiftPicture *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FielShiftPicture, fiel_shift_picture_unref)

/* Whether both hold the same payments, closed and open. */
gboolean fiel_shift_picture_is_same (const FielShiftPicture *self, const FielShiftPicture *other);

G_END_DECLS
