/* fiel-journal-export.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-journal-extract.h"
#include "fiel-journal-store.h"

G_BEGIN_DECLS

/**
 * FielJournalExporter: one journal being written out as lines of JSON, in steps between which records may be appended.
 */
typedef struct _FielJournalExporter FielJournalExporter;

FielJournalExporter *fiel_journal_exporter_new (GOutputStream *stream);
gboolean fiel_journal_exporter_step (FielJournalExporter *self, FielJournalStore *store, GCancellable *cancellable,
                                     gboolean *done, GError **error);
gint64 fiel_journal_exporter_get_n_written (FielJournalExporter *self);
gint64 fiel_journal_exporter_get_n_total (FielJournalExporter *self);
FielJournalExtract *fiel_journal_exporter_take_extract (FielJournalExporter *self);
void fiel_journal_exporter_free (FielJournalExporter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FielJournalExporter, fiel_journal_exporter_free)

/* (transfer full): where the chain stands now, without an example; NULL if the journal is of no use any more. */
FielJournalExtract *fiel_journal_store_read_head (FielJournalStore *store, GError **error);

G_END_DECLS
