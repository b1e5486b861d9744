/* fiel-shift-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-shift-page.h"

#include "fiel-announce.h"
#include "fiel-fit-layout.h"
#include "fiel-shift-book.h"
#include "fiel-shift-card.h"
#include "fiel-shift-confirm.h"
#include "fiel-shift-count.h"
#include "fiel-shift-paper.h"
#include "fiel-shift-row.h"
#include "fiel-shift-shelf.h"
#include "fiel-stack-voice.h"

#include <glib/gi18n.h>
#include <inttypes.h>

/* FielShiftPage: what has to be so before the shift is closed, beside the picture of the day. What may be closed is
 * decided by the engine's FielShiftCheck; this page shows it, and leads to what helps. */

struct _FielShiftPage
{
  GtkWidget parent_instance;

  FielEngine *engine;            /* owned, nullable */
  FielShiftCheck *check;         /* owned, nullable unless somebody looks */
  GCancellable *cancellable;     /* owned, nullable: of the run that is under way */
  char *failure;                 /* owned, nullable: why the last run found nothing out */
  gboolean closing;
  gboolean from_shelf;          /* an earlier shift is shown */

  /* template children */
  GtkWidget *body;
  GtkStack *stack;
  GtkLabel *ready;
  GtkListBox *list;
  GtkWidget *differing;
  GtkLabel *differences;
  FielShiftCard *card;
  GtkLabel *hint;
  GtkWidget *stop;
  GtkWidget *again;
  GtkWidget *open;
  GtkLabel *leave_words;
  GtkWidget *leave;
  GtkLabel *close_words;
  GtkWidget *close;
  FielShiftConfirm *confirm;
  FielShiftCount *count;
  FielShiftPaper *paper;
  FielShiftShelf *shelf;
  GtkEditable *cash;
};

G_DEFINE_FINAL_TYPE (FielShiftPage, fiel_shift_page, GTK_TYPE_WIDGET)

enum
{
  RETITLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void checked_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void closed_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void opened_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void update_hint (FielShiftPage *self);

static void
show (FielShiftPage *self, const char *name)
{
  gtk_stack_set_visible_child_name (self->stack, name);
  if (self->check != NULL)
    update_hint (self);
  g_signal_emit (self, signals[RETITLED], 0);
}

static gboolean
shows (FielShiftPage *self, const char *name)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), name) == 0;
}

static gboolean
shows_z (FielShiftPage *self)
{
  FielShiftReport *report = fiel_shift_paper_get_report (self->paper);

  return shows (self, "paper") && report != NULL && g_str_equal (fiel_shift_report_find (report, "kind", 0), "z");
}

static const char *
get_cashier (FielShiftPage *self)
{
  const char *name = fiel_profile_get_cashier_name (fiel_engine_get_profile (self->engine));

  return name != NULL ? name : fiel_profile_get_till_name (fiel_engine_get_profile (self->engine));
}

/* -- What is shown ------------------------------------------------------------------------------------------------- */

static char *
list_differences (FielShiftPage *self)
{
  FielShiftSurvey *survey = self->check != NULL ? fiel_shift_check_get_survey (self->check) : NULL;
  GPtrArray *terminals = survey != NULL ? fiel_shift_survey_get_terminals (survey) : NULL;
  FielProfile *profile = self->engine != NULL ? fiel_engine_get_profile (self->engine) : NULL;
  GString *text = g_string_new (NULL);

  for (guint t = 0; terminals != NULL && t < terminals->len; t++)
    {
      const FielShiftTerminal *terminal = g_ptr_array_index (terminals, t);

      for (guint i = 0; terminal->comparison != NULL && i < terminal->comparison->differences->len; i++)
        {
          g_autofree char *sentence
            = fiel_shift_difference_describe (g_ptr_array_index (terminal->comparison->differences, i),
                                              fiel_profile_get_currency (profile),
                                              fiel_profile_get_number_style (profile));

          g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", sentence);
        }
    }

  return g_string_free (text, FALSE);
}

static void
update_differences (FielShiftPage *self)
{
  g_autofree char *text = list_differences (self);

  gtk_label_set_text (self->differences, text);
  gtk_widget_set_visible (self->differing, *text != '\0');
}

