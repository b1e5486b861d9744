/* practice-world.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The practice world: the parts and what they share, which is the sequence of ids (one for all merchants, with
 * gaps), the authorization codes, the registry of terminals and the operations that can be asked about. */

#include "practice-world.h"

#include "practice-operation.h"
#include "practice-terminal.h"

PracticeWorld *
practice_world_new (PracticeCountry country)
{
  PracticeWorld *world = g_new0 (PracticeWorld, 1);

  world->time = practice_time_new ();
  world->switches = practice_switches_new ();
  world->auth = practice_auth_new (world->time);
  world->ledger = practice_ledger_new ();
  world->faults = practice_faults_new ();
  world->outcomes = practice_outcomes_new ();
  world->requests = practice_requests_new ();
  world->terminals = g_ptr_array_new_with_free_func (g_object_unref);
  world->operations = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
  practice_world_set_country (world, country);
  return world;
}

void
practice_world_free (PracticeWorld *world)
{
  g_hash_table_unref (world->operations);
  g_ptr_array_unref (world->terminals);
  g_object_unref (world->requests);
  g_object_unref (world->outcomes);
  g_object_unref (world->faults);
  g_object_unref (world->ledger);
  g_object_unref (world->auth);
  g_object_unref (world->switches);
  g_object_unref (world->time);
  g_free (world);
}

/* Chooses the country and the language seen there: Chilean hosts answer in Spanish, Argentina is known by its
 * documentation. */
void
practice_world_set_country (PracticeWorld *world, PracticeCountry country)
{
  world->country = country;
  practice_switches_set (world->switches, "language", country == PRACTICE_COUNTRY_AR ? "en" : "es", NULL);
}

/* The world of training mode: one merchant with three terminals. */
void
practice_world_add_built_in (PracticeWorld *world)
{
  static const char *const chile[][3] = { { "70011223", "24680", "ABC900000001" },
                                          { "70011224", "24680", "ABC900000002" },
                                          { "70011225", "24680", "ABC900000003" } };
  static const char *const argentina[][3] = { { "AR000001", "0000024680", "NEX123456789" },
                                              { "AR000002", "0000024680", "NEX123456790" },
                                              { "AR000003", "0000024680", "NEX123456791" } };

  practice_auth_add_client (world->auth, "fiel-practice", "fiel-practice");
  for (guint i = 0; i < G_N_ELEMENTS (chile); i++)
    {
      const char *const *id = world->country == PRACTICE_COUNTRY_AR ? argentina[i] : chile[i];

      g_ptr_array_add (world->terminals, practice_terminal_new (world, "fiel-practice", id[0], id[1], id[2]));
    }
}

/* Back to a world in which nothing has happened: bookings, operations, requests, faults and tokens are gone,
 * terminals are idle. Clients, terminals and switches stay. */
void
practice_world_reset (PracticeWorld *world)
{
  for (guint i = 0; i < world->terminals->len; i++)
    practice_terminal_reset (world->terminals->pdata[i]);
  g_hash_table_remove_all (world->operations);
  practice_ledger_clear (world->ledger);
  practice_faults_clear (world->faults);
  practice_requests_clear (world->requests);
  practice_auth_revoke_all (world->auth);
}

/**
 * practice_world_make_key:
 *
 * Returns: (transfer full): one text for the three parts of a terminal's identity; parts are trimmed, case does not
 *   count and leading zeros of the branch do not either
 */
char *
practice_world_make_key (const char *id_terminal, const char *id_sucursal, const char *serial_number)
{
  g_autofree char *terminal = g_strstrip (g_ascii_strup (id_terminal, -1));
  g_autofree char *branch = g_strstrip (g_ascii_strup (id_sucursal, -1));
  g_autofree char *serial = g_strstrip (g_ascii_strup (serial_number, -1));

  return g_strjoin ("/", terminal, branch + strspn (branch, "0"), serial, NULL);
}

/* Returns: (transfer none) (nullable): the terminal with that identity */
PracticeTerminal *
practice_world_find_terminal (PracticeWorld *world,
                              const char *id_terminal,
                              const char *id_sucursal,
                              const char *serial_number)
{
  g_autofree char *key = practice_world_make_key (id_terminal, id_sucursal, serial_number);

  for (guint i = 0; i < world->terminals->len; i++)
    if (g_str_equal (practice_terminal_get_key (world->terminals->pdata[i]), key))
      return world->terminals->pdata[i];
  return NULL;
}

/* The next idPosTxs. Other merchants and commands use the same sequence, hence the gaps. */
gint64
practice_world_take_id (PracticeWorld *world)
{
  if (world->next_id == 0)
    world->next_id = practice_switches_get_int (world->switches, PRACTICE_SWITCH_FIRST_ID);
  else
    world->next_id += 1 + world->n_ids * 5 % 7;
  world->n_ids++;
  return world->next_id;
}

/* Returns: (transfer full): six digits no other booking has */
char *
practice_world_take_authorization (PracticeWorld *world)
{
  return g_strdup_printf ("%06u", (310255 + 7 * world->n_authorizations++) % 1000000);
}

/* Returns: (transfer none) (nullable): the operation, if it belongs to that client */
PracticeOperation *
practice_world_find_operation (PracticeWorld *world, gint64 id, const char *client_id)
{
  PracticeOperation *operation = g_hash_table_lookup (world->operations, &id);

  if (operation == NULL || !g_str_equal (practice_operation_get_client_id (operation), client_id))
    return NULL;
  return operation;
}

static void
on_changed (PracticeOperation *operation, PracticeWorld *world)
{
  if (world->changed != NULL && practice_operation_get_order (operation)->command->moves_money)
    world->changed (world->changed_data);
}

/* Keeps @operation, so that its state can be asked for from now on. */
void
practice_world_add_operation (PracticeWorld *world, PracticeOperation *operation)
{
  gint64 id = practice_operation_get_id (operation);

  g_hash_table_replace (world->operations, g_memdup2 (&id, sizeof id), g_object_ref (operation));
  g_signal_connect (operation, "concluded", G_CALLBACK (on_changed), world);
  on_changed (operation, world);
}

/* Returns: (transfer full): the terminals' date and time */
char *
practice_world_format_now (PracticeWorld *world, const char *format)
{
  g_autoptr (GDateTime) now = NULL;

  now = practice_time_dup_date (world->time,
                                practice_switches_get_int (world->switches, PRACTICE_SWITCH_CLOCK_SKEW_SECONDS));
  return g_date_time_format (now, format);
}

/* @amount as the client sends it, in the money it means. */
FielMoney
practice_world_to_money (PracticeWorld *world, gint64 amount)
{
  gboolean whole_pesos = practice_switches_is (world->switches, PRACTICE_SWITCH_AMOUNT_UNIT, "pesos");

  if (world->country == PRACTICE_COUNTRY_CL)
    return fiel_money_make (amount, fiel_currency_find ("CLP"));
  return fiel_money_make (whole_pesos ? amount * 100 : amount, fiel_currency_find ("ARS"));
}
