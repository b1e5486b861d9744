/* fiel-export-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-export-dialog.h"

#include "fiel-announce.h"
#include "fiel-choice-name.h"
#include "fiel-entry-row.h"
#include "fiel-export.h"
#include "fiel-own-name.h"
#include "fiel-stack-voice.h"

#include <glib/gi18n.h>

/* FielExportDialog: payments as a file for others. What is sold meanwhile goes on below; closing the dialog stops the
 * export, which then leaves no file. */

#define PATIENCE_US G_USEC_PER_SEC

/* In the order of the list of the template. */
typedef enum
{
  RANGE_TODAY,
  RANGE_SHIFT,
  RANGE_DAYS,
  RANGE_ALL,
  RANGE_SHOWN, /* only if somebody came from there */
} Range;

struct _FielExportDialog
{
  AdwWindow parent_instance;

  FielProfile *profile;          /* owned */
  FielJournal *journal;          /* owned */
  FielClock *clock;              /* owned */
  GtkFileChooserNative *chooser; /* owned, nullable: while it is open */
  GCancellable *cancellable;     /* owned, nullable: while an export is on its way */
  guint patience_timer;          /* of the clock */
  char *path;                    /* owned, nullable: of the last export */
  FielPaymentFilter *shown;      /* owned, nullable: what the journal shows */
  char *shown_words;             /* owned, nullable: the same for people */

  /* template children */
  GtkCheckButton *table;
  GtkCheckButton *paper;
  GtkCheckButton *bundle;
  AdwComboRow *range;
  FielEntryRow *since;
  FielEntryRow *until;
  GtkWidget *choices;
  GtkStack *stack;
  GtkWidget *save;
  GtkProgressBar *progress;
  GtkLabel *outcome;
  GtkLabel *trouble;
};

G_DEFINE_FINAL_TYPE (FielExportDialog, fiel_export_dialog, ADW_TYPE_WINDOW)

static FielExportFormat
get_format (FielExportDialog *self)
{
  if (gtk_check_button_get_active (self->bundle))
    return FIEL_EXPORT_BUNDLE;

  return gtk_check_button_get_active (self->paper) ? FIEL_EXPORT_PDF : FIEL_EXPORT_CSV;
}

static GDateTime *
get_today (FielExportDialog *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_local (fiel_clock_get_wall_us (self->clock) / G_USEC_PER_SEC);

  return g_date_time_new_local (g_date_time_get_year (now), g_date_time_get_month (now),
                                g_date_time_get_day_of_month (now), 0, 0, 0);
}

/* Midnight of a day in ISO order, as the till's clock has it. */
static GDateTime *
read_day (FielEntryRow *row)
{
  g_autofree char *day = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
  g_autofree char *midnight = g_strconcat (day, "T00:00:00", NULL);
  g_autoptr (GTimeZone) here = g_time_zone_new_local ();

  return g_date_time_new_from_iso8601 (midnight, here);
}

static gint64
to_wall_us (GDateTime *time)
{
  return g_date_time_to_unix (time) * G_USEC_PER_SEC;
}

static gboolean
read_days (FielExportDialog *self, FielPaymentRange *range)
{
  g_autoptr (GDateTime) since = read_day (self->since);
  g_autoptr (GDateTime) until = read_day (self->until);
  g_autoptr (GDateTime) end = until != NULL ? g_date_time_add_days (until, 1) : NULL;

  if (since == NULL || end == NULL || g_date_time_compare (since, end) >= 0)
    return FALSE;

  range->since_wall_us = to_wall_us (since);
  range->until_wall_us = to_wall_us (end);

  return TRUE;
}

