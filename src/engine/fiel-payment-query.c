/* fiel-payment-query.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-payment-query.h"

#include "fiel-receipt.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The words of a search. Pure: text and preset in, filter or a sentence out. Keys and states are understood in English
 * and in the person's own language, without accents, and as far as they are typed if that is clear. What is said twice
 * about the same thing widens (two states), what is said about different things narrows. */

G_DEFINE_QUARK (fiel-payment-query-error-quark, fiel_payment_query_error)

typedef enum
{
  KEY_STATE,
  KEY_TERMINAL,
  KEY_BY,
  KEY_KIND,
  KEY_DAY,
  KEY_SINCE,
  KEY_UNTIL,
} Key;

/* A word people may type and what it stands for. */
typedef struct
{
  const char *word;
  guint value;
} Term;

#define OUTCOME(name) (1u << FIEL_OUTCOME_##name)
/* Not an outcome: whoever waits for one. */
#define STATE_OPEN (1u << 20)
#define STATE_UNCONFIRMED (1u << 21)
/* Approved, where it is money that went back. */
#define STATE_RETURNED (1u << 22)
/* No value of an enumeration: nothing passes. */
#define NOTHING (1u << 30)

/* What two digits of a year are added to, and before which one nobody means a year. */
#define CENTURY 2000
#define FIRST_YEAR 1900

static const Term keys[] = {
  { NC_ ("search key", "state"), KEY_STATE }, { NC_ ("search key", "terminal"), KEY_TERMINAL },
  { NC_ ("search key", "till"), KEY_TERMINAL }, { NC_ ("search key", "by"), KEY_BY },
  { NC_ ("search key", "kind"), KEY_KIND }, { NC_ ("search key", "day"), KEY_DAY },
  { NC_ ("search key", "since"), KEY_SINCE }, { NC_ ("search key", "until"), KEY_UNTIL },
};

static const Term states[] = {
  { NC_ ("search state", "approved"), OUTCOME (APPROVED) | OUTCOME (PARTLY_APPROVED) },
  { NC_ ("search state", "partly-approved"), OUTCOME (PARTLY_APPROVED) },
  { NC_ ("search state", "returned"), STATE_RETURNED },
  { NC_ ("search state", "declined"), OUTCOME (DECLINED) },
  { NC_ ("search state", "cancelled"), OUTCOME (CANCELLED) },
  { NC_ ("search state", "not-accepted"), OUTCOME (REFUSED) },
  { NC_ ("search state", "not-sent"), OUTCOME (NOT_SENT) },
  { NC_ ("search state", "not-charged"), OUTCOME (NOT_EXECUTED) },
  { NC_ ("search state", "by-hand"), OUTCOME (HAND_CHARGED) | OUTCOME (HAND_NOT_CHARGED) },
  { NC_ ("search state", "open"), STATE_OPEN },
  { NC_ ("search state", "unconfirmed"), STATE_UNCONFIRMED },
};

static const Term kinds[] = {
  { NC_ ("search kind", "sale"), 1u << FIEL_ATTEMPT_KIND_SALE },
  { NC_ ("search kind", "return"), 1u << FIEL_ATTEMPT_KIND_REFUND | 1u << FIEL_ATTEMPT_KIND_VOID },
  { NC_ ("search kind", "void"), 1u << FIEL_ATTEMPT_KIND_VOID },
};

/* As people type in a hurry: small letters, no accents. */
static char *
simplify (const char *text)
{
  g_autofree char *plain = g_str_to_ascii (text, NULL);

  return g_ascii_strdown (plain, -1);
}

static gboolean
term_begins (const Term *term, const char *context, const char *typed, gboolean *whole)
{
  g_autofree char *translated = simplify (g_dpgettext2 (GETTEXT_PACKAGE, context, term->word));

  *whole = g_str_equal (term->word, typed) || g_str_equal (translated, typed);

  return g_str_has_prefix (term->word, typed) || g_str_has_prefix (translated, typed);
}

