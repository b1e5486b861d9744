/* fiel-relay-error.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-relay-error.h"

G_DEFINE_QUARK (fiel-relay-error-quark, fiel_relay_error)
