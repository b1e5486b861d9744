/* fiel-profile-scan.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-profile-error.h"

G_BEGIN_DECLS

/* A profile is small; anything above this is some other file. */
#define FIEL_PROFILE_MAX_BYTES (256 * 1024)

/**
 * FielProfileEntry, FielProfileGroup: the file as it stands, before anyone asks what it means. All pointers owned.
 */
typedef struct
{
  char *key;
  char *value;          /* valid UTF-8, trimmed, never empty, no control characters */
  guint line;
} FielProfileEntry;

typedef struct
{
  char *title;          /* "terminal norte" */
  char *kind;           /* "terminal" */
  char *name;           /* nullable: "norte" */
  guint line;
  GPtrArray *entries;   /* (element-type FielProfileEntry) in the file's order, no key twice */
} FielProfileGroup;

GPtrArray *
fiel_profile_scan (const char *file, const char *text, gsize length, GError **error) G_GNUC_WARN_UNUSED_RESULT;

const FielProfileEntry *fiel_profile_group_find (const FielProfileGroup *group, const char *key);
gboolean fiel_profile_key_is_secret (const char *key);

/* Whether @text may be the name of a group or of a key. */
gboolean fiel_profile_is_word (const char *text);

/* Whether a line may hold it: text in UTF-8, no control character, and nothing that changes its direction unseen. */
gboolean fiel_profile_is_line (const char *text);

G_END_DECLS
