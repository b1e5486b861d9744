/* fiel-shift-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-engine.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FIEL_TYPE_SHIFT_PAGE (fiel_shift_page_get_type ())
G_DECLARE_FINAL_TYPE (FielShiftPage, fiel_shift_page, FIEL, SHIFT_PAGE, GtkWidget)

/* @engine: (nullable) */
void fiel_shift_page_set_engine (FielShiftPage *self, FielEngine *engine);

/* Somebody looks: the shift is checked. Nobody looks any more: the check is cancelled. */
void fiel_shift_page_enter (FielShiftPage *self);
void fiel_shift_page_leave (FielShiftPage *self);

/* What it is about now. Signal "retitled": that is another. (transfer full) */
char *fiel_shift_page_describe (FielShiftPage *self) G_GNUC_WARN_UNUSED_RESULT;

/* FALSE if there was nothing before what it shows. */
gboolean fiel_shift_page_go_back (FielShiftPage *self);

G_END_DECLS
