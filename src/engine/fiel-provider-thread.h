/* fiel-provider-thread.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FielProviderThread: the thread in which providers live, and the two ways between it and whoever made it. Nothing
 * overtakes on either way. The simulation puts a thread of its own in this one's place.
 */
typedef struct _FielProviderThread FielProviderThread;

/* What comes back runs in the thread-default context of the caller. */
FielProviderThread *fiel_provider_thread_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* @free_data: (nullable): called where @func ran, or would have run. */
void fiel_provider_thread_post (FielProviderThread *self, GSourceOnceFunc func, gpointer data,
                                GDestroyNotify free_data);
void fiel_provider_thread_post_back (FielProviderThread *self, GSourceOnceFunc func, gpointer data,
                                     GDestroyNotify free_data);

/* In the thread: what was left behind there gets its turn, then the thread ends; @func comes back last. */
void fiel_provider_thread_quit (FielProviderThread *self, GSourceOnceFunc func, gpointer data,
                                GDestroyNotify free_data);

/* Waits for the end of a thread that was told to quit. */
void fiel_provider_thread_join (FielProviderThread *self);   /* (transfer full) */

G_END_DECLS
