/* fiel-terminal-prober.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-terminal-prober.h"

#include "fiel-engine.h"
#include "fiel-terminal-private.h"

#include <glib/gi18n-lib.h>

/**
 * FielTerminalProber:
 *
 * The near end of a terminal of the store profile. A terminal with an open attempt is left alone: the attempt's own
 * checks probe it when that helps, and asking in between would disturb them.
 */
struct _FielTerminalProber
{
  GObject parent_instance;

  FielScribe *scribe;                 /* owned */
  FielProviderLink *link;             /* owned, nullable */
  FielTerminal *terminal;             /* owned */
  const FielProfileTerminal *place;   /* the profile's */
  FielRandomFunc random;
  gpointer random_data;               /* the caller's */
  gboolean asking;
  gint64 asked_us;                    /* 0: never */
  guint n_holds;                      /* charges on their way to this terminal */
  GTask *waiting;                     /* owned, nullable: a charge that waits for the answer that is out */
  guint waiting_timer;
  GTask *question;                    /* owned, nullable: somebody's, that waits for the answer that is out */
};

#define KEPT_US (30 * G_USEC_PER_SEC)
/* The longest a sale waits for the answer to a question of ours. */
#define HOLD_US (3 * G_USEC_PER_SEC / 2)

G_DEFINE_FINAL_TYPE (FielTerminalProber, fiel_terminal_prober, G_TYPE_OBJECT)

static void asked_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void answered_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void wait_passed (gpointer user_data);

static void
fiel_terminal_prober_finalize (GObject *object)
{
  FielTerminalProber *self = FIEL_TERMINAL_PROBER (object);

  g_object_unref (self->scribe);
  g_clear_object (&self->link);
  g_object_unref (self->terminal);

  G_OBJECT_CLASS (fiel_terminal_prober_parent_class)->finalize (object);
}

static void
fiel_terminal_prober_class_init (FielTerminalProberClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fiel_terminal_prober_finalize;
}

static void
fiel_terminal_prober_init (FielTerminalProber *self)
{
}

FielTerminalProber *
fiel_terminal_prober_new (FielScribe *scribe,
                          FielProviderLink *link,
                          FielTerminal *terminal,
                          const FielProfileTerminal *place,
                          FielRandomFunc random,
                          gpointer random_data)
{
  FielTerminalProber *self = g_object_new (FIEL_TYPE_TERMINAL_PROBER, NULL);

  self->scribe = g_object_ref (scribe);
  g_set_object (&self->link, link);
  self->terminal = g_object_ref (terminal);
  self->place = place;
  self->random = random;
  self->random_data = random_data;

  return self;
}

FielTerminal *
fiel_terminal_prober_get_terminal (FielTerminalProber *self)
{
  g_return_val_if_fail (FIEL_IS_TERMINAL_PROBER (self), NULL);

  return self->terminal;
}

FielProviderLink *
fiel_terminal_prober_get_link (FielTerminalProber *self)
{
  g_return_val_if_fail (FIEL_IS_TERMINAL_PROBER (self), NULL);

  return self->link;
}

const FielProfileTerminal *
fiel_terminal_prober_get_place (FielTerminalProber *self)
{
  g_return_val_if_fail (FIEL_IS_TERMINAL_PROBER (self), NULL);

  return self->place;
}

static gboolean
is_fresh (FielTerminalProber *self)
{
  gint64 now_us = fiel_clock_get_boot_us (fiel_scribe_get_clock (self->scribe));

  return self->asked_us > 0 && now_us - self->asked_us < KEPT_US
         && fiel_terminal_get_availability (self->terminal) != FIEL_AVAILABILITY_NOT_CHECKED;
}

FielProviderRequest *
fiel_terminal_prober_make_request (FielTerminalProber *self, FielOperation operation)
{
  g_autoptr (FielTerminalIdentity) identity = NULL;
  FielProviderRequest *request = NULL;

  g_return_val_if_fail (FIEL_IS_TERMINAL_PROBER (self), NULL);

  identity = fiel_terminal_identity_new (self->place->terminal_id, self->place->branch_id, self->place->serial_number);
  request = fiel_provider_request_new (operation, identity);
  request->reference = fiel_random_make_id (self->random, self->random_data);

  return request;
}

