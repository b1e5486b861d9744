/* fiel-sighting-cards.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-sighting-cards.h"

#include "fiel-attempt.h"
#include "fiel-pair-layout.h"

#include <glib/gi18n.h>

/* FielSightingCards: four large answers of equal weight, so that none looks like the one to press. Each shows the key
 * that presses it. */

#define N_ANSWERS 4

/* From one and a quarter times the normal text on: 96 dpi in Pango's units. */
#define LARGE_TEXT_DPI (120 * 1024)

struct _FielSightingCards
{
  GtkWidget parent_instance;

  gboolean narrow;

  /* template children */
  GtkWidget *body;
  GtkLabel *earlier;
  GtkWidget *first;
  GtkWidget *second;
  GtkWidget *about[N_ANSWERS];   /* what each answer leads to */
};

G_DEFINE_FINAL_TYPE (FielSightingCards, fiel_sighting_cards, GTK_TYPE_WIDGET)

static guint chosen_signal;

/* In the order in which they stand; the numbers on the cards are theirs. */
static const FielSighting answers[N_ANSWERS] = {
  FIEL_SIGHTING_APPROVED, FIEL_SIGHTING_DECLINED, FIEL_SIGHTING_WAITING, FIEL_SIGHTING_NOTHING,
};

static void
answer_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  fiel_sighting_cards_press_digit (FIEL_SIGHTING_CARDS (widget), g_variant_get_uint32 (parameter));
}

/* Where there is little room, all four answers come before what is said about each of them. */
static void
update_about (FielSightingCards *self)
{
  int dpi;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-xft-dpi", &dpi, NULL);
  for (guint i = 0; i < N_ANSWERS; i++)
    gtk_widget_set_visible (self->about[i], !self->narrow || dpi < LARGE_TEXT_DPI);
}

static void
bind_about (GtkWidgetClass *widget_class)
{
  static const char *const names[N_ANSWERS] = { "about_1", "about_2", "about_3", "about_4" };

  for (guint i = 0; i < N_ANSWERS; i++)
    gtk_widget_class_bind_template_child_full (widget_class, names[i], FALSE,
                                               (gssize) (G_STRUCT_OFFSET (FielSightingCards, about)
                                                         + i * sizeof (GtkWidget *)));
}

static void
fiel_sighting_cards_dispose (GObject *object)
{
  FielSightingCards *self = FIEL_SIGHTING_CARDS (object);

  g_clear_pointer (&self->body, gtk_widget_unparent);

  G_OBJECT_CLASS (fiel_sighting_cards_parent_class)->dispose (object);
}

static void
fiel_sighting_cards_class_init (FielSightingCardsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fiel_sighting_cards_dispose;

  chosen_signal = g_signal_new ("chosen", FIEL_TYPE_SIGHTING_CARDS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_UINT);

  g_type_ensure (FIEL_TYPE_PAIR_LAYOUT);
  gtk_widget_class_install_action (widget_class, "cards.answer", "u", answer_action);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/fielpos/Fiel/ui/fiel-sighting-cards.ui");
  gtk_widget_class_bind_template_child (widget_class, FielSightingCards, body);
  gtk_widget_class_bind_template_child (widget_class, FielSightingCards, earlier);
  gtk_widget_class_bind_template_child (widget_class, FielSightingCards, first);
  gtk_widget_class_bind_template_child (widget_class, FielSightingCards, second);
  bind_about (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
fiel_sighting_cards_init (FielSightingCards *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (gtk_widget_get_settings (GTK_WIDGET (self)), "notify::gtk-xft-dpi",
                           G_CALLBACK (update_about), self, G_CONNECT_SWAPPED);
}

void
fiel_sighting_cards_set_is_return (FielSightingCards *self, gboolean is_return)
{
  const char *words = is_return ? _("We keep asking before anybody returns it again")
                                : _("We keep asking before anybody charges again");

  g_return_if_fail (FIEL_IS_SIGHTING_CARDS (self));

  gtk_label_set_text (GTK_LABEL (self->about[1]), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->second), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
}

void
fiel_sighting_cards_set_earlier (FielSightingCards *self, const char *words)
{
  g_return_if_fail (FIEL_IS_SIGHTING_CARDS (self));

  gtk_label_set_text (self->earlier, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->earlier), words != NULL);
}

void
fiel_sighting_cards_set_narrow (FielSightingCards *self, gboolean narrow)
{
  g_return_if_fail (FIEL_IS_SIGHTING_CARDS (self));

  self->narrow = narrow;
  update_about (self);
}

void
fiel_sighting_cards_focus_first (FielSightingCards *self)
{
  g_return_if_fail (FIEL_IS_SIGHTING_CARDS (self));

  gtk_widget_grab_focus (self->first);
}

void
fiel_sighting_cards_press_digit (FielSightingCards *self, guint digit)
{
  g_return_if_fail (FIEL_IS_SIGHTING_CARDS (self));

  if (digit >= 1 && digit <= N_ANSWERS)
    g_signal_emit (self, chosen_signal, 0, (guint) answers[digit - 1]);
}
