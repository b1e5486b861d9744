/* fiel-receipt-print.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-receipt-print.h"

#include "fiel-document-pages.h"
#include "fiel-document-print.h"
#include "fiel-receipt-document.h"

#include <glib/gi18n.h>

/* FielReceiptPrint:
 *
 *   look ──► size of the paper ──► the system's dialog ──► "print" ──► counted ──► drawn ──► done
 *                                        │ "preview": a look, drawn
 *
 * Whatever goes wrong is about the paper: the payment is not touched, and the sentence says so. */

struct _FielReceiptPrint
{
  GObject parent_instance;

  FielReceiptDesk *desk;          /* owned */
  FielProfile *profile;           /* owned */
  char *attempt_id;               /* owned */
  GtkWindow *parent;              /* weak, nullable */
  GtkPrintOperationAction action;
  GtkPrintSettings *settings;     /* owned, nullable: to begin with */
  GtkPrintOperation *operation;   /* owned, nullable before it runs */
  GTask *task;                    /* owned, nullable: whoever waits */
  FielDocumentPages *pages;       /* owned, nullable: what is drawn */
  GError *error;                  /* owned, nullable: why it cannot be counted */
  gboolean previewing;
  gboolean counted;               /* it is on its way to the printer */
};

G_DEFINE_FINAL_TYPE (FielReceiptPrint, fiel_receipt_print, G_TYPE_OBJECT)

static void looked_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void counted_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
fiel_receipt_print_finalize (GObject *object)
{
  FielReceiptPrint *self = FIEL_RECEIPT_PRINT (object);

  g_clear_weak_pointer (&self->parent);
  g_clear_object (&self->operation);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->pages, fiel_document_pages_free);
  g_clear_error (&self->error);
  g_object_unref (self->desk);
  g_object_unref (self->profile);
  g_free (self->attempt_id);

  G_OBJECT_CLASS (fiel_receipt_print_parent_class)->finalize (object);
}

static void
fiel_receipt_print_class_init (FielReceiptPrintClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fiel_receipt_print_finalize;
}

static void
fiel_receipt_print_init (FielReceiptPrint *self)
{
}

FielReceiptPrint *
fiel_receipt_print_new (FielReceiptDesk *desk, FielProfile *profile, const char *attempt_id)
{
  FielReceiptPrint *self;

  g_return_val_if_fail (FIEL_IS_RECEIPT_DESK (desk) && FIEL_IS_PROFILE (profile), NULL);
  g_return_val_if_fail (attempt_id != NULL, NULL);

  self = g_object_new (FIEL_TYPE_RECEIPT_PRINT, NULL);
  self->desk = g_object_ref (desk);
  self->profile = g_object_ref (profile);
  self->attempt_id = g_strdup (attempt_id);

  return self;
}

const char *
fiel_receipt_print_get_attempt_id (FielReceiptPrint *self)
{
  g_return_val_if_fail (FIEL_IS_RECEIPT_PRINT (self), NULL);

  return self->attempt_id;
}

static void
lay_out (FielReceiptPrint *self, FielReceipt *receipt)
{
  g_autoptr (FielDocument) document = fiel_receipt_document_new (receipt);

  g_clear_pointer (&self->pages, fiel_document_pages_free);
  self->pages = fiel_document_pages_new (document, fiel_profile_get_receipt_settings (self->profile)->paper);
}

/* (transfer full) */
static GtkPageSetup *
make_page_setup (FielReceiptPrint *self)
{
  return fiel_document_print_make_setup (self->pages, fiel_profile_get_receipt_settings (self->profile)->paper,
                                         /* Translators: name of a paper size: paper for receipts (noun) */
                                         _("Receipt"));
}

/* Nobody waits any more. @error: (transfer full) (nullable) */
static void
end (FielReceiptPrint *self, gboolean printed, GError *error)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->task);

  /* A printer that fails before anything is counted leaves somebody without a receipt as well. */
  if (self->counted || (error != NULL && error->domain == G_IO_ERROR))
    fiel_receipt_desk_note_end (self->desk, self->attempt_id, printed);
  self->counted = FALSE;
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, printed);
}

static gboolean
preview_cb (FielReceiptPrint *self)
{
  self->previewing = TRUE;

  return FALSE;
}

/* What lies in pages now is the look, which a preview may show. A print waits until it is counted. */
static void
begin_print_cb (FielReceiptPrint *self)
{
  if (self->previewing)
    return;

  g_clear_pointer (&self->pages, fiel_document_pages_free);
  fiel_receipt_desk_print_async (self->desk, self->attempt_id, fiel_profile_get_cashier_name (self->profile),
                                 counted_cb, g_object_ref (self));
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FielReceiptPrint) self = user_data;
  g_autoptr (FielReceipt) receipt = NULL;

  receipt = fiel_receipt_desk_print_finish (FIEL_RECEIPT_DESK (source), result, &self->error);
  if (receipt == NULL)
    return;

  self->counted = TRUE;
  lay_out (self, receipt);
}

