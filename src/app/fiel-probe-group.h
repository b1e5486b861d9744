/* fiel-probe-group.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-settings.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FIEL_TYPE_PROBE_GROUP (fiel_probe_group_get_type ())
G_DECLARE_FINAL_TYPE (FielProbeGroup, fiel_probe_group, FIEL, PROBE_GROUP, AdwPreferencesGroup)

/* The way to one provider, tried step by step when somebody asks. @provider: in the profile the till works with. */
GtkWidget *fiel_probe_group_new (FielSettings *settings, const FielProfileProvider *provider);

G_END_DECLS
