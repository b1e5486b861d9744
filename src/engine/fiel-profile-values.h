/* fiel-profile-values.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-profile-content.h"
#include "fiel-profile-scan.h"

G_BEGIN_DECLS

/**
 * FielProfileReader: a profile that is being read. Nothing is owned.
 * @missing: (nullable) (element-type GError): given, what is not there yet is listed here and the rest is read on; what
 * is there and wrong is still refused
 */
typedef struct
{
  const char *file;
  GPtrArray *groups;                      /* (element-type FielProfileGroup) */
  FielProfileContent *content;            /* being filled */
  const FielProviderKind *const *kinds;   /* (nullable) */
  gboolean in_folder;
  GPtrArray *missing;
} FielProfileReader;

FielProfilePlace
fiel_profile_place_of (const FielProfileReader *reader, const FielProfileGroup *group, const char *key);
const FielProfileGroup *fiel_profile_find_group (const FielProfileReader *reader, const char *title);
gboolean fiel_profile_lack (const FielProfileReader *reader, const FielProfilePlace *place, const char *reason,
                            GError **error);

/* Each says FALSE and why if what stands there is wrong. Something required that may be missing is NULL then. */
gboolean fiel_profile_require_group (const FielProfileReader *reader, const char *title,
                                     const FielProfileGroup **group, GError **error);
gboolean fiel_profile_check_keys (const FielProfileReader *reader, const FielProfileGroup *group,
                                  const char *const *allowed, GError **error);
gboolean fiel_profile_require_value (const FielProfileReader *reader, const FielProfileGroup *group, const char *key,
                                     const char **value, GError **error);
gboolean fiel_profile_read_name (const FielProfileReader *reader, const FielProfileGroup *group, const char *key,
                                 char **name, GError **error);
gboolean fiel_profile_read_id (const FielProfileReader *reader, const FielProfileGroup *group, const char *key,
                               char **id, GError **error);

/* Absent: what is pointed to stays. */
gboolean fiel_profile_read_choice (const FielProfileReader *reader, const FielProfileGroup *group, const char *key,
                                   const char *const *choices, int *index, GError **error);
gboolean fiel_profile_read_answer (const FielProfileReader *reader, const FielProfileGroup *group, const char *key,
                                   gboolean *answer, GError **error);
gboolean fiel_profile_read_number (const FielProfileReader *reader, const FielProfileGroup *group, const char *key,
                                   gint64 least, gint64 most, gint64 *number, GError **error);

G_END_DECLS
