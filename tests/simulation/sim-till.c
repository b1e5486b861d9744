/* sim-till.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-till.h"

#include "fiel-engine-private.h"
#include "fiel-getnet-provider.h"
#include "fiel-provider-kind.h"
#include "sim-checker.h"
#include "sim-secrets.h"

struct _SimTill
{
  FielEngine *engine;       /* owned, nullable */
  FielSecrets *secrets;     /* owned */
  gboolean is_alive;        /* there is a process */
  gboolean is_started;
  gboolean is_stopping;
  gboolean is_stopped;      /* the engine said so */
  gboolean is_dead;         /* to be buried */
  gboolean cuts_power;
  gboolean reboots;
  gint64 rest_us;
  guint start;              /* the next start is planned */
};

SimTill *
sim_till_new (void)
{
  SimTill *self = g_new0 (SimTill, 1);

  self->secrets = sim_secrets_new ();

  return self;
}

gboolean
sim_till_is_alive (SimTill *self)
{
  return self->is_alive && !self->is_dead;
}

FielEngine *
sim_till_get_engine (SimTill *self)
{
  return sim_till_is_alive (self) && self->is_started && !self->is_stopping ? self->engine : NULL;
}

gint64
sim_till_draw_hop (void)
{
  if (sim_strikes (SIM_STREAM_TILL, SIM_FAULT_THREADS_LATE))
    return sim_random_us (sim_world->random, SIM_STREAM_TILL, 50, SIM_SECONDS (2));

  return 50;
}

void
sim_till_drain (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* Starting */

static void
start_planned (gpointer data)
{
  SimTill *self = data;

  self->start = 0;
  sim_till_start (self);
}

static void
plan_start (SimTill *self)
{
  self->start = sim_later (SIM_SIDE_WORLD, self->rest_us, start_planned, self, NULL);
}

static void
attempts_changed (GListModel *attempts, guint position, guint n_removed, guint n_added, gpointer user_data)
{
  for (guint i = 0; i < n_added; i++)
    {
      g_autoptr (FielAttempt) attempt = g_list_model_get_item (attempts, position + i);

      if (sim_till_is_alive (sim_world->till))
        sim_checker_watch (sim_world->checker, attempt);
    }
}

/* The process is gone, and nothing of it is left. */
static void
bury (SimTill *self)
{
  g_signal_handlers_disconnect_by_func (fiel_engine_get_attempts (self->engine), attempts_changed, NULL);
  g_object_add_weak_pointer (G_OBJECT (self->engine), (gpointer *) &self->engine);
  g_object_unref (self->engine);
  if (self->engine != NULL)
    g_error ("the engine outlives its process");
  self->is_alive = FALSE;
}

static void
ended (gpointer data)
{
  SimTill *self = data;

  if (self->engine == NULL || self->is_dead)
    return;

  bury (self);
  sim_shadow_forget_process (sim_checker_get_shadow (sim_world->checker), FALSE);
  sim_disk_fail_at (sim_world->disk, 0, SQLITE_OK, FALSE);
  plan_start (self);
}

static void
started_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  SimTill *self = user_data;
  g_autoptr (GError) error = NULL;

  if (fiel_engine_start_finish (FIEL_ENGINE (source), result, &error))
    {
      self->is_started = TRUE;
      return;
    }
  if (!sim_till_is_alive (self) || self->is_stopping)
    return;

  sim_note ("start", 0, 0, "the program does not start: %s", error->message);
  if (!sim_disk_has_failed (sim_world->disk))
    sim_checker_fail (sim_world->checker, "I7: the journal cannot be opened again: %s", error->message);
  self->rest_us = SIM_SECONDS (10);
  self->is_stopping = TRUE;
  sim_later (SIM_SIDE_WORLD, 0, ended, self, NULL);
}

static void
start_anew (gpointer data)
{
  SimTill *self = data;
  FielEngine *engine = sim_till_get_engine (self);

  if (engine != NULL && fiel_engine_get_storage_trouble (engine) != NULL)
    sim_till_stop (self, SIM_SECONDS (5));
}

/* People do as they are told: they make room and start the program again. */
static void
storage_troubled (FielEngine *engine, GParamSpec *pspec, SimTill *self)
{
  if (!sim_till_is_alive (self))
    return;

  sim_note ("trouble", 0, 0, "the storage is in trouble");
  sim_later (SIM_SIDE_WORLD, SIM_SECONDS (15), start_anew, self, NULL);
}

