/* fiel-styles.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-styles.h"

struct _FielStyles
{
  GObject parent_instance;

  AdwStyleManager *manager;  /* owned */
  GdkDisplay *display;       /* owned */
  GtkCssProvider *dark;      /* owned */
  GtkCssProvider *contrast;  /* owned */
  GtkCssProvider *both;      /* owned */
};

G_DEFINE_FINAL_TYPE (FielStyles, fiel_styles, G_TYPE_OBJECT)

static GtkCssProvider *
load (const char *name)
{
  g_autofree char *path = g_strdup_printf ("/io/github/fielpos/Fiel/%s", name);
  GtkCssProvider *provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, path);

  return provider;
}

/* Above style.css, which libadwaita loads, whichever comes first; high contrast has the last word. */
static void
show (FielStyles *self, GtkCssProvider *provider, gboolean shown, guint above)
{
  gtk_style_context_remove_provider_for_display (self->display, GTK_STYLE_PROVIDER (provider));
  if (shown)
    gtk_style_context_add_provider_for_display (self->display, GTK_STYLE_PROVIDER (provider),
                                                GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + above);
}

static void
update (FielStyles *self)
{
  gboolean dark = adw_style_manager_get_dark (self->manager);
  gboolean contrast = adw_style_manager_get_high_contrast (self->manager);

  show (self, self->dark, dark, 1);
  show (self, self->contrast, contrast, 2);
  show (self, self->both, dark && contrast, 3);
}

static void
fiel_styles_dispose (GObject *object)
{
  FielStyles *self = FIEL_STYLES (object);

  if (self->display != NULL)
    {
      show (self, self->dark, FALSE, 0);
      show (self, self->contrast, FALSE, 0);
      show (self, self->both, FALSE, 0);
    }
  g_clear_object (&self->dark);
  g_clear_object (&self->contrast);
  g_clear_object (&self->both);
  g_clear_object (&self->display);
  g_clear_object (&self->manager);

  G_OBJECT_CLASS (fiel_styles_parent_class)->dispose (object);
}

static void
fiel_styles_class_init (FielStylesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fiel_styles_dispose;
}

static void
fiel_styles_init (FielStyles *self)
{
  self->manager = g_object_ref (adw_style_manager_get_default ());
  self->display = g_object_ref (gdk_display_get_default ());
  self->dark = load ("dark.css");
  self->contrast = load ("high-contrast.css");
  self->both = load ("high-contrast-dark.css");
  g_signal_connect_object (self->manager, "notify::dark", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->manager, "notify::high-contrast", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

FielStyles *
fiel_styles_new (void)
{
  return g_object_new (FIEL_TYPE_STYLES, NULL);
}
