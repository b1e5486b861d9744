/* fiel-undo-toast.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-undo-toast.h"

#include <glib/gi18n.h>

struct _FielUndoToast
{
  GObject parent_instance;

  AdwToastOverlay *overlay;   /* unowned */
  AdwToast *toast;            /* unowned, nullable: the overlay's */
};

G_DEFINE_FINAL_TYPE (FielUndoToast, fiel_undo_toast, G_TYPE_OBJECT)

static void
dismissed_cb (FielUndoToast *self)
{
  self->toast = NULL;
}

/* What could be taken back is out of sight: over another page the words would mean something else. */
static void
till_left_cb (FielUndoToast *self)
{
  if (self->toast != NULL)
    adw_toast_dismiss (self->toast);
}

static void
can_undo_cb (FielTillPage *till, GParamSpec *pspec, FielUndoToast *self)
{
  if (self->toast != NULL)
    adw_toast_dismiss (self->toast);
  if (!fiel_till_page_get_can_undo (till))
    return;

  /* Translators: said with an Undo: the typed amount was taken away */
  self->toast = adw_toast_new (_("Amount cleared"));
  adw_toast_set_button_label (self->toast, _("_Undo"));
  adw_toast_set_action_name (self->toast, "win.undo-clear");
  g_signal_connect_object (self->toast, "dismissed", G_CALLBACK (dismissed_cb), self, G_CONNECT_SWAPPED);
  adw_toast_overlay_add_toast (self->overlay, self->toast);
}

static void
fiel_undo_toast_class_init (FielUndoToastClass *klass)
{
}

static void
fiel_undo_toast_init (FielUndoToast *self)
{
}

FielUndoToast *
fiel_undo_toast_new (AdwToastOverlay *overlay, FielTillPage *till)
{
  FielUndoToast *self;

  g_return_val_if_fail (ADW_IS_TOAST_OVERLAY (overlay), NULL);
  g_return_val_if_fail (FIEL_IS_TILL_PAGE (till), NULL);

  self = g_object_new (FIEL_TYPE_UNDO_TOAST, NULL);
  self->overlay = overlay;
  g_signal_connect_object (till, "notify::can-undo", G_CALLBACK (can_undo_cb), self, 0);
  g_signal_connect_object (till, "unmap", G_CALLBACK (till_left_cb), self, G_CONNECT_SWAPPED);

  return self;
}
