/* fiel-setting-words.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-setting-words.h"

#include <glib/gi18n.h>

/* What people call a thing before they know what it is called here. */

static const struct
{
  const char *page;
  const char *words;
} pages[] = {
  /* Translators: here and below: other words with which somebody may look for these settings, with spaces between; as
   * many as you like, they need not be the same as these */
  { "store", N_("shop business company merchant address currency backup copy") },
  { "providers", N_("account bank acquirer credentials password key cloud live test production contract") },
  { "terminals", N_("card machine reader pinpad POS device serial number") },
  { "till", N_("register cash desk checkout limit") },
  { "people", N_("user employee staff cashier manager password PIN login role permission") },
  { "receipts", N_("printer paper ticket slip print logo tax invoice") },
  { "shift", N_("close of day drawer cash count difference turn") },
  { "journal", N_("history records audit verify export accountant database file") },
  { "sound", N_("beep noise volume mute dark light theme contrast accessibility second screen customer") },
  { "diagnostics", N_("help support trouble error network internet connection log problem") },
};

static const struct
{
  const char *group;
  const char *key;
  const char *words;
} settings[] = {
  { "till", "amount-mode", N_("decimals cents comma point keypad") },
  /* Translators: other words to search this setting by: the cashier */
  { "till", "cashier", N_("employee user operator") },
  /* Translators: other words to search this setting by: the largest sale */
  { "till", "max-sale", N_("limit maximum ceiling") },
  { "till", "quick-amounts", N_("buttons shortcuts fixed prices presets") },
  { "till", "return-after", N_("timeout automatic next customer") },
  /* Translators: other words to search this setting by: the same charge again */
  { "till", "repeat-guard", N_("double duplicate twice") },
  { "till", "hundredfold-guard", N_("mistake typo zeros decimals") },
  { "till", "require-reference", N_("order invoice number barcode scanner") },
  { "till", "lock-after", N_("idle timeout screen inactivity PIN") },
  { "till", "return-limit", N_("refund void authorize permission") },
  { "till", "return-without-original-limit", N_("refund void without receipt") },
  { "receipts", "paper", N_("printer width roll size thermal") },
  { "receipts", "fiscal", N_("tax invoice electronic document") },
  /* Translators: other words to search this setting by: counting the cash */
  { "shift", "cash", N_("drawer count blind") },
  /* Translators: other words to search this setting by: too little or too much cash */
  { "shift", "cash-difference-limit", N_("missing surplus tolerance") },
  { "provider", "base-address", N_("URL server host endpoint") },
  { "provider", "client-id", N_("user account login credentials") },
  /* Translators: other words to search this setting by: asking for the result */
  { "provider", "mode", N_("polling wait") },
  /* Translators: other words to search this setting by: the callbacks’ address */
  { "provider", "callback-address", N_("URL webhook notification") },
  { "provider", "relay-address", N_("URL webhook router NAT server") },
  /* Translators: other words to search this setting by: the relay’s secret */
  { "provider", "relay-token", N_("password key webhook") },
  { "provider", "listen-port", N_("firewall router network webhook") },
  /* Translators: other words to search this setting by: the terminal’s name */
  { "terminal", "name", N_("nickname label") },
  /* Translators: other words to search this setting by: the terminal’s serial number */
  { "terminal", "serial-number", N_("S/N sticker") },
};

const char *
fiel_setting_words_get (const char *group, const char *key)
{
  g_return_val_if_fail (group != NULL && key != NULL, "");

  for (gsize i = 0; i < G_N_ELEMENTS (settings); i++)
    if (g_str_equal (settings[i].key, key) && g_str_has_prefix (group, settings[i].group))
      return _(settings[i].words);

  return "";
}

const char *
fiel_setting_words_get_page (const char *page)
{
  g_return_val_if_fail (page != NULL, "");

  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    if (g_str_equal (pages[i].page, page))
      return _(pages[i].words);

  return "";
}
