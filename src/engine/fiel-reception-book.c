/* fiel-reception-book.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-reception-book.h"

struct _FielReceptionBook
{
  GObject parent_instance;

  GListStore *receptions;   /* owned, of FielReception */
};

G_DEFINE_FINAL_TYPE (FielReceptionBook, fiel_reception_book, G_TYPE_OBJECT)

static void
fiel_reception_book_finalize (GObject *object)
{
  g_object_unref (FIEL_RECEPTION_BOOK (object)->receptions);

  G_OBJECT_CLASS (fiel_reception_book_parent_class)->finalize (object);
}

static void
fiel_reception_book_class_init (FielReceptionBookClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fiel_reception_book_finalize;
}

static void
fiel_reception_book_init (FielReceptionBook *self)
{
  self->receptions = g_list_store_new (FIEL_TYPE_RECEPTION);
}

FielReceptionBook *
fiel_reception_book_new (void)
{
  return g_object_new (FIEL_TYPE_RECEPTION_BOOK, NULL);
}

FielReception *
fiel_reception_book_find (FielReceptionBook *self, const char *key)
{
  g_autoptr (FielReception) made = NULL;

  g_return_val_if_fail (FIEL_IS_RECEPTION_BOOK (self), NULL);
  g_return_val_if_fail (key != NULL, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->receptions)); i++)
    {
      g_autoptr (FielReception) reception = g_list_model_get_item (G_LIST_MODEL (self->receptions), i);

      if (g_str_equal (fiel_reception_get_key (reception), key))
        return reception;
    }

  made = fiel_reception_new (key);
  g_list_store_append (self->receptions, made);

  return made;
}

static void
reception_cb (FielReceptionBook *self, const char *key, const FielProviderReception *reception)
{
  fiel_reception_set_way (fiel_reception_book_find (self, key), reception->route, reception->trouble,
                          reception->heard_us);
}

void
fiel_reception_book_follow (FielReceptionBook *self, FielProviderWorker *worker)
{
  g_return_if_fail (FIEL_IS_RECEPTION_BOOK (self));
  g_return_if_fail (FIEL_IS_PROVIDER_WORKER (worker));

  g_signal_connect_object (worker, "reception", G_CALLBACK (reception_cb), self, G_CONNECT_SWAPPED);
}

GListModel *
fiel_reception_book_get_receptions (FielReceptionBook *self)
{
  g_return_val_if_fail (FIEL_IS_RECEPTION_BOOK (self), NULL);

  return G_LIST_MODEL (self->receptions);
}
