/* fiel-shift-card.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-shift-card.h"

#include "fiel-amount-display.h"
#include "fiel-day-chart.h"
#include "fiel-figure.h"
#include "fiel-shift-words.h"

#include <glib/gi18n.h>
#include <inttypes.h>

/* FielShiftCard: the picture of the day: what came in, when, and our sums beside those of the terminals. */

struct _FielShiftCard
{
  GtkWidget parent_instance;

  FielShiftCheck *check;           /* owned, nullable */
  GSignalGroup *check_signals;     /* owned */
  const FielNumberStyle *style;    /* static, nullable */
  gboolean agrees;                 /* every record was compared, and none differs */

  /* template children */
  GtkWidget *body;
  GtkLabel *since;
  FielAmountDisplay *net;
  GtkLabel *sums;
  GtkLabel *chart_title;
  FielDayChart *chart;
  GtkLabel *figures;
  GtkGrid *table;
};

G_DEFINE_FINAL_TYPE (FielShiftCard, fiel_shift_card, GTK_TYPE_WIDGET)

static char *
format (FielShiftCard *self, gint64 minor, const FielCurrency *currency)
{
  return fiel_figure_money (fiel_money_make (minor, currency), self->style);
}

static void
show_heading (FielShiftCard *self, const FielShiftPicture *picture)
{
  g_autoptr (GDateTime) since = picture->since_wall_us != 0
                                  ? g_date_time_new_from_unix_local (picture->since_wall_us / G_USEC_PER_SEC)
                                  : NULL;
  g_autofree char *clock = since != NULL ? g_date_time_format (since, "%H:%M") : NULL;
  g_autofree char *words = NULL;

  if (clock != NULL)
    /* Translators: the number of the shift, the time of the day when it began. */
    words = g_strdup_printf (_("Shift %" PRId64 " · since %s"), picture->number, clock);
  else
    /* Translators: the number of the shift. */
    words = g_strdup_printf (_("Shift %" PRId64), picture->number);
  gtk_label_set_text (self->since, words);
}

static void
show_sums (FielShiftCard *self, const FielShiftTotals *totals)
{
  g_autofree char *sold = format (self, totals->sales.minor, totals->currency);
  g_autofree char *back = format (self, -totals->voids.minor - totals->returns.minor, totals->currency);
  guint n_back = totals->voids.n + totals->returns.n;
  g_autofree char *sales = g_strdup_printf (ngettext ("%u sale %s", "%u sales %s", totals->sales.n), totals->sales.n,
                                            sold);
  /* Translators: how many, their sum. */
  g_autofree char *returns = g_strdup_printf (ngettext ("%u returned or voided %s", "%u returned or voided %s", n_back),
                                              n_back, back);
  g_autofree char *both = n_back > 0 ? g_strdup_printf ("%s · %s", sales, returns) : g_strdup (sales);
  g_autofree char *figures = fiel_day_chart_describe (totals, self->style);

  fiel_amount_display_set_money (self->net, fiel_money_make (totals->net_minor, totals->currency), self->style, 0);
  gtk_label_set_text (self->sums, both);
  gtk_label_set_text (self->figures, *figures != '\0' ? figures : _("Nothing yet"));
  gtk_label_set_text (self->chart_title, fiel_day_chart_title (totals->slot_length));
  fiel_day_chart_set_totals (self->chart, totals, self->style);
}

/* -- Ours beside theirs -------------------------------------------------------------------------------------------- */

static void
clear_table (FielShiftCard *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->table))) != NULL)
    gtk_grid_remove (self->table, child);
}

static GtkWidget *
add_cell (FielShiftCard *self, const char *text, int column, int row, gboolean heading)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), column == 0 ? 0.0f : 1.0f);
  gtk_label_set_wrap (GTK_LABEL (label), column == 0);
  gtk_widget_set_hexpand (label, column == 0);
  gtk_widget_add_css_class (label, "numeric");
  if (heading)
    gtk_widget_add_css_class (label, "caption-heading");
  gtk_grid_attach (self->table, label, column, row, 1, 1);

  return label;
}

