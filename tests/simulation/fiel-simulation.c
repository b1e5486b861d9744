/* fiel-simulation.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-attempt-state.h"
#include "sim-story.h"
#include "sim-world.h"

#include <glib/gprintf.h>
#include <sys/resource.h>

/* fiel-simulation: runs worlds from seeds, each twice, and says what broke.
 *
 *   --seeds FIRST:COUNT   run these seeds
 *   --seconds N           run seeds from the first on for so much processor time
 *   --seed N [--story]    run one seed; --story tells everything that happens
 *   --group NAME          only this group of faults
 *   --tap                 a short run as test cases, one per group
 *   --hunt                one seed of each group in turns until something breaks
 *
 * Anything that breaks is printed with its seed, made short and told. */

static char *option_seeds;
static char *option_group;
static gint64 option_seed = -1;
static int option_seconds;
static int option_shrink = 3000;
static gboolean option_story;
static gboolean option_tap;
static gboolean option_hunt;

static const GOptionEntry options[] = {
  { "seeds", 0, 0, G_OPTION_ARG_STRING, &option_seeds, "Seeds to run", "FIRST:COUNT" },
  { "seconds", 0, 0, G_OPTION_ARG_INT, &option_seconds, "Seconds of processor time", "N" },
  { "seed", 0, 0, G_OPTION_ARG_INT64, &option_seed, "One seed", "N" },
  { "story", 0, 0, G_OPTION_ARG_NONE, &option_story, "Tell everything", NULL },
  { "group", 0, 0, G_OPTION_ARG_STRING, &option_group, "Only this group of faults", "NAME" },
  { "shrink", 0, 0, G_OPTION_ARG_INT, &option_shrink, "Runs for making a story short", "N" },
  { "tap", 0, 0, G_OPTION_ARG_NONE, &option_tap, "A short run as test cases", NULL },
  { "hunt", 0, 0, G_OPTION_ARG_NONE, &option_hunt, "Every group in turns", NULL },
  { NULL },
};

