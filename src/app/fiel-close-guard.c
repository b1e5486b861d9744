/* fiel-close-guard.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-close-guard.h"

#include "fiel-question.h"

#include <glib/gi18n.h>

/* FielCloseGuard: while a payment is open, the session is asked not to end or sleep, and closing the window asks
 * first. */

struct _FielCloseGuard
{
  GObject parent_instance;

  GtkWindow *window;             /* unowned: it owns us */
  FielEngine *engine;            /* owned, nullable */
  GSignalGroup *engine_signals;  /* owned */
  guint inhibit_cookie;
  gboolean answered;             /* with yes */
};

G_DEFINE_FINAL_TYPE (FielCloseGuard, fiel_close_guard, G_TYPE_OBJECT)

static gboolean
has_open (FielCloseGuard *self)
{
  return self->engine != NULL && fiel_engine_get_n_open (self->engine) > 0;
}

static void
update_inhibit (FielCloseGuard *self)
{
  GtkApplication *application = gtk_window_get_application (self->window);

  if (application == NULL || has_open (self) == (self->inhibit_cookie != 0))
    return;

  if (has_open (self))
    {
      self->inhibit_cookie = gtk_application_inhibit (application, self->window,
                                                      GTK_APPLICATION_INHIBIT_LOGOUT | GTK_APPLICATION_INHIBIT_SUSPEND,
                                                      _("A payment is in progress"));
    }
  else
    {
      gtk_application_uninhibit (application, self->inhibit_cookie);
      self->inhibit_cookie = 0;
    }
}

static gboolean
close_cb (gpointer user_data)
{
  gtk_window_close (user_data);

  return G_SOURCE_REMOVE;
}

/* The question closes first: it must not outlive the window it belongs to. */
static void
answered_cb (FielCloseGuard *self, const char *response)
{
  if (!g_str_equal (response, "close"))
    return;

  self->answered = TRUE;
  g_idle_add_full (G_PRIORITY_DEFAULT, close_cb, g_object_ref (self->window), g_object_unref);
}

static void
ask (FielCloseGuard *self)
{
  AdwMessageDialog *dialog
    = fiel_question_new (self->window, _("A Payment Is in Progress"),
                         _("It continues on the terminal. It will be checked when you return."));

  /* Translators: button (verb): the window stays open, a payment goes on */
  adw_message_dialog_add_responses (dialog, "keep", _("_Keep Open"), "close",
                                    /* Translators: button (verb): the window closes, the payment goes on */
                                    _("_Close Anyway"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "close", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, "keep");
  adw_message_dialog_set_close_response (dialog, "keep");
  g_signal_connect_object (dialog, "response", G_CALLBACK (answered_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
fiel_close_guard_dispose (GObject *object)
{
  FielCloseGuard *self = FIEL_CLOSE_GUARD (object);

  g_clear_object (&self->engine_signals);
  g_clear_object (&self->engine);

  G_OBJECT_CLASS (fiel_close_guard_parent_class)->dispose (object);
}

static void
fiel_close_guard_class_init (FielCloseGuardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fiel_close_guard_dispose;
}

static void
fiel_close_guard_init (FielCloseGuard *self)
{
  self->engine_signals = g_signal_group_new (FIEL_TYPE_ENGINE);
  g_signal_group_connect_swapped (self->engine_signals, "notify::n-open", G_CALLBACK (update_inhibit), self);
}

FielCloseGuard *
fiel_close_guard_new (GtkWindow *window)
{
  FielCloseGuard *self;

  g_return_val_if_fail (GTK_IS_WINDOW (window), NULL);

  self = g_object_new (FIEL_TYPE_CLOSE_GUARD, NULL);
  self->window = window;

  return self;
}

void
fiel_close_guard_set_engine (FielCloseGuard *self, FielEngine *engine)
{
  g_return_if_fail (FIEL_IS_CLOSE_GUARD (self));
  g_return_if_fail (engine == NULL || FIEL_IS_ENGINE (engine));

  self->answered = FALSE;
  g_set_object (&self->engine, engine);
  g_signal_group_set_target (self->engine_signals, engine);
  update_inhibit (self);
}

gboolean
fiel_close_guard_may_close (FielCloseGuard *self)
{
  g_return_val_if_fail (FIEL_IS_CLOSE_GUARD (self), TRUE);

  if (self->answered || !has_open (self))
    return TRUE;

  ask (self);

  return FALSE;
}
