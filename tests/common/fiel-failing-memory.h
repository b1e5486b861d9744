/* fiel-failing-memory.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* SQLite's memory, with a way to fail. To be installed before SQLite is used at all. One thread at a time. */
void fiel_failing_memory_install (void);
/* The @nth request from now on, and if @lasting every one after it. */
void fiel_failing_memory_fail_nth (guint nth, gboolean lasting);
void fiel_failing_memory_heal (void);
gboolean fiel_failing_memory_has_failed (void);

G_END_DECLS
