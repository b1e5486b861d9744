/* fiel-page-fit.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-page-fit.h"

#include <adwaita.h>

#include <string.h>

/* So much do letters lean out of their place without touching anything. */
#define SLACK 1.5f

/**
 * Text: what is in sight of a label.
 */
typedef struct
{
  GtkLabel *label;          /* unowned */
  graphene_rect_t letters;  /* in the window */
  graphene_rect_t seen;     /* of them, what is not scrolled away */
} Text;

/* One line, whatever the label says. */
static char *
make_line (const char *words)
{
  return g_strdelimit (g_strdup (words), "\n\t", ' ');
}

static void
print_words (const char *what, const char *words)
{
  g_autofree char *line = make_line (words);

  g_print ("%s %s\n", what, line);
}

/* A name somebody chose may be of any length: then it is cut, and a tooltip says it whole. */
static gboolean
is_told_whole (GtkWidget *widget, const char *words)
{
  for (; widget != NULL; widget = gtk_widget_get_parent (widget))
    if (gtk_widget_get_tooltip_text (widget) != NULL)
      return strstr (gtk_widget_get_tooltip_text (widget), words) != NULL;

  return FALSE;
}

/* What one can scroll to sideways is not lost. */
static gboolean
can_be_scrolled_to (GtkWidget *widget)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *sideways = NULL;

  if (scroller == NULL)
    return FALSE;

  sideways = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (scroller));

  return gtk_adjustment_get_upper (sideways) > gtk_adjustment_get_page_size (sideways);
}

static gboolean
find_letters (GtkLabel *label, GtkWidget *window, graphene_rect_t *letters)
{
  graphene_rect_t bounds;
  PangoRectangle extents;
  int x, y;

  if (!gtk_widget_compute_bounds (GTK_WIDGET (label), GTK_WIDGET (label), &bounds))
    return FALSE;

  gtk_label_get_layout_offsets (label, &x, &y);
  pango_layout_get_pixel_extents (gtk_label_get_layout (label), NULL, &extents);
  graphene_rect_init (&bounds, (float) (x + extents.x), (float) (y + extents.y), (float) extents.width,
                      (float) extents.height);
  graphene_rect_init_from_rect (letters, &bounds);

  return gtk_widget_compute_point (GTK_WIDGET (label), window, &bounds.origin, &letters->origin);
}

static void
clip_to_scrollers (Text *text, GtkWidget *window)
{
  text->seen = text->letters;
  for (GtkWidget *at = gtk_widget_get_parent (GTK_WIDGET (text->label)); at != NULL; at = gtk_widget_get_parent (at))
    {
      graphene_rect_t bounds;

      if (GTK_IS_SCROLLED_WINDOW (at) && gtk_widget_compute_bounds (at, window, &bounds)
          && !graphene_rect_intersection (&bounds, &text->seen, &text->seen))
        text->seen.size.width = text->seen.size.height = 0;
    }
}

/* The row of an entry has its title twice, in the middle and small above what was typed, and draws one of them. */
static gboolean
is_drawn (GtkLabel *label)
{
  GtkWidget *row = gtk_widget_get_ancestor (GTK_WIDGET (label), ADW_TYPE_ENTRY_ROW);
  const char *title = NULL;
  gboolean above;

  if (row == NULL)
    return TRUE;

  title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row));
  above = gtk_editable_get_text (GTK_EDITABLE (row))[0] != '\0'
          || (gtk_widget_get_state_flags (row) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;

  return g_strcmp0 (gtk_label_get_text (label), title) != 0 || above == gtk_widget_has_css_class (GTK_WIDGET (label), "subtitle");
}

/* The toolkit's tooltip comes where the pointer happens to be, and goes. */
static gboolean
is_tooltip (GtkWidget *widget)
{
  return g_str_equal (gtk_widget_get_css_name (widget), "tooltip");
}

