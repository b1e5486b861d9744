/* test-ctl-sale.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ctl-shop.h"

#include <string.h>

/* Sales that end well or badly, but end. Every outcome is held against what the practice cloud really booked. */

static const char *const keys[] = {
  "id",        "kind",      "original",
  "state",     "outcome",       "amount_minor",     "approved_minor", "currency",
  "digits",    "reference", "terminal",  "terminal_name", "provider_id",      "authorization",  "card_brand",
  "card_type", "last4",     "reason",    "provider_code", "provider_message", "cancel",         "conflict",
  "parked",    "saved_at",  "closed_at",
};

static void
assert_keys (JsonObject *object)
{
  g_autoptr (GList) members = json_object_get_members (object);
  guint n = 0;

  for (GList *member = members; member != NULL; member = member->next, n++)
    {
      g_assert_cmpuint (n, <, G_N_ELEMENTS (keys));
      g_assert_cmpstr (member->data, ==, keys[n]);
    }
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (keys));
}

static void
test_approved (void)
{
  CtlShop shop;
  g_autoptr (CtlRun) sale = NULL;
  g_autoptr (CtlRun) status = NULL;
  g_autoptr (JsonObject) booking = NULL;
  JsonObject *last;

  ctl_shop_init (&shop);
  sale = ctl_shop_run (&shop, NULL, "--json", "sale", "4900", "--terminal", "norte", "--reference", "A-17", NULL);
  g_assert_cmpint (sale->code, ==, 0);
  for (guint i = 0; i < sale->lines->len; i++)
    assert_keys (g_ptr_array_index (sale->lines, i));
  last = ctl_run_last (sale);
  g_assert_cmpstr (ctl_text (last, "state"), ==, "closed");
  g_assert_cmpstr (ctl_text (last, "outcome"), ==, "approved");
  g_assert_cmpint (json_object_get_int_member (last, "amount_minor"), ==, 4900);
  g_assert_cmpint (json_object_get_int_member (last, "approved_minor"), ==, 4900);
  g_assert_cmpstr (ctl_text (last, "currency"), ==, "CLP");
  g_assert_cmpint (json_object_get_int_member (last, "digits"), ==, 0);
  g_assert_cmpstr (ctl_text (last, "reference"), ==, "A-17");
  g_assert_cmpstr (ctl_text (last, "terminal"), ==, "norte");
  g_assert_cmpuint (strlen (ctl_text (last, "last4")), ==, 4);
  g_assert_null (ctl_text (last, "reason"));

  g_assert_cmpuint (practice_peer_count_bookings (shop.peer), ==, 1);
  booking = practice_peer_get_booking (shop.peer, 0);
  g_assert_cmpint (json_object_get_int_member (booking, "minor"), ==, 4900);
  g_assert_cmpstr (json_object_get_string_member (booking, "customId"), ==, ctl_text (last, "id"));
  g_assert_cmpstr (json_object_get_string_member (booking, "authorization"), ==, ctl_text (last, "authorization"));
  g_assert_cmpuint (ctl_shop_count_transmissions (&shop, ctl_text (last, "id")), ==, 1);

  /* The journal says the same. */
  status = ctl_shop_run (&shop, NULL, "--json", "status", ctl_text (last, "id"), NULL);
  g_assert_cmpint (status->code, ==, 0);
  assert_keys (ctl_run_last (status));
  g_assert_cmpstr (ctl_text (ctl_run_last (status), "outcome"), ==, "approved");
  g_assert_cmpstr (ctl_text (ctl_run_last (status), "authorization"), ==, ctl_text (last, "authorization"));
  ctl_shop_clear (&shop);
}

static void
test_not_charged (void)
{
  static const struct
  {
    const char *amount;
    const char *outcome;
    const char *reason;
  } cases[] = {
    { "4981", "declined", "no-funds" },
    { "4982", "declined", "card-expired" },
    { "4987", "cancelled", "customer-timeout" },
    { "4900", "refused", "terminal-busy" },
  };
  CtlShop shop;

  ctl_shop_init (&shop);
  practice_peer_post (shop.peer, "terminal", "{\"idTerminal\":\"70011224\",\"state\":\"busy\"}");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const gboolean busy = g_str_equal (cases[i].outcome, "refused");
      g_autoptr (CtlRun) run
          = ctl_shop_run (&shop, NULL, "--json", "sale", cases[i].amount, "--terminal", busy ? "sur" : "norte", NULL);

      g_assert_cmpint (run->code, ==, 1);
      g_assert_cmpstr (ctl_text (ctl_run_last (run), "outcome"), ==, cases[i].outcome);
      g_assert_cmpstr (ctl_text (ctl_run_last (run), "reason"), ==, cases[i].reason);
      g_assert_cmpint (json_object_get_int_member (ctl_run_last (run), "approved_minor"), ==, 0);
    }
  g_assert_cmpuint (practice_peer_count_bookings (shop.peer), ==, 0);
  ctl_shop_clear (&shop);
}