/* What a manager would have to let pass. */
static char *
list_left (FielShiftPage *self)
{
  GListModel *items = fiel_shift_check_get_items (self->check);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (FielShiftItem) item = g_list_model_get_item (items, i);

      if (fiel_shift_item_get_state (item) == FIEL_SHIFT_ITEM_PASSABLE)
        g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", fiel_shift_item_get_title (item));
    }

  return g_string_free (text, FALSE);
}

/* It is read out whenever it changes, also under another page: there it is empty. */
static void
update_hint (FielShiftPage *self)
{
  const char *obstacle = fiel_shift_check_get_obstacle (self->check);
  g_autofree char *left = list_left (self);
  const char *words = NULL;

  if (!shows (self, "checklist"))
    words = NULL;
  else if (fiel_shift_check_get_running (self->check))
    words = _("The shift is being checked…");
  else if (self->failure != NULL)
    words = self->failure;
  else if (obstacle != NULL)
    words = obstacle;
  else if (fiel_shift_check_get_needs_approver (self->check))
    words = left;
  gtk_label_set_text (self->hint, words != NULL ? words : "");
}

static void
update_close (FielShiftPage *self)
{
  FielShiftPicture *picture = fiel_shift_check_get_picture (self->check);
  gint64 number = picture != NULL ? picture->number : 0;
  gboolean can_close = fiel_shift_check_get_can_close (self->check);
  gboolean passing = fiel_shift_check_get_needs_approver (self->check);
  g_autoptr (GPtrArray) unresolved = fiel_shift_check_list_unresolved (self->check);
  g_autofree char *close = g_strdup_printf (_("Close shift %" PRId64), number);
  g_autofree char *leave = unresolved->len > 0
                             /* Translators: how many; they are to be resolved. */
                             ? g_strdup_printf (ngettext ("Close, leaving %u payment…", "Close, leaving %u payments…",
                                                          unresolved->len), unresolved->len)
                             : g_strdup (_("Close with a manager…"));

  gtk_label_set_text (self->close_words, close);
  gtk_label_set_text (self->leave_words, leave);
  gtk_widget_set_visible (self->leave, can_close && passing);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "shift.close", can_close && !passing);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "shift.leave", can_close && passing);
}

static void
update (FielShiftPage *self)
{
  FielShiftPicture *picture = NULL;
  gboolean running = FALSE;
  g_autofree char *ready = NULL;

  if (self->check == NULL)
    return;

  picture = fiel_shift_check_get_picture (self->check);
  running = fiel_shift_check_get_running (self->check);
  /* Translators: how many points of the list are in order, how many there are. */
  ready = g_strdup_printf (_("%u of %u points ready"), fiel_shift_check_get_n_done (self->check),
                           g_list_model_get_n_items (fiel_shift_check_get_items (self->check)));
  gtk_label_set_text (self->ready, ready);
  gtk_widget_set_visible (self->stop, running);
  gtk_widget_set_visible (self->again, !running);
  gtk_widget_set_visible (self->open, picture != NULL && picture->opened_by == NULL && picture->closed->len == 0
                          && picture->open->len == 0);
  gtk_widget_set_visible (GTK_WIDGET (self->cash),
                          gtk_widget_get_visible (self->open)
                            && fiel_profile_get_cash_count (fiel_engine_get_profile (self->engine))
                                 != FIEL_CASH_COUNT_NONE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "shift.x", picture != NULL);
  update_differences (self);
  update_hint (self);
  update_close (self);
}

static void
fill_list (FielShiftPage *self)
{
  GListModel *items = fiel_shift_check_get_items (self->check);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (FielShiftItem) item = g_list_model_get_item (items, i);

      gtk_list_box_append (self->list, fiel_shift_row_new (item));
    }
}

/* -- Checking ------------------------------------------------------------------------------------------------------ */

static void
run (FielShiftPage *self, FielShiftParts parts)
{
  if (self->check == NULL || fiel_shift_check_get_running (self->check) || !fiel_engine_get_ready (self->engine))
    return;

  g_clear_pointer (&self->failure, g_free);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  fiel_shift_check_run_async (self->check, parts, self->cancellable, checked_cb, g_object_ref (self));
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FielShiftPage) self = FIEL_SHIFT_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  gboolean done = fiel_shift_check_run_finish (FIEL_SHIFT_CHECK (source), result, &error);

  if (self->check != FIEL_SHIFT_CHECK (source))
    return;

  if (!done && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    self->failure = g_strdup (error->message);
  update (self);
  if (!shows (self, "checklist"))
    return;
  if (done)
    fiel_announce (GTK_WIDGET (self), gtk_label_get_text (self->ready), FALSE);
  else if (self->failure != NULL)
    fiel_announce (GTK_WIDGET (self), self->failure, FALSE);
}

