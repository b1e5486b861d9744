/* test-profile.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-profile.h"
#include "fiel-provider-kind.h"
#include "fiel-test.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#define HEAD "[fiel]\nversion=1\n"
#define STORE "[store]\nname=Almacén Ñandú\ncountry=cl\ncurrency=CLP\n"
#define TILL "[till]\nname=Caja 2\n"
#define PROVIDER "[provider getnet]\nkind=getnet\nenvironment=test\nbase-address=https://example.test/\nclient-id=abc\n"
#define NORTE                                                                                                          \
  "[terminal norte]\nname=Terminal "                                                                                   \
  "Norte\nprovider=getnet\nterminal-id=70011223\nbranch-id=24680\nserial-number=ABC900000001\n"
#define GOOD HEAD STORE TILL PROVIDER NORTE
#define ARGENTINE HEAD "[store]\nname=Kiosco\ncountry=ar\ncurrency=ARS\n" TILL PROVIDER NORTE

static gboolean last_timings_allowed;

/* A provider that knows three keys and needs one. */
static gboolean
check_settings (const FielProviderSettings *settings, GError **error)
{
  static const char *const known[] = { "base-address", "client-id", "limit-ms", NULL };
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, settings->values);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (!g_strv_contains (known, key))
      {
        g_set_error (error, FIEL_PROVIDER_SETTINGS_ERROR, FIEL_PROVIDER_SETTINGS_ERROR_UNKNOWN_KEY,
                     "%s: unknown key; known are base-address, client-id, limit-ms", (char *) key);
        return FALSE;
      }
  if (!g_hash_table_contains (settings->values, "base-address"))
    {
      g_set_error (error, FIEL_PROVIDER_SETTINGS_ERROR, FIEL_PROVIDER_SETTINGS_ERROR_MISSING_KEY,
                   "base-address: give the address of the cloud");
      return FALSE;
    }
  if (g_strcmp0 (g_hash_table_lookup (settings->values, "client-id"), "bad") == 0)
    {
      g_set_error (error, FIEL_PROVIDER_SETTINGS_ERROR, FIEL_PROVIDER_SETTINGS_ERROR_BAD_VALUE, "client-id: not bad");
      return FALSE;
    }
  if (g_str_equal (settings->country, "br"))
    {
      g_set_error (error, FIEL_PROVIDER_SETTINGS_ERROR, FIEL_PROVIDER_SETTINGS_ERROR_BAD_VALUE, "country: none there");
      return FALSE;
    }
  last_timings_allowed = settings->timings_allowed;

  return TRUE;
}

static const FielProviderKind getnet_kind
    = { .name = "getnet", .display_name = "Getnet", .check_settings = check_settings };
static const FielProviderKind *const kinds[] = { &getnet_kind, NULL };

typedef struct
{
  char *folder;   /* (owned) */
  char *path;     /* (owned) */
} Place;

static void
place_init (Place *place)
{
  place->folder = fiel_test_make_dir ();
  place->path = g_build_filename (place->folder, "profile.conf", NULL);
}

static void
place_clear (Place *place)
{
  fiel_test_remove_dir (place->folder);
  g_free (place->folder);
  g_free (place->path);
}

static void
place_write (Place *place, const char *text, gssize length)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (place->path, text, length, &error);
  g_assert_no_error (error);
}

static FielProfile *
load_text (Place *place, const char *text, gssize length, GError **error)
{
  place_write (place, text, length);

  return fiel_profile_load (place->folder, kinds, error);
}

static void
assert_good (const char *text, gssize length)
{
  Place place;
  g_autoptr (GError) error = NULL;
  FielProfile *profile;

  place_init (&place);
  profile = load_text (&place, text, length, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (fiel_profile_get_till_name (profile), ==, "Caja 2");
  g_assert_finalize_object (profile);
  place_clear (&place);
}

static void
assert_bad (const char *text, gssize length, FielProfileError code, const char *message)
{
  Place place;
  g_autoptr (GError) error = NULL;
  g_autofree char *expected = NULL;
  g_autofree char *kept = NULL;
  gsize kept_length;

  place_init (&place);
  g_assert_null (load_text (&place, text, length, &error));
  g_assert_error (error, FIEL_PROFILE_ERROR, (int) code);
  expected = g_strconcat (place.path, message, NULL);
  if (!g_str_has_prefix (error->message, expected))
    g_assert_cmpstr (error->message, ==, expected);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));

  /* Whatever was wrong, the file is as it was. */
  g_assert_true (g_file_get_contents (place.path, &kept, &kept_length, NULL));
  g_assert_cmpuint (kept_length, ==, length >= 0 ? (gsize) length : strlen (text));
  g_assert_true (memcmp (kept, text, kept_length) == 0);
  place_clear (&place);
}

