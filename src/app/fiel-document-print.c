/* fiel-document-print.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-document-print.h"

#include <glib/gi18n.h>

typedef struct
{
  FielDocumentPages *pages;       /* owned */
  FielDocumentPrintFunc done;
  gpointer user_data;             /* the caller's, see destroy */
  GDestroyNotify destroy;         /* nullable */
} Job;

static void
job_free (Job *job)
{
  fiel_document_pages_free (job->pages);
  if (job->destroy != NULL)
    job->destroy (job->user_data);
  g_free (job);
}

GtkPageSetup *
fiel_document_print_make_setup (FielDocumentPages *pages, FielPaper paper, const char *name)
{
  GtkPageSetup *setup = gtk_page_setup_new ();
  GtkPaperSize *size = paper == FIEL_PAPER_A4
                         ? gtk_paper_size_new (GTK_PAPER_NAME_A4)
                         : gtk_paper_size_new_custom (fiel_papers[paper], name, fiel_document_pages_get_width (pages),
                                                      fiel_document_pages_get_height (pages), GTK_UNIT_POINTS);

  gtk_page_setup_set_paper_size (setup, size);
  gtk_page_setup_set_top_margin (setup, 0, GTK_UNIT_POINTS);
  gtk_page_setup_set_bottom_margin (setup, 0, GTK_UNIT_POINTS);
  gtk_page_setup_set_left_margin (setup, 0, GTK_UNIT_POINTS);
  gtk_page_setup_set_right_margin (setup, 0, GTK_UNIT_POINTS);
  gtk_paper_size_free (size);

  return setup;
}

void
fiel_document_print_draw (FielDocumentPages *pages, GtkPrintContext *context, int page)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  double across = gtk_print_context_get_width (context) / fiel_document_pages_get_width (pages);
  double along = gtk_print_context_get_height (context) / fiel_document_pages_get_height (pages);
  double scale = MIN (1, MIN (across, along));

  cairo_scale (cr, scale, scale);
  fiel_document_pages_draw (pages, cr, (guint) page);
}

static void
draw_page_cb (Job *job, GtkPrintContext *context, int page)
{
  fiel_document_print_draw (job->pages, context, page);
}

static void
done_cb (Job *job, GtkPrintOperationResult result, GtkPrintOperation *operation)
{
  g_autoptr (GError) error = NULL;

  if (result == GTK_PRINT_OPERATION_RESULT_ERROR)
    gtk_print_operation_get_error (operation, &error);
  job->done (result == GTK_PRINT_OPERATION_RESULT_APPLY, error, job->user_data);
  g_signal_handlers_disconnect_by_data (operation, job);
  job_free (job);
}

static void
run (FielDocument *document, FielPaper paper, GtkWindow *parent, const char *path, Job *job)
{
  g_autoptr (GtkPrintOperation) operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = NULL;

  job->pages = fiel_document_pages_new (document, paper);
  /* Translators: name of a paper size: paper of a receipt printer (noun) */
  setup = fiel_document_print_make_setup (job->pages, paper, _("Roll"));
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_job_name (operation, fiel_document_get_title (document));
  gtk_print_operation_set_n_pages (operation, (int) fiel_document_pages_get_n_pages (job->pages));
  gtk_print_operation_set_allow_async (operation, TRUE);
  if (path != NULL)
    gtk_print_operation_set_export_filename (operation, path);
  g_signal_connect_swapped (operation, "draw-page", G_CALLBACK (draw_page_cb), job);
  g_signal_connect_swapped (operation, "done", G_CALLBACK (done_cb), job);
  /* What became of it is told to "done" in any case. */
  gtk_print_operation_run (operation,
                           path != NULL ? GTK_PRINT_OPERATION_ACTION_EXPORT : GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                           parent, NULL);
}

static Job *
job_new (FielDocumentPrintFunc done, gpointer user_data, GDestroyNotify destroy)
{
  Job *job = g_new0 (Job, 1);

  job->done = done;
  job->user_data = user_data;
  job->destroy = destroy;

  return job;
}

void
fiel_document_print (FielDocument *document,
                     FielPaper paper,
                     GtkWindow *parent,
                     FielDocumentPrintFunc done,
                     gpointer user_data,
                     GDestroyNotify destroy)
{
  g_return_if_fail (document != NULL && done != NULL);

  run (document, paper, parent, NULL, job_new (done, user_data, destroy));
}

void
fiel_document_print_to_file (FielDocument *document,
                             FielPaper paper,
                             const char *path,
                             FielDocumentPrintFunc done,
                             gpointer user_data,
                             GDestroyNotify destroy)
{
  g_return_if_fail (document != NULL && done != NULL && path != NULL);

  run (document, paper, NULL, path, job_new (done, user_data, destroy));
}
