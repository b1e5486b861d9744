/* export-fixture.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-export.h"
#include "fiel-journal-fill.h"
#include "fiel-journal.h"

G_BEGIN_DECLS

/* A store with a journal, and a folder that exports go to. */
typedef struct
{
  char *folder;          /* owned: profile and journal */
  char *target;          /* owned: where exports go */
  FielProfile *profile;  /* owned */
  FielJournal *journal;  /* owned, nullable before export_fixture_open() */
  GCancellable *cancellable; /* owned */
  GArray *fractions;     /* owned, of double: every progress that was told */
  double cancel_at;      /* a fraction; 2: never */
} ExportFixture;

/* The first second of the payments that export_fixture_fill() makes. */
#define EXPORT_WALL_US G_GINT64_CONSTANT (1774900000000000)

void export_fixture_set_up (ExportFixture *fixture, gconstpointer data);
void export_fixture_tear_down (ExportFixture *fixture, gconstpointer data);

/* The store, to put things in before it is opened for good. (transfer full) */
FielJournalStore *export_fixture_open_store (ExportFixture *fixture);

/* @n_payments sales, one a second. */
void export_fixture_fill (ExportFixture *fixture, guint n_payments);
void export_fixture_open (ExportFixture *fixture);

char *export_fixture_path (ExportFixture *fixture, const char *name) G_GNUC_WARN_UNUSED_RESULT;

/* How many files there are where exports go, hidden ones too. */
guint export_fixture_count_files (ExportFixture *fixture);

FielExportResult *export_fixture_try (ExportFixture *fixture, const FielExportOrder *order, GError **error);

/* The same, which must come off. (transfer full): what is in the file */
char *export_fixture_run (ExportFixture *fixture, FielExportFormat format, const FielPaymentRange *range);

G_END_DECLS
