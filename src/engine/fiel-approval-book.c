/* fiel-approval-book.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-approval-book.h"

#include "fiel-plain-text.h"

#define LIFE_US (G_GINT64_CONSTANT (600) * G_USEC_PER_SEC)

struct _FielApprovalBook
{
  GObject parent_instance;

  FielClock *clock;        /* owned */
  GPtrArray *approvals;    /* owned, of Approval */
};

typedef struct
{
  FielAct act;
  char *subject;           /* owned */
  char *name;              /* owned */
  gint64 until_boot_us;
} Approval;

G_DEFINE_FINAL_TYPE (FielApprovalBook, fiel_approval_book, G_TYPE_OBJECT)

static void
approval_free (Approval *approval)
{
  g_free (approval->subject);
  g_free (approval->name);
  g_free (approval);
}

static void
fiel_approval_book_finalize (GObject *object)
{
  FielApprovalBook *self = FIEL_APPROVAL_BOOK (object);

  g_object_unref (self->clock);
  g_ptr_array_unref (self->approvals);

  G_OBJECT_CLASS (fiel_approval_book_parent_class)->finalize (object);
}

static void
fiel_approval_book_class_init (FielApprovalBookClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fiel_approval_book_finalize;
}

static void
fiel_approval_book_init (FielApprovalBook *self)
{
  self->approvals = g_ptr_array_new_with_free_func ((GDestroyNotify) approval_free);
}

FielApprovalBook *
fiel_approval_book_new (FielClock *clock)
{
  FielApprovalBook *self = g_object_new (FIEL_TYPE_APPROVAL_BOOK, NULL);

  self->clock = g_object_ref (clock);

  return self;
}

void
fiel_approval_book_add (FielApprovalBook *self, FielAct act, const char *subject, const char *name)
{
  Approval *approval = NULL;

  g_return_if_fail (FIEL_IS_APPROVAL_BOOK (self));
  g_return_if_fail (subject != NULL && name != NULL);

  approval = g_new0 (Approval, 1);
  approval->act = act;
  approval->subject = g_strdup (subject);
  approval->name = g_strdup (name);
  approval->until_boot_us = fiel_clock_get_boot_us (self->clock) + LIFE_US;
  g_ptr_array_add (self->approvals, approval);
}

/* @name: (nullable): anybody's. (transfer none) (nullable) */
static Approval *
find (FielApprovalBook *self, FielAct act, const char *subject, const char *name)
{
  const gint64 now_us = fiel_clock_get_boot_us (self->clock);

  for (guint i = 0; i < self->approvals->len; i++)
    {
      Approval *approval = g_ptr_array_index (self->approvals, i);

      if (approval->act == act && g_str_equal (approval->subject, subject)
          && (name == NULL || fiel_plain_text_is_same_name (approval->name, name))
          && now_us < approval->until_boot_us)
        return approval;
    }

  return NULL;
}

gboolean
fiel_approval_book_has (FielApprovalBook *self, FielAct act, const char *subject, const char *name)
{
  g_return_val_if_fail (FIEL_IS_APPROVAL_BOOK (self), FALSE);
  g_return_val_if_fail (subject != NULL && name != NULL, FALSE);

  return find (self, act, subject, name) != NULL;
}

const char *
fiel_approval_book_find_name (FielApprovalBook *self, FielAct act, const char *subject)
{
  const Approval *approval = NULL;

  g_return_val_if_fail (FIEL_IS_APPROVAL_BOOK (self), NULL);
  g_return_val_if_fail (subject != NULL, NULL);

  approval = find (self, act, subject, NULL);

  return approval != NULL ? approval->name : NULL;
}

void
fiel_approval_book_remove (FielApprovalBook *self, FielAct act, const char *subject, const char *name)
{
  Approval *approval = NULL;

  g_return_if_fail (FIEL_IS_APPROVAL_BOOK (self));
  g_return_if_fail (subject != NULL && name != NULL);

  approval = find (self, act, subject, name);
  if (approval != NULL)
    g_ptr_array_remove (self->approvals, approval);
}

void
fiel_approval_book_remove_act (FielApprovalBook *self, FielAct act)
{
  g_return_if_fail (FIEL_IS_APPROVAL_BOOK (self));

  for (guint i = self->approvals->len; i > 0; i--)
    {
      const Approval *approval = g_ptr_array_index (self->approvals, i - 1);

      if (approval->act == act)
        g_ptr_array_remove_index (self->approvals, i - 1);
    }
}

void
fiel_approval_book_clear (FielApprovalBook *self)
{
  g_return_if_fail (FIEL_IS_APPROVAL_BOOK (self));

  g_ptr_array_set_size (self->approvals, 0);
}
