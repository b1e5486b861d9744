/* test-ctl-shift.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ctl-shop.h"

#include "fiel-test.h"

#include <signal.h>
#include <string.h>

/* Shifts from the command line, held against what the practice cloud really booked. */

static const char *
get_cell (CtlRun *run, const char *name, guint cell)
{
  g_assert_nonnull (run->lines);
  for (guint i = 0; i < run->lines->len; i++)
    {
      JsonObject *line = g_ptr_array_index (run->lines, i);
      JsonArray *cells = NULL;

      if (!g_str_equal (ctl_text (line, "line"), name))
        continue;
      cells = json_object_get_array_member (line, "cells");
      g_assert_cmpuint (json_array_get_length (cells), >, cell);
      return json_array_get_string_element (cells, cell);
    }

  return NULL;
}

static guint
count_cells (CtlRun *run, const char *name)
{
  for (guint i = 0; i < run->lines->len; i++)
    {
      JsonObject *line = g_ptr_array_index (run->lines, i);

      if (g_str_equal (ctl_text (line, "line"), name))
        return json_array_get_length (json_object_get_array_member (line, "cells"));
    }

  return 0;
}

static void
sell (CtlShop *shop, const char *amount, const char *terminal)
{
  g_autoptr (CtlRun) sale = ctl_shop_run (shop, NULL, "--json", "sale", amount, "--terminal", terminal, NULL);

  g_assert_cmpint (sale->code, ==, 0);
}

/* Sales less what was undone or went back, of everything the cloud ever booked. */
static gint64
sum_ledger (CtlShop *shop)
{
  g_autoptr (JsonNode) ledger = practice_peer_control (shop->peer, "GET", "ledger", NULL);
  JsonArray *bookings = json_node_get_array (ledger);
  gint64 sum = 0;

  for (guint i = 0; i < json_array_get_length (bookings); i++)
    {
      JsonObject *booking = json_array_get_object_element (bookings, i);
      gint64 amount = json_object_get_int_member (booking, "amount");

      sum += g_str_equal (json_object_get_string_member (booking, "type"), "sale") ? amount : -amount;
    }

  return sum;
}

static void
assert_net (CtlRun *run, gint64 net)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, net);

  g_assert_cmpstr (get_cell (run, "net", 0), ==, text);
}

/* Open, sell, look, close, print again; the figures are the cloud's. */
static void
test_day (void)
{
  CtlShop shop;
  g_autoptr (CtlRun) opened = NULL;
  g_autoptr (CtlRun) again = NULL;
  g_autoptr (CtlRun) x = NULL;
  g_autoptr (CtlRun) closed = NULL;
  g_autoptr (CtlRun) list = NULL;
  g_autoptr (CtlRun) copy = NULL;
  g_autoptr (CtlRun) table = NULL;
  g_autoptr (CtlRun) next = NULL;

  ctl_shop_init (&shop);
  opened = ctl_shop_run (&shop, NULL, "shift", "open", "--by", "Ana", "--float", "50000", NULL);
  g_assert_cmpint (opened->code, ==, 0);
  again = ctl_shop_run (&shop, NULL, "shift", "open", "--by", "Marta", NULL);
  g_assert_cmpint (again->code, ==, 1);
  sell (&shop, "4900", "norte");
  sell (&shop, "12900", "sur");
  x = ctl_shop_run (&shop, NULL, "--json", "shift", "x", NULL);
  g_assert_cmpint (x->code, ==, 0);
  assert_net (x, sum_ledger (&shop));

  closed = ctl_shop_run (&shop, NULL, "--json", "shift", "close", "--by", "Ana", NULL);
  g_assert_cmpint (closed->code, ==, 0);
  assert_net (closed, sum_ledger (&shop));
  g_assert_cmpstr (get_cell (closed, "kind", 0), ==, "z");
  g_assert_cmpstr (get_cell (closed, "shift", 0), ==, "1");
  g_assert_cmpstr (get_cell (closed, "compared", 2), ==, "compared");
  g_assert_null (get_cell (closed, "difference", 0));
  g_assert_cmpuint (strlen (get_cell (closed, "head", 1)), ==, 64);

  list = ctl_shop_run (&shop, NULL, "--json", "shift", "list", NULL);
  g_assert_cmpuint (list->lines->len, ==, 2);
  g_assert_cmpint (json_object_get_int_member (ctl_run_last (list), "net"), ==, sum_ledger (&shop));
  copy = ctl_shop_run (&shop, NULL, "shift", "print", "1", NULL);
  g_assert_cmpint (copy->code, ==, 0);
  g_assert_nonnull (strstr (copy->output, "COPY"));
  g_assert_nonnull (strstr (copy->output, "$17.800"));
  table = ctl_shop_run (&shop, NULL, "shift", "print", "1", "--csv", NULL);
  g_assert_true (g_str_has_prefix (table->output, "\"section\",\"name\",\"detail\""));
  g_assert_nonnull (strstr (table->output, "\"net\",\"\",\"\",,17800,\"CLP\",0\r\n"));
  next = ctl_shop_run (&shop, NULL, "--json", "shift", NULL);
  g_assert_cmpstr (get_cell (next, "shift", 0), ==, "2");
  assert_net (next, 0);
  ctl_shop_clear (&shop);
}

