/* fiel-pin-approval.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-engine.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FIEL_TYPE_PIN_APPROVAL (fiel_pin_approval_get_type ())
G_DECLARE_FINAL_TYPE (FielPinApproval, fiel_pin_approval, FIEL, PIN_APPROVAL, GtkWidget)

/* Somebody who may approves with their PIN, in the page itself. It is there only in a store with people; where there
 * are none, a name is typed beside it. With FIEL_ACT_SETTINGS the manager opens the settings. Signal "changed". */

void fiel_pin_approval_set_engine (FielPinApproval *self, FielEngine *engine);      /* (nullable) */
gboolean fiel_pin_approval_get_used (FielPinApproval *self);      /* the store has people */

/* What is asked for; another @act or @subject takes back what was approved. @except: (nullable): the name of somebody
 * who cannot be the one. @subject NULL: nothing is asked for. */
void fiel_pin_approval_ask (FielPinApproval *self, FielAct act, const char *subject, const char *except);

/* (nullable): who approved it, as long as it is good. */
const char *fiel_pin_approval_get_name (FielPinApproval *self);
/* What is still to be done; NULL if nothing is. */
const char *fiel_pin_approval_find_missing (FielPinApproval *self);
void fiel_pin_approval_clear (FielPinApproval *self);

G_END_DECLS
