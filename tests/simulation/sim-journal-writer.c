/* sim-journal-writer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-journal-writer.h"

#include "sim-checker.h"
#include "sim-till.h"

/* Takes the place of fiel-journal-writer.c when the simulation is linked: jobs run in the order they were pushed, each
 * at a drawn moment of virtual time, as the real thread would get its turn. After each the journal is looked at from
 * outside, before anybody hears of the job's end. */

struct _FielJournalWriter
{
  grefcount refs;
  FielJournalStore *store;   /* owned, nullable */
  GQueue jobs;               /* owned, of FielJournalJob */
  guint turn;                /* 0: nobody waits */
};

static void give_turn (FielJournalWriter *self);

FielJournalWriter *
fiel_journal_writer_ref (FielJournalWriter *self)
{
  g_ref_count_inc (&self->refs);

  return self;
}

void
fiel_journal_writer_unref (FielJournalWriter *self)
{
  if (!g_ref_count_dec (&self->refs))
    return;

  g_queue_clear_full (&self->jobs, (GDestroyNotify) fiel_journal_job_free);
  g_free (self);
}

/* Something that happens to the disk while the next job runs. */
static void
draw_trouble (void)
{
  guint n = 0;

  if (!sim_till_is_alive (sim_world->till))
    return;

  if (sim_strikes (SIM_STREAM_DISK, SIM_FAULT_DISK_ERROR))
    {
      static const int codes[] = { SQLITE_IOERR_WRITE, SQLITE_FULL };
      int code = codes[sim_random_draw (sim_world->random, SIM_STREAM_DISK, G_N_ELEMENTS (codes))];

      n = 1 + sim_random_draw (sim_world->random, SIM_STREAM_DISK, 12);
      sim_disk_fail_at (sim_world->disk, n, code, sim_random_draw (sim_world->random, SIM_STREAM_DISK, 2) == 1);
    }
  if (sim_strikes (SIM_STREAM_DISK, SIM_FAULT_DEATH_IN_WRITE))
    sim_disk_die_at (sim_world->disk, 1 + sim_random_draw (sim_world->random, SIM_STREAM_DISK, 14), NULL);
  else if (sim_strikes (SIM_STREAM_DISK, SIM_FAULT_POWER_CUT_IN_WRITE))
    sim_disk_die_at (sim_world->disk, 1 + sim_random_draw (sim_world->random, SIM_STREAM_DISK, 14),
                     sim_world->random);
}

static void
look (FielJournalWriter *self, const FielJournalJob *job)
{
  if (!sim_till_is_alive (sim_world->till) || sim_till_notice_death (sim_world->till))
    return;

  if (g_error_matches (job->error, FIEL_JOURNAL_ERROR, FIEL_JOURNAL_ERROR_STORAGE))
    {
      sim_note ("disk", 0, 0, "a job failed: %s", job->error->message);
      sim_checker_storage_failed (sim_world->checker);
    }
  sim_shadow_read (sim_checker_get_shadow (sim_world->checker), self->store);
}

static void
take_turn (gpointer data)
{
  FielJournalWriter *self = data;
  FielJournalJob *job = g_queue_pop_head (&self->jobs);

  self->turn = 0;
  job->writer = self;
  draw_trouble ();
  if (job->func (&self->store, job))
    {
      look (self, job);
      fiel_journal_job_answer (job);
    }
  else
    {
      g_queue_push_tail (&self->jobs, job);
    }
  give_turn (self);
  if (self->store == NULL)
    fiel_journal_writer_unref (self);
}

static void
give_turn (FielJournalWriter *self)
{
  if (self->turn == 0 && !g_queue_is_empty (&self->jobs))
    self->turn = sim_later (SIM_SIDE_TILL, sim_till_draw_hop (), take_turn, self, NULL);
}

void
fiel_journal_writer_start (FielJournalJob *first)
{
  FielJournalWriter *self = g_new0 (FielJournalWriter, 1);

  g_ref_count_init (&self->refs);
  g_queue_init (&self->jobs);
  fiel_journal_writer_push (self, first);
}

void
fiel_journal_writer_push (FielJournalWriter *self, FielJournalJob *job)
{
  g_queue_push_tail (&self->jobs, job);
  give_turn (self);
}

gboolean
fiel_journal_writer_has_more (FielJournalWriter *self)
{
  return !g_queue_is_empty (&self->jobs);
}

void
fiel_journal_writer_join (FielJournalWriter *self)
{
}
