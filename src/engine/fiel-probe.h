/* fiel-probe.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-clock.h"
#include "fiel-probe-step.h"
#include "fiel-profile.h"
#include "fiel-secrets.h"

G_BEGIN_DECLS

/* What a step may take. */
#define FIEL_PROBE_STEP_LIMIT_US (10 * G_USEC_PER_SEC)
/* How far this till's clock may be off: further, and tokens and certificates are judged by a wrong time. */
#define FIEL_PROBE_CLOCK_LIMIT_US (2 * 60 * G_USEC_PER_SEC)

/**
 * FielProbeTarget: what is to be probed: a provider as it is set up, or as somebody would set it up. Nothing is owned;
 * everything is copied.
 * @key: under which its secrets are kept
 * @kind: name of a FielProviderKind
 * @environment: a FielEnvironment
 * @values: (element-type utf8 utf8): the provider's own keys, as in the store profile
 * @terminal_id, @branch_id, @serial_number: (nullable): the terminal to ask; without all three none is
 */
typedef struct
{
  const char *key;
  const char *kind;
  int environment;
  const char *country;
  const FielCurrency *currency;
  GHashTable *values;
  gboolean timings_allowed;
  const char *terminal_id;
  const char *branch_id;
  const char *serial_number;
} FielProbeTarget;

#define FIEL_TYPE_PROBE (fiel_probe_get_type ())
G_DECLARE_FINAL_TYPE (FielProbe, fiel_probe, FIEL, PROBE, GObject)

/* The way from this till to a terminal, step by step, and what is wrong with it. It has a provider of its own, in a
 * thread of its own, and needs neither an engine nor a journal; nothing it does can move money. @kinds: (array
 * zero-terminated=1). @stored: (nullable): the secrets that are kept. NULL if no kind has that name. */
FielProbe *fiel_probe_new (const FielProbeTarget *target, const FielProviderKind *const *kinds, FielClock *clock,
                           FielSecrets *stored);

/* The same for a provider of a profile, and one of its terminals. @provider_key: (nullable): the first one.
 * @terminal_key: (nullable): the default one of that provider, or its first. NULL if there is none of these. */
FielProbe *fiel_probe_new_for_profile (FielProfile *profile, const char *provider_key, const char *terminal_key,
                                       const FielProviderKind *const *kinds, FielClock *clock, FielSecrets *stored);

/* A secret that was typed and is not kept: tried in place of the one that is. Before it runs. */
void fiel_probe_add_typed_secret (FielProbe *self, const char *name, const char *value);

/* (transfer none) of FielProbeStep: all of them, from the beginning. */
GListModel *fiel_probe_get_steps (FielProbe *self);

/* (nullable) (transfer none) (element-type utf8): what the account has, as lines "idTerminal/branch/serial". */
GPtrArray *fiel_probe_get_terminals (FielProbe *self);

/* Once per object. Ends when every step came through, failed or was skipped: each fails after ten seconds at the
 * latest. @cancellable: stops it at once. Says whether all came through. */
void fiel_probe_run_async (FielProbe *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                           gpointer user_data);
gboolean fiel_probe_run_finish (FielProbe *self, GAsyncResult *result);

G_END_DECLS
