/* fiel-stack-voice.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-stack-voice.h"

/* A stack hides its other pages from the eye only: to a screen reader that walks the window, yesterday's APPROVED would
 * stand beside today's sale. */

static void
update_cb (GtkStack *stack)
{
  GtkWidget *shown = gtk_stack_get_visible_child (stack);

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (stack)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    gtk_accessible_update_state (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_STATE_HIDDEN, child != shown, -1);
}

/**
 * fiel_stack_voice_follow:
 * @stack: with all its pages
 *
 * From now on a screen reader finds the page that is shown and no other.
 */
void
fiel_stack_voice_follow (GtkStack *stack)
{
  g_return_if_fail (GTK_IS_STACK (stack));

  g_signal_connect (stack, "notify::visible-child", G_CALLBACK (update_cb), NULL);
  update_cb (stack);
}
