/* fiel-lock-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-engine.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FIEL_TYPE_LOCK_PAGE (fiel_lock_page_get_type ())
G_DECLARE_FINAL_TYPE (FielLockPage, fiel_lock_page, FIEL, LOCK_PAGE, GtkWidget)

/* What stands on the screen while nobody is signed in: who works here, and a PIN. A payment that is on its way is shown
 * as it goes on, and nothing can be done about it here. */

void fiel_lock_page_set_engine (FielLockPage *self, FielEngine *engine);      /* (nullable) */
/* (nullable): whom to expect: who was here before. */
void fiel_lock_page_begin (FielLockPage *self, FielPerson *expected);

G_END_DECLS
