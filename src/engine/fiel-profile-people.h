/* fiel-profile-people.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-profile-content.h"

G_BEGIN_DECLS

/* The groups [person KEY] of a profile. */

gboolean fiel_profile_people_read (const char *file, GPtrArray *groups, FielProfileContent *content, GError **error);
void fiel_profile_people_print (GString *text, const FielProfileContent *content);

/* (transfer full) (element-type FielProfilePerson): copies that are freed with the array. */
GPtrArray *fiel_profile_people_copy (GPtrArray *people);

G_END_DECLS
