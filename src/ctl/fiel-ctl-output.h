/* fiel-ctl-output.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-ctl-session.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

void fiel_ctl_write (const char *text);
void fiel_ctl_print (const char *format, ...) G_GNUC_PRINTF (1, 2);
void fiel_ctl_print_json (JsonObject *object);
void fiel_ctl_set_time (JsonObject *object, const char *name, gint64 wall_us);
void fiel_ctl_set_text (JsonObject *object, const char *name, const char *value);

void fiel_ctl_print_attempt (FielCtlSession *session, FielAttempt *attempt);
void fiel_ctl_print_record (FielCtlSession *session, const FielAttemptRecord *record);
void fiel_ctl_print_records (FielCtlSession *session, GPtrArray *records);

/* (transfer full) (nullable): why something of the output is lost, for whoever says it in words of their own: the end
 * does not say it again. */
char *fiel_ctl_take_loss (void) G_GNUC_WARN_UNUSED_RESULT;
/* The last thing that is done. Returns: what to exit with */
int fiel_ctl_end_output (FielCtlCommand command, int code);

FielCtlExit fiel_ctl_exit_of_attempt (FielAttempt *attempt);
FielCtlExit fiel_ctl_exit_of_record (const FielAttemptRecord *record);

G_END_DECLS
