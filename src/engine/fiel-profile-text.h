/* fiel-profile-text.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-profile-scan.h"

G_BEGIN_DECLS

/* Changes of a profile's text, line by line, so that everything else in it stays as somebody wrote it: comments, order,
 * blank lines, line ends. @groups is what fiel_profile_scan() found in @text. The new text is returned. */

char *fiel_profile_text_set (const char *text, GPtrArray *groups, const char *title, const char *key,
                             const char *value) G_GNUC_WARN_UNUSED_RESULT;
char *fiel_profile_text_unset (const char *text, GPtrArray *groups, const char *title, const char *key)
  G_GNUC_WARN_UNUSED_RESULT;
char *fiel_profile_text_add_group (const char *text, const char *title) G_GNUC_WARN_UNUSED_RESULT;
char *fiel_profile_text_remove_group (const char *text, GPtrArray *groups, const char *title) G_GNUC_WARN_UNUSED_RESULT;

const FielProfileGroup *fiel_profile_text_find_group (GPtrArray *groups, const char *title);

G_END_DECLS
