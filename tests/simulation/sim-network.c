/* sim-network.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-network.h"

#include "fiel-http-message-private.h"
#include "sim-checker.h"
#include "sim-cloud.h"
#include "sim-relay.h"
#include "sim-till.h"

#include <string.h>

/* Takes the place of fiel-http-client.c when the simulation is linked: the same promises (at most one transmission, a
 * verdict that proves what it says), kept by a network that loses, delays, cuts and spoils. */

struct _FielHttpClient
{
  GObject parent_instance;

  FielClock *clock;   /* owned */
};

struct _SimExchange
{
  FielHttpRequest *request;        /* owned */
  GTask *task;                     /* owned, NULL when it is over for the client */
  FielHttpStartedFunc started;
  gpointer started_data;           /* the caller's */
  GCancellable *cancellable;       /* owned, nullable */
  gulong cancel_handler;
  guint next;                      /* what happens next on the client's side */
  guint deadline;
  gboolean has_started;
};

/* The longest that bytes are under way after their connection ended: well below the margin of the horizon. */
#define MOST_LATE_US SIM_SECONDS (20)

G_DEFINE_FINAL_TYPE (FielHttpClient, fiel_http_client, G_TYPE_OBJECT)

static void
exchange_clear (gpointer data)
{
  SimExchange *self = data;

  fiel_http_request_unref (self->request);
  g_clear_object (&self->task);
  g_clear_object (&self->cancellable);
}

SimExchange *
sim_exchange_ref (SimExchange *self)
{
  return g_rc_box_acquire (self);
}

void
sim_exchange_unref (SimExchange *self)
{
  g_rc_box_release_full (self, exchange_clear);
}

FielHttpRequest *
sim_exchange_get_request (SimExchange *self)
{
  return self->request;
}

char *
sim_network_find_member (GBytes *body, const char *name)
{
  g_autofree char *key = g_strdup_printf ("\"%s\":", name);
  gsize size = 0;
  const char *text = body != NULL ? g_bytes_get_data (body, &size) : NULL;
  const char *found = text != NULL ? memmem (text, size, key, strlen (key)) : NULL;
  const char *end = text + size;
  const char *stop = NULL;

  if (found == NULL)
    return NULL;

  found += strlen (key);
  if (*found == '"')
    {
      stop = memchr (found + 1, '"', (gsize) (end - found - 1));
      return stop != NULL ? g_strndup (found + 1, (gsize) (stop - found - 1)) : NULL;
    }
  for (stop = found; stop < end && *stop != ',' && *stop != '}';)
    stop++;

  return g_strndup (found, (gsize) (stop - found));
}

/* The client's side */

static void
end (SimExchange *self, FielHttpVerdict verdict, FielHttpCause cause, guint status, const char *body)
{
  g_autoptr (GBytes) bytes = body != NULL ? g_bytes_new (body, strlen (body)) : NULL;
  g_autoptr (GTask) task = g_steal_pointer (&self->task);

  if (task == NULL)
    return;

  sim_scheduler_clear (sim_world->scheduler, &self->next);
  sim_scheduler_clear (sim_world->scheduler, &self->deadline);
  if (self->cancel_handler != 0)
    g_signal_handler_disconnect (self->cancellable, self->cancel_handler);
  self->cancel_handler = 0;
  if (sim_till_is_alive (sim_world->till))
    sim_note ("reply", (gint64) verdict * 100 + (gint64) cause, (gint64) status, "%s: %u %s",
              g_uri_get_path (fiel_http_request_get_uri (self->request)), status,
              body != NULL ? body : fiel_enum_nick (FIEL_TYPE_HTTP_CAUSE, (int) cause));
  g_task_return_pointer (task, fiel_http_reply_new (verdict, cause, status, bytes, "application/json", 0, "simulated"),
                         (GDestroyNotify) fiel_http_reply_unref);
}

static void
end_unsent (SimExchange *self, FielHttpCause cause)
{
  end (self, FIEL_HTTP_VERDICT_NOT_SENT, cause, 0, NULL);
}

static void
end_unknown (SimExchange *self, FielHttpCause cause)
{
  end (self, FIEL_HTTP_VERDICT_UNKNOWN, cause, 0, NULL);
}

