/* fiel-text-clamp.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-text-clamp.h"

/* libadwaita 1.2 clamps in pixels only; 1.4 has a unit that follows the text, and then this file goes away. */

#define NORMAL_DPI (96 * 1024)

static gboolean
scale_size (GBinding *binding, const GValue *from, GValue *to, gpointer size)
{
  int dpi = g_value_get_int (from);

  /* -1: the display's own, which is the normal one. */
  g_value_set_int (to, dpi > NORMAL_DPI ? (int) ((gint64) GPOINTER_TO_INT (size) * dpi / NORMAL_DPI)
                                        : GPOINTER_TO_INT (size));

  return TRUE;
}

void
fiel_text_clamp_follow (AdwClamp *clamp)
{
  static const char *const sizes[] = { "maximum-size", "tightening-threshold" };

  g_return_if_fail (ADW_IS_CLAMP (clamp));

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      int size;

      g_object_get (clamp, sizes[i], &size, NULL);
      g_object_bind_property_full (gtk_widget_get_settings (GTK_WIDGET (clamp)), "gtk-xft-dpi", clamp, sizes[i],
                                   G_BINDING_SYNC_CREATE, scale_size, NULL, GINT_TO_POINTER (size), NULL);
    }
}
