/* fiel-back-pages.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-back-pages.h"

#include "fiel-alert-page.h"
#include "fiel-announce.h"
#include "fiel-drill-report.h"
#include "fiel-drill-wording.h"
#include "fiel-drills-page.h"
#include "fiel-evidence-page.h"
#include "fiel-find-sale-page.h"
#include "fiel-payments-page.h"
#include "fiel-resolve-page.h"
#include "fiel-resolve-wording.h"
#include "fiel-shift-page.h"
#include "fiel-return-page.h"
#include "fiel-stack-voice.h"
#include "fiel-title.h"

#include <glib/gi18n.h>

/* FielBackPages: the pages over the till, with a way back. None of them holds up a payment: what is under way goes on
 * below. */

struct _FielBackPages
{
  GtkWidget parent_instance;

  FielEngine *engine;     /* owned, nullable */
  FielDrillCoach *coach;  /* owned, nullable */
  GQueue history;         /* of GtkWidget, unowned: in the stack; the one shown last */
  char *reference;        /* owned, nullable: of the evidence */
  FielDrillKind kind;     /* of the report */

  /* template children */
  GtkWidget *body;
  FielTitle *title;
  GtkLabel *words;
  GtkWidget *export_payments;
  GtkStack *stack;
  FielResolvePage *resolve;
  FielAlertPage *alert;
  FielEvidencePage *evidence;
  FielDrillsPage *drills;
  FielDrillReport *report;
  FielShiftPage *shift;
  FielFindSalePage *find_sale;
  FielReturnPage *return_page;
  FielPaymentsPage *journal;
};

G_DEFINE_FINAL_TYPE (FielBackPages, fiel_back_pages, GTK_TYPE_WIDGET)

static char *
describe_page (FielBackPages *self, gpointer page)
{
  if (page == self->resolve)
    /* Translators: title of a page: what somebody has to resolve */
    return g_strdup (_("To resolve"));
  if (page == self->journal)
    /* Translators: title of a page: the record of all payments */
    return g_strdup (_("Journal"));
  if (page == self->alert && fiel_alert_page_get_alert (self->alert) != NULL)
    return g_strdup (fiel_resolve_wording_alert_title (fiel_alert_page_get_alert (self->alert)));
  if (page == self->evidence)
    /* Translators: the ticket’s reference. */
    return g_strdup_printf (_("Evidence of ticket %s"), self->reference != NULL ? self->reference : "");
  if (page == self->report)
    /* Translators: the title of the drill. */
    return g_strdup_printf (_("Drill: %s"), fiel_drill_wording_title (self->kind));
  if (page == self->shift)
    return fiel_shift_page_describe (self->shift);
  if (page == self->find_sale)
    return g_strdup (_("Return money: which sale?"));
  if (page == self->return_page)
    return g_strdup (fiel_return_page_get_without_sale (self->return_page)
                       ? _("Return money without its sale")
                       /* Translators: title of a page: giving money back to a customer */
                       : _("Return money"));
  /* Translators: title of a page: exercises for cashiers */
  return g_strdup (_("Drills"));
}

static void
show_last (FielBackPages *self)
{
  GtkWidget *page = g_queue_peek_tail (&self->history);
  g_autofree char *words = NULL;

  if (page == NULL)
    return;

  words = describe_page (self, page);
  gtk_label_set_text (self->words, words);
  fiel_title_set_words (self->title, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_widget_set_visible (self->export_payments, page == GTK_WIDGET (self->journal));
  gtk_stack_set_visible_child (self->stack, page);
}

/* A page stands once in the way back. The focus leaves the page before it: else it would fall on whatever comes first
 * in the next one. */
static void
go_to (FielBackPages *self, gpointer page)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->title));
  g_queue_remove (&self->history, page);
  g_queue_push_tail (&self->history, page);
  show_last (self);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    fiel_back_pages_grab_focus (self);
}

static void
alert_activated_cb (FielBackPages *self, FielAlert *alert)
{
  fiel_alert_page_set_alert (self->alert, self->engine, alert);
  go_to (self, self->alert);
  if (self->coach != NULL)
    fiel_drill_coach_hear_opened (self->coach, alert);
}

/* Back to the list it left, or to where the person came from. */
static void
alert_gone_cb (FielBackPages *self)
{
  gboolean shown = g_queue_peek_tail (&self->history) == self->alert;

  fiel_alert_page_set_alert (self->alert, NULL, NULL);
  if (shown)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.back", NULL);
  else
    g_queue_remove (&self->history, self->alert);
}

/* The evidence of what the page is about: the same key as beside a payment. */
static void
evidence_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FielBackPages *self = FIEL_BACK_PAGES (widget);
  GtkWidget *page = g_queue_peek_tail (&self->history);
  FielAlert *alert = fiel_alert_page_get_alert (self->alert);
  const char *reference = NULL;

  if (page == GTK_WIDGET (self->resolve))
    reference = fiel_resolve_page_get_reference (self->resolve);
  else if (page == GTK_WIDGET (self->alert) && alert != NULL)
    reference = fiel_alert_get_reference (alert);

  if (reference != NULL)
    gtk_widget_activate_action (widget, "win.show-evidence", "s", reference);
}

