/* test-getnet-relay.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The practice cloud calls a relay back, and the provider hears it from there. The relay learns what became of each. */

#include "getnet-bench.h"

#include "fiel-evidence.h"
#include "fiel-fake-relay.h"
#include "fiel-http-client.h"
#include "fiel-test.h"

#include <libsoup/soup.h>
#include <string.h>

#define AMOUNT 5990
#define WAIT_S 60

static GetnetBench *bench;

typedef struct
{
  FielFakeRelay *relay;        /* owned */
  FielProvider *provider;      /* owned */
  GPtrArray *heard;            /* owned, of FielProviderCallback */
  FielCallbackFate fate;
  FielProviderReception reception;
  guint n_receptions;
  guint wanted;
} Owner;

static void
on_heard (FielProvider *provider, FielProviderCallback *callback, gpointer user_data)
{
  Owner *owner = user_data;

  g_ptr_array_add (owner->heard, fiel_provider_callback_ref (callback));
  fiel_provider_settle_callback (provider, callback, owner->fate);
}

static void
on_reception (FielProvider *provider, const FielProviderReception *reception, gpointer user_data)
{
  Owner *owner = user_data;

  owner->reception = *reception;
  owner->n_receptions++;
}

static Owner *
owner_new (void)
{
  Owner *owner = g_new0 (Owner, 1);
  g_autofree char *settings = NULL;

  getnet_bench_reset (bench);
  owner->relay = fiel_fake_relay_new ();
  owner->heard = g_ptr_array_new_with_free_func ((GDestroyNotify) fiel_provider_callback_unref);
  settings = g_strdup_printf ("callback-address=%s\nrelay-address=%s",
                              fiel_fake_relay_get_callback_address (owner->relay),
                              fiel_fake_relay_get_address (owner->relay));
  getnet_bench_set_relay_token (bench, fiel_fake_relay_get_token (owner->relay));
  owner->provider = getnet_bench_make_provider (bench, settings);

  return owner;
}

static void
listen (Owner *owner)
{
  fiel_provider_set_heard_func (owner->provider, on_heard, owner);
  fiel_provider_set_reception_func (owner->provider, on_reception, owner);
}

static void
owner_free (Owner *owner)
{
  fiel_provider_set_heard_func (owner->provider, NULL, NULL);
  fiel_provider_set_reception_func (owner->provider, NULL, NULL);
  fiel_test_drain ();
  g_assert_finalize_object (owner->provider);
  fiel_test_drain ();
  fiel_fake_relay_free (owner->relay);
  g_ptr_array_unref (owner->heard);
  g_free (owner);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Owner, owner_free)

static gboolean
has_heard (gpointer user_data)
{
  Owner *owner = user_data;

  return owner->heard->len >= owner->wanted;
}

static gboolean
is_acknowledged (gpointer user_data)
{
  Owner *owner = user_data;

  return fiel_fake_relay_get_acknowledged (owner->relay) == (gint64) owner->wanted;
}

static void
wait_heard (Owner *owner, guint n)
{
  owner->wanted = n;
  fiel_test_run_until (has_heard, owner, "the provider hears", WAIT_S);
}

static void
wait_acknowledged (Owner *owner, guint n)
{
  owner->wanted = n;
  fiel_test_run_until (is_acknowledged, owner, "the relay knows", WAIT_S);
}

static GetnetExchange *
sell (Owner *owner)
{
  return getnet_bench_perform (owner->provider, getnet_bench_make_request (bench, FIEL_OPERATION_SALE, AMOUNT));
}

/* The cloud calls the relay, at the address in the very bytes of the sale; the provider hears it as another's may be. */
static void
test_heard (void)
{
  g_autoptr (Owner) owner = owner_new ();
  g_autoptr (GetnetExchange) sale = NULL;
  FielProviderCallback *callback = NULL;

  listen (owner);
  g_assert_true (fiel_provider_get_traits (owner->provider)->gives_id_first);
  sale = sell (owner);
  wait_heard (owner, 1);
  callback = owner->heard->pdata[0];
  g_assert_cmpuint (fiel_fake_relay_get_n_called (owner->relay), ==, 1);
  g_assert_cmpstr (fiel_provider_callback_get_reference (callback), ==, sale->request->reference);
  g_assert_cmpstr (fiel_provider_callback_get_provider_id (callback), ==, sale->finding->evidence->provider_id);
  g_assert_true (fiel_provider_callback_is_shared (callback));
  g_assert_null (strstr (fiel_provider_callback_get_text (callback), "\"bin\":\"4"));
  wait_acknowledged (owner, 1);
}

/* A keyring may wait for a password; whoever opens the provider does not wait for that. */
static void
test_opens_at_once (void)
{
  g_autoptr (Owner) owner = owner_new ();
  const guint n = getnet_bench_get_n_token_lookups (bench);

  listen (owner);
  g_assert_cmpuint (getnet_bench_get_n_token_lookups (bench), ==, n);
  fiel_fake_relay_add (owner->relay, "{}");
  wait_acknowledged (owner, 1);
  g_assert_cmpuint (getnet_bench_get_n_token_lookups (bench), ==, n + 1);
}

