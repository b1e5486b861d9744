/* sim-cashier.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-cashier.h"

#include "fiel-refund-desk.h"
#include "sim-checker.h"
#include "sim-cloud.h"
#include "sim-till.h"

struct _SimCashier
{
  guint n_wishes;        /* still to come */
  guint n_tickets;
  guint n_pending;       /* presses that are planned */
  guint turn;
  gint64 night_ends_us;
};

/* A wish that may be said again as a new ticket. */
typedef struct
{
  SimCashier *cashier;
  char *terminal;        /* owned: key */
  char *reference;       /* owned, nullable */
  gint64 amount;
  gboolean new_ticket;
} SimWish;

static void take_turn (gpointer data);

static guint32
draw (guint32 bound)
{
  return sim_random_draw (sim_world->random, SIM_STREAM_CASHIER, bound);
}

static gboolean
strikes (SimFault fault)
{
  return sim_strikes (SIM_STREAM_CASHIER, fault);
}

/* From a microsecond to a minute, every size as likely as every other: the worst moments are close together. */
static gint64
draw_moment (void)
{
  guint size = draw (26);

  return (G_GINT64_CONSTANT (1) << size) + (gint64) draw (64) * (G_GINT64_CONSTANT (1) << size) / 64;
}

SimCashier *
sim_cashier_new (void)
{
  SimCashier *self = g_new0 (SimCashier, 1);

  self->n_wishes = 8 + sim_random_draw (sim_world->random, SIM_STREAM_PLAN, 17);

  return self;
}

void
sim_cashier_free (SimCashier *self)
{
  g_free (self);
}

gboolean
sim_cashier_is_done (SimCashier *self)
{
  return self->n_wishes == 0 && self->n_pending == 0;
}

static void
plan_turn (SimCashier *self, gint64 delay_us)
{
  self->turn = sim_later (SIM_SIDE_WORLD, delay_us, take_turn, self, NULL);
}

void
sim_cashier_begin (SimCashier *self)
{
  plan_turn (self, SIM_SECONDS (1));
}

/* Wishes */

static void
wish_free (SimWish *wish)
{
  g_free (wish->terminal);
  g_free (wish->reference);
  g_free (wish);
}

static void
charged_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  SimWish *wish = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FielAttempt) attempt = fiel_engine_charge_finish (FIEL_ENGINE (source), result, &error);

  if (attempt == NULL && sim_till_is_alive (sim_world->till))
    sim_note ("refused", error->code, 0, "%s", error->message);
  wish_free (wish);
}

/* @wish: (transfer full) */
static void
charge (SimWish *wish)
{
  FielEngine *engine = sim_till_get_engine (sim_world->till);
  FielTerminal *terminal = engine != NULL ? fiel_engine_find_terminal (engine, wish->terminal) : NULL;
  const FielCurrency *currency = fiel_profile_get_currency (sim_world_get_profile (sim_world->store));

  if (terminal == NULL)
    {
      wish_free (wish);
      return;
    }

  sim_note ("charge", wish->amount, wish->new_ticket, "%" G_GINT64_FORMAT " on %s, ticket %s%s", wish->amount,
            wish->terminal, wish->reference != NULL ? wish->reference : "(next)",
            wish->new_ticket ? ", a new one" : "");
  if (wish->reference != NULL)
    sim_checker_wish (sim_world->checker, wish->reference, wish->new_ticket);
  fiel_engine_charge_async (engine, terminal, fiel_money_make (wish->amount, currency), wish->reference,
                            wish->new_ticket, "ana", charged_cb, wish);
}

static const SimPayment *
pick_payment (gboolean open)
{
  GPtrArray *payments = sim_shadow_get_payments (sim_checker_get_shadow (sim_world->checker));
  const SimPayment *payment = NULL;

  if (payments->len == 0)
    return NULL;

  payment = g_ptr_array_index (payments, payments->len - 1 - draw (MIN (payments->len, 4)));

  return !open || payment->state != FIEL_ATTEMPT_STATE_CLOSED ? payment : NULL;
}

