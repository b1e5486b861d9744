/* fiel-timeline.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-attempt-table.h"
#include "fiel-step.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* The rules of an attempt's list of steps (a GListStore of FielStep), in one place. */

/* Adds what happened. It ends the steps before it that last; the wait for the result stays the last line; a check that
 * brought nothing once more is counted, not listed; the last word (CLOSED) ends the wait. */
void fiel_timeline_add (GListStore *steps, FielStepKind kind, gint64 wall_us, gint64 boot_us);

/* Which line an edge that was taken is; FALSE if it is none. */
gboolean fiel_timeline_find_step (const FielEdge *edge, FielStepKind *kind);

G_END_DECLS
