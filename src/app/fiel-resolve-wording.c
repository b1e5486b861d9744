/* fiel-resolve-wording.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-resolve-wording.h"

#include "fiel-figure.h"
#include "fiel-return-wording.h"
#include "fiel-wording.h"

#include <glib/gi18n.h>

const char *
fiel_resolve_wording_group (FielResolveGroup group)
{
  switch (group)
    {
    case FIEL_RESOLVE_GROUP_PAYMENTS:
      return _("The result is missing");
    case FIEL_RESOLVE_GROUP_CONFLICTS:
      return _("A later answer contradicts the result");
    case FIEL_RESOLVE_GROUP_UNMATCHED:
      return _("An answer belongs to no payment of this till");
    }

  g_return_val_if_reached ("");
}

const char *
fiel_resolve_wording_news (void)
{
  return _("Something is to be resolved");
}

const char *
fiel_resolve_wording_news_detail (void)
{
  return _("A late or unexpected answer came in. The till says what to do.");
}

/* What is open may be of yesterday: then the day stands there too. */
static char *
format_moment (gint64 wall_us, gint64 now_wall_us)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (wall_us / G_USEC_PER_SEC);
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_local (now_wall_us / G_USEC_PER_SEC);

  if (time == NULL || now == NULL)
    return g_strdup ("");
  if (g_date_time_get_year (time) == g_date_time_get_year (now)
      && g_date_time_get_day_of_year (time) == g_date_time_get_day_of_year (now))
    return g_date_time_format (time, "%H:%M");
  /* Translators: day, month and time of day of something that is to be resolved, as strftime writes them */
  return g_date_time_format (time, _("%m/%d %H:%M"));
}

static char *
describe_asked (FielAttempt *attempt)
{
  const char *provider = fiel_attempt_get_provider_name (attempt);
  guint n_checks = fiel_attempt_get_n_checks (attempt);

  if (n_checks == 0)
    /* Translators: the provider’s name. */
    return g_strdup_printf (_("Fiel asks %s by itself."), provider);
  /* Translators: the provider’s name, how many times. */
  return g_strdup_printf (ngettext ("Fiel keeps asking %s by itself: %u time so far.",
                                    "Fiel keeps asking %s by itself: %u times so far.", n_checks),
                          provider, n_checks);
}

/* -- Payments -- */

static char *
describe_sighting (FielAttempt *attempt)
{
  const char *code = fiel_attempt_get_slip_code (attempt);

  switch (fiel_attempt_get_sighting (attempt))
    {
    case FIEL_SIGHTING_NONE:
      return g_strdup (_("Nobody has said yet what the terminal shows."));
    case FIEL_SIGHTING_APPROVED:
      if (code != NULL)
        /* Translators: %s: the number on the slip */
        return g_strdup_printf (_("Seen on the terminal: approved, slip %s."), code);
      return g_strdup (_("Seen on the terminal: approved."));
    case FIEL_SIGHTING_DECLINED:
      return g_strdup (_("Seen on the terminal: declined or cancelled."));
    case FIEL_SIGHTING_WAITING:
      return g_strdup (_("Seen on the terminal: it still waits for a card."));
    case FIEL_SIGHTING_NOTHING:
      return g_strdup (_("Seen on the terminal: nothing."));
    }

  g_return_val_if_reached (NULL);
}

char *
fiel_resolve_wording_payment (FielAttempt *attempt, gint64 now_wall_us)
{
  g_autofree char *moment = NULL;
  g_autofree char *asked = NULL;
  g_autofree char *sighting = NULL;

  g_return_val_if_fail (FIEL_IS_ATTEMPT (attempt), NULL);

  moment = format_moment (fiel_attempt_get_saved_wall_us (attempt), now_wall_us);
  asked = describe_asked (attempt);
  sighting = describe_sighting (attempt);

  /* Translators: a state ("Not confirmed"), a time, then sentences */
  return g_strdup_printf (_("%s since %s. %s %s"), fiel_wording_look (attempt).word, moment, asked, sighting);
}

