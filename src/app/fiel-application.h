/* fiel-application.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-engine.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FielStoreFunc: makes the engine of a store, not started: the store in @folder (nullable: the user's own), or its
 * training. @country: (nullable): of the training, while there is no store whose country it could have. The composition
 * root has it, because only it knows which providers exist.
 */
typedef FielEngine *(*FielStoreFunc) (const char *folder, gboolean training, const char *country, GError **error);

/**
 * FielFirstRunFunc: makes the assistant that sets up the store in @folder (nullable): a FielFirstRun. The composition
 * root has it, because only it knows which providers exist and where secrets are.
 */
typedef GtkWindow *(*FielFirstRunFunc) (const char *folder);

#define FIEL_TYPE_APPLICATION (fiel_application_get_type ())
G_DECLARE_FINAL_TYPE (FielApplication, fiel_application, FIEL, APPLICATION, AdwApplication)

FielApplication *fiel_application_new (FielStoreFunc open_store);
/* Which store it opens first. Training that only a manager allows is opened when one did. */
void fiel_application_set_training (FielApplication *self, gboolean training);
/* Without one, a till without a profile says so and can practise. */
void fiel_application_set_first_run_func (FielApplication *self, FielFirstRunFunc first_run_func);

G_END_DECLS
