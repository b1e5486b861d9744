/* fiel-sound-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-sound-page.h"

#include "fiel-announce.h"
#include "fiel-choice-binding.h"
#include "fiel-cue-player.h"

#include <glib/gi18n.h>

/* FielSoundPage: settings of the person and the place, not of the store: they stay on this workstation. */

struct _FielSoundPage
{
  AdwPreferencesPage parent_instance;

  GSettings *settings;     /* owned, nullable before it was made */
  FielCuePlayer *player;   /* owned */

  /* template children */
  GtkSwitch *sounds;
  GtkAdjustment *volume;
  GtkLabel *trouble;
  GtkSwitch *notifications;
  GtkSwitch *large_display;
  GtkSwitch *reduce_motion;
  AdwComboRow *appearance;
  GtkSwitch *customer_window;
};

G_DEFINE_FINAL_TYPE (FielSoundPage, fiel_sound_page, ADW_TYPE_PREFERENCES_PAGE)

/* In the order of the list of the template. */
static const char *const appearances[] = { "system", "light", "dark", NULL };

static void
trouble_cb (FielSoundPage *self)
{
  gboolean troubled = fiel_cue_player_get_trouble (self->player) != NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->trouble), troubled);
  if (troubled)
    fiel_announce (GTK_WIDGET (self), gtk_label_get_text (self->trouble), FALSE);
}

/* Heard even where sounds are off: somebody asked for it. */
static void
test_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FielSoundPage *self = FIEL_SOUND_PAGE (widget);
  guint cue = g_variant_get_uint32 (parameter);
  int volume = (int) gtk_adjustment_get_value (self->volume);

  if (cue > FIEL_CUE_NONE && cue <= FIEL_CUE_NOT_CONFIRMED && volume > 0)
    fiel_cue_player_play (self->player, (FielCue) cue, volume);
}

static void
fiel_sound_page_dispose (GObject *object)
{
  FielSoundPage *self = FIEL_SOUND_PAGE (object);

  g_clear_object (&self->player);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (fiel_sound_page_parent_class)->dispose (object);
}

static void
fiel_sound_page_class_init (FielSoundPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fiel_sound_page_dispose;

  gtk_widget_class_install_action (widget_class, "sound.test", "u", test_action);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/fielpos/Fiel/ui/fiel-sound-page.ui");
  gtk_widget_class_bind_template_child (widget_class, FielSoundPage, sounds);
  gtk_widget_class_bind_template_child (widget_class, FielSoundPage, volume);
  gtk_widget_class_bind_template_child (widget_class, FielSoundPage, trouble);
  gtk_widget_class_bind_template_child (widget_class, FielSoundPage, notifications);
  gtk_widget_class_bind_template_child (widget_class, FielSoundPage, large_display);
  gtk_widget_class_bind_template_child (widget_class, FielSoundPage, reduce_motion);
  gtk_widget_class_bind_template_child (widget_class, FielSoundPage, appearance);
  gtk_widget_class_bind_template_child (widget_class, FielSoundPage, customer_window);
}

static void
fiel_sound_page_init (FielSoundPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->player = fiel_cue_player_new ();
  g_signal_connect_object (self->player, "notify::trouble", G_CALLBACK (trouble_cb), self, G_CONNECT_SWAPPED);
}

FielSoundPage *
fiel_sound_page_new (GSettings *settings)
{
  FielSoundPage *self;

  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  self = g_object_new (FIEL_TYPE_SOUND_PAGE, NULL);
  self->settings = g_object_ref (settings);
  g_settings_bind (settings, "sounds", self->sounds, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "sound-volume", self->volume, "value", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "notifications", self->notifications, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "large-display", self->large_display, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "reduce-motion", self->reduce_motion, "active", G_SETTINGS_BIND_DEFAULT);
  fiel_choice_bind (settings, "appearance", self->appearance, appearances);
  g_settings_bind (settings, "customer-window", self->customer_window, "active", G_SETTINGS_BIND_DEFAULT);

  return self;
}