static const char *
describe_return_next (FielAttempt *attempt)
{
  if (fiel_attempt_get_phase (attempt) == FIEL_ATTEMPT_PHASE_CHECKING)
    return _("Wait for the answer. Do not return it again.");
  if (fiel_attempt_get_sighting (attempt) == FIEL_SIGHTING_NONE)
    return _("Look at the terminal, open this and say what it shows. Do not return it again.");
  if (fiel_return_wording_is_left_to_people (attempt))
    return _("Ask a manager to compare it with the provider’s list and to record it: waiting may not clear it up. Do "
             "not return it again.");
  return _("Wait, or ask a manager to compare it with the provider’s list. Do not return it again.");
}

const char *
fiel_resolve_wording_payment_next (FielAttempt *attempt)
{
  g_return_val_if_fail (FIEL_IS_ATTEMPT (attempt), "");

  if (fiel_wording_is_return (fiel_attempt_get_kind (attempt)))
    return describe_return_next (attempt);
  if (fiel_attempt_get_phase (attempt) == FIEL_ATTEMPT_PHASE_CHECKING)
    return _("Wait for the answer. Do not charge again.");
  if (fiel_attempt_get_sighting (attempt) == FIEL_SIGHTING_NONE)
    return _("Look at the terminal, open this and say what it shows. Do not charge again.");
  return _("Wait, or ask a manager to compare it with the provider’s list. Do not charge again.");
}

/* -- Alerts -- */

