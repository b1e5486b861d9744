/* fiel-sighting-cards.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-sighting-cards.h"

#include "fiel-attempt.h"
#include "fiel-pair-layout.h"

/* FielSightingCards: four large answers of equal weight, so that none looks like the one to press. Their numbers work
 * as keys while one of them has the focus and nowhere else: a digit typed on the way to something else answers
 * nothing. */

struct _FielSightingCards
{
  GtkWidget parent_instance;

  /* template children */
  GtkWidget *body;
  GtkLabel *earlier;
  GtkWidget *first;
};

G_DEFINE_FINAL_TYPE (FielSightingCards, fiel_sighting_cards, GTK_TYPE_WIDGET)

static guint chosen_signal;

/* In the order in which they stand; the numbers on the cards are theirs. */
static const FielSighting answers[] = {
  FIEL_SIGHTING_APPROVED, FIEL_SIGHTING_DECLINED, FIEL_SIGHTING_WAITING, FIEL_SIGHTING_NOTHING,
};

static void
digit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  guint digit = g_variant_get_uint32 (parameter);

  if (digit >= 1 && digit <= G_N_ELEMENTS (answers))
    g_signal_emit (widget, chosen_signal, 0, (guint) answers[digit - 1]);
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
  gtk_widget_class_install_action (widget_class, "pane.digit", "u", digit_action);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/fielpos/Fiel/ui/fiel-sighting-cards.ui");
  gtk_widget_class_bind_template_child (widget_class, FielSightingCards, body);
  gtk_widget_class_bind_template_child (widget_class, FielSightingCards, earlier);
  gtk_widget_class_bind_template_child (widget_class, FielSightingCards, first);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
fiel_sighting_cards_init (FielSightingCards *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
fiel_sighting_cards_set_earlier (FielSightingCards *self, const char *words)
{
  g_return_if_fail (FIEL_IS_SIGHTING_CARDS (self));

  gtk_label_set_text (self->earlier, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->earlier), words != NULL);
}

void
fiel_sighting_cards_focus_first (FielSightingCards *self)
{
  g_return_if_fail (FIEL_IS_SIGHTING_CARDS (self));

  gtk_widget_grab_focus (self->first);
}
