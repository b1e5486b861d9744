/* fiel-journal-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-engine.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FIEL_TYPE_JOURNAL_PAGE (fiel_journal_page_get_type ())
G_DECLARE_FINAL_TYPE (FielJournalPage, fiel_journal_page, FIEL, JOURNAL_PAGE, GtkWidget)

/* Every payment of this till, to be searched. Signal "alert-activated" (FielAlert). */

void fiel_journal_page_set_engine (FielJournalPage *self, FielEngine *engine);   /* (nullable) */
/* Somebody comes to look: today, and the words are asked for. */
void fiel_journal_page_begin (FielJournalPage *self);
/* Nobody looks any more. */
void fiel_journal_page_end (FielJournalPage *self);
/* Looks for this one, on any day. */
void fiel_journal_page_search (FielJournalPage *self, const char *text);
/* FALSE if there is nothing to go back to within the page. */
gboolean fiel_journal_page_go_back (FielJournalPage *self);
void fiel_journal_page_focus_search (FielJournalPage *self);

G_END_DECLS