/* The term that was typed, or the only one that begins so. */
static gboolean
find_term (const Term *terms, gsize n_terms, const char *context, const char *text, guint *value)
{
  g_autofree char *typed = simplify (text);
  guint n_found = 0;

  for (gsize i = 0; i < n_terms && *typed != '\0'; i++)
    {
      gboolean whole = FALSE;

      if (!term_begins (&terms[i], context, typed, &whole))
        continue;
      if (n_found == 0 || whole || *value != terms[i].value)
        n_found++;
      *value = terms[i].value;
      if (whole)
        return TRUE;
    }

  return n_found == 1;
}

static char *
list_terms (const Term *terms, gsize n_terms, const char *context, const char *end)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (gsize i = 0; i < n_terms; i++)
    g_string_append_printf (list, "%s%s%s", i > 0 ? ", " : "",
                            g_dpgettext2 (GETTEXT_PACKAGE, context, terms[i].word), end);

  return g_string_free (g_steal_pointer (&list), FALSE);
}

/* What is being understood. */
typedef struct
{
  const FielPaymentQueryContext *context; /* not owned */
  FielPaymentFilter *filter;              /* not owned */
  guint states;
  guint kinds;
} Reading;

static gboolean
read_state (Reading *reading, const char *value, GError **error)
{
  g_autofree char *allowed = NULL;
  guint mask = 0;

  if (find_term (states, G_N_ELEMENTS (states), "search state", value, &mask))
    {
      reading->states |= mask;
      return TRUE;
    }

  allowed = list_terms (states, G_N_ELEMENTS (states), "search state", "");
  /* Translators: a word a person searched for, and the words there are */
  g_set_error (error, FIEL_PAYMENT_QUERY_ERROR, FIEL_PAYMENT_QUERY_ERROR_STATE,
               /* Translators: what was typed, the words that are known. */
               _ ("“%s” is no state. There are: %s."), value, allowed);

  return FALSE;
}

static gboolean
read_kind (Reading *reading, const char *value, GError **error)
{
  g_autofree char *allowed = NULL;
  guint mask = 0;

  if (find_term (kinds, G_N_ELEMENTS (kinds), "search kind", value, &mask))
    {
      reading->kinds |= mask;
      return TRUE;
    }

  allowed = list_terms (kinds, G_N_ELEMENTS (kinds), "search kind", "");
  g_set_error (error, FIEL_PAYMENT_QUERY_ERROR, FIEL_PAYMENT_QUERY_ERROR_KIND,
               /* Translators: what was typed, the words that are known. */
               _ ("“%s” is no kind of payment. There are: %s."), value, allowed);

  return FALSE;
}

/* -- Days -- */

/* The beginning of the day @n_days after that of @wall_us. A day may be an hour longer or shorter. */
static gint64
get_midnight (const FielPaymentQueryContext *context, gint64 wall_us, int n_days)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (wall_us / G_USEC_PER_SEC);
  g_autoptr (GDateTime) then = utc != NULL ? g_date_time_to_timezone (utc, context->zone) : NULL;
  g_autoptr (GDateTime) day = then != NULL ? g_date_time_add_days (then, n_days) : NULL;
  g_autoptr (GDateTime) midnight = NULL;

  if (day != NULL)
    midnight = g_date_time_new (context->zone, g_date_time_get_year (day), g_date_time_get_month (day),
                                g_date_time_get_day_of_month (day), 0, 0, 0);

  return midnight != NULL ? g_date_time_to_unix (midnight) * G_USEC_PER_SEC : wall_us;
}

/* A year has four digits, or two and is of this century. */
static gboolean
read_year (const char *text, gint64 *year)
{
  const gsize length = strlen (text);

  if (!g_ascii_string_to_signed (text, 10, 1, 9999, year, NULL))
    return FALSE;
  if (length == 2)
    *year += CENTURY;

  return length == 2 || (length == 4 && *year >= FIRST_YEAR);
}

