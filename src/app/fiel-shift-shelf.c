/* fiel-shift-shelf.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-shift-shelf.h"

#include "fiel-announce.h"
#include "fiel-row-press.h"
#include "fiel-shift-book.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <inttypes.h>

#define MOST 400   /* more than a year of days */

struct _FielShiftShelf
{
  GtkWidget parent_instance;

  GtkWidget *body;         /* owned */
  GtkLabel *words;         /* unowned: in there */
  GtkListBox *list;        /* unowned: in there */
  GPtrArray *entries;      /* owned, nullable, of FielShiftEntry */
  GArray *places;          /* owned, of guint: the entries of the rows */
};

G_DEFINE_FINAL_TYPE (FielShiftShelf, fiel_shift_shelf, GTK_TYPE_WIDGET)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
tell (FielShiftShelf *self, const char *words)
{
  gtk_label_set_text (self->words, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->words), words != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->list), words == NULL);
  if (words != NULL)
    fiel_announce (GTK_WIDGET (self), words, FALSE);
}

static GtkWidget *
make_row (const FielShiftEntry *entry)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (entry->closed_wall_us / G_USEC_PER_SEC);
  g_autofree char *when = time != NULL ? g_date_time_format (time, "%x %H:%M") : g_strdup ("?");
  g_autofree char *title = g_strdup_printf (_("Shift %" PRId64), entry->number);
  /* Translators: a day and an hour, and a name */
  g_autofree char *subtitle = g_strdup_printf (_("closed %s by %s"), when,
                                               entry->closed_by != NULL ? entry->closed_by : "?");
  g_autofree char *escaped = g_markup_escape_text (subtitle, -1);
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "title", title, "subtitle", escaped, "activatable", TRUE, NULL);

  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             g_object_new (GTK_TYPE_IMAGE, "icon-name", "go-next-symbolic", "accessible-role",
                                           GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  fiel_row_press_offer (row);

  return row;
}

static void
fill (FielShiftShelf *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  g_array_set_size (self->places, 0);

  for (guint i = 0; i < self->entries->len; i++)
    {
      const FielShiftEntry *entry = g_ptr_array_index (self->entries, i);

      if (entry->report == NULL)
        continue;
      gtk_list_box_append (self->list, make_row (entry));
      g_array_append_val (self->places, i);
    }
  tell (self, self->places->len > 0 ? NULL : _("No shift was closed here yet."));
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FielShiftShelf) self = user_data;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;

  entries = fiel_shift_book_list_finish (FIEL_SHIFT_BOOK (source), result, &error);
  if (self->body == NULL)
    return;
  if (entries == NULL)
    {
      tell (self, error->message);
      return;
    }

  g_clear_pointer (&self->entries, g_ptr_array_unref);
  self->entries = g_steal_pointer (&entries);
  fill (self);
  gtk_widget_child_focus (GTK_WIDGET (self->list), GTK_DIR_TAB_FORWARD);
}

static void
activated_cb (FielShiftShelf *self, GtkListBoxRow *row)
{
  guint place = g_array_index (self->places, guint, gtk_list_box_row_get_index (row));
  const FielShiftEntry *entry = g_ptr_array_index (self->entries, place);

  g_signal_emit (self, signals[CHOSEN], 0, entry->report);
}

static void
fiel_shift_shelf_dispose (GObject *object)
{
  FielShiftShelf *self = FIEL_SHIFT_SHELF (object);

  g_clear_pointer (&self->body, gtk_widget_unparent);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_pointer (&self->places, g_array_unref);

  G_OBJECT_CLASS (fiel_shift_shelf_parent_class)->dispose (object);
}

static void
fiel_shift_shelf_class_init (FielShiftShelfClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fiel_shift_shelf_dispose;

  signals[CHOSEN] = g_signal_new ("chosen", FIEL_TYPE_SHIFT_SHELF, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_POINTER);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/fielpos/Fiel/ui/fiel-shift-shelf.ui");
  gtk_widget_class_bind_template_child (widget_class, FielShiftShelf, body);
  gtk_widget_class_bind_template_child (widget_class, FielShiftShelf, words);
  gtk_widget_class_bind_template_child (widget_class, FielShiftShelf, list);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
fiel_shift_shelf_init (FielShiftShelf *self)
{
  self->places = g_array_new (FALSE, FALSE, sizeof (guint));
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
fiel_shift_shelf_begin (FielShiftShelf *self, FielEngine *engine)
{
  g_return_if_fail (FIEL_IS_SHIFT_SHELF (self));
  g_return_if_fail (FIEL_IS_ENGINE (engine));

  tell (self, _("Looking the shifts up…"));
  fiel_shift_book_list_async (fiel_engine_get_shift_book (engine), MOST, listed_cb, g_object_ref (self));
}
