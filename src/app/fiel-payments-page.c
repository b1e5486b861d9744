/* fiel-payments-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-payments-page.h"

#include "fiel-announce.h"
#include "fiel-payment-list.h"
#include "fiel-payment-pane.h"
#include "fiel-payment-query.h"
#include "fiel-payment-sums-bar.h"
#include "fiel-payment-table.h"
#include "fiel-shell.h"
#include "fiel-stack-voice.h"

#include <glib/gi18n.h>

/* FielPaymentsPage: the journal. Words and chips say what is searched, the engine's list finds it, the table shows it,
 * the pane tells of the one that is chosen. The page itself holds nothing of a payment.
 *
 * Without a page in front there is no list: nothing is searched for nobody. */

struct _FielPaymentsPage
{
  GtkWidget parent_instance;

  FielEngine *engine;           /* owned, nullable */
  FielPaymentList *list;        /* owned, nullable while nobody looks */
  FielPaymentPreset preset;
  gboolean announced;           /* what was found was said */
  guint chip_tick;              /* of the chips; zero: the chosen one is in sight */
  GtkToggleButton *presets[FIEL_N_PAYMENT_PRESETS]; /* unowned: in the chips */

  /* template children */
  FielShell *shell;
  GtkSearchEntry *entry;
  GtkScrolledWindow *chips_scrolled;
  GtkBox *chips;
  GtkStack *stack;
  FielPaymentTable *table;
  GtkLabel *words;
  GtkWidget *everywhere;
  FielPaymentSumsBar *sums;
  FielPaymentPane *pane;
};

G_DEFINE_FINAL_TYPE (FielPaymentsPage, fiel_payments_page, GTK_TYPE_WIDGET)

