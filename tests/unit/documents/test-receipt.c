/* test-receipt.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-document-pages.h"
#include "fiel-document-pdf.h"
#include "fiel-receipt-content.h"
#include "fiel-receipt-document.h"
#include "fiel-test.h"

#include <string.h>

/* The slip of a payment, word by word. */

#define ID "0123456789abcdefghijklmno"
/* 2026-01-15 12:30:45 UTC; tests run in that zone */
#define CLOSED_US (G_GINT64_CONSTANT (1768480245) * G_USEC_PER_SEC)

typedef struct
{
  const char *country;
  const char *currency;
  const char *environment;
  const char *receipts;       /* lines of [receipts] */
} Store;

static const Store chile = { "cl", "CLP", "production", "header-1=RUT 76.123.456-0\nheader-2=Av. Providencia 1234\n"
                                                        "footer-1=Gracias por su compra\n" };

static FielProfile *
make_profile (const Store *store)
{
  g_autofree char *folder = fiel_test_make_dir ();
  g_autofree char *path = g_build_filename (folder, "profile.conf", NULL);
  g_autofree char *text = g_strdup_printf (
      "[fiel]\nversion=1\n[store]\nname=Almacén La Esquina\ncountry=%s\ncurrency=%s\n[till]\nname=Caja 2\n"
      "[receipts]\n%s[provider getnet]\nkind=getnet\nenvironment=%s\nbase-address=https://example.test/\n",
      store->country, store->currency, store->receipts, store->environment);
  g_autoptr (GError) error = NULL;
  FielProfile *profile;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  profile = fiel_profile_load (folder, NULL, &error);
  g_assert_no_error (error);
  fiel_test_remove_dir (folder);

  return profile;
}

static FielAttemptRecord *
make_record (const Store *store, FielAttemptKind kind, FielOutcome outcome)
{
  FielAttemptRecord *record = fiel_attempt_record_new ();

  record->attempt_id = g_strdup (ID);
  record->intent_boot_id = g_strdup ("boot");
  record->kind = kind;
  record->state = FIEL_ATTEMPT_STATE_CLOSED;
  record->outcome = outcome;
  record->amount = fiel_money_make (12990, fiel_currency_find (store->currency));
  record->approved_minor = 12990;
  record->closed_wall_us = CLOSED_US;
  record->actor = g_strdup ("Ana Riquelme");
  record->reference = g_strdup ("004518");
  record->ticket_sent = g_strdup ("004518");
  record->terminal = g_strdup ("norte");
  record->terminal_name = g_strdup ("Terminal Norte");
  record->terminal_id = g_strdup ("70011223");
  record->provider = g_strdup ("getnet");
  record->provider_id = g_strdup ("512340");
  record->authorization = g_strdup ("310255");
  record->operation = g_strdup ("12");
  record->brand = g_strdup ("VI");
  record->card_type = g_strdup ("DB");
  record->last4 = g_strdup ("4242");

  return record;
}

static FielDocument *
make_document (const Store *store, FielAttemptRecord *record, guint number, const char *voucher)
{
  g_autoptr (FielProfile) profile = make_profile (store);
  const FielReceiptContent content = {
    .record = record,
    .profile = profile,
    .provider_name = (char *) "Getnet",
    .voucher = (char *) voucher,
    .number = number,
  };
  g_autoptr (FielReceipt) receipt = fiel_receipt_new (&content);

  return fiel_receipt_document_new (receipt);
}

static char *
make_text (const Store *store, FielAttemptRecord *record, guint number, const char *voucher)
{
  g_autoptr (FielDocument) document = make_document (store, record, number, voucher);

  return fiel_document_to_text (document, 40);
}

