/* fiel-payment-places.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-payment-places.h"

/* Beyond so many numbers every other one is dropped: a quarter of a megabyte for any journal. */
#define NUMBERS_MAX 32768

struct _FielPaymentPlaces
{
  GArray *fresh;      /* owned, of gint64: newer than all that was found, the newest last */
  GArray *found;      /* owned, of gint64: every @stride-th that was found, the newest first */
  gint64 newest;      /* of what was found; 0 before */
  guint n_found;
  guint stride;
  gboolean keep_all;
};

FielPaymentPlaces *
fiel_payment_places_new (gboolean keep_all)
{
  FielPaymentPlaces *self = g_new0 (FielPaymentPlaces, 1);

  self->fresh = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->found = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->stride = 1;
  self->keep_all = keep_all;

  return self;
}

void
fiel_payment_places_free (FielPaymentPlaces *self)
{
  g_array_unref (self->fresh);
  g_array_unref (self->found);
  g_free (self);
}

static void
thin_out (FielPaymentPlaces *self)
{
  const guint n = (self->found->len + 1) / 2;

  for (guint i = 0; i < n; i++)
    g_array_index (self->found, gint64, i) = g_array_index (self->found, gint64, 2 * i);
  g_array_set_size (self->found, n);
  self->stride *= 2;
}

void
fiel_payment_places_append (FielPaymentPlaces *self, gint64 seq)
{
  if (self->n_found == 0)
    self->newest = seq;
  if (self->found->len == NUMBERS_MAX && !self->keep_all && self->n_found % self->stride == 0)
    thin_out (self);
  if (self->n_found % self->stride == 0)
    g_array_append_val (self->found, seq);
  self->n_found++;
}

guint
fiel_payment_places_get_n (FielPaymentPlaces *self)
{
  return self->fresh->len + self->n_found;
}

gboolean
fiel_payment_places_is_exact (FielPaymentPlaces *self, gint64 seq)
{
  return self->stride == 1 || seq > self->newest;
}

/* How many of the fresh ones, the newest last, are older than @seq. */
static guint
count_older (FielPaymentPlaces *self, gint64 seq)
{
  guint low = 0;
  guint high = self->fresh->len;

  while (low < high)
    {
      const guint middle = low + (high - low) / 2;

      if (g_array_index (self->fresh, gint64, middle) < seq)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/* How many of those found, the newest first, are newer than @seq. */
static guint
count_newer (FielPaymentPlaces *self, gint64 seq)
{
  guint low = 0;
  guint high = self->found->len;

  while (low < high)
    {
      const guint middle = low + (high - low) / 2;

      if (g_array_index (self->found, gint64, middle) > seq)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

gboolean
fiel_payment_places_find (FielPaymentPlaces *self, gint64 seq, guint *place)
{
  guint n = 0;

  g_return_val_if_fail (fiel_payment_places_is_exact (self, seq), FALSE);

  if (seq > self->newest)
    {
      n = count_older (self, seq);
      if (n < self->fresh->len && g_array_index (self->fresh, gint64, n) == seq)
        {
          *place = self->fresh->len - 1 - n;
          return TRUE;
        }
      *place = self->fresh->len - n;
      return FALSE;
    }

  n = count_newer (self, seq);
  *place = self->fresh->len + n;

  return n < self->found->len && g_array_index (self->found, gint64, n) == seq;
}

void
fiel_payment_places_insert (FielPaymentPlaces *self, guint place, gint64 seq)
{
  if (seq > self->newest)
    {
      g_array_insert_val (self->fresh, self->fresh->len - place, seq);
      return;
    }

  g_return_if_fail (self->stride == 1);

  g_array_insert_val (self->found, place - self->fresh->len, seq);
  self->n_found++;
}

void
fiel_payment_places_remove (FielPaymentPlaces *self, guint place)
{
  if (place < self->fresh->len)
    {
      g_array_remove_index (self->fresh, self->fresh->len - 1 - place);
      return;
    }

  g_return_if_fail (self->stride == 1);

  g_array_remove_index (self->found, place - self->fresh->len);
  self->n_found--;
}

GArray *
fiel_payment_places_look_up (FielPaymentPlaces *self, guint place, guint *n, gint64 *anchor, guint *n_skipped)
{
  const guint n_fresh = self->fresh->len;
  GArray *seqs = NULL;

  *n = MIN (*n, fiel_payment_places_get_n (self) - place);
  if (self->stride > 1 && place >= n_fresh)
    {
      *anchor = g_array_index (self->found, gint64, (place - n_fresh) / self->stride);
      *n_skipped = (place - n_fresh) % self->stride;
      return NULL;
    }
  if (self->stride > 1)
    *n = MIN (*n, n_fresh - place);

  seqs = g_array_sized_new (FALSE, FALSE, sizeof (gint64), *n);
  for (guint i = place; i < place + *n; i++)
    {
      const gint64 seq = i < n_fresh ? g_array_index (self->fresh, gint64, n_fresh - 1 - i)
                                     : g_array_index (self->found, gint64, i - n_fresh);

      g_array_append_val (seqs, seq);
    }

  return seqs;
}
