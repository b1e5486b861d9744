/* fiel-provider-thread.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-provider-thread.h"

struct _FielProviderThread
{
  GMainContext *context;   /* owned: the thread's */
  GMainContext *owner;     /* owned: where it was made */
  GMainLoop *loop;         /* owned */
  GThread *thread;         /* owned */
};

typedef struct
{
  FielProviderThread *thread;   /* not owned: it waits for this */
  GSourceOnceFunc func;
  gpointer data;
  GDestroyNotify free_data;
} Errand;

static gpointer
run_thread (gpointer user_data)
{
  FielProviderThread *self = user_data;

  g_main_context_push_thread_default (self->context);
  g_main_loop_run (self->loop);
  g_main_context_pop_thread_default (self->context);

  return NULL;
}

FielProviderThread *
fiel_provider_thread_new (void)
{
  FielProviderThread *self = g_new0 (FielProviderThread, 1);

  self->context = g_main_context_new ();
  self->owner = g_main_context_ref_thread_default ();
  self->loop = g_main_loop_new (self->context, FALSE);
  self->thread = g_thread_new ("fiel-providers", run_thread, self);

  return self;
}

static Errand *
errand_new (FielProviderThread *thread, GSourceOnceFunc func, gpointer data, GDestroyNotify free_data)
{
  Errand *errand = g_new0 (Errand, 1);

  errand->thread = thread;
  errand->func = func;
  errand->data = data;
  errand->free_data = free_data;

  return errand;
}

static void
errand_free (Errand *errand)
{
  if (errand->free_data != NULL)
    errand->free_data (errand->data);
  g_free (errand);
}

static gboolean
run_errand (gpointer user_data)
{
  Errand *errand = user_data;

  errand->func (errand->data);

  return G_SOURCE_REMOVE;
}

static gboolean
run_quit (gpointer user_data)
{
  Errand *errand = user_data;
  FielProviderThread *self = errand->thread;

  g_main_loop_quit (self->loop);
  fiel_provider_thread_post_back (self, errand->func, g_steal_pointer (&errand->data), errand->free_data);
  errand->free_data = NULL;

  return G_SOURCE_REMOVE;
}

/* @errand: (transfer full) */
static void
attach (GMainContext *context, int priority, GSourceFunc run, Errand *errand)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, priority);
  g_source_set_static_name (source, "fiel-providers");
  g_source_set_callback (source, run, errand, (GDestroyNotify) errand_free);
  g_source_attach (source, context);
}

void
fiel_provider_thread_post (FielProviderThread *self, GSourceOnceFunc func, gpointer data, GDestroyNotify free_data)
{
  attach (self->context, G_PRIORITY_DEFAULT, run_errand, errand_new (self, func, data, free_data));
}

void
fiel_provider_thread_post_back (FielProviderThread *self, GSourceOnceFunc func, gpointer data, GDestroyNotify free_data)
{
  attach (self->owner, G_PRIORITY_DEFAULT, run_errand, errand_new (self, func, data, free_data));
}

void
fiel_provider_thread_quit (FielProviderThread *self, GSourceOnceFunc func, gpointer data, GDestroyNotify free_data)
{
  attach (self->context, G_PRIORITY_LOW, run_quit, errand_new (self, func, data, free_data));
}

void
fiel_provider_thread_join (FielProviderThread *self)
{
  g_thread_join (self->thread);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_main_context_unref (self->owner);
  g_free (self);
}