enum
{
  ALERT_ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* In the order of the chips. */
static const struct
{
  FielPaymentPreset preset;
  const char *word;
} presets[FIEL_N_PAYMENT_PRESETS] = {
  { FIEL_PAYMENT_PRESET_TODAY, NC_("saved search", "Today") },
  { FIEL_PAYMENT_PRESET_ALL, NC_("saved search", "All days") },
  { FIEL_PAYMENT_PRESET_TO_RESOLVE, NC_("saved search", "To resolve") },
  { FIEL_PAYMENT_PRESET_RETURNS, NC_("saved search", "Returns") },
  { FIEL_PAYMENT_PRESET_BY_HAND, NC_("saved search", "By hand") },
  { FIEL_PAYMENT_PRESET_UNMATCHED, NC_("saved search", "Unmatched") },
  { FIEL_PAYMENT_PRESET_MINE, NC_("saved search", "Mine") },
};

/* Until one is chosen the table has all the room. */
static void
tell_of (FielPaymentsPage *self, FielPayment *payment)
{
  fiel_payment_pane_set_payment (self->pane, payment);
  fiel_shell_set_side_needed (self->shell, payment != NULL);
}

/* -- What was found -- */

static void
show_words (FielPaymentsPage *self, const char *words)
{
  gtk_label_set_text (self->words, words);
  gtk_widget_set_visible (self->everywhere, self->preset != FIEL_PAYMENT_PRESET_ALL
                                              && *gtk_editable_get_text (GTK_EDITABLE (self->entry)) != '\0');
  gtk_stack_set_visible_child_name (self->stack, "words");
}

static void
announce_found (FielPaymentsPage *self, guint n)
{
  g_autofree char *words = NULL;

  if (self->announced)
    return;

  self->announced = TRUE;
  words = n == 0 ? g_strdup (gtk_label_get_text (self->words))
                 /* Translators: how many. */
                 : g_strdup_printf (ngettext ("%u payment", "%u payments", n), n);
  fiel_announce (GTK_WIDGET (self), words, FALSE);
}

static void
list_changed_cb (FielPaymentsPage *self)
{
  FielProfile *profile = fiel_engine_get_profile (self->engine);
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  const gboolean searching = fiel_payment_list_get_searching (self->list);

  if (fiel_payment_list_get_trouble (self->list) != NULL)
    show_words (self, fiel_payment_list_get_trouble (self->list));
  else if (n > 0)
    gtk_stack_set_visible_child_name (self->stack, "table");
  else if (!searching)
    show_words (self, *gtk_editable_get_text (GTK_EDITABLE (self->entry)) != '\0' ? _("Nothing fits these words")
                                                                                 : _("There is nothing here"));
  fiel_payment_sums_bar_set_sums (self->sums, fiel_payment_list_get_sums (self->list), searching,
                                  fiel_profile_get_currency (profile), fiel_profile_get_number_style (profile));
  if (!searching)
    announce_found (self, n);
}

/* Where words were not understood, nothing is shown that might pass for an answer. */
static void
search (FielPaymentsPage *self)
{
  FielProfile *profile = NULL;
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (FielPaymentFilter) filter = NULL;
  g_autoptr (GError) error = NULL;
  FielPaymentQueryContext context;

  if (self->list == NULL)
    return;

  profile = fiel_engine_get_profile (self->engine);
  context = (FielPaymentQueryContext){
    .currency = fiel_profile_get_currency (profile),
    .style = fiel_profile_get_number_style (profile),
    .me = fiel_profile_get_cashier_name (profile),
    .now_wall_us = fiel_clock_get_wall_us (fiel_engine_get_clock (self->engine)),
    .zone = zone,
  };
  filter = fiel_payment_query_parse (gtk_editable_get_text (GTK_EDITABLE (self->entry)), self->preset, &context,
                                     &error);
  self->announced = FALSE;
  fiel_payment_table_begin_anew (self->table);
  tell_of (self, NULL);
  fiel_payment_list_set_filter (self->list, filter);
  if (error == NULL)
    return;

  show_words (self, error->message);
  gtk_widget_set_visible (self->everywhere, FALSE);
  fiel_announce (GTK_WIDGET (self), error->message, FALSE);
  self->announced = TRUE;
}

static void
search_changed_cb (FielPaymentsPage *self)
{
  search (self);
}

/* -- Chips -- */

static void
update_chips (FielPaymentsPage *self)
{
  const guint n = self->engine == NULL ? 0
                                       : fiel_engine_get_n_unresolved (self->engine)
                                           + fiel_engine_get_n_alerts (self->engine);

  for (guint i = 0; i < FIEL_N_PAYMENT_PRESETS; i++)
    {
      const char *word = g_dpgettext2 (NULL, "saved search", presets[i].word);
      g_autofree char *counted = NULL;

      /* Translators: a saved search and how many it finds */
      if (presets[i].preset == FIEL_PAYMENT_PRESET_TO_RESOLVE && n > 0)
        /* Translators: the name of a saved search, how many payments it finds. */
        counted = g_strdup_printf (C_("saved search", "%s %u"), word, n);
      gtk_button_set_label (GTK_BUTTON (self->presets[i]), counted != NULL ? counted : word);
    }
}

/* In a narrow window there are more chips than room: a bar says so, which GTK makes room for only if it stays. */
static gboolean
scroll_to_chip_cb (GtkWidget *chips, GdkFrameClock *clock, gpointer data)
{
  FielPaymentsPage *self = data;
  GtkAdjustment *place = gtk_scrolled_window_get_hadjustment (self->chips_scrolled);
  const gboolean fit = gtk_adjustment_get_upper (place) <= gtk_adjustment_get_page_size (place);
  graphene_rect_t bounds;

  self->chip_tick = 0;
  gtk_scrolled_window_set_policy (self->chips_scrolled, fit ? GTK_POLICY_AUTOMATIC : GTK_POLICY_ALWAYS,
                                  GTK_POLICY_NEVER);
  for (guint i = 0; i < FIEL_N_PAYMENT_PRESETS; i++)
    if (presets[i].preset == self->preset
        && gtk_widget_compute_bounds (GTK_WIDGET (self->presets[i]), chips, &bounds))
      gtk_adjustment_clamp_page (place, bounds.origin.x,
                                 bounds.origin.x + bounds.size.width
                                   + 2 * (float) gtk_widget_get_margin_start (chips));
  return G_SOURCE_REMOVE;
}

/* Where the chips are is known only once they were laid out for the room there is. */
static void
queue_scroll_to_chip (FielPaymentsPage *self)
{
  if (self->chip_tick == 0)
    self->chip_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self->chips), scroll_to_chip_cb, self, NULL);
}

static void
set_preset (FielPaymentsPage *self, FielPaymentPreset preset)
{
  self->preset = preset;
  for (guint i = 0; i < FIEL_N_PAYMENT_PRESETS; i++)
    gtk_toggle_button_set_active (self->presets[i], presets[i].preset == preset);
  queue_scroll_to_chip (self);
}

static void
chip_clicked_cb (GtkToggleButton *chip, FielPaymentsPage *self)
{
  for (guint i = 0; i < FIEL_N_PAYMENT_PRESETS; i++)
    if (self->presets[i] == chip)
      set_preset (self, presets[i].preset);
  search (self);
}

