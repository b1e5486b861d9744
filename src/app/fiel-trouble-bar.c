/* fiel-trouble-bar.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-trouble-bar.h"

#include <glib/gi18n.h>

/* FielTroubleBar: one line under the header, over every page, for as long as something is wrong with the till. */

struct _FielTroubleBar
{
  GtkWidget parent_instance;

  /* template children */
  GtkRevealer *revealer;
  GtkImage *icon;
  GtkLabel *words;
};

G_DEFINE_FINAL_TYPE (FielTroubleBar, fiel_trouble_bar, GTK_TYPE_WIDGET)

static void
fiel_trouble_bar_dispose (GObject *object)
{
  FielTroubleBar *self = FIEL_TROUBLE_BAR (object);

  if (self->revealer != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->revealer)));

  G_OBJECT_CLASS (fiel_trouble_bar_parent_class)->dispose (object);
}

static void
fiel_trouble_bar_class_init (FielTroubleBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fiel_trouble_bar_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/fielpos/Fiel/ui/fiel-trouble-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, FielTroubleBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, FielTroubleBar, icon);
  gtk_widget_class_bind_template_child (widget_class, FielTroubleBar, words);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
fiel_trouble_bar_init (FielTroubleBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* The till works, but not with what its file says. */
static char *
describe_profile_trouble (FielEngine *engine, gboolean settings_wait)
{
  const GError *trouble = fiel_profile_get_trouble (fiel_engine_get_profile (engine));

  if (settings_wait)
    return g_strdup (_("The new settings are used as soon as no payment is open."));

  /* Translators: %s is where the mistake is, what it is and what is allowed */
  return trouble != NULL ? g_strdup_printf (_("The last good settings are used. %s"), trouble->message) : NULL;
}

void
fiel_trouble_bar_update (FielTroubleBar *self, FielEngine *engine, gboolean settings_wait)
{
  const char *storage = engine != NULL ? fiel_engine_get_storage_trouble (engine) : NULL;
  const char *connection = engine != NULL ? fiel_engine_get_connection_trouble (engine) : NULL;
  g_autofree char *profile = engine != NULL ? describe_profile_trouble (engine, settings_wait) : NULL;
  const char *words = storage != NULL ? storage : connection != NULL ? connection : profile;

  g_return_if_fail (FIEL_IS_TROUBLE_BAR (self));

  if (words != NULL)
    {
      gtk_label_set_label (self->words, words);
      gtk_image_set_from_icon_name (self->icon,
                                    storage == NULL && connection != NULL ? "fiel-offline-symbolic"
                                                                          : "fiel-unconfirmed-symbolic");
    }

  gtk_revealer_set_reveal_child (self->revealer, words != NULL);
}
