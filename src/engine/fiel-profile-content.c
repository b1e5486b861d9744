/* fiel-profile-content.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-profile-content.h"

#include "fiel-profile-people.h"

#include <string.h>

/* What a store profile says, and how it is written down. The comments are part of what is written, so that a file made
 * by Fiel explains itself to whoever opens it. */

const char *const fiel_profile_environments[] = { "training", "test", "production", NULL };
const char *const fiel_profile_amount_modes[] = { "whole", "cents", "decimal", NULL };
const char *const fiel_profile_training_doors[] = { "everyone", "managers", NULL };
const char *const fiel_profile_fiscal_slips[] = { "none", "provider", NULL };
const char *const fiel_profile_cash_counts[] = { "none", "count", "blind", NULL };

const char *const fiel_profile_colours[]
  = { "none", "blue", "teal", "green", "orange", "pink", "purple", "brown", NULL };

G_STATIC_ASSERT (G_N_ELEMENTS (fiel_profile_colours) == FIEL_N_TERMINAL_COLOURS + 1);

static void
terminal_free (FielProfileTerminal *terminal)
{
  g_free (terminal->key);
  g_free (terminal->name);
  g_free (terminal->provider);
  g_free (terminal->terminal_id);
  g_free (terminal->branch_id);
  g_free (terminal->serial_number);
  g_free (terminal);
}

static void
provider_free (FielProfileProvider *provider)
{
  g_free (provider->key);
  g_free (provider->kind);
  g_hash_table_unref (provider->values);
  g_free (provider);
}

FielProfileContent *
fiel_profile_content_new (void)
{
  FielProfileContent *content = g_new0 (FielProfileContent, 1);

  content->max_sale_minor = FIEL_PROFILE_DEFAULT_MAX_SALE;
  content->cashier_max_sale_minor = G_MAXINT64;
  content->repeat_guard = TRUE;
  content->hundredfold_guard = TRUE;
  content->return_limit_minor = G_MAXINT64;
  content->return_after_s = FIEL_PROFILE_DEFAULT_RETURN_AFTER;
  content->receipts.paper = FIEL_PAPER_ROLL_80;
  content->terminals = g_ptr_array_new_with_free_func ((GDestroyNotify) terminal_free);
  content->providers = g_ptr_array_new_with_free_func ((GDestroyNotify) provider_free);
  content->people = g_ptr_array_new_with_free_func ((GDestroyNotify) fiel_profile_person_free);
  content->lock_after_minutes = FIEL_PROFILE_DEFAULT_LOCK_AFTER;

  return content;
}

void
fiel_profile_content_free (FielProfileContent *content)
{
  g_free (content->store_name);
  g_free (content->country);
  g_free (content->till_name);
  g_free (content->cashier_name);
  g_free (content->default_terminal);
  for (guint i = 0; i < FIEL_RECEIPT_MAX_LINES; i++)
    {
      g_free (content->receipts.header[i]);
      g_free (content->receipts.footer[i]);
    }
  g_ptr_array_unref (content->terminals);
  g_ptr_array_unref (content->providers);
  g_ptr_array_unref (content->people);
  g_free (content);
}

FielProfileTerminal *
fiel_profile_content_add_terminal (FielProfileContent *content, const char *key)
{
  FielProfileTerminal *terminal = g_new0 (FielProfileTerminal, 1);

  terminal->key = g_strdup (key);
  g_ptr_array_add (content->terminals, terminal);

  return terminal;
}

FielProfileProvider *
fiel_profile_content_add_provider (FielProfileContent *content, const char *key)
{
  FielProfileProvider *provider = g_new0 (FielProfileProvider, 1);

  provider->key = g_strdup (key);
  provider->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_ptr_array_add (content->providers, provider);

  return provider;
}

FielProfileTerminal *
fiel_profile_content_find_terminal (FielProfileContent *content, const char *key)
{
  for (guint i = 0; i < content->terminals->len; i++)
    {
      FielProfileTerminal *terminal = g_ptr_array_index (content->terminals, i);

      if (g_str_equal (terminal->key, key))
        return terminal;
    }

  return NULL;
}

FielProfileProvider *
fiel_profile_content_find_provider (FielProfileContent *content, const char *key)
{
  for (guint i = 0; i < content->providers->len; i++)
    {
      FielProfileProvider *provider = g_ptr_array_index (content->providers, i);

      if (g_str_equal (provider->key, key))
        return provider;
    }

  return NULL;
}