static void
cancelled (GCancellable *cancellable, gpointer data)
{
  SimExchange *self = data;
  g_autoptr (SimExchange) kept = sim_exchange_ref (self);

  if (kept->has_started)
    end_unknown (kept, FIEL_HTTP_CAUSE_CANCELLED);
  else
    end_unsent (kept, FIEL_HTTP_CAUSE_CANCELLED);
}

static void
deadline_passed (gpointer data)
{
  SimExchange *self = data;

  self->deadline = 0;
  end_unknown (self, FIEL_HTTP_CAUSE_TIMED_OUT);
}

static void
connection_cut (gpointer data)
{
  SimExchange *self = data;

  self->next = 0;
  end_unknown (self, FIEL_HTTP_CAUSE_CUT);
}

static guint
plan_own (SimExchange *self, gint64 delay_us, SimFunc func)
{
  return sim_later (SIM_SIDE_TILL, delay_us, func, sim_exchange_ref (self), (GDestroyNotify) sim_exchange_unref);
}

/* Under way */

static gboolean
is_out (void)
{
  return sim_now_us () < sim_world->outage_until_us;
}

static gint64
draw_latency (void)
{
  if (sim_strikes (SIM_STREAM_NETWORK, SIM_FAULT_SLOW))
    return sim_random_us (sim_world->random, SIM_STREAM_NETWORK, SIM_MS (100), MOST_LATE_US);

  return SIM_MS (20) + (gint64) sim_random_draw (sim_world->random, SIM_STREAM_NETWORK, 16) * SIM_MS (10);
}

static void
arrive (gpointer data)
{
  SimExchange *self = data;

  if (g_str_equal (g_uri_get_host (fiel_http_request_get_uri (self->request)), SIM_RELAY_HOST))
    sim_relay_take (sim_world->relay, self);
  else
    sim_cloud_take (sim_world->cloud, self);
}

/* The client does not notice: it waits until its deadline, or until the connection turns out to be dead. */
static void
lose (SimExchange *self)
{
  if (self->next == 0 && sim_random_draw (sim_world->random, SIM_STREAM_NETWORK, 2) == 0)
    self->next = plan_own (self, sim_random_us (sim_world->random, SIM_STREAM_NETWORK, 0, SIM_SECONDS (60)),
                           connection_cut);
}

static void
let_money_leave (SimExchange *self)
{
  GBytes *body = fiel_http_request_get_body (self->request);
  g_autofree char *id = sim_network_find_member (body, "customId");

  if (sim_till_is_alive (sim_world->till))
    sim_checker_money_leaves (sim_world->checker, id != NULL ? id : "", body);
}

/* The first byte. */
static void
start (SimExchange *self)
{
  gint64 deadline_us = fiel_http_request_get_deadline_us (self->request);

  self->has_started = TRUE;
  if (self->started != NULL)
    self->started (self->started_data);
  if (fiel_http_request_get_purpose (self->request) == FIEL_HTTP_PURPOSE_MONEY)
    let_money_leave (self);
  self->deadline = plan_own (self, deadline_us, deadline_passed);

  if (sim_strikes (SIM_STREAM_NETWORK, SIM_FAULT_RESTARTED))
    {
      end_unknown (self, FIEL_HTTP_CAUSE_RESTARTED);
    }
  else if (sim_strikes (SIM_STREAM_NETWORK, SIM_FAULT_REQUEST_LOST))
    {
      lose (self);
      return;
    }
  else if (sim_strikes (SIM_STREAM_NETWORK, SIM_FAULT_CUT))
    {
      self->next = plan_own (self, sim_random_us (sim_world->random, SIM_STREAM_NETWORK, 0, SIM_SECONDS (40)),
                             connection_cut);
    }

  sim_later (SIM_SIDE_WORLD, draw_latency (), arrive, sim_exchange_ref (self), (GDestroyNotify) sim_exchange_unref);
}

static void
connect_now (gpointer data)
{
  static const FielHttpCause causes[] = { FIEL_HTTP_CAUSE_REFUSED, FIEL_HTTP_CAUSE_NAME_NOT_FOUND,
                                          FIEL_HTTP_CAUSE_CERTIFICATE, FIEL_HTTP_CAUSE_TIMED_OUT };
  SimExchange *self = data;

  self->next = 0;
  if (!sim_till_is_alive (sim_world->till))
    end_unsent (self, FIEL_HTTP_CAUSE_CANCELLED);
  else if (is_out ())
    end_unsent (self, FIEL_HTTP_CAUSE_REFUSED);
  else if (sim_strikes (SIM_STREAM_NETWORK, SIM_FAULT_NO_CONNECTION))
    end_unsent (self, causes[sim_random_draw (sim_world->random, SIM_STREAM_NETWORK, G_N_ELEMENTS (causes))]);
  else
    start (self);
}

