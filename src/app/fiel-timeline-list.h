/* fiel-timeline-list.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-attempt.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FIEL_TYPE_TIMELINE_LIST (fiel_timeline_list_get_type ())
G_DECLARE_FINAL_TYPE (FielTimelineList, fiel_timeline_list, FIEL, TIMELINE_LIST, GtkWidget)

/* @attempt: (nullable); @style: (static) (nullable) without @attempt */
void fiel_timeline_list_set_attempt (FielTimelineList *self, FielAttempt *attempt, const FielNumberStyle *style);

/* A second passed; @now_us: boot time. */
void fiel_timeline_list_tick (FielTimelineList *self, gint64 now_us);

G_END_DECLS
