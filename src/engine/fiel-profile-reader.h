/* fiel-profile-reader.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-profile-content.h"

G_BEGIN_DECLS

FielProfileContent *fiel_profile_read (const char *file,
                                       const char *text,
                                       gsize length,
                                       const FielProviderKind *const *kinds,
                                       gboolean in_folder,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

GPtrArray *fiel_profile_judge (const char *file,
                               GPtrArray *groups,
                               const FielProviderKind *const *kinds,
                               gboolean in_folder,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
