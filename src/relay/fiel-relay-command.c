/* fiel-relay-command.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-relay-command.h"

#include "fiel-relay-admin.h"
#include "fiel-relay-error.h"
#include "fiel-relay-question.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

/* The administrator's commands. They open the same file as the relay that serves, if one does: SQLite keeps the two
 * apart, and the relay sees by the file's data version that something was written. So there is no second way in that
 * would have to be guarded, and a command works the same whether a relay runs or not. */

#define DAY_US (24 * 3600 * (gint64) G_USEC_PER_SEC)

typedef struct
{
  const FielRelayConfig *config; /* unowned */
  FielRelayStore *store;         /* unowned */
  char **words;                  /* unowned: behind the command's own two */
  gint64 grace_days;
} Call;

typedef struct
{
  const char *noun;
  const char *verb;
  guint n_words;
  gboolean (*run) (const Call *call, GError **error);
} Command;

static gboolean
print_text (char *text)
{
  if (text == NULL)
    return FALSE;
  fputs (text, stdout);
  g_free (text);
  return TRUE;
}

static gboolean
print_address (const Call *call, char *token)
{
  if (token == NULL)
    return FALSE;
  /* Without the slash that the address ends with. */
  printf ("%s%s%s\n", call->config->public_address, FIEL_RELAY_CALLBACK_PATH + 1, token);
  fputs (_ ("Give this address to the provider. It is not shown again.\n"), stderr);
  g_free (token);
  return TRUE;
}

static gboolean
add_shop (const Call *call, GError **error)
{
  return fiel_relay_admin_add_shop (call->store, call->words[0], error);
}

static gboolean
remove_shop (const Call *call, GError **error)
{
  return fiel_relay_admin_remove_shop (call->store, call->words[0], error);
}

static gboolean
list_shops (const Call *call, GError **error)
{
  return print_text (fiel_relay_admin_list_shops (call->store, error));
}

static gboolean
add_address (const Call *call, GError **error)
{
  return print_address (call, fiel_relay_admin_add_address (call->store, call->words[0], call->words[1], error));
}

static gboolean
rotate_address (const Call *call, GError **error)
{
  return print_address (call, fiel_relay_admin_rotate_address (call->store, call->words[0], call->words[1],
                                                               call->grace_days * DAY_US, error));
}

static gboolean
retire_addresses (const Call *call, GError **error)
{
  guint n_retired = 0;

  if (!fiel_relay_admin_retire_addresses (call->store, call->words[0], call->words[1], &n_retired, error))
    return FALSE;
  printf ("%u\n", n_retired);
  return TRUE;
}

static gboolean
remove_addresses (const Call *call, GError **error)
{
  guint n_removed = 0;

  if (!fiel_relay_admin_remove_addresses (call->store, call->words[0], call->words[1], &n_removed, error))
    return FALSE;
  printf ("%u\n", n_removed);
  return TRUE;
}

static gboolean
add_till (const Call *call, GError **error)
{
  char *token = fiel_relay_admin_add_till (call->store, call->words[0], call->words[1], error);

  if (token == NULL)
    return FALSE;
  printf ("%s\n", token);
  fputs (_ ("Give this token to the till. It is not shown again.\n"), stderr);
  g_free (token);
  return TRUE;
}

static gboolean
remove_till (const Call *call, GError **error)
{
  return fiel_relay_admin_remove_till (call->store, call->words[0], call->words[1], error);
}

static gboolean
list_tills (const Call *call, GError **error)
{
  return print_text (fiel_relay_admin_list_tills (call->store, error));
}

static const Command commands[] = {
  { "shop", "add", 1, add_shop },
  { "shop", "remove", 1, remove_shop },
  { "shop", "list", 0, list_shops },
  { "address", "add", 2, add_address },
  { "address", "rotate", 2, rotate_address },
  { "address", "retire", 2, retire_addresses },
  { "address", "remove", 2, remove_addresses },
  { "till", "add", 2, add_till },
  { "till", "remove", 2, remove_till },
  { "till", "list", 0, list_tills },
};

const char *
fiel_relay_command_get_help (void)
{
  return _ ("Commands:\n"
            "  serve                           take callbacks and tell tills\n"
            "  shop add SHOP                   make a shop\n"
            "  shop remove SHOP                end a shop without tills, its addresses and what came over them\n"
            "  shop list                       shops, their providers and number of tills\n"
            "  address add SHOP PROVIDER       make an address for a provider, such as getnet\n"
            "  address rotate SHOP PROVIDER    make a new one; older ones stay good for --grace-days\n"
            "  address retire SHOP PROVIDER    end all but the newest, now\n"
            "  address remove SHOP PROVIDER    end all, now: a provider that is gone or was misspelt\n"
            "  till add SHOP TILL              make a till’s token\n"
            "  till remove SHOP TILL           end a till’s token\n"
            "  till list                       tills, their position and what they have not fetched");
}

static const Command *
find_command (char **words)
{
  guint n_words = g_strv_length (words);

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      if (n_words == commands[i].n_words + 2 && g_str_equal (words[0], commands[i].noun)
          && g_str_equal (words[1], commands[i].verb))
        return &commands[i];
    }
  return NULL;
}

int
fiel_relay_command_run (const FielRelayConfig *config, char **words, gint64 grace_days)
{
  const Command *command = find_command (words);
  Call call = { .config = config, .words = words + 2, .grace_days = grace_days };
  g_autoptr (FielRelayStore) store = NULL;
  g_autoptr (GError) error = NULL;

  if (command == NULL)
    {
      fprintf (stderr, "fiel-relay: %s\n%s\n", _ ("this is not a command, or something is missing."),
               fiel_relay_command_get_help ());
      return FIEL_RELAY_EXIT_USAGE;
    }
  store = fiel_relay_store_open (config->store, &error);
  call.store = store;
  if (store != NULL && command->run (&call, &error))
    return FIEL_RELAY_EXIT_DONE;
  fprintf (stderr, "fiel-relay: %s\n", error->message);
  return FIEL_RELAY_EXIT_TROUBLE;
}
