/* fiel-random.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FielRandomFunc:
 *
 * Fills @bytes. Where attempt ids and jitter come from: the system, or a test that wants to know them beforehand.
 */
typedef void (*FielRandomFunc) (guint8 *bytes, gsize length, gpointer user_data);

/* The kernel's generator; never fails, ends the program if there is none. */
void fiel_random_system (guint8 *bytes, gsize length, gpointer user_data);

/* A fresh attempt id, also for a question that needs a name of its own. (transfer full) */
char *fiel_random_make_id (FielRandomFunc random, gpointer random_data) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