static gboolean
read_part (const char *text, gint64 *number)
{
  return strlen (text) <= 2 && g_ascii_string_to_signed (text, 10, 1, 31, number, NULL);
}

/* "2026-11-28" or "28-11-2026" or "28/11/26"; without the year it is this year's. */
static gboolean
read_date (const FielPaymentQueryContext *context, const char *value, gint64 *midnight_us)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (context->now_wall_us / G_USEC_PER_SEC);
  g_autoptr (GDateTime) now = g_date_time_to_timezone (utc, context->zone);
  g_auto (GStrv) parts = g_strsplit_set (value, "-/", -1);
  const guint n = g_strv_length (parts);
  const gboolean year_first = n == 3 && strlen (parts[0]) == 4;
  gint64 year = g_date_time_get_year (now);
  gint64 month = 0;
  gint64 day = 0;
  g_autoptr (GDateTime) midnight = NULL;

  if (n < 2 || n > 3 || !read_part (parts[1], &month) || !read_part (parts[year_first ? 2 : 0], &day)
      || (n == 3 && !read_year (parts[year_first ? 0 : 2], &year)))
    return FALSE;

  midnight = g_date_time_new (context->zone, (int) year, (int) month, (int) day, 0, 0, 0);
  if (midnight == NULL)
    return FALSE;
  *midnight_us = g_date_time_to_unix (midnight) * G_USEC_PER_SEC;

  return TRUE;
}

static const Term days[] = {
  { NC_ ("search day", "today"), 0 },
  { NC_ ("search day", "yesterday"), 1 },
};

static gboolean
read_day (Reading *reading, Key key, const char *value, GError **error)
{
  FielPaymentFilter *filter = reading->filter;
  gint64 midnight_us = 0;
  guint n_days = 0;

  if (find_term (days, G_N_ELEMENTS (days), "search day", value, &n_days))
    midnight_us = get_midnight (reading->context, reading->context->now_wall_us, -(int) n_days);
  else if (!read_date (reading->context, value, &midnight_us))
    {
      g_set_error (error, FIEL_PAYMENT_QUERY_ERROR, FIEL_PAYMENT_QUERY_ERROR_DAY,
                   /* Translators: what was typed, “today”, “yesterday”. */
                   _ ("“%s” is no day. Write it like 2026-11-28, or “%s” or “%s”."), value,
                   g_dpgettext2 (GETTEXT_PACKAGE, "search day", "today"),
                   g_dpgettext2 (GETTEXT_PACKAGE, "search day", "yesterday"));
      return FALSE;
    }

  if (key != KEY_UNTIL)
    filter->since_wall_us = midnight_us;
  if (key != KEY_SINCE)
    filter->until_wall_us = get_midnight (reading->context, midnight_us, 1);

  return TRUE;
}

/* Of what was typed and of the preset together. */
static gboolean
check_days (const FielPaymentFilter *filter, GError **error)
{
  if (filter->since_wall_us == 0 || filter->until_wall_us == 0 || filter->since_wall_us < filter->until_wall_us)
    return TRUE;

  g_set_error_literal (error, FIEL_PAYMENT_QUERY_ERROR, FIEL_PAYMENT_QUERY_ERROR_DAY,
                       _ ("The last day is before the first one, so nothing can be found."));

  return FALSE;
}

/* -- Amounts -- */

static gboolean
read_amount (Reading *reading, const char *word, const char *text, gint64 *minor, GError **error)
{
  const FielPaymentQueryContext *context = reading->context;
  FielMoney amount;

  if (fiel_payment_query_parse_amount (text, context->currency, context->style, &amount))
    {
      *minor = amount.minor;
      reading->filter->currency = context->currency;
      return TRUE;
    }

  /* Translators: a word a person searched for */
  g_set_error (error, FIEL_PAYMENT_QUERY_ERROR, FIEL_PAYMENT_QUERY_ERROR_AMOUNT,
               /* Translators: what was typed. */
               _ ("“%s” is not an amount. Write it like >10000, <5000 or 10000..20000."), word);

  return FALSE;
}

