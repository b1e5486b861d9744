/* fiel-people-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-approval-book.h"
#include "fiel-people.h"
#include "fiel-pin-guard.h"
#include "fiel-pin-safe.h"
#include "fiel-scribe.h"

G_BEGIN_DECLS

/**
 * FielPersonAct: what a note about a person says. Nicknames are what the journal keeps.
 */
typedef enum
{
  FIEL_PERSON_ACT_SIGNED_IN,
  FIEL_PERSON_ACT_LOCKED,
  FIEL_PERSON_ACT_WRONG_PIN,
  FIEL_PERSON_ACT_APPROVED,
  FIEL_PERSON_ACT_OPENED_SETTINGS,
  FIEL_PERSON_ACT_ADDED,
  FIEL_PERSON_ACT_CHANGED,
  FIEL_PERSON_ACT_GOT_PIN,
  FIEL_PERSON_ACT_REMOVED,
  FIEL_PERSON_ACT_CHANGED_SETTINGS,
  FIEL_PERSON_ACT_NOT_CHANGED,   /* what the note before this one said did not come about after all */
} FielPersonAct;

#define FIEL_TYPE_PERSON_ACT (fiel_person_act_get_type ())
GType fiel_person_act_get_type (void);

/* For the editor of people and for approvals. */
FielProfile *fiel_people_get_profile (FielPeople *self);
FielPinSafe *fiel_people_get_safe (FielPeople *self);
FielPinGuard *fiel_people_get_guard (FielPeople *self);
FielApprovalBook *fiel_people_get_approvals (FielPeople *self);
FielScribe *fiel_people_get_scribe (FielPeople *self);           /* (nullable) */
FielJournalEvent *fiel_people_new_note (FielPeople *self, const char *key, FielPersonAct act, const char *actor);
/* The first manager of a store, who has just set a PIN, goes on with the settings. */
void fiel_people_trust (FielPeople *people, FielPerson *manager);
const char *fiel_people_get_recoverer (FielPeople *self);        /* (nullable) */
/* The profile's people were replaced. */
void fiel_people_reload (FielPeople *self);

G_END_DECLS