/* A sale that another till made on our terminal: the very record is named, and a manager may let it pass. */
static void
test_only_the_terminal (void)
{
  CtlShop shop;
  CtlShop other;
  g_autoptr (CtlRun) refused = NULL;
  g_autoptr (CtlRun) closed = NULL;

  ctl_shop_init (&shop);
  other = shop;
  other.folder = fiel_test_make_dir ();
  other.profile_path = g_build_filename (other.folder, "profile.conf", NULL);
  ctl_shop_write_profile (&other, practice_peer_get_base (shop.peer), "");
  sell (&shop, "4900", "norte");
  sell (&other, "7700", "norte");

  refused = ctl_shop_run (&shop, NULL, "--json", "shift", "close", "--by", "Ana", NULL);
  g_assert_cmpint (refused->code, ==, 1);
  g_assert_nonnull (strstr (refused->errors, "$7.700"));
  closed = ctl_shop_run (&shop, NULL, "--json", "shift", "close", "--by", "Ana", "--manager", "Marta", NULL);
  g_assert_cmpint (closed->code, ==, 0);
  g_assert_cmpstr (get_cell (closed, "difference", 0), ==, "only-theirs");
  g_assert_cmpstr (get_cell (closed, "difference", 5), ==, "7700");
  g_assert_cmpstr (get_cell (closed, "approved", 0), ==, "Marta");
  assert_net (closed, 4900);
  fiel_test_remove_dir (other.folder);
  g_free (other.folder);
  g_free (other.profile_path);
  ctl_shop_clear (&shop);
}

static void
test_other_amount (void)
{
  CtlShop shop;
  g_autoptr (CtlRun) list = NULL;
  g_autoptr (CtlRun) closed = NULL;

  ctl_shop_init (&shop);
  sell (&shop, "4900", "norte");
  list = ctl_shop_run (&shop, NULL, "--json", "journal", "list", NULL);
  practice_peer_post (shop.peer, "fault",
                      "{\"kind\":\"replace\",\"path\":\"details\",\"body\":\"{\\\"code\\\":1,\\\"status\\\":\\\"OK\\\","
                      "\\\"data\\\":{\\\"idPosTxs\\\":1,\\\"response\\\":{\\\"functionCode\\\":105,"
                      "\\\"responseCode\\\":0,\\\"saleDetails\\\":[{\\\"Ticket\\\":\\\"\\\",\\\"Amount\\\":4800,"
                      "\\\"authorizationCode\\\":\\\"%s\\\",\\\"Tx\\\":\\\"SALE\\\"}]}}}\"}",
                      ctl_text (ctl_run_last (list), "authorization"));
  closed = ctl_shop_run (&shop, NULL, "--json", "shift", "close", "--manager", "Marta", NULL);
  g_assert_cmpint (closed->code, ==, 0);
  g_assert_cmpstr (get_cell (closed, "difference", 0), ==, "other-amount");
  g_assert_cmpstr (get_cell (closed, "difference", 4), ==, "4900");
  g_assert_cmpstr (get_cell (closed, "difference", 5), ==, "4800");
  ctl_shop_clear (&shop);
}

