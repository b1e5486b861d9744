/* fiel-sale-card.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-sale-card.h"

#include "fiel-figure.h"
#include "fiel-time-text.h"
#include "fiel-wording.h"

#include <glib/gi18n.h>

/* FielSaleCard: which sale it is, and the sum that decides: sold, returned, under way, left. */

typedef enum
{
  LINE_CARD,
  LINE_AUTHORIZATION,
  LINE_TICKET,
  LINE_SOLD,
  LINE_RETURNED,
  LINE_OPEN,
  LINE_REMAINING,
} Line;
#define N_LINES (LINE_REMAINING + 1)

static const char *const line_titles[N_LINES] = {
  [LINE_CARD] = N_("Card"),
  [LINE_AUTHORIZATION] = N_("Authorization"),
  [LINE_TICKET] = N_("Ticket"),
  /* Translators: before an amount: what the sale was */
  [LINE_SOLD] = N_("Sold"),
  /* Translators: before an amount: what went back of the sale */
  [LINE_RETURNED] = N_("Already returned"),
  [LINE_OPEN] = N_("Return without a result yet"),
  /* Translators: before an amount: what may still go back */
  [LINE_REMAINING] = N_("Can be returned"),
};

struct _FielSaleCard
{
  GtkWidget parent_instance;

  GtkWidget *lines[N_LINES];    /* unowned: in the boxes */
  GtkLabel *values[N_LINES];    /* unowned: in the lines */

  /* template children */
  GtkWidget *body;
  GtkLabel *amount;
  GtkLabel *place;
  GtkWidget *sale;
  GtkWidget *sums;
};

G_DEFINE_FINAL_TYPE (FielSaleCard, fiel_sale_card, GTK_TYPE_WIDGET)

static void
add_line (FielSaleCard *self, Line line)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *title = gtk_label_new (_(line_titles[line]));
  GtkWidget *value = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_wrap (GTK_LABEL (title), TRUE);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_label_set_xalign (GTK_LABEL (value), 1);
  gtk_label_set_wrap (GTK_LABEL (value), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (value), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (value, "numeric");
  if (line == LINE_REMAINING)
    gtk_widget_add_css_class (value, "heading");

  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), value);
  gtk_box_append (GTK_BOX (line < LINE_SOLD ? self->sale : self->sums), box);
  self->lines[line] = box;
  self->values[line] = GTK_LABEL (value);
}

static void
set_line (FielSaleCard *self, Line line, const char *value)
{
  gboolean empty = value == NULL || *value == '\0';

  gtk_label_set_text (self->values[line], empty ? "" : value);
  gtk_widget_set_visible (self->lines[line], !empty);
}

static void
set_money (FielSaleCard *self, Line line, FielMoney money, const FielNumberStyle *style)
{
  g_autofree char *text = fiel_money_is_valid (money) ? fiel_figure_money (money, style) : NULL;

  set_line (self, line, text);
}

static void
fiel_sale_card_dispose (GObject *object)
{
  FielSaleCard *self = FIEL_SALE_CARD (object);

  g_clear_pointer (&self->body, gtk_widget_unparent);

  G_OBJECT_CLASS (fiel_sale_card_parent_class)->dispose (object);
}

static void
fiel_sale_card_class_init (FielSaleCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fiel_sale_card_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/fielpos/Fiel/ui/fiel-sale-card.ui");
  gtk_widget_class_bind_template_child (widget_class, FielSaleCard, body);
  gtk_widget_class_bind_template_child (widget_class, FielSaleCard, amount);
  gtk_widget_class_bind_template_child (widget_class, FielSaleCard, place);
  gtk_widget_class_bind_template_child (widget_class, FielSaleCard, sale);
  gtk_widget_class_bind_template_child (widget_class, FielSaleCard, sums);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
fiel_sale_card_init (FielSaleCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint line = 0; line < N_LINES; line++)
    add_line (self, (Line) line);
}

char *
fiel_sale_card_describe_place (const FielSale *sale, gint64 now_wall_us)
{
  g_autofree char *moment = NULL;

  g_return_val_if_fail (sale != NULL, NULL);

  moment = fiel_time_text_moment (sale->wall_us, now_wall_us);
  return g_strjoin (" · ", moment, sale->terminal_name != NULL ? sale->terminal_name : sale->terminal, sale->actor,
                    NULL);
}

/* The offer counts what may have gone back as gone; on the card that has a line of its own. */
static FielMoney
find_returned (const FielRefundOffer *offer)
{
  FielMoney returned = offer->returned;

  returned.minor -= MIN (offer->open.minor, returned.minor);

  return returned;
}

void
fiel_sale_card_set_sale (FielSaleCard *self, const FielSale *sale, const FielRefundOffer *offer,
                         const FielNumberStyle *style, gint64 now_wall_us)
{
  g_autofree char *money = NULL;
  g_autofree char *place = NULL;
  g_autofree char *card = NULL;

  g_return_if_fail (FIEL_IS_SALE_CARD (self));
  g_return_if_fail (sale != NULL && offer != NULL && style != NULL);

  money = fiel_figure_money (sale->amount, style);
  place = fiel_sale_card_describe_place (sale, now_wall_us);
  card = fiel_wording_card (sale->brand, sale->card_type, sale->last4);
  gtk_label_set_text (self->amount, money);
  gtk_label_set_text (self->place, place);

  set_line (self, LINE_CARD, card);
  set_line (self, LINE_AUTHORIZATION, sale->authorization);
  set_line (self, LINE_TICKET, sale->reference);
  set_money (self, LINE_SOLD, offer->sold, style);
  set_money (self, LINE_RETURNED, find_returned (offer), style);
  set_money (self, LINE_OPEN, offer->open, style);
  gtk_widget_set_visible (self->lines[LINE_OPEN], offer->open.minor > 0);
  set_money (self, LINE_REMAINING, offer->remaining, style);
}
