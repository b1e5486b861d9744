/* fiel-ctl-payment.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-ctl-session.h"

G_BEGIN_DECLS

/* What a sale and a return have in common. */

FielCtlExit fiel_ctl_payment_exit_of_error (const GError *error);

/* That of @key, or without one the till's default terminal or its only one; NULL, and the session has failed, if there
 * is none of that name or it is not clear which. @key: (nullable) */
FielTerminal *fiel_ctl_payment_find_terminal (FielCtlSession *session, const char *key);

typedef void (*FielCtlPaymentFunc) (FielCtlSession *session, gpointer data);

/* Calls @func when @terminal has answered the question every start of the engine begins with; not if the session is
 * over by then. */
void fiel_ctl_payment_when_ready (FielCtlSession *session, FielTerminal *terminal, FielCtlPaymentFunc func,
                                  gpointer data, GDestroyNotify free_data);

/* From here on an interrupt ends fielctl and not the payment. */
void fiel_ctl_payment_begin (FielCtlSession *session);

/* Tells every state on the way and ends the session with the outcome. */
void fiel_ctl_payment_watch (FielCtlSession *session, FielAttempt *attempt);

G_END_DECLS
