/* scenes-of-people.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-manager-gate.h"
#include "fiel-test.h"
#include "stage.h"

/* Where people sign in. */

static void
scene_lock (Stage *stage)
{
  stage_act (stage, "win.lock");
  fiel_test_drain ();
}

static void
scene_lock_waiting (Stage *stage)
{
  scene_waiting (stage);
  scene_lock (stage);
}

static void
scene_gate (Stage *stage)
{
  stage_limit_size (GTK_WINDOW (fiel_manager_gate_open (stage->engine, FIEL_ACT_SETTINGS, "settings",
                                                        GTK_WIDGET (stage->window))));
}

const Scene scenes_of_people[] = {
  { "till-signed-in", NULL, .till = STAGE_PEOPLE, .empty = TRUE },
  { "lock", scene_lock, .till = STAGE_PEOPLE, .empty = TRUE },
  { "lock-waiting", scene_lock_waiting, .till = STAGE_PEOPLE },
  { "manager", scene_gate, .till = STAGE_PEOPLE, .empty = TRUE },
  { NULL },
};
