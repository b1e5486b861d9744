/* practice-faults.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * PracticeFaultKind:
 *
 * What can go wrong between a client and the cloud; practice-faults.c tells what each does.
 */
typedef enum
{
  PRACTICE_FAULT_NONE,
  PRACTICE_FAULT_DROP_BEFORE,
  PRACTICE_FAULT_CUT_BEFORE_BOOKING,
  PRACTICE_FAULT_CUT_WHILE_WAITING,
  PRACTICE_FAULT_CUT_AFTER_BOOKING,
  PRACTICE_FAULT_RESET,
  PRACTICE_FAULT_HALF_HEADERS,
  PRACTICE_FAULT_HALF_BODY,
  PRACTICE_FAULT_HTTP_STATUS,
  PRACTICE_FAULT_GARBAGE,
  PRACTICE_FAULT_EMPTY,
  PRACTICE_FAULT_REPLACE,
  PRACTICE_FAULT_ERROR,
  PRACTICE_FAULT_GZIP,
  PRACTICE_FAULT_DELAY,
  PRACTICE_FAULT_WRONG_AMOUNT,
  PRACTICE_FAULT_WRONG_TERMINAL,
  PRACTICE_FAULT_WRONG_CUSTOM_ID,
  PRACTICE_FAULT_WRONG_ID,
  PRACTICE_FAULT_NO_CODE,
  PRACTICE_FAULT_DROP_CALLBACK,
  PRACTICE_FAULT_DUPLICATE_CALLBACK,
  PRACTICE_FAULT_DELAY_CALLBACK,
  PRACTICE_FAULT_CALLBACK_BEFORE_ACK,
  PRACTICE_FAULT_WRONG_BODY_CALLBACK,
} PracticeFaultKind;

/**
 * PracticeFault:
 * @before: the request is not carried out at all: only the fault happens
 * @status: HTTP status of what is sent instead
 * @body: (nullable): body of what is sent instead
 * @headers: (nullable): further headers of what is sent instead
 * @ms: simulated milliseconds to wait first
 *
 * One fault to be played. Reference counted; nothing of it changes after it was planned but the counters.
 */
typedef struct
{
  PracticeFaultKind kind;
  gboolean before;
  guint status;
  char *body;
  char *content_type;
  char *error;
  JsonObject *headers;
  gint64 ms;

  /*< private >*/
  gint64 skip;
  gint64 times;
  char *path;
  char *method;
  char *custom_id;
  gint64 command;
  gint64 amount;
  guint id;
} PracticeFault;

PracticeFault *practice_fault_new (PracticeFaultKind kind);
PracticeFault *practice_fault_ref (PracticeFault *fault);
void practice_fault_unref (PracticeFault *fault);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PracticeFault, practice_fault_unref)

/**
 * PracticeRequestFacts:
 *
 * What a planned fault may look for in a request. Texts are unowned and never %NULL; numbers are -1 when there are
 * none.
 */
typedef struct
{
  const char *method;
  const char *path;
  const char *route; /* "sale", "status", "auth", "posdata", … */
  const char *custom_id;
  gint64 command;
  gint64 amount;
} PracticeRequestFacts;

#define PRACTICE_TYPE_FAULTS (practice_faults_get_type ())
G_DECLARE_FINAL_TYPE (PracticeFaults, practice_faults, PRACTICE, FAULTS, GObject)

PracticeFaults *practice_faults_new (void);
gboolean practice_faults_add_object (PracticeFaults *self, JsonObject *object, guint *id, GError **error);
PracticeFault *practice_faults_take (PracticeFaults *self, const PracticeRequestFacts *facts, gboolean callback);
const char *practice_fault_kind_get_name (PracticeFaultKind kind);
JsonArray *practice_faults_to_array (PracticeFaults *self);
JsonArray *practice_faults_describe (void);
void practice_faults_clear (PracticeFaults *self);

G_END_DECLS