/* -- Totals, as in Argentina -- */

/* What the terminal says: how many sales by credit and their sum, and the same of returns, in centavos. A terminal may
 * give no list beside them. */
typedef struct
{
  gboolean has_list;
  gint credit_count;
  gint credit_total;
  gint return_count;
  gint return_total;
  const char *sentence;
} Totals;

#define REPLACE                                                                                                        \
  "{\"kind\":\"replace\",\"path\":\"%s\",\"body\":\"{\\\"code\\\":1,\\\"status\\\":\\\"OK\\\",\\\"data\\\":{"          \
  "\\\"idPosTxs\\\":1,\\\"response\\\":{\\\"functionCode\\\":%d,\\\"responseCode\\\":0%s}}}\"}"

#define FIGURES                                                                                                        \
  ",\\\"creditSalesCount\\\":%d,\\\"creditSalesTotal\\\":%d,\\\"debitSalesCount\\\":0,\\\"debitSalesTotal\\\":0,"      \
  "\\\"prepaidSalesCount\\\":1,\\\"prepaidSalesTotal\\\":3000,\\\"returnsCount\\\":%d,\\\"returnsTotal\\\":%d"

static void
say_totals (CtlShop *shop, const Totals *totals)
{
  g_autofree char *figures = g_strdup_printf (FIGURES, totals->credit_count, totals->credit_total,
                                              totals->return_count, totals->return_total);

  practice_peer_post (shop->peer, "fault", REPLACE, "totals", 104, figures);
  if (!totals->has_list)
    practice_peer_post (shop->peer, "fault", REPLACE, "details", 105, "");
}

/* Two sales by credit and one by a prepaid card, a part of one given back. */
static void
fill_argentina (CtlShop *shop)
{
  g_autoptr (CtlRun) sale = ctl_shop_run (shop, NULL, "--json", "sale", "50.00", "--terminal", "norte", NULL);
  g_autoptr (CtlRun) back = NULL;

  g_assert_cmpint (sale->code, ==, 0);
  sell (shop, "120.00", "norte");
  sell (shop, "30.00", "norte");
  back = ctl_shop_run (shop, NULL, "refund", ctl_text (ctl_run_last (sale), "id"), "20.00", "--why", "broken", NULL);
  g_assert_cmpint (back->code, ==, 0);
}

static void
test_totals (void)
{
  static const Totals rows[] = {
    { TRUE, 3, 17000, 1, 2000, "Sales, credit: counted 2 in Fiel, in the totals of Norte 3." },
    { TRUE, 2, 17100, 1, 2000, "Sales, credit: $170,00 in Fiel, in the totals of Norte $171,00." },
    { TRUE, 2, 17000, 0, 2000, "Returns: counted 1 in Fiel, in the totals of Norte 0." },
    { FALSE, 1, 17000, 1, 2000, "Sales, credit: counted 2 in Fiel, in the totals of Norte 1." },
    { FALSE, 2, 16999, 1, 2000, "Sales, credit: $170,00 in Fiel, in the totals of Norte $169,99." },
    { FALSE, 2, 17000, 2, 2500,
      "Returns: $20,00, counted 1, in Fiel; in the totals of Norte $25,00, counted 2." },
  };
  CtlShop shop;
  g_autoptr (CtlRun) closed = NULL;

  ctl_shop_init_argentina (&shop);
  fill_argentina (&shop);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (CtlRun) refused = NULL;

      say_totals (&shop, &rows[i]);
      refused = ctl_shop_run (&shop, NULL, "--json", "shift", "close", "--by", "Ana", NULL);
      g_assert_cmpint (refused->code, ==, 1);
      if (strstr (refused->errors, rows[i].sentence) == NULL)
        g_assert_cmpstr (refused->errors, ==, rows[i].sentence);
    }

  /* What it really adds up is ours. */
  closed = ctl_shop_run (&shop, NULL, "--json", "shift", "close", "--by", "Ana", NULL);
  g_assert_cmpint (closed->code, ==, 0);
  g_assert_cmpstr (get_cell (closed, "compared", 2), ==, "compared");
  g_assert_cmpstr (get_cell (closed, "total", 1), ==, "creditSales");
  g_assert_cmpstr (get_cell (closed, "total", 2), ==, "2");
  g_assert_cmpstr (get_cell (closed, "total", 3), ==, "17000");
  g_assert_null (get_cell (closed, "difference", 0));
  ctl_shop_clear (&shop);
}