static void
stop_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_cancellable_cancel (FIEL_SHIFT_PAGE (widget)->cancellable);
}

static void
again_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  run (FIEL_SHIFT_PAGE (widget), FIEL_SHIFT_PARTS_ALL);
}

static void
remedy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FielShiftPage *self = FIEL_SHIFT_PAGE (widget);

  switch ((FielShiftRemedy) g_variant_get_uint32 (parameter))
    {
    case FIEL_SHIFT_REMEDY_RESOLVE:
    case FIEL_SHIFT_REMEDY_LOOK:
      gtk_widget_activate_action (widget, "win.show-resolve", NULL);
      break;
    case FIEL_SHIFT_REMEDY_COMPARE:
      run (self, FIEL_SHIFT_PARTS_TERMINALS);
      break;
    case FIEL_SHIFT_REMEDY_PRINT:
      gtk_widget_activate_action (widget, "win.show-journal", NULL);
      break;
    case FIEL_SHIFT_REMEDY_VERIFY:
      run (self, FIEL_SHIFT_PARTS_JOURNAL);
      break;
    case FIEL_SHIFT_REMEDY_DIFFERENCES:
      fiel_announce (widget, gtk_label_get_text (self->differences), FALSE);
      gtk_widget_grab_focus (GTK_WIDGET (self->differences));
      break;
    case FIEL_SHIFT_REMEDY_COUNT:
      fiel_shift_count_set_check (self->count, self->check, fiel_engine_get_profile (self->engine));
      show (self, "count");
      fiel_shift_count_grab_focus (self->count);
      break;
    case FIEL_SHIFT_REMEDY_NONE:
      break;
    }
}

static void
counted_cb (FielShiftPage *self)
{
  show (self, "checklist");
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

/* -- Opening, looking, closing ------------------------------------------------------------------------------------- */

/* Not counted, where nothing is written; FALSE where it is no amount. */
static gboolean
read_float (FielShiftPage *self, gint64 *minor)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (self->cash)));
  g_autofree char *words = NULL;

  *minor = -1;
  if (!gtk_widget_get_visible (GTK_WIDGET (self->cash)) || *text == '\0'
      || fiel_shift_count_parse (text, fiel_engine_get_profile (self->engine), minor))
    return TRUE;

  /* Translators: what was typed. */
  words = g_strdup_printf (_("“%s” is not an amount."), text);
  gtk_label_set_text (self->hint, words);
  fiel_announce (GTK_WIDGET (self), words, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->cash));

  return FALSE;
}

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FielShiftPage *self = FIEL_SHIFT_PAGE (widget);
  gint64 float_minor;

  if (self->engine == NULL)
    return;

  if (!read_float (self, &float_minor))
    return;

  gtk_widget_set_sensitive (self->open, FALSE);
  fiel_shift_book_open_async (fiel_engine_get_shift_book (self->engine), get_cashier (self), float_minor, opened_cb,
                              g_object_ref (self));
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FielShiftPage) self = FIEL_SHIFT_PAGE (user_data);
  g_autoptr (GError) error = NULL;

  gtk_widget_set_sensitive (self->open, TRUE);
  if (!fiel_shift_book_open_finish (FIEL_SHIFT_BOOK (source), result, &error))
    fiel_announce (GTK_WIDGET (self), error->message, FALSE);
  run (self, FIEL_SHIFT_PARTS_NONE);
}

static void
x_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FielShiftPage *self = FIEL_SHIFT_PAGE (widget);
  g_autoptr (FielShiftReport) report = NULL;

  if (self->check == NULL || fiel_shift_check_get_picture (self->check) == NULL)
    return;

  report = fiel_shift_book_make_x (fiel_engine_get_shift_book (self->engine),
                                   fiel_shift_check_get_picture (self->check),
                                   fiel_shift_check_get_survey (self->check));
  fiel_shift_paper_set_report (self->paper, report, self->engine, FALSE);
  show (self, "paper");
  fiel_shift_paper_begin (self->paper, NULL);
}

