/* fiel-payment-pages.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-payment-pages.h"

typedef struct
{
  guint first;
  GPtrArray *entries; /* owned, of FielJournalEntry */
} Page;

struct _FielPaymentPages
{
  GPtrArray *pages; /* owned, of Page, the one used last at the end */
};

static void
page_free (gpointer data)
{
  Page *page = data;

  g_ptr_array_unref (page->entries);
  g_free (page);
}

FielPaymentPages *
fiel_payment_pages_new (void)
{
  FielPaymentPages *self = g_new0 (FielPaymentPages, 1);

  self->pages = g_ptr_array_new_with_free_func (page_free);

  return self;
}

void
fiel_payment_pages_free (FielPaymentPages *self)
{
  g_ptr_array_unref (self->pages);
  g_free (self);
}

static gpointer
ref_entry (gconstpointer entry, gpointer user_data)
{
  return fiel_journal_entry_ref ((FielJournalEntry *) entry);
}

void
fiel_payment_pages_add (FielPaymentPages *self, guint first, GPtrArray *entries)
{
  Page *page = g_new0 (Page, 1);

  page->first = first;
  page->entries = g_ptr_array_copy (entries, ref_entry, NULL);
  g_ptr_array_set_free_func (page->entries, (GDestroyNotify) fiel_journal_entry_unref);
  g_ptr_array_add (self->pages, page);
  if (self->pages->len > FIEL_PAYMENT_PAGES_MAX)
    g_ptr_array_remove_index (self->pages, 0);
}

static gboolean
holds (const Page *page, guint place)
{
  return place >= page->first && place - page->first < page->entries->len;
}

FielJournalEntry *
fiel_payment_pages_find (FielPaymentPages *self, guint place)
{
  for (guint i = self->pages->len; i > 0; i--)
    {
      Page *page = g_ptr_array_index (self->pages, i - 1);

      if (!holds (page, place))
        continue;
      if (i < self->pages->len)
        g_ptr_array_add (self->pages, g_ptr_array_steal_index (self->pages, i - 1));
      return g_ptr_array_index (page->entries, place - page->first);
    }

  return NULL;
}

void
fiel_payment_pages_replace (FielPaymentPages *self, FielJournalEntry *entry)
{
  for (guint i = 0; i < self->pages->len; i++)
    {
      Page *page = g_ptr_array_index (self->pages, i);

      for (guint j = 0; j < page->entries->len; j++)
        {
          FielJournalEntry **slot = (FielJournalEntry **) &g_ptr_array_index (page->entries, j);

          if ((*slot)->seq != entry->seq)
            continue;
          fiel_journal_entry_unref (*slot);
          *slot = fiel_journal_entry_ref (entry);
        }
    }
}

void
fiel_payment_pages_insert (FielPaymentPages *self, guint place, FielJournalEntry *entry)
{
  for (guint i = 0; i < self->pages->len; i++)
    {
      Page *page = g_ptr_array_index (self->pages, i);

      if (place <= page->first)
        page->first++;
      else if (holds (page, place))
        g_ptr_array_insert (page->entries, (int) (place - page->first), fiel_journal_entry_ref (entry));
    }
}

void
fiel_payment_pages_remove (FielPaymentPages *self, guint place)
{
  for (guint i = 0; i < self->pages->len; i++)
    {
      Page *page = g_ptr_array_index (self->pages, i);

      if (place < page->first)
        page->first--;
      else if (holds (page, place))
        g_ptr_array_remove_index (page->entries, place - page->first);
    }
}

void
fiel_payment_pages_clear (FielPaymentPages *self)
{
  g_ptr_array_set_size (self->pages, 0);
}

guint
fiel_payment_pages_get_n_entries (FielPaymentPages *self)
{
  guint n = 0;

  for (guint i = 0; i < self->pages->len; i++)
    n += ((Page *) g_ptr_array_index (self->pages, i))->entries->len;

  return n;
}
