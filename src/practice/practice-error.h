/* practice-error.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PracticeError:
 * @PRACTICE_ERROR_INVALID: a value is missing, of the wrong type or out of range; the message names the field
 * @PRACTICE_ERROR_UNKNOWN: a name (of a key, switch, outcome, fault) is not known; the message names it
 * @PRACTICE_ERROR_JSON: a text is not JSON, too large or too deep
 *
 * What may be wrong with something the practice cloud is given.
 */
typedef enum
{
  PRACTICE_ERROR_INVALID,
  PRACTICE_ERROR_UNKNOWN,
  PRACTICE_ERROR_JSON,
} PracticeError;

#define PRACTICE_ERROR (practice_error_quark ())
GQuark practice_error_quark (void);

G_END_DECLS