static void
test_not_sent (void)
{
  CtlShop shop;
  g_autofree char *base = NULL;
  g_autoptr (CtlRun) run = NULL;

  ctl_shop_init (&shop);
  g_clear_pointer (&shop.peer, practice_peer_stop);
  run = ctl_shop_run (&shop, NULL, "--json", "sale", "4900", "--terminal", "norte", NULL);
  g_assert_cmpint (run->code, ==, 1);
  g_assert_cmpstr (ctl_text (ctl_run_last (run), "outcome"), ==, "not-sent");
  ctl_shop_clear (&shop);
}

static void
test_ticket_guards (void)
{
  CtlShop shop;
  g_autoptr (CtlRun) first = NULL;
  g_autoptr (CtlRun) second = NULL;
  g_autoptr (CtlRun) third = NULL;

  ctl_shop_init (&shop);
  first = ctl_shop_run (&shop, NULL, "sale", "4900", "--terminal", "norte", "--reference", "77", NULL);
  g_assert_cmpint (first->code, ==, 0);
  second = ctl_shop_run (&shop, NULL, "sale", "4900", "--terminal", "norte", "--reference", "77", NULL);
  g_assert_cmpint (second->code, ==, 1);
  g_assert_nonnull (strstr (second->errors, "77"));
  g_assert_cmpuint (practice_peer_count_bookings (shop.peer), ==, 1);
  third = ctl_shop_run (&shop, NULL, "sale", "4900", "--terminal", "norte", "--reference", "77", "--new-ticket", NULL);
  g_assert_cmpint (third->code, ==, 0);
  g_assert_cmpuint (practice_peer_count_bookings (shop.peer), ==, 2);
  ctl_shop_clear (&shop);
}

/* The token is refused once: the engine signs in anew and charges once more, and fielctl must not say "refused"
 * meanwhile. */
static void
test_signed_in_anew (void)
{
  CtlShop shop;
  g_autoptr (CtlRun) run = NULL;
  JsonObject *first;
  JsonObject *last;
  guint n_refused = 0;

  ctl_shop_init (&shop);
  practice_peer_post (shop.peer, "fault", "{\"kind\":\"http-status\",\"status\":401,\"path\":\"sale\"}");
  run = ctl_shop_run (&shop, NULL, "--json", "sale", "4900", "--terminal", "norte", NULL);
  g_assert_cmpint (run->code, ==, 0);
  first = g_ptr_array_index (run->lines, 0);
  last = ctl_run_last (run);
  g_assert_cmpstr (ctl_text (last, "outcome"), ==, "approved");
  g_assert_cmpstr (ctl_text (first, "id"), !=, ctl_text (last, "id"));
  g_assert_cmpstr (ctl_text (first, "reference"), ==, ctl_text (last, "reference"));
  for (guint i = 0; i < run->lines->len; i++)
    {
      JsonObject *line = g_ptr_array_index (run->lines, i);

      n_refused += g_strcmp0 (ctl_text (line, "outcome"), "refused") == 0
                   && g_str_equal (ctl_text (line, "id"), ctl_text (first, "id"));
    }
  g_assert_cmpuint (n_refused, ==, 1);
  g_assert_cmpuint (practice_peer_count_bookings (shop.peer), ==, 1);
  ctl_shop_clear (&shop);
}

static void
test_terminals (void)
{
  CtlShop shop;
  g_autoptr (CtlRun) run = NULL;
  g_autoptr (CtlRun) reachable = NULL;
  guint n_ready = 0;
  guint n_unreachable = 0;

  ctl_shop_init (&shop);
  practice_peer_post (shop.peer, "terminal", "{\"idTerminal\":\"70011224\",\"state\":\"offline\"}");
  run = ctl_shop_run (&shop, NULL, "--json", "terminals", NULL);
  g_assert_cmpint (run->code, ==, 0);
  g_assert_cmpuint (run->lines->len, ==, 2);
  for (guint i = 0; i < run->lines->len; i++)
    {
      JsonObject *object = g_ptr_array_index (run->lines, i);

      if (g_str_equal (ctl_text (object, "terminal"), "norte"))
        n_ready += g_str_equal (ctl_text (object, "availability"), "ready");
      else
        n_unreachable += g_str_equal (ctl_text (object, "availability"), "unreachable");
    }
  g_assert_cmpuint (n_ready, ==, 1);
  g_assert_cmpuint (n_unreachable, ==, 1);
  g_assert_nonnull (strstr (run->errors, shop.profile_path));
  practice_peer_post (shop.peer, "terminal", "{\"idTerminal\":\"70011224\",\"state\":\"online\"}");
  reachable = ctl_shop_run (&shop, NULL, "--json", "terminals", NULL);
  g_assert_cmpstr (reachable->errors, ==, "");
  ctl_shop_clear (&shop);
}

