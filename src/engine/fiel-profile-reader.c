/* fiel-profile-reader.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-profile-reader.h"

#include "fiel-profile-people.h"
#include "fiel-profile-values.h"
#include "fiel-provider-kind.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

/* The one reader of store profiles. It accepts a profile that is complete and right, or says in which line, group and
 * key it is not and what is allowed there; there is no half-read profile and no silent default for something misspelt.
 *
 * The format, version 1: UTF-8 text of at most 256 KiB; # starts a comment line; each group once, each key once per
 * group; spaces around keys and values do not count; a value runs to the end of its line and nothing in it is an
 * escape. An example is data/profile.example.conf.
 *
 *   [fiel]
 *   version=1                    a higher one was written by a newer Fiel and is not touched
 *
 *   [store]
 *   name=                        1 to 64 characters, as every name below
 *   country=cl                   ISO 3166 code, two letters a-z
 *   currency=CLP                 ISO 4217 code that Fiel knows
 *
 *   [till]
 *   name=Caja 2
 *   cashier=Ana Riquelme         optional: who works here, where there are no people
 *   amount-mode=whole            optional: whole (only and always for a currency without decimals), cents, decimal
 *   max-sale=999999999           optional: the largest sale, in minor units, 1 to 999999999999
 *   cashier-max-sale=200000      optional, where people sign in: above it a manager has to approve what a cashier
 *                                charges, in minor units, 0 (always) to 999999999999; left out: never
 *   training=everyone            optional, where people sign in: who may leave the till for training: everyone,
 *                                managers
 *   quick-amounts=1000,5000      optional: amounts with a key of their own, 1 to 6, in minor units, up to max-sale
 *   repeat-guard=yes             optional: whether the same amount shortly after itself is asked about: yes, no
 *   hundredfold-guard=yes        optional: whether an amount that looks like a slipped factor of 100 is typed twice
 *   require-reference=no         optional: whether a sale needs a ticket reference that was typed or scanned
 *   return-limit=20000           optional: above it a manager has to approve that money goes back, in minor units,
 *                                0 (always) to 999999999999; left out: never
 *   return-without-original=no   optional: whether money may go back without its sale: yes, no
 *   return-without-original-limit=5000  only with yes, and then required: the largest such return, 1 to 999999999999
 *   return-after=6               optional: seconds an approved sale stays on the screen, 0 (until a key) to 3600
 *   lock-after=10                optional, where people sign in: minutes without a touch after which the till locks
 *                                itself, 0 (never) to 120
 *   default-terminal=norte       optional: name of a [terminal] group
 *
 *   [receipts]                   optional
 *   paper=roll-80                optional: roll-58, roll-80, a4
 *   fiscal=none                  optional: which slip of a payment is the legal document: none, provider
 *   header-1=                    optional: lines under the store's name, header-1 to header-6; a number may be left out
 *   footer-1=                    optional: lines at the end, footer-1 to footer-6
 *
 *   [shift]                      optional
 *   cash=none                    optional: whether the drawer is counted when a shift is closed: none, count, blind
 *                                (what is expected is shown only after the count)
 *   cash-difference-limit=0      optional: a greater difference needs a reason, in minor units, 0 to 999999999999
 *
 *   [provider getnet]            at least one, at most 16
 *   kind=getnet                  which cloud; the list is main.c's
 *   environment=training         training, test, production; training does not mix with the others, because what is
 *                                paid there is no money
 *   …                            the cloud's own keys, which its FielProviderKind checks. In training, base-address
 *                                may be left out: then a practice cloud is started. Secrets are refused: they belong
 *                                in the keyring
 *
 *   [terminal norte]             at most 64, in the order they are shown
 *   name=Terminal Norte
 *   provider=getnet              name of a [provider] group
 *   terminal-id=70011223         with branch-id and serial-number: 1 to 64 characters without spaces; no two
 *   branch-id=24680              terminals of a provider may agree in all three, because one open payment per
 *                                terminal is the rule
 *   serial-number=ABC900000001
 *   colour=none                  optional: none, blue, teal, green, orange, pink, purple, brown
 *
 *   [person NAME]                optional, see fiel-profile-people.c
 */

