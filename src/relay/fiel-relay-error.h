/* fiel-relay-error.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FielRelayError:
 * @FIEL_RELAY_ERROR_STORAGE: the store cannot be opened, read or written now
 * @FIEL_RELAY_ERROR_NOT_A_STORE: the file is something else, and was not changed
 * @FIEL_RELAY_ERROR_NEWER: the store was written by a newer version, and was not changed
 * @FIEL_RELAY_ERROR_IN_USE: another relay serves from this store
 * @FIEL_RELAY_ERROR_CONFIG: the configuration cannot be used
 * @FIEL_RELAY_ERROR_UNKNOWN: there is no such shop, address or till
 * @FIEL_RELAY_ERROR_EXISTS: there is one of that name
 * @FIEL_RELAY_ERROR_BAD_NAME: a name that cannot be
 */
typedef enum
{
  FIEL_RELAY_ERROR_STORAGE,
  FIEL_RELAY_ERROR_NOT_A_STORE,
  FIEL_RELAY_ERROR_NEWER,
  FIEL_RELAY_ERROR_IN_USE,
  FIEL_RELAY_ERROR_CONFIG,
  FIEL_RELAY_ERROR_UNKNOWN,
  FIEL_RELAY_ERROR_EXISTS,
  FIEL_RELAY_ERROR_BAD_NAME,
} FielRelayError;

#define FIEL_RELAY_ERROR (fiel_relay_error_quark ())
GQuark fiel_relay_error_quark (void);

G_END_DECLS
