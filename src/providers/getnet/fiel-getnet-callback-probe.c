/* fiel-getnet-callback-probe.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Sends this till a callback and watches it arrive, hop by hop. The test says that it is one, so it is kept nowhere;
 * the relay is only looked at, which neither acknowledges anything nor ends the till's own waiting. */

#include "fiel-getnet-callback-probe.h"

#include "fiel-relay-query.h"
#include "fiel-test-call.h"

#include <string.h>

#define JSON_TYPE "application/json"
#define HTTP_OK 200
#define TIMEOUT_US (8 * G_USEC_PER_SEC)
/* How long a look at the relay may last, and how many bring nothing until the test is given up. */
#define LOOK_S 2
#define MAX_EMPTY 4
/* So many pages may wait at a relay before the end is found. */
#define MAX_PAGES 1000

struct _FielGetnetCallbackProbe
{
  GObject parent_instance;

  FielGetnetSettings *settings;       /* owned */
  FielHttpClient *client;             /* owned */
  FielSecretLookupFunc lookup_secret; /* nullable */
  gpointer lookup_data;               /* not owned, outlives self */

  char *nonce;                        /* owned: of the test */
  char *epoch;                        /* owned, nullable: until the relay has answered */
  gint64 after;                       /* the end of the relay's news, as last seen */
};

G_DEFINE_FINAL_TYPE (FielGetnetCallbackProbe, fiel_getnet_callback_probe, G_TYPE_OBJECT)

/* A series of looks at the relay. */
typedef struct
{
  char *token;          /* owned, wiped */
  gboolean wants_test;  /* looks for the test; else for the end */
  guint n_pages;
  guint n_empty;
} Search;

static void look (GTask *task);

static void
search_free (gpointer data)
{
  Search *search = data;

  if (search->token != NULL)
    explicit_bzero (search->token, strlen (search->token));
  g_free (search->token);
  g_free (search);
}

static void
return_absence (GTask *task, FielProviderStepAbsence absence)
{
  FielProviderStepResult *result = fiel_provider_step_result_new ();

  result->absence = absence;
  g_task_return_pointer (task, result, (GDestroyNotify) fiel_provider_step_result_free);
}

static void
return_trouble (GTask *task, FielTrouble trouble, const char *detail)
{
  g_task_return_new_error (task, FIEL_TROUBLE_ERROR, (int) trouble, "%s", detail != NULL ? detail : "");
}

/* The relay */

static gboolean
holds_test (FielGetnetCallbackProbe *self, FielRelayAnswer *page)
{
  for (guint i = 0; i < page->news->len; i++)
    {
      g_autofree char *nonce = fiel_test_call_read (fiel_relay_entry_get_body (g_ptr_array_index (page->news, i)));

      if (g_strcmp0 (nonce, self->nonce) == 0)
        return TRUE;
    }

  return FALSE;
}

