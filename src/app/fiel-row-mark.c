/* fiel-row-mark.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-row-mark.h"

#include "fiel-entry-row.h"

void
fiel_row_mark (GtkWidget *row, gboolean wrong)
{
  GtkAccessible *heard = NULL;

  g_return_if_fail (GTK_IS_WIDGET (row));

  heard = GTK_ACCESSIBLE (FIEL_IS_ENTRY_ROW (row) ? fiel_entry_row_get_entry (FIEL_ENTRY_ROW (row)) : row);
  if (wrong)
    {
      gtk_widget_add_css_class (row, "error");
      gtk_accessible_update_state (heard, GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE, -1);
      return;
    }

  gtk_widget_remove_css_class (row, "error");
  gtk_accessible_reset_state (heard, GTK_ACCESSIBLE_STATE_INVALID);
}
