/* practice-time.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define PRACTICE_TYPE_TIME (practice_time_get_type ())
G_DECLARE_FINAL_TYPE (PracticeTime, practice_time, PRACTICE, TIME, GObject)

#define PRACTICE_TIME_MAX_SCALE 100000

typedef void (*PracticeTimeFunc) (gpointer user_data);

PracticeTime *practice_time_new (void);
gint64 practice_time_get_now (PracticeTime *self);
GDateTime *practice_time_dup_date (PracticeTime *self, gint64 skew_s);

guint practice_time_add (PracticeTime *self, gint64 delay_ms, PracticeTimeFunc func, gpointer user_data);
void practice_time_remove (PracticeTime *self, guint *id);

guint practice_time_get_scale (PracticeTime *self);
void practice_time_set_scale (PracticeTime *self, guint scale);
gboolean practice_time_get_paused (PracticeTime *self);
void practice_time_set_paused (PracticeTime *self, gboolean paused);
void practice_time_advance (PracticeTime *self, gint64 ms);

G_END_DECLS
