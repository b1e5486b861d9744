/* fiel-relay-admin.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-relay-admin.h"

#include "fiel-inbound-secrets.h"
#include "fiel-relay-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_NAME 64

/* One statement with its arguments: text for a string, blob for a digest, integer for the rest, in the order of the
 * question marks. */
typedef struct
{
  FielRelayStore *store;   /* unowned */
  sqlite3_stmt *statement; /* owned, nullable */
} Step;

static void
step_clear (Step *step)
{
  sqlite3_finalize (step->statement);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Step, step_clear)

static gboolean
prepare (Step *step, FielRelayStore *store, const char *sql, GError **error)
{
  step->store = store;
  if (sqlite3_prepare_v2 (fiel_relay_store_get_database (store), sql, -1, &step->statement, NULL) == SQLITE_OK)
    return TRUE;
  return fiel_relay_store_fail (store, error);
}

static gboolean
run (Step *step, GError **error)
{
  if (sqlite3_step (step->statement) == SQLITE_DONE)
    return TRUE;
  return fiel_relay_store_fail (step->store, error);
}

static gboolean
execute (FielRelayStore *store, const char *sql, GError **error)
{
  if (sqlite3_exec (fiel_relay_store_get_database (store), sql, NULL, NULL, NULL) == SQLITE_OK)
    return TRUE;
  return fiel_relay_store_fail (store, error);
}

/* Ends what execute ("BEGIN IMMEDIATE") began. */
static gboolean
end (FielRelayStore *store, gboolean good, GError **error)
{
  if (good && execute (store, "COMMIT", error))
    return TRUE;
  execute (store, "ROLLBACK", NULL);
  return FALSE;
}

static gboolean
check_name (const char *name, GError **error)
{
  gboolean good = g_utf8_validate (name, -1, NULL) && *name != '\0' && g_utf8_strlen (name, -1) <= MAX_NAME;

  for (const char *at = name; good && *at != '\0'; at = g_utf8_next_char (at))
    good = !g_unichar_iscntrl (g_utf8_get_char (at));
  if (!good)
    g_set_error (error, FIEL_RELAY_ERROR, FIEL_RELAY_ERROR_BAD_NAME,
                 /* Translators: how many characters. */
                 _ ("This name cannot be used. Take 1 to %d characters."), MAX_NAME);
  return good;
}

static gboolean
check_provider (const char *provider, GError **error)
{
  gsize length = strlen (provider);

  if (length > 0 && length <= MAX_NAME && strspn (provider, "abcdefghijklmnopqrstuvwxyz0123456789-") == length)
    return TRUE;
  g_set_error (error, FIEL_RELAY_ERROR, FIEL_RELAY_ERROR_BAD_NAME,
               /* Translators: what was typed. */
               _ ("“%s” cannot be the name of a provider. Take small letters, digits and hyphens, such as getnet."),
               provider);
  return FALSE;
}

static gboolean
find_shop (FielRelayStore *store, const char *shop, gint64 *id, GError **error)
{
  g_auto (Step) step = { 0 };

  if (!prepare (&step, store, "SELECT id FROM shop WHERE name = ?1", error))
    return FALSE;
  sqlite3_bind_text (step.statement, 1, shop, -1, SQLITE_STATIC);
  switch (sqlite3_step (step.statement))
    {
    case SQLITE_ROW:
      *id = sqlite3_column_int64 (step.statement, 0);
      return TRUE;
    case SQLITE_DONE:
      g_set_error (error, FIEL_RELAY_ERROR, FIEL_RELAY_ERROR_UNKNOWN,
                   /* Translators: what was typed. */
                   _ ("There is no shop “%s”. See “fiel-relay shop list”, or add it."), shop);
      return FALSE;
    default:
      return fiel_relay_store_fail (store, error);
    }
}

/* Sets @error to "exists" if that is why a row could not be added. */
static gboolean
run_adding (Step *step, const char *what, GError **error)
{
  if (sqlite3_step (step->statement) == SQLITE_DONE)
    return TRUE;
  if (sqlite3_extended_errcode (fiel_relay_store_get_database (step->store)) != SQLITE_CONSTRAINT_UNIQUE)
    return fiel_relay_store_fail (step->store, error);
  /* Translators: what was typed. */
  g_set_error (error, FIEL_RELAY_ERROR, FIEL_RELAY_ERROR_EXISTS, _ ("“%s” is there already. Take another name."), what);
  return FALSE;
}

