/* fiel-crash-file-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-crash-disk.h"

G_BEGIN_DECLS

/* What may be torn, and how. */
typedef struct
{
  gboolean powersafe;
  guint n_tears;
  gboolean every_size;
} FielCrashRules;

typedef struct
{
  FielCrashChoose func;
  gpointer user_data; /* the caller's */
} FielCrashChooser;

typedef struct _FielCrashLoose FielCrashLoose;

/* One file's content: what programs see, what is safe, and how the one came from the other. */
struct _FielCrashFile
{
  guint index;           /* its place in the disk's list */
  gboolean journal;      /* its first flush flushes the folder too, as SQLite does for logs and journals */
  GByteArray *now;       /* owned */
  GByteArray *kept;      /* owned */
  GArray *changes;       /* owned, of Change: since the last flush */
  GByteArray *bytes;     /* owned: of the changes, one after the other */
  FielCrashLoose *loose; /* owned, nullable: after a lazy power cut, what each sector may be */
  FielCrashLoose *built; /* owned, nullable: what a power cut now would make of the changes, if that was asked before */
  GByteArray *settled;   /* owned: one byte for each loose sector that was decided */
  gboolean size_settled;
  double weight;         /* states that a choice nobody asked for stands for */
};

FielCrashFile *fiel_crash_file_new (void);
void fiel_crash_file_free (FielCrashFile *self);
void fiel_crash_file_clear (FielCrashFile *self);
void fiel_crash_file_copy (FielCrashFile *self, FielCrashFile *from);

void fiel_crash_file_do_read (FielCrashFile *self, const FielCrashChooser *chooser, guint8 *bytes, gsize size,
                              guint64 offset, gsize *n_read);
void fiel_crash_file_do_write (FielCrashFile *self, const FielCrashChooser *chooser, const guint8 *bytes, gsize size,
                               guint64 offset);
void fiel_crash_file_do_truncate (FielCrashFile *self, const FielCrashChooser *chooser, guint64 size);
void fiel_crash_file_do_sync (FielCrashFile *self);
void fiel_crash_file_fail_sync (FielCrashFile *self);

void fiel_crash_file_forget_built (FielCrashFile *self);
void fiel_crash_file_loosen (FielCrashFile *self, const FielCrashRules *rules);
void fiel_crash_file_settle (FielCrashFile *self, const FielCrashChooser *chooser);
void fiel_crash_file_settle_size (FielCrashFile *self, const FielCrashChooser *chooser);
double fiel_crash_file_count (FielCrashFile *self, const FielCrashRules *rules);
double fiel_crash_file_count_undecided (FielCrashFile *self);

G_END_DECLS
