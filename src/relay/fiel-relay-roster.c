/* fiel-relay-roster.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-relay-roster.h"

#include <string.h>

struct _FielRelayAddress
{
  GObject parent_instance;

  gint64 shop;
  char *provider;  /* owned */
  gint64 until_us; /* running time; G_MAXINT64: no end */
};

struct _FielRelayTill
{
  GObject parent_instance;

  gint64 id;
  gint64 shop;
  char *shop_name; /* owned */
  char *name;      /* owned */
  gint64 position;
};

struct _FielRelayRoster
{
  GObject parent_instance;

  FielInboundSecrets *addresses; /* owned */
  FielInboundSecrets *tokens;    /* owned */
  GPtrArray *tills;              /* owned, element-type FielRelayTill */
};

G_DEFINE_FINAL_TYPE (FielRelayAddress, fiel_relay_address, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE (FielRelayTill, fiel_relay_till, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE (FielRelayRoster, fiel_relay_roster, G_TYPE_OBJECT)

static void
fiel_relay_address_finalize (GObject *object)
{
  g_free (FIEL_RELAY_ADDRESS (object)->provider);

  G_OBJECT_CLASS (fiel_relay_address_parent_class)->finalize (object);
}

static void
fiel_relay_address_class_init (FielRelayAddressClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fiel_relay_address_finalize;
}

static void
fiel_relay_address_init (FielRelayAddress *self)
{
}

gint64
fiel_relay_address_get_shop (FielRelayAddress *self)
{
  return self->shop;
}

const char *
fiel_relay_address_get_provider (FielRelayAddress *self)
{
  return self->provider;
}

gboolean
fiel_relay_address_is_good (FielRelayAddress *self, gint64 running_us)
{
  return running_us < self->until_us;
}

static void
fiel_relay_till_finalize (GObject *object)
{
  FielRelayTill *self = FIEL_RELAY_TILL (object);

  g_free (self->shop_name);
  g_free (self->name);

  G_OBJECT_CLASS (fiel_relay_till_parent_class)->finalize (object);
}

static void
fiel_relay_till_class_init (FielRelayTillClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fiel_relay_till_finalize;
}

static void
fiel_relay_till_init (FielRelayTill *self)
{
}

gint64
fiel_relay_till_get_id (FielRelayTill *self)
{
  return self->id;
}

gint64
fiel_relay_till_get_shop (FielRelayTill *self)
{
  return self->shop;
}

const char *
fiel_relay_till_get_shop_name (FielRelayTill *self)
{
  return self->shop_name;
}

const char *
fiel_relay_till_get_name (FielRelayTill *self)
{
  return self->name;
}

gint64
fiel_relay_till_get_position (FielRelayTill *self)
{
  return self->position;
}

void
fiel_relay_till_advance (FielRelayTill *self, gint64 position)
{
  self->position = MAX (self->position, position);
}

static gboolean
add_address (FielRelayRoster *self, sqlite3_stmt *row)
{
  g_autoptr (FielRelayAddress) address = g_object_new (FIEL_TYPE_RELAY_ADDRESS, NULL);

  if (sqlite3_column_bytes (row, 0) != FIEL_INBOUND_DIGEST_SIZE)
    return FALSE;
  address->shop = sqlite3_column_int64 (row, 1);
  address->provider = g_strdup ((const char *) sqlite3_column_text (row, 2));
  address->until_us = sqlite3_column_type (row, 3) == SQLITE_NULL ? G_MAXINT64 : sqlite3_column_int64 (row, 3);
  fiel_inbound_secrets_add (self->addresses, sqlite3_column_blob (row, 0), G_OBJECT (address));
  return TRUE;
}

static gboolean
add_till (FielRelayRoster *self, sqlite3_stmt *row)
{
  g_autoptr (FielRelayTill) till = g_object_new (FIEL_TYPE_RELAY_TILL, NULL);

  if (sqlite3_column_bytes (row, 0) != FIEL_INBOUND_DIGEST_SIZE)
    return FALSE;
  till->id = sqlite3_column_int64 (row, 1);
  till->shop = sqlite3_column_int64 (row, 2);
  till->shop_name = g_strdup ((const char *) sqlite3_column_text (row, 3));
  till->name = g_strdup ((const char *) sqlite3_column_text (row, 4));
  till->position = sqlite3_column_int64 (row, 5);
  fiel_inbound_secrets_add (self->tokens, sqlite3_column_blob (row, 0), G_OBJECT (till));
  g_ptr_array_add (self->tills, g_object_ref (till));
  return TRUE;
}

static gboolean
read_rows (FielRelayRoster *self,
           FielRelayStore *store,
           const char *sql,
           gboolean (*add) (FielRelayRoster *, sqlite3_stmt *),
           GError **error)
{
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2 (fiel_relay_store_get_database (store), sql, -1, &statement, NULL);

  while (statement != NULL && (code = sqlite3_step (statement)) == SQLITE_ROW && add (self, statement))
    continue;
  if (code != SQLITE_DONE)
    fiel_relay_store_fail (store, error);
  sqlite3_finalize (statement);
  return code == SQLITE_DONE;
}

/**
 * fiel_relay_roster_read:
 *
 * Returns: (transfer full) (nullable): who has business here now
 */
FielRelayRoster *
fiel_relay_roster_read (FielRelayStore *store, GError **error)
{
  g_autoptr (FielRelayRoster) self = g_object_new (FIEL_TYPE_RELAY_ROSTER, NULL);

  if (!read_rows (self, store, "SELECT digest, shop, provider, until_us FROM address", add_address, error)
      || !read_rows (self, store,
                     "SELECT digest, till.id, shop, shop.name, till.name, position FROM till"
                     " JOIN shop ON shop.id = till.shop ORDER BY shop.name, till.name",
                     add_till, error))
    return NULL;
  return g_steal_pointer (&self);
}

FielRelayAddress *
fiel_relay_roster_find_address (FielRelayRoster *self, const char *token, gsize length)
{
  return (FielRelayAddress *) fiel_inbound_secrets_find (self->addresses, token, length);
}

FielRelayTill *
fiel_relay_roster_find_till (FielRelayRoster *self, const char *token, gsize length)
{
  return (FielRelayTill *) fiel_inbound_secrets_find (self->tokens, token, length);
}

GPtrArray *
fiel_relay_roster_get_tills (FielRelayRoster *self)
{
  return self->tills;
}

void
fiel_relay_roster_follow (FielRelayRoster *self, FielRelayRoster *older)
{
  for (guint i = 0; i < older->tills->len; i++)
    {
      FielRelayTill *known = g_ptr_array_index (older->tills, i);

      for (guint j = 0; j < self->tills->len; j++)
        {
          FielRelayTill *till = g_ptr_array_index (self->tills, j);

          if (till->id == known->id)
            fiel_relay_till_advance (till, known->position);
        }
    }
}

static void
fiel_relay_roster_finalize (GObject *object)
{
  FielRelayRoster *self = FIEL_RELAY_ROSTER (object);

  fiel_inbound_secrets_free (self->addresses);
  fiel_inbound_secrets_free (self->tokens);
  g_ptr_array_unref (self->tills);

  G_OBJECT_CLASS (fiel_relay_roster_parent_class)->finalize (object);
}

static void
fiel_relay_roster_class_init (FielRelayRosterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fiel_relay_roster_finalize;
}

static void
fiel_relay_roster_init (FielRelayRoster *self)
{
  self->addresses = fiel_inbound_secrets_new ();
  self->tokens = fiel_inbound_secrets_new ();
  self->tills = g_ptr_array_new_with_free_func (g_object_unref);
}