static SimWish *
make_wish (SimCashier *self)
{
  SimWish *wish = g_new0 (SimWish, 1);
  const SimPayment *again = strikes (SIM_FAULT_SAME_TICKET) ? pick_payment (FALSE) : NULL;

  wish->cashier = self;
  wish->terminal = g_strdup (sim_cloud_get_terminal (sim_world->cloud, draw (SIM_N_TERMINALS))->key);
  wish->amount = 1000 * (1 + (gint64) draw (8));
  if (again != NULL)
    {
      wish->reference = g_strdup (again->reference);
      wish->amount = draw (4) == 3 ? wish->amount : again->amount;
      wish->new_ticket = draw (4) == 3;
    }
  else if (draw (2) == 1)
    {
      wish->reference = g_strdup_printf ("T-%u", ++self->n_tickets);
    }

  return wish;
}

/* Money back */

static void
refunded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FielAttempt) attempt = fiel_refund_desk_refund_finish (FIEL_REFUND_DESK (source), result, &error);

  if (attempt == NULL && sim_till_is_alive (sim_world->till))
    sim_note ("refused", error->code, 1, "%s", error->message);
}

/* What the cashier reads on the customer's slip, whether it is asked for or not; sometimes wrong, and then it is on no
 * slip at all. (nullable): nothing is typed. (transfer full) */
static char *
read_slip (const SimPayment *payment)
{
  const SimSale *sale = sim_cloud_find_sale (sim_world->cloud, payment->id);

  if (draw (3) == 2)
    return NULL;
  if (sale == NULL || !sale->is_booked || draw (8) == 7)
    return g_strdup ("999999");

  return g_strdup_printf ("%06" G_GINT64_FORMAT, sale->authorization);
}

/* The whole, a part, or more than there is; of one of the last payments, whatever it is; mostly where it was taken. */
static void
give_back (const SimPayment *payment)
{
  g_autofree char *code = read_slip (payment);
  FielEngine *engine = sim_till_get_engine (sim_world->till);
  FielRefundDesk *desk = engine != NULL ? fiel_engine_get_refund_desk (engine) : NULL;
  const FielCurrency *currency = fiel_profile_get_currency (sim_world_get_profile (sim_world->store));
  const gint64 amounts[] = { payment->amount, payment->amount, payment->amount, 1000, payment->amount / 2, 8000 };
  const FielRefundOrder order = {
    .original = payment->id,
    .terminal = draw (8) == 7 ? sim_cloud_get_terminal (sim_world->cloud, draw (SIM_N_TERMINALS))->key : NULL,
    .amount = fiel_money_make (amounts[draw (G_N_ELEMENTS (amounts))], currency),
    .purpose = "Wrong size",
    .actor = "ana",
    .authorization = code,
  };

  if (desk == NULL)
    return;

  sim_note ("give-back", sim_log_digest_text (payment->id), order.amount.minor, "%" G_GINT64_FORMAT " of %s",
            order.amount.minor, payment->id);
  fiel_refund_desk_refund_async (desk, &order, refunded_cb, NULL);
}

static void
give_back_planned (gpointer data)
{
  SimCashier *self = data;
  const SimPayment *payment = pick_payment (FALSE);

  self->n_pending--;
  if (payment == NULL)
    return;

  give_back (payment);
  if (draw (4) == 3)
    give_back (payment);
}

/* Buttons */

typedef void (*SimPress) (FielEngine *engine, FielAttempt *attempt);

static void
press_cancel (FielEngine *engine, FielAttempt *attempt)
{
  fiel_engine_ask_cancel (engine, attempt, NULL);
}

static void
press_check (FielEngine *engine, FielAttempt *attempt)
{
  fiel_engine_check_now (engine, attempt, NULL);
}

