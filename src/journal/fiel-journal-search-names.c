/* fiel-journal-search-names.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-journal-search-names.h"

#include "fiel-journal-search-plan.h"
#include "fiel-journal-store-private.h"

/* More names than these are no help: then the payments themselves are looked at. */
#define NAMES_MAX 500

#define ACTORS "FROM attempt INDEXED BY attempt_actor WHERE actor "
#define TERMINALS "FROM attempt INDEXED BY attempt_terminal WHERE terminal "

static const char next_actor[] = "SELECT actor " ACTORS ">= ?1 ORDER BY actor LIMIT 1";
static const char next_terminal[] = "SELECT terminal " TERMINALS ">= ?1 ORDER BY terminal LIMIT 1";
static const char next_name[] =
  "SELECT terminal_name " TERMINALS "= ?1 AND terminal_name >= ?2 ORDER BY terminal_name LIMIT 1";
static const char unnamed[] = "SELECT terminal " TERMINALS "= ?1 AND terminal_name IS NULL LIMIT 1";

/* How the payments of a name are found, and the first and last of them. */
typedef struct
{
  const char *all;
  const char *newest;
  const char *oldest;
} Questions;

#define BY_ACTOR ACTORS "= ?1"
#define BY_TERMINAL TERMINALS "= ?1 AND terminal_name IS ?2"

static const Questions about_actor = {
  "SELECT intent_seq " BY_ACTOR " LIMIT ?5",
  "SELECT intent_seq " BY_ACTOR " ORDER BY intent_seq DESC LIMIT 1",
  "SELECT intent_seq " BY_ACTOR " ORDER BY intent_seq LIMIT 1",
};
static const Questions about_terminal = {
  "SELECT intent_seq " BY_TERMINAL " LIMIT ?5",
  "SELECT intent_seq " BY_TERMINAL " ORDER BY intent_seq DESC LIMIT 1",
  "SELECT intent_seq " BY_TERMINAL " ORDER BY intent_seq LIMIT 1",
};

typedef struct
{
  FielJournalStore *store;    /* not owned */
  FielJournalRoute *route;    /* not owned */
  const Questions *questions; /* static */
  gint64 newest;
  gint64 oldest;
  guint n_names;              /* looked at */
} Names;

/* The first column of the first row; NULL if there is none. */
static gboolean
ask (Names *names, const char *sql, const char *first, const char *second, char **text, gint64 *number,
     GError **error)
{
  sqlite3_stmt *statement = fiel_journal_store_query (names->store, sql);
  int code = SQLITE_ERROR;

  if (statement != NULL)
    {
      sqlite3_bind_text (statement, 1, first, -1, SQLITE_STATIC);
      if (sqlite3_bind_parameter_count (statement) > 1)
        sqlite3_bind_text (statement, 2, second, -1, SQLITE_STATIC);
      code = sqlite3_step (statement);
    }
  if (code == SQLITE_ROW && text != NULL)
    *text = g_strdup ((const char *) sqlite3_column_text (statement, 0));
  if (code == SQLITE_ROW && number != NULL)
    *number = sqlite3_column_int64 (statement, 0);
  if (code != SQLITE_ROW && code != SQLITE_DONE)
    fiel_journal_store_fail (names->store, error);
  sqlite3_reset (statement);

  return code == SQLITE_ROW || code == SQLITE_DONE;
}

static gboolean
add (Names *names, const char *first, const char *second, GError **error)
{
  gint64 newest = 0;
  gint64 oldest = G_MAXINT64;

  if (!ask (names, names->questions->newest, first, second, NULL, &newest, error)
      || !ask (names, names->questions->oldest, first, second, NULL, &oldest, error))
    return FALSE;

  names->newest = MAX (names->newest, newest);
  names->oldest = MIN (names->oldest, oldest);
  fiel_journal_route_add_name (names->route, names->questions->all, first, second);

  return TRUE;
}

/* @first: (nullable): what @sql asks within, its ?1 then */
static gboolean
ask_from (Names *names, const char *sql, const char *first, const char *from, char **text, GError **error)
{
  return first != NULL ? ask (names, sql, first, from, text, NULL, error)
                       : ask (names, sql, from, NULL, text, NULL, error);
}

typedef gboolean (*LookAt) (Names *names, const FielPaymentFilter *filter, const char *first, const char *text,
                            GError **error);

/* Every text that @sql knows, each once, the next one from the one before. */
static gboolean
look_at_each (Names *names, const FielPaymentFilter *filter, const char *sql, const char *first, LookAt look_at,
              GError **error)
{
  g_autofree char *from = g_strdup ("");

  while (names->n_names <= NAMES_MAX)
    {
      g_autofree char *text = NULL;

      if (!ask_from (names, sql, first, from, &text, error))
        return FALSE;
      if (text == NULL)
        return TRUE;

      names->n_names++;
      if (!look_at (names, filter, first, text, error))
        return FALSE;
      g_free (from);
      /* The first text behind it: none holds a smaller character. */
      from = g_strconcat (text, "\x01", NULL);
    }

  return TRUE;
}

static gboolean
look_at_actor (Names *names, const FielPaymentFilter *filter, const char *unused, const char *actor, GError **error)
{
  return !fiel_payment_filter_means_actor (filter, actor) || add (names, actor, NULL, error);
}

static gboolean
look_at_name (Names *names, const FielPaymentFilter *filter, const char *terminal, const char *name, GError **error)
{
  return !fiel_payment_filter_means_terminal (filter, terminal, name) || add (names, terminal, name, error);
}

/* The payments of a terminal before it had a name, and those of each name it had. */
static gboolean
look_at_terminal (Names *names, const FielPaymentFilter *filter, const char *unused, const char *terminal,
                  GError **error)
{
  g_autofree char *known = NULL;

  return ask (names, unnamed, terminal, NULL, &known, NULL, error)
         && (known == NULL || look_at_name (names, filter, terminal, NULL, error))
         && look_at_each (names, filter, next_name, terminal, look_at_name, error);
}

static gboolean
find (FielJournalStore *store, const FielPaymentFilter *filter, const Questions *questions, const char *next,
      LookAt look_at, GPtrArray *routes, gint64 *newest, gint64 *oldest, GError **error)
{
  Names names = { .store = store, .questions = questions, .oldest = G_MAXINT64 };

  names.route = fiel_journal_routes_add (routes, FALSE);
  if (!look_at_each (&names, filter, next, NULL, look_at, error))
    return FALSE;

  if (names.n_names > NAMES_MAX)
    {
      g_ptr_array_remove (routes, names.route);
      return TRUE;
    }
  *newest = MIN (*newest, names.newest);
  *oldest = MAX (*oldest, names.oldest);

  return TRUE;
}

gboolean
fiel_journal_names_find (FielJournalStore *store, const FielPaymentFilter *filter, GPtrArray *routes, gint64 *newest,
                         gint64 *oldest, GError **error)
{
  return (filter->actor == NULL
          || find (store, filter, &about_actor, next_actor, look_at_actor, routes, newest, oldest, error))
         && (filter->terminal == NULL
             || find (store, filter, &about_terminal, next_terminal, look_at_terminal, routes, newest, oldest, error));
}