/* A manager lets it pass, and the paper says which of the two it was. */
static void
test_totals_approved (void)
{
  static const Totals said = { TRUE, 3, 17000, 1, 2000, NULL };
  CtlShop shop;
  g_autoptr (CtlRun) closed = NULL;
  g_autoptr (CtlRun) copy = NULL;

  ctl_shop_init_argentina (&shop);
  fill_argentina (&shop);
  say_totals (&shop, &said);
  closed = ctl_shop_run (&shop, NULL, "--json", "shift", "close", "--by", "Ana", "--manager", "Marta", NULL);
  g_assert_cmpint (closed->code, ==, 0);
  g_assert_cmpstr (get_cell (closed, "difference", 0), ==, "other-count");
  g_assert_cmpstr (get_cell (closed, "difference", 4), ==, "17000");
  g_assert_cmpstr (get_cell (closed, "difference", 5), ==, "17000");
  g_assert_cmpstr (get_cell (closed, "difference", 9), ==, "CR");
  g_assert_cmpstr (get_cell (closed, "difference", 10), ==, "2");
  g_assert_cmpstr (get_cell (closed, "difference", 11), ==, "3");
  copy = ctl_shop_run (&shop, NULL, "shift", "print", "1", NULL);
  g_assert_nonnull (strstr (copy->output, "counted 2 in Fiel"));
  ctl_shop_clear (&shop);
}

/* While a customer holds the card, nothing is closed, whoever lets it pass. */
static void
test_payment_in_progress (void)
{
  CtlShop shop;
  g_autoptr (GDataInputStream) output = NULL;
  g_autoptr (GSubprocess) sale = NULL;
  g_autoptr (CtlRun) refused = NULL;
  g_autoptr (CtlRun) list = NULL;
  g_autofree char *id = NULL;

  ctl_shop_init (&shop);
  ctl_shop_write_profile (&shop, practice_peer_get_base (shop.peer), "");
  practice_peer_post (shop.peer, "terminal", "{\"idTerminal\":\"70011223\",\"customer\":\"wait\"}");
  sale = ctl_shop_start (&shop, &output, "--json", "sale", "4900", "--terminal", "norte", NULL);
  id = ctl_wait_for_state (output, "sent");
  practice_peer_wait_for_stage (shop.peer, 0, "card");
  g_subprocess_send_signal (sale, SIGKILL);
  g_assert_cmpint (ctl_wait_for_end (sale), ==, -SIGKILL);

  /* Nobody knows what became of it: without --carry-over it is not left to anybody. */
  refused = ctl_shop_run (&shop, NULL, "--json", "shift", "close", "--manager", "Marta", NULL);
  g_assert_cmpint (refused->code, ==, 1);
  list = ctl_shop_run (&shop, NULL, "--json", "shift", "list", NULL);
  g_assert_cmpuint (list->lines->len, ==, 1);
  ctl_shop_clear (&shop);
}

/* It is named in the shift that leaves it, and counts in the one that learns what became of it. */
static void
test_carry_over (void)
{
  CtlShop shop;
  g_autoptr (GDataInputStream) output = NULL;
  g_autoptr (GSubprocess) sale = NULL;
  g_autoptr (CtlRun) closed = NULL;
  g_autoptr (CtlRun) known = NULL;
  g_autoptr (CtlRun) next = NULL;
  g_autofree char *id = NULL;

  ctl_shop_init (&shop);
  practice_peer_post (shop.peer, "terminal", "{\"idTerminal\":\"70011223\",\"customer\":\"wait\"}");
  sale = ctl_shop_start (&shop, &output, "--json", "sale", "4900", "--terminal", "norte", NULL);
  id = ctl_wait_for_state (output, "sent");
  practice_peer_wait_for_stage (shop.peer, 0, "card");
  g_subprocess_send_signal (sale, SIGKILL);
  ctl_wait_for_end (sale);
  closed = ctl_shop_run (&shop, NULL, "--json", "shift", "close", "--carry-over", "--manager", "Marta", NULL);
  g_assert_cmpint (closed->code, ==, 0);
  g_assert_cmpstr (get_cell (closed, "carried", 0), ==, id);
  assert_net (closed, 0);

  practice_peer_post (shop.peer, "customer", "{\"idTerminal\":\"70011223\",\"act\":\"approve\"}");
  known = ctl_shop_run (&shop, NULL, "--json", "status", id, "--wait", NULL);
  g_assert_cmpint (known->code, ==, 0);
  next = ctl_shop_run (&shop, NULL, "--json", "shift", "close", "--manager", "Marta", NULL);
  g_assert_cmpint (next->code, ==, 0);
  g_assert_cmpstr (get_cell (next, "shift", 0), ==, "2");
  g_assert_cmpstr (get_cell (next, "brought", 0), ==, id);
  assert_net (next, sum_ledger (&shop));
  ctl_shop_clear (&shop);
}