static void
press_park (FielEngine *engine, FielAttempt *attempt)
{
  fiel_engine_set_parked (engine, attempt, !fiel_attempt_get_parked (attempt), NULL);
}

static void
press_probe (FielEngine *engine, FielAttempt *attempt)
{
  fiel_engine_probe_terminals (engine, NULL, TRUE);
}

static void
press (gpointer data)
{
  static const SimPress buttons[] = { press_check, press_cancel, press_cancel, press_park, press_probe };
  static const char *const names[] = { "check now", "cancel", "cancel", "park", "probe" };
  SimCashier *self = data;
  FielEngine *engine = sim_till_get_engine (sim_world->till);
  const SimPayment *payment = pick_payment (TRUE);
  guint which = draw (G_N_ELEMENTS (buttons));
  FielAttempt *attempt = engine != NULL && payment != NULL ? fiel_engine_find_attempt (engine, payment->id) : NULL;

  self->n_pending--;
  if (attempt == NULL)
    return;

  sim_note ("press", which, 0, "%s: %s", payment->id, names[which]);
  buttons[which] (engine, attempt);
}

static void
charge_planned (gpointer data)
{
  SimCashier *self = data;

  self->n_pending--;
  charge (make_wish (self));
}

/* A manager decides, right or wrong. */
static void
record_by_hand (gpointer data)
{
  SimCashier *self = data;
  FielEngine *engine = sim_till_get_engine (sim_world->till);
  const SimPayment *payment = pick_payment (TRUE);
  gboolean charged = draw (2) == 0;
  FielAttempt *attempt = engine != NULL && payment != NULL ? fiel_engine_find_attempt (engine, payment->id) : NULL;

  self->n_pending--;
  if (attempt == NULL)
    return;

  if (fiel_engine_record_by_hand (engine, attempt, charged, "the slip says so", "manager", "witness", NULL))
    {
      sim_checker_hand (sim_world->checker, payment->id, charged);
      sim_note ("hand", charged, 0, "%s: recorded as %s", payment->id, charged ? "charged" : "not charged");
    }
}

static void
kill_program (gpointer data)
{
  SimCashier *self = data;

  self->n_pending--;
  sim_till_kill (sim_world->till, FALSE, FALSE, draw_moment ());
}

static void
reboot (gpointer data)
{
  SimCashier *self = data;

  self->n_pending--;
  sim_till_kill (sim_world->till, FALSE, TRUE, SIM_SECONDS (30));
}

static void
cut_power (gpointer data)
{
  SimCashier *self = data;

  self->n_pending--;
  sim_till_kill (sim_world->till, TRUE, TRUE, SIM_SECONDS (30));
}

static void
stop (gpointer data)
{
  SimCashier *self = data;

  self->n_pending--;
  sim_till_stop (sim_world->till, draw_moment ());
}

/* At the worst moment, or while the customer is at the machine. */
static void
plan_press (SimCashier *self, SimFunc func)
{
  gint64 delay_us = draw (3) == 2 ? (gint64) draw (256) * SIM_MS (25) : draw_moment ();

  self->n_pending++;
  sim_later (SIM_SIDE_WORLD, delay_us, func, self, NULL);
}

/* The world around */

static void
switch_on (gpointer data)
{
  ((SimTerminal *) data)->is_off = FALSE;
}

static void
switch_off (void)
{
  SimTerminal *terminal = sim_cloud_get_terminal (sim_world->cloud, draw (SIM_N_TERMINALS));

  terminal->is_off = TRUE;
  sim_later (SIM_SIDE_WORLD, sim_random_us (sim_world->random, SIM_STREAM_CASHIER, SIM_SECONDS (1), SIM_SECONDS (400)),
             switch_on, terminal, NULL);
}

static void
pull_cable (gpointer data)
{
  SimCashier *self = data;

  self->n_pending--;
  sim_world->outage_until_us =
    sim_now_us () + sim_random_us (sim_world->random, SIM_STREAM_CASHIER, SIM_SECONDS (5), SIM_SECONDS (500));
  sim_note ("outage", sim_world->outage_until_us, 0, "the cable is out");
}