static void
print_returns (GString *text, FielProfileContent *content)
{
  if (content->return_limit_minor != G_MAXINT64)
    g_string_append_printf (
        text, "# Above this amount a manager has to approve that money goes back.\nreturn-limit=%" G_GINT64_FORMAT "\n",
        content->return_limit_minor);
  if (content->unbound_return_limit_minor > 0)
    g_string_append_printf (
        text,
        "# Money may go back without its sale, up to this amount and always with a manager's approval.\n"
        "return-without-original=yes\nreturn-without-original-limit=%" G_GINT64_FORMAT "\n",
        content->unbound_return_limit_minor);
}

/* What a cashier may not do alone, where people sign in. */
static void
print_cashiers (GString *text, const FielProfileContent *content)
{
  if (content->cashier_max_sale_minor != G_MAXINT64)
    g_string_append_printf (text,
                            "# Above this amount a manager has to approve what a cashier charges.\n"
                            "cashier-max-sale=%" G_GINT64_FORMAT "\n",
                            content->cashier_max_sale_minor);
  if (content->training_door != FIEL_TRAINING_DOOR_EVERYONE)
    g_string_append_printf (text, "# Who may leave the till for training: everyone or managers.\ntraining=%s\n",
                            fiel_profile_training_doors[content->training_door]);
}

static void
print_quick_amounts (GString *text, const gint64 *amounts)
{
  if (amounts[0] == 0)
    return;

  g_string_append_printf (
      text, "# Amounts with a key of their own, at most %d, in the currency's smallest unit.\nquick-amounts=",
      FIEL_PROFILE_MAX_QUICK_AMOUNTS);
  for (guint i = 0; amounts[i] != 0; i++)
    g_string_append_printf (text, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "", amounts[i]);
  g_string_append_c (text, '\n');
}

/* Only what is not as it is by itself. */
static void
print_guards (GString *text, const FielProfileContent *content)
{
  if (!content->repeat_guard)
    g_string_append (text, "# Whether the same amount shortly after itself is asked about.\nrepeat-guard=no\n");
  if (!content->hundredfold_guard)
    g_string_append (text, "# Whether an amount that looks like a slipped factor of 100 has to be typed again.\n"
                           "hundredfold-guard=no\n");
  if (content->require_reference)
    g_string_append (text, "# Whether a sale needs a ticket reference that was typed or scanned.\n"
                           "require-reference=yes\n");
}

static void
print_till (GString *text, FielProfileContent *content)
{
  g_string_append_printf (text, "\n[till]\n# What customers and receipts call this till.\nname=%s\n",
                          content->till_name);
  if (content->cashier_name != NULL)
    g_string_append_printf (text, "cashier=%s\n", content->cashier_name);
  g_string_append_printf (
      text,
      "# How an amount is typed: whole (currencies without decimals), cents (digits arrive from the right)\n"
      "# or decimal (with a decimal key).\namount-mode=%s\n"
      "# The largest sale, in the currency's smallest unit.\nmax-sale=%" G_GINT64_FORMAT "\n"
      "# Seconds an approved sale stays on the screen; 0: until a key is pressed.\nreturn-after=%u\n",
      fiel_profile_amount_modes[content->amount_mode], content->max_sale_minor, content->return_after_s);
  print_quick_amounts (text, content->quick_amounts);
  print_guards (text, content);
  print_returns (text, content);
  print_cashiers (text, content);
  if (content->people->len > 0 || content->lock_after_minutes != FIEL_PROFILE_DEFAULT_LOCK_AFTER)
    g_string_append_printf (text,
                            "# Minutes without a touch after which the till locks itself; 0: never.\nlock-after=%u\n",
                            content->lock_after_minutes);
  if (content->default_terminal != NULL)
    g_string_append_printf (text, "# The terminal that is chosen when the till starts.\ndefault-terminal=%s\n",
                            content->default_terminal);
}

static void
print_lines (GString *text, const char *name, char *const *lines)
{
  for (guint i = 0; lines[i] != NULL; i++)
    g_string_append_printf (text, "%s-%u=%s\n", name, i + 1, lines[i]);
}

