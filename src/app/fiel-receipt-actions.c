/* fiel-receipt-actions.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-receipt-actions.h"

#include "fiel-announce.h"
#include "fiel-receipt-file.h"
#include "fiel-receipt-print.h"
#include "fiel-receipt-slip.h"

#include <glib/gi18n.h>

/* The receipts of the whole window: whatever page asks names the payment. One receipt is printed or saved at a time, so
 * that a key that is held down does not fill the printer's queue. */

#define FIEL_TYPE_RECEIPT_ACTIONS (fiel_receipt_actions_get_type ())
G_DECLARE_FINAL_TYPE (FielReceiptActions, fiel_receipt_actions, FIEL, RECEIPT_ACTIONS, GObject)

struct _FielReceiptActions
{
  GObject parent_instance;

  FielWindow *window;              /* weak, nullable: its actions own us */
  AdwToastOverlay *toasts;         /* weak, nullable: the window's */
  GtkPrintSettings *settings;      /* owned, nullable: the printer that was used last */
  GtkFileChooserNative *chooser;   /* owned, nullable: while somebody chooses a file */
  char *saving_id;                 /* owned, nullable: what is to be saved there */
  gboolean busy;
};

G_DEFINE_FINAL_TYPE (FielReceiptActions, fiel_receipt_actions, G_TYPE_OBJECT)

static void printed_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void saved_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void slip_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
fiel_receipt_actions_finalize (GObject *object)
{
  FielReceiptActions *self = FIEL_RECEIPT_ACTIONS (object);

  g_clear_weak_pointer (&self->window);
  g_clear_weak_pointer (&self->toasts);
  g_clear_object (&self->settings);
  g_clear_object (&self->chooser);
  g_free (self->saving_id);

  G_OBJECT_CLASS (fiel_receipt_actions_parent_class)->finalize (object);
}

static void
fiel_receipt_actions_class_init (FielReceiptActionsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fiel_receipt_actions_finalize;
}

static void
fiel_receipt_actions_init (FielReceiptActions *self)
{
}

/* (nullable): who gives out receipts, unless one is on its way, the till is locked or there is no store */
static FielReceiptDesk *
find_desk (FielReceiptActions *self)
{
  FielEngine *engine = self->window != NULL ? fiel_window_get_engine (self->window) : NULL;

  if (engine == NULL || self->busy || fiel_people_get_locked (fiel_engine_get_people (engine)))
    return NULL;

  return fiel_engine_get_receipt_desk (engine);
}

static FielProfile *
get_profile (FielReceiptActions *self)
{
  return fiel_engine_get_profile (fiel_window_get_engine (self->window));
}

/* Said aloud and shown until it is taken away, with the way to try once more. */
static void
say_trouble (FielReceiptActions *self, const char *sentence, const char *again, const char *attempt_id)
{
  AdwToast *toast;

  if (self->window == NULL || self->toasts == NULL)
    return;

  toast = adw_toast_new (sentence);
  adw_toast_set_timeout (toast, 0);
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  /* Translators: button: prints or saves once more what failed */
  adw_toast_set_button_label (toast, _("_Again"));
  adw_toast_set_action_name (toast, again);
  adw_toast_set_action_target (toast, "s", attempt_id);
  adw_toast_overlay_add_toast (self->toasts, toast);
  fiel_announce (GTK_WIDGET (self->window), sentence, FALSE);
}

/* Printing */

static void
print_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  FielReceiptActions *self = user_data;
  FielReceiptDesk *desk = find_desk (self);
  g_autoptr (FielReceiptPrint) print = NULL;

  if (desk == NULL)
    return;

  self->busy = TRUE;
  print = fiel_receipt_print_new (desk, get_profile (self), g_variant_get_string (parameter, NULL));
  fiel_receipt_print_run_async (print, GTK_WINDOW (self->window), GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                                self->settings, printed_cb, g_object_ref (self));
}

static void
printed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FielReceiptActions) self = user_data;
  FielReceiptPrint *print = FIEL_RECEIPT_PRINT (source);
  g_autoptr (GError) error = NULL;

  self->busy = FALSE;
  if (fiel_receipt_print_run_finish (print, result, &error))
    g_set_object (&self->settings, fiel_receipt_print_get_settings (print));
  else if (error != NULL)
    say_trouble (self, error->message, "win.print-receipt", fiel_receipt_print_get_attempt_id (print));
}

/* Saving */

