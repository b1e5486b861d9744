/* fiel-shift-writer.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-shift-cash.h"
#include "fiel-shift-report.h"
#include "fiel-shift-survey.h"

G_BEGIN_DECLS

/**
 * FielShiftFacts: what a report is made of. Nothing is owned.
 * @is_final: it closes the shift (Z); else it is a look at it (X)
 * @survey, @cash, @approver: (nullable)
 * @head_seq, @head: the journal's last record and its hash; 0 and NULL in an X
 * @n_verified: records that were verified; 0: not verified
 */
typedef struct
{
  FielProfile *profile;
  FielShiftPicture *picture;
  FielShiftSurvey *survey;
  const FielShiftCash *cash;
  gboolean is_final;
  const char *actor;
  const char *approver;
  gint64 now_wall_us;
  gint64 n_verified;
  gint64 head_seq;
  const char *head;
} FielShiftFacts;

/* Pure. The lines and their cells are described in fiel-shift-writer.c. */
FielShiftReport *fiel_shift_writer_write (const FielShiftFacts *facts) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