static void
test_sale (void)
{
  g_autoptr (FielAttemptRecord) record = make_record (&chile, FIEL_ATTEMPT_KIND_SALE, FIEL_OUTCOME_APPROVED);
  g_autofree char *text = make_text (&chile, record, 1, NULL);

  g_assert_cmpstr (text, ==,
                   "           Almacén La Esquina\n"
                   "            RUT 76.123.456-0\n"
                   "          Av. Providencia 1234\n"
                   "----------------------------------------\n"
                   "Date                    15-01-2026 12:30\n"
                   "Ticket                            004518\n"
                   "Till                              Caja 2\n"
                   "Cashier                     Ana Riquelme\n"
                   "Terminal                  Terminal Norte\n"
                   "Terminal number                 70011223\n"
                   "----------------------------------------\n"
                   "                  SALE\n"
                   "                APPROVED\n"
                   "Total CLP                        $12.990\n"
                   "Card                         Visa ··4242\n"
                   "Authorization                     310255\n"
                   "Operation                             12\n"
                   "Provider                          Getnet\n"
                   "Number with the provider          512340\n"
                   "----------------------------------------\n"
                   "   Copia – no es documento tributario\n"
                   "         Gracias por su compra\n"
                   "    FIEL1:0123456789abcdefghijklmno\n");
}

static void
assert_has (const char *text, const char *words)
{
  g_autofree char *squeezed = NULL;
  g_autoptr (GRegex) blanks = g_regex_new ("\\s+", 0, 0, NULL);

  squeezed = g_regex_replace_literal (blanks, text, -1, 0, " ", 0, NULL);
  if (strstr (squeezed, words) == NULL)
    g_error ("“%s” is not in “%s”", words, squeezed);
}

