/* fiel-probe-list.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-probe.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FIEL_TYPE_PROBE_LIST (fiel_probe_list_get_type ())
G_DECLARE_FINAL_TYPE (FielProbeList, fiel_probe_list, FIEL, PROBE_LIST, AdwBin)

/* The steps of a probe, as they come through or fail. */
GtkWidget *fiel_probe_list_new (void);
void fiel_probe_list_set_probe (FielProbeList *self, FielProbe *probe);   /* (nullable): nothing is shown */
/* The focus goes to the first step that failed, which has it read. (transfer none) (nullable): its row */
GtkWidget *fiel_probe_list_focus_failed (FielProbeList *self);

G_END_DECLS