/* An answer on its way back. */
typedef struct
{
  SimExchange *exchange;   /* owned */
  guint status;
  char *body;              /* owned */
} SimAnswer;

static void
answer_free (gpointer data)
{
  SimAnswer *answer = data;

  sim_exchange_unref (answer->exchange);
  g_free (answer->body);
  g_free (answer);
}

static void
answer_arrives (gpointer data)
{
  SimAnswer *answer = data;

  if (sim_till_is_alive (sim_world->till))
    end (answer->exchange, FIEL_HTTP_VERDICT_ANSWERED, FIEL_HTTP_CAUSE_NONE, answer->status, answer->body);
}

static char *
spoil (char *body)
{
  static const char *const garbage[] = {
    "<html><body>502 Bad Gateway</body></html>", "", "{\"code\":1,\"status\":\"OK\"", "[]", "{\"code\":7}", "null",
  };

  g_free (body);

  return g_strdup (garbage[sim_random_draw (sim_world->random, SIM_STREAM_NETWORK, G_N_ELEMENTS (garbage))]);
}

void
sim_exchange_answer (SimExchange *self, guint status, char *body)
{
  SimAnswer *answer = NULL;

  if (self->task == NULL)
    {
      g_free (body);
      return;
    }
  if (is_out () || sim_strikes (SIM_STREAM_NETWORK, SIM_FAULT_ANSWER_LOST)
      || sim_strikes (SIM_STREAM_NETWORK, SIM_FAULT_HALF_ANSWER))
    {
      lose (self);
      g_free (body);
      return;
    }

  if (sim_strikes (SIM_STREAM_NETWORK, SIM_FAULT_GARBAGE))
    body = spoil (body);
  answer = g_new0 (SimAnswer, 1);
  answer->exchange = sim_exchange_ref (self);
  answer->status = status;
  answer->body = body;
  sim_later (SIM_SIDE_WORLD, draw_latency (), answer_arrives, answer, answer_free);
}

/* The client */

void
fiel_http_prepare_process (void)
{
}

FielHttpClient *
fiel_http_client_new (FielClock *clock)
{
  FielHttpClient *self = g_object_new (FIEL_TYPE_HTTP_CLIENT, NULL);

  self->clock = g_object_ref (clock);

  return self;
}

gboolean
fiel_http_client_trust_file (FielHttpClient *self, const char *absolute_path, GError **error)
{
  return TRUE;
}

void
fiel_http_client_send_async (FielHttpClient *self,
                             FielHttpRequest *request,
                             FielHttpStartedFunc started,
                             gpointer started_data,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (SimExchange) exchange = g_rc_box_new0 (SimExchange);

  exchange->request = fiel_http_request_ref (request);
  exchange->task = g_task_new (self, cancellable, callback, user_data);
  exchange->started = started;
  exchange->started_data = started_data;
  g_task_set_source_tag (exchange->task, fiel_http_client_send_async);
  g_task_set_check_cancellable (exchange->task, FALSE);
  exchange->next = plan_own (exchange, SIM_MS (5), connect_now);
  if (cancellable == NULL)
    return;

  exchange->cancellable = g_object_ref (cancellable);
  if (g_cancellable_is_cancelled (cancellable))
    end_unsent (exchange, FIEL_HTTP_CAUSE_CANCELLED);
  else
    exchange->cancel_handler = g_signal_connect (cancellable, "cancelled", G_CALLBACK (cancelled), exchange);
}

FielHttpReply *
fiel_http_client_send_finish (FielHttpClient *self, GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), NULL);
}

static void
fiel_http_client_finalize (GObject *object)
{
  g_object_unref (FIEL_HTTP_CLIENT (object)->clock);

  G_OBJECT_CLASS (fiel_http_client_parent_class)->finalize (object);
}

static void
fiel_http_client_class_init (FielHttpClientClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fiel_http_client_finalize;
}

static void
fiel_http_client_init (FielHttpClient *self)
{
}
