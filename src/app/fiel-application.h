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
 * training. The composition root has it, because only it knows which providers exist.
 */
typedef FielEngine *(*FielStoreFunc) (const char *folder, gboolean training, GError **error);

#define FIEL_TYPE_APPLICATION (fiel_application_get_type ())
G_DECLARE_FINAL_TYPE (FielApplication, fiel_application, FIEL, APPLICATION, AdwApplication)

FielApplication *fiel_application_new (FielStoreFunc open_store);

G_END_DECLS
