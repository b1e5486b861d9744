/* fiel-probe-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-probe-step.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FIEL_TYPE_PROBE_ROW (fiel_probe_row_get_type ())
G_DECLARE_FINAL_TYPE (FielProbeRow, fiel_probe_row, FIEL, PROBE_ROW, AdwActionRow)

GtkWidget *fiel_probe_row_new (FielProbeStep *step);
FielProbeStep *fiel_probe_row_get_step (FielProbeRow *self);   /* (transfer none) */

G_END_DECLS
