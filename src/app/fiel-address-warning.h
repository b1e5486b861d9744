/* fiel-address-warning.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

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

/* @group: of the profile, whose address it is */
GtkWidget *fiel_address_warning_new (const char *group);
const char *fiel_address_warning_get_group (FielAddressWarning *self);

/* @environment: what was chosen; @known: (nullable): where the address belongs, see fiel_catalog_find_environment() */
void fiel_address_warning_compare (FielAddressWarning *self, const char *environment, const char *known);

G_END_DECLS
