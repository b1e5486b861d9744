/* first-frame-shim.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <dlfcn.h>
#include <gtk/gtk.h>
#include <stdio.h>
#include <string.h>

/* Preloaded into a GTK program, which stays as it is. Writes to the descriptor named by FIRST_FRAME_FD:
 *
 *   frame MICROSECONDS    the first frame of the first window was painted
 *   usable MICROSECONDS   the first frame that shows a widget of the type FIRST_FRAME_TYPE was painted; any, if not set
 *   pss KILOBYTES         the program's share of memory, a second later
 *
 * Times count from FIRST_FRAME_START, microseconds of CLOCK_MONOTONIC, taken right before the program was started. */

#define SETTLE_MS 1000

static GtkWidget *first_window; /* unowned: the program's, which shows it to the end */
static gulong after_paint_handler;
static gboolean painted;

static void G_GNUC_PRINTF (1, 2) tell (const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  vdprintf ((int) g_ascii_strtoll (g_getenv ("FIRST_FRAME_FD"), NULL, 10), format, arguments);
  va_end (arguments);
}

static gint64
get_elapsed_us (void)
{
  return g_get_monotonic_time () - g_ascii_strtoll (g_getenv ("FIRST_FRAME_START"), NULL, 10);
}

static gboolean
tell_memory_cb (gpointer user_data)
{
  g_autofree char *text = NULL;
  const char *line = NULL;

  if (g_file_get_contents ("/proc/self/smaps_rollup", &text, NULL, NULL))
    line = strstr (text, "\nPss:");
  tell ("pss %" G_GINT64_FORMAT "\n", line != NULL ? g_ascii_strtoll (line + strlen ("\nPss:"), NULL, 10) : 0);

  return G_SOURCE_REMOVE;
}

static gboolean
shows_type (GtkWidget *widget, const char *type)
{
  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  if (g_str_equal (G_OBJECT_TYPE_NAME (widget), type))
    return TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (shows_type (child, type))
      return TRUE;

  return FALSE;
}

static void
after_paint_cb (GdkFrameClock *clock, gpointer user_data)
{
  const gint64 elapsed_us = get_elapsed_us ();
  const char *type = g_getenv ("FIRST_FRAME_TYPE");

  if (!painted)
    tell ("frame %" G_GINT64_FORMAT "\n", elapsed_us);
  painted = TRUE;
  if (type != NULL && !shows_type (first_window, type))
    return;

  tell ("usable %" G_GINT64_FORMAT "\n", elapsed_us);
  g_signal_handler_disconnect (clock, after_paint_handler);
  g_timeout_add (SETTLE_MS, tell_memory_cb, NULL);
}

/* Inside the first frame: its painting is still to come. */
static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  after_paint_handler = g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), NULL);

  return G_SOURCE_REMOVE;
}

void
gtk_window_present (GtkWindow *window)
{
  void (*present) (GtkWindow *) = NULL;

  *(void **) &present = dlsym (RTLD_NEXT, "gtk_window_present");
  if (first_window == NULL)
    {
      first_window = GTK_WIDGET (window);
      gtk_widget_add_tick_callback (first_window, tick_cb, NULL, NULL);
    }
  present (window);
}
