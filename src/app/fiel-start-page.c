/* fiel-start-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-start-page.h"

#include "fiel-announce.h"
#include "fiel-stack-voice.h"

/* FielStartPage: what stands where the till will be, until the engine has opened the journal and taken open payments
 * up again, and when it cannot: a store profile with a mistake, a journal that is damaged or in use. The message is
 * the engine's own; nothing is overwritten from here. */

struct _FielStartPage
{
  GtkWidget parent_instance;

  /* template children */
  GtkWidget *box;
  GtkStack *picture;
  GtkSpinner *spinner;
  GtkLabel *title;
  GtkLabel *message;
  GtkWidget *buttons;
  GtkWidget *set_up;
  GtkWidget *retry;
  GtkWidget *practise;
};

G_DEFINE_FINAL_TYPE (FielStartPage, fiel_start_page, GTK_TYPE_WIDGET)

static void
fiel_start_page_dispose (GObject *object)
{
  FielStartPage *self = FIEL_START_PAGE (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (fiel_start_page_parent_class)->dispose (object);
}

static void
fiel_start_page_class_init (FielStartPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = fiel_start_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/fielpos/Fiel/ui/fiel-start-page.ui");
  gtk_widget_class_bind_template_child (widget_class, FielStartPage, box);
  gtk_widget_class_bind_template_child (widget_class, FielStartPage, picture);
  gtk_widget_class_bind_template_child (widget_class, FielStartPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, FielStartPage, title);
  gtk_widget_class_bind_template_child (widget_class, FielStartPage, message);
  gtk_widget_class_bind_template_child (widget_class, FielStartPage, buttons);
  gtk_widget_class_bind_template_child (widget_class, FielStartPage, set_up);
  gtk_widget_class_bind_template_child (widget_class, FielStartPage, retry);
  gtk_widget_class_bind_template_child (widget_class, FielStartPage, practise);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
fiel_start_page_init (FielStartPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fiel_stack_voice_follow (self->picture);
}

static void
show_words (FielStartPage *self, const char *title, const char *message)
{
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->message, message);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, message,
                                  -1);
  fiel_announce (GTK_WIDGET (self), title, FALSE);
}

void
fiel_start_page_show_progress (FielStartPage *self, const char *title, const char *detail)
{
  g_return_if_fail (FIEL_IS_START_PAGE (self));
  g_return_if_fail (title != NULL && detail != NULL);

  gtk_stack_set_visible_child_name (self->picture, "progress");
  gtk_spinner_start (self->spinner);
  gtk_widget_set_visible (self->buttons, FALSE);
  show_words (self, title, detail);
}

/* There is no store here yet, and somebody who can make one. */
static gboolean
can_be_set_up (void)
{
  GApplication *application = g_application_get_default ();

  return application != NULL && g_action_group_get_action_enabled (G_ACTION_GROUP (application), "set-up");
}

void
fiel_start_page_show_failure (FielStartPage *self, const char *title, const char *message, gboolean can_practise)
{
  g_return_if_fail (FIEL_IS_START_PAGE (self));
  g_return_if_fail (title != NULL && message != NULL);

  gtk_stack_set_visible_child_name (self->picture, "failure");
  gtk_spinner_stop (self->spinner);
  gtk_widget_set_visible (self->buttons, TRUE);
  gtk_widget_set_visible (self->practise, can_practise);
  gtk_widget_set_visible (self->set_up, can_be_set_up ());
  show_words (self, title, message);
  gtk_widget_grab_focus (gtk_widget_get_visible (self->set_up) ? self->set_up : self->retry);
}
