/* sim-provider-thread.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-provider-thread.h"

#include "sim-till.h"

/* Takes the place of fiel-provider-thread.c when the simulation is linked. What goes to the providers and what comes
 * back takes a drawn time each. As with the real thread, nothing overtakes on either way. */

struct _FielProviderThread
{
  gint64 last_there_us;   /* when the last post arrives */
  gint64 last_back_us;
};

FielProviderThread *
fiel_provider_thread_new (void)
{
  return g_new0 (FielProviderThread, 1);
}

static void
plan (gint64 *last_us, GSourceOnceFunc func, gpointer data, GDestroyNotify free_data)
{
  /* Drawn once: MAX looks at its arguments twice. */
  gint64 drawn_us = sim_now_us () + sim_till_draw_hop ();

  *last_us = MAX (*last_us, drawn_us);
  sim_later (SIM_SIDE_TILL, *last_us - sim_now_us (), func, data, free_data);
}

void
fiel_provider_thread_post (FielProviderThread *self, GSourceOnceFunc func, gpointer data, GDestroyNotify free_data)
{
  plan (&self->last_there_us, func, data, free_data);
}

void
fiel_provider_thread_post_back (FielProviderThread *self, GSourceOnceFunc func, gpointer data, GDestroyNotify free_data)
{
  plan (&self->last_back_us, func, data, free_data);
}

void
fiel_provider_thread_quit (FielProviderThread *self, GSourceOnceFunc func, gpointer data, GDestroyNotify free_data)
{
  plan (&self->last_back_us, func, data, free_data);
}

void
fiel_provider_thread_join (FielProviderThread *self)
{
  g_free (self);
}
