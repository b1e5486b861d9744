/* fiel-terminal-set.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-terminal-set.h"

#include "fiel-terminal-private.h"

struct _FielTerminalSet
{
  GObject parent_instance;

  GListStore *terminals;   /* owned, of FielTerminal */
  GPtrArray *probers;      /* owned, of FielTerminalProber, in the order of the terminals */
};

G_DEFINE_FINAL_TYPE (FielTerminalSet, fiel_terminal_set, G_TYPE_OBJECT)

static void
fiel_terminal_set_finalize (GObject *object)
{
  FielTerminalSet *self = FIEL_TERMINAL_SET (object);

  g_ptr_array_unref (self->probers);
  g_object_unref (self->terminals);

  G_OBJECT_CLASS (fiel_terminal_set_parent_class)->finalize (object);
}

static void
fiel_terminal_set_class_init (FielTerminalSetClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fiel_terminal_set_finalize;
}

static void
fiel_terminal_set_init (FielTerminalSet *self)
{
  self->terminals = g_list_store_new (FIEL_TYPE_TERMINAL);
  self->probers = g_ptr_array_new_with_free_func (g_object_unref);
}

FielTerminalSet *
fiel_terminal_set_new (void)
{
  return g_object_new (FIEL_TYPE_TERMINAL_SET, NULL);
}

void
fiel_terminal_set_add (FielTerminalSet *self,
                       FielScribe *scribe,
                       FielProviderLink *link,
                       const FielProfileTerminal *place,
                       FielRandomFunc random,
                       gpointer random_data)
{
  g_autoptr (FielTerminal) terminal = NULL;

  g_return_if_fail (FIEL_IS_TERMINAL_SET (self));

  terminal = fiel_terminal_new (place->key, place->name,
                                link != NULL ? fiel_provider_link_get_name (link) : place->provider,
                                place->serial_number);
  fiel_terminal_set_can_cancel (terminal, link != NULL && fiel_provider_link_can (link, FIEL_OPERATION_CANCEL));
  fiel_terminal_set_can_print (terminal, link != NULL && fiel_provider_link_can (link, FIEL_OPERATION_PRINT),
                               link != NULL && fiel_provider_link_can (link, FIEL_OPERATION_DUPLICATE));
  g_list_store_append (self->terminals, terminal);
  g_ptr_array_add (self->probers, fiel_terminal_prober_new (scribe, link, terminal, place, random, random_data));
}

GListModel *
fiel_terminal_set_get_terminals (FielTerminalSet *self)
{
  g_return_val_if_fail (FIEL_IS_TERMINAL_SET (self), NULL);

  return G_LIST_MODEL (self->terminals);
}

FielTerminalProber *
fiel_terminal_set_find (FielTerminalSet *self, const char *key)
{
  g_return_val_if_fail (FIEL_IS_TERMINAL_SET (self), NULL);
  g_return_val_if_fail (key != NULL, NULL);

  for (guint i = 0; i < self->probers->len; i++)
    {
      FielTerminalProber *prober = g_ptr_array_index (self->probers, i);

      if (g_str_equal (fiel_terminal_get_key (fiel_terminal_prober_get_terminal (prober)), key))
        return prober;
    }

  return NULL;
}

void
fiel_terminal_set_probe (FielTerminalSet *self, FielTerminal *only, gboolean now)
{
  g_return_if_fail (FIEL_IS_TERMINAL_SET (self));

  for (guint i = 0; i < self->probers->len; i++)
    {
      FielTerminalProber *prober = g_ptr_array_index (self->probers, i);

      if (only == NULL || only == fiel_terminal_prober_get_terminal (prober))
        fiel_terminal_prober_probe (prober, now);
    }
}

void
fiel_terminal_set_let_go (FielTerminalSet *self)
{
  g_return_if_fail (FIEL_IS_TERMINAL_SET (self));

  for (guint i = 0; i < self->probers->len; i++)
    fiel_terminal_prober_let_go (g_ptr_array_index (self->probers, i));
}
