/* fiel-shift-paper.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-shift-paper.h"

#include "fiel-announce.h"
#include "fiel-batch-list.h"
#include "fiel-document-pdf.h"
#include "fiel-document-print.h"
#include "fiel-fit-layout.h"
#include "fiel-shift-document.h"
#include "fiel-store-folder.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* As on a roll of 80 mm; where there is not that much room, of 58 mm. */
#define COLUMNS 42u
#define NARROW_COLUMNS 32u

struct _FielShiftPaper
{
  GtkWidget parent_instance;

  FielShiftReport *report;         /* owned, nullable */
  FielPaper paper;                 /* what the store's printer takes */
  GtkFileChooserNative *chooser;   /* owned, nullable: while it is open */
  gboolean saves_pdf;
  gboolean is_copy;
  guint columns;
  double whole_width;              /* of all COLUMNS, when they did not fit */
  guint fill_id;

  /* template children */
  GtkWidget *body;
  GtkScrolledWindow *roll;
  GtkTextView *text;
  GtkLabel *told;
  GtkWidget *print;
  FielBatchList *batches;
};

G_DEFINE_FINAL_TYPE (FielShiftPaper, fiel_shift_paper, GTK_TYPE_WIDGET)

static void
tell (FielShiftPaper *self, const char *words)
{
  gtk_label_set_text (self->told, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->told), words != NULL);
  if (words != NULL)
    fiel_announce (GTK_WIDGET (self), words, FALSE);
}

/* The file is there whole, or the old one still is. */
gboolean
fiel_shift_paper_save (FielShiftPaper *self, GFile *file, gboolean as_pdf, GError **error)
{
  g_autoptr (GFileOutputStream) stream = NULL;
  g_autoptr (FielDocument) document = NULL;
  g_autoptr (FielCsv) csv = NULL;

  g_return_val_if_fail (FIEL_IS_SHIFT_PAPER (self), FALSE);
  g_return_val_if_fail (self->report != NULL, FALSE);

  if (!fiel_store_folder_check_free (g_file_peek_path (file), error))
    return FALSE;
  stream = g_file_replace (file, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL, error);
  if (stream == NULL)
    return FALSE;
  if (as_pdf)
    {
      document = fiel_shift_document_new (self->report, self->is_copy);
      if (!fiel_document_write_pdf (document, FIEL_PAPER_A4, G_OUTPUT_STREAM (stream), error))
        return FALSE;
    }
  else
    {
      csv = fiel_shift_document_make_csv (self->report);
      if (!fiel_csv_write (csv, G_OUTPUT_STREAM (stream), NULL, error))
        return FALSE;
    }

  return g_output_stream_close (G_OUTPUT_STREAM (stream), NULL, error);
}

static void
chosen_cb (FielShiftPaper *self, int response)
{
  g_autoptr (GtkFileChooserNative) chooser = g_steal_pointer (&self->chooser);
  g_autoptr (GFile) file = NULL;
  g_autofree char *name = NULL;
  g_autofree char *words = NULL;
  g_autoptr (GError) error = NULL;

  if (response != GTK_RESPONSE_ACCEPT || self->report == NULL)
    return;

  file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  name = g_file_get_basename (file);
  if (fiel_shift_paper_save (self, file, self->saves_pdf, &error))
    words = g_strdup_printf (_("Saved as %s"), name);
  else
    /* Translators: what the system says. */
    words = g_strdup_printf (_("It could not be saved: %s"), error->message);
  tell (self, words);
}

static void
choose (FielShiftPaper *self, gboolean as_pdf)
{
  g_autofree char *name = NULL;

  if (self->report == NULL || self->chooser != NULL)
    return;

  name = fiel_shift_document_name_file (self->report, as_pdf ? "pdf" : "csv");
  self->saves_pdf = as_pdf;
  /* Translators: title of a dialog that saves a file */
  self->chooser = gtk_file_chooser_native_new (_("Save the Report"),
                                               GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                               /* Translators: button (verb) of a dialog that saves a file */
                                               GTK_FILE_CHOOSER_ACTION_SAVE, _("Save"),
                                               /* Translators: button (verb) of a dialog that saves a file */
                                               _("Cancel"));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), name);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
printed_cb (gboolean printed, const GError *error, gpointer user_data)
{
  FielShiftPaper *self = FIEL_SHIFT_PAPER (user_data);
  g_autofree char *words = NULL;

  if (self->body == NULL || (!printed && error == NULL))
    return;

  words = printed ? g_strdup (_("Handed to the printer"))
                  /* Translators: what the system says. */
                  : g_strdup_printf (_("It could not be printed: %s"), error->message);
  tell (self, words);
}

static void
print_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FielShiftPaper *self = FIEL_SHIFT_PAPER (widget);
  g_autoptr (FielDocument) document = NULL;

  if (self->report == NULL)
    return;

  document = fiel_shift_document_new (self->report, self->is_copy);
  fiel_document_print (document, self->paper, GTK_WINDOW (gtk_widget_get_root (widget)), printed_cb,
                       g_object_ref (self), g_object_unref);
}

