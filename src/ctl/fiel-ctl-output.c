/* fiel-ctl-output.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-ctl-output.h"

#include "fiel-state-words.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <stdio.h>

/* What fielctl prints. A payment looks the same whether it comes from the engine or from the journal: in JSON one
 * object per line with the same keys in the same order every time, null for what is not known; else one line for
 * people, in the words of the window. Every line leaves at once, because whoever reads it may be waiting for it. */

typedef struct
{
  const char *id;
  FielAttemptKind kind;
  const char *original;
  FielAttemptState state;
  FielOutcome outcome;
  FielMoney amount;
  gint64 approved_minor;
  const char *reference;
  const char *terminal;
  const char *terminal_name;
  const char *provider_id;
  const char *authorization;
  const char *card_brand;
  const char *card_type;
  const char *last4;
  const char *reason;
  const char *code;
  const char *message;
  FielCancelState cancel;
  gboolean conflict;
  gboolean parked;
  gint64 saved_us;
  gint64 closed_us;
} Payment;

/* The errno of the first write that failed; 0 if none did, or if that was told. */
static int loss;
static gboolean loss_told;

static void
note_loss (gboolean written)
{
  if (!written && loss == 0 && !loss_told)
    loss = errno != 0 ? errno : EIO;
}

void
fiel_ctl_write (const char *text)
{
  errno = 0;
  note_loss (fputs (text, stdout) >= 0 && fflush (stdout) == 0);
}

void
fiel_ctl_print (const char *format, ...)
{
  g_autofree char *words = NULL;
  g_autofree char *line = NULL;
  va_list args;

  va_start (args, format);
  words = g_strdup_vprintf (format, args);
  va_end (args);
  line = g_strconcat (words, "\n", NULL);
  fiel_ctl_write (line);
}

char *
fiel_ctl_take_loss (void)
{
  char *reason = loss != 0 ? g_strdup (g_strerror (loss)) : NULL;

  loss_told = loss_told || loss != 0;
  loss = 0;

  return reason;
}

/* Whether the exit code says what became of money. Then it goes on saying that: a program that is told of trouble
 * charges again. */
static gboolean
tells_of_money (FielCtlCommand command)
{
  return command == FIEL_CTL_COMMAND_SALE || command == FIEL_CTL_COMMAND_REFUND || command == FIEL_CTL_COMMAND_STATUS
         || command == FIEL_CTL_COMMAND_CHECK || command == FIEL_CTL_COMMAND_CANCEL
         || command == FIEL_CTL_COMMAND_RESOLVE;
}

int
fiel_ctl_end_output (FielCtlCommand command, int code)
{
  g_autofree char *reason = NULL;

  errno = 0;
  /* What was closed from the beginning and never written to is no loss. */
  note_loss (fclose (stdout) == 0 || errno == EBADF);
  reason = fiel_ctl_take_loss ();
  if (reason == NULL)
    return code;

  if (tells_of_money (command))
    {
      fprintf (stderr,
               /* Translators: what the system says. */
               _ ("fielctl: the output could not be written: %s. The exit code still says what became of the payment, "
                  "and so does “fielctl journal list”.\n"),
               reason);
      return code;
    }
  /* Translators: what the system says. */
  fprintf (stderr, _ ("fielctl: the output could not be written: %s.\n"), reason);

  return code == FIEL_CTL_EXIT_DONE ? FIEL_CTL_EXIT_TROUBLE : code;
}

/* @object: (transfer full) */
void
fiel_ctl_print_json (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *text = NULL;

  json_node_take_object (node, object);
  text = json_to_string (node, FALSE);
  fiel_ctl_print ("%s", text);
}

void
fiel_ctl_set_text (JsonObject *object, const char *name, const char *value)
{
  if (value != NULL)
    json_object_set_string_member (object, name, value);
  else
    json_object_set_null_member (object, name);
}

void
fiel_ctl_set_time (JsonObject *object, const char *name, gint64 wall_us)
{
  g_autoptr (GDateTime) time = wall_us > 0 ? g_date_time_new_from_unix_utc (wall_us / G_USEC_PER_SEC) : NULL;
  g_autofree char *text = time != NULL ? g_date_time_format_iso8601 (time) : NULL;

  fiel_ctl_set_text (object, name, text);
}

static const char *
outcome_nick (const Payment *payment)
{
  return payment->outcome != FIEL_OUTCOME_NONE ? fiel_enum_nick (FIEL_TYPE_OUTCOME, (int) payment->outcome) : NULL;
}

