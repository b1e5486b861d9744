/* fill-journal.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-journal-fill.h"

#include <stdio.h>

/* fill-journal FILE N: makes a journal with N approved sales, one every four minutes until now. */

#define STEP_US (4 * 60 * G_USEC_PER_SEC)

int
main (int argc, char **argv)
{
  g_autoptr (FielJournalEvent) opened = fiel_journal_event_new (FIEL_JOURNAL_TYPE_OPENED, NULL, "Ana");
  g_autoptr (FielJournalStore) store = NULL;
  g_autoptr (GError) error = NULL;
  guint64 n_payments = 0;
  gint64 first_us = 0;

  if (argc != 3 || !g_ascii_string_to_unsigned (argv[2], 10, 1, 10000000, &n_payments, &error))
    {
      fprintf (stderr, "usage: fill-journal FILE N\n");
      return 2;
    }

  first_us = g_get_real_time () - (gint64) n_payments * STEP_US;
  fiel_journal_event_set_time (opened, first_us, 0, "6c9a1f0e-0000-4000-8000-000000000001");
  store = fiel_journal_store_open (argv[1], "Caja 2", "fill-journal", opened, NULL, &error);
  if (store == NULL)
    {
      fprintf (stderr, "fill-journal: %s\n", error->message);
      return 1;
    }
  fiel_journal_fill (store, 1, (guint) n_payments, first_us, STEP_US);

  return 0;
}
