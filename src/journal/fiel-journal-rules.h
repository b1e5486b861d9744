/* fiel-journal-rules.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* Whether every row keeps the CHECKs of its table; @broken is the name of a table with one that does not, else %NULL.
 * Returns: an SQLite result */
int fiel_journal_rules_check (sqlite3 *database, char **broken);

G_END_DECLS
