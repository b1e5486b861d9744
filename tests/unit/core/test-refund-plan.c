/* test-refund-plan.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-refund-plan.h"

/* A void and a return that are possible in every respect. */
static FielRefundFacts
make_facts (void)
{
  return (FielRefundFacts){
    .kind = FIEL_ATTEMPT_KIND_SALE,
    .closed = TRUE,
    .sold_minor = 1000,
    .has_authorization = TRUE,
    .has_operation = TRUE,
    .has_date = TRUE,
  };
}

static const FielRefundMeans everything = { TRUE, TRUE, TRUE };

#define assert_plan(plan, expected_kind, expected_obstacle) \
  G_STMT_START \
  { \
    const FielRefundPlan plan_ = plan; \
    g_assert_cmpint (plan_.kind, ==, FIEL_REFUND_KIND_##expected_kind); \
    g_assert_cmpint (plan_.obstacle, ==, FIEL_REFUND_OBSTACLE_##expected_obstacle); \
  } \
  G_STMT_END

static void
test_open_batch (void)
{
  const FielRefundFacts facts = make_facts ();

  assert_plan (fiel_refund_plan_whole (&facts, &everything), VOID, NONE);
  assert_plan (fiel_refund_plan_part (&facts, &everything), RETURN, NONE);
  assert_plan (fiel_refund_plan_amount (&facts, &everything, 1000), VOID, NONE);
  assert_plan (fiel_refund_plan_amount (&facts, &everything, 999), RETURN, NONE);
  assert_plan (fiel_refund_plan_amount (&facts, &everything, 1001), NONE, AMOUNT);
  assert_plan (fiel_refund_plan_amount (&facts, &everything, 0), NONE, AMOUNT);
  assert_plan (fiel_refund_plan_amount (&facts, &everything, -1), NONE, AMOUNT);
}

/* Each of these alone turns the void into a return of the same amount. */
static void
test_no_void (void)
{
  const FielRefundMeans no_void = { FALSE, TRUE, FALSE };
  FielRefundFacts facts = make_facts ();

  assert_plan (fiel_refund_plan_whole (&facts, &no_void), RETURN, NONE);
  facts.batch_closed = TRUE;
  assert_plan (fiel_refund_plan_whole (&facts, &everything), RETURN, NONE);
  facts = make_facts ();
  facts.elsewhere = TRUE;
  assert_plan (fiel_refund_plan_whole (&facts, &everything), RETURN, NONE);
  facts = make_facts ();
  facts.void_declined = TRUE;
  assert_plan (fiel_refund_plan_whole (&facts, &everything), RETURN, NONE);
  facts = make_facts ();
  facts.has_operation = FALSE;
  assert_plan (fiel_refund_plan_whole (&facts, &everything), RETURN, NONE);
  facts = make_facts ();
  facts.returned_minor = 1;
  assert_plan (fiel_refund_plan_amount (&facts, &everything, 999), RETURN, NONE);
}

/* A void needs neither authorization nor date, so a sale without them can still be cancelled whole. */
static void
test_void_alone (void)
{
  const FielRefundMeans no_return = { TRUE, FALSE, FALSE };
  FielRefundFacts facts = make_facts ();

  assert_plan (fiel_refund_plan_part (&facts, &no_return), NONE, NOT_OFFERED);
  assert_plan (fiel_refund_plan_whole (&facts, &no_return), VOID, NONE);
  facts.has_authorization = FALSE;
  assert_plan (fiel_refund_plan_part (&facts, &everything), NONE, NO_AUTHORIZATION);
  assert_plan (fiel_refund_plan_whole (&facts, &everything), VOID, NONE);
  facts = make_facts ();
  facts.has_date = FALSE;
  assert_plan (fiel_refund_plan_part (&facts, &everything), NONE, NO_DATE);
  assert_plan (fiel_refund_plan_whole (&facts, &everything), VOID, NONE);
}

/* What is typed from the slip stands in for the sale's authorization, and for nothing else. */
static void
test_slip (void)
{
  const FielRefundMeans no_return = { TRUE, FALSE, FALSE };
  FielRefundFacts facts = make_facts ();

  facts.has_slip = TRUE;
  g_assert_false (fiel_refund_plan_part (&facts, &everything).by_slip);
  facts.has_authorization = FALSE;
  assert_plan (fiel_refund_plan_part (&facts, &everything), RETURN, NONE);
  g_assert_true (fiel_refund_plan_part (&facts, &everything).by_slip);
  assert_plan (fiel_refund_plan_whole (&facts, &everything), VOID, NONE);
  g_assert_false (fiel_refund_plan_whole (&facts, &everything).by_slip);
  assert_plan (fiel_refund_plan_amount (&facts, &everything, 1001), NONE, AMOUNT);
  assert_plan (fiel_refund_plan_part (&facts, &no_return), NONE, NOT_OFFERED);
  facts.has_operation = FALSE;
  assert_plan (fiel_refund_plan_whole (&facts, &everything), RETURN, NONE);
  g_assert_true (fiel_refund_plan_whole (&facts, &everything).by_slip);
  facts.has_date = FALSE;
  assert_plan (fiel_refund_plan_whole (&facts, &everything), NONE, NO_DATE);
  g_assert_false (fiel_refund_plan_whole (&facts, &everything).by_slip);
  facts.return_open = TRUE;
  assert_plan (fiel_refund_plan_whole (&facts, &everything), NONE, RETURN_OPEN);
}

static void
test_obstacles (void)
{
  FielRefundFacts facts = make_facts ();

  facts.returned_minor = 1000;
  assert_plan (fiel_refund_plan_whole (&facts, &everything), NONE, NOTHING_LEFT);
  facts.return_open = TRUE;
  assert_plan (fiel_refund_plan_whole (&facts, &everything), NONE, RETURN_OPEN);
  facts.sold_minor = 0;
  assert_plan (fiel_refund_plan_whole (&facts, &everything), NONE, NOT_CHARGED);
  facts.in_conflict = TRUE;
  assert_plan (fiel_refund_plan_whole (&facts, &everything), NONE, CONFLICT);
  facts.closed = FALSE;
  assert_plan (fiel_refund_plan_whole (&facts, &everything), NONE, OPEN);
  facts.kind = FIEL_ATTEMPT_KIND_REFUND;
  assert_plan (fiel_refund_plan_whole (&facts, &everything), NONE, NOT_A_SALE);
  facts.kind = FIEL_ATTEMPT_KIND_VOID;
  assert_plan (fiel_refund_plan_part (&facts, &everything), NONE, NOT_A_SALE);
}

static void
test_unbound (void)
{
  const FielRefundMeans no_date = { TRUE, TRUE, FALSE };
  const FielRefundMeans no_return = { TRUE, FALSE, FALSE };

  assert_plan (fiel_refund_plan_unbound (&everything, TRUE, TRUE), RETURN, NONE);
  assert_plan (fiel_refund_plan_unbound (&everything, TRUE, FALSE), NONE, NO_DATE);
  assert_plan (fiel_refund_plan_unbound (&no_date, TRUE, FALSE), RETURN, NONE);
  assert_plan (fiel_refund_plan_unbound (&no_date, FALSE, TRUE), NONE, NO_AUTHORIZATION);
  assert_plan (fiel_refund_plan_unbound (&no_return, TRUE, TRUE), NONE, NOT_OFFERED);
}

/* The whole product */

static const gint64 sold_values[] = { 0, 1, 1000 };
static const gint64 returned_values[] = { 0, 1, 999, 1000, 1500 };
static const gint64 amounts[] = { G_MININT64, -1, 0, 1, 999, 1000, 1001, G_MAXINT64 };

#define N_FLAGS 13
#define TAKE(bits, n) (((bits) >> (n) & 1u) != 0)

static FielRefundFacts
facts_of (guint kind, guint bits, gint64 sold, gint64 returned)
{
  return (FielRefundFacts){
    .kind = (FielAttemptKind) kind,
    .sold_minor = sold,
    .returned_minor = returned,
    .closed = TAKE (bits, 0),
    .return_open = TAKE (bits, 1),
    .in_conflict = TAKE (bits, 2),
    .void_declined = TAKE (bits, 3),
    .batch_closed = TAKE (bits, 4),
    .elsewhere = TAKE (bits, 5),
    .has_authorization = TAKE (bits, 6),
    .has_operation = TAKE (bits, 7),
    .has_date = TAKE (bits, 8),
    .has_slip = TAKE (bits, 12),
  };
}

static gboolean
may_return (const FielRefundFacts *facts, const FielRefundMeans *means)
{
  return means->can_return && (facts->has_authorization || facts->has_slip) && (facts->has_date || !means->return_wants_date);
}

/* What has to hold of any amount, said without the order in which the plan looks at things. */
static void
check_amount (const FielRefundFacts *facts, const FielRefundMeans *means, gint64 minor)
{
  const FielRefundPlan plan = fiel_refund_plan_amount (facts, means, minor);
  const gboolean sound = facts->kind == FIEL_ATTEMPT_KIND_SALE && facts->closed && !facts->in_conflict
                         && !facts->return_open && minor > 0 && facts->sold_minor > facts->returned_minor
                         && minor <= facts->sold_minor - facts->returned_minor;
  const gboolean voidable = means->can_void && facts->has_operation && !facts->batch_closed && !facts->elsewhere
                            && !facts->void_declined && facts->returned_minor == 0 && minor == facts->sold_minor;

  g_assert_cmpint (plan.kind == FIEL_REFUND_KIND_NONE, ==, plan.obstacle != FIEL_REFUND_OBSTACLE_NONE);
  g_assert_cmpint (plan.kind == FIEL_REFUND_KIND_VOID, ==, sound && voidable);
  g_assert_cmpint (plan.kind == FIEL_REFUND_KIND_RETURN, ==, sound && !voidable && may_return (facts, means));
  g_assert_cmpint (plan.by_slip, ==, plan.kind == FIEL_REFUND_KIND_RETURN && !facts->has_authorization);
}

/* What the offer says of the whole and of a part is what an order of that amount meets. */
static void
check_offer (const FielRefundFacts *facts, const FielRefundMeans *means)
{
  const gint64 remaining = fiel_refund_plan_get_remaining (facts);
  const FielRefundPlan whole = fiel_refund_plan_whole (facts, means);
  const FielRefundPlan part = fiel_refund_plan_part (facts, means);
  const FielRefundPlan all = fiel_refund_plan_amount (facts, means, remaining);
  const FielRefundPlan some = fiel_refund_plan_amount (facts, means, remaining - 1);

  g_assert_cmpint (remaining, >=, 0);
  g_assert_cmpint (remaining, <=, facts->sold_minor);
  g_assert_cmpint (part.kind, !=, FIEL_REFUND_KIND_VOID);
  g_assert_cmpint (part.kind == FIEL_REFUND_KIND_NONE, ==, part.obstacle != FIEL_REFUND_OBSTACLE_NONE);
  g_assert_cmpint (whole.kind, ==, all.kind);
  g_assert_cmpint (whole.obstacle, ==, all.obstacle);
  g_assert_cmpint (whole.by_slip, ==, all.by_slip);
  if (remaining > 1)
    {
      g_assert_cmpint (part.kind, ==, some.kind);
      g_assert_cmpint (part.obstacle, ==, some.obstacle);
    }
}

static void
check_bits (guint kind, guint bits)
{
  const FielRefundMeans means = { TAKE (bits, 9), TAKE (bits, 10), TAKE (bits, 11) };

  for (gsize s = 0; s < G_N_ELEMENTS (sold_values); s++)
    for (gsize r = 0; r < G_N_ELEMENTS (returned_values); r++)
      {
        const FielRefundFacts facts = facts_of (kind, bits, sold_values[s], returned_values[r]);

        check_offer (&facts, &means);
        for (gsize a = 0; a < G_N_ELEMENTS (amounts); a++)
          check_amount (&facts, &means, amounts[a]);
      }
}

static void
test_product (void)
{
  for (guint kind = FIEL_ATTEMPT_KIND_SALE; kind <= FIEL_ATTEMPT_KIND_VOID; kind++)
    for (guint bits = 0; bits < 1u << N_FLAGS; bits++)
      check_bits (kind, bits);
}

/* A code that is too long for a ticket is known by its end. */
static void
test_slips (void)
{
  g_autofree char *usual = fiel_refund_plan_make_slip_ticket ("312621");
  g_autofree char *longest = fiel_refund_plan_make_slip_ticket ("123456789012345");
  g_autofree char *too_long = fiel_refund_plan_make_slip_ticket ("0123456789012345");

  g_assert_cmpstr (usual, ==, "SLIP-312621");
  g_assert_cmpstr (longest, ==, "SLIP-123456789012345");
  g_assert_cmpstr (too_long, ==, longest);
}

static void
test_nicks (void)
{
  for (guint i = 0; i < FIEL_N_REFUND_OBSTACLES; i++)
    g_assert_nonnull (fiel_enum_nick (FIEL_TYPE_REFUND_OBSTACLE, (int) i));
  g_assert_cmpstr (fiel_enum_nick (FIEL_TYPE_REFUND_KIND, FIEL_REFUND_KIND_VOID), ==, "void");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/refund-plan/open-batch", test_open_batch);
  g_test_add_func ("/core/refund-plan/no-void", test_no_void);
  g_test_add_func ("/core/refund-plan/void-alone", test_void_alone);
  g_test_add_func ("/core/refund-plan/slip", test_slip);
  g_test_add_func ("/core/refund-plan/obstacles", test_obstacles);
  g_test_add_func ("/core/refund-plan/unbound", test_unbound);
  g_test_add_func ("/core/refund-plan/product", test_product);
  g_test_add_func ("/core/refund-plan/slips", test_slips);
  g_test_add_func ("/core/refund-plan/nicks", test_nicks);

  return g_test_run ();
}
