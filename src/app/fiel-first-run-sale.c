/* fiel-first-run-sale.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-first-run-sale.h"

#include "fiel-announce.h"
#include "fiel-figure.h"
#include "fiel-wording.h"

#include <glib/gi18n.h>

/* FielFirstRunSale: one sale in the training store, so that the first one with a customer is not the first one. It may
 * be passed over.
 *
 *   IDLE ──pressed──► OPENING ──ready──► CHARGING ──ended──► OVER
 *     ▲                  │                  │
 *     └──── trouble ─────┴──────────────────┘       whoever leaves meanwhile ends the store in order
 */

#define PRACTICE_MINOR 1250

struct _FielFirstRunSale
{
  FielFirstRunPage parent_instance;

  FielStoreFunc open_store;
  char *folder;               /* owned, nullable */
  FielEngine *engine;         /* owned, nullable: while it is open */
  FielAttempt *attempt;       /* owned, nullable */

  /* template children */
  GtkLabel *about;
  GtkButton *charge;
  GtkLabel *charge_label;
  GtkWidget *spinner;
  GtkLabel *news;
};

G_DEFINE_FINAL_TYPE (FielFirstRunSale, fiel_first_run_sale, FIEL_TYPE_FIRST_RUN_PAGE)

static void
show_news (FielFirstRunSale *self, const char *words, gboolean busy)
{
  gtk_label_set_label (self->news, words);
  gtk_widget_set_visible (self->spinner, busy);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->charge), !busy);
  if (*words != '\0')
    fiel_announce (GTK_WIDGET (self), words, FALSE);
  fiel_first_run_page_changed (FIEL_FIRST_RUN_PAGE (self));
}

static void
stopped_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FielFirstRunSale) self = user_data;

  fiel_engine_stop_finish (FIEL_ENGINE (source), result);
}

static void attempt_changed_cb (FielFirstRunSale *self);

/* The store is let go of at once and ends behind the curtain. */
static void
close_store (FielFirstRunSale *self)
{
  g_autoptr (FielEngine) engine = g_steal_pointer (&self->engine);

  if (self->attempt != NULL)
    g_signal_handlers_disconnect_by_func (self->attempt, attempt_changed_cb, self);
  g_clear_object (&self->attempt);
  if (engine != NULL)
    fiel_engine_stop_async (engine, stopped_cb, g_object_ref (self));
}

static void
fail (FielFirstRunSale *self, const GError *error)
{
  show_news (self, error->message, FALSE);
  close_store (self);
}

static void
attempt_changed_cb (FielFirstRunSale *self)
{
  g_autofree char *words = NULL;

  if (self->attempt == NULL || fiel_attempt_get_phase (self->attempt) != FIEL_ATTEMPT_PHASE_DONE)
    return;

  if (fiel_attempt_get_outcome (self->attempt) == FIEL_OUTCOME_APPROVED)
    words = g_strdup (_("Approved. That is all there is to a sale."));
  else
    words = g_strdup (_("It is over, and it was not approved: that happens with customers too. Try it once more."));
  show_news (self, words, FALSE);
  close_store (self);
}

static void
charged_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FielFirstRunSale) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FielAttempt) attempt = fiel_engine_charge_finish (FIEL_ENGINE (source), result, &error);

  if (self->engine != FIEL_ENGINE (source))
    return;
  if (attempt == NULL)
    {
      fail (self, error);
      return;
    }

  self->attempt = g_steal_pointer (&attempt);
  show_news (self, _("On the terminal. In training a made-up customer pays."), TRUE);
  g_signal_connect_object (self->attempt, "notify::phase", G_CALLBACK (attempt_changed_cb), self, G_CONNECT_SWAPPED);
  attempt_changed_cb (self);
}

static void
charge (FielFirstRunSale *self)
{
  FielProfile *profile = fiel_engine_get_profile (self->engine);
  FielMoney amount = fiel_money_make (PRACTICE_MINOR, fiel_profile_get_currency (profile));
  g_autoptr (FielTerminal) terminal = g_list_model_get_item (fiel_engine_get_terminals (self->engine), 0);

  if (terminal == NULL)
    {
      show_news (self, _("The training store has no terminal."), FALSE);
      close_store (self);
      return;
    }

  fiel_engine_charge_async (self->engine, terminal, amount, NULL, FALSE, fiel_profile_get_cashier_name (profile),
                            charged_cb, g_object_ref (self));
}