static void
print_as_json (const Payment *payment)
{
  JsonObject *object = json_object_new ();

  fiel_ctl_set_text (object, "id", payment->id);
  fiel_ctl_set_text (object, "kind", fiel_enum_nick (FIEL_TYPE_ATTEMPT_KIND, (int) payment->kind));
  fiel_ctl_set_text (object, "original", payment->original);
  fiel_ctl_set_text (object, "state", fiel_enum_nick (FIEL_TYPE_ATTEMPT_STATE, (int) payment->state));
  fiel_ctl_set_text (object, "outcome", outcome_nick (payment));
  json_object_set_int_member (object, "amount_minor", payment->amount.minor);
  json_object_set_int_member (object, "approved_minor", payment->approved_minor);
  fiel_ctl_set_text (object, "currency", payment->amount.currency != NULL ? payment->amount.currency->code : NULL);
  json_object_set_int_member (object, "digits",
                              payment->amount.currency != NULL ? payment->amount.currency->digits : 0);
  fiel_ctl_set_text (object, "reference", payment->reference);
  fiel_ctl_set_text (object, "terminal", payment->terminal);
  fiel_ctl_set_text (object, "terminal_name", payment->terminal_name);
  fiel_ctl_set_text (object, "provider_id", payment->provider_id);
  fiel_ctl_set_text (object, "authorization", payment->authorization);
  fiel_ctl_set_text (object, "card_brand", payment->card_brand);
  fiel_ctl_set_text (object, "card_type", payment->card_type);
  fiel_ctl_set_text (object, "last4", payment->last4);
  fiel_ctl_set_text (object, "reason", payment->reason);
  fiel_ctl_set_text (object, "provider_code", payment->code);
  fiel_ctl_set_text (object, "provider_message", payment->message);
  fiel_ctl_set_text (object, "cancel", fiel_enum_nick (FIEL_TYPE_CANCEL_STATE, (int) payment->cancel));
  json_object_set_boolean_member (object, "conflict", payment->conflict);
  json_object_set_boolean_member (object, "parked", payment->parked);
  fiel_ctl_set_time (object, "saved_at", payment->saved_us);
  fiel_ctl_set_time (object, "closed_at", payment->closed_us);
  fiel_ctl_print_json (object);
}

static void
append_part (GString *line, const char *name, const char *value)
{
  if (value != NULL && *value != '\0')
    g_string_append_printf (line, "  %s %s", name, value);
}

/* What goes back is no sale, and must not look like one. */
static void
append_kind (GString *line, const Payment *payment)
{
  if (payment->kind == FIEL_ATTEMPT_KIND_VOID)
    /* Translators: of a payment in a list; the number of the sale follows */
    append_part (line, _ ("cancels the sale"), payment->original);
  else if (payment->kind == FIEL_ATTEMPT_KIND_REFUND && payment->original != NULL)
    append_part (line, _ ("gives back of the sale"), payment->original);
  else if (payment->kind == FIEL_ATTEMPT_KIND_REFUND)
    g_string_append_printf (line, "  %s", _ ("given back without a sale"));
}

static const char *
name_state (const Payment *payment)
{
  return payment->outcome != FIEL_OUTCOME_NONE ? fiel_state_words_outcome (payment->kind, payment->outcome)
                                               : fiel_state_words_state (payment->state);
}

/* A later Fiel's word is not left out. (nullable) */
static const char *
name_reason (const Payment *payment)
{
  FielReason reason = FIEL_REASON_NONE;

  if (payment->reason == NULL || !fiel_reason_parse (payment->reason, &reason))
    return payment->reason;

  return fiel_state_words_reason (reason);
}

static void
print_as_text (const Payment *payment, const FielNumberStyle *style)
{
  g_autoptr (GString) line = g_string_new (payment->id);
  g_autofree char *amount = fiel_money_format (payment->amount, style);

  g_string_append_printf (line, "  %s  %s", name_state (payment), amount);
  if (payment->outcome == FIEL_OUTCOME_PARTLY_APPROVED)
    {
      g_autofree char *approved
          = fiel_money_format (fiel_money_make (payment->approved_minor, payment->amount.currency), style);

      /* Translators: of a sale in a list; an amount follows */
      append_part (line, payment->kind == FIEL_ATTEMPT_KIND_SALE ? _ ("of which charged") : _ ("of which given back"),
                   approved);
    }
  append_kind (line, payment);
  /* Translators: of a payment in a list; the ticket’s reference follows */
  append_part (line, _("ticket"), payment->reference);
  /* Translators: of a payment in a list; the card terminal’s name follows */
  append_part (line, _("terminal"), payment->terminal);
  /* Translators: of a payment in a list; the authorization code follows */
  append_part (line, _("authorization"), payment->authorization);
  /* Translators: of a payment in a list; the last digits of the card follow */
  append_part (line, _("card"), payment->last4);
  /* Translators: of a payment in a list; why it has this result follows */
  append_part (line, _("reason"), name_reason (payment));
  /* Translators: of a payment in a list; the provider’s identifier follows */
  append_part (line, _("provider id"), payment->provider_id);
  if (payment->conflict)
    g_string_append_printf (line, "  %s", _("CONTRADICTED LATER: look into the journal"));
  fiel_ctl_print ("%s", line->str);
}

