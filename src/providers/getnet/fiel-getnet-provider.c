/* fiel-getnet-provider.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The Getnet cloud-to-cloud service behind the interface of all providers. It holds no payment state: the country and
 * the settings say what can be asked, an exchange asks it, and the meaning of an answer is found in tables. */

#include "fiel-getnet-provider.h"

#include "fiel-getnet-addresses.h"
#include "fiel-getnet-callbacks.h"
#include "fiel-getnet-codec.h"
#include "fiel-getnet-exchange.h"
#include "fiel-getnet-meaning.h"
#include "fiel-getnet-probe.h"
#include "fiel-getnet-setup.h"

struct _FielGetnetProvider
{
  GObject parent_instance;

  FielGetnetSettings *settings; /* owned */
  FielHttpClient *client;       /* owned */
  FielGetnetToken *token;       /* owned */
  FielGetnetCallbacks *callbacks; /* owned, nullable: nobody can call this program */
  FielGetnetProbe *probe;         /* owned */
  gboolean probe_only;
  FielProviderTraits traits;
};

static void fiel_getnet_provider_iface_init (FielProviderInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FielGetnetProvider,
                               fiel_getnet_provider,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (FIEL_TYPE_PROVIDER, fiel_getnet_provider_iface_init))

static const FielProviderTraits *
fiel_getnet_provider_get_traits (FielProvider *provider)
{
  return &FIEL_GETNET_PROVIDER (provider)->traits;
}

static FielProviderCall *
fiel_getnet_provider_prepare (FielProvider *provider, const FielProviderRequest *request, GError **error)
{
  FielGetnetProvider *self = FIEL_GETNET_PROVIDER (provider);

  if (self->probe_only && fiel_operation_leaves_once (request->operation))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED, "a probe asks, it does nothing else");
      return NULL;
    }

  return fiel_getnet_codec_encode (&self->settings->dialect, request, error);
}

static void
on_exchange_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  g_task_return_pointer (task, fiel_getnet_exchange_run_finish (FIEL_GETNET_EXCHANGE (source), result),
                         (GDestroyNotify) fiel_provider_reply_unref);
}

static void
fiel_getnet_provider_perform_async (FielProvider *provider,
                                    FielProviderCall *call,
                                    FielProviderStartedFunc started,
                                    gpointer started_data,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  FielGetnetProvider *self = FIEL_GETNET_PROVIDER (provider);
  g_autoptr (FielGetnetExchange) exchange = fiel_getnet_exchange_new (self->settings, self->client, self->token, call);
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, fiel_getnet_provider_perform_async);
  fiel_getnet_exchange_run_async (exchange, started, started_data, cancellable, on_exchange_done, task);
}

static FielProviderReply *
fiel_getnet_provider_perform_finish (FielProvider *provider, GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, provider), NULL);

  return g_task_propagate_pointer (G_TASK (result), NULL);
}

static FielFinding *
fiel_getnet_provider_interpret (FielProvider *provider, const FielProviderRequest *request, FielProviderReply *reply)
{
  return fiel_getnet_meaning_find (&FIEL_GETNET_PROVIDER (provider)->settings->dialect, request, reply);
}

static void
fiel_getnet_provider_set_heard_func (FielProvider *provider, FielProviderHeardFunc heard, gpointer heard_data)
{
  FielGetnetProvider *self = FIEL_GETNET_PROVIDER (provider);

  if (self->callbacks != NULL)
    fiel_getnet_callbacks_set_heard_func (self->callbacks, provider, heard, heard_data);
}

static void
fiel_getnet_provider_settle_callback (FielProvider *provider, FielProviderCallback *callback, FielCallbackFate fate)
{
  FielGetnetProvider *self = FIEL_GETNET_PROVIDER (provider);

  if (self->callbacks != NULL)
    fiel_getnet_callbacks_settle (self->callbacks, callback, fate);
}

