/* fiel-person.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-profile.h"

G_BEGIN_DECLS

/**
 * FielAct: what is allowed to some and not to others. Nicknames are what the journal keeps.
 * @FIEL_ACT_WITNESS: taking a second look at a payment that is recorded by hand
 * @FIEL_ACT_APPROVE_RETURN: letting money go back above the till's limit, or without its sale
 * @FIEL_ACT_RECORD_BY_HAND: saying what became of a payment that stays unconfirmed
 * @FIEL_ACT_APPROVE_CLOSE: letting a shift be closed that is not as it should be
 * @FIEL_ACT_SETTINGS: changing the store profile, people among it
 * @FIEL_ACT_APPROVE_SALE: letting a cashier charge more than cashiers may here
 * @FIEL_ACT_EXPORT: taking payments out of the program as a file
 * @FIEL_ACT_TRAINING: leaving the till for the training store, where only managers may
 */
typedef enum
{
  FIEL_ACT_WITNESS,
  FIEL_ACT_APPROVE_RETURN,
  FIEL_ACT_RECORD_BY_HAND,
  FIEL_ACT_APPROVE_CLOSE,
  FIEL_ACT_SETTINGS,
  FIEL_ACT_APPROVE_SALE,
  FIEL_ACT_EXPORT,
  FIEL_ACT_TRAINING,
} FielAct;

#define FIEL_TYPE_ACT (fiel_act_get_type ())
GType fiel_act_get_type (void);

#define FIEL_TYPE_PERSON (fiel_person_get_type ())
G_DECLARE_FINAL_TYPE (FielPerson, fiel_person, FIEL, PERSON, GObject)

/* Somebody who works in this store. A value: whoever is renamed is another object under the same key. */
FielPerson *fiel_person_new (const FielProfilePerson *person);

const char *fiel_person_get_key (FielPerson *self);
const char *fiel_person_get_name (FielPerson *self);
FielRole fiel_person_get_role (FielPerson *self);

/* The one place that says which role may do what. */
gboolean fiel_person_may (FielPerson *self, FielAct act);

G_END_DECLS
