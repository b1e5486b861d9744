/* practice-words.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The words of the cloud and of its terminals in both languages. English is what the documentation says. In Spanish
 * only "TRANSACCION FINALIZADA", "Aprobado" and "Tiempo de espera excedido" are known from live systems; the rest is
 * ours. */

#include "practice-words.h"

typedef struct
{
  const char *name;
  const char *english;
  const char *spanish;
} Row;

static const Row rows[PRACTICE_N_WORDS] = {
  [PRACTICE_WORDS_UNAUTHORIZED] = { "unauthorized", "UNAUTHORIZED", "NO AUTORIZADO" },
  [PRACTICE_WORDS_ID_NOT_FOUND] = { "id-not-found", "ID NOT FOUND", "ID NO ENCONTRADO" },
  [PRACTICE_WORDS_KEYPOS_NOT_FOUND] = { "keypos-not-found", "KEYPOS NOT FOUND", "KEYPOS NO ENCONTRADO" },
  [PRACTICE_WORDS_WRONG_MERCHANT] = { "wrong-merchant", "INCORRECT REQUEST FOR MERCHANT ID",
                                      "SOLICITUD INCORRECTA PARA EL ID DE COMERCIO" },
  [PRACTICE_WORDS_BUSY_15S] = { "busy-15s", "OPERATION IN PROGRESS (15s)", "OPERACION EN CURSO (15s)" },
  [PRACTICE_WORDS_BUSY_5M] = { "busy-5m", "OPERATION IN PROGRESS (5m)", "OPERACION EN CURSO (5m)" },
  [PRACTICE_WORDS_NOT_RESPONDING] = { "not-responding", "C2C SERVICE NOT RESPONDING", "SERVICIO C2C NO RESPONDE" },
  [PRACTICE_WORDS_TIMEOUT_90S] = { "timeout-90s", "TIMEOUT (90 SECONDS)", "TIEMPO DE ESPERA (90 SEGUNDOS)" },
  [PRACTICE_WORDS_TIMEOUT_5M] = { "timeout-5m", "TIMEOUT (5 MINUTES)", "TIEMPO DE ESPERA (5 MINUTOS)" },
  [PRACTICE_WORDS_BAD_CREDENTIALS] = { "bad-credentials", "INVALID CREDENTIALS", "CREDENCIALES INVALIDAS" },
  [PRACTICE_WORDS_COMMAND_NOT_AVAILABLE] = { "command-not-available", "COMMAND NOT AVAILABLE",
                                             "COMANDO NO DISPONIBLE" },
  [PRACTICE_WORDS_MISSING_HEADER] = { "missing-header", "MISSING OR WRONG HEADER", "ENCABEZADO FALTANTE O INCORRECTO" },
  [PRACTICE_WORDS_LOGIN_SUCCESSFUL] = { "login-successful", "LOGIN SUCCESSFUL", "LOGIN EXITOSO" },
  [PRACTICE_WORDS_SENT] = { "sent", "TRANSACTION SENT", "TRANSACCION ENVIADA" },
  [PRACTICE_WORDS_FINISHED] = { "finished", "TRANSACTION FINISHED", "TRANSACCION FINALIZADA" },
  [PRACTICE_WORDS_COMPLETED] = { "completed", "TRANSACTION COMPLETED", "TRANSACCION FINALIZADA" },
  [PRACTICE_WORDS_IN_PROCESS] = { "in-process", "TRANSACTION IN PROCESS", "TRANSACCION EN PROCESO" },
  [PRACTICE_WORDS_POSDATA] = { "posdata", "POS DATA", "DATOS DE POS" },
};

typedef struct
{
  gint code;
  const char *english;
  const char *spanish;
} ResultRow;

static const ResultRow result_rows[] = {
  { PRACTICE_RESULT_APPROVED, "Approved", "Aprobado" },
  { PRACTICE_RESULT_REFUSED, "Not possible now", "No es posible ahora" },
  { PRACTICE_RESULT_INVALID_AMOUNT, "Invalid amount", "Monto inválido" },
  { 14, "Invalid card", "Tarjeta inválida" },
  { PRACTICE_RESULT_NOT_FOUND, "Transaction not found", "Transacción no encontrada" },
  { 51, "Insufficient funds", "Fondos insuficientes" },
  { 54, "Expired card", "Tarjeta vencida" },
  { 55, "Wrong PIN", "PIN incorrecto" },
  { 65, "Limit exceeded", "Límite excedido" },
  { 99, "No transactions", "No hay transacciones" },
  { 1003, "Printer cover open", "Tapa de impresora abierta" },
  { 1004, "Printer out of paper", "Impresora sin papel" },
  { 1005, "Printer jammed", "Impresora atascada" },
  { PRACTICE_RESULT_NOT_PAID, "Waiting time exceeded", "Tiempo de espera excedido" },
};

static gboolean
is_spanish (PracticeSwitches *switches)
{
  return practice_switches_is (switches, PRACTICE_SWITCH_LANGUAGE, "es");
}

/* A message in the language of the switch. */
const char *
practice_words_get (PracticeSwitches *switches, PracticeWords words)
{
  return is_spanish (switches) ? rows[words].spanish : rows[words].english;
}

/* Finds a message by the name that faults use. */
gboolean
practice_words_find (const char *name, PracticeWords *words)
{
  for (guint i = 0; i < PRACTICE_N_WORDS; i++)
    if (g_strcmp0 (rows[i].name, name) == 0)
      {
        *words = (PracticeWords) i;
        return TRUE;
      }
  return FALSE;
}

/* What the terminal says to a result code. */
const char *
practice_words_for_result (PracticeSwitches *switches, gint code)
{
  for (gsize i = 0; i < G_N_ELEMENTS (result_rows); i++)
    if (result_rows[i].code == code)
      return is_spanish (switches) ? result_rows[i].spanish : result_rows[i].english;
  return is_spanish (switches) ? "Rechazada" : "Declined";
}
