/* fiel-shift-item.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-shift-item.h"

struct _FielShiftItem
{
  GObject parent_instance;

  FielShiftItemKind kind;
  FielShiftItemState state;
  FielShiftRemedy remedy;
  char *title;          /* owned */
  char *detail;         /* owned */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FielShiftItem, fiel_shift_item, G_TYPE_OBJECT)

static void
fiel_shift_item_finalize (GObject *object)
{
  FielShiftItem *self = FIEL_SHIFT_ITEM (object);

  g_free (self->title);
  g_free (self->detail);

  G_OBJECT_CLASS (fiel_shift_item_parent_class)->finalize (object);
}

static void
fiel_shift_item_class_init (FielShiftItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fiel_shift_item_finalize;

  signals[CHANGED] =
    g_signal_new ("changed", FIEL_TYPE_SHIFT_ITEM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
fiel_shift_item_init (FielShiftItem *self)
{
  self->title = g_strdup ("");
  self->detail = g_strdup ("");
}

FielShiftItem *
fiel_shift_item_new (FielShiftItemKind kind)
{
  FielShiftItem *self = g_object_new (FIEL_TYPE_SHIFT_ITEM, NULL);

  self->kind = kind;

  return self;
}

/* @detail: (nullable) */
void
fiel_shift_item_set (FielShiftItem *self,
                     FielShiftItemState state,
                     FielShiftRemedy remedy,
                     const char *title,
                     const char *detail)
{
  g_return_if_fail (FIEL_IS_SHIFT_ITEM (self));
  g_return_if_fail (title != NULL);

  detail = detail != NULL ? detail : "";
  if (self->state == state && self->remedy == remedy && g_str_equal (self->title, title)
      && g_str_equal (self->detail, detail))
    return;

  self->state = state;
  self->remedy = remedy;
  g_free (self->title);
  self->title = g_strdup (title);
  g_free (self->detail);
  self->detail = g_strdup (detail);
  g_signal_emit (self, signals[CHANGED], 0);
}

FielShiftItemKind
fiel_shift_item_get_kind (FielShiftItem *self)
{
  g_return_val_if_fail (FIEL_IS_SHIFT_ITEM (self), FIEL_SHIFT_ITEM_PAYMENTS);

  return self->kind;
}

FielShiftItemState
fiel_shift_item_get_state (FielShiftItem *self)
{
  g_return_val_if_fail (FIEL_IS_SHIFT_ITEM (self), FIEL_SHIFT_ITEM_WAITING);

  return self->state;
}

FielShiftRemedy
fiel_shift_item_get_remedy (FielShiftItem *self)
{
  g_return_val_if_fail (FIEL_IS_SHIFT_ITEM (self), FIEL_SHIFT_REMEDY_NONE);

  return self->remedy;
}

const char *
fiel_shift_item_get_title (FielShiftItem *self)
{
  g_return_val_if_fail (FIEL_IS_SHIFT_ITEM (self), "");

  return self->title;
}

const char *
fiel_shift_item_get_detail (FielShiftItem *self)
{
  g_return_val_if_fail (FIEL_IS_SHIFT_ITEM (self), "");

  return self->detail;
}