static void
collect (GtkWidget *widget, GtkWidget *window, GArray *texts)
{
  if (!gtk_widget_get_mapped (widget) || is_tooltip (widget))
    return;

  if (GTK_IS_LABEL (widget) && gtk_label_get_text (GTK_LABEL (widget))[0] != '\0' && is_drawn (GTK_LABEL (widget)))
    {
      Text text = { .label = GTK_LABEL (widget) };

      if (find_letters (text.label, window, &text.letters))
        {
          clip_to_scrollers (&text, window);
          g_array_append_val (texts, text);
        }
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    collect (child, window, texts);
}

static GArray *
find_texts (GtkWindow *window)
{
  GArray *texts = g_array_new (FALSE, FALSE, sizeof (Text));

  collect (GTK_WIDGET (window), GTK_WIDGET (window), texts);

  return texts;
}

static void
look_at (const Text *text, GtkWidget *window)
{
  const char *words = gtk_label_get_text (text->label);
  const graphene_rect_t *letters = &text->letters;
  graphene_rect_t place;

  if (!gtk_widget_compute_bounds (GTK_WIDGET (text->label), window, &place))
    return;

  if (pango_layout_is_ellipsized (gtk_label_get_layout (text->label)) && !is_told_whole (GTK_WIDGET (text->label), words))
    print_words ("cut", words);
  if (letters->size.width > place.size.width + SLACK || letters->size.height > place.size.height + SLACK)
    print_words ("squeezed", words);
  if (text->seen.origin.y + text->seen.size.height > (float) gtk_widget_get_height (window) + SLACK)
    print_words ("outside", words);
  else if (!can_be_scrolled_to (GTK_WIDGET (text->label))
           && (letters->origin.x < -SLACK
               || letters->origin.x + letters->size.width > (float) gtk_widget_get_width (window) + SLACK))
    print_words ("outside", words);
}

/* What the pane "today" lies over, where there is no room beside it, is not read. */
static gboolean
lies_over (const Text *one, const Text *other)
{
  GtkWidget *both = gtk_widget_get_parent (GTK_WIDGET (one->label));

  while (both != NULL && !gtk_widget_is_ancestor (GTK_WIDGET (other->label), both))
    both = gtk_widget_get_parent (both);

  return both != NULL && g_str_equal (G_OBJECT_TYPE_NAME (both), "AdwFlap");
}

static void
look_at_both (const Text *one, const Text *other)
{
  graphene_rect_t both;

  if (graphene_rect_intersection (&one->seen, &other->seen, &both) && both.size.width > 2 * SLACK
      && both.size.height > 2 * SLACK && !lies_over (one, other))
    {
      g_autofree char *words = g_strdup_printf ("%s | %s", gtk_label_get_text (one->label), gtk_label_get_text (other->label));

      print_words ("overlap", words);
    }
}

void
fiel_page_fit_print (GtkWindow *window, int width, int height)
{
  g_autoptr (GArray) texts = find_texts (window);
  GtkWidget *widget = GTK_WIDGET (window);

  /* How large the window of the keys is, GTK decides: its words do not wrap and its pages do not scroll. Two columns take
   * 830 pixels; with one on a page most of the keys would be on pages that nobody looks for. */
  if (width > 0 && gtk_widget_get_width (widget) > width && !GTK_IS_SHORTCUTS_WINDOW (window))
    g_print ("wide %d instead of %d\n", gtk_widget_get_width (widget), width);
  if (height > 0 && gtk_widget_get_height (widget) > height && !GTK_IS_SHORTCUTS_WINDOW (window))
    g_print ("high %d instead of %d\n", gtk_widget_get_height (widget), height);
  for (guint i = 0; i < texts->len; i++)
    {
      look_at (&g_array_index (texts, Text, i), widget);
      for (guint j = 0; j < i; j++)
        look_at_both (&g_array_index (texts, Text, j), &g_array_index (texts, Text, i));
    }
}

guint
fiel_page_fit_count (GtkWindow *window)
{
  g_autoptr (GArray) texts = find_texts (window);

  return texts->len;
}

guint
fiel_page_fit_fingerprint (GtkWindow *window)
{
  g_autoptr (GArray) texts = find_texts (window);
  g_autoptr (GString) all = g_string_new (NULL);

  if (!gtk_widget_get_mapped (GTK_WIDGET (window)) || gtk_widget_get_width (GTK_WIDGET (window)) == 0)
    return 0;

  for (guint i = 0; i < texts->len; i++)
    {
      const Text *text = &g_array_index (texts, Text, i);

      g_string_append_printf (all, "%s %d %d %d %d\n", gtk_label_get_text (text->label), (int) text->letters.origin.x,
                              (int) text->letters.origin.y, (int) text->letters.size.width,
                              (int) text->letters.size.height);
    }

  return MAX (g_str_hash (all->str), 1);
}