/* FALSE if the days are none. */
static gboolean
read_range (FielExportDialog *self, FielExportOrder *order)
{
  g_autoptr (GDateTime) today = get_today (self);
  g_autoptr (GDateTime) tomorrow = g_date_time_add_days (today, 1);

  switch ((Range) adw_combo_row_get_selected (self->range))
    {
    case RANGE_TODAY:
      order->range.since_wall_us = to_wall_us (today);
      order->range.until_wall_us = to_wall_us (tomorrow);
      return TRUE;
    case RANGE_SHIFT:
      order->this_shift = TRUE;
      return TRUE;
    case RANGE_DAYS:
      return read_days (self, &order->range);
    case RANGE_ALL:
      return TRUE;
    case RANGE_SHOWN:
      order->filter = self->shown;
      return TRUE;
    }

  g_return_val_if_reached (FALSE);
}

static void
show_trouble (FielExportDialog *self, const char *words)
{
  gtk_label_set_label (self->trouble, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), words != NULL);
  if (words != NULL)
    fiel_announce (GTK_WIDGET (self), words, FALSE);
}

static void
update (FielExportDialog *self)
{
  const gboolean idle = self->cancellable == NULL;
  const Range range = (Range) adw_combo_row_get_selected (self->range);
  const gboolean days = range == RANGE_DAYS;

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->range), range == RANGE_SHOWN ? self->shown_words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->since), days);
  gtk_widget_set_visible (GTK_WIDGET (self->until), days);
  gtk_widget_set_sensitive (self->choices, idle);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "export.save", idle);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "export.cancel", !idle);
}

static void
changed_cb (FielExportDialog *self)
{
  show_trouble (self, NULL);
  update (self);
}

static void
patience_passed (gpointer user_data)
{
  FielExportDialog *self = FIEL_EXPORT_DIALOG (user_data);

  self->patience_timer = 0;
  gtk_stack_set_visible_child_name (self->stack, "running");
  fiel_announce (GTK_WIDGET (self), _ ("The file is being written…"), FALSE);
}

static void
on_progress (double fraction, gint64 n_written, gpointer user_data)
{
  FielExportDialog *self = FIEL_EXPORT_DIALOG (user_data);

  gtk_progress_bar_set_fraction (self->progress, fraction);
}

/* Nothing is on its way any more, whatever became of it. */
static void
stop_waiting (FielExportDialog *self)
{
  fiel_clock_clear_timer (self->clock, &self->patience_timer);
  g_clear_object (&self->cancellable);
}

static void
show_result (FielExportDialog *self, const FielExportResult *result)
{
  g_autofree char *sentence = fiel_export_describe (self->path, result);

  gtk_label_set_label (self->outcome, sentence);
  gtk_stack_set_visible_child_name (self->stack, "done");
  fiel_announce (GTK_WIDGET (self), sentence, FALSE);
}

