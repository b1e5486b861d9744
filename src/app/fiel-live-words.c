/* fiel-live-words.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-live-words.h"

#include "fiel-announce.h"

/* FielLiveWords: a status in any window, GTK's own included, because older GTK reads out only what changes in one. It
 * is a child that its window neither measures nor draws. */

struct _FielLiveWords
{
  GtkWidget parent_instance;

  char *words;   /* owned, nullable */
};

G_DEFINE_FINAL_TYPE (FielLiveWords, fiel_live_words, GTK_TYPE_WIDGET)

static void
set_words (FielLiveWords *self, const char *words)
{
  fiel_live_words_put (GTK_WIDGET (self), &self->words, words);
}

static void
is_active_cb (FielLiveWords *self, GParamSpec *pspec, GtkWindow *window)
{
  if (!gtk_window_is_active (window))
    set_words (self, "");
}

static void
fiel_live_words_finalize (GObject *object)
{
  g_free (FIEL_LIVE_WORDS (object)->words);

  G_OBJECT_CLASS (fiel_live_words_parent_class)->finalize (object);
}

static void
fiel_live_words_class_init (FielLiveWordsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fiel_live_words_finalize;

  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), FIEL_ANNOUNCE_ROLE);
}

static void
fiel_live_words_init (FielLiveWords *self)
{
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
  set_words (self, "");
}

/* A status that is said again has to change, and only once: empty in between, it would be read out twice by whoever
 * looks at it late. A blank behind the words is not heard. */
void
fiel_live_words_put (GtkWidget *status, char **last, const char *words)
{
  char *label = NULL;

  g_return_if_fail (GTK_IS_WIDGET (status));
  g_return_if_fail (last != NULL);
  g_return_if_fail (words != NULL);

  label = *words != '\0' && g_strcmp0 (*last, words) == 0 ? g_strconcat (words, " ", NULL) : g_strdup (words);
  g_free (*last);
  *last = label;
  gtk_accessible_update_property (GTK_ACCESSIBLE (status), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

GtkWindow *
fiel_live_words_find_front (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (gtk_window_is_active (window))
        return window;
    }

  return NULL;
}

gboolean
fiel_live_words_is_behind (GtkWidget *widget)
{
  GtkWindow *front = fiel_live_words_find_front ();

  g_return_val_if_fail (GTK_IS_WIDGET (widget), FALSE);

  return front != NULL && GTK_ROOT (front) != gtk_widget_get_root (widget);
}

static GtkWidget *
find_in (GtkWindow *window)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (window)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (FIEL_IS_LIVE_WORDS (child))
      return child;

  return NULL;
}

/* A child that is not shown is not realized by itself, and says nothing until it is. It comes first, before what has
 * the focus: there a screen reader ends its look. */
static GtkWidget *
put_in (GtkWindow *window)
{
  GtkWidget *self = g_object_new (FIEL_TYPE_LIVE_WORDS, NULL);

  gtk_widget_set_child_visible (self, FALSE);
  gtk_widget_insert_after (self, GTK_WIDGET (window), NULL);
  gtk_widget_realize (self);
  g_signal_connect_object (window, "notify::is-active", G_CALLBACK (is_active_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (window, "destroy", G_CALLBACK (gtk_widget_unparent), self, G_CONNECT_SWAPPED);

  return self;
}

/* The till's own window has a voice. */
static void
came_to_front_cb (GtkWindow *window)
{
  if (gtk_window_is_active (window) && !GTK_IS_APPLICATION_WINDOW (window) && find_in (window) == NULL)
    put_in (window);
}

static void
windows_changed_cb (GListModel *windows, guint position, guint removed, guint added)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      g_signal_handlers_disconnect_by_func (window, came_to_front_cb, NULL);
      g_signal_connect (window, "notify::is-active", G_CALLBACK (came_to_front_cb), NULL);
    }
}

void
fiel_live_words_begin (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  g_signal_connect (windows, "items-changed", G_CALLBACK (windows_changed_cb), NULL);
  windows_changed_cb (windows, 0, 0, g_list_model_get_n_items (windows));
}

void
fiel_live_words_say (GtkWindow *window, const char *words, gboolean urgent)
{
  GtkWidget *self = NULL;

  g_return_if_fail (GTK_IS_WINDOW (window));
  g_return_if_fail (words != NULL);

  self = find_in (window);
  if (self == NULL)
    self = put_in (window);
  set_words (FIEL_LIVE_WORDS (self), words);
  fiel_announce (GTK_WIDGET (window), words, urgent);
}
