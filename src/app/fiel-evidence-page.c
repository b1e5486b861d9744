/* fiel-evidence-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-evidence-page.h"

#include "fiel-announce.h"
#include "fiel-fit-layout.h"
#include "fiel-stack-voice.h"

#include <glib/gi18n.h>

/* FielEvidencePage: all that the journal holds of one ticket, to be read out or copied for support. The text is the
 * engine's; it is shown as it is. */

#define PATIENCE_US G_USEC_PER_SEC

struct _FielEvidencePage
{
  GtkWidget parent_instance;

  FielEngine *engine;          /* owned, nullable */
  char *reference;             /* owned, nullable */
  GCancellable *cancellable;   /* owned, nullable: reading */
  guint patience_timer;        /* of the engine's clock */

  /* template children */
  GtkWidget *body;
  GtkStack *stack;
  GtkWidget *progress;
  GtkSpinner *spinner;
  GtkTextView *text;
  GtkLabel *trouble;
  GtkWidget *copy;
  GtkWidget *retry;
};

G_DEFINE_FINAL_TYPE (FielEvidencePage, fiel_evidence_page, GTK_TYPE_WIDGET)

static void
show_progress (FielEvidencePage *self, gboolean shown)
{
  gtk_widget_set_visible (self->progress, shown);
  gtk_spinner_set_spinning (self->spinner, shown);
}

static void
patience_passed (gpointer user_data)
{
  FielEvidencePage *self = FIEL_EVIDENCE_PAGE (user_data);

  self->patience_timer = 0;
  show_progress (self, TRUE);
  fiel_announce (GTK_WIDGET (self), _("The journal is being read…"), FALSE);
}

static void
stop_reading (FielEvidencePage *self)
{
  if (self->engine != NULL)
    fiel_clock_clear_timer (fiel_engine_get_clock (self->engine), &self->patience_timer);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  show_progress (self, FALSE);
}

static void
show (FielEvidencePage *self, const char *page, gboolean can_copy)
{
  gtk_stack_set_visible_child_name (self->stack, page);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "evidence.copy", can_copy);
}

static void
described_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FielEvidencePage) self = FIEL_EVIDENCE_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = fiel_engine_describe_ticket_finish (FIEL_ENGINE (source), result, &error);

  /* Another ticket is read by now, or none. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->engine != FIEL_ENGINE (source))
    return;

  stop_reading (self);
  if (text != NULL)
    {
      gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text), text, -1);
      show (self, "text", TRUE);
      return;
    }

  gtk_label_set_text (self->trouble, error->message);
  show (self, "failed", FALSE);
  if (gtk_widget_get_mapped (self->retry))
    gtk_widget_grab_focus (self->retry);
  fiel_announce (GTK_WIDGET (self), error->message, FALSE);
}

static void
read_ticket (FielEvidencePage *self)
{
  stop_reading (self);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text), "", -1);
  show (self, "waiting", FALSE);
  if (self->engine == NULL)
    return;

  self->cancellable = g_cancellable_new ();
  self->patience_timer = fiel_clock_add_timer (fiel_engine_get_clock (self->engine), PATIENCE_US, patience_passed,
                                               self);
  fiel_engine_describe_ticket_async (self->engine, self->reference, self->cancellable, described_cb,
                                     g_object_ref (self));
}

static void
copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FielEvidencePage *self = FIEL_EVIDENCE_PAGE (widget);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  /* Translators: said after a text was copied to the clipboard */
  fiel_announce (widget, _("Copied"), FALSE);
}

static void
retry_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  read_ticket (FIEL_EVIDENCE_PAGE (widget));
}

static void
fiel_evidence_page_dispose (GObject *object)
{
  FielEvidencePage *self = FIEL_EVIDENCE_PAGE (object);

  if (self->body != NULL)
    stop_reading (self);
  g_clear_object (&self->engine);
  g_clear_pointer (&self->reference, g_free);
  g_clear_pointer (&self->body, gtk_widget_unparent);

  G_OBJECT_CLASS (fiel_evidence_page_parent_class)->dispose (object);
}

static void
fiel_evidence_page_class_init (FielEvidencePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fiel_evidence_page_dispose;

  g_type_ensure (FIEL_TYPE_FIT_LAYOUT);

  gtk_widget_class_install_action (widget_class, "evidence.copy", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "evidence.retry", NULL, retry_action);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/fielpos/Fiel/ui/fiel-evidence-page.ui");
  gtk_widget_class_bind_template_child (widget_class, FielEvidencePage, body);
  gtk_widget_class_bind_template_child (widget_class, FielEvidencePage, stack);
  gtk_widget_class_bind_template_child (widget_class, FielEvidencePage, progress);
  gtk_widget_class_bind_template_child (widget_class, FielEvidencePage, spinner);
  gtk_widget_class_bind_template_child (widget_class, FielEvidencePage, text);
  gtk_widget_class_bind_template_child (widget_class, FielEvidencePage, trouble);
  gtk_widget_class_bind_template_child (widget_class, FielEvidencePage, copy);
  gtk_widget_class_bind_template_child (widget_class, FielEvidencePage, retry);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
fiel_evidence_page_init (FielEvidencePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fiel_stack_voice_follow (self->stack);
  show (self, "waiting", FALSE);
}

void
fiel_evidence_page_set_ticket (FielEvidencePage *self, FielEngine *engine, const char *reference)
{
  g_return_if_fail (FIEL_IS_EVIDENCE_PAGE (self));
  g_return_if_fail ((engine == NULL) == (reference == NULL));

  stop_reading (self);
  g_set_object (&self->engine, engine);
  g_free (self->reference);
  self->reference = g_strdup (reference);
  read_ticket (self);
}
