/* practice-switches.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * PracticeSwitch:
 *
 * Every point of the protocol that its sources leave open, or tell differently, and the few figures of the practice
 * world that a test wants to choose. practice-switches.c holds their names, values and meanings.
 */
typedef enum
{
  PRACTICE_SWITCH_SHAPE,
  PRACTICE_SWITCH_LANGUAGE,
  PRACTICE_SWITCH_EARLY_90,
  PRACTICE_SWITCH_BAD_TOKEN,
  PRACTICE_SWITCH_BAD_REQUEST,
  PRACTICE_SWITCH_INVALID_WEBHOOK,
  PRACTICE_SWITCH_ID_TYPE,
  PRACTICE_SWITCH_HEADERS,
  PRACTICE_SWITCH_WAF,
  PRACTICE_SWITCH_WAF_HEADER,
  PRACTICE_SWITCH_WAF_KEY,
  PRACTICE_SWITCH_WAF_IP,
  PRACTICE_SWITCH_BUSY,
  PRACTICE_SWITCH_POSDATA,
  PRACTICE_SWITCH_GET_TRANSACTION,
  PRACTICE_SWITCH_ACK_CUSTOM_ID,
  PRACTICE_SWITCH_ECHO_UNRELIABLE,
  PRACTICE_SWITCH_JSON_KEYS,
  PRACTICE_SWITCH_AMOUNT_UNIT,
  PRACTICE_SWITCH_LATE_ANSWER,
  PRACTICE_SWITCH_TIMEOUT_CALLBACK,
  PRACTICE_SWITCH_CALLBACK_HOSTS,
  PRACTICE_SWITCH_CALLBACK_RETRIES,
  PRACTICE_SWITCH_NOTHING_CODE,
  PRACTICE_SWITCH_TOKEN_LIFETIME,
  PRACTICE_SWITCH_FIRST_ID,
  PRACTICE_SWITCH_SHORT_COMMAND_MS,
  PRACTICE_SWITCH_CUSTOMER_SECONDS,
  PRACTICE_SWITCH_CUSTOMER_TIMEOUT_SECONDS,
  PRACTICE_SWITCH_SETTLE_SECONDS,
  PRACTICE_SWITCH_CLOCK_SKEW_SECONDS,
  PRACTICE_SWITCH_COMMERCE_RUT,
  PRACTICE_SWITCH_COMMERCE_NAME,
  PRACTICE_SWITCH_BRANCH_NAME,
  PRACTICE_SWITCH_BRANCH_ADDRESS,
  PRACTICE_SWITCH_BRANCH_DISTRICT,
  PRACTICE_N_SWITCHES,
} PracticeSwitch;

#define PRACTICE_TYPE_SWITCHES (practice_switches_get_type ())
G_DECLARE_FINAL_TYPE (PracticeSwitches, practice_switches, PRACTICE, SWITCHES, GObject)

PracticeSwitches *practice_switches_new (void);

gboolean practice_switches_set (PracticeSwitches *self, const char *name, const char *value, GError **error);
gboolean practice_switches_set_object (PracticeSwitches *self, JsonObject *object, GError **error);
JsonObject *practice_switches_to_object (PracticeSwitches *self);
JsonObject *practice_switches_describe (void);

const char *practice_switches_get (PracticeSwitches *self, PracticeSwitch which);
gint64 practice_switches_get_int (PracticeSwitches *self, PracticeSwitch which);
gboolean practice_switches_is (PracticeSwitches *self, PracticeSwitch which, const char *value);

G_END_DECLS
