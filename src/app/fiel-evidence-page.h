/* fiel-evidence-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-engine.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FIEL_TYPE_EVIDENCE_PAGE (fiel_evidence_page_get_type ())
G_DECLARE_FINAL_TYPE (FielEvidencePage, fiel_evidence_page, FIEL, EVIDENCE_PAGE, GtkWidget)

/* Reads what the journal holds of the ticket. Both (nullable) together. */
void fiel_evidence_page_set_ticket (FielEvidencePage *self, FielEngine *engine, const char *reference);

G_END_DECLS
