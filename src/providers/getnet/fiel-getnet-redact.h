/* fiel-getnet-redact.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What Getnet sent, as it may be kept: bounded, without secrets and card numbers. */
char *fiel_getnet_redact (GBytes *body) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
