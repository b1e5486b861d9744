/* fiel-first-run-state.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-first-run-country.h"

#include "fiel-clock.h"
#include "fiel-profile-draft.h"
#include "fiel-secrets.h"

G_BEGIN_DECLS

/**
 * FielFirstRunStep: the steps of the assistant, in their order.
 */
typedef enum
{
  FIEL_FIRST_RUN_STEP_LANGUAGE,
  FIEL_FIRST_RUN_STEP_STORE,
  FIEL_FIRST_RUN_STEP_START,     /* training first, or the provider */
  FIEL_FIRST_RUN_STEP_ACCOUNT,   /* only with the provider */
  FIEL_FIRST_RUN_STEP_TILL,
  FIEL_FIRST_RUN_STEP_PIN,
  FIEL_FIRST_RUN_STEP_SALE,
  FIEL_FIRST_RUN_STEP_KEYS,
} FielFirstRunStep;
#define FIEL_TYPE_FIRST_RUN_STEP (fiel_first_run_step_get_type ())
GType fiel_first_run_step_get_type (void);
#define FIEL_N_FIRST_RUN_STEPS (FIEL_FIRST_RUN_STEP_KEYS + 1)

/* The group of the provider in the profile, and under which its secrets are kept. */
#define FIEL_FIRST_RUN_PROVIDER "getnet"
#define FIEL_FIRST_RUN_PROVIDER_GROUP "provider " FIEL_FIRST_RUN_PROVIDER

#define FIEL_TYPE_FIRST_RUN_STATE (fiel_first_run_state_get_type ())
G_DECLARE_FINAL_TYPE (FielFirstRunState, fiel_first_run_state, FIEL, FIRST_RUN_STATE, GObject)

/* What all steps work on: the draft of the profile, and how far one has got. Taken up where it was left. @folder as in
 * fiel_profile_load(). */
FielFirstRunState *fiel_first_run_state_new (const char *folder, const FielProviderKind *const *kinds,
                                             FielClock *clock, FielSecrets *secrets);

FielProfileDraft *fiel_first_run_state_get_draft (FielFirstRunState *self);   /* (transfer none) */
FielClock *fiel_first_run_state_get_clock (FielFirstRunState *self);          /* (transfer none) */
FielSecrets *fiel_first_run_state_get_secrets (FielFirstRunState *self);      /* (transfer none) */
/* Of the draft; the first one until there is one. */
const FielFirstRunCountry *fiel_first_run_state_get_country (FielFirstRunState *self);

FielFirstRunStep fiel_first_run_state_get_step (FielFirstRunState *self);
void fiel_first_run_state_set_step (FielFirstRunState *self, FielFirstRunStep step);
/* FALSE at the end. */
gboolean fiel_first_run_state_find_next (FielFirstRunState *self, FielFirstRunStep *step);
gboolean fiel_first_run_state_find_previous (FielFirstRunState *self, FielFirstRunStep *step);
/* From 1 on, and how many there are. */
guint fiel_first_run_state_get_position (FielFirstRunState *self, guint *n_steps);

/* Whether the till is for real payments, or for tests at the provider, rather than for training. */
gboolean fiel_first_run_state_get_connects (FielFirstRunState *self);
gboolean fiel_first_run_state_set_connects (FielFirstRunState *self, gboolean connects, GError **error);

/* Takes over what another till exported: then it is not asked again, but for the secrets, which no file holds. */
gboolean fiel_first_run_state_import (FielFirstRunState *self, const char *path, GError **error);
gboolean fiel_first_run_state_get_imported (FielFirstRunState *self);

/* (nullable) (transfer none) (element-type utf8): what the account has, as lines "idTerminal/branch/serial". */
GPtrArray *fiel_first_run_state_get_terminals (FielFirstRunState *self);
void fiel_first_run_state_set_terminals (FielFirstRunState *self, GPtrArray *terminals);

/* The first manager: both NULL: the store has no people. The PIN is wiped with this object and kept nowhere. */
void fiel_first_run_state_set_manager (FielFirstRunState *self, const char *name, const char *pin);
const char *fiel_first_run_state_get_manager_name (FielFirstRunState *self);   /* (nullable) */
const char *fiel_first_run_state_get_manager_pin (FielFirstRunState *self);    /* (nullable) */

/* Beside the profile, without a secret in it. */
gboolean fiel_first_run_state_keep (FielFirstRunState *self, GError **error);
/* The profile is written. With a manager, who is written down next, the till is set up only after
 * fiel_first_run_state_end(): should the program end in between, the next one takes the profile back. */
gboolean fiel_first_run_state_save (FielFirstRunState *self, GError **error);
/* Nothing is left to be taken up. */
void fiel_first_run_state_end (FielFirstRunState *self);
/* Something is missing after all: there is no profile, and everything is left to be taken up. */
void fiel_first_run_state_take_back (FielFirstRunState *self);
/* Before a store is opened: the same, if the last program ended before the manager was written down.
 * @folder: (nullable): as in fiel_profile_load(). */
void fiel_first_run_state_reclaim (const char *folder);

G_END_DECLS