static void
chosen_cb (FielReceiptActions *self, int response)
{
  g_autoptr (GtkFileChooserNative) chooser = g_steal_pointer (&self->chooser);
  g_autoptr (GFile) file = NULL;
  FielReceiptDesk *desk;

  self->busy = FALSE;
  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  desk = find_desk (self);
  if (file == NULL || desk == NULL)
    return;

  self->busy = TRUE;
  fiel_receipt_file_save_async (desk, get_profile (self), self->saving_id, file, saved_cb, g_object_ref (self));
}

static void
save_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  FielReceiptActions *self = user_data;
  const char *attempt_id = g_variant_get_string (parameter, NULL);
  /* Translators: the name of a file; the id of a payment */
  g_autofree char *name = g_strdup_printf (_("Receipt %s.pdf"), attempt_id);

  if (find_desk (self) == NULL)
    return;

  self->busy = TRUE;
  g_free (self->saving_id);
  self->saving_id = g_strdup (attempt_id);
  /* Translators: title of a dialog that saves a file */
  self->chooser = gtk_file_chooser_native_new (_("Save the Receipt"), GTK_WINDOW (self->window),
                                               GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), name);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FielReceiptActions) self = user_data;
  g_autoptr (GError) error = NULL;

  self->busy = FALSE;
  if (!fiel_receipt_file_save_finish (FIEL_RECEIPT_DESK (source), result, &error))
    say_trouble (self, error->message, "win.save-receipt", self->saving_id);
  else if (self->toasts != NULL && self->window != NULL)
    {
      /* Translators: said after a receipt was saved as a file */
      adw_toast_overlay_add_toast (self->toasts, adw_toast_new (_("Receipt saved")));
      fiel_announce (GTK_WIDGET (self->window), _("Receipt saved"), FALSE);
    }
}

/* On the terminal */

typedef struct
{
  FielReceiptActions *actions;   /* owned */
  char *attempt_id;              /* owned */
  const char *again;             /* static: the action */
} Slip;

static void
print_slip (FielReceiptActions *self, const char *attempt_id, FielTerminalPrint what)
{
  FielReceiptDesk *desk = find_desk (self);
  Slip *slip;

  if (desk == NULL)
    return;

  self->busy = TRUE;
  slip = g_new0 (Slip, 1);
  slip->actions = g_object_ref (self);
  slip->attempt_id = g_strdup (attempt_id);
  slip->again = what == FIEL_TERMINAL_PRINT_OURS ? "win.print-on-terminal" : "win.print-slip-again";
  fiel_receipt_slip_print_async (desk, attempt_id, what, fiel_profile_get_cashier_name (get_profile (self)), slip_cb,
                                 slip);
}

static void
slip_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Slip *slip = user_data;
  g_autoptr (FielReceiptActions) self = slip->actions;
  g_autofree char *attempt_id = slip->attempt_id;
  g_autoptr (GError) error = NULL;

  self->busy = FALSE;
  if (!fiel_receipt_slip_print_finish (FIEL_RECEIPT_DESK (source), result, &error))
    say_trouble (self, error->message, slip->again, attempt_id);
}

static void
on_terminal_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  print_slip (user_data, g_variant_get_string (parameter, NULL), FIEL_TERMINAL_PRINT_OURS);
}

static void
slip_again_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  print_slip (user_data, g_variant_get_string (parameter, NULL), FIEL_TERMINAL_PRINT_AGAIN);
}

/* The window's map of actions keeps the one behind them. */
static void
closure_gone (gpointer data, GClosure *closure)
{
  g_object_unref (data);
}

static void
add_action (FielReceiptActions *self, const char *name, GCallback activated)
{
  g_autoptr (GSimpleAction) action = g_simple_action_new (name, G_VARIANT_TYPE_STRING);

  g_signal_connect_data (action, "activate", activated, g_object_ref (self), closure_gone, G_CONNECT_DEFAULT);
  g_action_map_add_action (G_ACTION_MAP (self->window), G_ACTION (action));
}

void
fiel_receipt_actions_install (FielWindow *window, AdwToastOverlay *toasts)
{
  g_autoptr (FielReceiptActions) self = NULL;

  g_return_if_fail (FIEL_IS_WINDOW (window));
  g_return_if_fail (ADW_IS_TOAST_OVERLAY (toasts));

  self = g_object_new (FIEL_TYPE_RECEIPT_ACTIONS, NULL);
  g_set_weak_pointer (&self->window, window);
  g_set_weak_pointer (&self->toasts, toasts);
  add_action (self, "print-receipt", G_CALLBACK (print_activated));
  add_action (self, "save-receipt", G_CALLBACK (save_activated));
  add_action (self, "print-on-terminal", G_CALLBACK (on_terminal_activated));
  add_action (self, "print-slip-again", G_CALLBACK (slip_again_activated));
}
