/* fiel-fake-provider.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-fake-provider.h"

#include "fiel-test.h"

#include <string.h>

struct _FielFakeCloud
{
  FielProviderTraits traits;
  gboolean refuse_create;
  GMutex lock;
  GQueue waiting;       /* owned, of FielFakeExchange; under the lock */
  GHashTable *sent;     /* owned: how often by reference; under the lock */
  GString *settled;     /* owned: under the lock */
  guint n_settled;      /* under the lock */
  gboolean shares_callbacks;
  FielProvider *hearer; /* not owned: the newest provider, or NULL; under the lock */
  GMainContext *context; /* owned, nullable: its; under the lock */
};

struct _FielFakeExchange
{
  gatomicrefcount ref_count;
  GMainContext *context;           /* owned: the worker's */
  GTask *task;                     /* owned; the worker's; NULL when it was returned */
  FielProviderCall *call;          /* owned */
  FielProviderStartedFunc started;
  gpointer started_data;           /* the engine's */
  gboolean has_started;            /* the worker's */
  gulong teardown;                 /* the worker's */
  GCancellable *cancellable;       /* owned, nullable */
};

typedef struct
{
  FielFakeExchange *exchange;      /* owned */
  FielProviderReply *reply;        /* owned, nullable: only the start */
} Order;

#define FIEL_TYPE_FAKE_PROVIDER (fiel_fake_provider_get_type ())
G_DECLARE_FINAL_TYPE (FielFakeProvider, fiel_fake_provider, FIEL, FAKE_PROVIDER, GObject)

struct _FielFakeProvider
{
  GObject parent_instance;

  FielProviderTraits traits;
  GThread *thread;                 /* not owned: only compared */
  FielProviderHeardFunc heard;     /* nullable */
  gpointer heard_data;             /* the engine's */
};

/* A callback on its way into the worker. */
typedef struct
{
  FielProvider *hearer;            /* owned */
  FielProviderCallback *callback;  /* owned */
} Ring;

static void fiel_fake_provider_iface_init (FielProviderInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FielFakeProvider, fiel_fake_provider, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (FIEL_TYPE_PROVIDER, fiel_fake_provider_iface_init))

static FielFakeCloud *current;

/* Exchanges */

static FielFakeExchange *
exchange_ref (FielFakeExchange *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

static void
exchange_unref (FielFakeExchange *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_assert_null (self->task);
  fiel_provider_call_unref (self->call);
  g_main_context_unref (self->context);
  g_clear_object (&self->cancellable);
  g_free (self);
}

static void
start_in_worker (FielFakeExchange *self)
{
  if (self->has_started || self->task == NULL)
    return;

  self->has_started = TRUE;
  if (self->started != NULL)
    self->started (self->started_data);
}

/* @reply: (transfer full) */
static void
end_in_worker (FielFakeExchange *self, FielProviderReply *reply)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->task);

  if (task == NULL)
    {
      fiel_provider_reply_unref (reply);
      return;
    }

  g_task_return_pointer (task, reply, (GDestroyNotify) fiel_provider_reply_unref);
}

static gboolean
run_order (gpointer user_data)
{
  Order *order = user_data;

  if (order->reply == NULL || fiel_provider_reply_get_verdict (order->reply) != FIEL_REPLY_VERDICT_NOT_SENT)
    start_in_worker (order->exchange);
  if (order->reply != NULL)
    end_in_worker (order->exchange, g_steal_pointer (&order->reply));

  return G_SOURCE_REMOVE;
}

static void
order_free (Order *order)
{
  g_clear_pointer (&order->reply, fiel_provider_reply_unref);
  exchange_unref (order->exchange);
  g_free (order);
}

/* @reply: (transfer full) (nullable) */
static void
give_order (FielFakeExchange *self, FielProviderReply *reply)
{
  Order *order = g_new0 (Order, 1);

  order->exchange = exchange_ref (self);
  order->reply = reply;
  g_main_context_invoke_full (self->context, G_PRIORITY_DEFAULT, run_order, order, (GDestroyNotify) order_free);
}