static void
fiel_getnet_provider_set_reception_func (FielProvider *provider,
                                         FielProviderReceptionFunc changed,
                                         gpointer changed_data)
{
  FielGetnetProvider *self = FIEL_GETNET_PROVIDER (provider);
  FielProviderReception none = { .route = FIEL_CALLBACK_ROUTE_NONE };

  if (self->callbacks != NULL)
    {
      fiel_getnet_callbacks_set_reception_func (self->callbacks, provider, changed, changed_data);
      return;
    }

  if (self->settings->listens)
    none = (FielProviderReception) { .route = FIEL_CALLBACK_ROUTE_LISTENER, .trouble = FIEL_TROUBLE_PORT_TAKEN };
  if (changed != NULL)
    changed (provider, &none, changed_data);
}

static void
on_tried (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FielProviderStepResult *found = NULL;
  GError *error = NULL;

  found = fiel_getnet_probe_try_finish (FIEL_GETNET_PROBE (source), result, &error);
  if (found != NULL)
    g_task_return_pointer (task, found, (GDestroyNotify) fiel_provider_step_result_free);
  else
    g_task_return_error (task, error);
}

static void
fiel_getnet_provider_try_async (FielProvider *provider,
                                FielProviderStep step,
                                const FielTerminalIdentity *terminal,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  FielGetnetProvider *self = FIEL_GETNET_PROVIDER (provider);
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, fiel_getnet_provider_try_async);
  fiel_getnet_probe_try_async (self->probe, step, terminal, cancellable, on_tried, task);
}

static FielProviderStepResult *
fiel_getnet_provider_try_finish (FielProvider *provider, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, provider), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
fiel_getnet_provider_iface_init (FielProviderInterface *iface)
{
  iface->get_traits = fiel_getnet_provider_get_traits;
  iface->prepare = fiel_getnet_provider_prepare;
  iface->perform_async = fiel_getnet_provider_perform_async;
  iface->perform_finish = fiel_getnet_provider_perform_finish;
  iface->interpret = fiel_getnet_provider_interpret;
  iface->set_heard_func = fiel_getnet_provider_set_heard_func;
  iface->settle_callback = fiel_getnet_provider_settle_callback;
  iface->set_reception_func = fiel_getnet_provider_set_reception_func;
  iface->try_async = fiel_getnet_provider_try_async;
  iface->try_finish = fiel_getnet_provider_try_finish;
}

static void
fiel_getnet_provider_dispose (GObject *object)
{
  g_clear_object (&FIEL_GETNET_PROVIDER (object)->callbacks);

  G_OBJECT_CLASS (fiel_getnet_provider_parent_class)->dispose (object);
}

static void
fiel_getnet_provider_finalize (GObject *object)
{
  FielGetnetProvider *self = FIEL_GETNET_PROVIDER (object);

  g_clear_pointer (&self->settings, fiel_getnet_settings_unref);
  g_clear_object (&self->client);
  g_clear_object (&self->token);
  g_clear_object (&self->probe);

  G_OBJECT_CLASS (fiel_getnet_provider_parent_class)->finalize (object);
}

static void
fiel_getnet_provider_class_init (FielGetnetProviderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = fiel_getnet_provider_dispose;
  object_class->finalize = fiel_getnet_provider_finalize;
}

static void
fiel_getnet_provider_init (FielGetnetProvider *self)
{
  self->traits.display_name = "Getnet";
}

/* A port that cannot be had costs time, not payments: those are asked about anyway. Only where there is no other
 * address for Getnet to be told is it an error. */
static gboolean
fiel_getnet_provider_listen (FielGetnetProvider *self,
                             FielGetnetSettings *settings,
                             FielClock *clock,
                             FielSecretLookupFunc lookup_secret,
                             gpointer lookup_data,
                             GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *address = NULL;

  self->callbacks = fiel_getnet_callbacks_new (settings, self->client, clock, lookup_secret, lookup_data, &local_error);
  if (self->callbacks == NULL && settings->callback_address == NULL)
    {
      g_propagate_prefixed_error (error, g_steal_pointer (&local_error), "listen-port: ");
      return FALSE;
    }
  if (self->callbacks == NULL)
    g_message ("listen-port: callbacks cannot be heard: %s", local_error->message);
  if (settings->callback_address != NULL)
    return TRUE;

  address = fiel_getnet_callbacks_make_address (self->callbacks);
  fiel_getnet_settings_set_callback_address (settings, address);

  return TRUE;
}