static void
on_exported (GObject *source, GAsyncResult *async_result, gpointer user_data)
{
  g_autoptr (FielExportDialog) self = FIEL_EXPORT_DIALOG (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (FielExportResult) result = fiel_export_finish (self->journal, async_result, &error);

  stop_waiting (self);
  /* The dialog was closed meanwhile. */
  if (!gtk_widget_get_realized (GTK_WIDGET (self)))
    return;

  if (result != NULL)
    show_result (self, result);
  else
    {
      gtk_stack_set_visible_child_name (self->stack, "ready");
      show_trouble (self, error->message);
    }
  update (self);
  if (result == NULL)
    gtk_widget_grab_focus (self->save);
}

void
fiel_export_dialog_write (FielExportDialog *self, GFile *file)
{
  FielExportOrder order = {
    .format = get_format (self),
    .path = g_file_peek_path (file),
    .replace = TRUE,
    .made_wall_us = fiel_clock_get_wall_us (self->clock),
  };

  g_return_if_fail (FIEL_IS_EXPORT_DIALOG (self));
  g_return_if_fail (self->cancellable == NULL);

  if (order.path == NULL)
    {
      show_trouble (self, _ ("This place cannot be written to directly. Choose a folder of this computer."));
      return;
    }
  if (!read_range (self, &order))
    {
      show_trouble (self, _ ("Write both days as year-month-day, the earlier one first: 2026-03-01."));
      return;
    }

  show_trouble (self, NULL);
  g_free (self->path);
  self->path = g_strdup (order.path);
  gtk_progress_bar_set_fraction (self->progress, 0);
  self->cancellable = g_cancellable_new ();
  self->patience_timer = fiel_clock_add_timer (self->clock, PATIENCE_US, patience_passed, self);
  update (self);
  fiel_export_async (self->journal, self->profile, &order, on_progress, self, self->cancellable, on_exported,
                     g_object_ref (self));
}

static const char *
get_ending (FielExportFormat format)
{
  switch (format)
    {
    case FIEL_EXPORT_CSV:
      return "csv";
    case FIEL_EXPORT_PDF:
      return "pdf";
    case FIEL_EXPORT_LINES:
      return "jsonl";
    case FIEL_EXPORT_BUNDLE:
      return "zip";
    }

  g_return_val_if_reached ("");
}

static void
response_cb (FielExportDialog *self, int response)
{
  g_autoptr (GtkFileChooserNative) chooser = g_steal_pointer (&self->chooser);
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  if (file != NULL)
    fiel_export_dialog_write (self, file);
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FielExportDialog *self = FIEL_EXPORT_DIALOG (widget);
  FielExportOrder order = { 0 };
  g_autoptr (GDateTime) today = get_today (self);
  g_autofree char *day = g_date_time_format (today, "%Y-%m-%d");
  g_autofree char *suggestion = g_strdup_printf ("fiel-%s.%s", day, get_ending (get_format (self)));

  if (self->chooser != NULL)
    return;
  if (!read_range (self, &order))
    {
      show_trouble (self, _ ("Write both days as year-month-day, the earlier one first: 2026-03-01."));
      gtk_widget_grab_focus (GTK_WIDGET (self->since));
      return;
    }

  /* Translators: title of a dialog that saves a file */
  self->chooser = gtk_file_chooser_native_new (_ ("Export Payments"), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_SAVE,
                                               /* Translators: button (verb) of a dialog that saves a file */
                                               _ ("_Save"), _ ("_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), suggestion);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (response_cb), self, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
cancel_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_cancellable_cancel (FIEL_EXPORT_DIALOG (widget)->cancellable);
}

/* Closed: what is on its way keeps the dialog alive, but nobody waits for it any more. */
static void
fiel_export_dialog_unrealize (GtkWidget *widget)
{
  FielExportDialog *self = FIEL_EXPORT_DIALOG (widget);

  g_cancellable_cancel (self->cancellable);
  fiel_clock_clear_timer (self->clock, &self->patience_timer);

  GTK_WIDGET_CLASS (fiel_export_dialog_parent_class)->unrealize (widget);
}

static void
fiel_export_dialog_dispose (GObject *object)
{
  FielExportDialog *self = FIEL_EXPORT_DIALOG (object);

  if (self->clock != NULL)
    fiel_clock_clear_timer (self->clock, &self->patience_timer);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->chooser);
  gtk_widget_dispose_template (GTK_WIDGET (self), FIEL_TYPE_EXPORT_DIALOG);

  G_OBJECT_CLASS (fiel_export_dialog_parent_class)->dispose (object);
}

static void
fiel_export_dialog_finalize (GObject *object)
{
  FielExportDialog *self = FIEL_EXPORT_DIALOG (object);

  g_clear_object (&self->profile);
  g_clear_object (&self->journal);
  g_clear_object (&self->clock);
  g_free (self->path);
  g_clear_pointer (&self->shown, fiel_payment_filter_free);
  g_free (self->shown_words);

  G_OBJECT_CLASS (fiel_export_dialog_parent_class)->finalize (object);
}

static void
fiel_export_dialog_class_init (FielExportDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = fiel_export_dialog_dispose;
  object_class->finalize = fiel_export_dialog_finalize;
  widget_class->unrealize = fiel_export_dialog_unrealize;

  gtk_widget_class_install_action (widget_class, "export.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "export.cancel", NULL, cancel_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);

  g_type_ensure (FIEL_TYPE_ENTRY_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/fielpos/Fiel/ui/fiel-export-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, FielExportDialog, table);
  gtk_widget_class_bind_template_child (widget_class, FielExportDialog, paper);
  gtk_widget_class_bind_template_child (widget_class, FielExportDialog, bundle);
  gtk_widget_class_bind_template_child (widget_class, FielExportDialog, range);
  gtk_widget_class_bind_template_child (widget_class, FielExportDialog, since);
  gtk_widget_class_bind_template_child (widget_class, FielExportDialog, until);
  gtk_widget_class_bind_template_child (widget_class, FielExportDialog, choices);
  gtk_widget_class_bind_template_child (widget_class, FielExportDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, FielExportDialog, save);
  gtk_widget_class_bind_template_child (widget_class, FielExportDialog, progress);
  gtk_widget_class_bind_template_child (widget_class, FielExportDialog, outcome);
  gtk_widget_class_bind_template_child (widget_class, FielExportDialog, trouble);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
fiel_export_dialog_init (FielExportDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fiel_own_name_mnemonics (GTK_WIDGET (self));
  fiel_choice_name_row (self->range);
  fiel_stack_voice_follow (self->stack);
}

FielExportDialog *
fiel_export_dialog_new (FielProfile *profile, FielJournal *journal, FielClock *clock)
{
  FielExportDialog *self = NULL;
  g_autoptr (GDateTime) today = NULL;
  g_autofree char *day = NULL;

  g_return_val_if_fail (FIEL_IS_PROFILE (profile), NULL);
  g_return_val_if_fail (journal != NULL, NULL);
  g_return_val_if_fail (FIEL_IS_CLOCK (clock), NULL);

  self = g_object_new (FIEL_TYPE_EXPORT_DIALOG, NULL);
  self->profile = g_object_ref (profile);
  self->journal = g_object_ref (journal);
  self->clock = g_object_ref (clock);
  today = get_today (self);
  day = g_date_time_format (today, "%Y-%m-%d");
  gtk_editable_set_text (GTK_EDITABLE (self->since), day);
  gtk_editable_set_text (GTK_EDITABLE (self->until), day);
  update (self);

  return self;
}

/* What has to be looked at is more than payments: an export does not know it. */
static FielPaymentFilter *
make_filter (FielExportDialog *self, FielPaymentPreset preset, const char *text)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  FielPaymentQueryContext context = {
    .currency = fiel_profile_get_currency (self->profile),
    .style = fiel_profile_get_number_style (self->profile),
    .me = fiel_profile_get_cashier_name (self->profile),
    .now_wall_us = fiel_clock_get_wall_us (self->clock),
    .zone = zone,
  };
  g_autoptr (FielPaymentFilter) filter = fiel_payment_query_parse (text, preset, &context, NULL);

  return filter != NULL && filter->set == FIEL_PAYMENT_SET_ALL ? g_steal_pointer (&filter) : NULL;
}

void
fiel_export_dialog_set_shown (FielExportDialog *self, FielPaymentPreset preset, const char *text, const char *shown)
{
  g_return_if_fail (FIEL_IS_EXPORT_DIALOG (self));
  g_return_if_fail (self->shown == NULL);
  g_return_if_fail (text != NULL && shown != NULL);

  self->shown = make_filter (self, preset, text);
  if (self->shown == NULL)
    {
      adw_combo_row_set_selected (self->range, RANGE_ALL);
      return;
    }

  self->shown_words = g_markup_escape_text (shown, -1);
  gtk_string_list_append (GTK_STRING_LIST (adw_combo_row_get_model (self->range)), _ ("What the journal shows now"));
  adw_combo_row_set_selected (self->range, RANGE_SHOWN);
}