static void
jump_wall_clock (gpointer data)
{
  static const gint64 jumps[] = { -1, 1, -3600, 3600, -86400, 86400, 10 * 86400, -400 * 86400 };
  gint64 jump_us = jumps[draw (G_N_ELEMENTS (jumps))] * G_USEC_PER_SEC;

  if (!sim_world->wall_stands_still)
    sim_clock_jump_wall (sim_world->clock, jump_us);
}

static void
batches_close (gpointer data)
{
  sim_cloud_close_batches (sim_world->cloud);
}

/* The shop closes; the terminals' batches are closed too, and the till comes back in the morning. */
static gint64
sleep_over_night (void)
{
  gint64 night_us = SIM_SECONDS (4 * 3600) + (gint64) draw (16) * SIM_SECONDS (1200);

  sim_note ("night", night_us, 0, "the shop closes");
  if (draw (2) == 0)
    sim_till_stop (sim_world->till, night_us);
  else
    sim_till_kill (sim_world->till, FALSE, draw (2) == 1, night_us);
  sim_later (SIM_SIDE_WORLD, SIM_SECONDS (3 * 3600), batches_close, NULL, NULL);

  return night_us + SIM_SECONDS (10);
}

static gint64
draw_pause (void)
{
  return draw (4) == 3 ? SIM_MS (50) : SIM_SECONDS (2) + (gint64) draw (16) * SIM_MS (500);
}

static void
do_harm (SimCashier *self)
{
  if (strikes (SIM_FAULT_IMPATIENCE))
    for (guint n = 1 + draw (3); n > 0; n--)
      plan_press (self, press);
  if (strikes (SIM_FAULT_SAME_TICKET))
    plan_press (self, charge_planned);
  if (strikes (SIM_FAULT_GIVE_BACK))
    for (guint n = 1 + draw (2); n > 0; n--)
      plan_press (self, give_back_planned);
  if (strikes (SIM_FAULT_BY_HAND))
    plan_press (self, record_by_hand);
  if (strikes (SIM_FAULT_KILL))
    plan_press (self, kill_program);
  if (strikes (SIM_FAULT_POWER_CUT))
    plan_press (self, cut_power);
  if (strikes (SIM_FAULT_REBOOT))
    plan_press (self, reboot);
  if (strikes (SIM_FAULT_STOP))
    plan_press (self, stop);
  if (sim_now_us () >= sim_world->outage_until_us && strikes (SIM_FAULT_OUTAGE))
    {
      self->n_pending++;
      sim_later (SIM_SIDE_WORLD,
                 sim_random_us (sim_world->random, SIM_STREAM_CASHIER, SIM_MS (1), SIM_SECONDS (60)), pull_cable, self,
                 NULL);
    }
  if (strikes (SIM_FAULT_TERMINAL_OFF))
    switch_off ();
  if (strikes (SIM_FAULT_WALL_JUMP))
    for (guint n = 0; n < 3; n++)
      sim_later (SIM_SIDE_WORLD, sim_random_us (sim_world->random, SIM_STREAM_CASHIER, 0, SIM_SECONDS (500)),
                 jump_wall_clock, NULL, NULL);
}

static void
take_turn (gpointer data)
{
  SimCashier *self = data;
  FielEngine *engine = sim_till_get_engine (sim_world->till);
  gint64 pause_us = draw_pause ();

  self->turn = 0;
  if (engine == NULL)
    {
      plan_turn (self, SIM_SECONDS (2));
      return;
    }

  charge (make_wish (self));
  do_harm (self);
  self->n_wishes--;
  if (self->n_wishes > 0 && strikes (SIM_FAULT_NIGHT))
    pause_us = sleep_over_night ();
  if (self->n_wishes > 0)
    plan_turn (self, pause_us);
}