static void
earlier_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FielShiftPage *self = FIEL_SHIFT_PAGE (widget);

  if (self->engine == NULL)
    return;

  show (self, "earlier");
  fiel_shift_shelf_begin (self->shelf, self->engine);
}

static void
chosen_cb (FielShiftPage *self, FielShiftReport *report)
{
  fiel_shift_paper_set_report (self->paper, report, self->engine, TRUE);
  self->from_shelf = TRUE;
  show (self, "paper");
  fiel_shift_paper_begin (self->paper, NULL);
}

static void
close_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FielShiftPage *self = FIEL_SHIFT_PAGE (widget);

  if (self->check == NULL)
    return;

  fiel_shift_confirm_set_check (self->confirm, self->check, self->engine);
  show (self, "confirm");
  fiel_shift_confirm_grab_focus (self->confirm);
}

static void
confirmed_cb (FielShiftPage *self, const char *manager)
{
  if (self->check == NULL || self->closing)
    return;

  self->closing = TRUE;
  fiel_shift_confirm_set_closing (self->confirm, TRUE);
  fiel_shift_book_close_async (fiel_engine_get_shift_book (self->engine), self->check, get_cashier (self), manager,
                               closed_cb, g_object_ref (self));
}

static void
closed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FielShiftPage) self = FIEL_SHIFT_PAGE (user_data);
  g_autoptr (FielShiftReport) report = NULL;
  g_autofree char *words = NULL;
  g_autoptr (GError) error = NULL;

  report = fiel_shift_book_close_finish (FIEL_SHIFT_BOOK (source), result, &error);
  self->closing = FALSE;
  if (self->engine == NULL || self->body == NULL)
    return;

  fiel_shift_confirm_set_closing (self->confirm, FALSE);
  if (report == NULL)
    {
      fiel_shift_confirm_set_trouble (self->confirm, error->message);
      return;
    }

  /* Translators: the number of the shift. */
  words = g_strdup_printf (_("Shift %s is closed"), fiel_shift_report_find (report, "shift", 0));
  fiel_shift_confirm_set_check (self->confirm, NULL, NULL);
  fiel_shift_paper_set_report (self->paper, report, self->engine, FALSE);
  show (self, "paper");
  fiel_shift_paper_begin (self->paper, words);
  run (self, FIEL_SHIFT_PARTS_NONE);
}

/* -- Coming and going ---------------------------------------------------------------------------------------------- */

static void
fiel_shift_page_dispose (GObject *object)
{
  FielShiftPage *self = FIEL_SHIFT_PAGE (object);

  if (self->body != NULL)
    fiel_shift_page_leave (self);
  g_clear_object (&self->engine);
  g_clear_pointer (&self->body, gtk_widget_unparent);

  G_OBJECT_CLASS (fiel_shift_page_parent_class)->dispose (object);
}