#define MAX_RETURN_AFTER 3600
#define MAX_LOCK_AFTER 120

/* Stands in for the address that a practice cloud gets when it starts. */
#define ADDRESS_TO_COME "http://127.0.0.1:9/"

static const char *const fiel_keys[] = { "version", NULL };
static const char *const store_keys[] = { "name", "country", "currency", NULL };
static const char *const till_keys[] = {
  "name", "cashier", "amount-mode", "max-sale", "cashier-max-sale", "training", "quick-amounts",
  "repeat-guard", "hundredfold-guard", "require-reference", "return-limit", "return-without-original",
  "return-without-original-limit", "return-after", "default-terminal", "lock-after", NULL,
};
static const char *const receipt_keys[] = {
  "paper",    "fiscal",   "header-1", "header-2", "header-3", "header-4", "header-5", "header-6",
  "footer-1", "footer-2", "footer-3", "footer-4", "footer-5", "footer-6", NULL,
};
static const char *const shift_keys[] = { "cash", "cash-difference-limit", NULL };
static const char *const terminal_keys[] = { "name", "provider", "terminal-id", "branch-id", "serial-number",
                                             "colour", NULL };

static gboolean
read_version (const FielProfileReader *reader, GError **error)
{
  const FielProfileGroup *group;
  const char *value;
  FielProfilePlace place;
  gint64 version = 0;

  if (!fiel_profile_require_group (reader, "fiel", &group, error))
    return FALSE;
  if (group == NULL)
    return TRUE;
  if (!fiel_profile_require_value (reader, group, "version", &value, error))
    return FALSE;
  if (!fiel_profile_read_number (reader, group, "version", 1, G_MAXINT32, &version, error))
    return FALSE;

  place = fiel_profile_place_of (reader, group, "version");
  if (version > FIEL_PROFILE_VERSION)
    {
      fiel_profile_fail (error, FIEL_PROFILE_ERROR_NEWER, &place,
                         /* Translators: the version of the file, the newest one that this Fiel reads. */
                         _ ("this profile was written by a newer Fiel (version %" PRId64 ", this Fiel reads %d). "
                            "Nothing was changed. Update Fiel, or restore an older profile."),
                         version, FIEL_PROFILE_VERSION);
      return FALSE;
    }

  return fiel_profile_check_keys (reader, group, fiel_keys, error);
}

static gboolean
read_country (const FielProfileReader *reader, const FielProfileGroup *group, GError **error)
{
  const FielProfilePlace place = fiel_profile_place_of (reader, group, "country");
  const char *country;

  if (!fiel_profile_require_value (reader, group, "country", &country, error))
    return FALSE;
  if (country != NULL && (strlen (country) != 2 || !g_ascii_islower (country[0]) || !g_ascii_islower (country[1])))
    {
      fiel_profile_fail (error, FIEL_PROFILE_ERROR_BAD_VALUE, &place,
                         /* Translators: what stands in the file. */
                         _ ("“%s” is not a country. Allowed: an ISO 3166 code of two small letters, such as cl or ar."),
                         country);
      return FALSE;
    }

  reader->content->country = g_strdup (country);
  return TRUE;
}

static gboolean
read_currency (const FielProfileReader *reader, const FielProfileGroup *group, GError **error)
{
  const FielProfilePlace place = fiel_profile_place_of (reader, group, "currency");
  const char *currency;

  if (!fiel_profile_require_value (reader, group, "currency", &currency, error))
    return FALSE;
  if (currency == NULL)
    return TRUE;

  reader->content->currency = fiel_currency_find (currency);
  if (reader->content->currency != NULL)
    return TRUE;

  fiel_profile_fail (
      error, FIEL_PROFILE_ERROR_BAD_VALUE, &place,
      /* Translators: what stands in the file. */
      _ ("Fiel does not know the currency “%s”. Allowed: an ISO 4217 code in capital letters, such as CLP or ARS."),
      currency);
  return FALSE;
}

