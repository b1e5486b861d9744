/* export-fixture.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "export-fixture.h"

#include "fiel-journal-samples.h"
#include "fiel-test.h"

#include <glib/gstdio.h>

#define PATIENCE 120

static void
keep_result (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **kept = user_data;

  *kept = g_object_ref (result);
}

static gboolean
has_result (gpointer user_data)
{
  GAsyncResult **kept = user_data;

  return *kept != NULL;
}

void
export_fixture_set_up (ExportFixture *fixture, gconstpointer data)
{
  static const char profile[] = "[fiel]\nversion=1\n[store]\nname=Peluquería Ñandú\ncountry=cl\ncurrency=CLP\n"
                                "[till]\nname=Caja 2\namount-mode=whole\nmax-sale=9999999\n"
                                "[provider getnet]\nkind=getnet\nenvironment=test\n";
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  fixture->folder = fiel_test_make_dir ();
  fixture->target = fiel_test_make_dir ();
  fixture->cancellable = g_cancellable_new ();
  fixture->fractions = g_array_new (FALSE, FALSE, sizeof (double));
  fixture->cancel_at = 2;
  path = g_build_filename (fixture->folder, "profile.conf", NULL);
  g_assert_true (g_file_set_contents (path, profile, -1, NULL));
  fixture->profile = fiel_profile_load (fixture->folder, NULL, &error);
  g_assert_no_error (error);
}

void
export_fixture_tear_down (ExportFixture *fixture, gconstpointer data)
{
  if (fixture->journal != NULL)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;

      fiel_journal_close_async (fixture->journal, keep_result, &result);
      fiel_test_run_until (has_result, &result, "the journal is closed", PATIENCE);
      fiel_journal_close_finish (fixture->journal, result, &error);
      g_assert_no_error (error);
    }
  g_clear_object (&fixture->journal);
  g_object_unref (fixture->profile);
  g_object_unref (fixture->cancellable);
  g_array_unref (fixture->fractions);
  fiel_test_remove_dir (fixture->folder);
  fiel_test_remove_dir (fixture->target);
  g_free (fixture->folder);
  g_free (fixture->target);
}

FielJournalStore *
export_fixture_open_store (ExportFixture *fixture)
{
  return fiel_sample_open_fine (fiel_profile_get_journal_path (fixture->profile));
}

void
export_fixture_fill (ExportFixture *fixture, guint n_payments)
{
  g_autoptr (FielJournalStore) store = export_fixture_open_store (fixture);

  fiel_journal_fill (store, 1, n_payments, EXPORT_WALL_US, G_USEC_PER_SEC);
}

void
export_fixture_open (ExportFixture *fixture)
{
  g_autoptr (FielJournalEvent) opened = fiel_sample_event (FIEL_JOURNAL_TYPE_OPENED, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  fiel_journal_open_async (fiel_profile_get_journal_path (fixture->profile), "Caja 2", "test", opened, NULL,
                           keep_result, &result);
  fiel_test_run_until (has_result, &result, "the journal is open", PATIENCE);
  fixture->journal = fiel_journal_open_finish (result, &error);
  g_assert_no_error (error);
}

char *
export_fixture_path (ExportFixture *fixture, const char *name)
{
  return g_build_filename (fixture->target, name, NULL);
}

guint
export_fixture_count_files (ExportFixture *fixture)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->target, 0, NULL);
  guint n_files = 0;

  while (g_dir_read_name (dir) != NULL)
    n_files++;

  return n_files;
}

static void
on_progress (double fraction, gint64 n_written, gpointer user_data)
{
  ExportFixture *fixture = user_data;

  g_array_append_val (fixture->fractions, fraction);
  if (fraction >= fixture->cancel_at)
    g_cancellable_cancel (fixture->cancellable);
}

FielExportResult *
export_fixture_try (ExportFixture *fixture, const FielExportOrder *order, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  fiel_export_async (fixture->journal, fixture->profile, order, on_progress, fixture, fixture->cancellable,
                     keep_result, &result);
  fiel_test_run_until (has_result, &result, "the export is over", PATIENCE);

  return fiel_export_finish (fixture->journal, result, error);
}

char *
export_fixture_run (ExportFixture *fixture, FielExportFormat format, const FielPaymentRange *range)
{
  g_autofree char *path = export_fixture_path (fixture, "export");
  FielExportOrder order = { .format = format, .path = path, .replace = TRUE };
  g_autoptr (FielExportResult) result = NULL;
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  if (range != NULL)
    order.range = *range;
  result = export_fixture_try (fixture, &order, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpuint (export_fixture_count_files (fixture), ==, 1);

  return text;
}