/* Until somebody hears, nothing is asked for and nothing is acknowledged: it waits at the relay. */
static void
test_nobody_hears (void)
{
  g_autoptr (Owner) owner = owner_new ();

  fiel_fake_relay_add (owner->relay, "{}");
  fiel_test_drain ();
  g_assert_cmpuint (fiel_fake_relay_get_n_polls (owner->relay), ==, 0);
  listen (owner);
  wait_acknowledged (owner, 1);
  fiel_provider_set_heard_func (owner->provider, NULL, NULL);
  fiel_fake_relay_add (owner->relay, "{}");
  fiel_test_drain ();
  g_assert_cmpuint (owner->heard->len, ==, 1);
  g_assert_cmpint (fiel_fake_relay_get_acknowledged (owner->relay), ==, 1);
}

/* What will never be kept does not hold up what comes after it; what could not be kept now comes again. */
static void
test_fates (void)
{
  g_autoptr (Owner) owner = owner_new ();

  owner->fate = FIEL_CALLBACK_FATE_TURNED_AWAY;
  listen (owner);
  fiel_fake_relay_add (owner->relay, "garbage");
  wait_acknowledged (owner, 1);
  owner->fate = FIEL_CALLBACK_FATE_FAILED;
  fiel_fake_relay_add (owner->relay, "good");
  wait_heard (owner, 2);
  g_assert_cmpint (fiel_fake_relay_get_acknowledged (owner->relay), ==, 1);
  owner->fate = FIEL_CALLBACK_FATE_KEPT;
  fiel_manual_clock_advance (getnet_bench_get_clock (bench), 2 * G_USEC_PER_SEC);
  wait_heard (owner, 3);
  wait_acknowledged (owner, 2);
  g_assert_cmpstr (fiel_provider_callback_get_text (owner->heard->pdata[2]), ==, "good");
}

static void
test_test_call (void)
{
  g_autoptr (Owner) owner = owner_new ();

  listen (owner);
  fiel_fake_relay_add (owner->relay, "{\"fielTest\":\"0123456789abcdef0123456789abcdef\"}");
  fiel_fake_relay_add (owner->relay, "{\"fielTest\":\"0123456789abcdef\"}");
  wait_acknowledged (owner, 2);
  g_assert_true (fiel_provider_callback_is_test (owner->heard->pdata[0]));
  g_assert_cmpstr (fiel_provider_callback_get_text (owner->heard->pdata[0]), ==, "");
  g_assert_false (fiel_provider_callback_is_test (owner->heard->pdata[1]));
}

static gboolean
has_trouble (gpointer user_data)
{
  return ((Owner *) user_data)->reception.trouble != FIEL_TROUBLE_NONE;
}

static gboolean
is_fine (gpointer user_data)
{
  Owner *owner = user_data;

  return owner->reception.trouble == FIEL_TROUBLE_NONE && owner->reception.heard_us > 0;
}

/* A dead relay: payments go on and are asked about, and who wants to know is told what is wrong with the way. */
static void
test_dead (void)
{
  g_autoptr (Owner) owner = owner_new ();
  g_autoptr (GetnetExchange) sale = NULL;
  g_autoptr (GetnetExchange) status = NULL;
  FielProviderRequest *request = NULL;

  fiel_fake_relay_die (owner->relay);
  listen (owner);
  g_assert_cmpint (owner->reception.route, ==, FIEL_CALLBACK_ROUTE_RELAY);
  fiel_test_run_until (has_trouble, owner, "the trouble is known", WAIT_S);
  g_assert_cmpint (owner->reception.trouble, ==, FIEL_TROUBLE_REFUSED);
  g_assert_cmpint (owner->reception.heard_us, ==, 0);
  sale = sell (owner);
  g_assert_cmpint (sale->finding->evidence->result, ==, FIEL_RESULT_ACCEPTED);
  request = getnet_bench_make_request (bench, FIEL_OPERATION_STATUS, AMOUNT);
  request->provider_id = g_strdup (sale->finding->evidence->provider_id);
  status = getnet_bench_perform (owner->provider, request);
  g_assert_cmpint (status->finding->evidence->result, ==, FIEL_RESULT_APPROVED);
  g_assert_cmpuint (owner->heard->len, ==, 0);

  fiel_fake_relay_revive (owner->relay);
  fiel_manual_clock_advance (getnet_bench_get_clock (bench), 2 * G_USEC_PER_SEC);
  fiel_fake_relay_add (owner->relay, "{}");
  wait_acknowledged (owner, 1);
  fiel_test_run_until (is_fine, owner, "nothing is wrong any more", WAIT_S);
}

/* In the synchronous mode nobody calls back, and that is told as well. */
static void
test_no_route (void)
{
  g_autoptr (Owner) owner = owner_new ();
  g_autoptr (FielProvider) silent = getnet_bench_make_provider (bench, "mode=synchronous");

  fiel_provider_set_reception_func (silent, on_reception, owner);
  g_assert_cmpint (owner->reception.route, ==, FIEL_CALLBACK_ROUTE_NONE);
  g_assert_cmpuint (owner->n_receptions, ==, 1);
}

int
main (int argc, char *argv[])
{
  int result = 0;

  fiel_http_prepare_process ();
  g_test_init (&argc, &argv, NULL);
  bench = getnet_bench_start ("cl", FALSE);

  g_test_add_func ("/getnet-relay/heard", test_heard);
  g_test_add_func ("/getnet-relay/opens-at-once", test_opens_at_once);
  g_test_add_func ("/getnet-relay/nobody-hears", test_nobody_hears);
  g_test_add_func ("/getnet-relay/fates", test_fates);
  g_test_add_func ("/getnet-relay/test-call", test_test_call);
  g_test_add_func ("/getnet-relay/dead", test_dead);
  g_test_add_func ("/getnet-relay/no-route", test_no_route);

  result = g_test_run ();
  getnet_bench_stop (bench);

  return result;
}