static void
save_pdf_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  choose (FIEL_SHIFT_PAPER (widget), TRUE);
}

static void
save_csv_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  choose (FIEL_SHIFT_PAPER (widget), FALSE);
}

static void
fiel_shift_paper_dispose (GObject *object)
{
  FielShiftPaper *self = FIEL_SHIFT_PAPER (object);

  g_clear_object (&self->chooser);
  g_clear_pointer (&self->report, fiel_shift_report_unref);
  g_clear_handle_id (&self->fill_id, g_source_remove);
  g_clear_pointer (&self->body, gtk_widget_unparent);

  G_OBJECT_CLASS (fiel_shift_paper_parent_class)->dispose (object);
}

static void
fill (FielShiftPaper *self)
{
  g_autoptr (FielDocument) document = NULL;
  g_autofree char *text = NULL;

  if (self->report != NULL)
    {
      document = fiel_shift_document_new (self->report, self->is_copy);
      text = fiel_document_to_text (document, self->columns);
    }
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text), text != NULL ? text : "", -1);
}

static gboolean
fill_cb (gpointer user_data)
{
  FielShiftPaper *self = user_data;

  self->fill_id = 0;
  fill (self);

  return G_SOURCE_REMOVE;
}

/* What would be beyond the edge are the sums. The frame that tells is not the one that changes the text. */
static void
room_changed (FielShiftPaper *self)
{
  GtkAdjustment *sideways = gtk_scrolled_window_get_hadjustment (self->roll);
  const double room = gtk_adjustment_get_page_size (sideways);
  const double needed = gtk_adjustment_get_upper (sideways);
  guint columns = self->columns;

  if (columns == COLUMNS && needed > room)
    {
      self->whole_width = needed;
      columns = NARROW_COLUMNS;
    }
  else if (columns == NARROW_COLUMNS && room >= self->whole_width)
    {
      columns = COLUMNS;
    }
  if (columns == self->columns)
    return;

  self->columns = columns;
  if (self->fill_id == 0)
    self->fill_id = g_idle_add (fill_cb, self);
}

static void
fiel_shift_paper_class_init (FielShiftPaperClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fiel_shift_paper_dispose;

  g_type_ensure (FIEL_TYPE_BATCH_LIST);
  g_type_ensure (FIEL_TYPE_FIT_LAYOUT);

  gtk_widget_class_install_action (widget_class, "paper.print", NULL, print_action);
  gtk_widget_class_install_action (widget_class, "paper.save-pdf", NULL, save_pdf_action);
  gtk_widget_class_install_action (widget_class, "paper.save-csv", NULL, save_csv_action);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/fielpos/Fiel/ui/fiel-shift-paper.ui");
  gtk_widget_class_bind_template_child (widget_class, FielShiftPaper, body);
  gtk_widget_class_bind_template_child (widget_class, FielShiftPaper, roll);
  gtk_widget_class_bind_template_child (widget_class, FielShiftPaper, text);
  gtk_widget_class_bind_template_child (widget_class, FielShiftPaper, told);
  gtk_widget_class_bind_template_child (widget_class, FielShiftPaper, print);
  gtk_widget_class_bind_template_child (widget_class, FielShiftPaper, batches);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
fiel_shift_paper_init (FielShiftPaper *self)
{
  self->columns = COLUMNS;
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (gtk_scrolled_window_get_hadjustment (self->roll), "changed", G_CALLBACK (room_changed), self,
                           G_CONNECT_SWAPPED);
}

void
fiel_shift_paper_set_report (FielShiftPaper *self, FielShiftReport *report, FielEngine *engine, gboolean is_copy)
{
  gboolean is_final = FALSE;

  g_return_if_fail (FIEL_IS_SHIFT_PAPER (self));
  g_return_if_fail ((report == NULL) == (engine == NULL));

  if (report != NULL)
    fiel_shift_report_ref (report);
  g_clear_pointer (&self->report, fiel_shift_report_unref);
  self->report = report;
  self->is_copy = is_copy;
  tell (self, NULL);
  if (report != NULL)
    {
      self->paper = fiel_profile_get_receipt_settings (fiel_engine_get_profile (engine))->paper;
      is_final = g_str_equal (fiel_shift_report_find (report, "kind", 0), "z");
    }
  fill (self);
  fiel_batch_list_set_engine (self->batches, is_final && !is_copy ? engine : NULL);
}

void
fiel_shift_paper_begin (FielShiftPaper *self, const char *words)
{
  g_return_if_fail (FIEL_IS_SHIFT_PAPER (self));

  tell (self, words);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_grab_focus (self->print);
}

FielShiftReport *
fiel_shift_paper_get_report (FielShiftPaper *self)
{
  g_return_val_if_fail (FIEL_IS_SHIFT_PAPER (self), NULL);

  return self->report;
}
