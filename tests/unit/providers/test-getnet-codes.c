/* test-getnet-codes.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The tables, written down a second time from the protocol page: one test per row. */

#include "fiel-getnet-codes.h"

#define SECONDS(n) (G_TIME_SPAN_SECOND * (n))

typedef struct
{
  const char *name;
  const char *english;
  const char *spanish;
  FielGetnetClass klass;
  FielReason reason;
  gint64 retry_after_us;
} ExpectedError;

static const ExpectedError expected_errors[] = {
  { "timeout-5m", "TIMEOUT (5 MINUTES)", "TIEMPO DE ESPERA (5 MINUTOS)", FIEL_GETNET_CLASS_UNKNOWN,
    FIEL_REASON_PROVIDER_TIMEOUT, 0 },
  { "timeout-90s", "TIMEOUT (90 SECONDS)", "Tiempo de espera (90 segundos)", FIEL_GETNET_CLASS_PENDING, FIEL_REASON_NONE,
    0 },
  { "not-responding", "C2C SERVICE NOT RESPONDING", "SERVICIO C2C NO RESPONDE", FIEL_GETNET_CLASS_UNKNOWN,
    FIEL_REASON_TERMINAL_UNREACHABLE, 0 },
  { "id-not-found", "ID NOT FOUND", "ID no encontrado", FIEL_GETNET_CLASS_UNKNOWN, FIEL_REASON_ID_NOT_FOUND, 0 },
  { "unauthorized", "UNAUTHORIZED", "No autorizado", FIEL_GETNET_CLASS_REFUSED, FIEL_REASON_CREDENTIALS, 0 },
  { "keypos-not-found", "KEYPOS NOT FOUND, CHECK DATA", "KeyPos no encontrado", FIEL_GETNET_CLASS_REFUSED,
    FIEL_REASON_TERMINAL_UNKNOWN, 0 },
  { "wrong-merchant", "INCORRECT REQUEST FOR MERCHANT ID", "Solicitud incorrecta para el ID de comercio",
    FIEL_GETNET_CLASS_REFUSED, FIEL_REASON_TERMINAL_FOREIGN, 0 },
  { "busy-15s", "OPERATION IN PROGRESS (15s)", "Operación en curso (15s)", FIEL_GETNET_CLASS_REFUSED,
    FIEL_REASON_TERMINAL_BUSY, SECONDS (15) },
  { "busy-5m", "OPERATION IN PROGRESS (5m)", "OPERACIÓN EN PROCESO, ESPERE 5 MINUTOS", FIEL_GETNET_CLASS_REFUSED,
    FIEL_REASON_TERMINAL_BUSY, SECONDS (300) },
  { "busy-somehow", "OPERATION IN PROGRESS", "OPERACION EN PROGRESO (50s)", FIEL_GETNET_CLASS_UNKNOWN,
    FIEL_REASON_TERMINAL_BUSY, 0 },
};

static void
assert_error (const char *message, const ExpectedError *expected)
{
  const FielGetnetServerError *row = fiel_getnet_server_error_find (message);

  g_assert_nonnull (row);
  g_assert_cmpint (row->klass, ==, expected->klass);
  g_assert_cmpint (row->reason, ==, expected->reason);
  g_assert_cmpint (row->retry_after_us, ==, expected->retry_after_us);
  g_assert_cmpstr (row->meaning, !=, "");
}

static void
test_error (gconstpointer data)
{
  const ExpectedError *expected = data;
  g_autofree char *lower = g_utf8_strdown (expected->english, -1);
  g_autofree char *wrapped = g_strdup_printf ("  %s . ", expected->spanish);

  assert_error (expected->english, expected);
  assert_error (expected->spanish, expected);
  assert_error (lower, expected);
  assert_error (wrapped, expected);
}

static void
test_every_error_row_has_a_test (void)
{
  gsize n_rows = 0;
  const FielGetnetServerError *rows = fiel_getnet_server_error_table (&n_rows);

  g_assert_cmpuint (n_rows, ==, G_N_ELEMENTS (expected_errors));
  for (gsize i = 0; i < n_rows; i++)
    g_assert_true (fiel_getnet_server_error_find (expected_errors[i].english) == &rows[i]);
}

/* The white list: these reasons, and no other row is a refusal. */
static void
test_white_list (void)
{
  gsize n_rows = 0;
  const FielGetnetServerError *rows = fiel_getnet_server_error_table (&n_rows);
  guint n_refusals = 0;

  for (gsize i = 0; i < n_rows; i++)
    {
      if (rows[i].klass == FIEL_GETNET_CLASS_REFUSED)
        n_refusals++;
      g_assert_cmpint (rows[i].klass, !=, FIEL_GETNET_CLASS_DECLINED);
      g_assert_cmpint (rows[i].klass, !=, FIEL_GETNET_CLASS_APPROVED);
      g_assert_cmpint (rows[i].klass, !=, FIEL_GETNET_CLASS_CANCELLED);
    }
  g_assert_cmpuint (n_refusals, ==, 5);
}

/* Messages that prove nothing: undocumented ones, and refusals that are not what the message begins with. */
static void
test_unknown_messages (void)
{
  static const char *const messages[] = {
    "",
    "ERROR",
    "INTERNAL SERVER ERROR",
    "INVALID CREDENTIALS",
    "COMMAND NOT AVAILABLE",
    "UNAUTHORIZEDLY",
    "REASON: UNAUTHORIZED",
    "SENT. KEYPOS NOT FOUND",
    "TIMEOUT (900 SECONDS)",
    "TIMEOUT",
    "NOT FOUND",
    "OPERATION",
    "OPERATION IN PROGRESSION (15s)",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (messages); i++)
    {
      const FielGetnetServerError *row = fiel_getnet_server_error_find (messages[i]);

      g_test_message ("%s", messages[i]);
      g_assert_null (row);
    }
  g_assert_null (fiel_getnet_server_error_find (NULL));
}