static FielProvider *
fiel_getnet_provider_create (const FielProviderSettings *provider_settings,
                             FielClock *clock,
                             FielSecretLookupFunc lookup_secret,
                             gpointer lookup_data,
                             GError **error)
{
  g_autoptr (FielGetnetProvider) self = NULL;
  g_autoptr (FielGetnetCallbackProbe) callbacks = NULL;
  g_autoptr (FielGetnetSettings) settings = fiel_getnet_settings_new (provider_settings, error);

  if (settings == NULL)
    return NULL;

  self = g_object_new (FIEL_TYPE_GETNET_PROVIDER, NULL);
  self->client = fiel_http_client_new (clock);
  if (settings->ca_file != NULL && !fiel_http_client_trust_file (self->client, settings->ca_file, error))
    return NULL;
  self->probe_only = provider_settings->probe_only;
  if ((settings->listens || settings->relay_address != NULL) && !self->probe_only
      && !fiel_getnet_provider_listen (self, settings, clock, lookup_secret, lookup_data, error))
    return NULL;

  self->token = fiel_getnet_token_new (settings, self->client, clock, lookup_secret, lookup_data);
  callbacks = fiel_getnet_callback_probe_new (settings, self->client, lookup_secret, lookup_data);
  self->probe = fiel_getnet_probe_new (settings, self->client, self->token, callbacks, clock);
  self->traits.operations = fiel_getnet_country_get_operations (settings->dialect.country);
  self->traits.timings = settings->timings;
  self->traits.gives_id_first = settings->asynchronous;
  self->traits.return_wants_date = settings->dialect.country->return_wants_date;
  /* The practice cloud stands on this computer, and so do its days. */
  if (provider_settings->environment != FIEL_ENVIRONMENT_TRAINING)
    self->traits.time_zone = settings->dialect.country->time_zone;
  self->settings = g_steal_pointer (&settings);

  return FIEL_PROVIDER (g_steal_pointer (&self));
}

static gboolean
check_settings (const FielProviderSettings *provider_settings, GError **error)
{
  g_autoptr (FielGetnetSettings) settings = fiel_getnet_settings_new (provider_settings, error);

  return settings != NULL;
}

static const char *const secret_names[] = { "client-secret", "api-key", "relay-token", NULL };

/* Getnet calls one till, by an address that the others have no business with. */
static const char *const till_keys[] = {
  "callback-address", "relay-address", "listen-port", "listen-address", "mode", NULL,
};

static FielProviderStepFlags find_steps (const FielProviderSettings *settings);

static const FielProviderKind kind = {
  .name = "getnet",
  .display_name = "Getnet",
  .check_settings = check_settings,
  .secret_names = secret_names,
  .steps = FIEL_PROVIDER_STEP_FLAG (FIEL_PROVIDER_STEP_NAME) | FIEL_PROVIDER_STEP_FLAG (FIEL_PROVIDER_STEP_CONNECTION)
           | FIEL_PROVIDER_STEP_FLAG (FIEL_PROVIDER_STEP_CLOCK) | FIEL_PROVIDER_STEP_FLAG (FIEL_PROVIDER_STEP_SIGN_IN)
           | FIEL_PROVIDER_STEP_FLAG (FIEL_PROVIDER_STEP_TERMINALS)
           | FIEL_PROVIDER_STEP_FLAG (FIEL_PROVIDER_STEP_TERMINAL),
  .find_steps = find_steps,
  .till_keys = till_keys,
  .addresses = fiel_getnet_addresses,
  .setup = fiel_getnet_setup,
  .create = fiel_getnet_provider_create,
};

static FielProviderStepFlags
find_steps (const FielProviderSettings *settings)
{
  return kind.steps | fiel_getnet_callback_probe_find_steps (settings->values);
}

const FielProviderKind *
fiel_getnet_kind (void)
{
  return &kind;
}
