/* fiel-batch-list.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-engine.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FIEL_TYPE_BATCH_LIST (fiel_batch_list_get_type ())
G_DECLARE_FINAL_TYPE (FielBatchList, fiel_batch_list, FIEL, BATCH_LIST, GtkWidget)

/* Terminals whose batch can be closed from here, behind a switch with a warning, one at a time. Hidden where there is
 * none. @engine: (nullable) */
void fiel_batch_list_set_engine (FielBatchList *self, FielEngine *engine);

G_END_DECLS