/**
 * fiel_terminal_prober_probe:
 * @now: even if the last answer is fresh
 */
void
fiel_terminal_prober_probe (FielTerminalProber *self, gboolean now)
{
  g_autoptr (FielProviderRequest) request = NULL;
  g_autoptr (FielExchange) exchange = NULL;

  g_return_if_fail (FIEL_IS_TERMINAL_PROBER (self));

  if (self->asking || self->n_holds > 0 || self->link == NULL
      || !fiel_provider_link_can (self->link, FIEL_OPERATION_PROBE)
      || fiel_terminal_get_attempt (self->terminal) != NULL || (!now && is_fresh (self)))
    return;

  request = fiel_terminal_prober_make_request (self, FIEL_OPERATION_PROBE);
  self->asking = TRUE;
  self->asked_us = fiel_clock_get_boot_us (fiel_scribe_get_clock (self->scribe));
  exchange = fiel_exchange_new (self->scribe, self->link, NULL);
  fiel_exchange_ask_async (exchange, request, asked_cb, g_object_ref (self));
}

/* No answer at all means that the terminal cannot be reached from here. */
static FielAvailability
judge (FielExchange *exchange)
{
  FielFinding *finding = fiel_exchange_get_finding (exchange);

  if (finding != NULL && finding->kind == FIEL_FINDING_TERMINAL_READY)
    return FIEL_AVAILABILITY_READY;
  if (finding != NULL && finding->kind == FIEL_FINDING_TERMINAL_BUSY)
    return FIEL_AVAILABILITY_BUSY;
  if (finding != NULL && finding->kind == FIEL_FINDING_NOTHING)
    return FIEL_AVAILABILITY_NOT_CHECKED;

  return FIEL_AVAILABILITY_UNREACHABLE;
}

static gboolean
is_taken (FielTerminalProber *self)
{
  return self->n_holds > 0 || fiel_terminal_get_attempt (self->terminal) != NULL;
}

/* The question that waits, now that nothing else is asked. */
static void
ask_question (FielTerminalProber *self)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->question);
  g_autoptr (FielExchange) exchange = NULL;
  const FielProviderRequest *request = NULL;

  if (task == NULL)
    return;
  if (is_taken (self))
    {
      g_task_return_new_error (task, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_TERMINAL_BUSY,
                               _ ("A payment is under way on this terminal."));
      return;
    }

  request = g_task_get_task_data (task);
  self->asking = TRUE;
  exchange = fiel_exchange_new (self->scribe, self->link, NULL);
  fiel_exchange_ask_async (exchange, request, answered_cb, g_steal_pointer (&task));
}

static void
end_asking (FielTerminalProber *self)
{
  self->asking = FALSE;
  fiel_terminal_prober_let_go (self);
  ask_question (self);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  end_asking (g_task_get_source_object (task));
  if (fiel_exchange_finish (FIEL_EXCHANGE (source), result, &error))
    g_task_return_pointer (task, g_object_ref (source), g_object_unref);
  else
    g_task_return_error (task, error);
}

/**
 * fiel_terminal_prober_ask_async:
 * @operation: one that moves no money and is about this terminal
 *
 * Asks the terminal something else than how it is, after what is asked already. A sale that is wanted meanwhile waits
 * for the answer as it waits for a probe's. Fails with %FIEL_ENGINE_ERROR_TERMINAL_BUSY if a payment is under way, and
 * with %FIEL_ENGINE_ERROR_PROVIDER if its provider cannot.
 */
void
fiel_terminal_prober_ask_async (FielTerminalProber *self,
                                FielOperation operation,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_return_if_fail (FIEL_IS_TERMINAL_PROBER (self));

  fiel_terminal_prober_send_async (self, fiel_terminal_prober_make_request (self, operation), callback, user_data);
}

