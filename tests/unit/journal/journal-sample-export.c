/* journal-sample-export.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-journal-export.h"
#include "fiel-journal-samples.h"

#include <gio/gunixoutputstream.h>
#include <unistd.h>

/* Prints the export of a journal whose texts are as awkward as texts get, and its head as the last line: what
 * verify_export.py recomputes. */

static const char *const awkward[] = {
  "", " ", "\"quoted\" \\ back", "line\nbreak\ttab\r", "\x01\x1f\x7f", "Peluquería Ñandú ₲ 𝄞", "\xc2\x85\xe2\x80\xa8",
};

static void
fill (FielJournalStore *store)
{
  for (guint i = 0; i < G_N_ELEMENTS (awkward); i++)
    {
      FielJournalEvent *event = fiel_sample_event (FIEL_JOURNAL_TYPE_STRAY, i % 2 == 0 ? "elsewhere" : NULL);

      fiel_journal_event_set (event, FIEL_FIELD_TEXT, awkward[i]);
      fiel_journal_event_set (event, FIEL_FIELD_DETAIL, awkward[(i + 1) % G_N_ELEMENTS (awkward)]);
      fiel_journal_event_set_int (event, FIEL_FIELD_HTTP_STATUS, -1 - (gint64) i);
      fiel_sample_append (store, event);
    }
  fiel_sample_append (store, fiel_sample_event (FIEL_JOURNAL_TYPE_NOTE, NULL));
  fiel_sample_approve (store, "a1", 1, 12990);
}

int
main (void)
{
  g_autoptr (FielJournalStore) store = fiel_sample_open_fine (FIEL_JOURNAL_STORE_MEMORY);
  g_autoptr (GOutputStream) stream = g_unix_output_stream_new (STDOUT_FILENO, FALSE);
  g_autoptr (FielJournalExporter) exporter = fiel_journal_exporter_new (stream);
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (GError) error = NULL;
  gboolean done = FALSE;

  fill (store);
  while (!done)
    {
      fiel_journal_exporter_step (exporter, store, NULL, &done, &error);
      g_assert_no_error (error);
    }

  events = fiel_journal_store_list_events (store, NULL, 0, 0, &error);
  g_assert_no_error (error);
  g_print ("%s\n", fiel_journal_event_get_hash (g_ptr_array_index (events, events->len - 1)));

  return 0;
}