static void
test_reads_everything (void)
{
  Place place;
  g_autoptr (GError) error = NULL;
  g_autofree char *journal = NULL;
  FielProfile *profile;
  const FielProfileTerminal *terminal;
  const FielProfileProvider *provider;

  place_init (&place);
  profile = load_text (
      &place,
      HEAD STORE "[till]\nname = Caja 2 \ncashier=Ana Riquelme\namount-mode=whole\nmax-sale=500000\nreturn-after=0\n"
                 "cashier-max-sale=200000\ntraining=managers\n"
                 "quick-amounts=1000, 5000,250\nrepeat-guard=no\nhundredfold-guard=no\nrequire-reference=yes\n"
                 "return-limit=0\nreturn-without-original=yes\nreturn-without-original-limit=7000\n"
                 "default-terminal=norte\n\n# a comment\n" PROVIDER NORTE "colour=teal\n",
      -1, &error);
  g_assert_no_error (error);
  g_assert_cmpint (fiel_profile_get_quick_amounts (profile)[0], ==, 1000);
  g_assert_cmpint (fiel_profile_get_quick_amounts (profile)[1], ==, 5000);
  g_assert_cmpint (fiel_profile_get_quick_amounts (profile)[2], ==, 250);
  g_assert_cmpint (fiel_profile_get_quick_amounts (profile)[3], ==, 0);
  g_assert_false (fiel_profile_get_repeat_guard (profile));
  g_assert_false (fiel_profile_get_hundredfold_guard (profile));
  g_assert_true (fiel_profile_get_require_reference (profile));
  journal = g_build_filename (place.folder, "journal.db", NULL);
  g_assert_cmpstr (fiel_profile_get_path (profile), ==, place.path);
  g_assert_cmpstr (fiel_profile_get_journal_path (profile), ==, journal);
  g_assert_cmpstr (fiel_profile_get_data_folder (profile), ==, place.folder);
  g_assert_true (fiel_profile_get_in_folder (profile));
  g_assert_cmpstr (fiel_profile_get_store_name (profile), ==, "Almacén Ñandú");
  g_assert_cmpstr (fiel_profile_get_country (profile), ==, "cl");
  g_assert_cmpstr (fiel_profile_get_currency (profile)->code, ==, "CLP");
  g_assert_cmpstr (fiel_profile_get_number_style (profile)->grouping, ==, ".");
  g_assert_cmpstr (fiel_profile_get_till_name (profile), ==, "Caja 2");
  g_assert_cmpstr (fiel_profile_get_cashier_name (profile), ==, "Ana Riquelme");
  g_assert_cmpint (fiel_profile_get_amount_mode (profile), ==, FIEL_AMOUNT_MODE_WHOLE);
  g_assert_cmpint (fiel_profile_get_max_sale_minor (profile), ==, 500000);
  g_assert_cmpint (fiel_profile_get_cashier_max_sale_minor (profile), ==, 200000);
  g_assert_cmpint (fiel_profile_get_training_door (profile), ==, FIEL_TRAINING_DOOR_MANAGERS);
  g_assert_cmpuint (fiel_profile_get_return_after_s (profile), ==, 0);
  g_assert_cmpint (fiel_profile_get_return_limit_minor (profile), ==, 0);
  g_assert_cmpint (fiel_profile_get_unbound_return_limit_minor (profile), ==, 7000);
  g_assert_cmpstr (fiel_profile_get_default_terminal (profile), ==, "norte");
  g_assert_cmpint (fiel_profile_get_environment (profile), ==, FIEL_ENVIRONMENT_TEST);
  g_assert_false (fiel_profile_needs_practice_cloud (profile));

  g_assert_cmpuint (fiel_profile_get_providers (profile)->len, ==, 1);
  provider = g_ptr_array_index (fiel_profile_get_providers (profile), 0);
  g_assert_cmpstr (provider->key, ==, "getnet");
  g_assert_cmpstr (provider->kind, ==, "getnet");
  g_assert_cmpuint (g_hash_table_size (provider->values), ==, 2);
  g_assert_cmpstr (g_hash_table_lookup (provider->values, "client-id"), ==, "abc");

  g_assert_cmpuint (fiel_profile_get_terminals (profile)->len, ==, 1);
  terminal = g_ptr_array_index (fiel_profile_get_terminals (profile), 0);
  g_assert_cmpstr (terminal->key, ==, "norte");
  g_assert_cmpstr (terminal->name, ==, "Terminal Norte");
  g_assert_cmpstr (terminal->provider, ==, "getnet");
  g_assert_cmpstr (terminal->terminal_id, ==, "70011223");
  g_assert_cmpstr (terminal->branch_id, ==, "24680");
  g_assert_cmpstr (terminal->serial_number, ==, "ABC900000001");
  g_assert_cmpint (terminal->colour, ==, FIEL_TERMINAL_COLOUR_TEAL);
  g_assert_finalize_object (profile);
  place_clear (&place);
}

