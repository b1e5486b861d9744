/* fiel-help-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-help-topic.h"

G_BEGIN_DECLS

#define FIEL_TYPE_HELP_ROW (fiel_help_row_get_type ())
G_DECLARE_FINAL_TYPE (FielHelpRow, fiel_help_row, FIEL, HELP_ROW, GtkListBoxRow)

GtkWidget *fiel_help_row_new (const FielHelpTopic *topic);
const FielHelpTopic *fiel_help_row_get_topic (FielHelpRow *self);

G_END_DECLS
