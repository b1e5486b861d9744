/* practice-faults.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The plan of faults: a list of what is to go wrong with the next requests that match. The first fault that matches a
 * request is played and counted down; one fault for the answer and one for the callback may meet in one request. */

#include "practice-faults.h"

#include "practice-error.h"
#include "practice-json.h"

typedef struct
{
  PracticeFaultKind kind;
  const char *name;
  gboolean before;   /* where "phase" starts */
  gboolean callback; /* concerns the callback, not the answer */
  const char *meaning;
} Row;

static const Row rows[] = {
  { PRACTICE_FAULT_DROP_BEFORE, "drop-before", TRUE, FALSE,
    "the connection closes before anything was looked at: nothing happens" },
  { PRACTICE_FAULT_CUT_BEFORE_BOOKING, "cut-before-booking", FALSE, FALSE,
    "the command is taken and gets an id, the connection closes, the terminal loses it: nothing is booked" },
  { PRACTICE_FAULT_CUT_WHILE_WAITING, "cut-while-waiting", FALSE, FALSE,
    "the command is taken, the connection closes at once, the payment goes on by itself" },
  { PRACTICE_FAULT_CUT_AFTER_BOOKING, "cut-after-booking", FALSE, FALSE,
    "the connection closes instead of the answer; asynchronous: instead of the acknowledgement, and the payment goes "
    "on" },
  { PRACTICE_FAULT_RESET, "reset", FALSE, FALSE, "as cut-after-booking, with a TCP reset" },
  { PRACTICE_FAULT_HALF_HEADERS, "half-headers", FALSE, FALSE, "the answer stops within its headers" },
  { PRACTICE_FAULT_HALF_BODY, "half-body", FALSE, FALSE, "the answer stops in the middle of its body" },
  { PRACTICE_FAULT_HTTP_STATUS, "http-status", TRUE, FALSE, "another HTTP status, with “status”, “body”, “headers”" },
  { PRACTICE_FAULT_GARBAGE, "garbage", FALSE, FALSE, "an unreadable answer" },
  { PRACTICE_FAULT_EMPTY, "empty", FALSE, FALSE, "an answer without a body" },
  { PRACTICE_FAULT_REPLACE, "replace", FALSE, FALSE, "“body” instead of the answer" },
  { PRACTICE_FAULT_ERROR, "error", TRUE, FALSE, "code 0 with the message of the catalog named by “error”" },
  { PRACTICE_FAULT_GZIP, "gzip", FALSE, FALSE, "the answer is compressed although nobody asked" },
  { PRACTICE_FAULT_DELAY, "delay", FALSE, FALSE, "the answer waits “ms”" },
  { PRACTICE_FAULT_WRONG_AMOUNT, "wrong-amount", FALSE, FALSE, "the answer names another amount" },
  { PRACTICE_FAULT_WRONG_TERMINAL, "wrong-terminal", FALSE, FALSE, "the answer names another terminal" },
  { PRACTICE_FAULT_WRONG_CUSTOM_ID, "wrong-custom-id", FALSE, FALSE, "the answer names another customId" },
  { PRACTICE_FAULT_WRONG_ID, "wrong-id", FALSE, FALSE, "the answer names another idPosTxs" },
  { PRACTICE_FAULT_NO_CODE, "no-code", FALSE, FALSE, "the answer lacks the result code" },
  { PRACTICE_FAULT_DROP_CALLBACK, "drop-callback", FALSE, TRUE, "no callback is sent" },
  { PRACTICE_FAULT_DUPLICATE_CALLBACK, "duplicate-callback", FALSE, TRUE, "the callback is sent twice" },
  { PRACTICE_FAULT_DELAY_CALLBACK, "delay-callback", FALSE, TRUE, "the callback waits “ms”" },
  { PRACTICE_FAULT_CALLBACK_BEFORE_ACK, "callback-before-ack", FALSE, TRUE,
    "the callback overtakes the acknowledgement" },
  { PRACTICE_FAULT_WRONG_BODY_CALLBACK, "wrong-body-callback", FALSE, TRUE, "the callback says “body”" },
};

struct _PracticeFaults
{
  GObject parent_instance;

  GPtrArray *plan; /* owned, of owned PracticeFault, in the order they were planned */
  guint last_id;
};

G_DEFINE_FINAL_TYPE (PracticeFaults, practice_faults, G_TYPE_OBJECT)