static void
torn_down (GCancellable *cancellable, gpointer user_data)
{
  FielFakeExchange *self = user_data;
  FielReplyVerdict verdict = self->has_started ? FIEL_REPLY_VERDICT_UNKNOWN : FIEL_REPLY_VERDICT_NOT_SENT;

  end_in_worker (self, fiel_provider_reply_new (verdict, FIEL_REASON_ANSWER_LOST, 0, "", "torn down"));
}

const FielProviderRequest *
fiel_fake_exchange_get_request (FielFakeExchange *self)
{
  return fiel_provider_call_get_request (self->call);
}

const char *
fiel_fake_exchange_get_body_sha256 (FielFakeExchange *self)
{
  return fiel_provider_call_get_body_sha256 (self->call);
}

void
fiel_fake_exchange_start (FielFakeExchange *self)
{
  give_order (self, NULL);
}

void
fiel_fake_exchange_answer (FielFakeExchange *self, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  give_order (self, fiel_provider_reply_new (FIEL_REPLY_VERDICT_ANSWERED, FIEL_REASON_NONE, 200, text, ""));
  exchange_unref (self);
}

void
fiel_fake_exchange_lose (FielFakeExchange *self, FielReason reason)
{
  give_order (self, fiel_provider_reply_new (FIEL_REPLY_VERDICT_UNKNOWN, reason, 0, "", "lost by the test"));
  exchange_unref (self);
}

void
fiel_fake_exchange_fail (FielFakeExchange *self, FielReason reason)
{
  give_order (self, fiel_provider_reply_new (FIEL_REPLY_VERDICT_NOT_SENT, reason, 0, "", "not sent by the test"));
  exchange_unref (self);
}

void
fiel_fake_exchange_forget (FielFakeExchange *self)
{
  exchange_unref (self);
}

/* The cloud */

FielFakeCloud *
fiel_fake_cloud_new (void)
{
  FielFakeCloud *self = g_new0 (FielFakeCloud, 1);

  g_assert_null (current);
  g_mutex_init (&self->lock);
  g_queue_init (&self->waiting);
  self->sent = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->settled = g_string_new (NULL);
  self->traits.display_name = "Fake";
  self->traits.operations = (1u << FIEL_N_OPERATIONS) - 1;
  self->traits.timings = *fiel_check_timings_default ();
  self->traits.gives_id_first = TRUE;
  current = self;

  return self;
}

void
fiel_fake_cloud_free (FielFakeCloud *self)
{
  g_assert_true (current == self);
  current = NULL;
  g_queue_clear_full (&self->waiting, (GDestroyNotify) exchange_unref);
  g_hash_table_unref (self->sent);
  g_string_free (self->settled, TRUE);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_mutex_clear (&self->lock);
  g_free (self);
}

FielProviderTraits *
fiel_fake_cloud_get_traits (FielFakeCloud *self)
{
  return &self->traits;
}

void
fiel_fake_cloud_refuse_create (FielFakeCloud *self, gboolean refuse)
{
  self->refuse_create = refuse;
}

guint
fiel_fake_cloud_get_n_waiting (FielFakeCloud *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->waiting.length;
}

gboolean
fiel_fake_cloud_is_next (FielFakeCloud *self, FielOperation operation)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  FielFakeExchange *next = g_queue_peek_head (&self->waiting);

  return next != NULL && fiel_fake_exchange_get_request (next)->operation == operation;
}

guint
fiel_fake_cloud_get_n_sent (FielFakeCloud *self, const char *reference)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  GHashTableIter iter;
  gpointer value;
  guint most = 0;

  if (reference != NULL)
    return GPOINTER_TO_UINT (g_hash_table_lookup (self->sent, reference));

  g_hash_table_iter_init (&iter, self->sent);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    most = MAX (most, GPOINTER_TO_UINT (value));

  return most;
}

static gboolean
has_waiting (gpointer user_data)
{
  return fiel_fake_cloud_get_n_waiting (user_data) > 0;
}