/* ">10000", ">=10000", "<5000", "<=5000". Nothing is smaller than the smallest amount. */
static gboolean
read_bound (Reading *reading, const char *word, GError **error)
{
  const gboolean included = word[1] == '=';
  gint64 minor = 0;

  if (!read_amount (reading, word, word + (included ? 2 : 1), &minor, error))
    return FALSE;

  if (*word == '>')
    reading->filter->min_minor = included ? minor : minor + 1;
  else
    reading->filter->max_minor = included ? minor : minor - 1;
  if (reading->filter->max_minor == 0 && *word == '<')
    return read_amount (reading, word, "", &minor, error);

  return TRUE;
}

static gboolean
read_span (Reading *reading, const char *word, GError **error)
{
  const char *dots = strstr (word, "..");
  g_autofree char *from = g_strndup (word, (gsize) (dots - word));

  return read_amount (reading, word, from, &reading->filter->min_minor, error)
         && read_amount (reading, word, dots + 2, &reading->filter->max_minor, error);
}

/* -- Words -- */

static gboolean
read_key (Reading *reading, const char *word, const char *colon, GError **error)
{
  g_autofree char *typed = g_strndup (word, (gsize) (colon - word));
  g_autofree char *allowed = NULL;
  const char *value = colon + 1;
  guint key = 0;

  if (*value != '\0' && find_term (keys, G_N_ELEMENTS (keys), "search key", typed, &key))
    switch ((Key) key)
      {
      case KEY_STATE:
        return read_state (reading, value, error);

      case KEY_KIND:
        return read_kind (reading, value, error);

      case KEY_TERMINAL:
        fiel_payment_filter_set_terminal (reading->filter, value);
        return TRUE;

      case KEY_BY:
        fiel_payment_filter_set_actor (reading->filter, value);
        return TRUE;

      case KEY_DAY:
      case KEY_SINCE:
      case KEY_UNTIL:
        return read_day (reading, (Key) key, value, error);
      }

  allowed = list_terms (keys, G_N_ELEMENTS (keys), "search key", ":");
  g_set_error (error, FIEL_PAYMENT_QUERY_ERROR, FIEL_PAYMENT_QUERY_ERROR_KEY,
               /* Translators: what was typed, the words that are known. */
               _ ("“%s” is not understood. There are: %s; put it in double quotes to search for it as it is."), word,
               allowed);

  return FALSE;
}

static gboolean
read_word (Reading *reading, const char *word, gboolean quoted, GError **error)
{
  const char *colon = strchr (word, ':');
  const FielPaymentQueryContext *context = reading->context;
  const char *scanned = fiel_receipt_read_code (word);
  FielMoney amount;

  if (scanned != NULL)
    {
      fiel_payment_filter_add_word (reading->filter, scanned, 0);
      return TRUE;
    }
  if (!quoted && (*word == '>' || *word == '<'))
    return read_bound (reading, word, error);
  if (!quoted && colon != NULL)
    return read_key (reading, word, colon, error);
  if (!quoted && g_ascii_isdigit (*word) && strstr (word, "..") != NULL)
    return read_span (reading, word, error);

  if (!fiel_payment_query_parse_amount (word, context->currency, context->style, &amount))
    amount.minor = 0;
  fiel_payment_filter_add_word (reading->filter, word, amount.minor);

  return TRUE;
}

/* The next word, and whether all of it stood between quotes. A quote that is not closed goes to the end. */
static char *
next_word (const char **text, gboolean *quoted)
{
  g_autoptr (GString) word = g_string_new (NULL);
  gboolean inside = FALSE;
  const char *c = *text;

  while (g_unichar_isspace (g_utf8_get_char (c)))
    c = g_utf8_next_char (c);
  *quoted = *c == '"';
  for (; *c != '\0' && (inside || !g_unichar_isspace (g_utf8_get_char (c))); c = g_utf8_next_char (c))
    {
      if (*c == '"')
        inside = !inside;
      else
        g_string_append_unichar (word, g_utf8_get_char (c));
    }
  *text = c;

  return g_string_free (g_steal_pointer (&word), FALSE);
}

