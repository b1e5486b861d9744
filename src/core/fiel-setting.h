/* fiel-setting.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FielSettingKind: how a value is entered.
 * @FIEL_SETTING_TEXT: any text
 * @FIEL_SETTING_NUMBER: a short text
 * @FIEL_SETTING_AMOUNT: an amount in the store's currency; minor units in the file
 * @FIEL_SETTING_AMOUNTS: several of them, with spaces between
 * @FIEL_SETTING_SWITCH: yes or no
 * @FIEL_SETTING_CHOICE: one of @choices
 * @FIEL_SETTING_ADDRESS: where a provider is; known addresses are proposed
 * @FIEL_SETTING_CALLBACK: where a provider calls; ends with something nobody can guess, which is made here
 * @FIEL_SETTING_SECRET: not in the file at all, but in the keyring under this name
 */
typedef enum
{
  FIEL_SETTING_TEXT,
  FIEL_SETTING_NUMBER,
  FIEL_SETTING_AMOUNT,
  FIEL_SETTING_AMOUNTS,
  FIEL_SETTING_SWITCH,
  FIEL_SETTING_CHOICE,
  FIEL_SETTING_ADDRESS,
  FIEL_SETTING_CALLBACK,
  FIEL_SETTING_SECRET,
} FielSettingKind;

/* @value: NULL: no line at all. Lists end with a row without label. */
typedef struct
{
  const char *value;
  const char *label;      /* N_() */
} FielSettingChoice;

/**
 * FielSetting: a line of the store profile as something that a person sets. Tables end with a row without key.
 * @title: N_()
 * @subtitle: N_(): what changes for the cashier
 * @fallback: (nullable): what holds without a line
 * @with: (nullable): a key that says "yes" as long as this one has a value, and is gone with it
 * @choices: (nullable): for FIEL_SETTING_CHOICE
 * @needed_for: (nullable): for FIEL_SETTING_SECRET: as long as this key has a value, nothing works without the secret
 * @in_training: for a provider's: there is something to set in training, too
 */
typedef struct
{
  FielSettingKind kind;
  const char *key;
  const char *title;
  const char *subtitle;
  const char *fallback;
  const char *with;
  const FielSettingChoice *choices;
  const char *needed_for;
  gboolean in_training;
} FielSetting;

G_END_DECLS