static void
test_copies (void)
{
  static const struct
  {
    Store store;
    const char *copy;
    const char *legal;
  } countries[] = {
    { { "cl", "CLP", "production", "" }, "COPIA 2", "no es documento tributario" },
    { { "ar", "ARS", "production", "" }, "COPIA 2", "no válido como factura" },
    { { "uy", "UYU", "production", "" }, "COPIA 2", "no válido como factura" },
    { { "mx", "MXN", "production", "" }, "COPIA 2", "no es comprobante fiscal" },
    { { "br", "BRL", "production", "" }, "2ª VIA", "não é documento fiscal" },
    { { "us", "USD", "production", "" }, "COPY 2", "not a tax document" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (countries); i++)
    {
      g_autoptr (FielAttemptRecord) record
        = make_record (&countries[i].store, FIEL_ATTEMPT_KIND_SALE, FIEL_OUTCOME_APPROVED);

      for (guint number = 0; number <= 2; number++)
        {
          g_autofree char *text = make_text (&countries[i].store, record, number, NULL);

          assert_has (text, countries[i].legal);
          if (number == 2)
            assert_has (text, countries[i].copy);
          else
            g_assert_null (strstr (text, countries[i].copy));
          g_assert_cmpint (strstr (text, "PREVIEW – NOT A RECEIPT") != NULL, ==, number == 0);
        }
    }
}

static void
test_kinds_and_outcomes (void)
{
  static const struct
  {
    FielAttemptKind kind;
    FielOutcome outcome;
    const char *words;
  } cases[] = {
    { FIEL_ATTEMPT_KIND_REFUND, FIEL_OUTCOME_APPROVED, "RETURN APPROVED Returned CLP $12.990" },
    { FIEL_ATTEMPT_KIND_REFUND, FIEL_OUTCOME_DECLINED, "RETURN DECLINED No money was returned." },
    { FIEL_ATTEMPT_KIND_VOID, FIEL_OUTCOME_APPROVED, "SALE CANCELLED AFTERWARDS APPROVED Returned CLP $12.990" },
    { FIEL_ATTEMPT_KIND_SALE, FIEL_OUTCOME_DECLINED, "SALE DECLINED The card was not charged." },
    { FIEL_ATTEMPT_KIND_SALE, FIEL_OUTCOME_CANCELLED, "SALE CANCELLED The card was not charged." },
    { FIEL_ATTEMPT_KIND_SALE, FIEL_OUTCOME_NOT_SENT, "SALE NOT CARRIED OUT The card was not charged." },
    { FIEL_ATTEMPT_KIND_SALE, FIEL_OUTCOME_HAND_CHARGED,
      "SALE RECORDED BY HAND: CHARGED A person recorded this. The provider has not confirmed it. Total CLP" },
    { FIEL_ATTEMPT_KIND_SALE, FIEL_OUTCOME_HAND_NOT_CHARGED, "SALE RECORDED BY HAND: NOT CHARGED A person recorded" },
    { FIEL_ATTEMPT_KIND_REFUND, FIEL_OUTCOME_HAND_CHARGED, "RETURN RECORDED BY HAND: RETURNED A person recorded" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FielAttemptRecord) record = make_record (&chile, cases[i].kind, cases[i].outcome);
      g_autofree char *text = make_text (&chile, record, 1, NULL);

      assert_has (text, cases[i].words);
    }
}

static void
test_part (void)
{
  g_autoptr (FielAttemptRecord) record = make_record (&chile, FIEL_ATTEMPT_KIND_SALE, FIEL_OUTCOME_PARTLY_APPROVED);
  g_autofree char *text = NULL;

  record->approved_minor = 8000;
  text = make_text (&chile, record, 1, NULL);
  assert_has (text, "PARTLY APPROVED Asked for CLP $12.990 Charged CLP $8.000");
}

static void
test_what_is_no_payment_says_so (void)
{
  const Store training = { "cl", "CLP", "training", "" };
  const Store trial = { "cl", "CLP", "test", "" };
  g_autoptr (FielAttemptRecord) record = make_record (&training, FIEL_ATTEMPT_KIND_SALE, FIEL_OUTCOME_APPROVED);
  g_autofree char *practice = make_text (&training, record, 1, NULL);
  g_autofree char *test = make_text (&trial, record, 1, NULL);
  g_autofree char *contradicted = NULL;

  assert_has (practice, "PRACTICE – NO MONEY WAS MOVED");
  assert_has (test, "TEST – NO MONEY WAS MOVED");
  record->conflict = TRUE;
  contradicted = make_text (&chile, record, 1, NULL);
  assert_has (contradicted, "contradicting reports");
}

/* Whatever a provider or a person put into a field, at most four digits of a card come out. */
static void
test_never_more_than_four_digits (void)
{
  g_autoptr (FielAttemptRecord) record = make_record (&chile, FIEL_ATTEMPT_KIND_SALE, FIEL_OUTCOME_APPROVED);
  g_autofree char *text = NULL;

  g_free (record->last4);
  record->last4 = g_strdup ("4111111111111111");
  g_free (record->operation);
  record->operation = g_strdup ("4111 1111 1111 1111");
  g_free (record->reference);
  record->reference = g_strdup ("4111-1111-1111-1111");
  text = make_text (&chile, record, 1, NULL);

  assert_has (text, "Visa ··1111");
  g_assert_null (strstr (text, "11111"));
  g_assert_null (strstr (text, "1111 1111"));
  g_assert_null (strstr (text, "1111-1111"));
}

/* The provider's text stands as it came; only its first print can be the legal slip, and only where the store says so. */
static void
test_provider_text (void)
{
  const Store fiscal = { "cl", "CLP", "production", "fiscal=provider\n" };
  const char *const voucher = "  GETNET   VOUCHER\n  AUT  310255\n\n   VALIDO COMO BOLETA";
  const char *const words = "no es documento tributario";
  g_autoptr (FielAttemptRecord) record = make_record (&chile, FIEL_ATTEMPT_KIND_SALE, FIEL_OUTCOME_APPROVED);
  g_autofree char *legal = make_text (&fiscal, record, 1, voucher);
  g_autofree char *copy = make_text (&fiscal, record, 2, voucher);
  g_autofree char *other = make_text (&chile, record, 1, voucher);
  g_autofree char *ours = make_text (&fiscal, record, 1, NULL);

  g_assert_nonnull (strstr (legal, voucher));
  g_assert_null (strstr (legal, words));
  g_assert_nonnull (strstr (copy, voucher));
  assert_has (copy, words);
  assert_has (copy, "COPIA 2");
  assert_has (other, words);
  assert_has (ours, words);
}

/* On every paper, with the longest words of Spanish and Portuguese, nothing leaves it. */
static void
test_fits_on_paper (gconstpointer data)
{
  const FielPaper paper = (FielPaper) GPOINTER_TO_INT (data);
  const Store stores[] = {
    { "cl", "CLP", "test",
      "header-1=Sociedad Comercializadora de Alimentos y Abarrotes Limitada\n"
      "header-2=Avenida Libertador General Bernardo O'Higgins 1234, Santiago\nfooter-1=Gracias por su compra\n" },
    { "br", "BRL", "production", "header-1=Distribuidora de Hortifrutigranjeiros e Panificadora Ltda\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (stores); i++)
    {
      g_autoptr (FielAttemptRecord) record
        = make_record (&stores[i], FIEL_ATTEMPT_KIND_SALE, FIEL_OUTCOME_HAND_CHARGED);
      g_autoptr (FielDocument) document = NULL;
      g_autoptr (FielDocumentPages) pages = NULL;
      cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
      cairo_t *cr = cairo_create (surface);
      const char *const folder = g_getenv ("FIEL_TEST_PAPERS");
      double x, y, width, height, margin;

      record->amount.minor = FIEL_MONEY_MAX_MINOR;
      g_free (record->terminal_name);
      record->terminal_name = g_strdup ("Terminal de la terraza junto al estacionamiento subterráneo norte");
      g_free (record->reference);
      record->reference = g_strnfill (60, 'W');
      document = make_document (&stores[i], record, 12, NULL);
      pages = fiel_document_pages_new (document, paper);
      g_assert_cmpuint (fiel_document_pages_get_n_pages (pages), ==, 1);
      fiel_document_pages_draw (pages, cr, 0);
      cairo_recording_surface_ink_extents (surface, &x, &y, &width, &height);
      margin = fiel_document_pages_get_margin (pages);
      g_assert_cmpfloat (x, >=, margin - 1.5);
      g_assert_cmpfloat (x + width, <=, fiel_document_pages_get_width (pages) - margin + 1.5);
      g_assert_cmpfloat (y + height, <=, fiel_document_pages_get_height (pages));
      cairo_destroy (cr);
      cairo_surface_destroy (surface);
      if (folder != NULL)
        {
          g_autofree char *name
            = g_strdup_printf ("%s/receipt-%s-%s.pdf", folder, stores[i].country, fiel_papers[paper]);
          g_autoptr (GFile) file = g_file_new_for_path (name);
          g_autoptr (GFileOutputStream) stream = g_file_replace (file, NULL, FALSE, 0, NULL, NULL);

          g_assert_true (fiel_document_write_pdf (document, paper, G_OUTPUT_STREAM (stream), NULL));
        }
    }
}

int
main (int argc, char **argv)
{
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/receipt/sale", test_sale);
  g_test_add_func ("/receipt/copies", test_copies);
  g_test_add_func ("/receipt/kinds-and-outcomes", test_kinds_and_outcomes);
  g_test_add_func ("/receipt/part", test_part);
  g_test_add_func ("/receipt/what-is-no-payment-says-so", test_what_is_no_payment_says_so);
  g_test_add_func ("/receipt/never-more-than-four-digits", test_never_more_than_four_digits);
  g_test_add_func ("/receipt/provider-text", test_provider_text);
  for (guint i = 0; i < FIEL_N_PAPERS; i++)
    {
      g_autofree char *path = g_strdup_printf ("/receipt/fits-on-paper/%s", fiel_papers[i]);

      g_test_add_data_func (path, GINT_TO_POINTER ((int) i), test_fits_on_paper);
    }

  return g_test_run ();
}
