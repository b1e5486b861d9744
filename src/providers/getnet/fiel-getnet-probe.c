/* fiel-getnet-probe.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The steps of the probe at Getnet. Name and connection are tried without a word; the clock is read off the answer to a
 * bare HEAD; then an account signs in, lists its terminals ("posdata") and asks one how it is ("poll"). Nothing else is
 * ever sent to Getnet from here. */

#include "fiel-getnet-probe.h"

#include "fiel-attempt-id.h"
#include "fiel-getnet-codec.h"
#include "fiel-getnet-exchange.h"
#include "fiel-getnet-meaning.h"
#include "fiel-reach.h"

#define HTTP_FORBIDDEN 403

/* A date in a header is cut off to whole seconds. */
#define HALF_A_SECOND (G_USEC_PER_SEC / 2)

struct _FielGetnetProbe
{
  GObject parent_instance;

  FielGetnetSettings *settings; /* owned */
  FielHttpClient *client;       /* owned */
  FielGetnetToken *token;       /* owned */
  FielGetnetCallbackProbe *callbacks; /* owned */
  FielClock *clock;             /* owned */
};

G_DEFINE_FINAL_TYPE (FielGetnetProbe, fiel_getnet_probe, G_TYPE_OBJECT)

/* What one try has to remember. */
typedef struct
{
  gint64 asked_wall_us;
  gint64 asked_boot_us;
  FielProviderRequest *request; /* owned, nullable */
} Try;

static void
try_free (gpointer data)
{
  Try *try = data;

  g_clear_pointer (&try->request, fiel_provider_request_free);
  g_free (try);
}

/* Takes @result. */
static void
return_result (GTask *task, FielProviderStepResult *result)
{
  g_task_return_pointer (task, result, (GDestroyNotify) fiel_provider_step_result_free);
}

static void
return_trouble (GTask *task, FielTrouble trouble, const char *detail)
{
  g_task_return_new_error (task, FIEL_TROUBLE_ERROR, (int) trouble, "%s", detail != NULL ? detail : "");
}

/* The way */

static void
on_resolved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (fiel_reach_resolve_finish (FIEL_REACH (source), result, &error))
    return_result (task, fiel_provider_step_result_new ());
  else
    g_task_return_error (task, error);
}

static void
on_connected (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (fiel_reach_connect_finish (FIEL_REACH (source), result, &error))
    return_result (task, fiel_provider_step_result_new ());
  else
    g_task_return_error (task, error);
}

