/* fiel-ctl-session.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-ctl-arguments.h"

#include "fiel-engine.h"
#include "fiel-journal.h"

G_BEGIN_DECLS

#define FIEL_TYPE_CTL_SESSION (fiel_ctl_session_get_type ())
G_DECLARE_FINAL_TYPE (FielCtlSession, fiel_ctl_session, FIEL, CTL_SESSION, GObject)

typedef void (*FielCtlReady) (FielCtlSession *session);

/* @arguments: (unowned), outlives the session. @kinds: (array zero-terminated=1): the providers that exist. */
FielCtlSession *fiel_ctl_session_new (const FielCtlArguments *arguments, const FielProviderKind *const *kinds);

const FielCtlArguments *fiel_ctl_session_get_arguments (FielCtlSession *self);
const FielProviderKind *const *fiel_ctl_session_get_kinds (FielCtlSession *self);
FielProfile *fiel_ctl_session_get_profile (FielCtlSession *self);
FielSecrets *fiel_ctl_session_get_secrets (FielCtlSession *self);
FielClock *fiel_ctl_session_get_clock (FielCtlSession *self);
FielEngine *fiel_ctl_session_get_engine (FielCtlSession *self);      /* (nullable) before it started */
FielJournal *fiel_ctl_session_get_journal (FielCtlSession *self);    /* (nullable) before it was opened */
FielPeople *fiel_ctl_session_get_people (FielCtlSession *self);      /* (nullable) before that */

const char *fiel_ctl_session_get_folder (FielCtlSession *self);
gboolean fiel_ctl_session_load_profile (FielCtlSession *self);
void fiel_ctl_session_start_engine (FielCtlSession *self, FielCtlReady ready);
void fiel_ctl_session_open_journal (FielCtlSession *self, FielCtlReady ready);

/* The command is over. Only the first call counts. */
void fiel_ctl_session_finish (FielCtlSession *self, FielCtlExit code);
void fiel_ctl_session_fail (FielCtlSession *self, FielCtlExit code, const char *format, ...) G_GNUC_PRINTF (3, 4);
/* (transfer full): the FielAttemptRecords that fiel_journal_list_attempts_async() found; NULL, and the session has
 * failed, if they cannot be read. */
GPtrArray *fiel_ctl_session_take_records (FielCtlSession *self, GObject *journal, GAsyncResult *result);
gboolean fiel_ctl_session_is_over (FielCtlSession *self);

gboolean fiel_ctl_session_is_interrupted (FielCtlSession *self);
GCancellable *fiel_ctl_session_get_cancellable (FielCtlSession *self); /* (transfer none): cancelled by the same */

/* Called when the user or the system asks fielctl to end; it must lead to fiel_ctl_session_finish(). */
void fiel_ctl_session_set_interrupt (FielCtlSession *self, FielCtlReady interrupt);

int fiel_ctl_session_run (FielCtlSession *self, FielCtlReady begin);

G_END_DECLS
