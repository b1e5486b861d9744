/* fiel-address-warning.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-settings.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * FielAddressWarning:
 *
 * Says that an address belongs to another environment than the one that was chosen; else it is not seen. Nobody is kept
 * from it: an address may be known here under a wrong name.
 */
#define FIEL_TYPE_ADDRESS_WARNING (fiel_address_warning_get_type ())
G_DECLARE_FINAL_TYPE (FielAddressWarning, fiel_address_warning, FIEL, ADDRESS_WARNING, GtkWidget)

/* @group: of a provider, as in the file */
GtkWidget *fiel_address_warning_new (FielSettings *settings, const char *group);

G_END_DECLS
