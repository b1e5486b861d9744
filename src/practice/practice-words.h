/* practice-words.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "practice-switches.h"

G_BEGIN_DECLS

/**
 * PracticeWords:
 *
 * The messages of the cloud: those of its error catalog first, then those of success.
 */
typedef enum
{
  PRACTICE_WORDS_UNAUTHORIZED,
  PRACTICE_WORDS_ID_NOT_FOUND,
  PRACTICE_WORDS_KEYPOS_NOT_FOUND,
  PRACTICE_WORDS_WRONG_MERCHANT,
  PRACTICE_WORDS_BUSY_15S,
  PRACTICE_WORDS_BUSY_5M,
  PRACTICE_WORDS_NOT_RESPONDING,
  PRACTICE_WORDS_TIMEOUT_90S,
  PRACTICE_WORDS_TIMEOUT_5M,
  PRACTICE_WORDS_BAD_CREDENTIALS,
  PRACTICE_WORDS_COMMAND_NOT_AVAILABLE,
  PRACTICE_WORDS_MISSING_HEADER,
  PRACTICE_WORDS_LOGIN_SUCCESSFUL,
  PRACTICE_WORDS_SENT,
  PRACTICE_WORDS_FINISHED,
  PRACTICE_WORDS_COMPLETED,
  PRACTICE_WORDS_IN_PROCESS,
  PRACTICE_WORDS_POSDATA,
  PRACTICE_N_WORDS,
} PracticeWords;

/* Result codes of the terminal that have a name here. */
#define PRACTICE_RESULT_APPROVED 0
#define PRACTICE_RESULT_REFUSED 1
#define PRACTICE_RESULT_INVALID_AMOUNT 13
#define PRACTICE_RESULT_NOT_FOUND 21
#define PRACTICE_RESULT_NOT_PAID 1006

const char *practice_words_get (PracticeSwitches *switches, PracticeWords words);
gboolean practice_words_find (const char *name, PracticeWords *words);
const char *practice_words_for_result (PracticeSwitches *switches, gint code);

G_END_DECLS
