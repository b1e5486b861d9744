/* fiel-getnet-addresses.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-getnet-addresses.h"

/* Proposals, not a rule: what the contract says comes first. The first of a country and environment is the usual
 * one. */
const FielProviderAddress fiel_getnet_addresses[] = {
  { "cl", FIEL_ENVIRONMENT_TEST, "https://api-uat-getnet-posintegrado.ione.cl/api/postxs/" },
  { "cl", FIEL_ENVIRONMENT_TEST, "https://api-dev-getnet-posintegrado.ione.cl/api/postxs/" },
  { "cl", FIEL_ENVIRONMENT_PRODUCTION, "https://api-getnet-posintegrado.ione.cl/api/postxs/" },
  { "cl", FIEL_ENVIRONMENT_PRODUCTION, "https://api-gcp2-getnet-posintegrado.ione.cl/api/postxs/" },
  { "ar", FIEL_ENVIRONMENT_TEST, "https://api-uat.ione-tech.com/api/postxs/" },
  { "ar", FIEL_ENVIRONMENT_TEST, "https://api-dev.ione-tech.com/api/postxs/" },
  { "ar", FIEL_ENVIRONMENT_PRODUCTION, "https://api.ione-tech.com/api/postxs/" },
  { NULL },
};
