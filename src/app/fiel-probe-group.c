/* fiel-probe-group.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-probe-group.h"

#include "fiel-announce.h"
#include "fiel-own-name.h"
#include "fiel-probe-list.h"

#include <glib/gi18n.h>

/* FielProbeGroup: nothing is tried until the button is pressed, and nothing that is tried can move money. */

struct _FielProbeGroup
{
  AdwPreferencesGroup parent_instance;

  FielSettings *settings;     /* owned */
  char *provider_key;         /* owned */
  FielProbe *probe;           /* owned, nullable: the last one */
  GCancellable *cancellable;  /* owned, nullable while nothing is tried */
  GtkWidget *button;          /* unowned: a child */
  FielProbeList *steps;       /* unowned: a child */
};

G_DEFINE_FINAL_TYPE (FielProbeGroup, fiel_probe_group, ADW_TYPE_PREFERENCES_GROUP)

static void
update (FielProbeGroup *self)
{
  gtk_button_set_label (GTK_BUTTON (self->button),
                        /* Translators: button (verb): ends a check under way */
                        self->cancellable != NULL ? _("_Stop")
                                                  /* Translators: button (verb): tries the provider’s connection */
                                                  : _("_Check"));
}

static void
probed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FielProbeGroup) self = FIEL_PROBE_GROUP (user_data);
  gboolean passed = fiel_probe_run_finish (FIEL_PROBE (source), result);

  if (self->probe != FIEL_PROBE (source))
    return;

  g_clear_object (&self->cancellable);
  update (self);
  if (passed)
    fiel_announce (GTK_WIDGET (self), _("Every step came through."), FALSE);
  else
    fiel_probe_list_focus_failed (self->steps);
}

static void
clicked_cb (FielProbeGroup *self)
{
  FielEngine *engine = fiel_settings_get_engine (self->settings);

  if (self->cancellable != NULL)
    {
      g_cancellable_cancel (self->cancellable);
      return;
    }
  if (engine == NULL)
    {
      gtk_widget_error_bell (GTK_WIDGET (self));
      return;
    }

  g_clear_object (&self->probe);
  self->probe = fiel_probe_new_for_profile (fiel_settings_get_profile (self->settings), self->provider_key, NULL,
                                            fiel_settings_get_kinds (self->settings), fiel_engine_get_clock (engine),
                                            fiel_settings_get_secrets (self->settings));
  fiel_probe_list_set_probe (self->steps, self->probe);
  if (self->probe == NULL)
    return;

  self->cancellable = g_cancellable_new ();
  fiel_probe_run_async (self->probe, self->cancellable, probed_cb, g_object_ref (self));
  update (self);
}

static void
fiel_probe_group_dispose (GObject *object)
{
  FielProbeGroup *self = FIEL_PROBE_GROUP (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->probe);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (fiel_probe_group_parent_class)->dispose (object);
}

static void
fiel_probe_group_finalize (GObject *object)
{
  g_free (FIEL_PROBE_GROUP (object)->provider_key);

  G_OBJECT_CLASS (fiel_probe_group_parent_class)->finalize (object);
}

static void
fiel_probe_group_class_init (FielProbeGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fiel_probe_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = fiel_probe_group_finalize;
}

static void
fiel_probe_group_init (FielProbeGroup *self)
{
  self->button = fiel_own_name_new_button (_("_Check"));
  self->steps = FIEL_PROBE_LIST (fiel_probe_list_new ());

  gtk_widget_set_valign (self->button, GTK_ALIGN_CENTER);
  g_signal_connect_object (self->button, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (self), self->button);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self),
                                         _("From this till to the terminal, step by step. No money moves."));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->steps));
}

GtkWidget *
fiel_probe_group_new (FielSettings *settings, const FielProfileProvider *provider)
{
  FielProbeGroup *self = g_object_new (FIEL_TYPE_PROBE_GROUP, NULL);
  /* Translators: %s is the name of a provider's group in the profile, such as "getnet" */
  g_autofree char *title = g_strdup_printf (_("The way to “%s”"), provider->key);

  self->settings = g_object_ref (settings);
  self->provider_key = g_strdup (provider->key);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, title, -1);

  return GTK_WIDGET (self);
}
