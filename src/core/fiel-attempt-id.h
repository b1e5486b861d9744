/* fiel-attempt-id.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* An attempt's id: 128 random bits as exactly 25 characters 0-9a-z, which is what fits Getnet's customId. The bits are
 * an argument, because core has no randomness of its own. */
#define FIEL_ATTEMPT_ID_LENGTH 25

char *fiel_attempt_id_from_bits (const guint8 bits[16]) G_GNUC_WARN_UNUSED_RESULT;
gboolean fiel_attempt_id_is_valid (const char *id);

G_END_DECLS