static gboolean
read_store (const FielProfileReader *reader, GError **error)
{
  const FielProfileGroup *group;

  if (!fiel_profile_require_group (reader, "store", &group, error))
    return FALSE;

  return group == NULL
         || (fiel_profile_check_keys (reader, group, store_keys, error)
             && fiel_profile_read_name (reader, group, "name", &reader->content->store_name, error)
             && read_country (reader, group, error) && read_currency (reader, group, error));
}

static gboolean
read_amount_mode (const FielProfileReader *reader, const FielProfileGroup *group, GError **error)
{
  FielProfileContent *content = reader->content;
  const gboolean no_decimals = content->currency == NULL || content->currency->digits == 0;
  const FielProfilePlace place = fiel_profile_place_of (reader, group, "amount-mode");
  int mode = no_decimals ? FIEL_AMOUNT_MODE_WHOLE : FIEL_AMOUNT_MODE_CENTS;

  if (!fiel_profile_read_choice (reader, group, "amount-mode", fiel_profile_amount_modes, &mode, error))
    return FALSE;
  if (content->currency != NULL && no_decimals != (mode == FIEL_AMOUNT_MODE_WHOLE))
    {
      fiel_profile_fail (error, FIEL_PROFILE_ERROR_BAD_VALUE, &place,
                         /* Translators: the code of a currency. */
                         no_decimals ? _("the currency %s has no decimals. Allowed: whole.")
                                     /* Translators: the code of a currency. */
                                     : _("the currency %s has decimals. Allowed: cents, decimal."),
                         content->currency->code);
      return FALSE;
    }

  content->amount_mode = (FielAmountMode) mode;
  return TRUE;
}

/* A return without its sale is only possible where the store switched it on and said up to which amount. */
static gboolean
read_returns (const FielProfileReader *reader, const FielProfileGroup *group, GError **error)
{
  static const char limit[] = "return-without-original-limit";
  FielProfileContent *content = reader->content;
  const FielProfilePlace place = fiel_profile_place_of (reader, group, limit);
  const char *value;
  gboolean unbound = FALSE;

  if (!fiel_profile_read_number (reader, group, "return-limit", 0, FIEL_MONEY_MAX_MINOR,
                                 &content->return_limit_minor, error)
      || !fiel_profile_read_answer (reader, group, "return-without-original", &unbound, error))
    return FALSE;
  if (unbound)
    return fiel_profile_require_value (reader, group, limit, &value, error)
           && fiel_profile_read_number (reader, group, limit, 1, FIEL_MONEY_MAX_MINOR,
                                     &content->unbound_return_limit_minor, error);
  if (fiel_profile_group_find (group, limit) == NULL)
    return TRUE;

  fiel_profile_fail (error, FIEL_PROFILE_ERROR_BAD_VALUE, &place,
                     _ ("this is only allowed together with return-without-original=yes."));

  return FALSE;
}

static gboolean
read_shift (const FielProfileReader *reader, GError **error)
{
  const FielProfileGroup *group = fiel_profile_find_group (reader, "shift");
  FielProfileContent *content = reader->content;
  int cash = FIEL_CASH_COUNT_NONE;

  if (group == NULL)
    return TRUE;
  if (!fiel_profile_check_keys (reader, group, shift_keys, error)
      || !fiel_profile_read_choice (reader, group, "cash", fiel_profile_cash_counts, &cash, error)
      || !fiel_profile_read_number (reader, group, "cash-difference-limit", 0, FIEL_MONEY_MAX_MINOR,
                       &content->cash_difference_limit_minor, error))
    return FALSE;

  content->cash_count = (FielCashCount) cash;

  return TRUE;
}

/* What a cashier may do alone, where people sign in. */
static gboolean
read_cashiers (const FielProfileReader *reader, const FielProfileGroup *group, GError **error)
{
  FielProfileContent *content = reader->content;
  int door = FIEL_TRAINING_DOOR_EVERYONE;

  if (!fiel_profile_read_number (reader, group, "cashier-max-sale", 0, FIEL_MONEY_MAX_MINOR,
                                 &content->cashier_max_sale_minor, error)
      || !fiel_profile_read_choice (reader, group, "training", fiel_profile_training_doors, &door, error))
    return FALSE;

  content->training_door = (FielTrainingDoor) door;

  return TRUE;
}

