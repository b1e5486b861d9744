/* first-run-peers.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-provider-kind.h"
#include "fiel-secrets.h"

G_BEGIN_DECLS

/* What the assistant talks to: a provider whose steps come out as the test wants, and a keyring. */

extern FielTrouble first_run_trouble_to_find;
extern FielProviderStep first_run_step_to_fail;
extern const FielProviderKind *const first_run_kinds[];

#define FIRST_RUN_TYPE_DRAWER (first_run_drawer_get_type ())
G_DECLARE_FINAL_TYPE (FirstRunDrawer, first_run_drawer, FIRST_RUN, DRAWER, GObject)

/**
 * FirstRunDrawer: a keyring.
 * @refuses: it keeps nothing
 * @secret: (nullable): the last client secret that was stored
 */
struct _FirstRunDrawer
{
  GObject parent_instance;

  gboolean refuses;
  char *secret;        /* owned */
};

G_END_DECLS
