/* fiel-shift-picture.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-shift-picture.h"

#include "fiel-attempt-record.h"

G_DEFINE_BOXED_TYPE (FielShiftPicture, fiel_shift_picture, fiel_shift_picture_ref, fiel_shift_picture_unref)

static GPtrArray *
new_list (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) fiel_attempt_record_unref);
}

FielShiftPicture *
fiel_shift_picture_new (void)
{
  FielShiftPicture *self = g_new0 (FielShiftPicture, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->float_minor = -1;
  self->closed = new_list ();
  self->open = new_list ();
  self->known = new_list ();

  return self;
}

FielShiftPicture *
fiel_shift_picture_ref (FielShiftPicture *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
fiel_shift_picture_unref (FielShiftPicture *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->opened_by);
  g_ptr_array_unref (self->closed);
  g_ptr_array_unref (self->open);
  g_ptr_array_unref (self->known);
  fiel_shift_totals_free (self->totals);
  g_free (self);
}

static gboolean
has_same_open (const FielShiftPicture *self, const FielShiftPicture *other)
{
  if (self->open->len != other->open->len)
    return FALSE;

  for (guint i = 0; i < self->open->len; i++)
    {
      const FielAttemptRecord *one = g_ptr_array_index (self->open, i);
      const FielAttemptRecord *two = g_ptr_array_index (other->open, i);

      if (!g_str_equal (one->attempt_id, two->attempt_id))
        return FALSE;
    }

  return TRUE;
}

gboolean
fiel_shift_picture_is_same (const FielShiftPicture *self, const FielShiftPicture *other)
{
  g_return_val_if_fail (self != NULL && other != NULL, FALSE);

  return self->number == other->number && self->last_closed_seq == other->last_closed_seq
         && self->closed->len == other->closed->len && has_same_open (self, other);
}