/* @theirs: -1: not compared */
static void
add_line (FielShiftCard *self, const char *name, gint64 ours, gint64 theirs, const FielCurrency *currency, int row)
{
  g_autofree char *our_text = format (self, ours, currency);
  g_autofree char *their_text = theirs != G_MININT64 ? format (self, theirs, currency) : NULL;
  GtkWidget *mark = NULL;

  add_cell (self, name, 0, row, FALSE);
  add_cell (self, our_text, 1, row, FALSE);
  if (their_text == NULL)
    return;

  add_cell (self, their_text, 2, row, FALSE);
  /* Sums of kinds that are counted in another way are no warning where every record is the same. */
  if (self->agrees && ours != theirs)
    return;

  mark = gtk_image_new_from_icon_name (ours == theirs ? "fiel-approved-symbolic" : "fiel-unconfirmed-symbolic");
  gtk_widget_add_css_class (mark, ours == theirs ? "success" : "warning");
  gtk_accessible_update_property (GTK_ACCESSIBLE (mark), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  /* Translators: spoken of a mark: our sum and the terminal’s are equal */
                                  ours == theirs ? _("the same")
                                                 /* Translators: spoken of a mark: our sum and the terminal’s */
                                                 : _("they differ"), -1);
  gtk_grid_attach (self->table, mark, 3, row, 1, 1);
}

static FielShiftGroup *
find_group (GPtrArray *groups, const char *key)
{
  for (guint i = 0; groups != NULL && i < groups->len; i++)
    {
      FielShiftGroup *group = g_ptr_array_index (groups, i);

      if (g_str_equal (group->key, key))
        return group;
    }

  return NULL;
}

/* Whether the checklist says that the terminals say the same: all of them, and of what the shift is now. */
static gboolean
is_compared (FielShiftCard *self)
{
  GListModel *items = fiel_shift_check_get_items (self->check);
  gboolean compared = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (FielShiftItem) item = g_list_model_get_item (items, i);

      if (fiel_shift_item_get_kind (item) == FIEL_SHIFT_ITEM_COMPARISON)
        compared = fiel_shift_item_get_state (item) == FIEL_SHIFT_ITEM_DONE;
    }

  return compared;
}

/* Whether the terminals tell the same of each kind of card: some do not say the kind, or have other kinds than we. */
static gboolean
types_agree (const FielShiftTotals *totals, GPtrArray *theirs)
{
  for (guint i = 0; i < totals->types->len; i++)
    {
      const FielShiftGroup *ours = g_ptr_array_index (totals->types, i);
      const FielShiftGroup *other = find_group (theirs, ours->key);

      if (ours->sales.minor - ours->voids.minor != (other != NULL ? other->sales.minor : 0))
        return FALSE;
    }
  for (guint i = 0; i < theirs->len; i++)
    {
      const FielShiftGroup *other = g_ptr_array_index (theirs, i);

      if (other->sales.minor != 0 && find_group (totals->types, other->key) == NULL)
        return FALSE;
    }

  return TRUE;
}

static int
add_all_types (FielShiftCard *self, const FielShiftTotals *totals, GPtrArray *theirs, int row)
{
  gint64 sold = 0;

  for (guint i = 0; i < theirs->len; i++)
    sold += ((FielShiftGroup *) g_ptr_array_index (theirs, i))->sales.minor;
  /* Translators: name of a line of sums: of every kind of card */
  add_line (self, _("All cards"), totals->sales.minor - totals->voids.minor, sold, totals->currency, row++);

  return row;
}

