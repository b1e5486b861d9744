/* fiel-terminal-prober.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-exchange.h"
#include "fiel-profile.h"
#include "fiel-provider-link.h"
#include "fiel-random.h"
#include "fiel-scribe.h"
#include "fiel-terminal.h"

G_BEGIN_DECLS

#define FIEL_TYPE_TERMINAL_PROBER (fiel_terminal_prober_get_type ())
G_DECLARE_FINAL_TYPE (FielTerminalProber, fiel_terminal_prober, FIEL, TERMINAL_PROBER, GObject)

/* Asks one terminal how it is, and keeps the answer for half a minute. @link: (nullable): then there is nobody to
 * ask. */
FielTerminalProber *fiel_terminal_prober_new (FielScribe *scribe, FielProviderLink *link, FielTerminal *terminal,
                                              const FielProfileTerminal *place, FielRandomFunc random,
                                              gpointer random_data);
void fiel_terminal_prober_probe (FielTerminalProber *self, gboolean now);

FielTerminal *fiel_terminal_prober_get_terminal (FielTerminalProber *self);            /* (transfer none) */
FielProviderLink *fiel_terminal_prober_get_link (FielTerminalProber *self);            /* (transfer none) (nullable) */
/* (transfer none): the profile's */
const FielProfileTerminal *fiel_terminal_prober_get_place (FielTerminalProber *self);

/* Another question than how it is; see there. */
void fiel_terminal_prober_ask_async (FielTerminalProber *self, FielOperation operation, GAsyncReadyCallback callback,
                                     gpointer user_data);
/* The same with a request that says more; @request: (transfer full), made here and completed. Same finish. */
FielProviderRequest *fiel_terminal_prober_make_request (FielTerminalProber *self, FielOperation operation)
  G_GNUC_WARN_UNUSED_RESULT;
void fiel_terminal_prober_send_async (FielTerminalProber *self, FielProviderRequest *request,
                                      GAsyncReadyCallback callback, gpointer user_data);
FielExchange *fiel_terminal_prober_ask_finish (FielTerminalProber *self, GAsyncResult *result, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

gboolean fiel_terminal_prober_hold (FielTerminalProber *self) G_GNUC_WARN_UNUSED_RESULT;
void fiel_terminal_prober_wait_async (FielTerminalProber *self, GAsyncReadyCallback callback, gpointer user_data);
void fiel_terminal_prober_wait_finish (FielTerminalProber *self, GAsyncResult *result);
void fiel_terminal_prober_let_go (FielTerminalProber *self);
void fiel_terminal_prober_release (FielTerminalProber *self);
/* Whether somebody has wished for it and no attempt has come of that yet. */
gboolean fiel_terminal_prober_is_held (FielTerminalProber *self);

G_END_DECLS