/* Asked again until it is TRUE, while the main loop goes on. */
static gboolean
paginate_cb (FielReceiptPrint *self)
{
  if (self->error != NULL)
    {
      gtk_print_operation_cancel (self->operation);
      return TRUE;
    }
  if (self->pages == NULL)
    return FALSE;

  gtk_print_operation_set_n_pages (self->operation, (int) fiel_document_pages_get_n_pages (self->pages));

  return TRUE;
}

static void
draw_page_cb (FielReceiptPrint *self, GtkPrintContext *context, int page)
{
  fiel_document_print_draw (self->pages, context, page);
}

static void
done_cb (FielReceiptPrint *self, GtkPrintOperationResult result)
{
  g_autoptr (GError) trouble = NULL;

  if (self->error != NULL)
    end (self, FALSE, g_steal_pointer (&self->error));
  else if (result == GTK_PRINT_OPERATION_RESULT_ERROR)
    {
      gtk_print_operation_get_error (self->operation, &trouble);
      end (self, FALSE,
           g_error_new (G_IO_ERROR, G_IO_ERROR_FAILED,
                        /* Translators: what the system says. */
                        _("The receipt was not printed: %s. The payment itself is as it was."),
                        trouble != NULL ? trouble->message : _("the printer did not say why")));
    }
  else if (result == GTK_PRINT_OPERATION_RESULT_CANCEL && self->action == GTK_PRINT_OPERATION_ACTION_PRINT)
    /* Nobody was asked, so nobody thought better of it. */
    end (self, FALSE,
         g_error_new (G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                      _("The receipt was not printed: %s. The payment itself is as it was."),
                      _("the printer was not found")));
  else
    end (self, result == GTK_PRINT_OPERATION_RESULT_APPLY, NULL);
}

static void
make_operation (FielReceiptPrint *self, const char *title)
{
  g_autoptr (GtkPageSetup) setup = make_page_setup (self);

  self->operation = gtk_print_operation_new ();
  gtk_print_operation_set_job_name (self->operation, title);
  gtk_print_operation_set_default_page_setup (self->operation, setup);
  if (self->settings != NULL)
    gtk_print_operation_set_print_settings (self->operation, self->settings);
  gtk_print_operation_set_use_full_page (self->operation, TRUE);
  gtk_print_operation_set_unit (self->operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_allow_async (self->operation, TRUE);
  g_signal_connect_object (self->operation, "preview", G_CALLBACK (preview_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->operation, "begin-print", G_CALLBACK (begin_print_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->operation, "paginate", G_CALLBACK (paginate_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->operation, "draw-page", G_CALLBACK (draw_page_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (self->operation, "done", G_CALLBACK (done_cb), self, G_CONNECT_SWAPPED);
}

/* "done" tells how it ended, also when it ended before this returns. */
static void
run_operation (FielReceiptPrint *self)
{
  g_autoptr (GError) error = NULL;
  GtkPrintOperationResult result;

  if (self->action == GTK_PRINT_OPERATION_ACTION_EXPORT)
    gtk_print_operation_set_export_filename (self->operation,
                                             gtk_print_settings_get (self->settings, GTK_PRINT_SETTINGS_OUTPUT_URI));
  result = gtk_print_operation_run (self->operation, self->action, self->parent, &error);
  if (result == GTK_PRINT_OPERATION_RESULT_ERROR && self->task != NULL)
    end (self, FALSE,
         g_error_new (G_IO_ERROR, G_IO_ERROR_FAILED,
                      _("The receipt was not printed: %s. The payment itself is as it was."), error->message));
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FielReceiptPrint) self = user_data;
  g_autoptr (FielReceipt) receipt = NULL;
  g_autoptr (FielDocument) document = NULL;
  GError *error = NULL;

  receipt = fiel_receipt_desk_look_finish (FIEL_RECEIPT_DESK (source), result, &error);
  if (receipt == NULL)
    {
      end (self, FALSE, error);
      return;
    }

  document = fiel_receipt_document_new (receipt);
  lay_out (self, receipt);
  make_operation (self, fiel_document_get_title (document));
  run_operation (self);
}

void
fiel_receipt_print_run_async (FielReceiptPrint *self,
                              GtkWindow *parent,
                              GtkPrintOperationAction action,
                              GtkPrintSettings *settings,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_return_if_fail (FIEL_IS_RECEIPT_PRINT (self));
  g_return_if_fail (self->task == NULL && self->operation == NULL);

  g_set_weak_pointer (&self->parent, parent);
  self->action = action;
  g_set_object (&self->settings, settings);
  self->task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (self->task, fiel_receipt_print_run_async);
  fiel_receipt_desk_look_async (self->desk, self->attempt_id, NULL, looked_cb, g_object_ref (self));
}

gboolean
fiel_receipt_print_run_finish (FielReceiptPrint *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, fiel_receipt_print_run_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

GtkPrintSettings *
fiel_receipt_print_get_settings (FielReceiptPrint *self)
{
  g_return_val_if_fail (FIEL_IS_RECEIPT_PRINT (self), NULL);

  return self->operation != NULL ? gtk_print_operation_get_print_settings (self->operation) : NULL;
}
