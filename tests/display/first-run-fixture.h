/* first-run-fixture.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-first-run.h"
#include "fiel-manual-clock.h"
#include "first-run-peers.h"

G_BEGIN_DECLS

/* The assistant in a folder of its own. */

typedef struct
{
  char *folder;             /* owned */
  FielManualClock *clock;   /* owned */
  FirstRunDrawer *drawer;   /* owned */
  FielFirstRun *window;     /* weak, nullable */
  FielEngine *engine;       /* weak, nullable: of the practice sale, or of the store that was set up */
  FielPeople *people;       /* owned, nullable: of that store */
  gboolean people_closed;   /* that store takes no people */
  gboolean finished;
  guint n_finishing;        /* how often it began to write things down */
  guint n_given_up;         /* how often nothing came of it */
} FirstRunFixture;

void first_run_open_assistant (FirstRunFixture *fixture);
void first_run_close_assistant (FirstRunFixture *fixture);
void first_run_set_up (FirstRunFixture *fixture, gconstpointer data);
void first_run_tear_down (FirstRunFixture *fixture, gconstpointer data);
gpointer first_run_in_window (FirstRunFixture *fixture, const char *name);
gpointer first_run_on_page (FirstRunFixture *fixture, const char *name);
void first_run_type_into (FirstRunFixture *fixture, const char *name, const char *text);
void first_run_go_on (FirstRunFixture *fixture);
void first_run_go_back (FirstRunFixture *fixture);

/* Whether the assistant took the key for itself. */
gboolean first_run_press_enter (FirstRunFixture *fixture);
void first_run_assert_step (FirstRunFixture *fixture, FielFirstRunStep step);

/* "" if nothing is said to be wrong. */
const char *first_run_get_trouble (FirstRunFixture *fixture);

/* @row: (nullable): the row that is marked */
void first_run_assert_refused (FirstRunFixture *fixture, FielFirstRunStep step, const char *row);

/* From the first page on. */
void first_run_go_to_store (FirstRunFixture *fixture);
void first_run_go_to_start (FirstRunFixture *fixture);
void first_run_go_to_account (FirstRunFixture *fixture);
void first_run_go_to_till (FirstRunFixture *fixture);
void first_run_go_to_pin (FirstRunFixture *fixture);
void first_run_go_on_without_pin (FirstRunFixture *fixture);
void first_run_go_to_sale (FirstRunFixture *fixture);
void first_run_go_to_keys (FirstRunFixture *fixture);
FielProfile *first_run_load_profile (FirstRunFixture *fixture);

/* For fiel_test_run_until(). @user_data: the fixture */
gboolean first_run_is_at_till (gpointer user_data);
gboolean first_run_has_page_trouble (gpointer user_data);

/* Wholly, and not above or below what is scrolled to. */
gboolean first_run_is_in_sight (GtkWidget *widget);

G_END_DECLS
