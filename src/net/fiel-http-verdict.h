/* fiel-http-verdict.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-http-message.h"

G_BEGIN_DECLS

/* What an exchange that ended with @error proved. @started: whether a byte of the request may have been written. */
FielHttpVerdict fiel_http_verdict_of_failure (gboolean started);
FielHttpCause fiel_http_cause_of_error (const GError *error);

G_END_DECLS