/* Amounts that are on keys of their own: numbers with commas between, each one once. */
static gboolean
read_quick_amounts (const FielProfileReader *reader, const FielProfileGroup *group, GError **error)
{
  FielProfileContent *content = reader->content;
  const FielProfileEntry *entry = fiel_profile_group_find (group, "quick-amounts");
  const FielProfilePlace place = fiel_profile_place_of (reader, group, "quick-amounts");
  g_auto (GStrv) parts = entry != NULL ? g_strsplit (entry->value, ",", -1) : NULL;

  for (guint i = 0; parts != NULL && parts[i] != NULL; i++)
    {
      const char *text = g_strstrip (parts[i]);
      gint64 amount = 0;
      gboolean fits = i < FIEL_PROFILE_MAX_QUICK_AMOUNTS && g_ascii_isdigit (text[0])
                      && g_ascii_string_to_signed (text, 10, 1, content->max_sale_minor, &amount, NULL);

      for (guint other = 0; fits && other < i; other++)
        fits = content->quick_amounts[other] != amount;
      if (!fits)
        {
          fiel_profile_fail (error, FIEL_PROFILE_ERROR_BAD_VALUE, &place,
                             /* Translators: what stands in the file, how many at most, the largest. */
                             _ ("“%s” is not allowed. Allowed: 1 to %d different whole numbers with commas between, "
                                "each from 1 to %" PRId64 ", the largest sale."),
                             entry->value, FIEL_PROFILE_MAX_QUICK_AMOUNTS, content->max_sale_minor);
          return FALSE;
        }
      content->quick_amounts[i] = amount;
    }

  return TRUE;
}

static gboolean
read_guards (const FielProfileReader *reader, const FielProfileGroup *group, GError **error)
{
  FielProfileContent *content = reader->content;

  return fiel_profile_read_answer (reader, group, "repeat-guard", &content->repeat_guard, error)
         && fiel_profile_read_answer (reader, group, "hundredfold-guard", &content->hundredfold_guard, error)
         && fiel_profile_read_answer (reader, group, "require-reference", &content->require_reference, error);
}

static gboolean
read_default_terminal (const FielProfileReader *reader, const FielProfileGroup *group, GError **error)
{
  FielProfileContent *content = reader->content;
  const FielProfileEntry *chosen = fiel_profile_group_find (group, "default-terminal");
  const FielProfilePlace place = fiel_profile_place_of (reader, group, "default-terminal");

  if (chosen == NULL)
    return TRUE;
  if (fiel_profile_content_find_terminal (content, chosen->value) == NULL)
    {
      fiel_profile_fail (error, FIEL_PROFILE_ERROR_BAD_VALUE, &place,
                         /* Translators: what stands in the file. */
                         _ ("there is no group [terminal %s]. Allowed: the name of one of the terminals below."),
                         chosen->value);
      return FALSE;
    }

  content->default_terminal = g_strdup (chosen->value);

  return TRUE;
}

static gboolean
read_till (const FielProfileReader *reader, GError **error)
{
  FielProfileContent *content = reader->content;
  const FielProfileGroup *group;
  gint64 return_after = content->return_after_s;
  gint64 lock_after = content->lock_after_minutes;

  if (!fiel_profile_require_group (reader, "till", &group, error))
    return FALSE;
  if (group == NULL)
    return TRUE;
  if (!fiel_profile_check_keys (reader, group, till_keys, error)
      || !fiel_profile_read_name (reader, group, "name", &content->till_name, error)
      || !read_amount_mode (reader, group, error)
      || !fiel_profile_read_number (reader, group, "max-sale", 1, FIEL_MONEY_MAX_MINOR, &content->max_sale_minor, error)
      || !read_quick_amounts (reader, group, error) || !read_returns (reader, group, error)
      || !read_guards (reader, group, error) || !read_cashiers (reader, group, error)
      || !fiel_profile_read_number (reader, group, "return-after", 0, MAX_RETURN_AFTER, &return_after, error)
      || !fiel_profile_read_number (reader, group, "lock-after", 0, MAX_LOCK_AFTER, &lock_after, error))
    return FALSE;
  if (fiel_profile_group_find (group, "cashier") != NULL
      && !fiel_profile_read_name (reader, group, "cashier", &content->cashier_name, error))
    return FALSE;

  content->return_after_s = (guint) return_after;
  content->lock_after_minutes = (guint) lock_after;

  return read_default_terminal (reader, group, error);
}

