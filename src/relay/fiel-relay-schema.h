/* fiel-relay-schema.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

#define FIEL_RELAY_SCHEMA_VERSION 1
#define FIEL_RELAY_APPLICATION_ID 0x4669526c /* "FiRl" */

/* Looks at the file, makes the tables of a new one, and lets nothing but a store of this version pass. */
gboolean fiel_relay_schema_prepare (sqlite3 *database, const char *path, GError **error);
/* Sets @error to what the database says and what can be done about it. Returns FALSE. */
gboolean fiel_relay_schema_fail (sqlite3 *database, const char *path, GError **error);

G_END_DECLS