static void
add_chips (FielPaymentsPage *self)
{
  for (guint i = 0; i < FIEL_N_PAYMENT_PRESETS; i++)
    {
      GtkWidget *chip = gtk_toggle_button_new ();

      gtk_widget_add_css_class (chip, "fiel-chip");
      g_signal_connect (chip, "clicked", G_CALLBACK (chip_clicked_cb), self);
      self->presets[i] = GTK_TOGGLE_BUTTON (chip);
      gtk_box_append (self->chips, chip);
    }
  update_chips (self);
}

static void
preset_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FielPaymentsPage *self = FIEL_PAYMENTS_PAGE (widget);

  set_preset (self, (FielPaymentPreset) g_variant_get_uint32 (parameter));
  search (self);
}

/* -- The one that is chosen -- */

static void
selected_cb (FielPaymentsPage *self)
{
  FielPayment *payment = fiel_payment_table_get_selected (self->table);

  if (payment != NULL)
    tell_of (self, payment);
}

static void
activated_cb (FielPaymentsPage *self)
{
  fiel_shell_set_side_shown (self->shell, TRUE);
  fiel_payment_pane_grab_focus (self->pane);
}

/* From the words to what they found. */
static void
entry_activated_cb (FielPaymentsPage *self)
{
  if (self->list == NULL || g_list_model_get_n_items (G_LIST_MODEL (self->list)) == 0)
    return;

  fiel_payment_table_select (self->table, 0);
  fiel_payment_table_grab_focus (self->table);
}

/* Esc takes back the words, then the page. */
static void
stop_search_cb (FielPaymentsPage *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self->entry)) != '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.back", NULL);
}

static void
alert_activated_cb (FielPaymentsPage *self, FielAlert *alert)
{
  g_signal_emit (self, signals[ALERT_ACTIVATED], 0, alert);
}

static void
folded_cb (FielPaymentsPage *self)
{
  fiel_payment_table_set_opens_at_once (self->table, fiel_shell_get_folded (self->shell));
}

static void
return_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  fiel_payment_pane_return_money (FIEL_PAYMENTS_PAGE (widget)->pane);
}

static void
print_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  fiel_payment_pane_print (FIEL_PAYMENTS_PAGE (widget)->pane);
}

static void
check_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  fiel_payment_pane_check (FIEL_PAYMENTS_PAGE (widget)->pane);
}

static void
fiel_payments_page_dispose (GObject *object)
{
  FielPaymentsPage *self = FIEL_PAYMENTS_PAGE (object);

  if (self->shell != NULL)
    {
      fiel_payments_page_set_engine (self, NULL);
      gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->shell)));
    }

  G_OBJECT_CLASS (fiel_payments_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/fielpos/Fiel/ui/fiel-payments-page.ui");
  gtk_widget_class_bind_template_child (widget_class, FielPaymentsPage, shell);
  gtk_widget_class_bind_template_child (widget_class, FielPaymentsPage, entry);
  gtk_widget_class_bind_template_child (widget_class, FielPaymentsPage, chips_scrolled);
  gtk_widget_class_bind_template_child (widget_class, FielPaymentsPage, chips);
  gtk_widget_class_bind_template_child (widget_class, FielPaymentsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, FielPaymentsPage, table);
  gtk_widget_class_bind_template_child (widget_class, FielPaymentsPage, words);
  gtk_widget_class_bind_template_child (widget_class, FielPaymentsPage, everywhere);
  gtk_widget_class_bind_template_child (widget_class, FielPaymentsPage, sums);
  gtk_widget_class_bind_template_child (widget_class, FielPaymentsPage, pane);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, alert_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, folded_cb);
}