/* A fault without a plan, as the training table needs it. */
PracticeFault *
practice_fault_new (PracticeFaultKind kind)
{
  PracticeFault *fault = g_rc_box_new0 (PracticeFault);

  fault->kind = kind;
  fault->status = 200;
  fault->times = 1;
  fault->command = -1;
  fault->amount = -1;
  return fault;
}

PracticeFault *
practice_fault_ref (PracticeFault *fault)
{
  return g_rc_box_acquire (fault);
}

static void
fault_clear (gpointer data)
{
  PracticeFault *fault = data;

  g_free (fault->body);
  g_free (fault->content_type);
  g_free (fault->error);
  g_free (fault->path);
  g_free (fault->method);
  g_free (fault->custom_id);
  g_clear_pointer (&fault->headers, json_object_unref);
}

void
practice_fault_unref (PracticeFault *fault)
{
  g_rc_box_release_full (fault, fault_clear);
}

static void
practice_faults_finalize (GObject *object)
{
  PracticeFaults *self = PRACTICE_FAULTS (object);

  g_ptr_array_unref (self->plan);

  G_OBJECT_CLASS (practice_faults_parent_class)->finalize (object);
}

static void
practice_faults_class_init (PracticeFaultsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = practice_faults_finalize;
}

static void
practice_faults_init (PracticeFaults *self)
{
  self->plan = g_ptr_array_new_with_free_func ((GDestroyNotify)practice_fault_unref);
}

PracticeFaults *
practice_faults_new (void)
{
  return g_object_new (PRACTICE_TYPE_FAULTS, NULL);
}

static const Row *
find_row (PracticeFaultKind kind)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (rows[i].kind == kind)
      return &rows[i];
  return NULL;
}

const char *
practice_fault_kind_get_name (PracticeFaultKind kind)
{
  const Row *row = find_row (kind);

  return row != NULL ? row->name : "";
}

static const Row *
find_row_by_name (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (g_strcmp0 (rows[i].name, name) == 0)
      return &rows[i];
  return NULL;
}

static gboolean
read_matcher (PracticeFault *fault, JsonObject *object, GError **error)
{
  return practice_json_take_string (object, "path", &fault->path, error)
         && practice_json_take_string (object, "method", &fault->method, error)
         && practice_json_take_string (object, "customId", &fault->custom_id, error)
         && practice_json_take_int (object, "command", 0, 9999, &fault->command, error)
         && practice_json_take_int (object, "amount", 0, G_MAXINT64, &fault->amount, error)
         && practice_json_take_int (object, "skip", 0, G_MAXINT, &fault->skip, error)
         && practice_json_take_int (object, "times", 1, G_MAXINT, &fault->times, error);
}

static gboolean
read_headers (PracticeFault *fault, JsonObject *object, GError **error)
{
  JsonNode *node = practice_json_find (object, "headers", FALSE);

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      g_set_error_literal (error, PRACTICE_ERROR, PRACTICE_ERROR_INVALID, "“headers” must be an object of texts");
      return FALSE;
    }
  fault->headers = json_object_ref (json_node_get_object (node));
  return TRUE;
}

static gboolean
read_play (PracticeFault *fault, JsonObject *object, GError **error)
{
  g_autofree char *phase = g_strdup (fault->before ? "before" : "after");
  gint64 status = fault->kind == PRACTICE_FAULT_HTTP_STATUS ? 503 : 200;

  if (!practice_json_take_string (object, "phase", &phase, error)
      || !practice_json_take_int (object, "status", 200, 599, &status, error)
      || !practice_json_take_int (object, "ms", 0, G_MAXINT, &fault->ms, error)
      || !practice_json_take_string (object, "body", &fault->body, error)
      || !practice_json_take_string (object, "contentType", &fault->content_type, error)
      || !practice_json_take_string (object, "error", &fault->error, error) || !read_headers (fault, object, error))
    return FALSE;

  if (!g_str_equal (phase, "before") && !g_str_equal (phase, "after"))
    {
      g_set_error_literal (error, PRACTICE_ERROR, PRACTICE_ERROR_INVALID, "“phase” must be before or after");
      return FALSE;
    }
  fault->before = g_str_equal (phase, "before");
  fault->status = (guint)status;
  return TRUE;
}

/**
 * practice_faults_add_object:
 * @object: {"kind": …, what to match: "path" (whole, or the last part, or "status"), "method", "command", "customId",
 *   "amount"; "skip": how many matching requests to let pass, "times": how often; how to play it: "phase" (before: the
 *   request is not carried out), "status", "body", "contentType", "headers", "error", "ms"}
 * @id: (out) (optional): the number of the fault
 */
