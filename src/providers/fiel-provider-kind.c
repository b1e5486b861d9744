/* fiel-provider-kind.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-provider-kind.h"

G_DEFINE_QUARK (fiel-provider-settings-error-quark, fiel_provider_settings_error)
