/* test-charge-check.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-charge-check.h"

static FielMoney
pesos (gint64 minor)
{
  return fiel_money_make (minor, fiel_currency_find ("CLP"));
}

static FielChargeSituation
chargeable (void)
{
  return (FielChargeSituation) {
    .ready = TRUE,
    .terminal_name = "Terminal Norte",
    .amount = pesos (12990),
    .retyped = pesos (0),
  };
}

static void
assert_block (const FielChargeSituation *situation, FielChargeBlock expected)
{
  g_autofree char *words = NULL;

  g_assert_cmpint (fiel_charge_check (situation), ==, expected);
  words = fiel_charge_block_words (expected, situation);
  if (expected == FIEL_CHARGE_BLOCK_NONE)
    g_assert_null (words);
  else
    g_assert_cmpuint (strlen (words), >, 10);
}

static void
test_one_by_one (void)
{
  FielChargeSituation situation = chargeable ();

  assert_block (&situation, FIEL_CHARGE_BLOCK_NONE);

  situation.ready = FALSE;
  assert_block (&situation, FIEL_CHARGE_BLOCK_NOT_READY);

  situation = chargeable ();
  situation.storage_trouble = "The disk is full; nothing is sent.";
  assert_block (&situation, FIEL_CHARGE_BLOCK_STORAGE);

  situation = chargeable ();
  situation.reference_missing = TRUE;
  assert_block (&situation, FIEL_CHARGE_BLOCK_NO_REFERENCE);

  situation = chargeable ();
  situation.saving = TRUE;
  assert_block (&situation, FIEL_CHARGE_BLOCK_SAVING);

  situation = chargeable ();
  situation.terminal_name = NULL;
  assert_block (&situation, FIEL_CHARGE_BLOCK_NO_TERMINAL);

  situation = chargeable ();
  situation.terminal_taken = TRUE;
  assert_block (&situation, FIEL_CHARGE_BLOCK_BUSY);
  situation.terminal_unresolved = TRUE;
  assert_block (&situation, FIEL_CHARGE_BLOCK_RESERVED);

  situation = chargeable ();
  situation.amount = pesos (0);
  assert_block (&situation, FIEL_CHARGE_BLOCK_NO_AMOUNT);
}

static void
test_guards (void)
{
  FielChargeSituation situation = chargeable ();

  situation.guard = FIEL_GUARD_REPEAT;
  assert_block (&situation, FIEL_CHARGE_BLOCK_QUESTION);
  situation.guard = FIEL_GUARD_PAID;
  assert_block (&situation, FIEL_CHARGE_BLOCK_QUESTION);

  situation.guard = FIEL_GUARD_RETYPE;
  assert_block (&situation, FIEL_CHARGE_BLOCK_RETYPE);
  situation.retyped = pesos (1299);
  assert_block (&situation, FIEL_CHARGE_BLOCK_RETYPE);
  situation.retyped = pesos (12991);
  assert_block (&situation, FIEL_CHARGE_BLOCK_DIFFERS);
  situation.retyped = pesos (12990);
  assert_block (&situation, FIEL_CHARGE_BLOCK_NONE);
}

/* A guard never hides that the terminal is taken, and "saved" comes before what the cashier could still change. */
static void
test_order (void)
{
  FielChargeSituation situation = chargeable ();

  situation.guard = FIEL_GUARD_RETYPE;
  situation.retyped = situation.amount;
  situation.terminal_taken = TRUE;
  assert_block (&situation, FIEL_CHARGE_BLOCK_BUSY);
  situation.saving = TRUE;
  assert_block (&situation, FIEL_CHARGE_BLOCK_SAVING);
  situation.ready = FALSE;
  assert_block (&situation, FIEL_CHARGE_BLOCK_NOT_READY);
}

static void
test_words_are_different (void)
{
  FielChargeSituation situation = chargeable ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  situation.storage_trouble = "The disk is full; nothing is sent.";
  for (guint block = FIEL_CHARGE_BLOCK_NOT_READY; block < FIEL_N_CHARGE_BLOCKS; block++)
    {
      char *words = fiel_charge_block_words ((FielChargeBlock) block, &situation);

      g_assert_nonnull (words);
      g_assert_true (g_hash_table_add (seen, words));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/charge-check/one-by-one", test_one_by_one);
  g_test_add_func ("/charge-check/guards", test_guards);
  g_test_add_func ("/charge-check/order", test_order);
  g_test_add_func ("/charge-check/words-are-different", test_words_are_different);

  return g_test_run ();
}
