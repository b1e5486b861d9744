/* fiel-paper.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * FielPaper: what receipts are printed on.
 * @FIEL_PAPER_ROLL_58: a roll of 58 mm, of which 48 mm are printed
 * @FIEL_PAPER_ROLL_80: a roll of 80 mm, of which 72 mm are printed
 * @FIEL_PAPER_A4: sheets
 */
typedef enum
{
  FIEL_PAPER_ROLL_58,
  FIEL_PAPER_ROLL_80,
  FIEL_PAPER_A4,
} FielPaper;

#define FIEL_N_PAPERS (FIEL_PAPER_A4 + 1)

/* (array zero-terminated=1): the words of profiles and of the command line, in the order of FielPaper. */
extern const char *const fiel_papers[];

G_END_DECLS
