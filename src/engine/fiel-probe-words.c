/* fiel-probe-words.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-probe-words.h"

#include <glib/gi18n-lib.h>

/* The words of the probe: each trouble with what to do about it, for a store manager who never saw a certificate. */

const char *
fiel_probe_words_title (FielProbeStepKind kind)
{
  switch (kind)
    {
    case FIEL_PROBE_STEP_NAME:
      return _ ("Name on the network");
    case FIEL_PROBE_STEP_CONNECTION:
      /* Translators: name of a check: the connection is secure */
      return _ ("Connection and certificate");
    case FIEL_PROBE_STEP_CLOCK:
      return _ ("Clock of this till");
    case FIEL_PROBE_STEP_SIGN_IN:
      /* Translators: name of a check: the provider takes the account’s secret */
      return _ ("Signing in");
    case FIEL_PROBE_STEP_TERMINALS:
      return _ ("Terminals of the account");
    case FIEL_PROBE_STEP_TERMINAL:
      return _ ("Terminal");
    case FIEL_PROBE_STEP_RELAY:
      /* Translators: name of a check: the relay that keeps callbacks answers */
      return _ ("Relay for callbacks");
    case FIEL_PROBE_STEP_PORT:
      return _ ("Port of this till for callbacks");
    case FIEL_PROBE_STEP_CALLBACK:
      return _ ("Test to the callback address");
    case FIEL_PROBE_STEP_RETURN:
      return _ ("Test back over the relay");
    }

  g_return_val_if_reached ("");
}

typedef struct
{
  FielTrouble trouble;
  const char *sentence;
} Row;

/* %s is the provider. What needs more than its name has words of its own, below. */
static const Row rows[] = {
  { FIEL_TROUBLE_NAME_NOT_FOUND,
    /* Translators: the provider’s name. */
    N_ ("The server of %s is not found. Check the address and this till’s internet connection.") },
  { FIEL_TROUBLE_REFUSED,
    /* Translators: the provider’s name. */
    N_ ("%s cannot be reached. Check the address, the internet connection and the store’s firewall.") },
  { FIEL_TROUBLE_TIMED_OUT,
    /* Translators: the provider’s name. */
    N_ ("%s does not answer in time. Check the internet connection, and try again in a minute.") },
  { FIEL_TROUBLE_CUT,
    /* Translators: the provider’s name. */
    N_ ("The connection to %s breaks off. Check the internet connection and the store’s firewall.") },
  { FIEL_TROUBLE_NOT_TLS,
    /* Translators: the provider’s name. */
    N_ ("What answers in place of %s does not speak securely. Check the address, and whether this network "
        "asks you to log in first.") },
  { FIEL_TROUBLE_CERTIFICATE_UNTRUSTED,
    /* Translators: the provider’s name. */
    N_ ("%s shows a certificate that nobody here knows. Check the address, and whether something on this "
        "network reads along.") },
  { FIEL_TROUBLE_CERTIFICATE_NAME,
    /* Translators: the provider’s name. */
    N_ ("The certificate belongs to another server than the one of %s. Check the address.") },
  { FIEL_TROUBLE_CERTIFICATE,
    /* Translators: the provider’s name. */
    N_ ("The certificate of %s is not good. Check the address, or ask the provider.") },
  { FIEL_TROUBLE_NO_DATE,
    /* Translators: the provider’s name. */
    N_ ("%s does not say what time it is, so this till’s clock could not be compared. Check it yourself.") },
  { FIEL_TROUBLE_NO_SECRET,
    /* Translators: the provider’s name. */
    N_ ("There is no client secret for %s. Type the one that came with the account.") },
  { FIEL_TROUBLE_NO_KEY,
    /* Translators: the provider’s name. */
    N_ ("There is no API key for %s. Type it, or clear the name of its header if you have none.") },
  { FIEL_TROUBLE_CREDENTIALS,
    /* Translators: the provider’s name. */
    N_ ("%s does not accept this account. Check client ID and secret, and that they belong to this "
        "environment and country.") },
  { FIEL_TROUBLE_FORBIDDEN,
    /* Translators: the provider’s name. */
    N_ ("%s does not let this till through. Check the API key and the name of its header, or ask whether "
        "this shop’s internet address is admitted.") },
  { FIEL_TROUBLE_SERVER,
    /* Translators: the provider’s name. */
    N_ ("%s has trouble of its own. Try again in a few minutes, or ask the provider.") },
  { FIEL_TROUBLE_UNREADABLE,
    /* Translators: the provider’s name. */
    N_ ("What answers does not speak like %s. Check the address.") },
  { FIEL_TROUBLE_NO_TERMINALS,
    /* Translators: the provider’s name. */
    N_ ("This account has no terminals at %s. Ask the provider to add yours, or type its numbers.") },
  { FIEL_TROUBLE_TERMINAL_UNKNOWN,
    /* Translators: the provider’s name. */
    N_ ("%s does not know this terminal. Check the numbers on its label.") },
  { FIEL_TROUBLE_TERMINAL_FOREIGN,
    /* Translators: the provider’s name. */
    N_ ("At %s this terminal belongs to another merchant. Check its numbers, or the account.") },
  { FIEL_TROUBLE_TERMINAL_OFF,
    /* Translators: the provider’s name. */
    N_ ("%s does not reach this terminal. Switch it on, and see that it has a network and waits for the "
        "till.") },
  { FIEL_TROUBLE_SHARED_TOKEN,
    N_ ("Another till asks the relay with the same token. Give each till a token of its own.") },
  { FIEL_TROUBLE_PORT_TAKEN,
    N_ ("This till cannot listen to its port: another program has it. Choose another port, or end that program.") },
  { FIEL_TROUBLE_NOT_BACK,
    N_ ("The test was taken and did not come back. Check that the callback address is that of this shop at "
        "this relay.") },
};

