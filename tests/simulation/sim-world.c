/* sim-world.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-world.h"

#include "fiel-getnet-provider.h"
#include "fiel-provider-kind.h"
#include "sim-cashier.h"
#include "sim-checker.h"
#include "sim-cloud.h"
#include "sim-limits.h"
#include "sim-relay.h"
#include "sim-till.h"

#include <glib/gstdio.h>

SimWorld *sim_world;

static FielProfile *profiles[SIM_N_STORES];   /* owned by the program */

/* How long everything may take once nothing new goes wrong: the cable and the machines come back (500 s), a request
 * that is out ends (330 s), then the horizon (360 s), then two reads with their probes. Until the first moment nobody is
 * excused from anything. */
#define LONGEST_US SIM_SECONDS (1500)
#define LEAST_US SIM_SECONDS (60)
/* How long the dead may still write: the cloud's five minutes, and late reports. */
#define AFTERMATH_US SIM_SECONDS (700)

gint64
sim_now_us (void)
{
  return sim_scheduler_get_now_us (sim_world->scheduler);
}

gboolean
sim_strikes (SimStream stream, SimFault fault)
{
  if (!sim_faults_strike (&sim_world->faults, sim_world->random, stream, fault))
    return FALSE;

  sim_note ("fault", fault, 0, "%s", sim_fault_get_name (fault));

  return TRUE;
}

guint
sim_later (SimSide side, gint64 delay_us, SimFunc func, gpointer data, GDestroyNotify free_data)
{
  return sim_scheduler_add (sim_world->scheduler, side, delay_us, func, data, free_data);
}

/* Names are never twice the same; everything shorter is a draw like any other. */
void
sim_world_fill_random (guint8 *bytes, gsize length, gpointer user_data)
{
  if (length >= 16)
    {
      sim_random_fill (bytes, length, sim_world->random);
      return;
    }

  for (gsize i = 0; i < length; i++)
    bytes[i] = (guint8) sim_random_draw (sim_world->random, SIM_STREAM_TILL, 256);
}

FielProfile *
sim_world_get_profile (SimStore store)
{
  return profiles[store];
}

void
sim_result_clear (SimResult *result)
{
  g_clear_pointer (&result->digest, g_free);
  g_clear_pointer (&result->violation, g_free);
  g_clear_pointer (&result->words, g_ptr_array_unref);
  g_clear_pointer (&result->tape, sim_tape_free);
}

/* Preparing */

