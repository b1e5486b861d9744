/* fiel-catalog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-catalog.h"

#include "fiel-profile-content.h"
#include "fiel-provider-kind.h"
#include "fiel-random.h"

#define TOKEN_BYTES 24

static const FielProviderKind *
find_kind (const FielProviderKind *const *kinds, const char *name)
{
  for (gsize i = 0; kinds != NULL && name != NULL && kinds[i] != NULL; i++)
    if (g_str_equal (kinds[i]->name, name))
      return kinds[i];

  return NULL;
}

const char *
fiel_catalog_get_name (const FielProviderKind *const *kinds, const char *kind)
{
  const FielProviderKind *found = find_kind (kinds, kind);

  return found != NULL ? found->display_name : kind;
}

const FielSetting *
fiel_catalog_get_setup (const FielProviderKind *const *kinds, const char *kind)
{
  static const FielSetting nothing[] = { { FIEL_SETTING_TEXT, NULL } };
  const FielProviderKind *found = find_kind (kinds, kind);

  return found != NULL && found->setup != NULL ? found->setup : nothing;
}

char **
fiel_catalog_list_addresses (const FielProviderKind *const *kinds,
                             const char *kind,
                             const char *country,
                             const char *environment)
{
  g_autoptr (GStrvBuilder) addresses = g_strv_builder_new ();
  const FielProviderKind *found = find_kind (kinds, kind);
  const FielProviderAddress *row = found != NULL ? found->addresses : NULL;

  for (; row != NULL && row->address != NULL; row++)
    if (g_strcmp0 (row->country, country) == 0
        && g_strcmp0 (fiel_profile_environments[row->environment], environment) == 0)
      g_strv_builder_add (addresses, row->address);

  return g_strv_builder_end (addresses);
}

gboolean
fiel_catalog_serves (const FielProviderKind *const *kinds, const char *kind, const char *country)
{
  const FielProviderKind *found = find_kind (kinds, kind);
  const FielProviderAddress *row = found != NULL ? found->addresses : NULL;

  if (row == NULL)
    return TRUE;

  for (; row->address != NULL; row++)
    if (g_strcmp0 (row->country, country) == 0)
      return TRUE;

  return FALSE;
}

/* "https://api-uat-getnet.example.com/x": the words of the host. */
static char **
split_host (const char *address)
{
  g_autoptr (GUri) uri = g_uri_parse (address, G_URI_FLAGS_NONE, NULL);
  g_autofree char *host = NULL;

  if (uri == NULL || g_uri_get_host (uri) == NULL)
    return g_new0 (char *, 1);

  host = g_ascii_strdown (g_uri_get_host (uri), -1);

  return g_strsplit_set (host, ".-", -1);
}

static gboolean
is_for_trying (const char *address)
{
  static const char *const marks[] = { "uat", "test", "testing", "dev", "qa", "sandbox", "staging", "stage", "homolog",
                                       "hml", "preprod", NULL };
  g_auto (GStrv) words = split_host (address);

  for (gsize i = 0; words[i] != NULL; i++)
    if (g_strv_contains (marks, words[i]))
      return TRUE;

  return FALSE;
}

const char *
fiel_catalog_find_environment (const FielProviderKind *const *kinds, const char *kind, const char *address)
{
  const FielProviderKind *found = find_kind (kinds, kind);
  const FielProviderAddress *row = found != NULL ? found->addresses : NULL;

  if (address == NULL)
    return NULL;

  for (; row != NULL && row->address != NULL; row++)
    if (g_str_equal (row->address, address))
      return fiel_profile_environments[row->environment];

  return is_for_trying (address) ? "test" : NULL;
}

char *
fiel_catalog_make_token (void)
{
  guint8 bytes[TOKEN_BYTES];
  g_autofree char *token = NULL;

  fiel_random_system (bytes, sizeof bytes, NULL);
  token = g_base64_encode (bytes, sizeof bytes);

  return g_strdelimit (g_strdelimit (g_steal_pointer (&token), "+", '-'), "/", '_');
}
