/* fiel-journal-rules.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-journal-rules.h"

#include "fiel-journal-schema.h"

#include <string.h>

/* The CHECKs of the tables, held against every row. SQLite's own check of a file does that too, but makes each list
 * that a CHECK names anew for every row, which took three quarters of its time. One question for a table makes it once.
 * The questions are made from the tables' own words, so that no CHECK can be forgotten. */

#define CHECK "CHECK ("

/* Behind the parenthesis that closes the one before @text; a text in quotes may hold some. */
static const char *
find_end (const char *text)
{
  gboolean in_quotes = FALSE;
  guint depth = 1;

  for (; *text != '\0' && depth > 0; text++)
    {
      if (*text == '\'')
        in_quotes = !in_quotes;
      else if (!in_quotes && *text == '(')
        depth++;
      else if (!in_quotes && *text == ')')
        depth--;
    }

  return text;
}

/* Whether the table has a row that breaks one. What is NULL breaks none. (nullable): a table without any */
static char *
make_question (const char *table, const char *sql)
{
  GString *question = g_string_new (NULL);
  const char *found = sql;

  while ((found = strstr (found, CHECK)) != NULL)
    {
      const char *rule = found + strlen (CHECK);

      found = find_end (rule);
      if (question->len == 0)
        g_string_append_printf (question, "SELECT EXISTS (SELECT 1 FROM %s NOT INDEXED WHERE ", table);
      else
        g_string_append (question, " OR ");
      g_string_append_printf (question, "(%.*s) IS FALSE", (int) (found - rule) - 1, rule);
    }
  if (question->len > 0)
    g_string_append_c (question, ')');

  return g_string_free (question, question->len == 0);
}

static int
check_table (sqlite3 *database, const char *table, const char *sql, char **broken)
{
  g_autofree char *question = make_question (table, sql);
  gint64 is_broken = 0;
  int code = SQLITE_OK;

  if (question != NULL)
    code = fiel_journal_schema_read_int (database, question, &is_broken);
  if (code == SQLITE_OK && is_broken != 0)
    *broken = g_strdup (table);

  return code;
}

int
fiel_journal_rules_check (sqlite3 *database, char **broken)
{
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2 (database, "SELECT name, sql FROM sqlite_schema WHERE type = 'table'", -1, &statement,
                                 NULL);
  int checked = SQLITE_OK;

  *broken = NULL;
  if (code != SQLITE_OK)
    return code;

  while (checked == SQLITE_OK && *broken == NULL && (code = sqlite3_step (statement)) == SQLITE_ROW)
    checked = check_table (database, (const char *) sqlite3_column_text (statement, 0),
                           (const char *) sqlite3_column_text (statement, 1), broken);
  sqlite3_finalize (statement);
  if (checked != SQLITE_OK)
    return checked;

  return code == SQLITE_ROW || code == SQLITE_DONE ? SQLITE_OK : code;
}