gboolean
fiel_relay_admin_add_shop (FielRelayStore *store, const char *shop, GError **error)
{
  g_auto (Step) step = { 0 };

  /* Never a number that a removed one had: a relay that runs may not know yet that it is gone. */
  if (!check_name (shop, error)
      || !prepare (&step, store,
                   "INSERT INTO shop (id, name) VALUES (1 + max ((SELECT coalesce (max (id), 0) FROM shop),"
                   "  (SELECT coalesce (max (seq), 0) FROM sqlite_sequence WHERE name = 'shop')), ?1)",
                   error))
    return FALSE;
  sqlite3_bind_text (step.statement, 1, shop, -1, SQLITE_STATIC);
  return run_adding (&step, shop, error);
}

/* Statements about shop ?1 that end with the shop itself. The first remembers which numbers were given. */
static const char *const removal[] = {
  "INSERT INTO sqlite_sequence (name, seq) SELECT 'shop', max (id) FROM shop WHERE ?1 > 0",
  "DELETE FROM news WHERE shop = ?1",
  "DELETE FROM address WHERE shop = ?1",
  "DELETE FROM shop WHERE id = ?1",
};

static gboolean
count_tills (FielRelayStore *store, gint64 shop, gint64 *count, GError **error)
{
  g_auto (Step) step = { 0 };

  if (!prepare (&step, store, "SELECT count (*) FROM till WHERE shop = ?1", error))
    return FALSE;
  sqlite3_bind_int64 (step.statement, 1, shop);
  if (sqlite3_step (step.statement) != SQLITE_ROW)
    return fiel_relay_store_fail (store, error);
  *count = sqlite3_column_int64 (step.statement, 0);
  return TRUE;
}