static int
add_types (FielShiftCard *self, const FielShiftTotals *totals, GPtrArray *theirs, int row)
{
  for (guint i = 0; i < totals->types->len; i++)
    {
      const FielShiftGroup *ours = g_ptr_array_index (totals->types, i);
      const FielShiftGroup *other = find_group (theirs, ours->key);
      gint64 sold = theirs == NULL ? G_MININT64 : other != NULL ? other->sales.minor : 0;

      add_line (self, fiel_shift_words_card_type (ours->key), ours->sales.minor - ours->voids.minor, sold,
                totals->currency, row++);
    }
  for (guint i = 0; theirs != NULL && i < theirs->len; i++)
    {
      const FielShiftGroup *other = g_ptr_array_index (theirs, i);

      if (find_group (totals->types, other->key) == NULL)
        add_line (self, fiel_shift_words_card_type (other->key), 0, other->sales.minor, totals->currency, row++);
    }

  return row;
}

static void
show_table (FielShiftCard *self, const FielShiftTotals *totals)
{
  FielShiftSurvey *survey = fiel_shift_check_get_survey (self->check);
  g_autoptr (GPtrArray) theirs = survey != NULL ? fiel_shift_survey_sum_types (survey) : NULL;
  gint64 returned = 0;
  int row = 1;

  clear_table (self);
  add_cell (self, "", 0, 0, TRUE);
  add_cell (self, "Fiel", 1, 0, TRUE);
  if (theirs != NULL)
    add_cell (self, _("Terminals"), 2, 0, TRUE);
  self->agrees = is_compared (self);
  if (theirs != NULL && self->agrees && !types_agree (totals, theirs))
    row = add_all_types (self, totals, theirs, row);
  else
    row = add_types (self, totals, theirs, row);
  for (guint i = 0; theirs != NULL && i < theirs->len; i++)
    returned -= ((FielShiftGroup *) g_ptr_array_index (theirs, i))->returns.minor;
  add_line (self, _("Returned"), -totals->returns.minor, theirs != NULL ? returned : G_MININT64, totals->currency, row);
}

static void
update (FielShiftCard *self)
{
  FielShiftPicture *picture = self->check != NULL ? fiel_shift_check_get_picture (self->check) : NULL;

  gtk_widget_set_visible (self->body, picture != NULL);
  if (picture == NULL)
    return;

  show_heading (self, picture);
  show_sums (self, picture->totals);
  show_table (self, picture->totals);
}

static void
fiel_shift_card_dispose (GObject *object)
{
  FielShiftCard *self = FIEL_SHIFT_CARD (object);

  g_clear_object (&self->check_signals);
  g_clear_object (&self->check);
  g_clear_pointer (&self->body, gtk_widget_unparent);

  G_OBJECT_CLASS (fiel_shift_card_parent_class)->dispose (object);
}

static void
fiel_shift_card_class_init (FielShiftCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fiel_shift_card_dispose;

  g_type_ensure (FIEL_TYPE_AMOUNT_DISPLAY);
  g_type_ensure (FIEL_TYPE_DAY_CHART);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/fielpos/Fiel/ui/fiel-shift-card.ui");
  gtk_widget_class_bind_template_child (widget_class, FielShiftCard, body);
  gtk_widget_class_bind_template_child (widget_class, FielShiftCard, since);
  gtk_widget_class_bind_template_child (widget_class, FielShiftCard, net);
  gtk_widget_class_bind_template_child (widget_class, FielShiftCard, sums);
  gtk_widget_class_bind_template_child (widget_class, FielShiftCard, chart_title);
  gtk_widget_class_bind_template_child (widget_class, FielShiftCard, chart);
  gtk_widget_class_bind_template_child (widget_class, FielShiftCard, figures);
  gtk_widget_class_bind_template_child (widget_class, FielShiftCard, table);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
fiel_shift_card_init (FielShiftCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->check_signals = g_signal_group_new (FIEL_TYPE_SHIFT_CHECK);
  g_signal_group_connect_swapped (self->check_signals, "changed", G_CALLBACK (update), self);
}

void
fiel_shift_card_set_check (FielShiftCard *self, FielShiftCheck *check, FielProfile *profile)
{
  g_return_if_fail (FIEL_IS_SHIFT_CARD (self));

  g_set_object (&self->check, check);
  self->style = profile != NULL ? fiel_profile_get_number_style (profile) : NULL;
  g_signal_group_set_target (self->check_signals, check);
  update (self);
}
