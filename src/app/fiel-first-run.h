/* fiel-first-run.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-application.h"
#include "fiel-first-run-state.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FIEL_TYPE_FIRST_RUN (fiel_first_run_get_type ())
G_DECLARE_FINAL_TYPE (FielFirstRun, fiel_first_run, FIEL, FIRST_RUN, AdwWindow)

/* The assistant that sets a till up. Closing it keeps what was done; the next one goes on from there. @folder as in
 * fiel_profile_load(). @kinds lives as long as the program.
 *
 * Signals: "finishing" (gboolean: what was answered is being written down; FALSE: nothing came of it, and the assistant
 * goes on), "finished" (there is a profile now), "language-changed" (everything on the screen has to be made anew). */
FielFirstRun *fiel_first_run_new (const char *folder, const FielProviderKind *const *kinds, FielClock *clock,
                                  FielSecrets *secrets, FielStoreFunc open_store);

FielFirstRunStep fiel_first_run_get_step (FielFirstRun *self);

G_END_DECLS
