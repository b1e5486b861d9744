/* fiel-profile-file.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-profile-error.h"

G_BEGIN_DECLS

/* The bytes of a profile file, whatever they are; at most a few more than a profile may have. */
GString *fiel_profile_file_read (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Makes the folder if it has to. Whoever reads sees the old file or the new one, and the new one is on the disk when
 * this returns. Behind a link it is the file that is new, and not the link. What is no file stays as it is. */
gboolean fiel_profile_file_write (const char *path, const char *text, gsize length, GError **error);

G_END_DECLS
