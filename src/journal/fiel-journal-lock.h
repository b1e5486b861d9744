/* fiel-journal-lock.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _FielJournalLock FielJournalLock;

FielJournalLock *fiel_journal_lock_take (const char *path, const char *holder, const char *till, gint64 wall_us,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
void fiel_journal_lock_release (FielJournalLock *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FielJournalLock, fiel_journal_lock_release)

G_END_DECLS
