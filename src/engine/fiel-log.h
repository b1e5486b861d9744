/* fiel-log.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-clock.h"

G_BEGIN_DECLS

/**
 * FielLogLevel: how much of what the program says about itself is kept in its log.
 * @FIEL_LOG_TROUBLE: warnings and errors
 * @FIEL_LOG_NORMAL: also what somebody who helps needs to know
 * @FIEL_LOG_DETAILED: also each step
 */
typedef enum
{
  FIEL_LOG_TROUBLE,
  FIEL_LOG_NORMAL,
  FIEL_LOG_DETAILED,
} FielLogLevel;

/* The most that one file of the log holds; there are two, the newer and the older. */
#define FIEL_LOG_MAX_BYTES (256 * 1024)

/* From now on everything said through GLib's log is redacted, and kept in fiel.log in @folder as far as @level says.
 * Another call moves it. A file that cannot be written never disturbs anybody: what is lost is counted and said once it
 * can be. */
void fiel_log_begin (FielClock *clock, const char *folder, FielLogLevel level);
void fiel_log_set_level (FielLogLevel level);

/* The store is closed: from now on only redacted. */
void fiel_log_end (void);

/* Both files, older first, as UTF-8 and redacted once more; "" if there are none. Blocks for a moment. */
char *fiel_log_read (void) G_GNUC_WARN_UNUSED_RESULT;

/* @text without card numbers and without what looks like a secret: the value behind a name such as "token", "secret",
 * "password", "PIN", "authorization" or "api-key", a bearer token, a JWT, the random part of a callback's address. */
char *fiel_log_redact (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
