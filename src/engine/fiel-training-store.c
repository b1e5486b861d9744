/* fiel-training-store.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-training-store.h"

#include <glib/gi18n-lib.h>

#define N_TERMINALS 3

/**
 * World: what the practice cloud has by itself in a country.
 */
typedef struct
{
  const char *country;
  const char *currency;
  FielAmountMode amount_mode;
  const char *branch_id;
  struct
  {
    const char *terminal_id;
    const char *serial_number;
  } terminals[N_TERMINALS];
} World;

static const World worlds[] = {
  { "cl", "CLP", FIEL_AMOUNT_MODE_WHOLE, "24680",
    { { "70011223", "ABC900000001" }, { "70011224", "ABC900000002" }, { "70011225", "ABC900000003" } } },
  { "ar", "ARS", FIEL_AMOUNT_MODE_CENTS, "0000024680",
    { { "AR000001", "NEX123456789" }, { "AR000002", "NEX123456790" }, { "AR000003", "NEX123456791" } } },
};

static const struct
{
  const char *key;
  const char *name;
} names[N_TERMINALS] = {
  { "norte", "Terminal Norte" },
  { "sur", "Terminal Sur" },
  { "centro", "Terminal Centro" },
};

static const World *
find_world (const char *country)
{
  for (gsize i = 0; i < G_N_ELEMENTS (worlds); i++)
    if (g_strcmp0 (worlds[i].country, country) == 0)
      return &worlds[i];

  return &worlds[0];
}

char *
fiel_training_store_make_name (const char *base, const char *country)
{
  const World *world = find_world (country);

  g_return_val_if_fail (base != NULL, NULL);

  return world == worlds ? g_strdup (base) : g_strdup_printf ("%s-%s", base, world->country);
}

static void
add_terminals (FielProfileContent *content, const World *world)
{
  for (gsize i = 0; i < N_TERMINALS; i++)
    {
      FielProfileTerminal *terminal = fiel_profile_content_add_terminal (content, names[i].key);

      terminal->name = g_strdup (names[i].name);
      terminal->provider = g_strdup ("getnet");
      terminal->terminal_id = g_strdup (world->terminals[i].terminal_id);
      terminal->branch_id = g_strdup (world->branch_id);
      terminal->serial_number = g_strdup (world->terminals[i].serial_number);
    }
}

FielProfileContent *
fiel_training_store_make_content (const char *country)
{
  const World *world = find_world (country);
  FielProfileContent *content = fiel_profile_content_new ();
  FielProfileProvider *provider;

  /* Translators: name of the store in training */
  content->store_name = g_strdup (_ ("Practice store"));
  content->country = g_strdup (world->country);
  content->currency = fiel_currency_find (world->currency);
  /* Translators: name of the till in training */
  content->till_name = g_strdup (_ ("Till 1"));
  /* Translators: name of the cashier in training */
  content->cashier_name = g_strdup (_ ("Practice"));
  content->amount_mode = world->amount_mode;
  content->default_terminal = g_strdup (names[0].key);

  provider = fiel_profile_content_add_provider (content, "getnet");
  provider->kind = g_strdup ("getnet");
  add_terminals (content, world);

  return content;
}
