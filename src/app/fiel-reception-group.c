/* fiel-reception-group.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-reception-group.h"

#include "fiel-reception-words.h"

#include <glib/gi18n.h>

/* FielReceptionGroup: two rows that follow what the engine counts: the way of callbacks, and what came over it. */

struct _FielReceptionGroup
{
  AdwPreferencesGroup parent_instance;

  FielSettings *settings;     /* owned */
  char *provider_key;         /* owned */
  FielEngine *engine;         /* owned, nullable: the one that is followed */
  GSignalGroup *engine_signals; /* owned: of its receptions */
  GSignalGroup *signals;      /* owned: of the reception */
  GtkWidget *way;             /* unowned: a child */
  GtkWidget *icon;            /* unowned: in the way's row */
  GtkWidget *calls;           /* unowned: a child */
};

G_DEFINE_FINAL_TYPE (FielReceptionGroup, fiel_reception_group, ADW_TYPE_PREFERENCES_GROUP)

static void
show_words (GtkWidget *row, const char *words)
{
  g_autofree char *label = g_strdup_printf ("%s: %s", adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), words);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
show_icon (FielReceptionGroup *self, FielReception *reception)
{
  const gboolean is_called = reception != NULL && fiel_reception_get_route (reception) != FIEL_CALLBACK_ROUTE_NONE;
  const gboolean is_good = is_called && fiel_reception_get_trouble (reception) == FIEL_TROUBLE_NONE;
  const char *classes[] = { is_good ? "success" : is_called ? "warning" : "dim-label", NULL };

  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), is_good     ? "fiel-approved-symbolic"
                                                        : is_called ? "fiel-unconfirmed-symbolic"
                                                                    : "fiel-cancelled-symbolic");
  gtk_widget_set_css_classes (self->icon, classes);
}

static void
update (FielReceptionGroup *self)
{
  g_autoptr (FielReception) reception = g_signal_group_dup_target (self->signals);
  const gint64 now_us = self->engine != NULL ? fiel_clock_get_wall_us (fiel_engine_get_clock (self->engine)) : 0;
  g_autofree char *way = fiel_reception_words_way (reception, now_us);
  g_autofree char *calls = fiel_reception_words_calls (reception, now_us);

  show_icon (self, reception);
  show_words (self->way, way);
  show_words (self->calls, calls);
}

static void
follow_reception (FielReceptionGroup *self)
{
  GListModel *receptions = self->engine != NULL ? fiel_engine_get_receptions (self->engine) : NULL;
  g_autoptr (FielReception) found = NULL;

  for (guint i = 0; found == NULL && receptions != NULL && i < g_list_model_get_n_items (receptions); i++)
    {
      g_autoptr (FielReception) reception = g_list_model_get_item (receptions, i);

      if (g_str_equal (fiel_reception_get_key (reception), self->provider_key))
        found = g_steal_pointer (&reception);
    }
  g_signal_group_set_target (self->signals, found);
  update (self);
}

static void
follow_engine (FielReceptionGroup *self)
{
  FielEngine *engine = fiel_settings_get_engine (self->settings);

  if (!g_set_object (&self->engine, engine))
    return;

  g_signal_group_set_target (self->engine_signals, engine != NULL ? fiel_engine_get_receptions (engine) : NULL);
  follow_reception (self);
}

static void
fiel_reception_group_dispose (GObject *object)
{
  FielReceptionGroup *self = FIEL_RECEPTION_GROUP (object);

  g_clear_object (&self->signals);
  g_clear_object (&self->engine_signals);
  g_clear_object (&self->engine);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (fiel_reception_group_parent_class)->dispose (object);
}

static void
fiel_reception_group_finalize (GObject *object)
{
  g_free (FIEL_RECEPTION_GROUP (object)->provider_key);

  G_OBJECT_CLASS (fiel_reception_group_parent_class)->finalize (object);
}

static void
fiel_reception_group_class_init (FielReceptionGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fiel_reception_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = fiel_reception_group_finalize;
}

static GtkWidget *
make_row (const char *title)
{
  GtkWidget *row = adw_action_row_new ();

  g_object_set (row, "use-markup", FALSE, "title", title, "title-lines", 0, "subtitle-lines", 0, NULL);

  return row;
}

static void
fiel_reception_group_init (FielReceptionGroup *self)
{
  /* Translators: title of a row: the way the provider’s callbacks arrive */
  self->way = make_row (_("How calls come"));
  /* Translators: title of a row: the callbacks that arrived */
  self->calls = make_row (_("What came"));
  self->icon = gtk_image_new ();
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->icon), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (self->way), self->icon);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->way);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->calls);

  self->signals = g_signal_group_new (FIEL_TYPE_RECEPTION);
  g_signal_group_connect_swapped (self->signals, "notify", G_CALLBACK (update), self);
  self->engine_signals = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_swapped (self->engine_signals, "items-changed", G_CALLBACK (follow_reception), self);
}

GtkWidget *
fiel_reception_group_new (FielSettings *settings, const FielProfileProvider *provider)
{
  FielReceptionGroup *self = NULL;
  g_autofree char *title = NULL;

  g_return_val_if_fail (FIEL_IS_SETTINGS (settings), NULL);
  g_return_val_if_fail (provider != NULL, NULL);

  self = g_object_new (FIEL_TYPE_RECEPTION_GROUP, NULL);
  self->settings = g_object_ref (settings);
  self->provider_key = g_strdup (provider->key);
  /* Translators: %s is the name of a provider's group in the profile, such as "getnet" */
  title = g_strdup_printf (_("Calls from “%s”"), provider->key);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), title);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self),
                                         _("When a payment is done, the provider can call. It makes the till quicker; "
                                           "it proves nothing."));
  g_signal_connect_object (settings, "changed", G_CALLBACK (follow_engine), self, G_CONNECT_SWAPPED);
  update (self);
  follow_engine (self);

  return GTK_WIDGET (self);
}
