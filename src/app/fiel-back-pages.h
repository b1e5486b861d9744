/* fiel-back-pages.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-drill-coach.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FIEL_TYPE_BACK_PAGES (fiel_back_pages_get_type ())
G_DECLARE_FINAL_TYPE (FielBackPages, fiel_back_pages, FIEL, BACK_PAGES, GtkWidget)

/* The store it works for, and who watches its drills (training only); both (nullable). */
void fiel_back_pages_set_store (FielBackPages *self, FielEngine *engine, FielDrillCoach *coach);

/* Opens the page a window's action is named after: "win.show-resolve", "win.show-evidence" (s), "win.show-drills",
 * "win.show-drill-report" (u), "win.show-journal", "win.find-payment" (s), "win.show-shift", "win.return-money" (s: the
 * sale, or "" if it is to be found first). FALSE if there is nothing to show. Each goes one page further: the way back
 * leads through all of them. */
gboolean fiel_back_pages_open (FielBackPages *self, const char *action, GVariant *parameter);

/* Whether the journal is the page in front. */
gboolean fiel_back_pages_shows_journal (FielBackPages *self);

/* FALSE if there was nothing before the page: it is left. */
gboolean fiel_back_pages_go_back (FielBackPages *self);

/* Nobody looks any more: the way back begins anew. */
void fiel_back_pages_leave (FielBackPages *self);

/* The page was put in front: where the focus belongs, and what is to be heard. */
void fiel_back_pages_grab_focus (FielBackPages *self);

G_END_DECLS
