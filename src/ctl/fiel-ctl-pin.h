/* fiel-ctl-pin.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-ctl-session.h"

G_BEGIN_DECLS

/* The next line of standard input, as the PIN of @whose; not shown at a keyboard, never an argument. (transfer full):
 * fiel_secrets_wipe() it; NULL, and the session has failed, if there is none. */
char *fiel_ctl_read_pin (FielCtlSession *session, const char *whose) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