static void
print_receipts (GString *text, const FielReceiptSettings *receipts)
{
  g_string_append_printf (
      text,
      "\n[receipts]\n# What receipts are printed on: roll-58, roll-80 or a4.\npaper=%s\n"
      "# Which slip of a payment is the legal document: none (the store issues another one) or provider (the slip\n"
      "# that the card terminal prints). What Fiel prints itself never is and says so.\nfiscal=%s\n"
      "# Lines under the store's name, header-1 to header-%d, and at the end, footer-1 to footer-%d.\n",
      fiel_papers[receipts->paper], fiel_profile_fiscal_slips[receipts->provider_is_fiscal], FIEL_RECEIPT_MAX_LINES,
      FIEL_RECEIPT_MAX_LINES);
  print_lines (text, "header", receipts->header);
  print_lines (text, "footer", receipts->footer);
}

static void
print_shift (GString *text, FielProfileContent *content)
{
  g_string_append_printf (
      text,
      "\n[shift]\n# Whether the drawer is counted when a shift is closed: none, count, or blind (what is expected is\n"
      "# shown only after the count).\ncash=%s\n"
      "# A greater difference needs a reason, in the currency's smallest unit.\n"
      "cash-difference-limit=%" G_GINT64_FORMAT "\n",
      fiel_profile_cash_counts[content->cash_count], content->cash_difference_limit_minor);
}

static void
print_provider (GString *text, FielProfileProvider *provider, const char *practice_address)
{
  const gboolean training = provider->environment == 0;
  g_autoptr (GList) keys = g_list_sort (g_hash_table_get_keys (provider->values), (GCompareFunc) strcmp);

  g_string_append_printf (
      text,
      "\n[provider %s]\nkind=%s\n"
      "# training (the practice cloud on this machine), test (the provider's own test environment) or\n"
      "# production (real money).\nenvironment=%s\n",
      provider->key, provider->kind, fiel_profile_environments[provider->environment]);
  for (GList *key = keys; key != NULL; key = key->next)
    {
      const char *value = g_hash_table_lookup (provider->values, key->data);

      /* An address of this run only, see fiel_profile_set_practice_address(). */
      if (training && g_str_equal (key->data, "base-address") && g_strcmp0 (value, practice_address) == 0)
        continue;
      g_string_append_printf (text, "%s=%s\n", (const char *) key->data, value);
    }
}

static void
print_terminal (GString *text, const FielProfileTerminal *terminal)
{
  g_string_append_printf (
      text, "\n[terminal %s]\nname=%s\nprovider=%s\nterminal-id=%s\nbranch-id=%s\nserial-number=%s\n", terminal->key,
      terminal->name, terminal->provider, terminal->terminal_id, terminal->branch_id, terminal->serial_number);
  if (terminal->colour != FIEL_TERMINAL_COLOUR_NONE)
    g_string_append_printf (text, "colour=%s\n", fiel_profile_colours[terminal->colour]);
}

/**
 * fiel_profile_content_print:
 * @practice_address: (nullable): address of a practice cloud that runs for this program only and is not written down
 *
 * Returns: (transfer full): the text of the file, which reads back as the same content
 */
char *
fiel_profile_content_print (FielProfileContent *content, const char *practice_address)
{
  GString *text = g_string_new (
      "# Store profile of Fiel, the cashier application. Fiel writes this file anew when settings are saved;\n"
      "# comments of your own are not kept. No secret belongs here: client secrets and API keys are kept\n"
      "# in the keyring, with “fielctl secret set PROVIDER NAME”. “fielctl profile check” checks the file.\n\n");

  g_string_append_printf (text, "[fiel]\nversion=%d\n\n", FIEL_PROFILE_VERSION);
  g_string_append_printf (text,
                          "[store]\nname=%s\n# ISO 3166 code of the country and ISO 4217 code of the currency.\n"
                          "country=%s\ncurrency=%s\n",
                          content->store_name, content->country, content->currency->code);
  print_till (text, content);
  print_receipts (text, &content->receipts);
  print_shift (text, content);
  for (guint i = 0; i < content->providers->len; i++)
    print_provider (text, g_ptr_array_index (content->providers, i), practice_address);
  for (guint i = 0; i < content->terminals->len; i++)
    print_terminal (text, g_ptr_array_index (content->terminals, i));
  fiel_profile_people_print (text, content);

  return g_string_free (text, FALSE);
}