FielFakeExchange *
fiel_fake_cloud_expect (FielFakeCloud *self, FielOperation operation)
{
  g_autofree char *what = g_strdup_printf ("the provider is asked for %s", fiel_enum_nick (FIEL_TYPE_OPERATION, (int) operation));
  FielFakeExchange *exchange = NULL;
  FielOperation asked;

  fiel_test_run_until (has_waiting, self, what, 20);
  g_mutex_lock (&self->lock);
  exchange = g_queue_pop_head (&self->waiting);
  g_mutex_unlock (&self->lock);

  asked = fiel_fake_exchange_get_request (exchange)->operation;
  g_assert_cmpstr (fiel_enum_nick (FIEL_TYPE_OPERATION, (int) asked), ==, fiel_enum_nick (FIEL_TYPE_OPERATION, (int) operation));

  return exchange;
}

void
fiel_fake_cloud_forget_all (FielFakeCloud *self)
{
  g_mutex_lock (&self->lock);
  g_queue_clear_full (&self->waiting, (GDestroyNotify) exchange_unref);
  g_mutex_unlock (&self->lock);
}

/* The provider */

static const FielProviderTraits *
fiel_fake_provider_get_traits (FielProvider *provider)
{
  return &FIEL_FAKE_PROVIDER (provider)->traits;
}

static FielProviderCall *
fiel_fake_provider_prepare (FielProvider *provider, const FielProviderRequest *request, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GBytes) body = NULL;

  g_assert_true (FIEL_FAKE_PROVIDER (provider)->thread == g_thread_self ());
  if (request->ticket != NULL && strchr (request->ticket, '!') != NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "ticket: no exclamation marks");
      return NULL;
    }

  text = g_strdup_printf ("%s %s", request->reference, request->ticket);
  body = g_bytes_new (text, strlen (text));

  return fiel_provider_call_new (request, "POST", "/", body);
}

static void
fiel_fake_provider_perform_async (FielProvider *provider,
                                  FielProviderCall *call,
                                  FielProviderStartedFunc started,
                                  gpointer started_data,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  const FielProviderRequest *request = fiel_provider_call_get_request (call);
  FielFakeExchange *exchange = g_new0 (FielFakeExchange, 1);

  g_assert_true (FIEL_FAKE_PROVIDER (provider)->thread == g_thread_self ());
  g_atomic_ref_count_init (&exchange->ref_count);
  exchange->context = g_main_context_ref_thread_default ();
  exchange->task = g_task_new (provider, NULL, callback, user_data);
  exchange->call = fiel_provider_call_ref (call);
  exchange->started = started;
  exchange->started_data = started_data;
  g_set_object (&exchange->cancellable, cancellable);
  exchange->teardown = g_cancellable_connect (cancellable, G_CALLBACK (torn_down), exchange_ref (exchange),
                                              (GDestroyNotify) exchange_unref);

  g_mutex_lock (&current->lock);
  if (fiel_operation_moves_money (request->operation))
    {
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (current->sent, request->reference));

      g_hash_table_insert (current->sent, g_strdup (request->reference), GUINT_TO_POINTER (n + 1));
    }
  g_queue_push_tail (&current->waiting, exchange);
  g_mutex_unlock (&current->lock);
  g_main_context_wakeup (NULL);
}

static FielProviderReply *
fiel_fake_provider_perform_finish (FielProvider *provider, GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}

static void
read_card (FielEvidence *evidence, const char *value)
{
  g_auto (GStrv) parts = g_strsplit (value, "/", 3);

  g_assert_cmpuint (g_strv_length (parts), ==, 3);
  evidence->card_brand = g_strdup (parts[0]);
  evidence->card_type = g_strdup (parts[1]);
  evidence->last4 = g_strdup (parts[2]);
}

static void
read_transaction (FielEvidence *evidence, const char *value)
{
  int transaction;

  g_assert_true (fiel_enum_parse (FIEL_TYPE_TRANSACTION, value, &transaction));
  evidence->transaction = (FielTransaction) transaction;
}