static gboolean
delete_shop (FielRelayStore *store, const char *shop, GError **error)
{
  gint64 id = 0;
  gint64 n_tills = 0;

  if (!find_shop (store, shop, &id, error) || !count_tills (store, id, &n_tills, error))
    return FALSE;
  if (n_tills > 0)
    {
      g_set_error (error, FIEL_RELAY_ERROR, FIEL_RELAY_ERROR_EXISTS,
                   /* Translators: the shop’s name. */
                   _ ("“%s” has tills that may still fetch what has come. End them first with “fiel-relay till "
                      "remove”."),
                   shop);
      return FALSE;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (removal); i++)
    {
      g_auto (Step) step = { 0 };

      if (!prepare (&step, store, removal[i], error))
        return FALSE;
      sqlite3_bind_int64 (step.statement, 1, id);
      if (!run (&step, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
fiel_relay_admin_remove_shop (FielRelayStore *store, const char *shop, GError **error)
{
  if (!execute (store, "BEGIN IMMEDIATE", error))
    return FALSE;
  return end (store, delete_shop (store, shop, error), error);
}

static gboolean
insert_address (FielRelayStore *store, gint64 shop, const char *provider, const char *token, GError **error)
{
  guint8 digest[FIEL_INBOUND_DIGEST_SIZE];
  g_auto (Step) step = { 0 };

  fiel_inbound_secret_digest (token, strlen (token), digest);
  if (!prepare (&step, store, "INSERT INTO address (shop, provider, digest) VALUES (?1, ?2, ?3)", error))
    return FALSE;
  sqlite3_bind_int64 (step.statement, 1, shop);
  sqlite3_bind_text (step.statement, 2, provider, -1, SQLITE_STATIC);
  sqlite3_bind_blob (step.statement, 3, digest, sizeof digest, SQLITE_STATIC);
  return run (&step, error);
}

static gboolean
count_addresses (FielRelayStore *store, gint64 shop, const char *provider, gint64 *count, GError **error)
{
  g_auto (Step) step = { 0 };

  if (!prepare (&step, store, "SELECT count (*) FROM address WHERE shop = ?1 AND provider = ?2", error))
    return FALSE;
  sqlite3_bind_int64 (step.statement, 1, shop);
  sqlite3_bind_text (step.statement, 2, provider, -1, SQLITE_STATIC);
  if (sqlite3_step (step.statement) != SQLITE_ROW)
    return fiel_relay_store_fail (store, error);
  *count = sqlite3_column_int64 (step.statement, 0);
  return TRUE;
}

/* Those without an end get one; those whose end is later, too. */
static gboolean
limit_addresses (FielRelayStore *store, gint64 shop, const char *provider, gint64 grace_us, GError **error)
{
  g_auto (Step) step = { 0 };

  if (!prepare (&step, store,
                "UPDATE address SET until_us = min (coalesce (until_us, 9223372036854775807),"
                "  (SELECT running_us FROM store) + ?3) WHERE shop = ?1 AND provider = ?2",
                error))
    return FALSE;
  sqlite3_bind_int64 (step.statement, 1, shop);
  sqlite3_bind_text (step.statement, 2, provider, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (step.statement, 3, grace_us);
  return run (&step, error);
}

static gboolean
put_address (FielRelayStore *store,
             const char *shop,
             const char *provider,
             gboolean rotates,
             gint64 grace_us,
             const char *token,
             GError **error)
{
  gint64 id = 0;
  gint64 count = 0;

  if (!find_shop (store, shop, &id, error) || !count_addresses (store, id, provider, &count, error))
    return FALSE;
  if (!rotates && count > 0)
    {
      g_set_error (error, FIEL_RELAY_ERROR, FIEL_RELAY_ERROR_EXISTS,
                   /* Translators: the shop’s name, the provider. */
                   _ ("“%s” has an address for %s. Replace it with “fiel-relay address rotate”."), shop, provider);
      return FALSE;
    }
  if (rotates && count == 0)
    {
      g_set_error (error, FIEL_RELAY_ERROR, FIEL_RELAY_ERROR_UNKNOWN,
                   /* Translators: the shop’s name, the provider. */
                   _ ("“%s” has no address for %s. Make one with “fiel-relay address add”."), shop, provider);
      return FALSE;
    }
  return (!rotates || limit_addresses (store, id, provider, grace_us, error))
         && insert_address (store, id, provider, token, error);
}

static char *
make_address (FielRelayStore *store,
              const char *shop,
              const char *provider,
              gboolean rotates,
              gint64 grace_us,
              GError **error)
{
  g_autofree char *token = fiel_inbound_secret_new ();

  if (!check_provider (provider, error) || !execute (store, "BEGIN IMMEDIATE", error))
    return NULL;
  if (!end (store, put_address (store, shop, provider, rotates, grace_us, token, error), error))
    return NULL;
  return g_steal_pointer (&token);
}

char *
fiel_relay_admin_add_address (FielRelayStore *store, const char *shop, const char *provider, GError **error)
{
  return make_address (store, shop, provider, FALSE, 0, error);
}

char *
fiel_relay_admin_rotate_address (FielRelayStore *store,
                                 const char *shop,
                                 const char *provider,
                                 gint64 grace_us,
                                 GError **error)
{
  return make_address (store, shop, provider, TRUE, grace_us, error);
}

/* @sql deletes addresses of shop ?1 and provider ?2. */
static gboolean
delete_addresses (FielRelayStore *store,
                  const char *sql,
                  const char *shop,
                  const char *provider,
                  guint *n_deleted,
                  GError **error)
{
  g_auto (Step) step = { 0 };
  gint64 id = 0;

  if (!find_shop (store, shop, &id, error) || !prepare (&step, store, sql, error))
    return FALSE;
  sqlite3_bind_int64 (step.statement, 1, id);
  sqlite3_bind_text (step.statement, 2, provider, -1, SQLITE_STATIC);
  if (!run (&step, error))
    return FALSE;
  *n_deleted = (guint) sqlite3_changes (fiel_relay_store_get_database (store));
  return TRUE;
}

gboolean
fiel_relay_admin_retire_addresses (FielRelayStore *store,
                                   const char *shop,
                                   const char *provider,
                                   guint *n_retired,
                                   GError **error)
{
  return delete_addresses (store,
                           "DELETE FROM address WHERE shop = ?1 AND provider = ?2 AND number <"
                           "  (SELECT max (number) FROM address WHERE shop = ?1 AND provider = ?2)",
                           shop, provider, n_retired, error);
}

gboolean
fiel_relay_admin_remove_addresses (FielRelayStore *store,
                                   const char *shop,
                                   const char *provider,
                                   guint *n_removed,
                                   GError **error)
{
  if (!delete_addresses (store, "DELETE FROM address WHERE shop = ?1 AND provider = ?2", shop, provider, n_removed,
                         error))
    return FALSE;
  if (*n_removed > 0)
    return TRUE;
  g_set_error (error, FIEL_RELAY_ERROR, FIEL_RELAY_ERROR_UNKNOWN,
               /* Translators: the shop’s name, the provider. */
               _ ("“%s” has no address for %s. See “fiel-relay shop list”."), shop, provider);
  return FALSE;
}

static gboolean
insert_till (FielRelayStore *store, gint64 shop, const char *till, const char *token, GError **error)
{
  guint8 digest[FIEL_INBOUND_DIGEST_SIZE];
  g_auto (Step) step = { 0 };

  fiel_inbound_secret_digest (token, strlen (token), digest);
  if (!prepare (&step, store,
                "INSERT INTO till (shop, name, digest, position)"
                "  VALUES (?1, ?2, ?3, (SELECT last_sequence FROM store))",
                error))
    return FALSE;
  sqlite3_bind_int64 (step.statement, 1, shop);
  sqlite3_bind_text (step.statement, 2, till, -1, SQLITE_STATIC);
  sqlite3_bind_blob (step.statement, 3, digest, sizeof digest, SQLITE_STATIC);
  return run_adding (&step, till, error);
}

char *
fiel_relay_admin_add_till (FielRelayStore *store, const char *shop, const char *till, GError **error)
{
  g_autofree char *token = fiel_inbound_secret_new ();
  gint64 id = 0;

  if (!check_name (till, error) || !execute (store, "BEGIN IMMEDIATE", error))
    return NULL;
  if (!end (store, find_shop (store, shop, &id, error) && insert_till (store, id, till, token, error), error))
    return NULL;
  return g_steal_pointer (&token);
}

gboolean
fiel_relay_admin_remove_till (FielRelayStore *store, const char *shop, const char *till, GError **error)
{
  g_auto (Step) step = { 0 };
  gint64 id = 0;

  if (!find_shop (store, shop, &id, error)
      || !prepare (&step, store, "DELETE FROM till WHERE shop = ?1 AND name = ?2", error))
    return FALSE;
  sqlite3_bind_int64 (step.statement, 1, id);
  sqlite3_bind_text (step.statement, 2, till, -1, SQLITE_STATIC);
  if (!run (&step, error))
    return FALSE;
  if (sqlite3_changes (fiel_relay_store_get_database (store)) > 0)
    return TRUE;
  g_set_error (error, FIEL_RELAY_ERROR, FIEL_RELAY_ERROR_UNKNOWN,
               /* Translators: the shop’s name, what was typed. */
               _ ("“%s” has no till “%s”. See “fiel-relay till list”."), shop, till);
  return FALSE;
}

static char *
list (FielRelayStore *store, const char *sql, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_auto (Step) step = { 0 };
  int code = SQLITE_DONE;

  if (!prepare (&step, store, sql, error))
    return NULL;
  while ((code = sqlite3_step (step.statement)) == SQLITE_ROW)
    {
      for (int i = 0; i < sqlite3_column_count (step.statement); i++)
        g_string_append_printf (text, "%s%s", i > 0 ? "\t" : "",
                                (const char *) sqlite3_column_text (step.statement, i));
      g_string_append_c (text, '\n');
    }
  if (code == SQLITE_DONE)
    return g_string_free (g_steal_pointer (&text), FALSE);
  fiel_relay_store_fail (store, error);
  return NULL;
}

char *
fiel_relay_admin_list_shops (FielRelayStore *store, GError **error)
{
  return list (store,
               "SELECT name, coalesce ((SELECT group_concat (provider, ' ') FROM"
               "  (SELECT provider FROM address WHERE shop = shop.id ORDER BY number)), '-'),"
               "  (SELECT count (*) FROM till WHERE shop = shop.id) FROM shop ORDER BY name",
               error);
}

char *
fiel_relay_admin_list_tills (FielRelayStore *store, GError **error)
{
  return list (store,
               "SELECT shop.name, till.name, position,"
               "  (SELECT count (*) FROM news WHERE news.shop = shop.id AND sequence > position)"
               "  FROM till JOIN shop ON shop.id = till.shop ORDER BY shop.name, till.name",
               error);
}