/* A message that says two things is read as the one that proves less. */
static void
test_two_things_at_once (void)
{
  static const char *const messages[] = {
    "OPERATION IN PROGRESS (15s) TIMEOUT (5 MINUTES)",
    "KEYPOS NOT FOUND: C2C SERVICE NOT RESPONDING",
    "UNAUTHORIZED: ID NOT FOUND",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (messages); i++)
    {
      const FielGetnetServerError *row = fiel_getnet_server_error_find (messages[i]);

      g_assert_nonnull (row);
      g_assert_cmpint (row->klass, ==, FIEL_GETNET_CLASS_UNKNOWN);
    }
}

typedef struct
{
  gint64 code;
  FielGetnetClass klass;
  FielReason reason;
} ExpectedCode;

static const ExpectedCode expected_codes[] = {
  { 0, FIEL_GETNET_CLASS_APPROVED, FIEL_REASON_NONE },
  { 5, FIEL_GETNET_CLASS_DECLINED, FIEL_REASON_DECLINED },
  { 13, FIEL_GETNET_CLASS_DECLINED, FIEL_REASON_DECLINED },
  { 14, FIEL_GETNET_CLASS_DECLINED, FIEL_REASON_CARD_INVALID },
  { 21, FIEL_GETNET_CLASS_UNKNOWN, FIEL_REASON_OTHER_CODE },
  { 41, FIEL_GETNET_CLASS_DECLINED, FIEL_REASON_CARD_INVALID },
  { 43, FIEL_GETNET_CLASS_DECLINED, FIEL_REASON_CARD_INVALID },
  { 51, FIEL_GETNET_CLASS_DECLINED, FIEL_REASON_NO_FUNDS },
  { 54, FIEL_GETNET_CLASS_DECLINED, FIEL_REASON_CARD_EXPIRED },
  { 55, FIEL_GETNET_CLASS_DECLINED, FIEL_REASON_WRONG_PIN },
  { 57, FIEL_GETNET_CLASS_DECLINED, FIEL_REASON_DECLINED },
  { 61, FIEL_GETNET_CLASS_DECLINED, FIEL_REASON_LIMIT_EXCEEDED },
  { 65, FIEL_GETNET_CLASS_DECLINED, FIEL_REASON_LIMIT_EXCEEDED },
  { 99, FIEL_GETNET_CLASS_UNKNOWN, FIEL_REASON_OTHER_CODE },
  { 1003, FIEL_GETNET_CLASS_UNKNOWN, FIEL_REASON_PRINTER_TROUBLE },
  { 1004, FIEL_GETNET_CLASS_UNKNOWN, FIEL_REASON_PRINTER_TROUBLE },
  { 1005, FIEL_GETNET_CLASS_UNKNOWN, FIEL_REASON_PRINTER_TROUBLE },
  { 1006, FIEL_GETNET_CLASS_CANCELLED, FIEL_REASON_CUSTOMER_TIMEOUT },
};

static void
test_code (gconstpointer data)
{
  const ExpectedCode *expected = data;
  const FielGetnetResultCode *row = fiel_getnet_result_code_find (expected->code);

  g_assert_nonnull (row);
  g_assert_cmpint (row->code, ==, expected->code);
  g_assert_cmpint (row->klass, ==, expected->klass);
  g_assert_cmpint (row->reason, ==, expected->reason);
  g_assert_cmpstr (row->meaning, !=, "");
}

static void
test_every_code_row_has_a_test (void)
{
  gsize n_rows = 0;
  const FielGetnetResultCode *rows = fiel_getnet_result_code_table (&n_rows);

  g_assert_cmpuint (n_rows, ==, G_N_ELEMENTS (expected_codes));
  for (gsize i = 0; i < n_rows; i++)
    g_assert_cmpint (rows[i].code, ==, expected_codes[i].code);
}

static void
test_unknown_codes (void)
{
  static const gint64 codes[] = { -1, 1, 2, 6, 68, 91, 96, 1000, 1002, 1007, 9999, G_MAXINT64, G_MININT64 };

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    g_assert_null (fiel_getnet_result_code_find (codes[i]));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (expected_errors); i++)
    {
      g_autofree char *path = g_strconcat ("/getnet-codes/error/", expected_errors[i].name, NULL);

      g_test_add_data_func (path, &expected_errors[i], test_error);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (expected_codes); i++)
    {
      g_autofree char *path = g_strdup_printf ("/getnet-codes/code/%" G_GINT64_FORMAT, expected_codes[i].code);

      g_test_add_data_func (path, &expected_codes[i], test_code);
    }
  g_test_add_func ("/getnet-codes/every-error-row-has-a-test", test_every_error_row_has_a_test);
  g_test_add_func ("/getnet-codes/every-code-row-has-a-test", test_every_code_row_has_a_test);
  g_test_add_func ("/getnet-codes/white-list", test_white_list);
  g_test_add_func ("/getnet-codes/unknown-messages", test_unknown_messages);
  g_test_add_func ("/getnet-codes/two-things-at-once", test_two_things_at_once);
  g_test_add_func ("/getnet-codes/unknown-codes", test_unknown_codes);

  return g_test_run ();
}
