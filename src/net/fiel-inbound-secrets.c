/* fiel-inbound-secrets.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Finds whose secret somebody presents, so that the time it takes tells nothing: what is compared are HMACs under a key
 * of this process, which nobody outside can predict, and the last comparison reads all of both.
 */

#include "fiel-inbound-secrets.h"

#include <errno.h>
#include <string.h>
#include <sys/random.h>

typedef struct
{
  guint8 bytes[FIEL_INBOUND_DIGEST_SIZE];
} Mark;

struct _FielInboundSecrets
{
  guint8 key[FIEL_INBOUND_DIGEST_SIZE];
  GHashTable *subjects; /* owned, of GObject by Mark, both owned */
};

static void
fill_with_randomness (guint8 *bytes, gsize size)
{
  gssize n_filled;

  do
    n_filled = getrandom (bytes, size, 0);
  while (n_filled < 0 && errno == EINTR);
  if (n_filled != (gssize) size)
    g_error ("The system gives no randomness: %s", g_strerror (errno));
}

/**
 * fiel_inbound_secret_new:
 *
 * Returns: (transfer full): a new secret of 43 characters that may stand in an address
 */
char *
fiel_inbound_secret_new (void)
{
  guint8 secret[FIEL_INBOUND_DIGEST_SIZE];
  g_autofree char *text = NULL;

  fill_with_randomness (secret, sizeof secret);
  text = g_base64_encode (secret, sizeof secret);
  g_strdelimit (text, "+", '-');
  g_strdelimit (text, "/", '_');
  return g_strndup (text, strcspn (text, "="));
}

/**
 * fiel_inbound_secret_digest:
 * @digest: (out): the SHA-256 of @secret
 */
void
fiel_inbound_secret_digest (const char *secret, gsize length, guint8 digest[FIEL_INBOUND_DIGEST_SIZE])
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  gsize size = FIEL_INBOUND_DIGEST_SIZE;

  g_checksum_update (checksum, (const guchar *) secret, (gssize) length);
  g_checksum_get_digest (checksum, digest, &size);
}

static void
make_mark (FielInboundSecrets *self, const guint8 *digest, Mark *mark)
{
  g_autoptr (GHmac) hmac = g_hmac_new (G_CHECKSUM_SHA256, self->key, sizeof self->key);
  gsize size = sizeof mark->bytes;

  g_hmac_update (hmac, digest, FIEL_INBOUND_DIGEST_SIZE);
  g_hmac_get_digest (hmac, mark->bytes, &size);
}

static guint
mark_hash (gconstpointer data)
{
  guint hash;

  memcpy (&hash, ((const Mark *) data)->bytes, sizeof hash);
  return hash;
}

static gboolean
mark_equal (gconstpointer a, gconstpointer b)
{
  const Mark *one = a;
  const Mark *two = b;
  guint8 difference = 0;

  for (gsize i = 0; i < sizeof one->bytes; i++)
    difference |= one->bytes[i] ^ two->bytes[i];
  return difference == 0;
}

/**
 * fiel_inbound_secrets_new:
 *
 * Returns: (transfer full): nobody's secrets yet
 */
FielInboundSecrets *
fiel_inbound_secrets_new (void)
{
  FielInboundSecrets *self = g_new0 (FielInboundSecrets, 1);

  fill_with_randomness (self->key, sizeof self->key);
  self->subjects = g_hash_table_new_full (mark_hash, mark_equal, g_free, g_object_unref);
  return self;
}

void
fiel_inbound_secrets_free (FielInboundSecrets *self)
{
  g_hash_table_unref (self->subjects);
  g_free (self);
}

/**
 * fiel_inbound_secrets_add:
 * @digest: of the secret, see fiel_inbound_secret_digest()
 * @subject: whose it is
 */
void
fiel_inbound_secrets_add (FielInboundSecrets *self, const guint8 digest[FIEL_INBOUND_DIGEST_SIZE], GObject *subject)
{
  Mark *mark;

  g_return_if_fail (self != NULL);
  g_return_if_fail (G_IS_OBJECT (subject));

  mark = g_new (Mark, 1);
  make_mark (self, digest, mark);
  g_hash_table_insert (self->subjects, mark, g_object_ref (subject));
}

/**
 * fiel_inbound_secrets_find:
 * @secret: what somebody presents; need not end with a NUL
 *
 * Returns: (transfer none) (nullable): whose secret it is
 */
GObject *
fiel_inbound_secrets_find (FielInboundSecrets *self, const char *secret, gsize length)
{
  guint8 digest[FIEL_INBOUND_DIGEST_SIZE];
  Mark mark;

  g_return_val_if_fail (self != NULL, NULL);

  fiel_inbound_secret_digest (secret, length, digest);
  make_mark (self, digest, &mark);
  return g_hash_table_lookup (self->subjects, &mark);
}