static double
get_cpu_seconds (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);

  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
         + (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static void
add_figures (SimFigures *sum, const SimFigures *one)
{
  sum->n_payments += one->n_payments;
  sum->n_sent += one->n_sent;
  sum->n_lives += one->n_lives;
  sum->n_events += one->n_events;
  sum->simulated_us += one->simulated_us;
  for (guint i = 0; i < G_N_ELEMENTS (sum->n_outcomes); i++)
    sum->n_outcomes[i] += one->n_outcomes[i];
}

/* Two runs of one seed must be the same run; in the second one nobody moves the wall clock (I9). If they differ, a
 * third one says whether it is the clock. */
static char *
compare_runs (const SimOrder *order, const SimResult *first, const SimResult *second)
{
  g_auto (SimResult) third = { NULL };
  SimFigures figures = { 0 };

  if (second->violation != NULL && first->violation == NULL)
    return g_strdup (second->violation);
  if (g_str_equal (first->digest, second->digest))
    return NULL;

  sim_world_run (order, &third, &figures);

  return g_strdup (g_str_equal (first->digest, third.digest) ? "I9: the wall clock changes what happens"
                                                             : "D1: the same seed gives another run");
}

/* FALSE and the story if an invariant broke. */
static gboolean
run_seed (guint64 seed, SimGroup group, SimFigures *figures)
{
  const SimOrder order = { .seed = seed, .group = group };
  SimOrder again = order;
  g_auto (SimResult) first = { NULL };
  g_auto (SimResult) second = { NULL };
  g_autoptr (SimTape) tape = NULL;
  g_autofree char *difference = NULL;
  SimFigures one = { 0 };

  sim_world_run (&order, &first, &one);
  again.wall_stands_still = TRUE;
  if (first.violation == NULL)
    {
      add_figures (figures, &one);
      sim_world_run (&again, &second, &one);
      difference = compare_runs (&order, &first, &second);
    }
  if (first.violation == NULL && difference == NULL)
    return TRUE;

  g_print ("# seed %" G_GUINT64_FORMAT ", group %s: %s\n", seed, sim_group_get_name (group),
           first.violation != NULL ? first.violation : difference);
  g_print ("# again: fiel-simulation --seed %" G_GUINT64_FORMAT " --group %s --story\n", seed,
           sim_group_get_name (group));
  if (first.violation != NULL && option_shrink > 0)
    {
      tape = sim_story_shrink (&order, &first, (guint) option_shrink);
      g_print ("# made short: %" G_GSIZE_FORMAT " of %" G_GSIZE_FORMAT " choices\n", sim_tape_count (tape),
               sim_tape_count (first.tape));
      sim_story_print (&order, tape, 40);
    }

  return FALSE;
}

static void
print_figures (const SimFigures *figures, guint64 n_seeds, double cpu_seconds)
{
  g_print ("# %" G_GUINT64_FORMAT " seeds, each run twice; %" G_GUINT64_FORMAT " whole payments, %" G_GUINT64_FORMAT
           " requests sent, %" G_GUINT64_FORMAT " lives of the program, %" G_GUINT64_FORMAT " events\n",
           n_seeds, figures->n_payments, figures->n_sent, figures->n_lives, figures->n_events);
  g_print ("# %.0f hours simulated in %.1f s of processor time: %.0f payment schedules a minute (%.0f different)\n",
           (double) figures->simulated_us / 3600e6, cpu_seconds,
           120.0 * (double) figures->n_payments / cpu_seconds, 60.0 * (double) figures->n_payments / cpu_seconds);
  g_print ("# outcomes:");
  for (guint i = 0; i < FIEL_N_OUTCOMES; i++)
    g_print (" %s %" G_GUINT64_FORMAT, i == 0 ? "open" : fiel_enum_nick (FIEL_TYPE_OUTCOME, (int) i),
             figures->n_outcomes[i]);
  g_print ("\n# faults:");
  for (guint i = 0; i < SIM_N_FAULTS; i++)
    if (sim_fault_counts[i] > 0)
      g_print (" %s %" G_GUINT64_FORMAT, sim_fault_get_name ((SimFault) i), sim_fault_counts[i]);
  g_print ("\n");
}

static gboolean
run_seeds (guint64 first, guint64 count, double seconds, SimGroup group, SimFigures *figures, guint64 *n_seeds)
{
  double end = get_cpu_seconds () + seconds;
  gboolean fine = TRUE;

  for (guint64 seed = first; fine && (count == 0 || seed - first < count); seed++)
    {
      if (seconds > 0 && get_cpu_seconds () >= end)
        break;
      fine = run_seed (seed, option_hunt ? (SimGroup) (seed % SIM_N_GROUPS) : group, figures);
      ++*n_seeds;
    }

  return fine;
}

static int
run_tap (void)
{
  gboolean all_fine = TRUE;
  SimFigures figures = { 0 };
  guint64 n_seeds = 0;
  double began = get_cpu_seconds ();

  g_print ("1..%u\n", (guint) SIM_N_GROUPS);
  for (guint i = 0; i < SIM_N_GROUPS; i++)
    {
      SimGroup group = (SimGroup) i;
      gboolean fine = run_seeds (1, 0, option_seconds > 0 ? (double) option_seconds / SIM_N_GROUPS : 1.5, group,
                                 &figures, &n_seeds);

      g_print ("%s %u simulation %s\n", fine ? "ok" : "not ok", i + 1, sim_group_get_name (group));
      all_fine = all_fine && fine;
    }
  print_figures (&figures, n_seeds, get_cpu_seconds () - began);

  return all_fine ? 0 : 1;
}

static SimGroup
find_group (const char *name)
{
  for (guint i = 0; name != NULL && i < SIM_N_GROUPS; i++)
    if (g_str_equal (sim_group_get_name ((SimGroup) i), name))
      return (SimGroup) i;

  return SIM_GROUP_ALL;
}

static GLogWriterOutput
write_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  /* What the engine tells its support is no part of what is checked, unless it is a mistake. */
  if ((level & (G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_ERROR)) != 0)
    return g_log_writer_default (level, fields, n_fields, user_data);

  return G_LOG_WRITER_HANDLED;
}

int
main (int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  SimFigures figures = { 0 };
  guint64 n_seeds = 0;
  guint64 first = 1;
  guint64 count = 0;
  double began = 0;
  gboolean fine = TRUE;

  g_option_context_add_main_entries (context, options, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      g_printerr ("%s\n", error->message);
      return 2;
    }

  g_log_set_writer_func (write_log, NULL, NULL);
  sim_world_prepare ();
  if (option_tap)
    return run_tap ();
  if (option_seed >= 0 && option_story)
    {
      sim_story_print (&(SimOrder){ .seed = (guint64) option_seed, .group = find_group (option_group) }, NULL,
                       G_MAXUINT);
      return 0;
    }

  if (option_seed >= 0)
    {
      first = (guint64) option_seed;
      count = 1;
    }
  else if (option_seeds != NULL)
    {
      g_auto (GStrv) parts = g_strsplit (option_seeds, ":", 2);

      first = g_ascii_strtoull (parts[0], NULL, 10);
      count = parts[1] != NULL ? g_ascii_strtoull (parts[1], NULL, 10) : 1;
    }
  else if (option_seconds == 0)
    {
      option_seconds = 10;
    }

  began = get_cpu_seconds ();
  fine = run_seeds (first, count, option_seconds, find_group (option_group), &figures, &n_seeds);
  print_figures (&figures, n_seeds, get_cpu_seconds () - began);

  return fine ? 0 : 1;
}