void
sim_till_start (SimTill *self)
{
  static const FielProviderKind *kinds[2];

  if (self->is_alive)
    return;

  kinds[0] = fiel_getnet_kind ();
  sim_scheduler_clear (sim_world->scheduler, &self->start);
  sim_checker_life_begins (sim_world->checker);
  self->is_alive = TRUE;
  self->is_started = FALSE;
  self->is_stopping = FALSE;
  self->is_stopped = FALSE;
  self->engine = fiel_engine_new (sim_world_get_profile (sim_world->store), FIEL_CLOCK (sim_world->clock),
                                  self->secrets, kinds, "fiel");
  fiel_engine_set_random_func (self->engine, sim_world_fill_random, NULL);
  g_signal_connect (fiel_engine_get_attempts (self->engine), "items-changed", G_CALLBACK (attempts_changed), NULL);
  g_signal_connect (self->engine, "notify::storage-trouble", G_CALLBACK (storage_troubled), self);
  sim_note ("start", sim_checker_get_life (sim_world->checker), 0, "the program starts");
  fiel_engine_start_async (self->engine, NULL, started_cb, self);
}

/* Ending */

static void
stopped_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  SimTill *self = user_data;

  fiel_engine_stop_finish (FIEL_ENGINE (source), result);
  self->is_stopped = TRUE;
  if (!self->is_dead)
    sim_later (SIM_SIDE_WORLD, 0, ended, self, NULL);
}

void
sim_till_stop (SimTill *self, gint64 rest_us)
{
  if (!sim_till_is_alive (self) || self->is_stopping)
    return;

  sim_note ("stop", 0, 0, "the program is closed");
  self->rest_us = rest_us;
  self->is_stopping = TRUE;
  fiel_engine_stop_async (self->engine, stopped_cb, self);
}

void
sim_till_kill (SimTill *self, gboolean power_cut, gboolean reboot, gint64 rest_us)
{
  if (!sim_till_is_alive (self))
    return;

  self->is_dead = TRUE;
  self->cuts_power = power_cut;
  self->reboots = reboot || power_cut;
  self->rest_us = rest_us;
}

gboolean
sim_till_notice_death (SimTill *self)
{
  if (!self->is_dead && sim_disk_has_died (sim_world->disk))
    {
      self->is_dead = TRUE;
      self->cuts_power = sim_disk_died_of_power_cut (sim_world->disk);
      self->reboots = self->cuts_power;
      self->rest_us = SIM_SECONDS (3);
    }

  return self->is_dead;
}

/* What is still in memory of the dead process ends in order, out of sight: its disk is a copy nobody reads, its network
 * takes nothing, and no time passes. */
static void
let_ghost_end (SimTill *self)
{
  sim_disk_fail_at (sim_world->disk, 0, SQLITE_OK, FALSE);
  sim_disk_die_at (sim_world->disk, 0, NULL);
  if (!self->is_stopping)
    fiel_engine_stop_async (self->engine, stopped_cb, self);
  else if (!self->is_started && !self->is_stopped)
    self->is_stopped = fiel_engine_get_journal (self->engine) == NULL;
  sim_till_drain ();
  while (sim_scheduler_run_till (sim_world->scheduler))
    sim_till_drain ();
  if (!self->is_stopped)
    g_error ("the dead process does not end");
}

void
sim_till_tend (SimTill *self)
{
  SimDisk *left = NULL;

  if (!self->is_dead)
    return;

  left = sim_disk_take_remains (sim_world->disk);
  if (left == NULL)
    left = self->cuts_power ? sim_disk_survive_power_cut (sim_world->disk, sim_world->random)
                            : sim_disk_survive_kill (sim_world->disk);
  sim_note ("death", self->cuts_power, self->reboots, self->cuts_power ? "the power is cut" : "the program is killed");
  sim_shadow_forget_process (sim_checker_get_shadow (sim_world->checker), self->cuts_power);
  let_ghost_end (self);
  bury (self);
  sim_disk_unref (sim_world->disk);
  sim_world->disk = left;
  sim_disk_plug_in (left);
  if (self->reboots)
    sim_clock_reboot (sim_world->clock);
  self->is_dead = FALSE;
  plan_start (self);
}

/* At the end of the world. */
void
sim_till_free (SimTill *self)
{
  if (self->is_alive)
    {
      self->is_dead = TRUE;
      let_ghost_end (self);
      bury (self);
    }
  g_object_unref (self->secrets);
  g_free (self);
}
