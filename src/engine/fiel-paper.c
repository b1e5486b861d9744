/* fiel-paper.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-paper.h"

const char *const fiel_papers[] = { "roll-58", "roll-80", "a4", NULL };
