/* practice-callbacks.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Posts the results of asynchronous commands to the address their request named: once, with ten seconds for an
 * answer that nobody reads. An outcome may have one about somebody else's payment follow. Faults may drop, double,
 * delay or replace a callback; a switch adds retries. Addresses outside this machine are written to the log and not
 * called, unless a switch allows it: practice data is nobody else's business. */

#include "practice-callbacks.h"

#include <libsoup/soup.h>

#include "practice-answers.h"
#include "practice-json.h"

#define RETRY_MS (5 * 1000)
#define STRAY_MS (3 * 1000)
#define MAX_LOG 10000

typedef struct
{
  gint64 id;
  char *url;
  gint64 at_ms;
  gint status; /* HTTP status; 0 on its way, -1 not reached, -2 not sent */
} Entry;

struct _PracticeCallbacks
{
  GObject parent_instance;

  PracticeWorld *world; /* unowned: outlives this */
  SoupSession *session; /* owned */
  GPtrArray *log;       /* owned, of owned Entry (shared by reference with what is on its way) */
};

enum
{
  SIGNAL_POSTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PracticeCallbacks, practice_callbacks, G_TYPE_OBJECT)

/* One body on its way to one address, with what is left of its copies and tries. */
typedef struct
{
  PracticeCallbacks *callbacks; /* owned */
  Entry *entry;                 /* owned reference */
  char *url;                    /* owned */
  GBytes *body;                 /* owned */
  gint64 id;
  guint copies;
  gint64 retries;
} Delivery;

static void
entry_clear (gpointer data)
{
  g_free (((Entry *)data)->url);
}

static void
entry_unref (gpointer data)
{
  g_rc_box_release_full (data, entry_clear);
}

static void
practice_callbacks_finalize (GObject *object)
{
  PracticeCallbacks *self = PRACTICE_CALLBACKS (object);

  g_ptr_array_unref (self->log);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (practice_callbacks_parent_class)->finalize (object);
}