/* The lines NAME-1 to NAME-6, without the gaps. */
static gboolean
read_lines (const FielProfileReader *reader,
            const FielProfileGroup *group,
            const char *name,
            char **lines,
            GError **error)
{
  guint n = 0;

  for (guint i = 1; i <= FIEL_RECEIPT_MAX_LINES; i++)
    {
      g_autofree char *key = g_strdup_printf ("%s-%u", name, i);

      if (fiel_profile_group_find (group, key) != NULL
          && !fiel_profile_read_name (reader, group, key, &lines[n++], error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
read_receipts (const FielProfileReader *reader, GError **error)
{
  FielReceiptSettings *receipts = &reader->content->receipts;
  const FielProfileGroup *group = fiel_profile_find_group (reader, "receipts");
  int paper = (int) receipts->paper;
  int fiscal = 0;

  if (group == NULL)
    return TRUE;
  if (!fiel_profile_check_keys (reader, group, receipt_keys, error)
      || !fiel_profile_read_choice (reader, group, "paper", fiel_papers, &paper, error)
      || !fiel_profile_read_choice (reader, group, "fiscal", fiel_profile_fiscal_slips, &fiscal, error))
    return FALSE;

  receipts->paper = (FielPaper) paper;
  receipts->provider_is_fiscal = fiscal != 0;

  return read_lines (reader, group, "header", receipts->header, error)
         && read_lines (reader, group, "footer", receipts->footer, error);
}

static const FielProviderKind *
find_kind (const FielProfileReader *reader, const char *name)
{
  for (gsize i = 0; reader->kinds[i] != NULL; i++)
    if (g_str_equal (reader->kinds[i]->name, name))
      return reader->kinds[i];

  return NULL;
}

static const FielProviderKind *
require_kind (const FielProfileReader *reader, const FielProfileGroup *group, const char *name, GError **error)
{
  const FielProviderKind *kind = find_kind (reader, name);
  g_autoptr (GString) list = g_string_new (NULL);
  FielProfilePlace place;

  if (kind != NULL)
    return kind;

  for (gsize i = 0; reader->kinds[i] != NULL; i++)
    g_string_append_printf (list, "%s%s", i > 0 ? ", " : "", reader->kinds[i]->name);
  place = fiel_profile_place_of (reader, group, "kind");
  /* Translators: what stands in the file, the providers there are. */
  fiel_profile_fail (error, FIEL_PROFILE_ERROR_BAD_VALUE, &place, _ ("Fiel has no provider “%s”. Allowed: %s."), name,
                     list->str);
  return NULL;
}

/* Country and currency are the whole store's: a provider that has no terminals there blames the line that says so. */
static const FielProfileGroup *
choose_group (const FielProfileReader *reader, const FielProfileGroup *group, const char *key)
{
  if (g_strcmp0 (key, "country") == 0 || g_strcmp0 (key, "currency") == 0)
    return fiel_profile_find_group (reader, "store");

  return group;
}

/* The provider says "KEY: what is wrong"; what is added is where that stands. */
static gboolean
place_settings_error (const FielProfileReader *reader, const FielProfileGroup *group, GError *trouble, GError **error)
{
  const char *colon = strstr (trouble->message, ": ");
  const char *reason = colon != NULL ? colon + 2 : trouble->message;
  g_autofree char *key = colon != NULL ? g_strndup (trouble->message, (gsize) (colon - trouble->message)) : NULL;
  const FielProfilePlace place = fiel_profile_place_of (reader, choose_group (reader, group, key), key);
  int code = FIEL_PROFILE_ERROR_BAD_VALUE;

  if (g_error_matches (trouble, FIEL_PROVIDER_SETTINGS_ERROR, FIEL_PROVIDER_SETTINGS_ERROR_MISSING_KEY))
    return fiel_profile_lack (reader, &place, reason, error);
  if (g_error_matches (trouble, FIEL_PROVIDER_SETTINGS_ERROR, FIEL_PROVIDER_SETTINGS_ERROR_UNKNOWN_KEY))
    code = FIEL_PROFILE_ERROR_UNKNOWN_KEY;

  fiel_profile_fail (error, code, &place, "%s", reason);
  return FALSE;
}

static gboolean
check_settings (const FielProfileReader *reader,
                const FielProfileGroup *group,
                FielProfileProvider *provider,
                GError **error)
{
  const FielProviderKind *kind;
  g_autoptr (GHashTable) values = NULL;
  g_autoptr (GError) trouble = NULL;
  FielProviderSettings settings;
  GHashTableIter iter;
  gpointer key, value;

  /* Without the store's country and currency no provider can say what it needs. */
  if (reader->kinds == NULL || reader->content->country == NULL || reader->content->currency == NULL)
    return TRUE;
  kind = require_kind (reader, group, provider->kind, error);
  if (kind == NULL)
    return FALSE;

  values = g_hash_table_new (g_str_hash, g_str_equal);
  if (provider->environment == FIEL_ENVIRONMENT_TRAINING)
    g_hash_table_insert (values, (gpointer) "base-address", (gpointer) ADDRESS_TO_COME);
  g_hash_table_iter_init (&iter, provider->values);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_hash_table_insert (values, key, value);

  settings = (FielProviderSettings){
    .environment = (FielEnvironment) provider->environment,
    .country = reader->content->country,
    .currency = reader->content->currency,
    .values = values,
    .timings_allowed = reader->in_folder && provider->environment != FIEL_ENVIRONMENT_PRODUCTION,
    .own_practice_cloud = provider->environment == FIEL_ENVIRONMENT_TRAINING
                          && !g_hash_table_contains (provider->values, "base-address"),
  };
  if (kind->check_settings (&settings, &trouble))
    return TRUE;

  return place_settings_error (reader, group, trouble, error);
}

static gboolean
read_provider (const FielProfileReader *reader, const FielProfileGroup *group, GError **error)
{
  FielProfileProvider *provider = fiel_profile_content_add_provider (reader->content, group->name);
  const char *kind;
  const char *environment;

  if (!fiel_profile_require_value (reader, group, "kind", &kind, error)
      || !fiel_profile_require_value (reader, group, "environment", &environment, error)
      || !fiel_profile_read_choice (reader, group, "environment", fiel_profile_environments, &provider->environment,
                                    error))
    return FALSE;

  provider->kind = g_strdup (kind);
  for (guint i = 0; i < group->entries->len; i++)
    {
      const FielProfileEntry *entry = g_ptr_array_index (group->entries, i);

      if (!g_str_equal (entry->key, "kind") && !g_str_equal (entry->key, "environment"))
        g_hash_table_insert (provider->values, g_strdup (entry->key), g_strdup (entry->value));
    }

  return kind == NULL || environment == NULL || check_settings (reader, group, provider, error);
}

/* A sale on a practice terminal looks approved and is no money: a till that has both would hand over goods for nothing.
 */
static gboolean
check_environments (const FielProfileReader *reader, const FielProfileGroup *group, GError **error)
{
  const FielProfilePlace place = fiel_profile_place_of (reader, group, "environment");
  GPtrArray *providers = reader->content->providers;
  const FielProfileProvider *first = g_ptr_array_index (providers, 0);
  const FielProfileProvider *last = g_ptr_array_index (providers, providers->len - 1);

  if ((first->environment == FIEL_ENVIRONMENT_TRAINING) == (last->environment == FIEL_ENVIRONMENT_TRAINING))
    return TRUE;

  fiel_profile_fail (
      error, FIEL_PROFILE_ERROR_BAD_VALUE, &place,
      /* Translators: a provider’s key, its environment. */
      _ ("practice and real providers cannot be in one profile ([provider %s] is %s). Start Fiel with --training "
         "to practise."),
      first->key, fiel_profile_environments[first->environment]);
  return FALSE;
}

static gboolean
check_triplet (const FielProfileReader *reader,
               const FielProfileGroup *group,
               const FielProfileTerminal *terminal,
               GError **error)
{
  const FielProfilePlace place = fiel_profile_place_of (reader, group, "terminal-id");
  GPtrArray *terminals = reader->content->terminals;

  for (guint i = 0; i < terminals->len; i++)
    {
      const FielProfileTerminal *other = g_ptr_array_index (terminals, i);

      /* What is missing yet is the same as nothing. */
      if (other != terminal && terminal->provider != NULL && terminal->terminal_id != NULL
          && terminal->branch_id != NULL && terminal->serial_number != NULL
          && g_strcmp0 (other->provider, terminal->provider) == 0
          && g_strcmp0 (other->terminal_id, terminal->terminal_id) == 0
          && g_strcmp0 (other->branch_id, terminal->branch_id) == 0
          && g_strcmp0 (other->serial_number, terminal->serial_number) == 0)
        {
          fiel_profile_fail (
              error, FIEL_PROFILE_ERROR_DUPLICATE, &place,
              /* Translators: the terminal’s key. */
              _ ("this is the same machine as [terminal %s]: terminal-id, branch-id and serial-number agree. "
                 "Each machine may be there once."),
              other->key);
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
read_terminal (const FielProfileReader *reader, const FielProfileGroup *group, GError **error)
{
  FielProfileTerminal *terminal = fiel_profile_content_add_terminal (reader->content, group->name);

  int colour = (int) terminal->colour;

  if (!fiel_profile_check_keys (reader, group, terminal_keys, error)
      || !fiel_profile_read_name (reader, group, "name", &terminal->name, error)
      || !fiel_profile_read_id (reader, group, "provider", &terminal->provider, error)
      || !fiel_profile_read_id (reader, group, "terminal-id", &terminal->terminal_id, error)
      || !fiel_profile_read_id (reader, group, "branch-id", &terminal->branch_id, error)
      || !fiel_profile_read_id (reader, group, "serial-number", &terminal->serial_number, error)
      || !fiel_profile_read_choice (reader, group, "colour", fiel_profile_colours, &colour, error))
    return FALSE;

  terminal->colour = (FielTerminalColour) colour;
  if (terminal->provider != NULL && fiel_profile_content_find_provider (reader->content, terminal->provider) == NULL)
    {
      const FielProfilePlace place = fiel_profile_place_of (reader, group, "provider");

      fiel_profile_fail (
          error, FIEL_PROFILE_ERROR_BAD_VALUE, &place,
          /* Translators: what stands in the file. */
          _ ("there is no group [provider %s]. Allowed: the name of one of the providers of this profile."),
          terminal->provider);
      return FALSE;
    }

  return check_triplet (reader, group, terminal, error);
}

static gboolean
read_providers (const FielProfileReader *reader, GError **error)
{
  const FielProfilePlace whole = { .file = reader->file, .group = "provider NAME" };

  for (guint i = 0; i < reader->groups->len; i++)
    {
      const FielProfileGroup *group = g_ptr_array_index (reader->groups, i);

      if (!g_str_equal (group->kind, "provider"))
        continue;
      if (reader->content->providers->len == FIEL_PROFILE_MAX_PROVIDERS)
        {
          const FielProfilePlace place = fiel_profile_place_of (reader, group, NULL);

          fiel_profile_fail (error, FIEL_PROFILE_ERROR_BAD_VALUE, &place,
                             /* Translators: how many. */
                             _("these are too many providers. At most %d are allowed."), FIEL_PROFILE_MAX_PROVIDERS);
          return FALSE;
        }
      if (!read_provider (reader, group, error) || !check_environments (reader, group, error))
        return FALSE;
    }

  return reader->content->providers->len > 0
         || fiel_profile_lack (reader, &whole, _("this group is missing. A till needs at least one provider."), error);
}

static gboolean
read_terminals (const FielProfileReader *reader, GError **error)
{
  for (guint i = 0; i < reader->groups->len; i++)
    {
      const FielProfileGroup *group = g_ptr_array_index (reader->groups, i);

      if (!g_str_equal (group->kind, "terminal"))
        continue;
      if (reader->content->terminals->len == FIEL_PROFILE_MAX_TERMINALS)
        {
          const FielProfilePlace place = fiel_profile_place_of (reader, group, NULL);

          fiel_profile_fail (error, FIEL_PROFILE_ERROR_BAD_VALUE, &place,
                             /* Translators: how many. */
                             _("these are too many terminals. At most %d are allowed."), FIEL_PROFILE_MAX_TERMINALS);
          return FALSE;
        }
      if (!read_terminal (reader, group, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
check_groups (const FielProfileReader *reader, GError **error)
{
  static const char *const plain[] = { "fiel", "store", "till", "receipts", "shift", NULL };
  static const char *const named[] = { "provider", "terminal", "person", NULL };

  for (guint i = 0; i < reader->groups->len; i++)
    {
      const FielProfileGroup *group = g_ptr_array_index (reader->groups, i);
      const FielProfilePlace place = fiel_profile_place_of (reader, group, NULL);

      if (g_strv_contains (group->name != NULL ? named : plain, group->kind))
        continue;
      fiel_profile_fail (
          error, FIEL_PROFILE_ERROR_UNKNOWN_KEY, &place,
          _ ("there is no such group. Allowed: [fiel], [store], [till], [receipts], [shift], "
             "[provider NAME], [terminal NAME], [person NAME]."));
      return FALSE;
    }

  return TRUE;
}

static gboolean
read_all (const FielProfileReader *reader, GError **error)
{
  /* The version first: nothing else of a newer file may be judged. */
  return read_version (reader, error) && check_groups (reader, error) && read_store (reader, error)
         && read_providers (reader, error) && read_terminals (reader, error) && read_till (reader, error)
         && read_receipts (reader, error) && read_shift (reader, error)
         && fiel_profile_people_read (reader->file, reader->groups, reader->content, error);
}

/**
 * fiel_profile_read:
 * @file: for messages
 * @text: the file's bytes
 * @kinds: (array zero-terminated=1) (nullable): the providers that exist; NULL leaves their own keys unchecked
 * @in_folder: whether the profile is in a folder given for training and tests, where providers may have shortened
 * timings
 *
 * Returns: (transfer full): what the profile says, or NULL with a #FielProfileError that names the line at fault
 */
FielProfileContent *
fiel_profile_read (const char *file,
                   const char *text,
                   gsize length,
                   const FielProviderKind *const *kinds,
                   gboolean in_folder,
                   GError **error)
{
  g_autoptr (GPtrArray) groups = fiel_profile_scan (file, text, length, error);
  g_autoptr (FielProfileContent) content = fiel_profile_content_new ();
  const FielProfileReader reader
    = { .file = file, .groups = groups, .content = content, .kinds = kinds, .in_folder = in_folder };

  if (groups == NULL || !read_all (&reader, error))
    return NULL;

  return g_steal_pointer (&content);
}

/**
 * fiel_profile_judge:
 * @file: for messages
 * @groups: (element-type FielProfileGroup): a profile that may lack something yet
 * @kinds: (array zero-terminated=1) (nullable): as above
 *
 * Judges what is there by the same rules.
 *
 * Returns: (transfer full) (element-type GError): what is missing yet, or NULL with a #FielProfileError if what is
 * there is wrong
 */
GPtrArray *
fiel_profile_judge (const char *file,
                    GPtrArray *groups,
                    const FielProviderKind *const *kinds,
                    gboolean in_folder,
                    GError **error)
{
  g_autoptr (GPtrArray) missing = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);
  g_autoptr (FielProfileContent) content = fiel_profile_content_new ();
  const FielProfileReader reader = {
    .file = file, .groups = groups, .content = content, .kinds = kinds, .in_folder = in_folder, .missing = missing
  };

  if (!read_all (&reader, error))
    return NULL;

  return g_steal_pointer (&missing);
}