/* Returns whether the search is over. */
static gboolean
judge_page (GTask *task, FielRelayAnswer *page)
{
  FielGetnetCallbackProbe *self = g_task_get_source_object (task);
  Search *search = g_task_get_task_data (task);
  const gboolean is_empty = page->news->len == 0;

  if (is_empty)
    search->n_empty++;
  if (search->wants_test ? holds_test (self, page) : is_empty)
    return_absence (task, FIEL_PROVIDER_STEP_ABSENCE_NONE);
  else if (search->n_empty == MAX_EMPTY)
    return_trouble (task, FIEL_TROUBLE_NOT_BACK, "the test is not among the news");
  else if (++search->n_pages == MAX_PAGES)
    return_trouble (task, FIEL_TROUBLE_UNREADABLE, "the news has no end");
  else
    return FALSE;

  return TRUE;
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FielGetnetCallbackProbe *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (FielRelayAnswer) page = fiel_relay_query_ask_finish (FIEL_HTTP_CLIENT (source), result, &error);

  if (page == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  g_free (self->epoch);
  self->epoch = g_strdup (page->epoch);
  self->after = page->last;
  if (!judge_page (task, page))
    look (task);
}

static void
look (GTask *task)
{
  FielGetnetCallbackProbe *self = g_task_get_source_object (task);
  const Search *search = g_task_get_task_data (task);
  const FielRelayQuery query = {
    .address = self->settings->relay_address,
    .token = search->token,
    .wait_s = search->wants_test ? LOOK_S : 0,
    .epoch = self->epoch,
    .after = self->after,
    .peeks = TRUE,
  };

  fiel_relay_query_ask_async (self->client, &query, g_task_get_cancellable (task), looked_cb, g_object_ref (task));
}

static void
try_relay (GTask *task, gboolean wants_test)
{
  FielGetnetCallbackProbe *self = g_task_get_source_object (task);
  Search *search = g_new0 (Search, 1);
  g_autoptr (GError) error = NULL;

  g_task_set_task_data (task, search, search_free);
  search->wants_test = wants_test;
  if (self->lookup_secret != NULL)
    search->token = self->lookup_secret ("relay-token", self->lookup_data, &error);

  if (search->token == NULL)
    return_trouble (task, FIEL_TROUBLE_NO_SECRET, error != NULL ? error->message : "no token");
  else if (!fiel_relay_token_is_valid (search->token))
    return_trouble (task, FIEL_TROUBLE_CREDENTIALS, "what is stored as token is none");
  else
    look (task);
}

/* A test */

static void
posted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (FielHttpReply) reply = fiel_http_client_send_finish (FIEL_HTTP_CLIENT (source), result);

  if (fiel_http_reply_get_verdict (reply) == FIEL_HTTP_VERDICT_ANSWERED
      && fiel_http_reply_get_status (reply) == HTTP_OK)
    return_absence (task, FIEL_PROVIDER_STEP_ABSENCE_NONE);
  else
    return_trouble (task, fiel_relay_query_judge (reply), fiel_http_reply_get_detail (reply));
}

static void
post (GTask *task, const char *address)
{
  FielGetnetCallbackProbe *self = g_task_get_source_object (task);
  g_autoptr (GBytes) body = fiel_test_call_make_body (self->nonce);
  g_autoptr (GError) error = NULL;
  g_autoptr (FielHttpRequest) request = fiel_http_request_new (FIEL_HTTP_PURPOSE_READ, "POST", address, NULL, JSON_TYPE,
                                                               body, TIMEOUT_US, TIMEOUT_US, &error);

  if (request == NULL)
    return_trouble (task, FIEL_TROUBLE_SETTINGS, error->message);
  else
    fiel_http_client_send_async (self->client, request, NULL, NULL, g_task_get_cancellable (task), posted_cb,
                                 g_object_ref (task));
}

/* Where this till can be reached from itself. */
static char *
make_own_address (FielGetnetSettings *settings)
{
  g_autoptr (GInetAddress) given = g_inet_address_new_from_string (settings->listen_address);
  g_autoptr (GInetAddress) loopback = NULL;
  g_autofree char *host = NULL;
  gboolean is_six;

  if (g_inet_address_get_is_any (given))
    loopback = g_inet_address_new_loopback (g_inet_address_get_family (given));
  host = g_inet_address_to_string (loopback != NULL ? loopback : given);
  is_six = g_inet_address_get_family (given) == G_SOCKET_FAMILY_IPV6;

  return g_strdup_printf ("http://%s%s%s:%u%s", is_six ? "[" : "", host, is_six ? "]" : "", settings->listen_port,
                          settings->callback_target);
}

static void
try_port (GTask *task)
{
  FielGetnetCallbackProbe *self = g_task_get_source_object (task);
  g_autofree char *address = make_own_address (self->settings);

  post (task, address);
}

