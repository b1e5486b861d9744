/* fiel-guard-panel.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * FielGuard: what stands between "Charge" and the charge.
 * @FIEL_GUARD_RETYPE: the amount looks like a slipped factor of 100: type it again
 * @FIEL_GUARD_REPEAT: the same amount was charged here a moment ago
 * @FIEL_GUARD_PAID: this ticket was paid already
 * @FIEL_GUARD_LIMIT: it is more than this cashier charges alone
 */
typedef enum
{
  FIEL_GUARD_NONE,
  FIEL_GUARD_RETYPE,
  FIEL_GUARD_REPEAT,
  FIEL_GUARD_PAID,
  FIEL_GUARD_LIMIT,
} FielGuard;

#define FIEL_TYPE_GUARD_PANEL (fiel_guard_panel_get_type ())
G_DECLARE_FINAL_TYPE (FielGuardPanel, fiel_guard_panel, FIEL, GUARD_PANEL, GtkWidget)

/* Only the question is seen, for a place where its detail stands elsewhere; both are heard. */
void fiel_guard_panel_set_brief (FielGuardPanel *self, gboolean brief);

/* @question stands in bold, @detail below it, @confirm (nullable) on the button that says yes. */
void fiel_guard_panel_ask (FielGuardPanel *self, const char *question, const char *detail, const char *confirm);

G_END_DECLS