/* The way of a callback. The last row holds for every trouble that has none. */
static const Row relay_rows[] = {
  { FIEL_TROUBLE_NAME_NOT_FOUND,
    N_ ("The relay is not found. Check its address and this till’s internet connection.") },
  { FIEL_TROUBLE_REFUSED, N_ ("The relay cannot be reached. Check its address, and whether it runs.") },
  { FIEL_TROUBLE_TIMED_OUT,
    N_ ("The relay does not answer in time. Check the internet connection, and whether it runs.") },
  { FIEL_TROUBLE_CERTIFICATE,
    N_ ("The certificate of the relay is not good. Check its address, or renew the certificate there.") },
  { FIEL_TROUBLE_NO_SECRET,
    N_ ("There is no token for the relay. Type the one that whoever runs the relay made for this till.") },
  { FIEL_TROUBLE_CREDENTIALS,
    N_ ("The relay does not take this till’s token, or there is no relay at that address. Check both.") },
  { FIEL_TROUBLE_FORBIDDEN,
    N_ ("The relay does not let this till through. Ask whoever runs it which addresses are admitted.") },
  { FIEL_TROUBLE_SERVER, N_ ("The relay has trouble of its own. Ask whoever runs it to look at its log.") },
  { FIEL_TROUBLE_NOT_BACK,
    N_ ("The test was taken and did not come back. Check that the callback address is that of this shop at "
        "this relay.") },
  { FIEL_TROUBLE_NONE, N_ ("What answers does not speak like a relay. Check its address.") },
};

static const Row port_rows[] = {
  { FIEL_TROUBLE_REFUSED,
    N_ ("Nobody listens to the port of this till. Open the till; if it is open, another program has the port.") },
  { FIEL_TROUBLE_NONE,
    N_ ("It is not this till that answers at its port. End the other program, or choose another port.") },
};

static const Row callback_rows[] = {
  { FIEL_TROUBLE_NAME_NOT_FOUND,
    N_ ("The server of the callback address is not found. Check the address.") },
  { FIEL_TROUBLE_CERTIFICATE,
    N_ ("The certificate at the callback address is not good. Check the address, or renew the certificate "
        "there.") },
  { FIEL_TROUBLE_CREDENTIALS,
    N_ ("Who answers at the callback address does not know its secret end. Copy the address again from where "
        "it was made.") },
  { FIEL_TROUBLE_FORBIDDEN,
    N_ ("The callback address admits only certain callers, and this till is none. That is no harm if the provider "
        "is one.") },
  { FIEL_TROUBLE_SERVER,
    N_ ("Who answers at the callback address cannot take anything now. Look at the log there.") },
  { FIEL_TROUBLE_UNREADABLE,
    N_ ("What answers at the callback address does not take callbacks. Check the address.") },
  { FIEL_TROUBLE_NONE,
    N_ ("Nobody answers at the callback address. Check it, the forwarded port and the firewall; some routers "
        "do not let it be tried from inside.") },
};

static const char *
find_row (const Row *table, gsize n_rows, FielTrouble trouble)
{
  for (gsize i = 0; i < n_rows; i++)
    if (table[i].trouble == trouble || table[i].trouble == FIEL_TROUBLE_NONE)
      return _ (table[i].sentence);

  return NULL;
}

static gboolean
is_general (FielTrouble trouble)
{
  return trouble == FIEL_TROUBLE_SETTINGS || trouble == FIEL_TROUBLE_STOPPED || trouble == FIEL_TROUBLE_KEYRING;
}

static const char *
find_sentence (FielTrouble trouble, FielProbeStepKind step)
{
  if (trouble == FIEL_TROUBLE_NONE || is_general (trouble))
    return NULL;

  switch ((int) step)
    {
    case FIEL_PROBE_STEP_RELAY:
    case FIEL_PROBE_STEP_RETURN:
      return find_row (relay_rows, G_N_ELEMENTS (relay_rows), trouble);
    case FIEL_PROBE_STEP_PORT:
      return find_row (port_rows, G_N_ELEMENTS (port_rows), trouble);
    case FIEL_PROBE_STEP_CALLBACK:
      return find_row (callback_rows, G_N_ELEMENTS (callback_rows), trouble);
    default:
      return find_row (rows, G_N_ELEMENTS (rows), trouble);
    }
}