/* What a payment is counted in, and how many decimals that has, from the cell @first on. */
static void
assert_currency (CtlRun *run, const char *name, guint first, const char *code, const char *digits)
{
  g_assert_cmpstr (get_cell (run, name, first), ==, code);
  g_assert_cmpstr (get_cell (run, name, first + 1), ==, digits);
}

/* What was begun before the store took another currency is still money of the old one, wherever it is written. */
static void
test_other_currency (void)
{
  CtlShop shop;
  g_autofree char *argentina = NULL;
  g_autoptr (GDataInputStream) output = NULL;
  g_autoptr (GSubprocess) sale = NULL;
  g_autoptr (CtlRun) opened = NULL;
  g_autoptr (CtlRun) x = NULL;
  g_autoptr (CtlRun) paper = NULL;
  g_autoptr (CtlRun) table = NULL;
  g_autoptr (CtlRun) closed = NULL;
  g_autoptr (CtlRun) resolved = NULL;
  g_autoptr (CtlRun) next = NULL;
  g_autoptr (CtlRun) next_paper = NULL;
  g_autofree char *id = NULL;

  ctl_shop_init (&shop);
  opened = ctl_shop_run (&shop, NULL, "shift", "open", "--by", "Ana", "--float", "50000", NULL);
  g_assert_cmpint (opened->code, ==, 0);
  sell (&shop, "12900", "sur");
  practice_peer_post (shop.peer, "terminal", "{\"idTerminal\":\"70011223\",\"customer\":\"wait\"}");
  sale = ctl_shop_start (&shop, &output, "--json", "sale", "4900", "--terminal", "norte", NULL);
  id = ctl_wait_for_state (output, "sent");
  practice_peer_wait_for_stage (shop.peer, 0, "card");
  g_subprocess_send_signal (sale, SIGKILL);
  ctl_wait_for_end (sale);
  argentina = ctl_shop_make_argentina (&shop);
  g_assert_true (g_file_set_contents (shop.profile_path, argentina, -1, NULL));

  x = ctl_shop_run (&shop, NULL, "--json", "shift", "x", NULL);
  g_assert_cmpstr (get_cell (x, "currency", 0), ==, "ARS");
  g_assert_cmpstr (get_cell (x, "carried", 2), ==, "4900");
  assert_currency (x, "carried", 5, "CLP", "0");
  g_assert_cmpstr (get_cell (x, "open", 0), ==, "0");
  g_assert_cmpstr (get_cell (x, "foreign", 0), ==, "2");
  g_assert_cmpstr (get_cell (x, "apart", 2), ==, "12900");
  assert_currency (x, "apart", 4, "CLP", "0");
  assert_net (x, 0);
  paper = ctl_shop_run (&shop, NULL, "shift", "x", NULL);
  g_assert_nonnull (strstr (paper->output, "$4.900 CLP"));
  g_assert_nonnull (strstr (paper->output, "$12.900 CLP"));
  g_assert_null (strstr (paper->output, "$49,00"));
  table = ctl_shop_run (&shop, NULL, "shift", "x", "--csv", NULL);
  g_assert_nonnull (strstr (table->output, ",4900,\"CLP\",0\r\n"));

  closed = ctl_shop_run (&shop, NULL, "--json", "shift", "close", "--carry-over", "--manager", "Marta", NULL);
  g_assert_cmpint (closed->code, ==, 0);
  g_assert_nonnull (strstr (closed->errors, "$4.900 CLP"));
  assert_currency (closed, "carried", 5, "CLP", "0");
  /* The drawer was counted in the other money. */
  g_assert_cmpstr (get_cell (closed, "opened", 0), ==, "Ana");
  g_assert_cmpuint (count_cells (closed, "opened"), ==, 1);
  g_assert_cmpstr (get_cell (closed, "float-apart", 0), ==, "50000");
  resolved = ctl_shop_run (&shop, NULL, "--json", "resolve", id, "--charged", "--reason", "slip", "--by", "Marta",
                           "--witness", "Ana", NULL);
  g_assert_cmpint (resolved->code, ==, 0);
  next = ctl_shop_run (&shop, NULL, "--json", "shift", "x", NULL);
  assert_currency (next, "brought", 4, "CLP", "0");
  assert_currency (next, "hand", 6, "CLP", "0");
  g_assert_cmpstr (get_cell (next, "foreign", 0), ==, "1");
  assert_net (next, 0);
  next_paper = ctl_shop_run (&shop, NULL, "shift", "x", NULL);
  g_assert_nonnull (strstr (next_paper->output, "$4.900 CLP"));
  g_assert_null (strstr (next_paper->output, "$49,00"));
  ctl_shop_clear (&shop);
}

