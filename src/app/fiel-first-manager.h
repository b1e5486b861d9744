/* fiel-first-manager.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-application.h"

G_BEGIN_DECLS

#define FIEL_TYPE_FIRST_MANAGER (fiel_first_manager_get_type ())
G_DECLARE_FINAL_TYPE (FielFirstManager, fiel_first_manager, FIEL, FIRST_MANAGER, GObject)

/* Adds the first manager of a store that has just been set up: opens it, so that it stands in its journal, and closes
 * it again. @folder: (nullable). @pin: copied, and wiped. Once per object. */
FielFirstManager *fiel_first_manager_new (FielStoreFunc open_store, const char *folder, const char *name,
                                          const char *pin);
void fiel_first_manager_add_async (FielFirstManager *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean fiel_first_manager_add_finish (FielFirstManager *self, GAsyncResult *result, GError **error);

G_END_DECLS