static void
fiel_payments_page_class_init (FielPaymentsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fiel_payments_page_dispose;

  signals[ALERT_ACTIVATED] = g_signal_new ("alert-activated", FIEL_TYPE_PAYMENTS_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                           NULL, NULL, G_TYPE_NONE, 1, FIEL_TYPE_ALERT);

  g_type_ensure (FIEL_TYPE_PAYMENT_PANE);
  g_type_ensure (FIEL_TYPE_PAYMENT_SUMS_BAR);
  g_type_ensure (FIEL_TYPE_PAYMENT_TABLE);
  g_type_ensure (FIEL_TYPE_SHELL);

  gtk_widget_class_install_action (widget_class, "journal.preset", "u", preset_action);
  gtk_widget_class_install_action (widget_class, "journal.return-money", NULL, return_action);
  gtk_widget_class_install_action (widget_class, "journal.print", NULL, print_action);
  gtk_widget_class_install_action (widget_class, "journal.check", NULL, check_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F3, 0, "journal.return-money", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F5, 0, "journal.check", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F8, 0, "journal.print", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "journal.print", NULL);

  bind_template (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
fiel_payments_page_init (FielPaymentsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fiel_stack_voice_follow (self->stack);
  add_chips (self);
  set_preset (self, FIEL_PAYMENT_PRESET_TODAY);
  g_signal_connect_object (gtk_scrolled_window_get_hadjustment (self->chips_scrolled), "notify::page-size",
                           G_CALLBACK (queue_scroll_to_chip), self, G_CONNECT_SWAPPED);
}

void
fiel_payments_page_set_engine (FielPaymentsPage *self, FielEngine *engine)
{
  g_return_if_fail (FIEL_IS_PAYMENTS_PAGE (self));
  g_return_if_fail (engine == NULL || FIEL_IS_ENGINE (engine));

  if (self->engine == engine)
    return;

  fiel_payments_page_end (self);
  if (self->engine != NULL)
    g_signal_handlers_disconnect_by_func (self->engine, update_chips, self);
  fiel_payment_pane_set_engine (self->pane, engine);
  g_set_object (&self->engine, engine);
  if (engine != NULL)
    {
      g_signal_connect_object (engine, "notify::n-unresolved", G_CALLBACK (update_chips), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (engine, "notify::n-alerts", G_CALLBACK (update_chips), self, G_CONNECT_SWAPPED);
    }
  update_chips (self);
}

static void
make_list (FielPaymentsPage *self)
{
  FielProfile *profile = fiel_engine_get_profile (self->engine);

  self->list = fiel_payment_list_new (fiel_engine_get_journal (self->engine));
  g_signal_connect_object (self->list, "changed", G_CALLBACK (list_changed_cb), self, G_CONNECT_SWAPPED);
  fiel_payment_table_set_list (self->table, G_LIST_MODEL (self->list), fiel_profile_get_number_style (profile),
                               fiel_engine_get_clock (self->engine));
}

/* What somebody looks at stays as it is; whoever comes from elsewhere begins anew. */
void
fiel_payments_page_begin (FielPaymentsPage *self)
{
  g_return_if_fail (FIEL_IS_PAYMENTS_PAGE (self));
  g_return_if_fail (self->engine != NULL);

  if (fiel_engine_get_journal (self->engine) == NULL
      || (self->list != NULL && gtk_widget_get_mapped (GTK_WIDGET (self))))
    return;

  if (self->list == NULL)
    make_list (self);
  set_preset (self, FIEL_PAYMENT_PRESET_TODAY);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  fiel_shell_set_side_shown (self->shell, FALSE);
  search (self);
}

void
fiel_payments_page_end (FielPaymentsPage *self)
{
  g_return_if_fail (FIEL_IS_PAYMENTS_PAGE (self));

  if (self->list == NULL)
    return;

  g_signal_handlers_disconnect_by_func (self->list, list_changed_cb, self);
  fiel_payment_list_set_filter (self->list, NULL);
  tell_of (self, NULL);
  fiel_payment_table_set_list (self->table, NULL, NULL, NULL);
  g_clear_object (&self->list);
}

void
fiel_payments_page_search (FielPaymentsPage *self, const char *text)
{
  g_return_if_fail (FIEL_IS_PAYMENTS_PAGE (self));
  g_return_if_fail (text != NULL);

  set_preset (self, FIEL_PAYMENT_PRESET_ALL);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  search (self);
}

gboolean
fiel_payments_page_go_back (FielPaymentsPage *self)
{
  g_return_val_if_fail (FIEL_IS_PAYMENTS_PAGE (self), FALSE);

  if (!fiel_shell_get_folded (self->shell) || !fiel_shell_get_side_shown (self->shell))
    return FALSE;

  fiel_shell_set_side_shown (self->shell, FALSE);
  fiel_payment_table_grab_focus (self->table);

  return TRUE;
}

void
fiel_payments_page_focus_search (FielPaymentsPage *self)
{
  g_return_if_fail (FIEL_IS_PAYMENTS_PAGE (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static const char *
get_preset_word (FielPaymentPreset preset)
{
  for (guint i = 0; i < FIEL_N_PAYMENT_PRESETS; i++)
    if (presets[i].preset == preset)
      return g_dpgettext2 (NULL, "saved search", presets[i].word);

  g_return_val_if_reached ("");
}

void
fiel_payments_page_export (FielPaymentsPage *self)
{
  const char *text = NULL;
  g_autofree char *shown = NULL;

  g_return_if_fail (FIEL_IS_PAYMENTS_PAGE (self));

  text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  if (*text != '\0')
    /* Translators: a saved search, such as "Today", and words that somebody typed */
    shown = g_strdup_printf (C_("saved search", "%s, “%s”"), get_preset_word (self->preset), text);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.export-shown", "(uss)", (guint32) self->preset, text,
                              shown != NULL ? shown : get_preset_word (self->preset));
}