static FielProviderStepAbsence
find_absence (FielGetnetSettings *settings, FielProviderStep step)
{
  if (!settings->asynchronous || settings->callback_target == NULL)
    return FIEL_PROVIDER_STEP_ABSENCE_SYNCHRONOUS;
  if (settings->relay_address == NULL && settings->listen_port == 0)
    return FIEL_PROVIDER_STEP_ABSENCE_ELSEWHERE;

  return settings->relay_address == NULL && step == FIEL_PROVIDER_STEP_RETURN ? FIEL_PROVIDER_STEP_ABSENCE_DIRECT
                                                                              : FIEL_PROVIDER_STEP_ABSENCE_NONE;
}

void
fiel_getnet_callback_probe_try_async (FielGetnetCallbackProbe *self,
                                      FielProviderStep step,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  FielProviderStepAbsence absence;

  g_return_if_fail (FIEL_IS_GETNET_CALLBACK_PROBE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, fiel_getnet_callback_probe_try_async);
  g_task_set_check_cancellable (task, FALSE);

  absence = find_absence (self->settings, step);
  if (absence != FIEL_PROVIDER_STEP_ABSENCE_NONE)
    return_absence (task, absence);
  else if (step == FIEL_PROVIDER_STEP_PORT)
    try_port (task);
  else if (step == FIEL_PROVIDER_STEP_CALLBACK)
    post (task, self->settings->callback_address);
  else
    try_relay (task, step == FIEL_PROVIDER_STEP_RETURN);
}

FielProviderStepResult *
fiel_getnet_callback_probe_try_finish (FielGetnetCallbackProbe *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, fiel_getnet_callback_probe_try_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static gboolean
has_value (GHashTable *values, const char *key)
{
  const char *value = g_hash_table_lookup (values, key);

  return value != NULL && *value != '\0' && !g_str_equal (value, "0");
}

FielProviderStepFlags
fiel_getnet_callback_probe_find_steps (GHashTable *values)
{
  FielProviderStepFlags flags = 0;

  g_return_val_if_fail (values != NULL, 0);

  if (!has_value (values, "callback-address"))
    return 0;

  flags = FIEL_PROVIDER_STEP_FLAG (FIEL_PROVIDER_STEP_CALLBACK);
  if (has_value (values, "relay-address"))
    flags |= FIEL_PROVIDER_STEP_FLAG (FIEL_PROVIDER_STEP_RELAY) | FIEL_PROVIDER_STEP_FLAG (FIEL_PROVIDER_STEP_RETURN);
  else if (has_value (values, "listen-port"))
    flags |= FIEL_PROVIDER_STEP_FLAG (FIEL_PROVIDER_STEP_PORT) | FIEL_PROVIDER_STEP_FLAG (FIEL_PROVIDER_STEP_RETURN);

  return flags;
}

static void
fiel_getnet_callback_probe_finalize (GObject *object)
{
  FielGetnetCallbackProbe *self = FIEL_GETNET_CALLBACK_PROBE (object);

  g_clear_pointer (&self->settings, fiel_getnet_settings_unref);
  g_clear_object (&self->client);
  g_free (self->nonce);
  g_free (self->epoch);

  G_OBJECT_CLASS (fiel_getnet_callback_probe_parent_class)->finalize (object);
}

static void
fiel_getnet_callback_probe_class_init (FielGetnetCallbackProbeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fiel_getnet_callback_probe_finalize;
}

static void
fiel_getnet_callback_probe_init (FielGetnetCallbackProbe *self)
{
  self->nonce = fiel_test_call_make_nonce ();
}

FielGetnetCallbackProbe *
fiel_getnet_callback_probe_new (FielGetnetSettings *settings,
                                FielHttpClient *client,
                                FielSecretLookupFunc lookup_secret,
                                gpointer lookup_data)
{
  FielGetnetCallbackProbe *self = NULL;

  g_return_val_if_fail (settings != NULL, NULL);
  g_return_val_if_fail (FIEL_IS_HTTP_CLIENT (client), NULL);

  self = g_object_new (FIEL_TYPE_GETNET_CALLBACK_PROBE, NULL);
  self->settings = fiel_getnet_settings_ref (settings);
  self->client = g_object_ref (client);
  self->lookup_secret = lookup_secret;
  self->lookup_data = lookup_data;

  return self;
}
