# SPDX-License-Identifier: GPL-3.0-or-later
"""The bugs that are planted to test the simulation: each a change of one source file, found by its exact text."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Bug:
    name: str
    file: str
    old: str
    new: str
    more: tuple = ()    # further pairs of texts
    group: str = ''     # where to look first for what takes long to find


BUGS = [
    # The wire: one transmission, and what an answer proves.
    Bug('resend-after-lost-answer', 'src/providers/getnet/fiel-getnet-exchange.c',
        '  if (fiel_getnet_reading_wants_sign_in (reading))\n',
        '  if (fiel_http_reply_get_verdict (http) == FIEL_HTTP_VERDICT_UNKNOWN && !self->renewed)\n'
        '    {\n'
        '      self->renewed = TRUE;\n'
        '      fiel_getnet_exchange_enter (self, EVENT_RENEW);\n'
        '      fiel_getnet_exchange_sign_in (self);\n'
        '      return;\n'
        '    }\n'
        '  if (fiel_getnet_reading_wants_sign_in (reading))\n'),
    Bug('resend-with-new-token', 'src/providers/getnet/fiel-getnet-exchange.c',
        '      if (!fiel_getnet_exchange_leaves_once (self) && !self->renewed)\n',
        '      if (!self->renewed)\n',
        group='cloud'),
    Bug('id-not-found-is-a-no', 'src/providers/getnet/fiel-getnet-codes.c',
        '      .klass = FIEL_GETNET_CLASS_UNKNOWN,\n      .reason = FIEL_REASON_ID_NOT_FOUND,\n',
        '      .klass = FIEL_GETNET_CLASS_DECLINED,\n      .reason = FIEL_REASON_ID_NOT_FOUND,\n'),
    Bug('server-error-is-a-refusal', 'src/providers/getnet/fiel-getnet-reading.c',
        '      reading->code = g_strdup_printf ("HTTP %u", status);\n',
        '      reading->code = g_strdup_printf ("HTTP %u", status);\n'
        '      reading->klass = FIEL_GETNET_CLASS_REFUSED;\n'),
    Bug('not-responding-is-a-refusal', 'src/providers/getnet/fiel-getnet-codes.c',
        '      .klass = FIEL_GETNET_CLASS_UNKNOWN,\n      .reason = FIEL_REASON_TERMINAL_UNREACHABLE,\n',
        '      .klass = FIEL_GETNET_CLASS_REFUSED,\n      .reason = FIEL_REASON_TERMINAL_UNREACHABLE,\n',
        group='cloud'),
    Bug('any-busy-is-a-refusal', 'src/providers/getnet/fiel-getnet-codes.c',
        '      .klass = FIEL_GETNET_CLASS_UNKNOWN,\n      .reason = FIEL_REASON_TERMINAL_BUSY,\n',
        '      .klass = FIEL_GETNET_CLASS_REFUSED,\n      .reason = FIEL_REASON_TERMINAL_BUSY,\n'),
    Bug('refusal-with-id-is-believed', 'src/providers/getnet/fiel-getnet-reading.c',
        '  if (row->klass != FIEL_GETNET_CLASS_REFUSED || !speaks_of_a_payment (answer))\n',
        '  if (row->klass != FIEL_GETNET_CLASS_REFUSED || TRUE)\n'),
    Bug('provider-timeout-is-a-no', 'src/providers/getnet/fiel-getnet-codes.c',
        '      .number = "5",\n      .klass = FIEL_GETNET_CLASS_UNKNOWN,\n',
        '      .number = "5",\n      .klass = FIEL_GETNET_CLASS_DECLINED,\n'),
    Bug('early-notice-is-a-no', 'src/providers/getnet/fiel-getnet-codes.c',
        '      .klass = FIEL_GETNET_CLASS_PENDING,\n',
        '      .klass = FIEL_GETNET_CLASS_DECLINED,\n',
        group='absence'),
    Bug('our-own-timeout-is-a-no', 'src/engine/fiel-exchange.c',
        'verdict == FIEL_REPLY_VERDICT_NOT_SENT ? FIEL_RESULT_NOT_SENT : FIEL_RESULT_NOTHING);\n',
        'verdict == FIEL_REPLY_VERDICT_NOT_SENT ? FIEL_RESULT_NOT_SENT\n'
        '                                : verdict == FIEL_REPLY_VERDICT_UNKNOWN ? FIEL_RESULT_DECLINED\n'
        '                                                                        : FIEL_RESULT_NOTHING);\n'),
    Bug('missing-code-is-approved', 'src/providers/getnet/fiel-getnet-reading.c',
        '  if (!answer->has_code)\n    {\n',
        '  if (!answer->has_code)\n    {\n      reading->klass = FIEL_GETNET_CLASS_APPROVED;\n',
        group='lies'),
    Bug('outer-code-zero-is-approved', 'src/providers/getnet/fiel-getnet-meaning.c',
        '  take_amount_of_request (evidence, request);\n'
        '\n  return finish_evidence (evidence, reading, reason);\n}\n\nstatic FielFinding *\nfind_status',
        '  if (reading->answer != NULL && reading->answer->outer == FIEL_GETNET_OUTER_ERROR)\n'
        '    {\n'
        '      evidence->result = FIEL_RESULT_APPROVED;\n'
        '      evidence->has_amount = TRUE;\n'
        '      evidence->amount_minor = request->amount.minor;\n'
        '    }\n'
        '  take_amount_of_request (evidence, request);\n'
        '\n  return finish_evidence (evidence, reading, reason);\n}\n\nstatic FielFinding *\nfind_status'),
    Bug('odd-code-is-a-no', 'src/providers/getnet/fiel-getnet-reading.c',
        '  reading->klass = row != NULL ? row->klass : FIEL_GETNET_CLASS_UNKNOWN;\n',
        '  reading->klass = row != NULL ? row->klass : FIEL_GETNET_CLASS_DECLINED;\n',
        group='lies'),

    # Evidence: everything that is named must match.
    Bug('amount-not-compared', 'src/core/fiel-evidence.c',
        '  if (evidence->has_amount && evidence->amount_minor != facts->amount.minor)\n',
        '  if (FALSE)\n'),
    Bug('approval-without-amount', 'src/core/fiel-evidence.c',
        '  if (!evidence->has_amount)\n    return g_strdup ("amount: an approval that names none");\n',
        '',
        group='lies'),
    Bug('terminal-not-compared', 'src/core/fiel-evidence.c',
        '  if (is_present (evidence->terminal_id) && !same_terminal (facts->terminal_id, evidence->terminal_id))\n',
        '  if (is_present (evidence->terminal_id) && !same_terminal (evidence->terminal_id, evidence->terminal_id))\n',
        group='lies'),
    Bug('reference-not-compared', 'src/core/fiel-evidence.c',
        '  if (is_present (evidence->reference) && !same_text (facts->reference, evidence->reference))\n'
        '    return explain_texts',
        '  if (FALSE)\n    return explain_texts',
        group='lies'),
    Bug('ticket-not-compared', 'src/core/fiel-evidence.c',
        '  if (is_present (evidence->ticket) && !same_text (facts->ticket, evidence->ticket))\n'
        '    return explain_texts',
        '  if (FALSE)\n    return explain_texts',
        group='lies'),
    Bug('provider-id-not-compared', 'src/core/fiel-evidence.c',
        '  if (is_present (evidence->provider_id) && is_present (facts->provider_id)\n'
        '      && !g_str_equal (facts->provider_id, evidence->provider_id))\n',
        '  if (FALSE)\n',
        group='lies'),
    Bug('callback-believed', 'src/engine/fiel-attempt-runner.c',
        '    post_event (self, FIEL_ATTEMPT_EVENT_CALLBACK, FIEL_REASON_NONE);\n',
        '    post_event (self, FIEL_ATTEMPT_EVENT_APPROVED, FIEL_REASON_NONE);\n'),
    Bug('cancel-agreed-is-proof', 'src/engine/fiel-attempt-runner.c',
        "    complain (self, \"what came of the request to stop could not be written\", error);\n",
        "    complain (self, \"what came of the request to stop could not be written\", error);\n"
        '  else if (fiel_attempt_get_cancel_state (self->attempt) == FIEL_CANCEL_STATE_AGREED)\n'
        '    post_event (self, FIEL_ATTEMPT_EVENT_CANCELLED, FIEL_REASON_NONE);\n',
        group='hands'),

    # Absence: the horizon, two reads, and how far a list reaches back.
    Bug('horizon-too-short', 'src/core/fiel-check-plan.c',
        '  return situation->closed_us > 0 && situation->now_us - situation->closed_us >= timings->horizon_us;\n',
        '  return situation->closed_us > 0 && situation->now_us - situation->closed_us >= timings->horizon_us / 6;\n',
        (('  if (read->closed_us <= 0 || read->began_us - read->closed_us < timings->horizon_us)\n',
          '  if (read->closed_us <= 0 || read->began_us - read->closed_us < timings->horizon_us / 6)\n'),),
        group='absence'),
    Bug('one-negative-read', 'src/core/fiel-check-plan.c',
        '#define NEEDED_NEGATIVE_READS 2\n', '#define NEEDED_NEGATIVE_READS 1\n',
        group='absence'),
    Bug('reads-before-the-horizon-count', 'src/core/fiel-check-plan.c',
        '  if (read->closed_us <= 0 || read->began_us - read->closed_us < timings->horizon_us)\n',
        '  if (read->closed_us <= 0)\n',
        group='absence'),
    Bug('old-list-is-believed', 'src/core/fiel-check-plan.c',
        '  return read->left_us > 0 && read->began_us - read->left_us <= timings->absence_window_us && !read->was_cut;\n',
        '  return TRUE;\n',
        group='deaths'),
    Bug('wall-clock-decides', 'src/engine/fiel-inquiry.c',
        '  return fiel_clock_get_boot_us (get_clock (self));\n',
        '  return fiel_clock_get_wall_us (get_clock (self));\n',
        group='absence'),

    # The journal: before it is sent, before it is shown, and for good.
    Bug('intent-not-durable', 'src/engine/fiel-intent.c',
        'self->event, FIEL_JOURNAL_DURABLE, saved_cb', 'self->event, FIEL_JOURNAL_ORDERED, saved_cb'),
    Bug('nothing-is-flushed', 'src/journal/fiel-journal-append.c',
        '"PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL"',
        '"PRAGMA synchronous = NORMAL" : "PRAGMA synchronous = NORMAL"'),
    Bug('shown-before-commit', 'src/engine/fiel-attempt-runner.c',
        '  fiel_scribe_write_async (self->scribe, self->fact, FIEL_JOURNAL_DURABLE, committed_cb, g_object_ref (self));\n',
        '  assign_state (self, edge);\n'
        '  fiel_scribe_write_async (self->scribe, self->fact, FIEL_JOURNAL_DURABLE, committed_cb, g_object_ref (self));\n',
        (('  if (edge->to == edge->from)\n    return;\n\n  fiel_attempt_set_state',
          '  if (edge->to == get_state (self))\n    return;\n\n  fiel_attempt_set_state'),)),
    Bug('state-not-durable', 'src/engine/fiel-attempt-runner.c',
        '  fiel_scribe_write_async (self->scribe, self->fact, FIEL_JOURNAL_DURABLE, committed_cb, g_object_ref (self));\n',
        '  fiel_scribe_write_async (self->scribe, self->fact, FIEL_JOURNAL_ORDERED, committed_cb, g_object_ref (self));\n'),
    Bug('commit-error-ignored', 'src/engine/fiel-scribe.c',
        '      g_task_return_error (task, g_steal_pointer (&error));\n      return;\n', ''),
    Bug('callback-accepted-before-commit', 'src/engine/fiel-callback-desk.c',
        '  fiel_scribe_write_async (slip->desk->scribe, owned, FIEL_JOURNAL_DURABLE, written_cb, slip);\n',
        '  for (guint i = 0; i < slip->waiting->len; i++)\n'
        '    fiel_provider_worker_settle (slip->desk->worker, slip->provider, g_ptr_array_index (slip->waiting, i),\n'
        '                                 FIEL_CALLBACK_FATE_KEPT);\n'
        '  fiel_scribe_write_async (slip->desk->scribe, owned, FIEL_JOURNAL_DURABLE, written_cb, slip);\n'),
    Bug('news-acknowledged-unheard', 'src/net/fiel-relay-client.c',
        '    g_signal_emit (self, signals[NEWS], 0, g_ptr_array_index (news, i));\n',
        '    self->fates[i] = FATE_DONE;\n'),
    Bug('answer-not-kept', 'src/engine/fiel-exchange.c',
        '  return self->attempt_id != NULL && g_strcmp0',
        '  return FALSE && g_strcmp0'),
    Bug('late-answer-dropped', 'src/engine/fiel-reread.c',
        '      else if (type == FIEL_JOURNAL_TYPE_RECEIVED && is_about_result (event, &operation))\n',
        '      else if (FALSE && is_about_result (event, &operation))\n',
        group='disk'),
    Bug('restarted-means-not-sent', 'src/core/fiel-attempt-table.c',
        '  EDGE    (SAVED,    RESTARTED,        UNKNOWN,  RECORD_CHECK),\n',
        '  CLOSING (SAVED,    RESTARTED,        NOT_SENT),\n'),
    Bug('late-evidence-overwrites', 'src/engine/fiel-attempt.c',
        '  set_flag (self, PROP_CONFLICT, contradiction != FIEL_CONTRADICTION_NONE);\n',
        '  if (contradiction != FIEL_CONTRADICTION_NONE)\n'
        '    self->outcome = FIEL_OUTCOME_APPROVED;\n'
        '  set_flag (self, PROP_CONFLICT, contradiction != FIEL_CONTRADICTION_NONE);\n',
        group='hands'),
    Bug('conflict-not-raised', 'src/core/fiel-attempt-table.c',
        '  [FIEL_ATTEMPT_EVENT_APPROVED]         = { "FLCCCCCCLC" },\n',
        '  [FIEL_ATTEMPT_EVENT_APPROVED]         = { "FLLLLLLLLL" },\n',
        group='hands'),

    # The guards of a ticket.
    Bug('paid-ticket-charged-again', 'src/engine/fiel-charge.c',
        '  if (!same && taken > 0 && !self->new_ticket)\n',
        '  if (FALSE)\n'),
    Bug('no-guards-in-the-database', 'src/journal/fiel-journal-schema.c',
        '  "CREATE UNIQUE INDEX attempt_open_terminal ON attempt (terminal) WHERE state <> \'closed\';" \\\n'
        '  "CREATE UNIQUE INDEX attempt_open_ticket ON attempt (ticket_id) WHERE state <> \'closed\';" \\\n'
        '  "CREATE UNIQUE INDEX attempt_open_reference ON attempt (reference) WHERE state <> \'closed\';" \\\n',
        '  "CREATE INDEX attempt_open_terminal ON attempt (terminal) WHERE state <> \'closed\';" \\\n'
        '  "CREATE INDEX attempt_open_ticket ON attempt (ticket_id) WHERE state <> \'closed\';" \\\n'
        '  "CREATE INDEX attempt_open_reference ON attempt (reference) WHERE state <> \'closed\';" \\\n',
        (('    > (SELECT due FROM ticket WHERE id = NEW.ticket_id);" \\\n',
          '    > (SELECT due + 999999999999 FROM ticket WHERE id = NEW.ticket_id);" \\\n'),),
        group='hands'),

    # Money back: never more than was paid, of that very sale, once.
    Bug('not-found-of-a-sale-is-a-no', 'src/providers/getnet/fiel-getnet-meaning.c',
        '  return is_money_back (request) && fiel_getnet_reading_is_finished (reading)\n',
        '  return fiel_getnet_reading_is_finished (reading)\n',
        group='lies'),
    Bug('return-resent-with-new-token', 'src/providers/getnet/fiel-getnet-exchange.c',
        '      if (!fiel_getnet_exchange_leaves_once (self) && !self->renewed)\n',
        '      if (fiel_provider_call_get_request (self->call)->operation != FIEL_OPERATION_SALE && !self->renewed)\n',
        group='cloud'),
]