char *
fiel_resolve_wording_alert_place (FielAlert *alert, const FielNumberStyle *style)
{
  FielMoney amount;
  const char *reference;
  const char *terminal;
  g_autoptr (GString) text = NULL;

  g_return_val_if_fail (FIEL_IS_ALERT (alert), NULL);
  g_return_val_if_fail (style != NULL, NULL);

  amount = fiel_alert_get_amount (alert);
  reference = fiel_alert_get_reference (alert);
  terminal = fiel_alert_get_terminal_name (alert);
  text = g_string_new (NULL);

  if (amount.currency != NULL)
    {
      g_autofree char *money = fiel_figure_money (amount, style);

      g_string_append (text, money);
    }
  if (reference != NULL)
    {
      /* Translators: the ticket’s reference. */
      g_autofree char *ticket = g_strdup_printf (_("Ticket %s"), reference);

      g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", ticket);
    }
  if (terminal != NULL)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", terminal);
  if (text->len == 0)
    g_string_append (text, _("Ticket and amount are not known"));

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
is_about_return (FielAlert *alert)
{
  return fiel_wording_is_return (fiel_alert_get_attempt_kind (alert));
}

const char *
fiel_resolve_wording_alert_title (FielAlert *alert)
{
  gboolean back;

  g_return_val_if_fail (FIEL_IS_ALERT (alert), "");

  if (fiel_alert_get_kind (alert) == FIEL_ALERT_UNMATCHED)
    return _("Answer without a payment");

  back = is_about_return (alert);
  switch (fiel_alert_get_contradiction (alert))
    {
    case FIEL_CONTRADICTION_CHARGED_AFTER_ALL:
      /* Translators: question: was money returned, against the record? */
      return back ? _("Returned after all?")
                  /* Translators: question: was money charged, against the record? */
                  : _("Charged after all?");
    case FIEL_CONTRADICTION_NOT_CHARGED_AFTER_ALL:
      return back ? _("Not returned after all?") : _("Not charged after all?");
    case FIEL_CONTRADICTION_NONE:
    case FIEL_CONTRADICTION_UNCLEAR:
      return _("Does not fit together");
    }

  g_return_val_if_reached ("");
}

char *
fiel_resolve_wording_alert_recorded (FielAlert *alert)
{
  FielAttemptKind kind;
  FielOutcome outcome;
  const char *verdict;

  g_return_val_if_fail (FIEL_IS_ALERT (alert), NULL);

  outcome = fiel_alert_get_outcome (alert);
  if (fiel_alert_get_kind (alert) == FIEL_ALERT_UNMATCHED || outcome == FIEL_OUTCOME_NONE)
    return NULL;

  kind = fiel_alert_get_attempt_kind (alert);
  verdict = fiel_wording_verdict (kind, outcome);
  /* Translators: an outcome ("Declined") and a sentence ("The customer was not charged.") */
  return g_strdup_printf (_("%s. %s This record stays as it is."), fiel_wording_look_of_outcome (kind, outcome).word,
                          verdict != NULL ? verdict : "");
}

char *
fiel_resolve_wording_alert_said (FielAlert *alert, const char *provider, gint64 now_wall_us)
{
  g_autofree char *moment = NULL;

  g_return_val_if_fail (FIEL_IS_ALERT (alert), NULL);

  moment = format_moment (fiel_alert_get_wall_us (alert), now_wall_us);
  if (provider == NULL)
    /* Translators: a moment, such as “today 14:05”. */
    return g_strdup_printf (_("Somebody, %s"), moment);
  /* Translators: the provider and a moment */
  return g_strdup_printf (_("%s, %s"), provider, moment);
}

const char *
fiel_resolve_wording_alert_meaning (FielAlert *alert)
{
  gboolean back;

  g_return_val_if_fail (FIEL_IS_ALERT (alert), "");

  if (fiel_alert_get_kind (alert) == FIEL_ALERT_UNMATCHED)
    return _("A payment of another till or another day may have got its answer here. It may also be that somebody "
             "charged a card on the terminal itself, without this till.");

  back = is_about_return (alert);
  switch (fiel_alert_get_contradiction (alert))
    {
    case FIEL_CONTRADICTION_CHARGED_AFTER_ALL:
      return back ? _("The money seems to have been returned, although this till recorded that nothing was.")
                  : _("The customer seems to have been charged, although this till recorded that nothing was.");
    case FIEL_CONTRADICTION_NOT_CHARGED_AFTER_ALL:
      return back ? _("The money seems not to have been returned, although this till recorded that it was.")
                  : _("The customer seems not to have been charged, although this till recorded a charge.");
    case FIEL_CONTRADICTION_NONE:
    case FIEL_CONTRADICTION_UNCLEAR:
      return _("What was said does not fit this payment: another amount, another payment, or one that should not "
               "exist.");
    }

  g_return_val_if_reached ("");
}

const char *
fiel_resolve_wording_alert_next (FielAlert *alert)
{
  gboolean back;

  g_return_val_if_fail (FIEL_IS_ALERT (alert), "");

  if (fiel_alert_get_kind (alert) == FIEL_ALERT_UNMATCHED)
    return _("Compare it with the slips and with the provider’s list. If a customer was charged for nothing, return "
             "the money. Then write down what you found.");

  back = is_about_return (alert);
  switch (fiel_alert_get_contradiction (alert))
    {
    case FIEL_CONTRADICTION_CHARGED_AFTER_ALL:
      return back ? _("Look at the provider’s list. If it was returned, do not return it again, and collect what was "
                      "given in another way. Then write down what you did.")
                  : _("Look at the provider’s list. If it was charged, return the money, or hand over the goods. Then "
                      "write down what you did.");
    case FIEL_CONTRADICTION_NOT_CHARGED_AFTER_ALL:
      return back ? _("Look at the provider’s list. If it was not returned, return it again. Then write down what you "
                      "did.")
                  : _("Look at the provider’s list. If it was not charged, collect the money. Then write down what you "
                      "did.");
    case FIEL_CONTRADICTION_NONE:
    case FIEL_CONTRADICTION_UNCLEAR:
      return _("Compare slip, provider’s list and this record. Put right what is wrong, then write down what you did.");
    }

  g_return_val_if_reached ("");
}

const char *
fiel_resolve_wording_provider (FielEngine *engine, const char *key)
{
  GPtrArray *rows;

  g_return_val_if_fail (FIEL_IS_ENGINE (engine), key);

  rows = fiel_profile_get_terminals (fiel_engine_get_profile (engine));
  for (guint i = 0; key != NULL && i < rows->len; i++)
    {
      const FielProfileTerminal *row = g_ptr_array_index (rows, i);
      FielTerminal *terminal = g_str_equal (row->provider, key) ? fiel_engine_find_terminal (engine, row->key) : NULL;

      if (terminal != NULL)
        return fiel_terminal_get_provider_name (terminal);
    }

  return key;
}