const char *
fiel_probe_words_absence (FielProviderStepAbsence absence)
{
  switch (absence)
    {
    case FIEL_PROVIDER_STEP_ABSENCE_NONE:
      return NULL;
    case FIEL_PROVIDER_STEP_ABSENCE_SYNCHRONOUS:
      return _ ("In the synchronous mode nobody calls back.");
    case FIEL_PROVIDER_STEP_ABSENCE_ELSEWHERE:
      return _ ("Neither a relay nor a port is set up: calls go elsewhere, and this till asks by itself, which is "
                "enough.");
    case FIEL_PROVIDER_STEP_ABSENCE_DIRECT:
      return _ ("This till is called itself, without a relay.");
    }

  g_return_val_if_reached (NULL);
}

static char *
describe_certificate_time (const FielProbeFacts *facts, gboolean expired)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (facts->now_wall_us / G_USEC_PER_SEC);
  g_autoptr (GDateTime) now = g_date_time_to_local (utc);
  g_autofree char *text = g_date_time_format (now, "%Y-%m-%d %H:%M");

  /* Translators: the provider’s name, the time by this till. */
  return g_strdup_printf (expired ? _ ("By this till’s clock the certificate of %s has run out. The clock says %s: if "
                                       "that is wrong, set it right; else tell the provider.")
                                  /* Translators: the provider’s name, the time by this till. */
                                  : _ ("By this till’s clock the certificate of %s is not valid yet. The clock says "
                                       "%s: if that is wrong, set it right; else tell the provider."),
                          facts->provider, text);
}

static char *
describe_span (gint64 span_us)
{
  gint64 seconds = ABS (span_us) / G_USEC_PER_SEC;
  gint64 minutes = (seconds + 30) / 60;

  if (seconds < 120)
    /* Translators: a number of seconds. */
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d second", "%d seconds", (gulong) seconds), (int) seconds);
  if (minutes < 120)
    /* Translators: how many. */
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d minute", "%d minutes", (gulong) minutes), (int) minutes);

  /* Translators: how many. */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d hour", "%d hours", (gulong) (minutes / 60)),
                          (int) MIN (minutes / 60, G_MAXINT));
}

static char *
describe_clock (gint64 clock_ahead_us)
{
  g_autofree char *span = describe_span (clock_ahead_us);

  return g_strdup_printf (clock_ahead_us > 0
                              /* Translators: a span of time. */
                              ? _ ("This till’s clock is %s fast. Set it right, and let the system set it by itself.")
                              /* Translators: a span of time. */
                              : _ ("This till’s clock is %s slow. Set it right, and let the system set it by itself."),
                          span);
}

char *
fiel_probe_words_trouble (FielTrouble trouble, const FielProbeFacts *facts)
{
  const char *sentence = NULL;

  g_return_val_if_fail (facts != NULL && facts->provider != NULL, NULL);

  sentence = find_sentence (trouble, facts->step);

  if (sentence != NULL)
    {
      g_autoptr (GString) text = g_string_new (sentence);

      g_string_replace (text, "%s", facts->provider, 1);
      return g_string_free (g_steal_pointer (&text), FALSE);
    }

  switch ((int) trouble)
    {
    case FIEL_TROUBLE_CERTIFICATE_EXPIRED:
    case FIEL_TROUBLE_CERTIFICATE_EARLY:
      return describe_certificate_time (facts, trouble == FIEL_TROUBLE_CERTIFICATE_EXPIRED);
    case FIEL_TROUBLE_CLOCK_OFF:
      return describe_clock (facts->clock_ahead_us);
    case FIEL_TROUBLE_KEYRING:
      return g_strdup (facts->detail != NULL ? facts->detail : _ ("The keyring does not give the secret."));
    case FIEL_TROUBLE_SETTINGS:
      /* Translators: a sentence that says what is wrong; may be empty. */
      return g_strdup_printf (_ ("What is set up is not complete or not right. %s"),
                              facts->detail != NULL ? facts->detail : "");
    case FIEL_TROUBLE_STOPPED:
      return g_strdup (_ ("Stopped before there was an answer."));
    default:
      return NULL;
    }
}

char *
fiel_probe_words_clock (gint64 clock_ahead_us)
{
  g_autofree char *span = describe_span (clock_ahead_us);

  /* Translators: result of a check: the clock of this till */
  return ABS (clock_ahead_us) < 2 * G_USEC_PER_SEC ? g_strdup (_ ("It is right."))
                                                   /* Translators: a span of time; “it” is the clock. */
                                                   : g_strdup_printf (_ ("It is off by %s, which does no harm."), span);
}

char *
fiel_probe_words_terminals (guint n_terminals)
{
  /* Translators: how many. */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u terminal", "%u terminals", n_terminals), n_terminals);
}
