/* fiel-practice-process.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define FIEL_TYPE_PRACTICE_PROCESS (fiel_practice_process_get_type ())
G_DECLARE_FINAL_TYPE (FielPracticeProcess, fiel_practice_process, FIEL, PRACTICE_PROCESS, GObject)

/* Whether there is a practice cloud that could be started. */
gboolean fiel_practice_process_is_installed (void);

/* Starts the practice cloud that is installed beside this program (or FIEL_PRACTICE_CLOUD in a build tree) on loopback
 * and waits for its address. It ends with this program, however this program ends: its standard input is ours. @folder:
 * where it keeps its ledger between runs, so that training can be taken up again. */
void fiel_practice_process_start_async (const char *folder, const char *country, GCancellable *cancellable,
                                        GAsyncReadyCallback callback, gpointer user_data);
FielPracticeProcess *fiel_practice_process_start_finish (GAsyncResult *result,
                                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
const char *fiel_practice_process_get_address (FielPracticeProcess *self);   /* "http://127.0.0.1:PORT/" */
void fiel_practice_process_stop (FielPracticeProcess *self);

G_END_DECLS
