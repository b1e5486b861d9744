/* fiel-ctl-commands.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-ctl-session.h"

G_BEGIN_DECLS

/* One function per command; each leads to fiel_ctl_session_finish() or fiel_ctl_session_fail(). */
void fiel_ctl_terminals (FielCtlSession *session);
void fiel_ctl_probe (FielCtlSession *session);
void fiel_ctl_sale (FielCtlSession *session);
void fiel_ctl_refund (FielCtlSession *session);
void fiel_ctl_status (FielCtlSession *session);
void fiel_ctl_check (FielCtlSession *session);
void fiel_ctl_cancel (FielCtlSession *session);
void fiel_ctl_resolve (FielCtlSession *session);
void fiel_ctl_alerts (FielCtlSession *session);
void fiel_ctl_callbacks (FielCtlSession *session);
void fiel_ctl_seen (FielCtlSession *session);
void fiel_ctl_evidence (FielCtlSession *session);
void fiel_ctl_receipt (FielCtlSession *session);
void fiel_ctl_journal_list (FielCtlSession *session);
void fiel_ctl_journal_verify (FielCtlSession *session);
void fiel_ctl_journal_export (FielCtlSession *session);
void fiel_ctl_secret_set (FielCtlSession *session);
void fiel_ctl_secret_clear (FielCtlSession *session);
void fiel_ctl_shift_show (FielCtlSession *session);
void fiel_ctl_shift_open (FielCtlSession *session);
void fiel_ctl_shift_close (FielCtlSession *session);
void fiel_ctl_shift_list (FielCtlSession *session);
void fiel_ctl_shift_print (FielCtlSession *session);
void fiel_ctl_shift_batch (FielCtlSession *session);
void fiel_ctl_people_list (FielCtlSession *session);
void fiel_ctl_people_add (FielCtlSession *session);
void fiel_ctl_people_set_pin (FielCtlSession *session);
void fiel_ctl_people_remove (FielCtlSession *session);
void fiel_ctl_profile_check (FielCtlSession *session);
void fiel_ctl_profile_export (FielCtlSession *session);
void fiel_ctl_profile_import (FielCtlSession *session);

G_END_DECLS