static void
practice_callbacks_class_init (PracticeCallbacksClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = practice_callbacks_finalize;

  signals[SIGNAL_POSTED] = g_signal_new ("posted", PRACTICE_TYPE_CALLBACKS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
practice_callbacks_init (PracticeCallbacks *self)
{
  self->log = g_ptr_array_new_with_free_func (entry_unref);
}

static gboolean
on_accept_certificate (SoupMessage *message,
                       GTlsCertificate *certificate,
                       GTlsCertificateFlags errors,
                       gpointer user_data)
{
  /* Listeners on loopback have certificates of their own making. */
  return TRUE;
}

PracticeCallbacks *
practice_callbacks_new (PracticeWorld *world)
{
  PracticeCallbacks *self = g_object_new (PRACTICE_TYPE_CALLBACKS, NULL);

  self->world = world;
  self->session = soup_session_new_with_options ("timeout", 10, "max-conns", 100, "max-conns-per-host", 100,
                                                 "user-agent", "fiel-practice-cloud", NULL);
  return self;
}

/* Whether @address is an address that a result could be posted to at all. */
gboolean
practice_callbacks_accepts (const char *address)
{
  g_autoptr (GUri) uri = g_uri_parse (address, SOUP_HTTP_URI_FLAGS, NULL);
  const char *scheme = uri != NULL ? g_uri_get_scheme (uri) : NULL;
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  return host != NULL && *host != '\0' && (g_str_equal (scheme, "http") || g_str_equal (scheme, "https"));
}

static gboolean
may_call (PracticeCallbacks *self, const char *address)
{
  g_autoptr (GUri) uri = g_uri_parse (address, SOUP_HTTP_URI_FLAGS, NULL);
  g_autoptr (GInetAddress) inet = NULL;
  const char *host;

  if (uri == NULL)
    return FALSE;
  if (practice_switches_is (self->world->switches, PRACTICE_SWITCH_CALLBACK_HOSTS, "any"))
    return TRUE;

  host = g_uri_get_host (uri);
  inet = g_inet_address_new_from_string (host);
  return g_str_equal (host, "localhost") || (inet != NULL && g_inet_address_get_is_loopback (inet));
}

static void
delivery_end (Delivery *delivery)
{
  g_object_unref (delivery->callbacks);
  entry_unref (delivery->entry);
  g_free (delivery->url);
  g_bytes_unref (delivery->body);
  g_free (delivery);
}

static void delivery_post (gpointer data);

static void
on_posted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Delivery *delivery = user_data;
  SoupMessage *message = soup_session_get_async_result_message (SOUP_SESSION (source), result);
  g_autoptr (GInputStream) stream = soup_session_send_finish (SOUP_SESSION (source), result, NULL);
  gboolean reached = stream != NULL && message != NULL;

  delivery->entry->status = reached ? (gint)soup_message_get_status (message) : -1;
  g_signal_emit (delivery->callbacks, signals[SIGNAL_POSTED], 0, delivery->id);

  if (delivery->copies > 1)
    {
      delivery->copies--;
      delivery_post (delivery);
    }
  else if (delivery->retries > 0 && !SOUP_STATUS_IS_SUCCESSFUL ((guint)MAX (delivery->entry->status, 0)))
    {
      delivery->retries--;
      practice_time_add (delivery->callbacks->world->time, RETRY_MS, delivery_post, delivery);
    }
  else
    delivery_end (delivery);
}

static void
log_delivery (Delivery *delivery)
{
  PracticeCallbacks *self = delivery->callbacks;
  Entry *entry = g_rc_box_new0 (Entry);

  entry->id = delivery->id;
  entry->url = g_strdup (delivery->url);
  entry->at_ms = practice_time_get_now (self->world->time);
  if (delivery->entry != NULL)
    entry_unref (delivery->entry);
  delivery->entry = entry;
  g_ptr_array_add (self->log, g_rc_box_acquire (entry));
  if (self->log->len > MAX_LOG)
    g_ptr_array_remove_index (self->log, 0);
}

static void
delivery_post (gpointer data)
{
  Delivery *delivery = data;
  g_autoptr (SoupMessage) message = NULL;

  log_delivery (delivery);
  if (!may_call (delivery->callbacks, delivery->url))
    {
      delivery->entry->status = -2;
      g_signal_emit (delivery->callbacks, signals[SIGNAL_POSTED], 0, delivery->id);
      delivery_end (delivery);
      return;
    }

  message = soup_message_new ("POST", delivery->url);
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  soup_message_set_request_body_from_bytes (message, "application/json", delivery->body);
  g_signal_connect (message, "accept-certificate", G_CALLBACK (on_accept_certificate), NULL);
  soup_session_send_async (delivery->callbacks->session, message, G_PRIORITY_DEFAULT, NULL, on_posted, delivery);
}

static GBytes *
make_body (PracticeCallbacks *self, PracticeOperation *operation, PracticeFault *fault)
{
  JsonObject *state;
  char *text;
  gsize length;

  if (fault != NULL && fault->kind == PRACTICE_FAULT_WRONG_BODY_CALLBACK)
    return g_bytes_new (fault->body != NULL ? fault->body : "[]", strlen (fault->body != NULL ? fault->body : "[]"));

  state = practice_answers_state (self->world, operation, FALSE, PRACTICE_FAULT_NONE);
  text = practice_json_to_text (practice_json_take_object (state), &length);
  return g_bytes_new_take (text, length);
}

static gboolean
is_silent (PracticeCallbacks *self, PracticeOperation *operation, PracticeFault *fault)
{
  return (fault != NULL && fault->kind == PRACTICE_FAULT_DROP_CALLBACK)
         || (practice_operation_get_state (operation) == PRACTICE_OPERATION_TIMED_OUT
             && practice_switches_is (self->world->switches, PRACTICE_SWITCH_TIMEOUT_CALLBACK, "off"));
}

static Delivery *
delivery_new (PracticeCallbacks *self, PracticeOperation *operation, GBytes *body)
{
  Delivery *delivery = g_new0 (Delivery, 1);

  delivery->callbacks = g_object_ref (self);
  delivery->url = g_strdup (practice_operation_get_order (operation)->webhook);
  delivery->body = body;
  delivery->id = practice_operation_get_id (operation);
  delivery->copies = 1;

  return delivery;
}

/* Somebody else's news at this address: the result is known by then. */
static void
send_stray (PracticeCallbacks *self, PracticeOperation *operation)
{
  gsize length;
  char *text = practice_json_to_text (practice_json_take_object (practice_answers_stray (self->world, operation)),
                                      &length);

  practice_time_add (self->world->time, STRAY_MS, delivery_post,
                     delivery_new (self, operation, g_bytes_new_take (text, length)));
}

/**
 * practice_callbacks_send:
 * @operation: a concluded operation with a webhook
 *
 * Posts the state of @operation, as its callback fault has it. "posted" is emitted with its id after every try, and
 * also when nothing is to be sent.
 */
void
practice_callbacks_send (PracticeCallbacks *self, PracticeOperation *operation)
{
  PracticeFault *fault = practice_operation_get_callback_fault (operation);
  Delivery *delivery;

  g_return_if_fail (PRACTICE_IS_CALLBACKS (self));

  if (practice_operation_get_outcome (operation)->stray
      && practice_operation_get_state (operation) == PRACTICE_OPERATION_FINISHED)
    send_stray (self, operation);
  if (is_silent (self, operation, fault))
    {
      g_signal_emit (self, signals[SIGNAL_POSTED], 0, practice_operation_get_id (operation));
      return;
    }

  delivery = delivery_new (self, operation, make_body (self, operation, fault));
  delivery->copies = fault != NULL && fault->kind == PRACTICE_FAULT_DUPLICATE_CALLBACK ? 2 : 1;
  delivery->retries = practice_switches_get_int (self->world->switches, PRACTICE_SWITCH_CALLBACK_RETRIES);
  if (fault != NULL && fault->ms > 0)
    practice_time_add (self->world->time, fault->ms, delivery_post, delivery);
  else
    delivery_post (delivery);
}

/* Returns: (transfer full): every callback that was due, with the HTTP status it got */
JsonArray *
practice_callbacks_to_array (PracticeCallbacks *self)
{
  JsonArray *array = json_array_new ();

  g_return_val_if_fail (PRACTICE_IS_CALLBACKS (self), array);

  for (guint i = 0; i < self->log->len; i++)
    {
      const Entry *entry = self->log->pdata[i];
      JsonObject *object = json_object_new ();

      json_object_set_int_member (object, "idPosTxs", entry->id);
      json_object_set_string_member (object, "url", entry->url);
      json_object_set_int_member (object, "atMs", entry->at_ms);
      json_object_set_int_member (object, "status", entry->status);
      json_array_add_object_element (array, object);
    }
  return array;
}

void
practice_callbacks_clear (PracticeCallbacks *self)
{
  g_return_if_fail (PRACTICE_IS_CALLBACKS (self));
  g_ptr_array_set_size (self->log, 0);
}
