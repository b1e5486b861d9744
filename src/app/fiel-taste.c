/* fiel-taste.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-taste.h"

#include "fiel-cue-player.h"
#include "fiel-cues.h"
#include "fiel-customer-window.h"

#define NORMAL_DPI (96 * 1024)

struct _FielTaste
{
  GObject parent_instance;

  GSettings *settings;           /* owned */
  FielWindow *window;            /* unowned, nullable: lives as long as the application says */
  FielCues *cues;                /* owned */
  FielCuePlayer *player;         /* owned */
  FielCustomerWindow *customer;  /* owned, nullable: while it is wanted */
};

G_DEFINE_FINAL_TYPE (FielTaste, fiel_taste, G_TYPE_OBJECT)

/* Half as large again. Every page follows the size of the text. */
static void
update_size (FielTaste *self)
{
  GtkSettings *settings = gtk_settings_get_default ();
  int dpi;

  gtk_settings_reset_property (settings, "gtk-xft-dpi");
  if (!g_settings_get_boolean (self->settings, "large-display"))
    return;

  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  g_object_set (settings, "gtk-xft-dpi", (dpi > 0 ? dpi : NORMAL_DPI) * 3 / 2, NULL);
}

/* Never more motion than the desktop wants. */
static void
update_motion (FielTaste *self)
{
  GtkSettings *settings = gtk_settings_get_default ();

  gtk_settings_reset_property (settings, "gtk-enable-animations");
  if (g_settings_get_boolean (self->settings, "reduce-motion"))
    g_object_set (settings, "gtk-enable-animations", FALSE, NULL);
}

static void
update_appearance (FielTaste *self)
{
  g_autofree char *appearance = g_settings_get_string (self->settings, "appearance");
  AdwColorScheme scheme = ADW_COLOR_SCHEME_DEFAULT;

  if (g_str_equal (appearance, "light"))
    scheme = ADW_COLOR_SCHEME_FORCE_LIGHT;
  else if (g_str_equal (appearance, "dark"))
    scheme = ADW_COLOR_SCHEME_FORCE_DARK;
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), scheme);
}

/* -- The customer's window -- */

static void
show_attempt (FielTaste *self)
{
  FielEngine *engine = fiel_window_get_engine (self->window);
  FielAttempt *attempt = fiel_attempt_pages_get_attempt (fiel_window_get_attempt_pages (self->window));

  if (self->customer != NULL)
    fiel_customer_window_set_attempt (self->customer, engine != NULL ? fiel_engine_get_profile (engine) : NULL,
                                      engine != NULL ? attempt : NULL);
}

static void
drop_customer (FielTaste *self)
{
  FielCustomerWindow *customer = g_steal_pointer (&self->customer);

  if (customer == NULL)
    return;

  gtk_window_destroy (GTK_WINDOW (customer));
  g_object_unref (customer);
}

/* Whoever closes it does not want it. */
static gboolean
close_request_cb (FielTaste *self)
{
  g_settings_set_boolean (self->settings, "customer-window", FALSE);

  return GDK_EVENT_STOP;
}

static void
place_customer (FielTaste *self)
{
  if (self->customer != NULL)
    fiel_customer_window_place (self->customer, GTK_WINDOW (self->window));
}

static void
update_customer (FielTaste *self)
{
  gboolean wanted = g_settings_get_boolean (self->settings, "customer-window");

  if (!wanted)
    {
      drop_customer (self);
      return;
    }
  if (self->customer != NULL)
    return;

  self->customer = g_object_ref (fiel_customer_window_new ());
  g_signal_connect_object (self->customer, "close-request", G_CALLBACK (close_request_cb), self, G_CONNECT_SWAPPED);
  show_attempt (self);
  place_customer (self);
  gtk_widget_set_visible (GTK_WIDGET (self->customer), TRUE);
  /* The keys stay with the till. */
  gtk_window_present (GTK_WINDOW (self->window));
}

/* -- */

static void
fiel_taste_dispose (GObject *object)
{
  FielTaste *self = FIEL_TASTE (object);

  drop_customer (self);
  g_clear_object (&self->cues);
  g_clear_object (&self->player);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (fiel_taste_parent_class)->dispose (object);
}

static void
fiel_taste_class_init (FielTasteClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fiel_taste_dispose;
}

static void
fiel_taste_init (FielTaste *self)
{
}

FielTaste *
fiel_taste_new (GSettings *settings, FielWindow *window)
{
  static const struct
  {
    const char *signal;
    void (*apply) (FielTaste *self);
  } keys[] = {
    { "changed::large-display", update_size },
    { "changed::reduce-motion", update_motion },
    { "changed::appearance", update_appearance },
    { "changed::customer-window", update_customer },
  };
  FielTaste *self;
  GListModel *monitors;

  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);
  g_return_val_if_fail (FIEL_IS_WINDOW (window), NULL);

  self = g_object_new (FIEL_TYPE_TASTE, NULL);
  self->settings = g_object_ref (settings);
  self->window = window;
  self->player = fiel_cue_player_new ();
  self->cues = fiel_cues_new (fiel_window_get_attempt_pages (window));
  g_settings_bind (settings, "sounds", self->cues, "enabled", G_SETTINGS_BIND_GET);
  g_settings_bind (settings, "sound-volume", self->cues, "volume", G_SETTINGS_BIND_GET);
  g_signal_connect_object (self->cues, "cue", G_CALLBACK (fiel_cue_player_play), self->player, G_CONNECT_SWAPPED);
  g_signal_connect_object (fiel_window_get_attempt_pages (window), "notify::attempt", G_CALLBACK (show_attempt), self,
                           G_CONNECT_SWAPPED);
  monitors = gdk_display_get_monitors (gtk_widget_get_display (GTK_WIDGET (window)));
  g_signal_connect_object (monitors, "items-changed", G_CALLBACK (place_customer), self, G_CONNECT_SWAPPED);

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_signal_connect_object (settings, keys[i].signal, G_CALLBACK (keys[i].apply), self, G_CONNECT_SWAPPED);
      keys[i].apply (self);
    }

  return self;
}
