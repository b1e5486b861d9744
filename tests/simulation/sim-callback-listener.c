/* sim-callback-listener.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-callback-listener.h"

#include "sim-checker.h"
#include "sim-listener.h"
#include "sim-till.h"

#include <string.h>

/* Takes the place of fiel-callback.c and fiel-callback-listener.c when the simulation is linked: whoever calls back is
 * the cloud, or somebody who knows the address. */

struct _FielCallback
{
  GObject parent_instance;

  GBytes *body;        /* owned */
  char *attempt_id;    /* owned, nullable */
  gint64 received_us;  /* virtual time */
};

struct _FielCallbackListener
{
  GObject parent_instance;

  char *target;        /* owned */
};

enum
{
  RECEIVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];
static FielCallbackListener *listening;   /* not owned, nullable: the one of the living process */

G_DEFINE_FINAL_TYPE (FielCallback, fiel_callback, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE (FielCallbackListener, fiel_callback_listener, G_TYPE_OBJECT)

static void
fiel_callback_finalize (GObject *object)
{
  g_bytes_unref (FIEL_CALLBACK (object)->body);
  g_free (FIEL_CALLBACK (object)->attempt_id);

  G_OBJECT_CLASS (fiel_callback_parent_class)->finalize (object);
}

static void
fiel_callback_class_init (FielCallbackClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fiel_callback_finalize;
}

static void
fiel_callback_init (FielCallback *self)
{
}

GBytes *
fiel_callback_get_body (FielCallback *self)
{
  return self->body;
}

void
fiel_callback_accept (FielCallback *self)
{
  if (sim_till_is_alive (sim_world->till))
    sim_checker_callback_accepted (sim_world->checker, self->body, self->attempt_id, self->received_us);
}

void
fiel_callback_refuse (FielCallback *self)
{
  sim_note ("404", 0, 0, "a callback is turned away");
}

static void
fiel_callback_listener_finalize (GObject *object)
{
  FielCallbackListener *self = FIEL_CALLBACK_LISTENER (object);

  fiel_callback_listener_stop (self);
  g_free (self->target);

  G_OBJECT_CLASS (fiel_callback_listener_parent_class)->finalize (object);
}

static void
fiel_callback_listener_class_init (FielCallbackListenerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fiel_callback_listener_finalize;

  signals[RECEIVED] = g_signal_new ("received", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, FIEL_TYPE_CALLBACK);
}

static void
fiel_callback_listener_init (FielCallbackListener *self)
{
}

char *
fiel_callback_token_new (void)
{
  return g_strdup ("simulated-token-simulated-token-simulated-t");
}

FielCallbackListener *
fiel_callback_listener_new (FielClock *clock, const char *token)
{
  g_autofree char *target = g_strconcat ("/callback/", token, NULL);

  return fiel_callback_listener_new_for_target (clock, target);
}

FielCallbackListener *
fiel_callback_listener_new_for_target (FielClock *clock, const char *target)
{
  FielCallbackListener *self = g_object_new (FIEL_TYPE_CALLBACK_LISTENER, NULL);

  self->target = g_strdup (target);

  return self;
}

const char *
fiel_callback_listener_get_target (FielCallbackListener *self)
{
  return self->target;
}

gboolean
fiel_callback_listener_start (FielCallbackListener *self, const char *address, guint16 port, GError **error)
{
  listening = self;

  return TRUE;
}

void
fiel_callback_listener_stop (FielCallbackListener *self)
{
  if (listening == self)
    listening = NULL;
}

guint16
fiel_callback_listener_get_port (FielCallbackListener *self)
{
  return listening == self ? 9 : 0;
}

void
sim_listener_receive (const char *body, const char *attempt_id)
{
  g_autoptr (FielCallback) callback = NULL;

  if (listening == NULL || !sim_till_is_alive (sim_world->till))
    return;

  callback = g_object_new (FIEL_TYPE_CALLBACK, NULL);
  callback->body = g_bytes_new (body, strlen (body));
  callback->attempt_id = g_strdup (attempt_id);
  callback->received_us = sim_now_us ();
  sim_note ("callback", sim_log_digest_text (body), 0, "%s", body);
  g_signal_emit (listening, signals[RECEIVED], 0, callback);
}