static void
test_defaults (void)
{
  Place place;
  g_autoptr (GError) error = NULL;
  FielProfile *profile;

  place_init (&place);
  profile = load_text (&place, HEAD "[store]\nname=A\ncountry=ar\ncurrency=ARS\n" TILL PROVIDER, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (fiel_profile_get_cashier_name (profile), ==, "Caja 2");
  g_assert_cmpint (fiel_profile_get_amount_mode (profile), ==, FIEL_AMOUNT_MODE_CENTS);
  g_assert_cmpint (fiel_profile_get_max_sale_minor (profile), ==, 999999999);
  g_assert_cmpint (fiel_profile_get_cashier_max_sale_minor (profile), ==, G_MAXINT64);
  g_assert_cmpint (fiel_profile_get_training_door (profile), ==, FIEL_TRAINING_DOOR_EVERYONE);
  g_assert_cmpuint (fiel_profile_get_return_after_s (profile), ==, 6);
  g_assert_cmpint (fiel_profile_get_quick_amounts (profile)[0], ==, 0);
  g_assert_true (fiel_profile_get_repeat_guard (profile));
  g_assert_true (fiel_profile_get_hundredfold_guard (profile));
  g_assert_false (fiel_profile_get_require_reference (profile));
  g_assert_cmpint (fiel_profile_get_return_limit_minor (profile), ==, G_MAXINT64);
  g_assert_cmpint (fiel_profile_get_unbound_return_limit_minor (profile), ==, 0);
  g_assert_null (fiel_profile_get_default_terminal (profile));
  g_assert_cmpint (fiel_profile_get_receipt_settings (profile)->paper, ==, FIEL_PAPER_ROLL_80);
  g_assert_false (fiel_profile_get_receipt_settings (profile)->provider_is_fiscal);
  g_assert_null (fiel_profile_get_receipt_settings (profile)->header[0]);
  g_assert_null (fiel_profile_get_receipt_settings (profile)->footer[0]);
  g_assert_cmpuint (fiel_profile_get_terminals (profile)->len, ==, 0);
  g_assert_finalize_object (profile);
  place_clear (&place);
}

static void
test_receipts (void)
{
  Place place;
  g_autoptr (GError) error = NULL;
  const FielReceiptSettings *receipts;
  FielProfile *profile;
  FielProfile *again;

  place_init (&place);
  profile = load_text (&place,
                       GOOD "[receipts]\npaper=roll-58\nfiscal=provider\nheader-1=RUT 1-9\nheader-6=Calle 1\n"
                            "footer-2=Gracias\n",
                       -1, &error);
  g_assert_no_error (error);
  g_assert_true (fiel_profile_save (profile, &error));
  again = fiel_profile_load (place.folder, kinds, &error);
  g_assert_no_error (error);
  receipts = fiel_profile_get_receipt_settings (again);
  g_assert_cmpint (receipts->paper, ==, FIEL_PAPER_ROLL_58);
  g_assert_true (receipts->provider_is_fiscal);
  g_assert_cmpstr (receipts->header[0], ==, "RUT 1-9");
  g_assert_cmpstr (receipts->header[1], ==, "Calle 1");
  g_assert_null (receipts->header[2]);
  g_assert_cmpstr (receipts->footer[0], ==, "Gracias");
  g_assert_null (receipts->footer[1]);
  g_assert_finalize_object (profile);
  g_assert_finalize_object (again);
  place_clear (&place);

  assert_bad (GOOD "[receipts]\npaper=roll-57\n", -1, FIEL_PROFILE_ERROR_BAD_VALUE,
              ", line 21: [receipts] paper: “roll-57” is not known. Allowed: roll-58, roll-80, a4.");
  assert_bad (GOOD "[receipts]\nfiscal=yes\n", -1, FIEL_PROFILE_ERROR_BAD_VALUE,
              ", line 21: [receipts] fiscal: “yes” is not known. Allowed: none, provider.");
  assert_bad (GOOD "[receipts]\nheader-7=x\n", -1, FIEL_PROFILE_ERROR_UNKNOWN_KEY,
              ", line 21: [receipts] header-7: there is no such key here. Allowed: paper, fiscal, header-1,");
}

static void
test_shift (void)
{
  Place place;
  g_autoptr (GError) error = NULL;
  FielProfile *profile;
  FielProfile *again;

  place_init (&place);
  profile = load_text (&place, GOOD, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpint (fiel_profile_get_cash_count (profile), ==, FIEL_CASH_COUNT_NONE);
  g_assert_cmpint (fiel_profile_get_cash_difference_limit_minor (profile), ==, 0);
  g_assert_finalize_object (profile);
  profile = load_text (&place, GOOD "[shift]\ncash=blind\ncash-difference-limit=500\n", -1, &error);
  g_assert_no_error (error);
  g_assert_true (fiel_profile_save (profile, &error));
  again = fiel_profile_load (place.folder, kinds, &error);
  g_assert_no_error (error);
  g_assert_cmpint (fiel_profile_get_cash_count (again), ==, FIEL_CASH_COUNT_BLIND);
  g_assert_cmpint (fiel_profile_get_cash_difference_limit_minor (again), ==, 500);
  g_assert_finalize_object (profile);
  g_assert_finalize_object (again);
  place_clear (&place);

  assert_bad (GOOD "[shift]\ncash=maybe\n", -1, FIEL_PROFILE_ERROR_BAD_VALUE,
              ", line 21: [shift] cash: “maybe” is not known. Allowed: none, count, blind.");
  assert_bad (GOOD "[shift]\ncash-difference-limit=-1\n", -1, FIEL_PROFILE_ERROR_BAD_VALUE,
              ", line 21: [shift] cash-difference-limit: ");
  assert_bad (GOOD "[shift]\nfloat=1\n", -1, FIEL_PROFILE_ERROR_UNKNOWN_KEY,
              ", line 21: [shift] float: there is no such key here. Allowed: cash, cash-difference-limit.");
}

static void
test_editors (void)
{
  assert_good ("\xef\xbb\xbf" GOOD, -1);
  assert_good ("[fiel]\r\nversion=1\r\n\r\n[store]\r\nname=A\r\ncountry=cl\r\ncurrency=CLP\r\n[till]\r\nname=Caja 2\r\n"
               "[provider getnet]\r\nkind=getnet\r\nenvironment=test\r\nbase-address=https://a\r\n", -1);
  assert_good (GOOD "# no line end", -1);
  assert_good ("  " GOOD "   \n\t\n", -1);
}

static void
test_not_a_profile (void)
{
  g_autofree char *large = g_strnfill (256 * 1024 + 1, '#');
  g_autofree char *wide = g_strnfill (5000, 'x');
  g_autofree char *long_line = g_strconcat (HEAD, "# ", wide, "\n", NULL);

  assert_bad (large, -1, FIEL_PROFILE_ERROR_UNREADABLE, ": the file is too large");
  assert_bad (long_line, -1, FIEL_PROFILE_ERROR_UNREADABLE, ", line 3: [fiel] this line is too long");
  assert_bad ("", -1, FIEL_PROFILE_ERROR_MISSING_KEY, ": [fiel] this group is missing");
  assert_bad (HEAD "\xff=1\n", -1, FIEL_PROFILE_ERROR_UNREADABLE, ", line 3: [fiel] this line is not text in UTF-8");
  assert_bad (HEAD "a=\0b\n", sizeof HEAD "a=\0b\n" - 1, FIEL_PROFILE_ERROR_UNREADABLE,
              ", line 3: [fiel] this line is not text in UTF-8");
  assert_bad (HEAD "a=b\tc\n", -1, FIEL_PROFILE_ERROR_UNREADABLE, ", line 3: [fiel] there is a control character");
  assert_bad (HEAD "a=b\rc\n", -1, FIEL_PROFILE_ERROR_UNREADABLE, ", line 3: [fiel] there is a control character");
  assert_bad (HEAD "a=\xe2\x80\xa8\xc2\x85\n", -1, FIEL_PROFILE_ERROR_UNREADABLE,
              ", line 3: [fiel] there is a control");
  assert_bad (HEAD "a=\u202e0005\n", -1, FIEL_PROFILE_ERROR_UNREADABLE, ", line 3: [fiel] there is a control");
  assert_bad (HEAD "what is this\n", -1, FIEL_PROFILE_ERROR_UNREADABLE, ", line 3: [fiel] this line is none of");
  assert_bad ("version=1\n", -1, FIEL_PROFILE_ERROR_UNREADABLE,
              ", line 1: version: this key stands before the first group");
  assert_bad ("[fiel\nversion=1\n", -1, FIEL_PROFILE_ERROR_UNREADABLE, ", line 1: this is not a group");
  assert_bad ("[fiel] x\n", -1, FIEL_PROFILE_ERROR_UNREADABLE, ", line 1: this is not a group");
  assert_bad ("[Fiel]\n", -1, FIEL_PROFILE_ERROR_UNREADABLE, ", line 1: this is not a group");
  assert_bad ("[terminal a b]\n", -1, FIEL_PROFILE_ERROR_UNREADABLE, ", line 1: this is not a group");
  assert_bad ("[]\n", -1, FIEL_PROFILE_ERROR_UNREADABLE, ", line 1: this is not a group");
  assert_bad (HEAD "Na me=x\n", -1, FIEL_PROFILE_ERROR_UNREADABLE, ", line 3: [fiel] this is not the name of a key");
  assert_bad (HEAD "=x\n", -1, FIEL_PROFILE_ERROR_UNREADABLE, ", line 3: [fiel] this is not the name of a key");
}

static void
test_versions (void)
{
  assert_bad ("[fiel]\nversion=2\n[new-things]\nfuture=1\n", -1, FIEL_PROFILE_ERROR_NEWER,
              ", line 2: [fiel] version: this profile was written by a newer Fiel (version 2, this Fiel reads 1).");
  assert_bad ("[fiel]\nversion=0\n", -1, FIEL_PROFILE_ERROR_BAD_VALUE, ", line 2: [fiel] version: “0” is not allowed.");
  assert_bad ("[fiel]\nversion=1.0\n", -1, FIEL_PROFILE_ERROR_BAD_VALUE,
              ", line 2: [fiel] version: “1.0” is not allowed.");
  assert_bad ("[fiel]\n", -1, FIEL_PROFILE_ERROR_MISSING_KEY, ", line 1: [fiel] version: this key is missing");
}

static void
test_unknown (void)
{
  assert_bad (GOOD "[printer]\n", -1, FIEL_PROFILE_ERROR_UNKNOWN_KEY, ", line 20: [printer] there is no such group.");
  assert_bad (GOOD "[till two]\n", -1, FIEL_PROFILE_ERROR_UNKNOWN_KEY, ", line 20: [till two] there is no such group.");
  assert_bad (HEAD STORE TILL PROVIDER "[terminal]\n", -1, FIEL_PROFILE_ERROR_UNKNOWN_KEY,
              ", line 14: [terminal] there is no such group.");
  assert_bad (GOOD "shape=red\n", -1, FIEL_PROFILE_ERROR_UNKNOWN_KEY,
              ", line 20: [terminal norte] shape: there is no such key here. Allowed: name, provider, terminal-id,");
  assert_bad (HEAD STORE "[till]\nnmae=x\n" PROVIDER, -1, FIEL_PROFILE_ERROR_UNKNOWN_KEY,
              ", line 8: [till] nmae: there is no");
  assert_bad (HEAD "also=1\n" STORE TILL PROVIDER, -1, FIEL_PROFILE_ERROR_UNKNOWN_KEY,
              ", line 3: [fiel] also: there is no");
}

static void
test_missing (void)
{
  assert_bad (HEAD TILL PROVIDER, -1, FIEL_PROFILE_ERROR_MISSING_KEY, ": [store] this group is missing");
  assert_bad (HEAD STORE PROVIDER, -1, FIEL_PROFILE_ERROR_MISSING_KEY, ": [till] this group is missing");
  assert_bad (HEAD STORE TILL, -1, FIEL_PROFILE_ERROR_MISSING_KEY, ": [provider NAME] this group is missing");
  assert_bad (HEAD "[store]\nname=x\ncountry=cl\n" TILL PROVIDER, -1, FIEL_PROFILE_ERROR_MISSING_KEY,
              ", line 3: [store] currency: this key is missing");
  assert_bad (HEAD STORE TILL "[provider getnet]\nkind=getnet\n", -1, FIEL_PROFILE_ERROR_MISSING_KEY,
              ", line 9: [provider getnet] environment: this key is missing");
  assert_bad (HEAD STORE TILL PROVIDER "[terminal norte]\nname=N\nprovider=getnet\nterminal-id=1\nbranch-id=2\n", -1,
              FIEL_PROFILE_ERROR_MISSING_KEY, ", line 14: [terminal norte] serial-number: this key is missing");
  assert_bad (HEAD STORE "[till]\nname=\n" PROVIDER, -1, FIEL_PROFILE_ERROR_BAD_VALUE,
              ", line 8: [till] name: there is no value.");
}

static void
test_bad_values (void)
{
  g_autofree char *wide = g_strnfill (65, 'x');
  g_autofree char *long_name = g_strconcat (HEAD STORE "[till]\nname=", wide, "\n" PROVIDER, NULL);
  g_autofree char *long_id = g_strconcat (GOOD "[terminal b]\nname=B\nprovider=getnet\nterminal-id=", wide,
                                          "\nbranch-id=1\nserial-number=1\n", NULL);

  assert_bad (HEAD "[store]\nname=x\ncountry=CL\ncurrency=CLP\n" TILL PROVIDER, -1, FIEL_PROFILE_ERROR_BAD_VALUE,
              ", line 5: [store] country: “CL” is not a country. Allowed:");
  assert_bad (HEAD "[store]\nname=x\ncountry=cl\ncurrency=XYZ\n" TILL PROVIDER, -1, FIEL_PROFILE_ERROR_BAD_VALUE,
              ", line 6: [store] currency: Fiel does not know the currency “XYZ”. Allowed:");
  assert_bad (HEAD "[store]\nname=x\ncountry=br\ncurrency=BRL\n" TILL PROVIDER, -1, FIEL_PROFILE_ERROR_BAD_VALUE,
              ", line 5: [store] country: none there");
  assert_bad (HEAD STORE TILL "amount-mode=cents\n" PROVIDER, -1, FIEL_PROFILE_ERROR_BAD_VALUE,
              ", line 9: [till] amount-mode: the currency CLP has no decimals. Allowed: whole.");
  assert_bad (HEAD "[store]\nname=x\ncountry=ar\ncurrency=ARS\n" TILL "amount-mode=whole\n" PROVIDER, -1,
              FIEL_PROFILE_ERROR_BAD_VALUE,
              ", line 9: [till] amount-mode: the currency ARS has decimals. Allowed: cents, decimal.");
  assert_bad (HEAD STORE TILL "amount-mode=half\n" PROVIDER, -1, FIEL_PROFILE_ERROR_BAD_VALUE,
              ", line 9: [till] amount-mode: “half” is not known. Allowed: whole, cents, decimal.");
  assert_bad (HEAD STORE TILL "max-sale=0\n" PROVIDER, -1, FIEL_PROFILE_ERROR_BAD_VALUE,
              ", line 9: [till] max-sale: “0” is not");
  assert_bad (HEAD STORE TILL "max-sale=-5\n" PROVIDER, -1, FIEL_PROFILE_ERROR_BAD_VALUE,
              ", line 9: [till] max-sale: “-5” is");
  assert_bad (HEAD STORE TILL "max-sale=+5\n" PROVIDER, -1, FIEL_PROFILE_ERROR_BAD_VALUE,
              ", line 9: [till] max-sale: “+5” is");
  assert_bad (HEAD STORE TILL "max-sale=5000.00\n" PROVIDER, -1, FIEL_PROFILE_ERROR_BAD_VALUE,
              ", line 9: [till] max-sale: “5");
  assert_bad (HEAD STORE TILL "max-sale=9223372036854775808\n" PROVIDER, -1, FIEL_PROFILE_ERROR_BAD_VALUE,
              ", line 9: [till] max-sale: “9223372036854775808” is not allowed. Allowed: a whole number from 1 to "
              "999999999999.");
  assert_bad (HEAD STORE TILL "cashier-max-sale=many\n" PROVIDER, -1, FIEL_PROFILE_ERROR_BAD_VALUE,
              ", line 9: [till] cashier-max-sale: “many” is not allowed. Allowed: a whole number from 0 to");
  assert_bad (HEAD STORE TILL "training=nobody\n" PROVIDER, -1, FIEL_PROFILE_ERROR_BAD_VALUE,
              ", line 9: [till] training: “nobody” is not known. Allowed: everyone, managers.");
  assert_bad (HEAD STORE TILL "return-limit=-1\n" PROVIDER, -1, FIEL_PROFILE_ERROR_BAD_VALUE,
              ", line 9: [till] return-limit: “-1” is not allowed. Allowed: a whole number from 0 to");
  assert_bad (HEAD STORE TILL "return-without-original=maybe\n" PROVIDER, -1, FIEL_PROFILE_ERROR_BAD_VALUE,
              ", line 9: [till] return-without-original: “maybe” is not known. Allowed: no, yes.");
  assert_bad (HEAD STORE TILL "return-without-original=yes\n" PROVIDER, -1, FIEL_PROFILE_ERROR_MISSING_KEY,
              ", line 7: [till] return-without-original-limit: this key is missing");
  assert_bad (HEAD STORE TILL "return-without-original=yes\nreturn-without-original-limit=0\n" PROVIDER, -1,
              FIEL_PROFILE_ERROR_BAD_VALUE, ", line 10: [till] return-without-original-limit: “0” is not");
  assert_bad (HEAD STORE TILL "return-without-original-limit=5\n" PROVIDER, -1, FIEL_PROFILE_ERROR_BAD_VALUE,
              ", line 9: [till] return-without-original-limit: this is only allowed together with");
  assert_bad (HEAD STORE TILL "return-after=3601\n" PROVIDER, -1, FIEL_PROFILE_ERROR_BAD_VALUE,
              ", line 9: [till] return-after:");
  assert_bad (HEAD STORE TILL "default-terminal=sur\n" PROVIDER NORTE, -1, FIEL_PROFILE_ERROR_BAD_VALUE,
              ", line 9: [till] default-terminal: there is no group [terminal sur].");
  assert_bad (long_name, -1, FIEL_PROFILE_ERROR_BAD_VALUE, ", line 8: [till] name: this is too long.");
  assert_bad (long_id, -1, FIEL_PROFILE_ERROR_BAD_VALUE, ", line 23: [terminal b] terminal-id: “x");
  assert_bad (
      HEAD STORE TILL PROVIDER "[terminal b]\nname=B\nprovider=adyen\nterminal-id=1\nbranch-id=1\nserial-number=1\n",
      -1, FIEL_PROFILE_ERROR_BAD_VALUE, ", line 16: [terminal b] provider: there is no group [provider adyen].");
  assert_bad (HEAD STORE TILL PROVIDER
              "[terminal b]\nname=B\nprovider=getnet\nterminal-id=1 2\nbranch-id=1\nserial-number=1\n",
              -1, FIEL_PROFILE_ERROR_BAD_VALUE, ", line 17: [terminal b] terminal-id: “1 2” is not an identifier.");
}

static void
test_providers (void)
{
  assert_bad (HEAD STORE TILL "[provider x]\nkind=other\nenvironment=test\n", -1, FIEL_PROFILE_ERROR_BAD_VALUE,
              ", line 10: [provider x] kind: Fiel has no provider “other”. Allowed: getnet.");
  assert_bad (HEAD STORE TILL "[provider x]\nkind=getnet\nenvironment=real\n", -1, FIEL_PROFILE_ERROR_BAD_VALUE,
              ", line 11: [provider x] environment: “real” is not known. Allowed: training, test, production.");
  assert_bad (HEAD STORE TILL "[provider x]\nkind=getnet\nenvironment=test\n", -1, FIEL_PROFILE_ERROR_MISSING_KEY,
              ", line 9: [provider x] base-address: give the address of the cloud");
  assert_bad (HEAD STORE TILL "[provider x]\nkind=getnet\nenvironment=training\nshape=red\n", -1,
              FIEL_PROFILE_ERROR_UNKNOWN_KEY, ", line 12: [provider x] shape: unknown key; known are");
  assert_bad (HEAD STORE TILL "[provider x]\nkind=getnet\nclient-id=bad\nenvironment=training\n", -1,
              FIEL_PROFILE_ERROR_BAD_VALUE, ", line 11: [provider x] client-id: not bad");
  assert_bad (HEAD STORE TILL PROVIDER "[provider x]\nkind=getnet\nenvironment=training\n", -1,
              FIEL_PROFILE_ERROR_BAD_VALUE,
              ", line 16: [provider x] environment: practice and real providers cannot be in one profile");
}

static void
test_duplicates (void)
{
  assert_bad (GOOD "name=again\n", -1, FIEL_PROFILE_ERROR_DUPLICATE,
              ", line 20: [terminal norte] name: this key stands on line 15 already.");
  assert_bad (GOOD "[terminal norte]\n", -1, FIEL_PROFILE_ERROR_DUPLICATE,
              ", line 20: [terminal norte] this group stands on line 14 already.");
  assert_bad (
      GOOD
      "[terminal sur]\nname=Sur\nprovider=getnet\nterminal-id=70011223\nbranch-id=24680\nserial-number=ABC900000001\n",
      -1, FIEL_PROFILE_ERROR_DUPLICATE,
      ", line 23: [terminal sur] terminal-id: this is the same machine as [terminal norte]");
  assert_good (
      GOOD
      "[terminal sur]\nname=Sur\nprovider=getnet\nterminal-id=70011223\nbranch-id=24680\nserial-number=ABC900000002\n",
      -1);
}

static void
test_secrets_refused (void)
{
  static const char *const names[] = { "client-secret", "secret", "password",      "api-key",     "api-key-value",
                                       "token",         "pin",    "Client_Secret", "private-key", "access-token" };
  static const char *const harmless[] = { "client-id", "limit-ms" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      Place place;
      g_autofree char *text = g_strdup_printf (HEAD STORE TILL PROVIDER "%s=c4nary\n", names[i]);
      g_autofree char *remedy = g_strdup_printf ("fielctl secret set getnet %s", names[i]);
      g_autoptr (GError) error = NULL;

      place_init (&place);
      g_assert_null (load_text (&place, text, -1, &error));
      g_assert_error (error, FIEL_PROFILE_ERROR, FIEL_PROFILE_ERROR_SECRET);
      g_assert_nonnull (strstr (error->message, "line 14"));
      g_assert_nonnull (strstr (error->message, remedy));
      g_assert_null (strstr (error->message, "c4nary"));
      place_clear (&place);
    }

  for (gsize i = 0; i < G_N_ELEMENTS (harmless); i++)
    {
      g_autofree char *text = g_strdup_printf (
          HEAD STORE TILL "[provider getnet]\nkind=getnet\nenvironment=test\nbase-address=https://a\n%s=1\n",
          harmless[i]);

      assert_good (text, -1);
    }
}

static void
test_stray_text_is_not_repeated (void)
{
  static const char *const lines[] = { "c4nary", "c4nary==", "C4nary/x=", "[c4nary/x]" };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      Place place;
      g_autofree char *text = g_strconcat (GOOD, lines[i], "\n", NULL);
      g_autoptr (GError) error = NULL;

      place_init (&place);
      g_assert_null (load_text (&place, text, -1, &error));
      g_assert_nonnull (error);
      if (i != 1)
        g_assert_null (strcasestr (error->message, "c4nary"));
      place_clear (&place);
    }
}

static void
test_too_many_terminals (void)
{
  g_autoptr (GString) text = g_string_new (GOOD);

  for (int i = 2; i <= 64; i++)
    g_string_append_printf (
        text, "[terminal t%d]\nname=T\nprovider=getnet\nterminal-id=%d\nbranch-id=1\nserial-number=1\n", i, i);
  assert_good (text->str, -1);
  g_string_append (text, "[terminal t65]\nname=T\nprovider=getnet\nterminal-id=65\nbranch-id=1\nserial-number=1\n");
  assert_bad (text->str, -1, FIEL_PROFILE_ERROR_BAD_VALUE, ", line 398: [terminal t65] these are too many terminals.");
}

static void
test_missing_file (void)
{
  Place place;
  g_autoptr (GError) error = NULL;

  place_init (&place);
  g_assert_null (fiel_profile_load (place.folder, kinds, &error));
  g_assert_error (error, FIEL_PROFILE_ERROR, FIEL_PROFILE_ERROR_MISSING);
  g_assert_true (g_str_has_prefix (error->message, place.path));
  g_clear_error (&error);

  g_assert_cmpint (g_mkdir (place.path, 0700), ==, 0);
  g_assert_null (fiel_profile_load (place.folder, kinds, &error));
  g_assert_error (error, FIEL_PROFILE_ERROR, FIEL_PROFILE_ERROR_UNREADABLE);
  g_clear_error (&error);

  g_assert_cmpint (g_rmdir (place.path), ==, 0);
  g_assert_cmpint (mkfifo (place.path, 0600), ==, 0);
  g_assert_null (fiel_profile_load (place.folder, kinds, &error));
  g_assert_error (error, FIEL_PROFILE_ERROR, FIEL_PROFILE_ERROR_UNREADABLE);
  place_clear (&place);
}

static void
test_saves_what_it_read (void)
{
  Place place;
  g_autoptr (GError) error = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autoptr (GDir) dir = NULL;
  FielProfile *profile;
  FielProfile *again;
  struct stat status;

  place_init (&place);
  profile = load_text (&place,
                       HEAD STORE TILL "quick-amounts=1000,5000\nrepeat-guard=no\nhundredfold-guard=no\n"
                                       "require-reference=yes\n"
                                       "cashier-max-sale=900\ntraining=managers\n"
                                       "return-limit=300\nreturn-without-original=yes\n"
                                       "return-without-original-limit=70\n" PROVIDER NORTE "colour=teal\n# mine\n",
                       -1, &error);
  g_assert_no_error (error);
  g_assert_true (fiel_profile_save (profile, &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_stat (place.path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_assert_true (g_file_get_contents (place.path, &first, NULL, NULL));
  g_assert_nonnull (strstr (first, "currency=CLP\n"));
  g_assert_nonnull (strstr (first, "base-address=https://example.test/\n"));
  g_assert_nonnull (strstr (first, "quick-amounts=1000,5000\n"));
  g_assert_nonnull (strstr (first, "repeat-guard=no\n"));
  g_assert_nonnull (strstr (first, "hundredfold-guard=no\n"));
  g_assert_nonnull (strstr (first, "require-reference=yes\n"));
  g_assert_nonnull (strstr (first, "cashier-max-sale=900\n"));
  g_assert_nonnull (strstr (first, "training=managers\n"));
  g_assert_nonnull (strstr (first, "serial-number=ABC900000001\ncolour=teal\n"));
  g_assert_nonnull (strstr (first, "return-limit=300\n"));
  g_assert_nonnull (strstr (first, "return-without-original=yes\nreturn-without-original-limit=70\n"));

  again = fiel_profile_load (place.folder, kinds, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (fiel_profile_get_store_name (again), ==, "Almacén Ñandú");
  g_assert_cmpuint (fiel_profile_get_terminals (again)->len, ==, 1);
  g_assert_true (fiel_profile_save (again, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (place.path, &second, NULL, NULL));
  g_assert_cmpstr (first, ==, second);

  /* Nothing is left beside it. */
  dir = g_dir_open (place.folder, 0, NULL);
  g_assert_cmpstr (g_dir_read_name (dir), ==, "profile.conf");
  g_assert_cmpstr (g_dir_read_name (dir), ==, NULL);
  g_assert_finalize_object (profile);
  g_assert_finalize_object (again);
  place_clear (&place);
}

static void
test_training (void)
{
  g_autofree char *folder = fiel_test_make_dir ();
  g_autofree char *path = g_build_filename (folder, "training-store", "profile.conf", NULL);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autoptr (GError) error = NULL;
  FielProfile *profile = fiel_profile_load_training (folder, kinds, &error);
  FielProfile *again;
  const FielProfileProvider *provider;

  g_assert_no_error (error);
  g_assert_cmpstr (fiel_profile_get_path (profile), ==, path);
  g_assert_cmpint (fiel_profile_get_environment (profile), ==, FIEL_ENVIRONMENT_TRAINING);
  g_assert_cmpuint (fiel_profile_get_terminals (profile)->len, ==, 3);
  g_assert_cmpstr (fiel_profile_get_default_terminal (profile), ==, "norte");
  g_assert_true (fiel_profile_get_in_folder (profile));
  g_assert_true (last_timings_allowed);

  g_assert_true (fiel_profile_needs_practice_cloud (profile));
  fiel_profile_set_practice_address (profile, "http://127.0.0.1:4711/");
  g_assert_false (fiel_profile_needs_practice_cloud (profile));
  provider = g_ptr_array_index (fiel_profile_get_providers (profile), 0);
  g_assert_cmpstr (g_hash_table_lookup (provider->values, "base-address"), ==, "http://127.0.0.1:4711/");
  fiel_profile_set_practice_address (profile, "http://127.0.0.1:4712/");
  g_assert_cmpstr (g_hash_table_lookup (provider->values, "base-address"), ==, "http://127.0.0.1:4712/");

  /* The address is of this run. */
  g_assert_true (g_file_get_contents (path, &first, NULL, NULL));
  g_assert_true (fiel_profile_save (profile, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &second, NULL, NULL));
  g_assert_cmpstr (first, ==, second);

  again = fiel_profile_load_training (folder, kinds, &error);
  g_assert_no_error (error);
  g_assert_true (fiel_profile_needs_practice_cloud (again));
  g_assert_finalize_object (profile);
  g_assert_finalize_object (again);
  fiel_test_remove_dir (folder);
}

/* Where the shop is, or where it is said to become. */
static void
test_training_elsewhere (void)
{
  g_autofree char *folder = fiel_test_make_dir ();
  g_autofree char *path = g_build_filename (folder, "profile.conf", NULL);
  g_autofree char *chilean = g_build_filename (folder, "training-store", "profile.conf", NULL);
  g_autofree char *there = g_build_filename (folder, "training-store-ar", "profile.conf", NULL);
  g_autoptr (GError) error = NULL;
  FielProfile *said = fiel_profile_load_training_in (folder, "ar", kinds, &error);
  FielProfile *own = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (fiel_profile_get_path (said), ==, there);
  g_assert_cmpstr (fiel_profile_get_country (said), ==, "ar");
  g_assert_cmpstr (fiel_profile_get_currency (said)->code, ==, "ARS");
  g_assert_cmpint (fiel_profile_get_amount_mode (said), ==, FIEL_AMOUNT_MODE_CENTS);
  g_assert_cmpuint (fiel_profile_get_terminals (said)->len, ==, 3);
  g_assert_finalize_object (said);
  g_assert_false (g_file_test (chilean, G_FILE_TEST_EXISTS));

  g_assert_true (g_file_set_contents (path, ARGENTINE, -1, NULL));
  own = fiel_profile_load_training (folder, kinds, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (fiel_profile_get_path (own), ==, there);
  g_assert_finalize_object (own);
  own = fiel_profile_load_or_last_good (folder, TRUE, kinds, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (fiel_profile_get_path (own), ==, there);
  g_assert_finalize_object (own);
  fiel_test_remove_dir (folder);
}

static void
test_training_keeps_what_is_there (void)
{
  g_autofree char *folder = fiel_test_make_dir ();
  g_autofree char *training = g_build_filename (folder, "training-store", NULL);
  g_autofree char *path = g_build_filename (training, "profile.conf", NULL);
  g_autofree char *kept = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir (training, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, "broken", -1, NULL));
  g_assert_null (fiel_profile_load_training (folder, kinds, &error));
  g_assert_error (error, FIEL_PROFILE_ERROR, FIEL_PROFILE_ERROR_UNREADABLE);
  g_assert_true (g_file_get_contents (path, &kept, NULL, NULL));
  g_assert_cmpstr (kept, ==, "broken");
  fiel_test_remove_dir (folder);
}

/* HOME and the XDG folders are this test's own, see main(). */
static void
test_own_folders (void)
{
  g_autofree char *config = g_build_filename (g_get_user_config_dir (), "fiel", NULL);
  g_autofree char *path = g_build_filename (config, "profile.conf", NULL);
  g_autofree char *journal = g_build_filename (g_get_user_data_dir (), "fiel", "journal.db", NULL);
  g_autofree char *training = g_build_filename (g_get_user_data_dir (), "fiel", "training", "journal.db", NULL);
  g_autoptr (GError) error = NULL;
  FielProfile *profile;

  g_assert_null (fiel_profile_load (NULL, kinds, &error));
  g_assert_error (error, FIEL_PROFILE_ERROR, FIEL_PROFILE_ERROR_MISSING);
  g_clear_error (&error);

  g_assert_cmpint (g_mkdir_with_parents (config, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, GOOD, -1, NULL));
  profile = fiel_profile_load (NULL, kinds, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (fiel_profile_get_journal_path (profile), ==, journal);
  g_assert_false (fiel_profile_get_in_folder (profile));
  g_assert_false (last_timings_allowed);
  g_assert_finalize_object (profile);

  profile = fiel_profile_load_training (NULL, kinds, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (fiel_profile_get_journal_path (profile), ==, training);
  g_assert_false (fiel_profile_get_in_folder (profile));
  g_assert_finalize_object (profile);
}

static void
test_timings_never_in_production (void)
{
  assert_good (HEAD STORE TILL "[provider x]\nkind=getnet\nenvironment=test\nbase-address=https://a\n", -1);
  g_assert_true (last_timings_allowed);
  assert_good (HEAD STORE TILL "[provider x]\nkind=getnet\nenvironment=production\nbase-address=https://a\n", -1);
  g_assert_false (last_timings_allowed);
}

static void
test_example (void)
{
  g_autofree char *example = g_test_build_filename (G_TEST_DIST, "..", "data", "profile.example.conf", NULL);
  g_autofree char *text = NULL;
  gsize length;
  Place place;
  g_autoptr (GError) error = NULL;
  FielProfile *profile;

  g_assert_true (g_file_get_contents (example, &text, &length, NULL));
  place_init (&place);
  place_write (&place, text, (gssize) length);
  profile = fiel_profile_load (place.folder, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (fiel_profile_get_terminals (profile)->len, >, 0);
  g_assert_finalize_object (profile);
  place_clear (&place);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/profile/reads-everything", test_reads_everything);
  g_test_add_func ("/profile/defaults", test_defaults);
  g_test_add_func ("/profile/receipts", test_receipts);
  g_test_add_func ("/profile/shift", test_shift);
  g_test_add_func ("/profile/editors", test_editors);
  g_test_add_func ("/profile/not-a-profile", test_not_a_profile);
  g_test_add_func ("/profile/versions", test_versions);
  g_test_add_func ("/profile/unknown", test_unknown);
  g_test_add_func ("/profile/missing", test_missing);
  g_test_add_func ("/profile/bad-values", test_bad_values);
  g_test_add_func ("/profile/providers", test_providers);
  g_test_add_func ("/profile/duplicates", test_duplicates);
  g_test_add_func ("/profile/secrets-refused", test_secrets_refused);
  g_test_add_func ("/profile/stray-text-is-not-repeated", test_stray_text_is_not_repeated);
  g_test_add_func ("/profile/too-many-terminals", test_too_many_terminals);
  g_test_add_func ("/profile/missing-file", test_missing_file);
  g_test_add_func ("/profile/saves-what-it-read", test_saves_what_it_read);
  g_test_add_func ("/profile/training", test_training);
  g_test_add_func ("/profile/training-elsewhere", test_training_elsewhere);
  g_test_add_func ("/profile/training-keeps-what-is-there", test_training_keeps_what_is_there);
  g_test_add_func ("/profile/own-folders", test_own_folders);
  g_test_add_func ("/profile/timings-never-in-production", test_timings_never_in_production);
  g_test_add_func ("/profile/example", test_example);

  return g_test_run ();
}