/* What was in the drawer when the till took another currency is in no sum, and is said wherever the drawer is. */
static void
test_float_of_another_currency (void)
{
  CtlShop shop;
  g_autofree char *argentina = NULL;
  g_autofree char *counting = NULL;
  g_autoptr (CtlRun) opened = NULL;
  g_autoptr (CtlRun) x = NULL;
  g_autoptr (CtlRun) table = NULL;
  g_autoptr (CtlRun) uncounted = NULL;
  g_autoptr (CtlRun) closed = NULL;
  g_autoptr (CtlRun) paper = NULL;

  ctl_shop_init (&shop);
  opened = ctl_shop_run (&shop, NULL, "shift", "open", "--by", "Ana", "--float", "10000", NULL);
  g_assert_cmpint (opened->code, ==, 0);
  argentina = ctl_shop_make_argentina (&shop);
  counting = g_strconcat (argentina, "[shift]\ncash=blind\n", NULL);
  g_assert_true (g_file_set_contents (shop.profile_path, counting, -1, NULL));

  x = ctl_shop_run (&shop, NULL, "shift", "x", NULL);
  g_assert_nonnull (strstr (x->output, "At the beginning, in another"));
  g_assert_nonnull (strstr (x->output, "$10.000 CLP"));
  table = ctl_shop_run (&shop, NULL, "shift", "x", "--csv", NULL);
  g_assert_nonnull (strstr (table->output, "\"float-apart\",\"\",\"\",,10000,\"CLP\",0\r\n"));
  uncounted = ctl_shop_run (&shop, NULL, "shift", "close", "--by", "Ana", NULL);
  g_assert_cmpint (uncounted->code, ==, 1);
  g_assert_nonnull (strstr (uncounted->errors, "$10.000 CLP"));

  closed = ctl_shop_run (&shop, NULL, "--json", "shift", "close", "--by", "Ana", "--manager", "Marta", "--counted",
                         "0.00", NULL);
  g_assert_cmpint (closed->code, ==, 0);
  g_assert_nonnull (strstr (closed->errors, "$0,00, no difference · At the beginning, in another currency: $10.000 CLP"));
  g_assert_cmpstr (get_cell (closed, "float-apart", 0), ==, "10000");
  assert_currency (closed, "float-apart", 1, "CLP", "0");
  g_assert_cmpstr (get_cell (closed, "cash", 0), ==, "0");
  g_assert_cmpstr (get_cell (closed, "cash", 4), ==, "0");
  paper = ctl_shop_run (&shop, NULL, "shift", "print", "1", NULL);
  g_assert_nonnull (strstr (paper->output, "$10.000 CLP"));
  ctl_shop_clear (&shop);
}