static void
read_field (FielEvidence *evidence, const char *name, const char *value)
{
  if (g_str_equal (name, "id"))
    evidence->provider_id = g_strdup (value);
  else if (g_str_equal (name, "ref"))
    evidence->reference = g_strdup (value);
  else if (g_str_equal (name, "ticket"))
    evidence->ticket = g_strdup (value);
  else if (g_str_equal (name, "terminal"))
    evidence->terminal_id = g_strdup (value);
  else if (g_str_equal (name, "auth"))
    evidence->authorization = g_strdup (value);
  else if (g_str_equal (name, "op"))
    evidence->operation = g_strdup (value);
  else if (g_str_equal (name, "reason"))
    evidence->reason = g_strdup (value);
  else if (g_str_equal (name, "code"))
    evidence->provider_code = g_strdup (value);
  else if (g_str_equal (name, "day"))
    evidence->day = g_strdup (value);
  else if (g_str_equal (name, "tx"))
    read_transaction (evidence, value);
  else if (g_str_equal (name, "card"))
    read_card (evidence, value);
  else if (g_str_equal (name, "part"))
    evidence->approved_minor = g_ascii_strtoll (value, NULL, 10);
  else if (g_str_equal (name, "amount"))
    {
      evidence->has_amount = TRUE;
      evidence->amount_minor = g_ascii_strtoll (value, NULL, 10);
    }
  else
    g_error ("the fake provider knows no field “%s”", name);
}

/* NULL if the line is no evidence. */
static FielEvidence *
read_evidence (const char *line, FielEvidenceSource source)
{
  g_auto (GStrv) words = g_strsplit (line, " ", -1);
  FielEvidence *evidence = NULL;
  int outcome;

  if (words[0] == NULL || !fiel_enum_parse (FIEL_TYPE_RESULT, words[0], &outcome))
    return NULL;

  evidence = fiel_evidence_new (source, (FielResult) outcome);
  for (guint i = 1; words[i] != NULL; i++)
    {
      g_auto (GStrv) pair = g_strsplit (words[i], "=", 2);

      if (*words[i] != '\0')
        read_field (evidence, pair[0], pair[1]);
    }

  return evidence;
}

static FielProviderRow *
make_row (const FielEvidence *evidence)
{
  FielProviderRow *row = fiel_provider_row_new (FIEL_ROW_SALE, evidence->amount_minor);

  if (evidence->transaction == FIEL_TRANSACTION_RETURN)
    row->kind = FIEL_ROW_RETURN;
  else if (evidence->transaction == FIEL_TRANSACTION_VOID || evidence->transaction == FIEL_TRANSACTION_UNDONE)
    row->kind = FIEL_ROW_VOIDED;
  row->ticket = g_strdup (evidence->ticket);
  row->number = g_strdup (evidence->operation);
  row->authorization = g_strdup (evidence->authorization);
  row->card_type = g_strdup (evidence->card_type);

  return row;
}

static FielFinding *
read_totals (const char *text)
{
  FielFinding *finding = fiel_finding_new (FIEL_FINDING_TOTALS);
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (words[i], "/", 3);
      FielProviderTotal *total = NULL;

      if (g_strv_length (parts) != 3)
        continue;
      total = fiel_provider_total_new (g_str_equal (parts[0], "sales") ? FIEL_TOTAL_SALES : FIEL_TOTAL_OTHER, parts[0]);
      total->has_count = total->has_amount = TRUE;
      total->count = g_ascii_strtoll (parts[1], NULL, 10);
      total->amount_minor = g_ascii_strtoll (parts[2], NULL, 10);
      g_ptr_array_add (finding->totals, total);
    }

  return finding;
}

static FielFinding *
read_records (const char *text)
{
  FielFinding *finding = fiel_finding_new (FIEL_FINDING_RECORDS);
  g_auto (GStrv) rows = g_strsplit (text, "|", -1);

  for (guint i = 0; rows[i] != NULL; i++)
    {
      FielEvidence *row = read_evidence (g_strstrip (rows[i]), FIEL_EVIDENCE_SOURCE_RECORDS);

      if (row != NULL)
        {
          g_ptr_array_add (finding->records, row);
          g_ptr_array_add (finding->rows, make_row (row));
        }
    }

  return finding;
}

static FielFinding *
read_terminals (const char *text)
{
  FielFinding *finding = fiel_finding_new (FIEL_FINDING_TERMINALS);
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (words[i], "/", 3);

      if (g_strv_length (parts) == 3)
        g_ptr_array_add (finding->terminals, fiel_terminal_identity_new (parts[0], parts[1], parts[2]));
    }

  return finding;
}

