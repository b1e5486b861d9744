/* fiel-approval-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-engine.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FIEL_TYPE_APPROVAL_ROW (fiel_approval_row_get_type ())
G_DECLARE_FINAL_TYPE (FielApprovalRow, fiel_approval_row, FIEL, APPROVAL_ROW, GtkWidget)

/* Signal "changed". The manager who approves: with their PIN where the store has people, else by name. */
void fiel_approval_row_set_engine (FielApprovalRow *self, FielEngine *engine);      /* (nullable) */

/* @why: (nullable): the sentence why somebody has to approve; NULL: nobody has to, and the row is not there. */
void fiel_approval_row_set_why (FielApprovalRow *self, const char *why);
/* What exactly is to be approved; something else takes back what was approved. */
void fiel_approval_row_ask (FielApprovalRow *self, FielAct act, const char *subject, const char *cashier);
void fiel_approval_row_clear (FielApprovalRow *self);

/* What is still to be filled in; NULL if nothing is. @cashier cannot approve what they do themselves. */
const char *fiel_approval_row_find_missing (FielApprovalRow *self, const char *cashier);

/* The name; NULL if nobody has to approve. */
char *fiel_approval_row_get_name (FielApprovalRow *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
