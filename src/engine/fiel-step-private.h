/* fiel-step-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-step.h"

G_BEGIN_DECLS

/* For fiel-timeline.c alone. */
void fiel_step_finish (FielStep *self, gint64 boot_us);
void fiel_step_repeat (FielStep *self, gint64 wall_us, gint64 boot_us);

G_END_DECLS
