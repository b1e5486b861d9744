/* fiel-test.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef gboolean (*FielTestCondition) (gpointer user_data);

void fiel_test_run_until (FielTestCondition condition, gpointer user_data, const char *what, guint timeout_seconds);
void fiel_test_drain (void);

char *fiel_test_make_dir (void) G_GNUC_WARN_UNUSED_RESULT;
void fiel_test_remove_dir (const char *path);

G_END_DECLS