static void
fiel_shift_page_class_init (FielShiftPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fiel_shift_page_dispose;

  g_type_ensure (FIEL_TYPE_FIT_LAYOUT);
  g_type_ensure (FIEL_TYPE_SHIFT_CARD);
  g_type_ensure (FIEL_TYPE_SHIFT_CONFIRM);
  g_type_ensure (FIEL_TYPE_SHIFT_COUNT);
  g_type_ensure (FIEL_TYPE_SHIFT_PAPER);
  g_type_ensure (FIEL_TYPE_SHIFT_SHELF);

  signals[RETITLED] = g_signal_new ("retitled", FIEL_TYPE_SHIFT_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "shift.stop", NULL, stop_action);
  gtk_widget_class_install_action (widget_class, "shift.again", NULL, again_action);
  gtk_widget_class_install_action (widget_class, "shift.remedy", "u", remedy_action);
  gtk_widget_class_install_action (widget_class, "shift.open", NULL, open_action);
  gtk_widget_class_install_action (widget_class, "shift.x", NULL, x_action);
  gtk_widget_class_install_action (widget_class, "shift.earlier", NULL, earlier_action);
  gtk_widget_class_install_action (widget_class, "shift.close", NULL, close_action);
  gtk_widget_class_install_action (widget_class, "shift.leave", NULL, close_action);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/fielpos/Fiel/ui/fiel-shift-page.ui");
  gtk_widget_class_bind_template_child (widget_class, FielShiftPage, body);
  gtk_widget_class_bind_template_child (widget_class, FielShiftPage, stack);
  gtk_widget_class_bind_template_child (widget_class, FielShiftPage, ready);
  gtk_widget_class_bind_template_child (widget_class, FielShiftPage, list);
  gtk_widget_class_bind_template_child (widget_class, FielShiftPage, differing);
  gtk_widget_class_bind_template_child (widget_class, FielShiftPage, differences);
  gtk_widget_class_bind_template_child (widget_class, FielShiftPage, card);
  gtk_widget_class_bind_template_child (widget_class, FielShiftPage, hint);
  gtk_widget_class_bind_template_child (widget_class, FielShiftPage, stop);
  gtk_widget_class_bind_template_child (widget_class, FielShiftPage, again);
  gtk_widget_class_bind_template_child (widget_class, FielShiftPage, open);
  gtk_widget_class_bind_template_child (widget_class, FielShiftPage, leave_words);
  gtk_widget_class_bind_template_child (widget_class, FielShiftPage, leave);
  gtk_widget_class_bind_template_child (widget_class, FielShiftPage, close_words);
  gtk_widget_class_bind_template_child (widget_class, FielShiftPage, close);
  gtk_widget_class_bind_template_child (widget_class, FielShiftPage, confirm);
  gtk_widget_class_bind_template_child (widget_class, FielShiftPage, count);
  gtk_widget_class_bind_template_child (widget_class, FielShiftPage, paper);
  gtk_widget_class_bind_template_child (widget_class, FielShiftPage, shelf);
  gtk_widget_class_bind_template_child (widget_class, FielShiftPage, cash);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, confirmed_cb);
  gtk_widget_class_bind_template_callback (widget_class, counted_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
fiel_shift_page_init (FielShiftPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fiel_stack_voice_follow (self->stack);
}

void
fiel_shift_page_set_engine (FielShiftPage *self, FielEngine *engine)
{
  g_return_if_fail (FIEL_IS_SHIFT_PAGE (self));

  fiel_shift_page_leave (self);
  g_set_object (&self->engine, engine);
}

void
fiel_shift_page_enter (FielShiftPage *self)
{
  g_return_if_fail (FIEL_IS_SHIFT_PAGE (self));

  if (self->engine == NULL)
    return;

  /* After a close it is the next shift that somebody wants to see. */
  if (self->check != NULL)
    {
      if (shows_z (self))
        {
          show (self, "checklist");
          run (self, FIEL_SHIFT_PARTS_ALL);
        }
      return;
    }

  self->check = fiel_shift_check_new (self->engine);
  g_signal_connect_object (self->check, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  fiel_shift_card_set_check (self->card, self->check, fiel_engine_get_profile (self->engine));
  fill_list (self);
  show (self, "checklist");
  update (self);
  run (self, FIEL_SHIFT_PARTS_ALL);
}

void
fiel_shift_page_leave (FielShiftPage *self)
{
  g_return_if_fail (FIEL_IS_SHIFT_PAGE (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->failure, g_free);
  if (self->check != NULL)
    g_signal_handlers_disconnect_by_func (self->check, update, self);
  fiel_shift_card_set_check (self->card, NULL, NULL);
  fiel_shift_confirm_set_check (self->confirm, NULL, NULL);
  fiel_shift_count_set_check (self->count, NULL, NULL);
  fiel_shift_paper_set_report (self->paper, NULL, NULL, FALSE);
  g_clear_object (&self->check);
}

char *
fiel_shift_page_describe (FielShiftPage *self)
{
  g_return_val_if_fail (FIEL_IS_SHIFT_PAGE (self), NULL);

  if (shows_z (self))
    return g_strdup_printf (_("Shift %s is closed"),
                            fiel_shift_report_find (fiel_shift_paper_get_report (self->paper), "shift", 0));

  if (shows (self, "earlier"))
    /* Translators: title of a page: shifts that are closed */
    return g_strdup (_("Earlier shifts"));
  /* Translators: title of a page: the report of an open shift */
  return g_strdup (shows (self, "paper") ? _("X report") : _("Close of shift"));
}

gboolean
fiel_shift_page_go_back (FielShiftPage *self)
{
  g_return_val_if_fail (FIEL_IS_SHIFT_PAGE (self), FALSE);

  if (shows (self, "checklist"))
    return FALSE;

  show (self, shows (self, "paper") && self->from_shelf ? "earlier" : "checklist");
  self->from_shelf = FALSE;

  return TRUE;
}