/* What the preset lets pass and the words as well. */
static void
narrow (guint *mask, guint words)
{
  if (*mask == 0)
    *mask = words;
  else if (words != 0)
    *mask = (*mask & words) != 0 ? *mask & words : NOTHING;
}

/* Closed payments have an outcome and open ones have none, so one mask of each says exactly what was asked. */
static void
apply_states (FielPaymentFilter *filter, guint mask)
{
  const guint returned = (mask & STATE_RETURNED) != 0 ? OUTCOME (APPROVED) | OUTCOME (PARTLY_APPROVED) : 0;
  const guint said = mask & ~(STATE_OPEN | STATE_UNCONFIRMED | STATE_RETURNED);
  const guint outcomes = said | returned;
  guint wanted = outcomes;

  if (mask == 0)
    return;

  filter->return_outcomes = returned & ~said;
  if ((mask & (STATE_OPEN | STATE_UNCONFIRMED)) != 0)
    wanted |= OUTCOME (NONE);
  narrow (&filter->outcomes, wanted);
  if ((mask & STATE_UNCONFIRMED) != 0 && (mask & STATE_OPEN) == 0)
    filter->states =
      1u << FIEL_ATTEMPT_STATE_UNKNOWN | (outcomes != 0 ? 1u << FIEL_ATTEMPT_STATE_CLOSED : 0);
}

static void
apply_preset (Reading *reading, FielPaymentPreset preset)
{
  const FielPaymentQueryContext *context = reading->context;
  FielPaymentFilter *filter = reading->filter;

  switch (preset)
    {
    case FIEL_PAYMENT_PRESET_ALL:
      break;

    case FIEL_PAYMENT_PRESET_MINE:
      fiel_payment_filter_set_actor (filter, context->me);
      filter->since_wall_us = get_midnight (context, context->now_wall_us, 0);
      break;

    case FIEL_PAYMENT_PRESET_TODAY:
      filter->since_wall_us = get_midnight (context, context->now_wall_us, 0);
      break;

    case FIEL_PAYMENT_PRESET_TO_RESOLVE:
      filter->set = FIEL_PAYMENT_SET_TO_RESOLVE;
      break;

    case FIEL_PAYMENT_PRESET_RETURNS:
      filter->kinds = 1u << FIEL_ATTEMPT_KIND_REFUND | 1u << FIEL_ATTEMPT_KIND_VOID;
      break;

    case FIEL_PAYMENT_PRESET_BY_HAND:
      filter->outcomes = OUTCOME (HAND_CHARGED) | OUTCOME (HAND_NOT_CHARGED);
      break;

    case FIEL_PAYMENT_PRESET_UNMATCHED:
      filter->set = FIEL_PAYMENT_SET_UNMATCHED;
      break;
    }
}

FielPaymentFilter *
fiel_payment_query_parse (const char *text, FielPaymentPreset preset, const FielPaymentQueryContext *context,
                          GError **error)
{
  g_autoptr (FielPaymentFilter) filter = NULL;
  Reading reading = { .context = context };

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (context != NULL && context->currency != NULL && context->style != NULL && context->me != NULL
                          && context->zone != NULL, NULL);

  filter = fiel_payment_filter_new ();
  reading.filter = filter;
  apply_preset (&reading, preset);
  while (*text != '\0')
    {
      gboolean quoted = FALSE;
      g_autofree char *word = next_word (&text, &quoted);

      if (*word != '\0' && !read_word (&reading, word, quoted, error))
        return NULL;
    }
  if (!check_days (filter, error))
    return NULL;
  apply_states (filter, reading.states);
  narrow (&filter->kinds, reading.kinds);

  return g_steal_pointer (&filter);
}