gboolean
practice_faults_add_object (PracticeFaults *self, JsonObject *object, guint *id, GError **error)
{
  static const char *const keys[] = { "kind",  "path",   "method", "command",     "customId", "amount", "skip", "times",
                                      "phase", "status", "body",   "contentType", "headers",  "error",  "ms",   NULL };
  g_autoptr (PracticeFault) fault = NULL;
  g_autofree char *kind = NULL;
  const Row *row;

  g_return_val_if_fail (PRACTICE_IS_FAULTS (self), FALSE);

  if (!practice_json_check_keys (object, "a fault", keys, error)
      || !practice_json_take_string (object, "kind", &kind, error))
    return FALSE;

  row = find_row_by_name (kind);
  if (row == NULL)
    {
      g_set_error (error, PRACTICE_ERROR, PRACTICE_ERROR_UNKNOWN,
                   "there is no fault “%s”; GET /control/faults lists the kinds", kind != NULL ? kind : "");
      return FALSE;
    }
  fault = practice_fault_new (row->kind);
  fault->before = row->before;
  if (!read_matcher (fault, object, error) || !read_play (fault, object, error))
    return FALSE;

  fault->id = ++self->last_id;
  if (id != NULL)
    *id = fault->id;
  g_ptr_array_add (self->plan, g_steal_pointer (&fault));
  return TRUE;
}

static gboolean
concerns_callback (const PracticeFault *fault)
{
  const Row *row = find_row (fault->kind);

  return row != NULL && row->callback;
}

static gboolean
fault_matches (const PracticeFault *fault, const PracticeRequestFacts *facts)
{
  return (fault->path == NULL || g_ascii_strcasecmp (fault->path, facts->path) == 0
          || g_ascii_strcasecmp (fault->path, facts->route) == 0)
         && (fault->method == NULL || g_ascii_strcasecmp (fault->method, facts->method) == 0)
         && (fault->custom_id == NULL || g_str_equal (fault->custom_id, facts->custom_id))
         && (fault->command == -1 || fault->command == facts->command)
         && (fault->amount == -1 || fault->amount == facts->amount);
}

/**
 * practice_faults_take:
 * @callback: whether a fault of the callback or of the answer is wanted
 *
 * Returns: (transfer full) (nullable): the fault to play with this request; it is counted down
 */
PracticeFault *
practice_faults_take (PracticeFaults *self, const PracticeRequestFacts *facts, gboolean callback)
{
  PracticeFault *taken = NULL;

  g_return_val_if_fail (PRACTICE_IS_FAULTS (self), NULL);

  for (guint i = 0; i < self->plan->len; i++)
    {
      PracticeFault *fault = self->plan->pdata[i];

      if (concerns_callback (fault) != callback || !fault_matches (fault, facts))
        continue;
      if (fault->skip > 0)
        fault->skip--;
      else if (taken == NULL)
        taken = practice_fault_ref (fault);
    }

  if (taken != NULL && --taken->times == 0)
    g_ptr_array_remove (self->plan, taken);
  return taken;
}

/* Returns: (transfer full): what is still to come */
JsonArray *
practice_faults_to_array (PracticeFaults *self)
{
  JsonArray *array = json_array_new ();

  g_return_val_if_fail (PRACTICE_IS_FAULTS (self), array);

  for (guint i = 0; i < self->plan->len; i++)
    {
      const PracticeFault *fault = self->plan->pdata[i];
      JsonObject *object = json_object_new ();

      json_object_set_int_member (object, "id", fault->id);
      json_object_set_string_member (object, "kind", practice_fault_kind_get_name (fault->kind));
      json_object_set_int_member (object, "times", fault->times);
      json_array_add_object_element (array, object);
    }
  return array;
}

/* Returns: (transfer full): the kinds there are */
JsonArray *
practice_faults_describe (void)
{
  JsonArray *array = json_array_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "kind", rows[i].name);
      json_object_set_string_member (object, "phase", rows[i].before ? "before" : "after");
      json_object_set_string_member (object, "meaning", rows[i].meaning);
      json_array_add_object_element (array, object);
    }
  return array;
}

void
practice_faults_clear (PracticeFaults *self)
{
  g_return_if_fail (PRACTICE_IS_FAULTS (self));
  g_ptr_array_set_size (self->plan, 0);
}