static FielFinding *
read_busy (const char *seconds)
{
  FielFinding *finding = fiel_finding_new (FIEL_FINDING_TERMINAL_BUSY);

  finding->retry_after_us = g_ascii_strtoll (seconds, NULL, 10) * G_USEC_PER_SEC;

  return finding;
}

static FielFinding *
fiel_fake_provider_interpret (FielProvider *provider, const FielProviderRequest *request, FielProviderReply *reply)
{
  static const struct
  {
    const char *word;
    FielFindingKind kind;
  } words[] = {
    { "ready", FIEL_FINDING_TERMINAL_READY },
    { "busy", FIEL_FINDING_TERMINAL_BUSY },
    { "unreachable", FIEL_FINDING_TERMINAL_UNREACHABLE },
    { "cancel-agreed", FIEL_FINDING_CANCEL_AGREED },
    { "cancel-refused", FIEL_FINDING_CANCEL_REFUSED },
    { "batch-closed", FIEL_FINDING_BATCH_CLOSED },
    { "batch-refused", FIEL_FINDING_BATCH_REFUSED },
    { "printed", FIEL_FINDING_PRINTED },
    { "print-refused", FIEL_FINDING_PRINT_REFUSED },
  };
  const char *text = fiel_provider_reply_get_text (reply);
  FielEvidenceSource source =
    request->operation == FIEL_OPERATION_STATUS ? FIEL_EVIDENCE_SOURCE_STATUS : FIEL_EVIDENCE_SOURCE_ANSWER;
  FielEvidence *evidence = NULL;

  g_assert_true (FIEL_FAKE_PROVIDER (provider)->thread == g_thread_self ());
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (text, words[i].word))
      return fiel_finding_new (words[i].kind);
  if (g_str_has_prefix (text, "busy for="))
    return read_busy (text + strlen ("busy for="));
  if (g_str_has_prefix (text, "records"))
    return read_records (text + strlen ("records"));
  if (g_str_has_prefix (text, "totals"))
    return read_totals (text + strlen ("totals"));
  if (g_str_has_prefix (text, "printed "))
    {
      FielFinding *finding = fiel_finding_new (FIEL_FINDING_PRINTED);

      finding->evidence = read_evidence (text + strlen ("printed "), FIEL_EVIDENCE_SOURCE_RECORDS);
      return finding;
    }
  if (g_str_has_prefix (text, "terminals"))
    return read_terminals (text + strlen ("terminals"));

  evidence = read_evidence (text, source);
  if (evidence != NULL)
    return fiel_finding_new_evidence (evidence);

  return fiel_finding_new_nothing (FIEL_REASON_ANSWER_UNREADABLE, text);
}

static void
note_settled (FielCallbackFate fate)
{
  static const char *const words[] = {
    [FIEL_CALLBACK_FATE_KEPT] = "kept",
    [FIEL_CALLBACK_FATE_TURNED_AWAY] = "refused",
    [FIEL_CALLBACK_FATE_FAILED] = "failed",
  };
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&current->lock);

  g_string_append_printf (current->settled, "%s%s", current->n_settled++ > 0 ? " " : "", words[fate]);
  g_main_context_wakeup (NULL);
}

static void
fiel_fake_provider_set_heard_func (FielProvider *provider, FielProviderHeardFunc heard, gpointer heard_data)
{
  FielFakeProvider *self = FIEL_FAKE_PROVIDER (provider);

  g_assert_true (self->thread == g_thread_self ());
  self->heard = heard;
  self->heard_data = heard_data;
}

static void
fiel_fake_provider_settle_callback (FielProvider *provider, FielProviderCallback *callback, FielCallbackFate fate)
{
  g_assert_true (FIEL_FAKE_PROVIDER (provider)->thread == g_thread_self ());
  note_settled (fate);
}

static gboolean
run_ring (gpointer user_data)
{
  Ring *ring = user_data;
  FielFakeProvider *self = FIEL_FAKE_PROVIDER (ring->hearer);

  if (self->heard != NULL)
    self->heard (ring->hearer, ring->callback, self->heard_data);
  else
    note_settled (FIEL_CALLBACK_FATE_FAILED);

  return G_SOURCE_REMOVE;
}