/* The figures of a shift that was closed are in the money it was closed in, whatever the till takes now. */
static void
test_list_of_another_currency (void)
{
  CtlShop shop;
  g_autofree char *argentina = NULL;
  g_autoptr (CtlRun) closed = NULL;
  g_autoptr (CtlRun) list = NULL;

  ctl_shop_init (&shop);
  sell (&shop, "4900", "norte");
  closed = ctl_shop_run (&shop, NULL, "--json", "shift", "close", "--manager", "Marta", NULL);
  g_assert_cmpint (closed->code, ==, 0);
  argentina = ctl_shop_make_argentina (&shop);
  g_assert_true (g_file_set_contents (shop.profile_path, argentina, -1, NULL));
  list = ctl_shop_run (&shop, NULL, "shift", "list", NULL);
  g_assert_nonnull (strstr (list->output, "$4.900 CLP"));
  ctl_shop_clear (&shop);
}

/* The drawer: a difference above the limit needs a reason. */
static void
test_cash (void)
{
  CtlShop shop;
  g_autoptr (CtlRun) uncounted = NULL;
  g_autoptr (CtlRun) unexplained = NULL;
  g_autoptr (CtlRun) closed = NULL;

  ctl_shop_init (&shop);
  ctl_shop_write_profile (&shop, practice_peer_get_base (shop.peer),
                          "[shift]\ncash=blind\ncash-difference-limit=100\n");
  uncounted = ctl_shop_run (&shop, NULL, "shift", "close", NULL);
  g_assert_cmpint (uncounted->code, ==, 1);
  unexplained = ctl_shop_run (&shop, NULL, "shift", "close", "--float", "50000", "--taken", "36500", "--counted",
                              "86000", NULL);
  g_assert_cmpint (unexplained->code, ==, 1);
  closed = ctl_shop_run (&shop, NULL, "--json", "shift", "close", "--float", "50000", "--taken", "36500", "--counted",
                         "86000", "--reason", "a torn note", NULL);
  g_assert_cmpint (closed->code, ==, 0);
  g_assert_cmpstr (get_cell (closed, "cash", 3), ==, "86500");
  g_assert_cmpstr (get_cell (closed, "cash", 4), ==, "-500");
  g_assert_cmpstr (get_cell (closed, "cash", 5), ==, "a torn note");
  ctl_shop_clear (&shop);
}

/* Killed at any moment of a close, a shift is closed once or not at all, and numbers have no gaps. */
static void
test_killed (void)
{
  CtlShop shop;
  g_autoptr (CtlRun) list = NULL;
  g_autoptr (CtlRun) verified = NULL;
  guint n_killed = 0;

  ctl_shop_init (&shop);
  sell (&shop, "4900", "norte");
  for (guint i = 0; i < 24; i++)
    {
      g_autoptr (GDataInputStream) output = NULL;
      g_autoptr (GSubprocess) process = ctl_shop_start (&shop, &output, "--json", "shift", "close", NULL);

      g_usleep ((gulong) i * 12 * 1000);
      g_subprocess_send_signal (process, SIGKILL);
      n_killed += ctl_wait_for_end (process) == -SIGKILL ? 1 : 0;
    }
  g_assert_cmpuint (n_killed, >, 0);
  list = ctl_shop_run (&shop, NULL, "--json", "shift", "list", NULL);
  g_assert_cmpint (list->code, ==, 0);
  for (guint i = 0; i < list->lines->len; i++)
    {
      JsonObject *entry = g_ptr_array_index (list->lines, i);

      g_assert_cmpint (json_object_get_int_member (entry, "shift"), ==, list->lines->len - i);
      g_assert_cmpint (json_object_get_boolean_member (entry, "closed"), ==, i > 0);
      g_assert_cmpint (json_object_has_member (entry, "net"), ==, i > 0);
    }
  g_test_message ("%u of 24 were killed, %u shifts", n_killed, list->lines->len);
  verified = ctl_shop_run (&shop, NULL, "journal", "verify", NULL);
  g_assert_cmpint (verified->code, ==, 0);
  ctl_shop_clear (&shop);
}

