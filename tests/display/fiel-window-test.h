/* fiel-window-test.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-application.h"
#include "fiel-fake-engine.h"
#include "fiel-manual-clock.h"
#include "fiel-till-page.h"
#include "fiel-window.h"

G_BEGIN_DECLS

/**
 * FielWindowTest: the whole window on a fake engine and a clock that moves by hand. Keys go through the window's own
 * key controllers, as if a keyboard had sent them; everything else is read and pressed through the accessible
 * interface.
 */
typedef struct
{
  FielApplication *application;   /* unowned */
  FielManualClock *clock;         /* owned */
  FielEngine *engine;             /* unowned: the application's */
  FielWindow *window;             /* unowned: the application's; NULL once it is closed */
  FielTillPage *till;             /* unowned */
} FielWindowTest;

/**
 * FielWindowTestStore: what the store is like; data of g_test_add ().
 * @prepare: (nullable): called with the engine before the window sees it
 * @asks_training: the program is started for training
 */
typedef struct
{
  const char *environment;
  const char *country;
  const char *currency;
  const char *till;
  void (*prepare) (FielEngine *engine);
  gboolean asks_training;
} FielWindowTestStore;

void fiel_window_test_set_up (FielWindowTest *test, gconstpointer store);
void fiel_window_test_tear_down (FielWindowTest *test, gconstpointer store);

/* Keys by their names, one after the other at the speed of a hand: "1 2 9 Return". */
void fiel_window_test_type (FielWindowTest *test, const char *keys);
/* The key goes down and is not let go. TRUE if nobody but the window gets it. */
gboolean fiel_window_test_hold_key (FielWindowTest *test, guint keyval);
/* What a scanner sends: all characters at once, then Enter. */
void fiel_window_test_scan (FielWindowTest *test, const char *code);
void fiel_window_test_wait_us (FielWindowTest *test, gint64 us);

GtkWidget *fiel_window_test_get_child (gpointer widget, const char *name);
GtkWidget *fiel_window_test_get_header (FielWindowTest *test);
GtkWidget *fiel_window_test_get_in_header (FielWindowTest *test, const char *name);
void fiel_window_test_assert_label (gpointer widget, const char *name, const char *expected);
/* The button in @entry that shows the PIN is called what it does. */
void fiel_window_test_assert_peek (GtkWidget *entry);
gboolean fiel_window_test_is_enabled (FielWindowTest *test, const char *action);

#define fiel_window_test_add(path, store, function) \
  g_test_add (path, FielWindowTest, store, fiel_window_test_set_up, function, fiel_window_test_tear_down)

void fiel_window_test_init (int *argc, char ***argv);

G_END_DECLS