static void
try_way (GTask *task, FielProviderStep step)
{
  FielGetnetProbe *self = g_task_get_source_object (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError *error = NULL;
  g_autoptr (FielReach) reach = fiel_reach_new (self->settings->origin, self->settings->ca_file, &error);

  if (reach == NULL)
    g_task_return_error (task, error);
  else if (step == FIEL_PROVIDER_STEP_NAME)
    fiel_reach_resolve_async (reach, cancellable, on_resolved, g_object_ref (task));
  else
    fiel_reach_connect_async (reach, cancellable, on_connected, g_object_ref (task));
}

/* The clock */

static void
on_dated (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FielGetnetProbe *self = g_task_get_source_object (task);
  Try *try = g_task_get_task_data (task);
  g_autoptr (FielHttpReply) reply = fiel_http_client_send_finish (FIEL_HTTP_CLIENT (source), result);
  gint64 date_us = fiel_http_reply_get_date_us (reply);
  gint64 took_us = fiel_clock_get_boot_us (self->clock) - try->asked_boot_us;
  FielProviderStepResult *found = NULL;

  if (date_us == 0 && fiel_http_reply_get_verdict (reply) == FIEL_HTTP_VERDICT_ANSWERED)
    return_trouble (task, FIEL_TROUBLE_NO_DATE, "no header Date in the answer");
  else if (date_us == 0)
    return_trouble (task, fiel_getnet_token_trouble_for (reply), fiel_http_reply_get_detail (reply));
  else
    {
      found = fiel_provider_step_result_new ();
      found->clock_ahead_us = try->asked_wall_us + took_us / 2 - (date_us + HALF_A_SECOND);
      return_result (task, found);
    }
}

static void
try_clock (GTask *task)
{
  FielGetnetProbe *self = g_task_get_source_object (task);
  Try *try = g_task_get_task_data (task);
  g_autofree char *uri = g_strconcat (self->settings->origin, "/", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (FielHttpRequest) request
      = fiel_http_request_new (FIEL_HTTP_PURPOSE_READ, "HEAD", uri, NULL, NULL, NULL, self->settings->read_timeout_us,
                               self->settings->read_timeout_us, &error);

  if (request == NULL)
    {
      return_trouble (task, FIEL_TROUBLE_SETTINGS, error->message);
      return;
    }

  try->asked_wall_us = fiel_clock_get_wall_us (self->clock);
  try->asked_boot_us = fiel_clock_get_boot_us (self->clock);
  fiel_http_client_send_async (self->client, request, NULL, NULL, g_task_get_cancellable (task), on_dated,
                               g_object_ref (task));
}

/* The account */

static void
on_signed_in (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FielGetnetToken *token = FIEL_GETNET_TOKEN (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (FielGetnetPass) pass = fiel_getnet_token_acquire_finish (token, result, &error);

  if (pass != NULL)
    return_result (task, fiel_provider_step_result_new ());
  else if (g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    return_trouble (task, FIEL_TROUBLE_STOPPED, error->message);
  else
    return_trouble (task, fiel_getnet_token_get_trouble (token), error->message);
}

static void
try_sign_in (GTask *task)
{
  FielGetnetProbe *self = g_task_get_source_object (task);

  fiel_getnet_token_acquire_async (self->token, g_task_get_cancellable (task), on_signed_in, g_object_ref (task));
}

/* The terminals */

static FielTrouble
trouble_of_reason (FielReason reason)
{
  switch ((int) reason)
    {
    case FIEL_REASON_NAME_NOT_FOUND:
      return FIEL_TROUBLE_NAME_NOT_FOUND;
    case FIEL_REASON_NO_CONNECTION:
      return FIEL_TROUBLE_REFUSED;
    case FIEL_REASON_CERTIFICATE:
      return FIEL_TROUBLE_CERTIFICATE;
    case FIEL_REASON_CREDENTIALS:
      return FIEL_TROUBLE_CREDENTIALS;
    case FIEL_REASON_ANSWER_LOST:
      return FIEL_TROUBLE_CUT;
    case FIEL_REASON_ANSWER_UNREADABLE:
      return FIEL_TROUBLE_UNREADABLE;
    case FIEL_REASON_TERMINAL_UNKNOWN:
      return FIEL_TROUBLE_TERMINAL_UNKNOWN;
    case FIEL_REASON_TERMINAL_FOREIGN:
      return FIEL_TROUBLE_TERMINAL_FOREIGN;
    case FIEL_REASON_TERMINAL_UNREACHABLE:
      return FIEL_TROUBLE_TERMINAL_OFF;
    default:
      return FIEL_TROUBLE_SERVER;
    }
}

static FielTrouble
fiel_getnet_probe_judge (FielGetnetProbe *self, FielProviderReply *reply, const FielFinding *finding)
{
  if (finding->kind == FIEL_FINDING_TERMINALS)
    return finding->terminals->len > 0 ? FIEL_TROUBLE_NONE : FIEL_TROUBLE_NO_TERMINALS;
  if (finding->kind == FIEL_FINDING_TERMINAL_READY || finding->kind == FIEL_FINDING_TERMINAL_BUSY)
    return FIEL_TROUBLE_NONE;
  if (finding->kind == FIEL_FINDING_TERMINAL_UNREACHABLE)
    return FIEL_TROUBLE_TERMINAL_OFF;
  if (finding->reason == FIEL_REASON_NO_TOKEN)
    return fiel_getnet_token_get_trouble (self->token);
  if (fiel_provider_reply_get_http_status (reply) == HTTP_FORBIDDEN)
    return FIEL_TROUBLE_FORBIDDEN;

  return trouble_of_reason (finding->reason);
}

static void
on_asked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FielGetnetProbe *self = g_task_get_source_object (task);
  Try *try = g_task_get_task_data (task);
  g_autoptr (FielProviderReply) reply = fiel_getnet_exchange_run_finish (FIEL_GETNET_EXCHANGE (source), result);
  g_autoptr (FielFinding) finding = fiel_getnet_meaning_find (&self->settings->dialect, try->request, reply);
  FielTrouble trouble = fiel_getnet_probe_judge (self, reply, finding);
  FielProviderStepResult *found = NULL;

  if (g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    trouble = FIEL_TROUBLE_STOPPED;
  if (trouble != FIEL_TROUBLE_NONE)
    {
      return_trouble (task, trouble, finding->message);
      return;
    }

  found = fiel_provider_step_result_new ();
  found->busy = finding->kind == FIEL_FINDING_TERMINAL_BUSY;
  found->terminals = g_steal_pointer (&finding->terminals);
  return_result (task, found);
}

static void
try_asking (GTask *task, FielOperation operation, const FielTerminalIdentity *terminal)
{
  FielGetnetProbe *self = g_task_get_source_object (task);
  Try *try = g_task_get_task_data (task);
  g_autofree char *uuid = g_uuid_string_random ();
  g_auto (GStrv) parts = g_strsplit (uuid, "-", -1);
  g_autofree char *id = g_strjoinv (NULL, parts);
  g_autoptr (FielProviderCall) call = NULL;
  g_autoptr (FielGetnetExchange) exchange = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (!fiel_operation_leaves_once (operation));

  try->request = fiel_provider_request_new (operation, terminal);
  try->request->reference = g_strndup (id, FIEL_ATTEMPT_ID_LENGTH);
  call = fiel_getnet_codec_encode (&self->settings->dialect, try->request, &error);
  if (call == NULL)
    {
      return_trouble (task, FIEL_TROUBLE_SETTINGS, error->message);
      return;
    }

  exchange = fiel_getnet_exchange_new (self->settings, self->client, self->token, call);
  fiel_getnet_exchange_run_async (exchange, NULL, NULL, g_task_get_cancellable (task), on_asked, g_object_ref (task));
}

/* The way back */

static void
on_callback_tried (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  FielProviderStepResult *found
      = fiel_getnet_callback_probe_try_finish (FIEL_GETNET_CALLBACK_PROBE (source), result, &error);

  if (found != NULL)
    return_result (task, found);
  else
    g_task_return_error (task, error);
}

static void
try_callback (GTask *task, FielProviderStep step)
{
  FielGetnetProbe *self = g_task_get_source_object (task);

  fiel_getnet_callback_probe_try_async (self->callbacks, step, g_task_get_cancellable (task), on_callback_tried,
                                        g_object_ref (task));
}

void
fiel_getnet_probe_try_async (FielGetnetProbe *self,
                             FielProviderStep step,
                             const FielTerminalIdentity *terminal,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (FIEL_IS_GETNET_PROBE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, fiel_getnet_probe_try_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, g_new0 (Try, 1), try_free);

  switch (step)
    {
    case FIEL_PROVIDER_STEP_NAME:
    case FIEL_PROVIDER_STEP_CONNECTION:
      try_way (task, step);
      break;
    case FIEL_PROVIDER_STEP_CLOCK:
      try_clock (task);
      break;
    case FIEL_PROVIDER_STEP_SIGN_IN:
      try_sign_in (task);
      break;
    case FIEL_PROVIDER_STEP_TERMINALS:
      try_asking (task, FIEL_OPERATION_LIST_TERMINALS, NULL);
      break;
    case FIEL_PROVIDER_STEP_TERMINAL:
      try_asking (task, FIEL_OPERATION_PROBE, terminal);
      break;
    case FIEL_PROVIDER_STEP_RELAY:
    case FIEL_PROVIDER_STEP_PORT:
    case FIEL_PROVIDER_STEP_CALLBACK:
    case FIEL_PROVIDER_STEP_RETURN:
      try_callback (task, step);
      break;
    }
}

FielProviderStepResult *
fiel_getnet_probe_try_finish (FielGetnetProbe *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
fiel_getnet_probe_finalize (GObject *object)
{
  FielGetnetProbe *self = FIEL_GETNET_PROBE (object);

  g_clear_pointer (&self->settings, fiel_getnet_settings_unref);
  g_clear_object (&self->client);
  g_clear_object (&self->token);
  g_clear_object (&self->callbacks);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (fiel_getnet_probe_parent_class)->finalize (object);
}

static void
fiel_getnet_probe_class_init (FielGetnetProbeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fiel_getnet_probe_finalize;
}

static void
fiel_getnet_probe_init (FielGetnetProbe *self)
{
}

FielGetnetProbe *
fiel_getnet_probe_new (FielGetnetSettings *settings,
                       FielHttpClient *client,
                       FielGetnetToken *token,
                       FielGetnetCallbackProbe *callbacks,
                       FielClock *clock)
{
  FielGetnetProbe *self = NULL;

  g_return_val_if_fail (settings != NULL, NULL);
  g_return_val_if_fail (FIEL_IS_HTTP_CLIENT (client), NULL);
  g_return_val_if_fail (FIEL_IS_GETNET_TOKEN (token), NULL);
  g_return_val_if_fail (FIEL_IS_GETNET_CALLBACK_PROBE (callbacks), NULL);
  g_return_val_if_fail (FIEL_IS_CLOCK (clock), NULL);

  self = g_object_new (FIEL_TYPE_GETNET_PROBE, NULL);
  self->settings = fiel_getnet_settings_ref (settings);
  self->client = g_object_ref (client);
  self->token = g_object_ref (token);
  self->callbacks = g_object_ref (callbacks);
  self->clock = g_object_ref (clock);

  return self;
}
