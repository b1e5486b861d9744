/* fiel-first-run-start.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-first-run-start.h"

#include <glib/gi18n.h>

/* FielFirstRunStart: training first, which needs nothing, or the provider's account at once. */

struct _FielFirstRunStart
{
  FielFirstRunPage parent_instance;

  /* template children */
  GtkCheckButton *training;
  GtkCheckButton *provider;
};

G_DEFINE_FINAL_TYPE (FielFirstRunStart, fiel_first_run_start, FIEL_TYPE_FIRST_RUN_PAGE)

static void
toggled_cb (FielFirstRunPage *self)
{
  fiel_first_run_page_changed (self);
}

static void
enter (FielFirstRunPage *page)
{
  FielFirstRunStart *self = FIEL_FIRST_RUN_START (page);
  gboolean connects = fiel_first_run_state_get_connects (fiel_first_run_page_get_state (page));
  GtkCheckButton *chosen = connects ? self->provider : self->training;

  gtk_check_button_set_active (chosen, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (chosen));
}

static gboolean
leave (FielFirstRunPage *page, GError **error)
{
  gboolean connects = gtk_check_button_get_active (FIEL_FIRST_RUN_START (page)->provider);

  return fiel_first_run_state_set_connects (fiel_first_run_page_get_state (page), connects, error);
}

static char *
dup_next_label (FielFirstRunPage *page)
{
  /* Translators: button: set up an account with Getnet */
  return g_strdup (gtk_check_button_get_active (FIEL_FIRST_RUN_START (page)->provider) ? _("Connect Getnet")
                                                                                       : _("Next: name this till"));
}

static void
fiel_first_run_start_class_init (FielFirstRunStartClass *klass)
{
  FielFirstRunPageClass *page_class = FIEL_FIRST_RUN_PAGE_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  page_class->title = N_("How do you want to start?");
  page_class->enter = enter;
  page_class->leave = leave;
  page_class->dup_next_label = dup_next_label;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/fielpos/Fiel/ui/fiel-first-run-start.ui");
  gtk_widget_class_bind_template_child (widget_class, FielFirstRunStart, training);
  gtk_widget_class_bind_template_child (widget_class, FielFirstRunStart, provider);
  gtk_widget_class_bind_template_callback (widget_class, toggled_cb);
}

static void
fiel_first_run_start_init (FielFirstRunStart *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