static void
ring_free (Ring *ring)
{
  g_object_unref (ring->hearer);
  fiel_provider_callback_unref (ring->callback);
  g_free (ring);
}

static FielProviderCallback *
make_callback (const char *reference, const char *provider_id, const char *text)
{
  if (g_str_equal (text, "test"))
    return fiel_provider_callback_new_test ();

  return g_str_has_prefix (text, "error") ? fiel_provider_callback_new_empty (text)
                                          : fiel_provider_callback_new (reference, provider_id, text);
}

void
fiel_fake_cloud_share_callbacks (FielFakeCloud *self, gboolean shares)
{
  self->shares_callbacks = shares;
}

void
fiel_fake_cloud_call_back (FielFakeCloud *self, const char *reference, const char *provider_id, const char *text)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  Ring *ring = g_new0 (Ring, 1);

  g_assert_nonnull (self->hearer);
  ring->hearer = g_object_ref (self->hearer);
  ring->callback = make_callback (reference, provider_id, text);
  if (self->shares_callbacks)
    fiel_provider_callback_set_shared (ring->callback);
  g_main_context_invoke_full (self->context, G_PRIORITY_DEFAULT, run_ring, ring, (GDestroyNotify) ring_free);
}

const char *
fiel_fake_cloud_get_settled (FielFakeCloud *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return g_intern_string (self->settled->str);
}

guint
fiel_fake_cloud_get_n_settled (FielFakeCloud *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->n_settled;
}

static void
fiel_fake_provider_iface_init (FielProviderInterface *iface)
{
  iface->get_traits = fiel_fake_provider_get_traits;
  iface->prepare = fiel_fake_provider_prepare;
  iface->perform_async = fiel_fake_provider_perform_async;
  iface->perform_finish = fiel_fake_provider_perform_finish;
  iface->interpret = fiel_fake_provider_interpret;
  iface->set_heard_func = fiel_fake_provider_set_heard_func;
  iface->settle_callback = fiel_fake_provider_settle_callback;
}

static void
fiel_fake_provider_dispose (GObject *object)
{
  g_assert_true (FIEL_FAKE_PROVIDER (object)->thread == g_thread_self ());
  g_mutex_lock (&current->lock);
  if (current->hearer == FIEL_PROVIDER (object))
    current->hearer = NULL;
  g_mutex_unlock (&current->lock);

  G_OBJECT_CLASS (fiel_fake_provider_parent_class)->dispose (object);
}

static void
fiel_fake_provider_class_init (FielFakeProviderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fiel_fake_provider_dispose;
}

static void
fiel_fake_provider_init (FielFakeProvider *self)
{
  self->traits = current->traits;
  self->thread = g_thread_self ();
  g_mutex_lock (&current->lock);
  current->hearer = FIEL_PROVIDER (self);
  g_clear_pointer (&current->context, g_main_context_unref);
  current->context = g_main_context_ref_thread_default ();
  g_mutex_unlock (&current->lock);
}

static gboolean
check_settings (const FielProviderSettings *settings, GError **error)
{
  return TRUE;
}

static FielProvider *
create (const FielProviderSettings *settings,
        FielClock *clock,
        FielSecretLookupFunc lookup_secret,
        gpointer lookup_data,
        GError **error)
{
  g_autofree char *secret = NULL;

  if (current->refuse_create)
    {
      g_set_error_literal (error, FIEL_PROVIDER_SETTINGS_ERROR, FIEL_PROVIDER_SETTINGS_ERROR_MISSING_KEY,
                           "account: it is missing");
      return NULL;
    }

  secret = lookup_secret ("client-secret", lookup_data, error);
  if (secret == NULL)
    return NULL;
  g_assert_cmpstr (secret, ==, "open sesame");

  return g_object_new (FIEL_TYPE_FAKE_PROVIDER, NULL);
}

const FielProviderKind *
fiel_fake_cloud_get_kind (void)
{
  static const char *const secret_names[] = { "client-secret", NULL };
  static const FielProviderKind kind = {
    .name = "fake",
    .display_name = "Fake",
    .check_settings = check_settings,
    .secret_names = secret_names,
    .create = create,
  };

  return &kind;
}
