/* fiel-payment-places.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FielPaymentPlaces: which line stands where, newest first, without knowing each of a million: of what was found it
 * keeps every n-th number, all of them as long as there are few. What is newer than all that was found is kept apart,
 * each of it.
 */
typedef struct _FielPaymentPlaces FielPaymentPlaces;

/* @keep_all: never thin out. */
FielPaymentPlaces *fiel_payment_places_new (gboolean keep_all);
void fiel_payment_places_free (FielPaymentPlaces *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FielPaymentPlaces, fiel_payment_places_free)

/* Found: older than everything before. */
void fiel_payment_places_append (FielPaymentPlaces *self, gint64 seq);
guint fiel_payment_places_get_n (FielPaymentPlaces *self);

/* Whether the place of every line is known; else the numbers from some place on have to be looked up. */
gboolean fiel_payment_places_is_exact (FielPaymentPlaces *self, gint64 seq);
/* The place of a line where it is known; TRUE if it is there, else that is where it would come. */
gboolean fiel_payment_places_find (FielPaymentPlaces *self, gint64 seq, guint *place);
void fiel_payment_places_insert (FielPaymentPlaces *self, guint place, gint64 seq);
void fiel_payment_places_remove (FielPaymentPlaces *self, guint place);

/* How to read the lines from @place on: the numbers, if they are known, of at most *@n lines; or NULL, and then they
 * are behind the first @n_skipped that pass from the line @anchor on. *@n may become less. */
GArray *fiel_payment_places_look_up (FielPaymentPlaces *self, guint place, guint *n, gint64 *anchor, guint *n_skipped);

G_END_DECLS