/* After it a sale is not in the list any more; an answer that is lost is said, and the terminal was asked once. */
static void
test_batch (void)
{
  CtlShop shop;
  g_autoptr (CtlRun) lost = NULL;
  g_autoptr (CtlRun) closed = NULL;
  g_autoptr (CtlRun) shift = NULL;
  g_autoptr (CtlRun) nobody = NULL;

  ctl_shop_init (&shop);
  sell (&shop, "4900", "norte");
  practice_peer_post (shop.peer, "fault", "{\"kind\":\"cut-after-booking\",\"path\":\"close\"}");
  lost = ctl_shop_run (&shop, NULL, "--json", "shift", "close-batch", "norte", "--by", "Ana", NULL);
  g_assert_cmpint (lost->code, ==, 3);
  g_assert_cmpstr (ctl_text (ctl_run_last (lost), "batch"), ==, "unknown");
  closed = ctl_shop_run (&shop, NULL, "--json", "shift", "close-batch", "norte", "--by", "Ana", NULL);
  g_assert_cmpint (closed->code, ==, 0);
  g_assert_cmpstr (ctl_text (ctl_run_last (closed), "batch"), ==, "closed");
  shift = ctl_shop_run (&shop, NULL, "--json", "shift", "close", NULL);
  g_assert_cmpint (shift->code, ==, 0);
  assert_net (shift, 4900);
  nobody = ctl_shop_run (&shop, NULL, "shift", "close-batch", "nobody", NULL);
  ctl_run_assert_trouble (nobody, "has no group [terminal nobody]. “fielctl terminals” lists those it has.");
  ctl_shop_clear (&shop);
}

static void
test_wrong_use (void)
{
  static const struct
  {
    const char *arguments[8];
    const char *names;
  } rows[] = {
    { { "shift", "close", "--carry-over", NULL }, "--manager" },
    { { "shift", "close", "--manager", " ", NULL }, "--manager" },
    { { "shift", "print", NULL }, "NUMBER is missing" },
    { { "shift", "print", "77", NULL }, "77" },
    { { "shift", "open", "--float", "1.5", NULL }, "--float" },
    { { "shift", "open", "--float", "-5", NULL }, "--float" },
    { { "shift", "list", "--limit", "0", NULL }, "--limit" },
    { { "shift", "nonsense", NULL }, "nonsense" },
  };
  CtlShop shop;
  g_autoptr (CtlRun) early = NULL;
  g_autoptr (CtlRun) opened = NULL;

  ctl_shop_init (&shop);
  early = ctl_shop_run (&shop, NULL, "shift", "list", NULL);
  ctl_run_assert_trouble (early, "there is no journal yet");
  opened = ctl_shop_run (&shop, NULL, "shift", "open", NULL);
  g_assert_cmpint (opened->code, ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const char *const *a = rows[i].arguments;
      g_autoptr (CtlRun) run = ctl_shop_run (&shop, NULL, a[0], a[1], a[2], a[2] != NULL ? a[3] : NULL,
                                             a[2] != NULL && a[3] != NULL ? a[4] : NULL, NULL);

      ctl_run_assert_trouble (run, rows[i].names);
    }
  ctl_shop_clear (&shop);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ctl-shift/day", test_day);
  g_test_add_func ("/ctl-shift/only-the-terminal", test_only_the_terminal);
  g_test_add_func ("/ctl-shift/other-amount", test_other_amount);
  g_test_add_func ("/ctl-shift/totals", test_totals);
  g_test_add_func ("/ctl-shift/totals-approved", test_totals_approved);
  g_test_add_func ("/ctl-shift/payment-in-progress", test_payment_in_progress);
  g_test_add_func ("/ctl-shift/carry-over", test_carry_over);
  g_test_add_func ("/ctl-shift/other-currency", test_other_currency);
  g_test_add_func ("/ctl-shift/float-of-another-currency", test_float_of_another_currency);
  g_test_add_func ("/ctl-shift/list-of-another-currency", test_list_of_another_currency);
  g_test_add_func ("/ctl-shift/cash", test_cash);
  g_test_add_func ("/ctl-shift/killed", test_killed);
  g_test_add_func ("/ctl-shift/batch", test_batch);
  g_test_add_func ("/ctl-shift/wrong-use", test_wrong_use);

  return g_test_run ();
}
