/* fiel-page-picture.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-page-picture.h"

GskRenderNode *
fiel_page_picture_draw (GtkWindow *window)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (GTK_WIDGET (window));
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();

  gdk_paintable_snapshot (paintable, GDK_SNAPSHOT (snapshot), gdk_paintable_get_intrinsic_width (paintable),
                          gdk_paintable_get_intrinsic_height (paintable));

  return gtk_snapshot_free_to_node (g_steal_pointer (&snapshot));
}

gboolean
fiel_page_picture_save (GtkWindow *window, const char *file)
{
  g_autoptr (GskRenderNode) node = fiel_page_picture_draw (window);
  g_autoptr (GdkTexture) texture = NULL;

  if (node == NULL)
    return FALSE;

  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node, NULL);

  return gdk_texture_save_to_png (texture, file);
}