/* Nothing to set up: the training store and its practice cloud come with fielctl, and the cloud remembers. */
static void
test_training (void)
{
  CtlShop shop;
  g_autoptr (CtlRun) sale = NULL;
  g_autoptr (CtlRun) list = NULL;
  g_autoptr (CtlRun) again = NULL;

  ctl_shop_init (&shop);
  sale = ctl_shop_run (&shop, NULL, "--training", "--json", "sale", "4900", "--terminal", "norte", NULL);
  g_assert_cmpint (sale->code, ==, 0);
  again = ctl_shop_run (&shop, NULL, "--training", "--json", "sale", "5900", "--terminal", "norte", NULL);
  g_assert_cmpint (again->code, ==, 0);
  g_assert_cmpstr (ctl_text (ctl_run_last (sale), "authorization"), !=,
                   ctl_text (ctl_run_last (again), "authorization"));
  g_assert_cmpuint (practice_peer_count_bookings (shop.peer), ==, 0);
  list = ctl_shop_run (&shop, NULL, "journal", "list", NULL);
  ctl_run_assert_trouble (list, "there is no journal yet");
  ctl_shop_clear (&shop);
}

static void
assert_sold_on (CtlRun *sale, const char *terminal)
{
  g_assert_cmpint (sale->code, ==, 0);
  g_assert_cmpstr (ctl_text (ctl_run_last (sale), "terminal"), ==, terminal);
}

/* Without --terminal it is the till's default one, but for what goes back: that goes back where it was paid. */
static void
test_default_terminal (void)
{
  CtlShop shop;
  g_autoptr (CtlRun) open = NULL;
  g_autoptr (CtlRun) batch_open = NULL;
  g_autoptr (CtlRun) sale = NULL;
  g_autoptr (CtlRun) named = NULL;
  g_autoptr (CtlRun) back = NULL;
  g_autoptr (CtlRun) batch = NULL;

  ctl_shop_init (&shop);
  open = ctl_shop_run (&shop, NULL, "--json", "sale", "4900", NULL);
  ctl_run_assert_trouble (open, "has 2 terminals and no default-terminal: say on which.");
  batch_open = ctl_shop_run (&shop, NULL, "--json", "shift", "close-batch", NULL);
  ctl_run_assert_trouble (batch_open, "no default-terminal");
  g_assert_cmpuint (practice_peer_count_bookings (shop.peer), ==, 0);

  ctl_shop_add_till_keys (&shop, "default-terminal=sur\n");
  sale = ctl_shop_run (&shop, NULL, "--json", "sale", "4900", NULL);
  assert_sold_on (sale, "sur");
  named = ctl_shop_run (&shop, NULL, "--json", "sale", "5900", "--terminal", "norte", NULL);
  assert_sold_on (named, "norte");
  back = ctl_shop_run (&shop, NULL, "--json", "refund", ctl_text (ctl_run_last (named), "id"), "--why", "broken", NULL);
  assert_sold_on (back, "norte");
  batch = ctl_shop_run (&shop, NULL, "--json", "shift", "close-batch", NULL);
  assert_sold_on (batch, "sur");
  ctl_shop_clear (&shop);
}

static void
test_only_terminal (void)
{
  CtlShop shop;
  g_autoptr (CtlRun) sale = NULL;

  ctl_shop_init_argentina (&shop);
  sale = ctl_shop_run (&shop, NULL, "--json", "sale", "49.00", NULL);
  assert_sold_on (sale, "norte");
  ctl_shop_clear (&shop);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ctl/sale/approved", test_approved);
  g_test_add_func ("/ctl/sale/not-charged", test_not_charged);
  g_test_add_func ("/ctl/sale/not-sent", test_not_sent);
  g_test_add_func ("/ctl/sale/ticket-guards", test_ticket_guards);
  g_test_add_func ("/ctl/sale/signed-in-anew", test_signed_in_anew);
  g_test_add_func ("/ctl/sale/terminals", test_terminals);
  g_test_add_func ("/ctl/sale/training", test_training);
  g_test_add_func ("/ctl/sale/default-terminal", test_default_terminal);
  g_test_add_func ("/ctl/sale/only-terminal", test_only_terminal);

  return g_test_run ();
}