static void
without_original_cb (FielBackPages *self)
{
  fiel_return_page_set_without_sale (self->return_page);
  go_to (self, self->return_page);
}

static void
fiel_back_pages_dispose (GObject *object)
{
  FielBackPages *self = FIEL_BACK_PAGES (object);

  g_queue_clear (&self->history);
  g_clear_object (&self->coach);
  g_clear_object (&self->engine);
  g_clear_pointer (&self->reference, g_free);
  g_clear_pointer (&self->body, gtk_widget_unparent);

  G_OBJECT_CLASS (fiel_back_pages_parent_class)->dispose (object);
}

static void
fiel_back_pages_class_init (FielBackPagesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fiel_back_pages_dispose;

  g_type_ensure (FIEL_TYPE_ALERT_PAGE);
  g_type_ensure (FIEL_TYPE_DRILL_REPORT);
  g_type_ensure (FIEL_TYPE_DRILLS_PAGE);
  g_type_ensure (FIEL_TYPE_EVIDENCE_PAGE);
  g_type_ensure (FIEL_TYPE_FIND_SALE_PAGE);
  g_type_ensure (FIEL_TYPE_PAYMENTS_PAGE);
  g_type_ensure (FIEL_TYPE_RESOLVE_PAGE);
  g_type_ensure (FIEL_TYPE_SHIFT_PAGE);
  g_type_ensure (FIEL_TYPE_RETURN_PAGE);
  g_type_ensure (FIEL_TYPE_TITLE);

  gtk_widget_class_install_action (widget_class, "back.evidence", NULL, evidence_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_e, GDK_CONTROL_MASK, "back.evidence", NULL);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/fielpos/Fiel/ui/fiel-back-pages.ui");
  gtk_widget_class_bind_template_child (widget_class, FielBackPages, body);
  gtk_widget_class_bind_template_child (widget_class, FielBackPages, title);
  gtk_widget_class_bind_template_child (widget_class, FielBackPages, words);
  gtk_widget_class_bind_template_child (widget_class, FielBackPages, export_payments);
  gtk_widget_class_bind_template_callback (widget_class, fiel_payments_page_export);
  gtk_widget_class_bind_template_child (widget_class, FielBackPages, stack);
  gtk_widget_class_bind_template_child (widget_class, FielBackPages, resolve);
  gtk_widget_class_bind_template_child (widget_class, FielBackPages, alert);
  gtk_widget_class_bind_template_child (widget_class, FielBackPages, evidence);
  gtk_widget_class_bind_template_child (widget_class, FielBackPages, drills);
  gtk_widget_class_bind_template_child (widget_class, FielBackPages, report);
  gtk_widget_class_bind_template_child (widget_class, FielBackPages, shift);
  gtk_widget_class_bind_template_child (widget_class, FielBackPages, find_sale);
  gtk_widget_class_bind_template_child (widget_class, FielBackPages, return_page);
  gtk_widget_class_bind_template_child (widget_class, FielBackPages, journal);
  gtk_widget_class_bind_template_callback (widget_class, show_last);
  gtk_widget_class_bind_template_callback (widget_class, alert_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, alert_gone_cb);
  gtk_widget_class_bind_template_callback (widget_class, without_original_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
fiel_back_pages_init (FielBackPages *self)
{
  g_queue_init (&self->history);
  gtk_widget_init_template (GTK_WIDGET (self));
  fiel_stack_voice_follow (self->stack);
}

void
fiel_back_pages_set_store (FielBackPages *self, FielEngine *engine, FielDrillCoach *coach)
{
  g_return_if_fail (FIEL_IS_BACK_PAGES (self));
  g_return_if_fail (engine == NULL || FIEL_IS_ENGINE (engine));
  g_return_if_fail (coach == NULL || FIEL_IS_DRILL_COACH (coach));

  fiel_back_pages_leave (self);
  g_set_object (&self->engine, engine);
  g_set_object (&self->coach, coach);
  fiel_resolve_page_set_engine (self->resolve, engine);
  fiel_payments_page_set_engine (self->journal, engine);
  fiel_drills_page_set_coach (self->drills, coach);
  fiel_shift_page_set_engine (self->shift, engine);
  fiel_find_sale_page_set_engine (self->find_sale, engine);
  fiel_return_page_set_engine (self->return_page, engine);
}

static void
show_evidence (FielBackPages *self, const char *reference)
{
  g_free (self->reference);
  self->reference = g_strdup (reference);
  fiel_evidence_page_set_ticket (self->evidence, self->engine, reference);
  go_to (self, self->evidence);
}

static void
show_drills (FielBackPages *self)
{
  g_queue_remove (&self->history, self->report);
  go_to (self, self->drills);
}

static void
show_shift (FielBackPages *self)
{
  fiel_shift_page_enter (self->shift);
  go_to (self, self->shift);
}

/* FALSE if that drill was never judged. */
static gboolean
show_report (FielBackPages *self, FielDrillKind kind)
{
  const FielDrill *drill;

  g_return_val_if_fail (self->coach != NULL, FALSE);

  drill = fiel_drill_coach_get_last (self->coach, kind);
  if (drill == NULL)
    return FALSE;

  self->kind = kind;
  fiel_drill_report_set_drill (self->report, drill);
  go_to (self, self->report);

  return TRUE;
}

static void
return_money (FielBackPages *self, const char *attempt_id)
{
  if (*attempt_id == '\0')
    {
      g_queue_remove (&self->history, self->return_page);
      fiel_find_sale_page_begin (self->find_sale);
      go_to (self, self->find_sale);
      return;
    }

  fiel_return_page_set_sale (self->return_page, attempt_id);
  go_to (self, self->return_page);
}

static void
show_journal (FielBackPages *self, const char *text)
{
  fiel_payments_page_begin (self->journal);
  if (text != NULL)
    fiel_payments_page_search (self->journal, text);
  go_to (self, self->journal);
}

gboolean
fiel_back_pages_open (FielBackPages *self, const char *action, GVariant *parameter)
{
  g_return_val_if_fail (FIEL_IS_BACK_PAGES (self), FALSE);
  g_return_val_if_fail (self->engine != NULL, FALSE);

  if (g_str_equal (action, "win.show-drill-report"))
    return show_report (self, (FielDrillKind) g_variant_get_uint32 (parameter));

  if (g_str_equal (action, "win.show-evidence"))
    show_evidence (self, g_variant_get_string (parameter, NULL));
  else if (g_str_equal (action, "win.show-drills"))
    show_drills (self);
  else if (g_str_equal (action, "win.show-journal"))
    show_journal (self, NULL);
  else if (g_str_equal (action, "win.find-payment"))
    show_journal (self, g_variant_get_string (parameter, NULL));
  else if (g_str_equal (action, "win.show-shift"))
    show_shift (self);
  else if (g_str_equal (action, "win.return-money"))
    return_money (self, g_variant_get_string (parameter, NULL));
  else
    go_to (self, self->resolve);

  return TRUE;
}

gboolean
fiel_back_pages_shows_journal (FielBackPages *self)
{
  g_return_val_if_fail (FIEL_IS_BACK_PAGES (self), FALSE);

  return g_queue_peek_tail (&self->history) == self->journal;
}

gboolean
fiel_back_pages_go_back (FielBackPages *self)
{
  g_return_val_if_fail (FIEL_IS_BACK_PAGES (self), FALSE);

  if (g_queue_peek_tail (&self->history) == self->shift && fiel_shift_page_go_back (self->shift))
    {
      fiel_back_pages_grab_focus (self);
      return TRUE;
    }
  if (g_queue_peek_tail (&self->history) == self->return_page && fiel_return_page_go_back (self->return_page))
    return TRUE;
  if (g_queue_peek_tail (&self->history) == self->journal && fiel_payments_page_go_back (self->journal))
    return TRUE;

  g_queue_pop_tail (&self->history);
  if (g_queue_is_empty (&self->history))
    {
      fiel_back_pages_leave (self);
      return FALSE;
    }

  show_last (self);
  fiel_back_pages_grab_focus (self);

  return TRUE;
}

void
fiel_back_pages_leave (FielBackPages *self)
{
  g_return_if_fail (FIEL_IS_BACK_PAGES (self));

  g_queue_clear (&self->history);
  fiel_shift_page_leave (self->shift);
  fiel_alert_page_set_alert (self->alert, NULL, NULL);
  fiel_evidence_page_set_ticket (self->evidence, NULL, NULL);
  fiel_payments_page_end (self->journal);
  fiel_find_sale_page_leave (self->find_sale);
  fiel_return_page_set_sale (self->return_page, NULL);
}

static gboolean
focus_page (FielBackPages *self, gpointer page)
{
  if (page == self->resolve)
    return fiel_resolve_page_focus_first (self->resolve);
  if (page == self->return_page)
    return fiel_return_page_focus (self->return_page);
  if (page == self->journal)
    fiel_payments_page_focus_search (self->journal);
  else if (page == self->find_sale)
    fiel_find_sale_page_focus (self->find_sale);

  return page == self->journal || page == self->find_sale;
}

void
fiel_back_pages_grab_focus (FielBackPages *self)
{
  g_return_if_fail (FIEL_IS_BACK_PAGES (self));

  fiel_announce (GTK_WIDGET (self), gtk_label_get_text (self->words), FALSE);
  if (!focus_page (self, g_queue_peek_tail (&self->history)))
    gtk_widget_grab_focus (GTK_WIDGET (self->title));
}
