/* fiel-figure.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-figure.h"

#include <gtk/gtk.h>

/* What Unicode calls a left-to-right isolate, and its end. Nothing is seen of them. */
#define ISOLATE_BEGIN "\xe2\x81\xa6"
#define ISOLATE_END "\xe2\x81\xa9"

char *
fiel_figure_isolate (char *text)
{
  g_autofree char *bare = text;

  g_return_val_if_fail (text != NULL, NULL);

  if (gtk_widget_get_default_direction () != GTK_TEXT_DIR_RTL)
    return g_steal_pointer (&bare);

  return g_strconcat (ISOLATE_BEGIN, bare, ISOLATE_END, NULL);
}

char *
fiel_figure_money (FielMoney money, const FielNumberStyle *style)
{
  return fiel_figure_isolate (fiel_money_format (money, style));
}
