/* fiel-keyring-secrets.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-secrets.h"

#include <glib/gi18n-lib.h>
#include <libsecret/secret.h>
#include <string.h>

/* Secrets in the keyring of the session, through libsecret, and nowhere else: without a keyring there is an error,
 * never a file. The calls block; they are made in the engine's worker thread or by fielctl. Objects hold no state, the
 * keyring is asked every time, so that a secret that was changed counts at the next question. */

#define FIEL_TYPE_KEYRING_SECRETS (fiel_keyring_secrets_get_type ())
G_DECLARE_FINAL_TYPE (FielKeyringSecrets, fiel_keyring_secrets, FIEL, KEYRING_SECRETS, GObject)

struct _FielKeyringSecrets
{
  GObject parent_instance;
};

static void fiel_keyring_secrets_iface_init (FielSecretsInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FielKeyringSecrets, fiel_keyring_secrets, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (FIEL_TYPE_SECRETS, fiel_keyring_secrets_iface_init))

static const SecretSchema schema = {
  .name = FIEL_APPLICATION_ID,
  .flags = SECRET_SCHEMA_NONE,
  .attributes = {
    { "provider", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "name", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { NULL, 0 },
  },
};

static void
fail_locked (GError **error)
{
  g_set_error_literal (error, FIEL_SECRETS_ERROR, FIEL_SECRETS_ERROR_LOCKED,
                       _("The keyring is locked. Log in to the desktop with the password, or unlock the keyring in the "
                         "application Passwords and Keys, and try again."));
}

static void
fail_not_found (const char *provider_key, const char *name, GError **error)
{
  if (g_str_has_prefix (provider_key, FIEL_SECRETS_PEOPLE))
    {
      g_set_error (error, FIEL_SECRETS_ERROR, FIEL_SECRETS_ERROR_NOT_FOUND,
                   /* Translators: a person’s key, twice. */
                   _("The keyring holds no PIN for “%s”. A manager gives them one in the settings. Where no manager "
                     "has one, as after another till’s profile was imported, “fielctl people set-pin %s --recover” "
                     "does."),
                   name, name);
      return;
    }

  g_set_error (error, FIEL_SECRETS_ERROR, FIEL_SECRETS_ERROR_NOT_FOUND,
               /* Translators: the secret’s name, the provider’s key, then the key and the name. */
               _("The keyring holds no “%s” for the provider “%s”. Store it with “fielctl secret set %s %s”."),
               name, provider_key, provider_key, name);
}

static gboolean
means_no_keyring (const GError *trouble)
{
  /* A missing service is an error of D-Bus; everything GIO says is about reaching the bus itself. */
  return g_error_matches (trouble, G_DBUS_ERROR, G_DBUS_ERROR_SERVICE_UNKNOWN) ||
         g_error_matches (trouble, G_DBUS_ERROR, G_DBUS_ERROR_NAME_HAS_NO_OWNER) ||
         g_error_matches (trouble, G_DBUS_ERROR, G_DBUS_ERROR_NO_SERVER) ||
         g_error_matches (trouble, G_DBUS_ERROR, G_DBUS_ERROR_DISCONNECTED) ||
         (trouble->domain == G_DBUS_ERROR && trouble->code >= G_DBUS_ERROR_SPAWN_EXEC_FAILED &&
          trouble->code <= G_DBUS_ERROR_SPAWN_NO_MEMORY) ||
         (trouble->domain == G_IO_ERROR && !g_error_matches (trouble, G_IO_ERROR, G_IO_ERROR_CANCELLED));
}

/* In the words of #FielSecretsError. libsecret's sentences hold no secrets. */
static void
translate_error (GError *trouble, GError **error)
{
  /* A keyring that does not exist yet is made when its prompt is answered, and is not there when it is dismissed. */
  if (g_error_matches (trouble, SECRET_ERROR, SECRET_ERROR_IS_LOCKED)
      || g_error_matches (trouble, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_METHOD))
    fail_locked (error);
  else if (means_no_keyring (trouble))
    g_set_error (
        error, FIEL_SECRETS_ERROR, FIEL_SECRETS_ERROR_NO_KEYRING,
        /* Translators: what the system says. */
        _ ("There is no keyring in this session, and Fiel keeps secrets nowhere else. Install and start one (on Debian "
           "the package gnome-keyring), and log in again. (%s)"),
        trouble->message);
  else
    /* Translators: what the system says. */
    g_set_error (error, FIEL_SECRETS_ERROR, FIEL_SECRETS_ERROR_FAILED, _ ("The keyring did not do it: %s"),
                 trouble->message);
}

/* Items of a locked keyring cannot be found by their schema, so that "not found" means something only while the default
 * keyring is open. If it is locked, the user is asked for its password. */
typedef enum
{
  KEYRING_OPEN,        /* it was open, or there is no such thing as locking here */
  KEYRING_UNLOCKED,    /* it was locked and is open now: ask again */
  KEYRING_LOCKED,
} KeyringLock;

static KeyringLock
unlock_keyring (void)
{
  g_autoptr (SecretService) service = secret_service_get_sync (SECRET_SERVICE_NONE, NULL, NULL);
  g_autoptr (SecretCollection) collection = NULL;
  g_autoptr (GList) locked = NULL;

  if (service != NULL)
    collection
        = secret_collection_for_alias_sync (service, SECRET_COLLECTION_DEFAULT, SECRET_COLLECTION_NONE, NULL, NULL);
  if (collection == NULL || !secret_collection_get_locked (collection))
    return KEYRING_OPEN;

  locked = g_list_append (NULL, collection);
  return secret_service_unlock_sync (service, locked, NULL, NULL, NULL) > 0 ? KEYRING_UNLOCKED : KEYRING_LOCKED;
}

static GList *
search (const char *provider_key, const char *name, SecretSearchFlags flags, GError **error)
{
  return secret_password_search_sync (&schema, SECRET_SEARCH_UNLOCK | flags, NULL, error, "provider", provider_key,
                                      "name", name, NULL);
}

/* (transfer full): items, or NULL with an error. */
static GList *
find_items (const char *provider_key, const char *name, SecretSearchFlags flags, GError **error)
{
  g_autoptr (GError) trouble = NULL;
  GList *items = search (provider_key, name, flags, &trouble);
  KeyringLock lock = KEYRING_OPEN;

  if (items == NULL && trouble == NULL)
    lock = unlock_keyring ();
  if (lock == KEYRING_UNLOCKED)
    items = search (provider_key, name, flags, &trouble);
  if (items != NULL)
    return items;

  if (trouble != NULL)
    translate_error (trouble, error);
  else if (lock == KEYRING_LOCKED)
    fail_locked (error);
  else
    fail_not_found (provider_key, name, error);

  return NULL;
}

/* (transfer full): the text, or NULL. A secret that is no text could not be sent anyway. */
static char *
take_text (SecretValue *value, GError **error)
{
  const char *text = secret_value_get_text (value);

  if (text == NULL || *text == '\0')
    {
      g_set_error_literal (
          error, FIEL_SECRETS_ERROR, FIEL_SECRETS_ERROR_FAILED,
          _ ("What the keyring holds is empty or not a text. Store the secret again with “fielctl secret set”."));
      return NULL;
    }

  return g_strdup (text);
}

static char *
fiel_keyring_secrets_lookup (FielSecrets *secrets, const char *provider_key, const char *name, GError **error)
{
  g_autolist (SecretRetrievable) items = find_items (provider_key, name, SECRET_SEARCH_LOAD_SECRETS, error);
  g_autoptr (SecretValue) value = NULL;
  g_autoptr (GError) trouble = NULL;

  if (items == NULL)
    return NULL;

  value = secret_retrievable_retrieve_secret_sync (items->data, NULL, &trouble);
  if (trouble != NULL)
    translate_error (trouble, error);
  else if (value == NULL)
    fail_locked (error);

  return value != NULL ? take_text (value, error) : NULL;
}

static gboolean
fiel_keyring_secrets_find (
    FielSecrets *secrets, const char *provider_key, const char *name, gint64 *since_s, GError **error)
{
  g_autolist (SecretRetrievable) items = find_items (provider_key, name, SECRET_SEARCH_NONE, error);

  if (items == NULL)
    return FALSE;

  *since_s = (gint64) secret_retrievable_get_modified (items->data);

  return TRUE;
}

static gboolean
fiel_keyring_secrets_store (
    FielSecrets *secrets, const char *provider_key, const char *name, const char *value, GError **error)
{
  g_autofree char *label = g_strdup_printf ("Fiel: %s, %s", provider_key, name);
  g_autoptr (GError) trouble = NULL;

  if (secret_password_store_sync (&schema, SECRET_COLLECTION_DEFAULT, label, value, NULL, &trouble,
                                  "provider", provider_key, "name", name, NULL))
    return TRUE;

  /* No error means that the question for the password was dismissed. */
  if (trouble != NULL)
    translate_error (trouble, error);
  else
    fail_locked (error);

  return FALSE;
}

static gboolean
fiel_keyring_secrets_clear (FielSecrets *secrets, const char *provider_key, const char *name, GError **error)
{
  g_autoptr (GError) trouble = NULL;
  const KeyringLock lock = unlock_keyring ();

  if (lock != KEYRING_LOCKED &&
      secret_password_clear_sync (&schema, NULL, &trouble, "provider", provider_key, "name", name, NULL))
    return TRUE;

  if (trouble != NULL)
    translate_error (trouble, error);
  else if (lock == KEYRING_LOCKED)
    fail_locked (error);
  else
    fail_not_found (provider_key, name, error);

  return FALSE;
}

static void
fiel_keyring_secrets_class_init (FielKeyringSecretsClass *klass)
{
}

static void
fiel_keyring_secrets_iface_init (FielSecretsInterface *iface)
{
  iface->lookup = fiel_keyring_secrets_lookup;
  iface->store = fiel_keyring_secrets_store;
  iface->find = fiel_keyring_secrets_find;
  iface->clear = fiel_keyring_secrets_clear;
}

static void
fiel_keyring_secrets_init (FielKeyringSecrets *self)
{
}

FielSecrets *
fiel_keyring_secrets_new (void)
{
  return g_object_new (FIEL_TYPE_KEYRING_SECRETS, NULL);
}
