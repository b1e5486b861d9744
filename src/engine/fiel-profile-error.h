/* fiel-profile-error.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define FIEL_PROFILE_ERROR (fiel_profile_error_quark ())
GQuark fiel_profile_error_quark (void);

/**
 * FielProfileError: messages have the form "FILE, line N: [group] key: what is wrong. What is allowed."
 */
typedef enum
{
  FIEL_PROFILE_ERROR_MISSING,       /* there is no profile file */
  FIEL_PROFILE_ERROR_UNREADABLE,    /* not a key file, not UTF-8, no permission */
  FIEL_PROFILE_ERROR_NEWER,         /* version above ours */
  FIEL_PROFILE_ERROR_UNKNOWN_KEY,
  FIEL_PROFILE_ERROR_MISSING_KEY,
  FIEL_PROFILE_ERROR_BAD_VALUE,
  FIEL_PROFILE_ERROR_DUPLICATE,     /* the same terminal twice, the same key twice */
  FIEL_PROFILE_ERROR_SECRET,        /* something that belongs in the keyring stands in the file */
  FIEL_PROFILE_ERROR_CHANGED,       /* somebody else wrote the file meanwhile */
  FIEL_PROFILE_ERROR_NOT_WRITTEN,   /* the disk, or the folder, does not take it; what was there is untouched */
} FielProfileError;

/* The parts of such a message, for those who show it beside what it is about. 0 and NULL: the file as a whole. */
guint fiel_profile_error_get_line (const GError *error);
const char *fiel_profile_error_get_group (const GError *error);
const char *fiel_profile_error_get_key (const GError *error);
const char *fiel_profile_error_get_reason (const GError *error);

/**
 * FielProfilePlace: where in a profile something is wrong. @line 0: the file as a whole. Nothing is owned.
 */
typedef struct
{
  const char *file;
  guint line;
  const char *group;  /* nullable: "terminal norte" */
  const char *key;    /* nullable */
} FielProfilePlace;

void fiel_profile_fail (GError **error, int code, const FielProfilePlace *place, const char *format, ...)
  G_GNUC_PRINTF (4, 5);

G_END_DECLS