static void
print_payment (FielCtlSession *session, const Payment *payment)
{
  if (fiel_ctl_session_get_arguments (session)->json)
    print_as_json (payment);
  else
    print_as_text (payment, fiel_profile_get_number_style (fiel_ctl_session_get_profile (session)));
}

void
fiel_ctl_print_attempt (FielCtlSession *session, FielAttempt *attempt)
{
  FielTerminal *terminal = fiel_attempt_get_terminal (attempt);
  const FielReason reason = fiel_attempt_get_reason (attempt);
  const Payment payment = {
    .id = fiel_attempt_get_id (attempt),
    .kind = fiel_attempt_get_kind (attempt),
    .original = fiel_attempt_get_original (attempt),
    .state = fiel_attempt_get_state (attempt),
    .outcome = fiel_attempt_get_outcome (attempt),
    .amount = fiel_attempt_get_amount (attempt),
    .approved_minor = fiel_attempt_get_approved (attempt).minor,
    .reference = fiel_attempt_get_reference (attempt),
    .terminal = terminal != NULL ? fiel_terminal_get_key (terminal) : NULL,
    .terminal_name = fiel_attempt_get_terminal_name (attempt),
    .provider_id = fiel_attempt_get_provider_id (attempt),
    .authorization = fiel_attempt_get_authorization (attempt),
    .card_brand = fiel_attempt_get_card_brand (attempt),
    .card_type = fiel_attempt_get_card_type (attempt),
    .last4 = fiel_attempt_get_last4 (attempt),
    .reason = reason != FIEL_REASON_NONE ? fiel_reason_key (reason) : NULL,
    .code = fiel_attempt_get_provider_code (attempt),
    .message = fiel_attempt_get_provider_message (attempt),
    .cancel = fiel_attempt_get_cancel_state (attempt),
    .conflict = fiel_attempt_get_conflict (attempt),
    .parked = fiel_attempt_get_parked (attempt),
    .saved_us = fiel_attempt_get_saved_wall_us (attempt),
    .closed_us = fiel_attempt_get_closed_wall_us (attempt),
  };

  print_payment (session, &payment);
}

void
fiel_ctl_print_record (FielCtlSession *session, const FielAttemptRecord *record)
{
  const Payment payment = {
    .id = record->attempt_id,
    .kind = record->kind,
    .original = record->original,
    .state = record->state,
    .outcome = record->outcome,
    .amount = record->amount,
    .approved_minor = record->approved_minor,
    .reference = record->reference,
    .terminal = record->terminal,
    .terminal_name = record->terminal_name,
    .provider_id = record->provider_id,
    .authorization = record->authorization,
    .card_brand = record->brand,
    .card_type = record->card_type,
    .last4 = record->last4,
    .reason = g_strcmp0 (record->reason, fiel_reason_key (FIEL_REASON_NONE)) != 0 ? record->reason : NULL,
    .code = record->provider_code,
    .message = record->provider_message,
    .cancel = record->cancel,
    .conflict = record->conflict,
    .parked = record->parked,
    .saved_us = record->intent_wall_us,
    .closed_us = record->closed_wall_us,
  };

  print_payment (session, &payment);
}

void
fiel_ctl_print_records (FielCtlSession *session, GPtrArray *records)
{
  for (guint i = 0; i < records->len; i++)
    fiel_ctl_print_record (session, g_ptr_array_index (records, i));
}

static FielCtlExit
exit_of (FielOutcome outcome, gboolean conflict)
{
  if (conflict)
    return FIEL_CTL_EXIT_UNKNOWN;

  switch (outcome)
    {
    case FIEL_OUTCOME_APPROVED:
    case FIEL_OUTCOME_HAND_CHARGED:
      return FIEL_CTL_EXIT_DONE;
    case FIEL_OUTCOME_DECLINED:
    case FIEL_OUTCOME_CANCELLED:
    case FIEL_OUTCOME_REFUSED:
    case FIEL_OUTCOME_NOT_SENT:
    case FIEL_OUTCOME_NOT_EXECUTED:
    case FIEL_OUTCOME_HAND_NOT_CHARGED:
      return FIEL_CTL_EXIT_NOT_CHARGED;
    case FIEL_OUTCOME_NONE:
    case FIEL_OUTCOME_PARTLY_APPROVED:
      return FIEL_CTL_EXIT_UNKNOWN;
    }
  g_return_val_if_reached (FIEL_CTL_EXIT_UNKNOWN);
}

FielCtlExit
fiel_ctl_exit_of_attempt (FielAttempt *attempt)
{
  return exit_of (fiel_attempt_get_outcome (attempt), fiel_attempt_get_conflict (attempt));
}

FielCtlExit
fiel_ctl_exit_of_record (const FielAttemptRecord *record)
{
  return exit_of (record->outcome, record->conflict);
}
