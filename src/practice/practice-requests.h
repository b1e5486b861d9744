/* practice-requests.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * PracticeRequestEntry:
 * @answered: a whole response was handed to the network
 * @custom_id: "" when the request has none
 * @fault: (unowned): what was done to the answer, or ""
 *
 * One request as it arrived.
 */
typedef struct
{
  guint seq;
  char *method;
  char *path;
  char *custom_id;
  char *sha256;
  gint64 command;
  gint64 amount;
  gint64 at_ms;
  guint status;
  const char *fault;
  gboolean answered;
} PracticeRequestEntry;

#define PRACTICE_TYPE_REQUESTS (practice_requests_get_type ())
G_DECLARE_FINAL_TYPE (PracticeRequests, practice_requests, PRACTICE, REQUESTS, GObject)

PracticeRequests *practice_requests_new (void);
PracticeRequestEntry *practice_requests_add (
    PracticeRequests *self, const char *method, const char *path, const char *body, gsize length, gint64 at_ms);
PracticeRequestEntry *practice_requests_find (PracticeRequests *self, guint seq);
JsonArray *practice_requests_to_array (PracticeRequests *self, const char *custom_id);
void practice_requests_clear (PracticeRequests *self);

G_END_DECLS
