/* fiel-reception-group.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-settings.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FIEL_TYPE_RECEPTION_GROUP (fiel_reception_group_get_type ())
G_DECLARE_FINAL_TYPE (FielReceptionGroup, fiel_reception_group, FIEL, RECEPTION_GROUP, AdwPreferencesGroup)

/* Whether the callbacks of one provider arrive, as the till that works now sees it. @provider: in its profile. */
GtkWidget *fiel_reception_group_new (FielSettings *settings, const FielProfileProvider *provider);

G_END_DECLS
