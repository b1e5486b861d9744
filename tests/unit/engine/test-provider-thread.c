/* test-provider-thread.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-provider-thread.h"

#include "fiel-test.h"

/* The two ways between the providers' thread and whoever made it. */

typedef struct
{
  FielProviderThread *thread;   /* owned */
  GThread *here;                /* not owned */
  GString *there;               /* owned; the thread's until it has quit */
  GString *back;                /* owned */
  guint n_freed_there;
  guint n_freed_back;
  gboolean has_quit;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->thread = fiel_provider_thread_new ();
  fixture->here = g_thread_self ();
  fixture->there = g_string_new (NULL);
  fixture->back = g_string_new (NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_null (fixture->thread);
  g_string_free (fixture->there, TRUE);
  g_string_free (fixture->back, TRUE);
}

static void
count_there (gpointer data)
{
  Fixture *fixture = data;

  g_assert_true (g_thread_self () != fixture->here);
  fixture->n_freed_there++;
}

static void
count_back (gpointer data)
{
  Fixture *fixture = data;

  g_assert_true (g_thread_self () == fixture->here);
  fixture->n_freed_back++;
}

static void
note_back (gpointer data)
{
  Fixture *fixture = data;

  g_assert_true (g_thread_self () == fixture->here);
  g_string_append_c (fixture->back, (char) ('a' + fixture->back->len));
}

static void
note_there (gpointer data)
{
  Fixture *fixture = data;

  g_assert_true (g_thread_self () != fixture->here);
  g_string_append_c (fixture->there, (char) ('a' + fixture->there->len));
  fiel_provider_thread_post_back (fixture->thread, note_back, fixture, count_back);
}

static void
take_quit (gpointer data)
{
  Fixture *fixture = data;

  g_assert_true (g_thread_self () == fixture->here);
  fixture->has_quit = TRUE;
}

static void
quit_there (gpointer data)
{
  Fixture *fixture = data;

  fiel_provider_thread_quit (fixture->thread, take_quit, fixture, count_back);
  /* What is left behind comes first, and what it sends comes back first. */
  fiel_provider_thread_post (fixture->thread, note_there, fixture, count_there);
}

static gboolean
has_quit (gpointer data)
{
  Fixture *fixture = data;

  return fixture->has_quit;
}

static void
end (Fixture *fixture)
{
  fiel_provider_thread_post (fixture->thread, quit_there, fixture, NULL);
  fiel_test_run_until (has_quit, fixture, "the thread has quit", 20);
  g_clear_pointer (&fixture->thread, fiel_provider_thread_join);
}

static void
test_in_order (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 20; i++)
    fiel_provider_thread_post (fixture->thread, note_there, fixture, count_there);
  end (fixture);

  g_assert_cmpstr (fixture->there->str, ==, "abcdefghijklmnopqrstu");
  g_assert_cmpstr (fixture->back->str, ==, "abcdefghijklmnopqrstu");
  g_assert_cmpuint (fixture->n_freed_there, ==, 21);
  /* The word that it has quit is one more. */
  g_assert_cmpuint (fixture->n_freed_back, ==, 22);
}

/* A word back in the context of whoever made it, which is not the default one here. */
static void
test_own_context (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GMainContext) context = g_main_context_new ();

  end (fixture);
  g_main_context_push_thread_default (context);
  fixture->thread = fiel_provider_thread_new ();
  fixture->has_quit = FALSE;
  fiel_provider_thread_post (fixture->thread, quit_there, fixture, NULL);
  while (!fixture->has_quit)
    g_main_context_iteration (context, TRUE);
  g_clear_pointer (&fixture->thread, fiel_provider_thread_join);
  g_main_context_pop_thread_default (context);

  g_assert_cmpuint (fixture->back->len, ==, 2);
}

#define TEST(name, func) g_test_add ("/provider-thread/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  TEST ("in-order", test_in_order);
  TEST ("own-context", test_own_context);

  return g_test_run ();
}
