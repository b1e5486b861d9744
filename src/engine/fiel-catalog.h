/* fiel-catalog.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-profile.h"
#include "fiel-setting.h"

G_BEGIN_DECLS

/* What the window may know of the providers that exist, by the words of the profile. @kind: (nullable). */

const char *fiel_catalog_get_name (const FielProviderKind *const *kinds, const char *kind);
/* What a store manager sets for it, and its secrets. */
const FielSetting *fiel_catalog_get_setup (const FielProviderKind *const *kinds, const char *kind);
/* Where it can be reached as far as that is known, the usual address first; @environment: "test". */
char **fiel_catalog_list_addresses (const FielProviderKind *const *kinds, const char *kind, const char *country,
                                    const char *environment) G_GNUC_WARN_UNUSED_RESULT;

/* Whether @kind can be used in @country, as far as that is known: a provider that names no address says nothing. */
gboolean fiel_catalog_serves (const FielProviderKind *const *kinds, const char *kind, const char *country);

/* The environment that @address belongs to, "test" or "production": one of the known addresses of that provider in any
 * country, or one whose host says in its name that it is for trying. (nullable): nothing is known of it */
const char *fiel_catalog_find_environment (const FielProviderKind *const *kinds, const char *kind,
                                           const char *address);

/* A part of an address that nobody can guess. */
char *fiel_catalog_make_token (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
