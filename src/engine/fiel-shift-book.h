/* fiel-shift-book.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-shift-check.h"
#include "fiel-shift-report.h"

G_BEGIN_DECLS

#define FIEL_SHIFT_ERROR (fiel_shift_error_quark ())
GQuark fiel_shift_error_quark (void);

/**
 * FielShiftError: why a shift is not opened or closed. Messages are sentences, translated.
 */
typedef enum
{
  FIEL_SHIFT_ERROR_OBSTACLE,     /* a line of the checklist is in the way */
  FIEL_SHIFT_ERROR_APPROVER,     /* a manager has to let it pass */
  FIEL_SHIFT_ERROR_LOCKED,       /* nobody, or somebody else, is signed in */
  FIEL_SHIFT_ERROR_CHANGED,      /* a payment came in or was closed since it was checked */
  FIEL_SHIFT_ERROR_PENDING,      /* it is being closed already */
  FIEL_SHIFT_ERROR_OPENED,       /* somebody opened it already */
  FIEL_SHIFT_ERROR_MISSING,      /* there is no such closed shift */
} FielShiftError;

/**
 * FielShiftEntry: one shift of the list.
 * @opened_by, @closed_by: (nullable)
 * @report: (nullable): the Z; NULL for the current one, or if it cannot be read
 */
typedef struct
{
  gint64 number;
  char *opened_by;
  gint64 opened_wall_us;
  char *closed_by;
  gint64 closed_wall_us;
  FielShiftReport *report;
} FielShiftEntry;

#define FIEL_TYPE_SHIFT_BOOK (fiel_shift_book_get_type ())
G_DECLARE_FINAL_TYPE (FielShiftBook, fiel_shift_book, FIEL, SHIFT_BOOK, GObject)

/* The shifts of a till. There is one per engine, which owns it: fiel_engine_get_shift_book(). */
FielShiftBook *fiel_shift_book_new (FielEngine *engine);
/* Without an engine: nothing can be opened or closed with it, and no payment is taken up. */
FielShiftBook *fiel_shift_book_new_for_reading (FielJournal *journal, FielProfile *profile, FielPeople *people,
                                                FielClock *clock);

/* The current shift as it is now. Changes nothing. (transfer full) */
void fiel_shift_book_look_async (FielShiftBook *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                                 gpointer user_data);
FielShiftPicture *fiel_shift_book_look_finish (FielShiftBook *self, GAsyncResult *result, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* The current one first, then back in time; 0: all. (element-type FielShiftEntry) */
void fiel_shift_book_list_async (FielShiftBook *self, guint limit, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *fiel_shift_book_list_finish (FielShiftBook *self, GAsyncResult *result, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* An X: the report of the current shift, as far as it is. @survey: (nullable). (transfer full) */
FielShiftReport *fiel_shift_book_make_x (FielShiftBook *self, FielShiftPicture *picture, FielShiftSurvey *survey)
  G_GNUC_WARN_UNUSED_RESULT;

/* Somebody begins to work. @float_minor: what is in the drawer; -1: not counted. */
void fiel_shift_book_open_async (FielShiftBook *self, const char *actor, gint64 float_minor,
                                 GAsyncReadyCallback callback, gpointer user_data);
gboolean fiel_shift_book_open_finish (FielShiftBook *self, GAsyncResult *result, GError **error);

/* Closes the shift that @check is about, if it may be closed and nothing changed since. @approver: (nullable): the
 * manager who lets the lines pass that are only passable, and carries over by name what is to be resolved. */
void fiel_shift_book_close_async (FielShiftBook *self, FielShiftCheck *check, const char *actor, const char *approver,
                                  GAsyncReadyCallback callback, gpointer user_data);
/* The Z, once it is durable. (transfer full) */
FielShiftReport *fiel_shift_book_close_finish (FielShiftBook *self, GAsyncResult *result, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