static void
started_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FielFirstRunSale) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean started = fiel_engine_start_finish (FIEL_ENGINE (source), result, &error);

  if (self->engine != FIEL_ENGINE (source))
    return;

  if (started)
    charge (self);
  else
    {
      show_news (self, error->message, FALSE);
      g_clear_object (&self->engine);
    }
}

/* As it was chosen before. (transfer full) (nullable) */
static char *
dup_country (FielFirstRunSale *self)
{
  return fiel_profile_draft_get (fiel_first_run_page_get_draft (FIEL_FIRST_RUN_PAGE (self)), "store", "country");
}

static void
charge_cb (FielFirstRunSale *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *country = NULL;

  if (self->engine != NULL || self->open_store == NULL)
    return;

  country = dup_country (self);
  self->engine = self->open_store (self->folder, TRUE, country, &error);
  if (self->engine == NULL)
    {
      show_news (self, error->message, FALSE);
      return;
    }

  show_news (self, _("Opening the training store…"), TRUE);
  fiel_engine_start_async (self->engine, NULL, started_cb, g_object_ref (self));
}

/* (nullable): as the training store writes it; without one nothing is promised */
static char *
format_amount (FielFirstRunSale *self)
{
  const FielProviderKind *const *kinds
    = fiel_profile_draft_get_kinds (fiel_first_run_page_get_draft (FIEL_FIRST_RUN_PAGE (self)));
  g_autofree char *country = dup_country (self);
  g_autoptr (FielProfile) profile = fiel_profile_load_training_in (self->folder, country, kinds, NULL);

  return profile != NULL ? fiel_figure_money (fiel_money_make (PRACTICE_MINOR, fiel_profile_get_currency (profile)),
                                              fiel_profile_get_number_style (profile))
                         : NULL;
}

static void
show_amount (FielFirstRunSale *self)
{
  g_autofree char *amount = format_amount (self);
  g_autofree char *about = NULL;
  g_autofree char *label = NULL;

  if (amount == NULL)
    return;

  /* Translators: %s is an amount */
  about = g_strdup_printf (_("This charges %s in the training store. Nothing moves money, and it can be passed over."),
                           amount);
  /* Translators: an amount. */
  label = g_strdup_printf (_("Charge %s in training"), amount);
  gtk_label_set_label (self->about, about);
  gtk_label_set_label (self->charge_label, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->charge), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
enter (FielFirstRunPage *page)
{
  FielFirstRunSale *self = FIEL_FIRST_RUN_SALE (page);

  show_amount (self);
  if (self->engine == NULL)
    show_news (self, "", FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->charge));
}

static gboolean
leave (FielFirstRunPage *page, GError **error)
{
  close_store (FIEL_FIRST_RUN_SALE (page));

  return TRUE;
}

static void
fiel_first_run_sale_dispose (GObject *object)
{
  FielFirstRunSale *self = FIEL_FIRST_RUN_SALE (object);

  if (self->engine != NULL)
    close_store (self);
  g_clear_pointer (&self->folder, g_free);

  G_OBJECT_CLASS (fiel_first_run_sale_parent_class)->dispose (object);
}

static void
fiel_first_run_sale_class_init (FielFirstRunSaleClass *klass)
{
  FielFirstRunPageClass *page_class = FIEL_FIRST_RUN_PAGE_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fiel_first_run_sale_dispose;
  page_class->title = N_("Your first sale, without money");
  page_class->enter = enter;
  page_class->leave = leave;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/fielpos/Fiel/ui/fiel-first-run-sale.ui");
  gtk_widget_class_bind_template_child (widget_class, FielFirstRunSale, about);
  gtk_widget_class_bind_template_child (widget_class, FielFirstRunSale, charge);
  gtk_widget_class_bind_template_child (widget_class, FielFirstRunSale, charge_label);
  gtk_widget_class_bind_template_child (widget_class, FielFirstRunSale, spinner);
  gtk_widget_class_bind_template_child (widget_class, FielFirstRunSale, news);
  gtk_widget_class_bind_template_callback (widget_class, charge_cb);
}

static void
fiel_first_run_sale_init (FielFirstRunSale *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
fiel_first_run_sale_set_store (FielFirstRunSale *self, FielStoreFunc open_store, const char *folder)
{
  g_return_if_fail (FIEL_IS_FIRST_RUN_SALE (self));

  self->open_store = open_store;
  g_free (self->folder);
  self->folder = g_strdup (folder);
}
