/* fiel-ctl-approval.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-ctl-session.h"

G_BEGIN_DECLS

/* Those whom the command line names as approving, where the store has people: each says so with a PIN, a line of
 * standard input behind that of --person. Where it has none, a name is enough and nothing is read. */

/* Reads their PINs, before anything is opened. FALSE, and the session has failed, if one is missing. */
gboolean fiel_ctl_approval_read (FielCtlSession *session) G_GNUC_WARN_UNUSED_RESULT;

typedef void (*FielCtlApproved) (FielCtlSession *session, gpointer data);

/* They approve @subject: @func is called when all of them did; else the session has failed. @data: (transfer full) */
void fiel_ctl_approval_ask (FielCtlSession *session, const char *subject, FielCtlApproved func, gpointer data,
                            GDestroyNotify free_data);

/* @who: (nullable): a key or a name, as on the command line. The name of that person; @who itself if nobody has it.
 * (transfer none) (nullable) */
const char *fiel_ctl_approval_get_name (FielCtlSession *session, const char *who);

G_END_DECLS
