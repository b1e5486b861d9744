/* test-notifier.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-attempt-private.h"
#include "fiel-fake-desktop.h"
#include "fiel-notifier.h"
#include "fiel-test.h"
#include "fiel-window-test.h"
#include "fiel-wording.h"

#include <string.h>

/* What the desktop is told of payments, for everything that can become of them, while the window is not there at all; the
 * test "notifications" tells the rest with a window. */

typedef struct
{
  FielManualClock *clock;   /* owned */
  FielEngine *engine;       /* owned */
  GtkWindow *window;        /* unowned: GTK's */
  FielNotifier *notifier;   /* owned */
} Fixture;

static gboolean
was_asked (gpointer asked)
{
  return *(gboolean *) asked;
}

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer asked)
{
  g_autoptr (GVariant) answer = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);

  *(gboolean *) asked = TRUE;
}

/* Everything that was sent before has been heard when the bus answers, since both go the same way; once for the call
 * and once for what follows from its answer. */
static char *
listen (void)
{
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);

  for (guint i = 0; i < 2; i++)
    {
      gboolean asked = FALSE;

      fiel_test_drain ();
      g_dbus_connection_call (bus, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "GetId",
                              NULL, NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, asked_cb, &asked);
      fiel_test_run_until (was_asked, &asked, "the bus answers", 20);
    }
  fiel_test_drain ();

  return fiel_fake_desktop_take_told ();
}

static void
set_up (Fixture *fixture, gconstpointer environment)
{
  fixture->clock = fiel_manual_clock_new ();
  fixture->engine = fiel_fake_engine_new (FIEL_CLOCK (fixture->clock), environment, NULL, NULL, NULL);
  fixture->window = GTK_WINDOW (gtk_window_new ());
  fixture->notifier = fiel_notifier_new (g_application_get_default (), fixture->window);
  fiel_notifier_set_engine (fixture->notifier, fixture->engine);
}

static void
tear_down (Fixture *fixture, gconstpointer environment)
{
  g_object_unref (fixture->notifier);
  gtk_window_destroy (fixture->window);
  g_object_unref (fixture->engine);
  g_free (listen ());
  g_object_unref (fixture->clock);
}

#define MINOR 12990
#define REFERENCE "004510"
#define LAST4 "4242"

static FielAttempt *
begin (Fixture *fixture, FielAttemptKind kind)
{
  FielAttempt *attempt = fiel_fake_engine_add_attempt_of (fixture->engine, kind, "norte", MINOR, REFERENCE, NULL);

  fiel_attempt_set_card (attempt, "018734", "VI", "CR", LAST4);
  fiel_attempt_set_state (attempt, FIEL_ATTEMPT_STATE_ACCEPTED, FIEL_OUTCOME_NONE, 0);
  fiel_attempt_set_phase (attempt, FIEL_ATTEMPT_PHASE_WAITING);

  return attempt;
}

static void
end (FielAttempt *attempt, FielOutcome outcome)
{
  fiel_attempt_set_approved (attempt, fiel_attempt_get_amount (attempt));
  fiel_attempt_set_state (attempt, FIEL_ATTEMPT_STATE_CLOSED, outcome, 0);
  fiel_attempt_set_phase (attempt, FIEL_ATTEMPT_PHASE_DONE);
}

static void
assert_told (const char *title, const char *body)
{
  g_autofree char *told = listen ();
  g_autofree char *expected = title != NULL ? g_strdup_printf ("%s|%s\n", title, body) : g_strdup ("");

  g_assert_cmpstr (told, ==, expected);
  g_assert_null (strpbrk (told, "0123456789$"));
}

/* Whatever moves and however it ends: the words that the page has, and no figure. */
static void
test_every_end (Fixture *fixture, gconstpointer data)
{
  static const FielAttemptKind kinds[] = { FIEL_ATTEMPT_KIND_SALE, FIEL_ATTEMPT_KIND_REFUND, FIEL_ATTEMPT_KIND_VOID };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    for (FielOutcome outcome = FIEL_OUTCOME_APPROVED; outcome < FIEL_N_OUTCOMES; outcome++)
      {
        FielAttempt *attempt = begin (fixture, kinds[i]);

        assert_told (NULL, NULL);
        end (attempt, outcome);
        assert_told (fiel_wording_look_of_outcome (kinds[i], outcome).word, fiel_wording_verdict (kinds[i], outcome));
      }
}

/* It is told once, what comes of it takes its place, and what is looked at again is taken back. */
static void
test_not_confirmed (Fixture *fixture, gconstpointer data)
{
  FielAttempt *attempt = begin (fixture, FIEL_ATTEMPT_KIND_SALE);
  g_autofree char *told = NULL;

  fiel_attempt_set_phase (attempt, FIEL_ATTEMPT_PHASE_CHECKING);
  assert_told (NULL, NULL);
  fiel_attempt_set_phase (attempt, FIEL_ATTEMPT_PHASE_UNCONFIRMED);
  assert_told ("TEST · Not confirmed",
               "We do not know yet whether the customer was charged. Do not charge again.");
  fiel_attempt_set_phase (attempt, FIEL_ATTEMPT_PHASE_CHECKING);
  told = listen ();
  g_assert_cmpstr (told, ==, "-\n");
  end (attempt, FIEL_OUTCOME_DECLINED);
  assert_told ("TEST · Declined", "The customer was not charged.");
}

/* An attempt that the engine follows up by itself has no end of its own. */
static void
test_followed_up (Fixture *fixture, gconstpointer data)
{
  FielAttempt *attempt = begin (fixture, FIEL_ATTEMPT_KIND_SALE);

  fiel_attempt_set_followed_up (attempt, TRUE);
  end (attempt, FIEL_OUTCOME_REFUSED);
  assert_told (NULL, NULL);
  fiel_attempt_set_followed_up (attempt, FALSE);
  assert_told (fiel_wording_look_of_outcome (FIEL_ATTEMPT_KIND_SALE, FIEL_OUTCOME_REFUSED).word,
               "The customer was not charged.");
}

int
main (int argc, char *argv[])
{
  fiel_window_test_init (&argc, &argv);

  g_test_add ("/notifier/every-end", Fixture, "production", set_up, test_every_end, tear_down);
  g_test_add ("/notifier/not-confirmed", Fixture, "test", set_up, test_not_confirmed, tear_down);
  g_test_add ("/notifier/followed-up", Fixture, "production", set_up, test_followed_up, tear_down);

  return g_test_run ();
}
