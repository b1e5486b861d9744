/* practice-error.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "practice-error.h"

G_DEFINE_QUARK (practice - error - quark, practice_error)
