/* practice-auth.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Who may use the cloud: clients with their secrets, and the tokens given out. Several tokens of one client are
 * valid at the same time; a new one does not end the others. Tokens look like JSON web tokens and live in simulated
 * time. */

#include "practice-auth.h"

typedef struct
{
  char *client_id;
  gint64 expires_ms;
} Token;

struct _PracticeAuth
{
  GObject parent_instance;

  PracticeTime *time;  /* owned */
  GHashTable *clients; /* owned, client id → secret */
  GHashTable *tokens;  /* owned, token → owned Token */
  guint n_issued;
};

G_DEFINE_FINAL_TYPE (PracticeAuth, practice_auth, G_TYPE_OBJECT)

static void
token_free (gpointer data)
{
  Token *token = data;

  g_free (token->client_id);
  g_free (token);
}

static void
practice_auth_finalize (GObject *object)
{
  PracticeAuth *self = PRACTICE_AUTH (object);

  g_hash_table_unref (self->clients);
  g_hash_table_unref (self->tokens);
  g_clear_object (&self->time);

  G_OBJECT_CLASS (practice_auth_parent_class)->finalize (object);
}

static void
practice_auth_class_init (PracticeAuthClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = practice_auth_finalize;
}

static void
practice_auth_init (PracticeAuth *self)
{
  self->clients = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->tokens = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, token_free);
}

PracticeAuth *
practice_auth_new (PracticeTime *time)
{
  PracticeAuth *self = g_object_new (PRACTICE_TYPE_AUTH, NULL);

  self->time = g_object_ref (time);
  return self;
}

void
practice_auth_add_client (PracticeAuth *self, const char *client_id, const char *client_secret)
{
  g_return_if_fail (PRACTICE_IS_AUTH (self));
  g_hash_table_replace (self->clients, g_strdup (client_id), g_strdup (client_secret));
}

void
practice_auth_remove_clients (PracticeAuth *self)
{
  g_return_if_fail (PRACTICE_IS_AUTH (self));
  g_hash_table_remove_all (self->clients);
}

gboolean
practice_auth_has_client (PracticeAuth *self, const char *client_id)
{
  g_return_val_if_fail (PRACTICE_IS_AUTH (self), FALSE);
  return g_hash_table_contains (self->clients, client_id);
}

static char *
encode_part (const char *text)
{
  char *encoded = g_base64_encode ((const guchar *)text, strlen (text));

  g_strdelimit (encoded, "+", '-');
  g_strdelimit (encoded, "/", '_');
  encoded[strcspn (encoded, "=")] = '\0';
  return encoded;
}

static char *
make_token (PracticeAuth *self, const char *client_id)
{
  g_autofree char *escaped = g_strescape (client_id, NULL);
  g_autofree char *claims = g_strdup_printf ("{\"sub\":\"%s\",\"jti\":%u}", escaped, ++self->n_issued);
  g_autofree char *nonce = g_uuid_string_random ();
  g_autofree char *head = encode_part ("{\"alg\":\"HS256\"}");
  g_autofree char *middle = encode_part (claims);
  g_autofree char *tail = encode_part (nonce);

  return g_strdup_printf ("%s.%s.%s", head, middle, tail);
}

/**
 * practice_auth_log_in:
 * @lifetime_s: simulated seconds the token lives
 *
 * Returns: (transfer full) (nullable): a new token, or %NULL when the credentials are wrong
 */
char *
practice_auth_log_in (PracticeAuth *self, const char *client_id, const char *client_secret, gint64 lifetime_s)
{
  const char *secret;
  Token *token;
  char *text;

  g_return_val_if_fail (PRACTICE_IS_AUTH (self), NULL);

  secret = g_hash_table_lookup (self->clients, client_id);
  if (secret == NULL || !g_str_equal (secret, client_secret))
    return NULL;

  token = g_new (Token, 1);
  token->client_id = g_strdup (client_id);
  token->expires_ms = practice_time_get_now (self->time) + lifetime_s * 1000;
  text = make_token (self, client_id);
  g_hash_table_replace (self->tokens, g_strdup (text), token);
  return text;
}

/**
 * practice_auth_check:
 * @authorization: (nullable): the header "Authorization"
 *
 * Returns: (transfer none) (nullable): the client that holds the token, or %NULL when it is missing, unknown or expired
 */
const char *
practice_auth_check (PracticeAuth *self, const char *authorization)
{
  const Token *token;

  g_return_val_if_fail (PRACTICE_IS_AUTH (self), NULL);

  if (authorization == NULL || g_ascii_strncasecmp (authorization, "Bearer ", 7) != 0)
    return NULL;
  token = g_hash_table_lookup (self->tokens, authorization + 7);
  if (token == NULL || practice_time_get_now (self->time) >= token->expires_ms)
    return NULL;
  return token->client_id;
}

void
practice_auth_revoke_all (PracticeAuth *self)
{
  g_return_if_fail (PRACTICE_IS_AUTH (self));
  g_hash_table_remove_all (self->tokens);
}
