/* fiel-text-scale.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-text-scale.h"

#define LARGE_DPI (96 * 1024 * 3 / 2)

gboolean
fiel_text_scale_is_large (GtkWidget *widget)
{
  int dpi;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), FALSE);

  g_object_get (gtk_widget_get_settings (widget), "gtk-xft-dpi", &dpi, NULL);

  return dpi >= LARGE_DPI;
}

static gboolean
is_small (GBinding *binding, const GValue *from, GValue *to, gpointer user_data)
{
  g_value_set_boolean (to, g_value_get_int (from) < LARGE_DPI);

  return TRUE;
}

void
fiel_text_scale_make_room (GtkWidget *decoration)
{
  g_return_if_fail (GTK_IS_WIDGET (decoration));

  g_object_bind_property_full (gtk_widget_get_settings (decoration), "gtk-xft-dpi", decoration, "visible",
                               G_BINDING_SYNC_CREATE, is_small, NULL, NULL, NULL);
}
