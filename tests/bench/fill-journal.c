/* fill-journal.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-journal-fill-fast.h"
#include "fiel-journal-fill.h"

#include <stdio.h>

/* fill-journal FILE N TODAY [fast]: makes a journal with N approved sales: TODAY of them in the last minutes, the others
 * one every four minutes until the day before yesterday. With "fast" it is a million in a minute, of all kinds, written
 * past the store's door. */

#define STEP_US (4 * 60 * G_USEC_PER_SEC)
#define STEP_TODAY_US G_USEC_PER_SEC

static gboolean
read_number (const char *text, guint *number)
{
  guint64 value = 0;

  if (!g_ascii_string_to_unsigned (text, 10, 1, 10000000, &value, NULL))
    return FALSE;
  *number = (guint) value;

  return TRUE;
}

int
main (int argc, char **argv)
{
  const gint64 now_us = g_get_real_time ();
  g_autoptr (FielJournalEvent) opened = fiel_journal_event_new (FIEL_JOURNAL_TYPE_OPENED, NULL, "Ana");
  g_autoptr (FielJournalStore) store = NULL;
  g_autoptr (GError) error = NULL;
  guint n_payments = 0;
  guint n_today = 0;
  gint64 first_us = 0;

  if (argc < 4 || !read_number (argv[2], &n_payments) || !read_number (argv[3], &n_today) || n_today >= n_payments)
    {
      fprintf (stderr, "usage: fill-journal FILE N TODAY [fast]\n");
      return 2;
    }

  if (argc == 5 && g_str_equal (argv[4], "fast"))
    {
      fiel_journal_fill_fast (argv[1], n_payments, n_today, now_us);
      return 0;
    }

  first_us = now_us - 2 * G_TIME_SPAN_DAY - (gint64) (n_payments - n_today) * STEP_US;
  fiel_journal_event_set_time (opened, first_us, 0, "6c9a1f0e-0000-4000-8000-000000000001");
  store = fiel_journal_store_open (argv[1], "Caja 2", "fill-journal", opened, NULL, &error);
  if (store == NULL)
    {
      fprintf (stderr, "fill-journal: %s\n", error->message);
      return 1;
    }
  fiel_journal_fill (store, 1, n_payments - n_today, first_us, STEP_US);
  fiel_journal_fill (store, n_payments - n_today + 1, n_today, now_us - (gint64) n_today * STEP_TODAY_US,
                     STEP_TODAY_US);

  return 0;
}