void
fiel_terminal_prober_send_async (FielTerminalProber *self,
                                 FielProviderRequest *request,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (FIEL_IS_TERMINAL_PROBER (self));
  g_return_if_fail (request != NULL && !fiel_operation_moves_money (request->operation));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, fiel_terminal_prober_ask_async);
  g_task_set_task_data (task, request, (GDestroyNotify) fiel_provider_request_free);
  if (self->link == NULL || !fiel_provider_link_can (self->link, request->operation))
    g_task_return_new_error (task, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_PROVIDER,
                             _ ("This terminal’s provider does not offer that."));
  else if (self->question != NULL)
    g_task_return_new_error (task, FIEL_ENGINE_ERROR, FIEL_ENGINE_ERROR_TERMINAL_BUSY,
                             _ ("This terminal is asked something already."));
  else
    {
      self->question = g_steal_pointer (&task);
      if (!self->asking)
        ask_question (self);
    }
}

/**
 * fiel_terminal_prober_ask_finish:
 *
 * Returns: (transfer full): the exchange, which may be without an answer
 */
FielExchange *
fiel_terminal_prober_ask_finish (FielTerminalProber *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, fiel_terminal_prober_ask_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FielTerminalProber) self = user_data;
  g_autoptr (GError) error = NULL;
  FielAvailability availability;

  end_asking (self);
  if (!fiel_exchange_finish (FIEL_EXCHANGE (source), result, &error))
    {
      g_info ("Terminal %s could not be asked: %s", self->place->key, error->message);
      return;
    }

  availability = judge (FIEL_EXCHANGE (source));
  fiel_terminal_set_probed (self->terminal, availability,
                            availability == FIEL_AVAILABILITY_NOT_CHECKED
                              ? 0
                              : fiel_clock_get_wall_us (fiel_scribe_get_clock (self->scribe)));
}

/* A terminal does one thing at a time: a sale that reaches it while it answers our own question would be refused as
 * busy. */

/**
 * fiel_terminal_prober_hold:
 *
 * No question is asked from now on, until fiel_terminal_prober_release().
 *
 * Returns: whether none is out either; else wait for it
 */
gboolean
fiel_terminal_prober_hold (FielTerminalProber *self)
{
  g_return_val_if_fail (FIEL_IS_TERMINAL_PROBER (self), TRUE);

  self->n_holds++;

  return !self->asking;
}

/**
 * fiel_terminal_prober_wait_async:
 *
 * Calls back when the question that is out was answered, or after a second and a half: a health check that fails
 * never stops a sale.
 */
void
fiel_terminal_prober_wait_async (FielTerminalProber *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (FIEL_IS_TERMINAL_PROBER (self));
  g_return_if_fail (self->asking && self->waiting == NULL);

  self->waiting = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (self->waiting, fiel_terminal_prober_wait_async);
  self->waiting_timer = fiel_clock_add_timer (fiel_scribe_get_clock (self->scribe), HOLD_US, wait_passed, self);
}

void
fiel_terminal_prober_wait_finish (FielTerminalProber *self, GAsyncResult *result)
{
  g_return_if_fail (g_task_is_valid (result, self));
  g_return_if_fail (g_async_result_is_tagged (result, fiel_terminal_prober_wait_async));

  g_task_propagate_boolean (G_TASK (result), NULL);
}

static void
wait_passed (gpointer user_data)
{
  FielTerminalProber *self = user_data;

  self->waiting_timer = 0;
  fiel_terminal_prober_let_go (self);
}

/**
 * fiel_terminal_prober_let_go:
 *
 * Whoever waits does not wait any longer.
 */
void
fiel_terminal_prober_let_go (FielTerminalProber *self)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (FIEL_IS_TERMINAL_PROBER (self));

  task = g_steal_pointer (&self->waiting);
  fiel_clock_clear_timer (fiel_scribe_get_clock (self->scribe), &self->waiting_timer);
  if (task != NULL)
    g_task_return_boolean (task, TRUE);
}

/**
 * fiel_terminal_prober_release:
 *
 * Ends one fiel_terminal_prober_hold(): there is an attempt now, or there will be none.
 */
void
fiel_terminal_prober_release (FielTerminalProber *self)
{
  g_return_if_fail (FIEL_IS_TERMINAL_PROBER (self));
  g_return_if_fail (self->n_holds > 0);

  self->n_holds--;
}

gboolean
fiel_terminal_prober_is_held (FielTerminalProber *self)
{
  g_return_val_if_fail (FIEL_IS_TERMINAL_PROBER (self), FALSE);

  return self->n_holds > 0;
}
