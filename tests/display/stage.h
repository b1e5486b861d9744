/* stage.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-attempt-private.h"
#include "fiel-window-test.h"

G_BEGIN_DECLS

/**
 * Stage: the window with a made-up day behind it, to be looked at in any state. Nothing moves on it by itself.
 */
typedef struct
{
  FielManualClock *clock;   /* unowned */
  FielEngine *engine;       /* unowned: the window's */
  FielWindow *window;       /* unowned: the application's */
  FielAttempt *attempt;     /* unowned: the engine's; the payment that the scene is about */
  const char *detail;       /* static, nullable: the scene's */
} Stage;

typedef void (*StageFunc) (Stage *stage);

/**
 * Scene: a screen in a state.
 * @play: (nullable): leads there
 * @detail: (nullable): for scenes that share @play
 * @environment: (nullable): the mode; "production" if nobody says otherwise
 * @till: (nullable): more lines for [till] of the store
 * @empty: there is no payment on the screen when it begins
 */
typedef struct
{
  const char *name;
  StageFunc play;
  const char *detail;
  const char *environment;
  const char *till;
  gboolean empty;
} Scene;

/* Each ends with a scene without a name. */
extern const Scene scenes_of_payments[];
extern const Scene scenes_of_returns[];
extern const Scene scenes_of_records[];
extern const Scene scenes_of_people[];
extern const Scene scenes_of_windows[];

/* Marta Rojas (marta, a manager), Ana Riquelme (ana, who is signed in) and Luis Mella (luis). */
#define STAGE_PEOPLE                                                                                                   \
  "[person marta]\nname=Marta Rojas\nrole=manager\n[person ana]\nname=Ana Riquelme\nrole=cashier\n"              \
  "[person luis]\nname=Luis Mella\nrole=cashier\n"

gint64 stage_boot_us (Stage *stage);
gint64 stage_wall_us (Stage *stage);
void stage_pass (Stage *stage, double seconds);

/* What becomes of the stage's attempt. */
void stage_step (Stage *stage, FielStepKind kind);
void stage_send (Stage *stage);
void stage_accept (Stage *stage);
void stage_close (Stage *stage, FielOutcome outcome, FielReason reason);
void scene_waiting (Stage *stage);
void scene_unconfirmed (Stage *stage);
void scene_approved (Stage *stage);

void stage_act (Stage *stage, const char *action);                 /* of the window */
GtkWidget *stage_get_page (Stage *stage, const char *name);        /* of those that one goes back from */
/* What FIEL_SHOW_SIZE says, WIDTHxHEIGHT. */
gboolean stage_read_size (int *width, int *height);
/* As large as that; else as it is by itself. */
void stage_set_size (GtkWindow *window);
/* A dialog is as wide as it likes, where the screen is. */
void stage_limit_size (GtkWindow *window);

G_END_DECLS
