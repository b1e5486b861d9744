/* fiel-getnet-setup.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-getnet-setup.h"

#include <glib/gi18n-lib.h>

/* The window translates what it shows. */

static const FielSettingChoice modes[] = {
  { NULL, N_("By itself: asynchronous with a callback address") },
  { "synchronous", N_("Synchronous: the connection is held until the customer is done") },
  { "asynchronous", N_("Asynchronous: the sale’s number is known at once") },
  { NULL },
};

const FielSetting fiel_getnet_setup[] = {
  /* Translators: title of a setting: the beginning of the provider’s URLs */
  { FIEL_SETTING_ADDRESS, "base-address", N_("Base address"),
    N_("Where every payment is sent; a wrong one means that the till cannot charge") },
  /* Translators: title of a setting, as Getnet names it */
  { FIEL_SETTING_TEXT, "client-id", N_("Client ID"), N_("The account that Getnet gave you; sales are credited to it") },
  /* Translators: title of a setting, as Getnet names it */
  { FIEL_SETTING_SECRET, "client-secret", N_("Client secret"),
    N_("Without it, or with a wrong one, the till cannot charge"), .needed_for = "client-id" },
  { FIEL_SETTING_TEXT, "env-header", N_("Value of the header “env”"),
    N_("In production the value that comes with the contract; else it may stay empty") },
  { FIEL_SETTING_TEXT, "api-key-header", N_("Header of the API key"),
    N_("Only if Getnet gave you a key for stores whose address on the internet changes, such as X-API-KEY") },
  /* Translators: title of a setting, as Getnet names it */
  { FIEL_SETTING_SECRET, "api-key", N_("API key"), N_("Sent in that header; without a header it is not used"),
    .needed_for = "api-key-header" },
  { FIEL_SETTING_CHOICE, "mode", N_("How a sale is sent"),
    N_("Asynchronous, a lost answer is cleared up faster, and the cashier waits less"), .choices = modes,
    .in_training = TRUE },
  /* Translators: title of a setting: the URL that Getnet calls */
  { FIEL_SETTING_CALLBACK, "callback-address", N_("Callback address"),
    N_("Where Getnet calls when a sale is done; the end of it must be something nobody can guess") },
  { FIEL_SETTING_TEXT, "relay-address", N_("Address of the relay"),
    N_("For a till that nobody can call: it asks there for what Getnet called back; else it stays empty") },
  { FIEL_SETTING_SECRET, "relay-token", N_("Token for the relay"),
    N_("This till’s own, from whoever runs the relay; without it no call arrives, and the till asks Getnet itself"),
    .needed_for = "relay-address" },
  { FIEL_SETTING_NUMBER, "listen-port", N_("Port to listen to"),
    N_("If the calls reach this till, results are there at once; 0 or empty: it does not listen") },
  { FIEL_SETTING_TEXT, NULL },
};