static void
write_profile (const char *folder, SimStore store)
{
  static const char *const keys[SIM_N_TERMINALS] = { "norte", "centro", "sur" };
  gboolean is_chile = store != SIM_STORE_ARGENTINA && store != SIM_STORE_ARGENTINA_ASYNCHRONOUS;
  gboolean asynchronous = store == SIM_STORE_CHILE_ASYNCHRONOUS || store == SIM_STORE_ARGENTINA_ASYNCHRONOUS;
  g_autofree char *path = g_build_filename (folder, "profile.conf", NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  g_string_append_printf (text, "[fiel]\nversion=1\n[store]\nname=Simulated\ncountry=%s\ncurrency=%s\n"
                                "[till]\nname=Caja 1\nmax-sale=%s\n"
                                "[provider getnet]\nkind=getnet\nenvironment=test\n"
                                "base-address=https://simulated.invalid/\nclient-id=shop\n",
                          is_chile ? "cl" : "ar", is_chile ? "CLP" : "ARS", is_chile ? "900000" : "90000000");
  if (asynchronous)
    g_string_append (text, "callback-address=https://shop.invalid/simulated-token-simulated-token-simulated-t\n"
                           "listen-port=8099\n");
  if (store == SIM_STORE_CHILE_RELAY)
    g_string_append (text, "callback-address=https://" SIM_RELAY_HOST "/callback/simulated\n"
                           "relay-address=https://" SIM_RELAY_HOST "/\n");
  for (guint i = 0; i < SIM_N_TERMINALS; i++)
    g_string_append_printf (text, "[terminal %s]\nname=%s\nprovider=getnet\nterminal-id=7001122%u\nbranch-id=24680\n"
                                  "serial-number=ABC90000000%u\n",
                            keys[i], keys[i], 3 + i, 1 + i);
  if (!g_file_set_contents (path, text->str, -1, &error))
    g_error ("%s", error->message);
}

static FielProfile *
make_profile (SimStore store)
{
  const FielProviderKind *const kinds[] = { fiel_getnet_kind (), NULL };
  g_autofree char *folder = g_dir_make_tmp ("fiel-simulation-XXXXXX", NULL);
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  FielProfile *profile = NULL;

  g_assert (folder != NULL);
  write_profile (folder, store);
  profile = fiel_profile_load (folder, kinds, &error);
  if (profile == NULL)
    g_error ("%s", error->message);
  path = g_build_filename (folder, "profile.conf", NULL);
  g_unlink (path);
  g_rmdir (folder);

  return profile;
}

/* There is one thread, and SQLite need not guard itself against others. */
static void
prepare_sqlite (void)
{
  if (sqlite3_config (SQLITE_CONFIG_SINGLETHREAD) != SQLITE_OK
      || sqlite3_config (SQLITE_CONFIG_MEMSTATUS, 0) != SQLITE_OK
      || sqlite3_config (SQLITE_CONFIG_LOOKASIDE, 1200, 200) != SQLITE_OK)
    g_error ("SQLite takes no configuration");
}

void
sim_world_prepare (void)
{
  prepare_sqlite ();
  for (guint i = 0; i < SIM_N_STORES; i++)
    profiles[i] = make_profile ((SimStore) i);
  if (!g_main_context_acquire (NULL))
    g_error ("the main context is not ours");
}

/* A world */

static void
make_world (SimWorld *world, const SimOrder *order)
{
  static const SimStore stores[] = {
    SIM_STORE_CHILE_ASYNCHRONOUS, SIM_STORE_CHILE,           SIM_STORE_CHILE,
    SIM_STORE_CHILE_RELAY,        SIM_STORE_ARGENTINA,       SIM_STORE_ARGENTINA_ASYNCHRONOUS,
  };

  world->seed = order->seed;
  world->wall_stands_still = order->wall_stands_still;
  world->random = sim_random_new (order->seed, order->replay);
  world->scheduler = sim_scheduler_new ();
  world->log = sim_log_new (order->in_words);
  world->store = stores[sim_random_draw (world->random, SIM_STREAM_PLAN, G_N_ELEMENTS (stores))];
  sim_faults_draw (&world->faults, world->random, order->group);
  world->clock = sim_clock_new (world->scheduler);
  world->disk = sim_disk_new ();
  sim_disk_plug_in (world->disk);
  world->checker = sim_checker_new ();
  world->cloud = sim_cloud_new ();
  world->relay = sim_relay_new ();
  world->cashier = sim_cashier_new ();
  world->till = sim_till_new ();
}

static void
end_world (SimWorld *world)
{
  sim_till_free (world->till);
  sim_scheduler_free (world->scheduler);
  sim_cashier_free (world->cashier);
  sim_cloud_free (world->cloud);
  sim_relay_free (world->relay);
  sim_checker_free (world->checker);
  sim_disk_unref (world->disk);
  g_object_unref (world->clock);
  sim_log_free (world->log);
  sim_random_free (world->random);
  sim_world = NULL;
}

/* One event and everything that follows from it at once. FALSE if there is none until @until_us. */
static gboolean
step (SimWorld *world, gint64 until_us)
{
  gboolean stepped = sim_scheduler_run_next (world->scheduler, until_us);

  if (stepped)
    sim_till_drain ();
  sim_till_tend (world->till);

  return stepped;
}

static gboolean
is_broken (SimWorld *world)
{
  return sim_checker_get_violation (world->checker) != NULL;
}

/* Whether every payment is closed, or has an excuse. */
static gboolean
is_settled (SimWorld *world, gboolean accept_excuses)
{
  GPtrArray *payments = sim_shadow_get_payments (sim_checker_get_shadow (world->checker));

  if (sim_till_get_engine (world->till) == NULL || !sim_cloud_is_settled (world->cloud))
    return FALSE;

  for (guint i = 0; i < payments->len; i++)
    {
      const SimPayment *payment = g_ptr_array_index (payments, i);

      if (payment->state != FIEL_ATTEMPT_STATE_CLOSED && !(accept_excuses && sim_limits_find (payment) != NULL))
        return FALSE;
    }

  return TRUE;
}

/* The storm is over: everything works, and what is open must close. */
static void
calm_down (SimWorld *world)
{
  gint64 began_us = sim_now_us ();

  world->faults.are_over = TRUE;
  sim_note ("calm", 0, 0, "from here on nothing goes wrong");

  for (gint64 passed_us = 0; passed_us < LONGEST_US && !is_broken (world); passed_us += SIM_SECONDS (5))
    {
      while (!is_broken (world) && step (world, began_us + passed_us))
        ;
      if (passed_us >= LEAST_US && is_settled (world, passed_us >= LEAST_US * 10))
        break;
    }

  began_us = sim_now_us ();
  while (!is_broken (world) && step (world, began_us + AFTERMATH_US))
    ;
}

static void
live (SimWorld *world)
{
  sim_till_start (world->till);
  sim_till_drain ();
  sim_cashier_begin (world->cashier);
  while (!is_broken (world) && !sim_cashier_is_done (world->cashier) && step (world, G_MAXINT64))
    ;
  calm_down (world);
}

void
sim_world_run (const SimOrder *order, SimResult *result, SimFigures *figures)
{
  SimWorld world = { 0 };

  sim_world = &world;
  make_world (&world, order);
  live (&world);
  if (!is_broken (&world))
    sim_checker_end (world.checker, figures);

  figures->simulated_us += sim_now_us ();
  figures->n_events += sim_scheduler_get_n_run (world.scheduler);
  result->violation = g_strdup (sim_checker_get_violation (world.checker));
  result->tape = sim_tape_copy (sim_random_get_tape (world.random));
  result->words = g_ptr_array_ref (sim_log_get_words (world.log));
  result->digest = g_strdup (sim_log_get_digest (world.log));
  end_world (&world);
}
