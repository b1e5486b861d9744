/* fiel-provider-step.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-provider-request.h"
#include "fiel-trouble.h"

G_BEGIN_DECLS

/**
 * FielProviderStep: what can be tried, one after the other, on the way from this till to a terminal. None of them can
 * move money.
 */
typedef enum
{
  FIEL_PROVIDER_STEP_NAME,        /* the name of the provider's server has an address */
  FIEL_PROVIDER_STEP_CONNECTION,  /* it can be reached, and proves who it is */
  FIEL_PROVIDER_STEP_CLOCK,       /* what its clock says */
  FIEL_PROVIDER_STEP_SIGN_IN,     /* the account is accepted */
  FIEL_PROVIDER_STEP_TERMINALS,   /* it tells which terminals the account has */
  FIEL_PROVIDER_STEP_TERMINAL,    /* it reaches one of them */
  FIEL_PROVIDER_STEP_RELAY,       /* the relay knows this till */
  FIEL_PROVIDER_STEP_PORT,        /* this till listens to its port */
  FIEL_PROVIDER_STEP_CALLBACK,    /* the address the provider calls takes a test */
  FIEL_PROVIDER_STEP_RETURN,      /* the test comes back over the relay */
} FielProviderStep;

#define FIEL_TYPE_PROVIDER_STEP (fiel_provider_step_get_type ())
GType fiel_provider_step_get_type (void);
#define FIEL_N_PROVIDER_STEPS (FIEL_PROVIDER_STEP_RETURN + 1)

typedef guint FielProviderStepFlags;
#define FIEL_PROVIDER_STEP_FLAG(step) (1u << (step))

/**
 * FielProviderStepAbsence: why there is nothing to try.
 * @FIEL_PROVIDER_STEP_ABSENCE_SYNCHRONOUS: nobody calls back
 * @FIEL_PROVIDER_STEP_ABSENCE_ELSEWHERE: whoever is called, it is not this till and no relay of it
 * @FIEL_PROVIDER_STEP_ABSENCE_DIRECT: this till is called itself
 */
typedef enum /*< skip >*/
{
  FIEL_PROVIDER_STEP_ABSENCE_NONE,
  FIEL_PROVIDER_STEP_ABSENCE_SYNCHRONOUS,
  FIEL_PROVIDER_STEP_ABSENCE_ELSEWHERE,
  FIEL_PROVIDER_STEP_ABSENCE_DIRECT,
} FielProviderStepAbsence;

/**
 * FielProviderStepResult: what a step that came through has found out. Owns everything in it.
 * @clock_ahead_us: for CLOCK: how far this till's clock is ahead of the provider's
 * @terminals: (nullable) (element-type FielTerminalIdentity): for TERMINALS: at least one
 * @busy: for TERMINAL: something runs on it
 * @absence: nothing was tried, and that is as it should be
 */
typedef struct
{
  gint64 clock_ahead_us;
  GPtrArray *terminals;
  gboolean busy;
  FielProviderStepAbsence absence;
} FielProviderStepResult;

FielProviderStepResult *fiel_provider_step_result_new (void);
void fiel_provider_step_result_free (FielProviderStepResult *result);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FielProviderStepResult, fiel_provider_step_result_free)

G_END_DECLS
