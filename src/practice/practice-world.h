/* practice-world.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "practice-auth.h"
#include "practice-commands.h"
#include "practice-faults.h"
#include "practice-ledger.h"
#include "practice-outcomes.h"
#include "practice-requests.h"
#include "practice-switches.h"
#include "practice-time.h"

G_BEGIN_DECLS

/* Declared here because the world holds them and they know the world. */
typedef struct _PracticeOperation PracticeOperation;
typedef struct _PracticeTerminal PracticeTerminal;

/**
 * PracticeWorld:
 *
 * Everything the cloud knows. A plain record of its parts, so that each part can be read where it is needed; the world
 * owns them all and outlives everything that points to it.
 */
typedef struct
{
  PracticeCountry country;
  PracticeTime *time;         /* owned */
  PracticeSwitches *switches; /* owned */
  PracticeAuth *auth;         /* owned */
  PracticeLedger *ledger;     /* owned */
  PracticeFaults *faults;     /* owned */
  PracticeOutcomes *outcomes; /* owned */
  PracticeRequests *requests; /* owned */
  GPtrArray *terminals;       /* owned, of owned PracticeTerminal */
  GHashTable *operations;     /* owned, idPosTxs (gint64) → owned PracticeOperation */
  gint64 next_id;
  guint n_ids;
  guint n_authorizations;
  void (*changed) (gpointer changed_data); /* nullable: a payment began or concluded */
  gpointer changed_data;
} PracticeWorld;

PracticeWorld *practice_world_new (PracticeCountry country);
void practice_world_free (PracticeWorld *world);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PracticeWorld, practice_world_free)

void practice_world_set_country (PracticeWorld *world, PracticeCountry country);
void practice_world_add_built_in (PracticeWorld *world);
void practice_world_reset (PracticeWorld *world);

char *practice_world_make_key (const char *id_terminal, const char *id_sucursal, const char *serial_number);
PracticeTerminal *practice_world_find_terminal (PracticeWorld *world,
                                                const char *id_terminal,
                                                const char *id_sucursal,
                                                const char *serial_number);
gint64 practice_world_take_id (PracticeWorld *world);
char *practice_world_take_authorization (PracticeWorld *world);
PracticeOperation *practice_world_find_operation (PracticeWorld *world, gint64 id, const char *client_id);
void practice_world_add_operation (PracticeWorld *world, PracticeOperation *operation);
char *practice_world_format_now (PracticeWorld *world, const char *format);
FielMoney practice_world_to_money (PracticeWorld *world, gint64 amount);

G_END_DECLS
