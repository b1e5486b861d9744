/* fiel.pml: one ticket, one till, one terminal behind a provider's cloud.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What core decides is not written here: core.pml is printed by core itself (print-core.c). Written here is what
 * surrounds it: the engine that commits, shows and sends (src/engine/fiel-attempt-runner.c, fiel-exchange.c,
 * fiel-inquiry.c, fiel-recovery.c), and a world that loses, delays, repeats and lies.
 *
 * What core.pml finds out (edge_to, admitted, check …) is no part of the state: it is used up in the same step, and no
 * choice may stand between.
 *
 * A step of a process is atomic; between two steps anything may happen, and what is in memory only may be gone.
 * Time has no figures. Of the horizon one thing is taken for granted: when it has passed, the request can no longer be
 * executed (LIFE_IS_OVER). A list of the terminal may be older than its last booking once per attempt, which is why
 * core wants two. Batches are closed after core's absence window only, unless the list itself tells.
 *
 * -DATTEMPTS=2 -DCRASHES=3   the size
 * -DBATCHES                 also: the terminal's batch is closed, and the machine starts anew
 * -DLIES                     also: answers about other payments
 * -DMANAGER                  also: a manager records by hand
 * -DEVERYTHING               all of these, part approvals, payments cancelled at the terminal, and "started" told late
 * -DLIVENESS                 L1 instead of the invariants; the provider answers again, and nobody helps
 * -DONLY_I1 …                that invariant alone is watched; without one of these, all are
 * -DUNSAFE_…                 one rule is broken; each is named where it is broken
 */

#ifndef ATTEMPTS
#define ATTEMPTS 2
#endif
#ifndef CRASHES
#define CRASHES 3
#endif

#ifdef EVERYTHING
#define BATCHES
#define LIES
#define MANAGER
#endif

#include "core.pml"

/* The journal: what survives. state 0: no intent. */
typedef Row {
  mtype state;
  mtype outcome;
  mtype kept;      /* the answer to the money request as received, not yet read; 0 for none (I8) */
  bool has_id;     /* the provider's id */
  bool doubted;    /* somebody contradicted it */
  bool conflict;
}

Row journal[ATTEMPTS];

/* What people saw of an attempt's end: on the screen, or on paper. It survives as well; 0 for nothing. */
mtype shown[ATTEMPTS];

/* The truth, which no till sees: how often the request left, what the cloud made of it, what it booked. */
#define NOWHERE 0
#define ON_THE_WAY 1
#define AT_TERMINAL 2
#define OVER 3

typedef Truth {
  byte sent;
  byte place;
  byte booked;
  mtype result;          /* RESULT_…, of a request that is over */
}

Truth truth[ATTEMPTS];

bool window_is_over;     /* core's absence window, of the attempt at hand */
bool batch_closed;       /* the terminal's open batch no longer holds what was booked */
bool old_list_read;      /* one list older than the booking was read */

bool asynchronous;       /* the id comes at once and the result by status; else the result comes on the connection */
#ifdef LIVENESS
bool provider_answers;   /* from here on nothing is lost any more (L1) */
#else
#define provider_answers false
#endif
bool earlier_sale;       /* the terminal's batch held a sale of this till before the ticket came */

/* The memory of the program; a crash leaves nothing of it. */
#define NONE 0
#define OPEN 1

byte now;                     /* the attempt it is about */
mtype state;                  /* 0: no attempt */
mtype outcome = OUTCOME_NONE;
bool has_id;
bool doubted;
chan line = [2] of { mtype, bool };   /* events in their order; whether the answer to the money request says so */
mtype committing;             /* the event whose commit is in flight; 0: none */
bool committing_answer;
bool call_in_hand;            /* the request that may leave once */
bool start_untold;            /* it left, and nobody was told yet */
bool connection_open;
mtype received;               /* the answer, kept in the journal and not yet interpreted */
mtype question;               /* CHECK_STATUS, CHECK_PROBE, CHECK_RECORDS while it is out */
bool asked_past_horizon;
bool check_planned;
bool is_idle;
byte negative_reads;
bool left_in_this_boot;
bool limit_armed;

byte crashes;

/* The request can no longer be executed: true at the latest when core's horizon has passed. */
#define LIFE_IS_OVER(i) (truth[i].place == NOWHERE || truth[i].place == OVER)
#ifdef UNSAFE_HORIZON_IGNORED
#define PAST_HORIZON (!connection_open && !call_in_hand)
#else
#define PAST_HORIZON (!connection_open && !call_in_hand && LIFE_IS_OVER(now))
#endif
#define IS_OPEN(i) (journal[i].state != 0 && journal[i].state != STATE_CLOSED)
/* What may have moved, or may yet, as the journal's guard counts it (I1, attempt_within_due). */
#define MAY_HAVE_MOVED(i) (IS_OPEN(i) || journal[i].conflict || MOVED_MONEY(journal[i].outcome))
#define IS_WATCHED (state == STATE_CLOSED && IS_BY_HAND(outcome) && has_id)

#if ATTEMPTS == 1
#define SUM(f) (f(0))
#define SOME(f) (f(0))
#define EVERY(f) (f(0))
#define FIRST(f) 0
#elif ATTEMPTS == 2
#define SUM(f) (f(0) + f(1))
#define SOME(f) (f(0) || f(1))
#define EVERY(f) (f(0) && f(1))
#define FIRST(f) (f(0) -> 0 : 1)
#elif ATTEMPTS == 3
#define SUM(f) (f(0) + f(1) + f(2))
#define SOME(f) (f(0) || f(1) || f(2))
#define EVERY(f) (f(0) && f(1) && f(2))
#define FIRST(f) (f(0) -> 0 : (f(1) -> 1 : 2))
#endif

#define UNUSED(i) (journal[i].state == 0 && truth[i].sent == 0)
#ifdef UNSAFE_CHARGED_WHILE_UNKNOWN
#define MAY_CHARGE (state == 0 || state == STATE_UNKNOWN || !SOME(MAY_HAVE_MOVED))
#else
#define MAY_CHARGE (!SOME(MAY_HAVE_MOVED))
#endif
#ifdef UNSAFE_CANCEL_BELIEVED
#define CANCEL_IS_NEWS (nfull(line))
#else
#define CANCEL_IS_NEWS (!check_planned)
#endif
#ifdef UNSAFE_MANAGER_GUESSES
#define SLIP_IS_PRINTED true
#else
#define SLIP_IS_PRINTED LIFE_IS_OVER(now)
#endif

#ifdef COVERAGE
/* Which pairs of state and event came up in the whole search, and what became of them. */
c_decl {
  \#include "coverage.h"
};
#define NOTE_PAIR c_code { note_pair (now.state, now.outcome, Ptill->news, edge_found, edge_to, edge_outcome, stray); }
#else
#define NOTE_PAIR skip
#endif

/* The engine */

inline post(event, is_answer) {
  line!event, is_answer
}

/* What matters only while an attempt is open. */
inline forget_questions() {
  limit_armed = false; is_idle = false; negative_reads = 0; asked_past_horizon = false; doubted = false;
  left_in_this_boot = false; window_is_over = false; batch_closed = false; old_list_read = false
}

/* fiel-attempt-runner.c, take_edge(): the state, what people see, and the edge's effects. */
inline take_edge(event) {
  d_step {
    state = edge_to;
    outcome = edge_outcome;
    if
    :: event == EVENT_ACCEPTED -> has_id = true
    :: event == EVENT_MISMATCH -> doubted = true; negative_reads = 0
    :: event == EVENT_STARTED -> limit_armed = true
    :: else
    fi;
    if
    :: edge_effects & EFFECT_SEND -> call_in_hand = true
    :: else
    fi;
    if
#ifdef UNSAFE_RESTART_NOT_CHECKED
    :: event == EVENT_RESTARTED
#endif
#ifdef UNSAFE_ONE_LOSS_ENDS_ASKING
    :: event == EVENT_NO_NEWS
#endif
    :: edge_effects & (EFFECT_CHECK | EFFECT_SCHEDULE) -> check_planned = true
    :: else
    fi;
    if
    :: edge_effects & EFFECT_RELEASE ->
       shown[now] = edge_outcome;
       forget_questions();
       check_planned = IS_WATCHED;
       question = (IS_WATCHED -> question : 0)
    :: else
    fi;
#ifdef UNSAFE_RESENT_AFTER_LOST_ANSWER
    if
    :: event == EVENT_ANSWER_LOST && truth[now].sent < 2 -> call_in_hand = true
    :: else
    fi;
#endif
#ifdef UNSAFE_RESENT_AFTER_RESTART
    if
    :: event == EVENT_RESTARTED && truth[now].sent < 2 -> call_in_hand = true
    :: else
    fi;
#endif
    skip
  }
}

/* fiel-attempt-news.c: what a fact adds to the attempt's row. */
inline write_fact(event, is_answer) {
  d_step {
    journal[now].state = edge_to;
    journal[now].outcome = edge_outcome;
    if
    :: event == EVENT_ACCEPTED -> journal[now].has_id = true
    :: event == EVENT_MISMATCH -> journal[now].doubted = true
    :: else
    fi;
    if
    :: is_answer -> journal[now].kept = 0
    :: else
    fi
  }
}

/* What is forgotten with the program. */
inline forget() {
  d_step {
    do
    :: line?_, _
    :: empty(line) -> break
    od;
    state = 0; outcome = OUTCOME_NONE; has_id = false; doubted = false;
    committing = 0; committing_answer = false;
    call_in_hand = false; start_untold = false; connection_open = false; received = 0;
    question = 0; asked_past_horizon = false; check_planned = false; is_idle = false; negative_reads = 0;
    limit_armed = false
  }
}

/* fiel-recovery.c and take_up(): the same runner is fed from the journal. */
inline take_up() {
  state = journal[now].state;
  outcome = (journal[now].state == 0 -> OUTCOME_NONE : journal[now].outcome);
  has_id = journal[now].has_id;
  printf("till: starts, attempt %d is %e, %e\n", now + 1, state, outcome);
  if
  :: state == STATE_CLOSED -> shown[now] = outcome; forget_questions()
  :: IS_OPEN(now) ->
     doubted = journal[now].doubted;
     limit_armed = true;
     if
     :: journal[now].kept != 0 ->
        admit(SOURCE_ANSWER, journal[now].kept, true);
        post(admitted, true)
     :: else
     fi;
     post(EVENT_RESTARTED, false)
  :: else
  fi
}

/* fiel-attempt-runner.c: the line, the commit, the effects. */
active proctype till() {
  mtype news;
  bool is_answer;

end:
  do
  /* process(): one event at a time, and none while a commit is in flight. */
  :: d_step {
       committing == 0 && nempty(line) ->
       line?news, is_answer;
       find_edge(state, news);
#ifdef UNSAFE_REFUSED_THOUGH_ACCEPTED
       if
       :: state == STATE_ACCEPTED && news == EVENT_REFUSED ->
          edge_found = true; edge_to = STATE_CLOSED; edge_outcome = OUTCOME_REFUSED;
          edge_effects = EFFECT_RECORD | EFFECT_RELEASE
       :: else
       fi;
#endif
       stray = 0;
       if
       :: edge_found && (edge_effects & EFFECT_RECORD) ->
          printf("till %d: %e while %e: writes it down\n", now + 1, news, state);
          NOTE_PAIR;
          committing = news;
          committing_answer = is_answer;
#ifdef UNSAFE_SHOWN_BEFORE_DURABLE
          if
          :: edge_to == STATE_CLOSED -> shown[now] = edge_outcome
          :: else
          fi
#endif
       :: edge_found && !(edge_effects & EFFECT_RECORD) ->
          printf("till %d: %e while %e: now %e\n", now + 1, news, state, edge_to);
          NOTE_PAIR;
          take_edge(news)
       :: !edge_found && IS_WATCHED && (news == EVENT_NO_NEWS || news == EVENT_PENDING) ->
          /* is_silence() */
          check_planned = true
       :: !edge_found && !(IS_WATCHED && (news == EVENT_NO_NEWS || news == EVENT_PENDING)) ->
          judge_stray(state, outcome, news);
          printf("till %d: %e while %e, %e: kept as %e\n", now + 1, news, state, outcome, stray);
          NOTE_PAIR;
          if
          :: stray == STRAY_CONFLICT -> journal[now].conflict = true
          :: else
          fi;
          if
          :: IS_WATCHED -> check_planned = false; question = 0
          :: else
          fi
       fi;
       news = 0; is_answer = false
     }

  /* saved_cb() of fiel-charge.c and committed_cb(): durable first, and only then state, screen and effects (I7). */
  :: d_step {
       committing != 0 ->
       news = committing;
       is_answer = committing_answer;
       committing = 0;
       committing_answer = false;
       find_edge(state, news);
#ifdef UNSAFE_REFUSED_THOUGH_ACCEPTED
       if
       :: state == STATE_ACCEPTED && news == EVENT_REFUSED ->
          edge_to = STATE_CLOSED; edge_outcome = OUTCOME_REFUSED; edge_effects = EFFECT_RECORD | EFFECT_RELEASE
       :: else
       fi;
#endif
       write_fact(news, is_answer);
       printf("till %d: %e is durable, and then shown: %e, %e\n", now + 1, news, edge_to, edge_outcome);
       if
       :: news == EVENT_SAVED -> stray = 0; NOTE_PAIR
       :: else
       fi;
       take_edge(news);
       news = 0; is_answer = false
     }

  /* fiel-exchange.c, the money request: nothing leaves, or the first byte does, once. "Started" is told behind it. */
  :: atomic {
       call_in_hand && nfull(line) ->
       call_in_hand = false;
       if
       :: !provider_answers ->
          printf("till %d: no connection, no byte left\n", now + 1);
          received = RESULT_NOT_SENT;
          journal[now].kept = RESULT_NOT_SENT
       :: true ->
          printf("till %d: the request leaves\n", now + 1);
          truth[now].sent++;
          truth[now].place = ON_THE_WAY;
          connection_open = true;
#ifdef EVERYTHING
          start_untold = true
#else
          post(EVENT_STARTED, false)
#endif
       fi
     }

#ifdef EVERYTHING
  /* That it left may be heard of behind its own answer. */
  :: d_step {
       start_untold && nfull(line) ->
       start_untold = false;
       post(EVENT_STARTED, false)
     }
#endif

  /* answered_cb(): what was kept is interpreted (I8). */
  :: d_step {
       received != 0 && nfull(line) ->
       admit(SOURCE_ANSWER, received, true);
       received = 0;
       post(admitted, true)
     }

  /* fiel-inquiry.c: the next question, as core plans it. It is a step of its own, whenever its time comes. */
  :: d_step {
       check_planned && question == 0 && state != STATE_PROPOSED && nfull(line) ->
       check_planned = false;
       plan_next((state == STATE_CLOSED -> STATE_UNKNOWN : state), has_id, is_idle, PAST_HORIZON, negative_reads);
       printf("till %d: asks, %e\n", now + 1, check);
       if
       :: check == CHECK_CONCLUDE -> post(EVENT_ABSENT, false)
       :: else -> question = check; asked_past_horizon = (check == CHECK_RECORDS && PAST_HORIZON)
       fi
     }

  /* Power, kill -9, or storage that reports an error: the program stops at any point, and starts again. A commit that
   * was in flight is durable or not, and nobody was told (I10: after an error nothing happens but that). */
  :: atomic {
       crashes < CRASHES ->
       crashes++;
       if
       :: committing != 0 -> find_edge(state, committing); write_fact(committing, committing_answer);
          printf("crash %d: the commit of %e was durable\n", crashes, committing)
       :: printf("crash %d\n", crashes)
       :: journal[now].kept != 0 -> journal[now].kept = 0; printf("crash %d: the kept answer is gone\n", crashes)
       fi;
#ifdef BATCHES
       /* Another boot: how long ago the request left can no longer be told (I9). */
       if
       :: left_in_this_boot = false
       :: left_in_this_boot
       :: !left_in_this_boot
       fi;
#endif
       forget();
       take_up()
     }
  od
}

/* The cashier, who charges whenever the till lets him, and a manager with the slip in his hand. */
active proctype people() {
end:
  do
  /* fiel-charge.c: the commit of the intent begins. The journal's guard and nobody's opinion decides whether it may
   * (I1, I4). An attempt of which nothing is left has not taken its place. */
  :: atomic {
       committing == 0 && empty(line) && !call_in_hand && received == 0 &&
       (UNUSED(now) || now + 1 < ATTEMPTS) && MAY_CHARGE ->
       /* What is closed is asked about no more. */
       truth[now].result = 0; journal[now].has_id = false; journal[now].doubted = false; journal[now].kept = 0;
       now = (UNUSED(now) -> now : now + 1);
       printf("cashier: charges, attempt %d\n", now + 1);
       forget();
       forget_questions();
       left_in_this_boot = true;
       state = STATE_PROPOSED;
       committing = EVENT_SAVED;
#ifdef UNSAFE_SENT_BEFORE_DURABLE
       call_in_hand = true
#endif
     }

#ifndef LIVENESS
  /* fiel-cancellation.c: a request with an outcome of its own. The terminal may agree and book all the same. Whatever
   * comes back, the payment is asked about; "check now" is the same without the request. */
  :: atomic {
       (state == STATE_SENT || state == STATE_ACCEPTED || state == STATE_UNKNOWN) && CANCEL_IS_NEWS ->
       printf("cashier: asks the terminal to stop attempt %d, and it agrees\n", now + 1);
#ifdef UNSAFE_CANCEL_BELIEVED
       post(EVENT_CANCELLED, false)
#else
       check_planned = true
#endif
     }
#endif

#ifdef MANAGER
  /* The slip: it says what the terminal did, once it can do nothing more. */
  :: atomic {
       (state == STATE_ACCEPTED || state == STATE_UNKNOWN) && nfull(line) && committing == 0 && empty(line) &&
       SLIP_IS_PRINTED ->
       if
       :: truth[now].booked > 0 -> post(EVENT_HAND_CHARGED, false)
       :: truth[now].booked == 0 -> post(EVENT_HAND_NOT_CHARGED, false)
       fi
     }
#endif
  od
}

/* The world */

/* The answer to the money request comes back on its own connection, or is lost with it. */
inline answer(attempt, word) {
  if
  :: attempt == now && connection_open ->
     connection_open = false;
     received = word;
     journal[now].kept = word
  :: else
  fi
}

#define IS_ON_THE_WAY(i) (truth[i].place == ON_THE_WAY)
#define IS_AT_TERMINAL(i) (truth[i].place == AT_TERMINAL)

/* What the cloud and the terminal do with a request that has left: take it once or refuse it, and be done with it
 * within its life. */
active proctype cloud() {
  byte i;

end:
  do
  :: atomic {
       SOME(IS_ON_THE_WAY) ->
       i = FIRST(IS_ON_THE_WAY);
       if
       :: !provider_answers ->
          printf("network: the request of attempt %d is lost\n", i + 1);
          truth[i].place = OVER
       :: printf("cloud: refuses attempt %d\n", i + 1);
          truth[i].place = OVER;
          truth[i].result = RESULT_REFUSED;
          answer(i, RESULT_REFUSED)
       :: printf("cloud: takes attempt %d\n", i + 1);
          truth[i].place = AT_TERMINAL;
          if
          :: asynchronous -> answer(i, RESULT_ACCEPTED)
          :: else
          fi
       fi;
       i = 0
     }

  :: atomic {
       SOME(IS_AT_TERMINAL) ->
       i = FIRST(IS_AT_TERMINAL);
       truth[i].place = OVER;
       if
       :: truth[i].result = RESULT_APPROVED; truth[i].booked++
       :: truth[i].result = RESULT_DECLINED
#ifdef EVERYTHING
       :: truth[i].result = RESULT_PARTLY_APPROVED; truth[i].booked++
       :: truth[i].result = RESULT_CANCELLED
#endif
       fi;
       printf("terminal: attempt %d ends, %e\n", i + 1, truth[i].result);
       if
       :: !asynchronous -> answer(i, truth[i].result)
       :: else
       fi;
       i = 0
     }

#ifdef UNSAFE_TRANSPORT_SENDS_AGAIN
  /* Between till and cloud something repeats a request whose answer it did not see. */
  :: atomic {
       truth[now].sent == 1 && (truth[now].place == OVER) && !connection_open ->
       printf("network: sends the request of attempt %d again\n", now + 1);
       truth[now].sent++;
       truth[now].place = ON_THE_WAY
     }
#endif
  od
}

/* fiel-inquiry.c, is_negative(): whether a list without the payment counts. */
#if defined(UNSAFE_ANY_LIST_BELIEVED)
#define COUNTS asked_past_horizon
#elif defined(UNSAFE_CUT_LIST_BELIEVED)
#define COUNTS IS_NEGATIVE(asked_past_horizon, REACHES_BACK, left_in_this_boot && !window_is_over, false)
#elif defined(UNSAFE_OTHER_BOOT_BELIEVED)
#define COUNTS IS_NEGATIVE(asked_past_horizon, REACHES_BACK, !left_in_this_boot || !window_is_over, WAS_CUT)
#else
#define COUNTS IS_NEGATIVE(asked_past_horizon, REACHES_BACK, left_in_this_boot && !window_is_over, WAS_CUT)
#endif
#define REACHES_BACK (earlier_sale && !batch_closed)
#define WAS_CUT (earlier_sale && batch_closed)

inline read_without_it() {
  d_step {
    if
    :: !doubted && !has_id && negative_reads < NEEDED_READS && COUNTS ->
#ifdef UNSAFE_ONE_READ_BELIEVED
       negative_reads = NEEDED_READS
#else
       negative_reads++
#endif
    :: else
    fi
  }
}

/* The provider answers questions. Until provider_answers, what proves nothing may come back at any time. */
active proctype desk() {
end:
  do
  /* By id: the result, or "in process". "ID NOT FOUND", a refusal of the question and garbage say nothing. */
  :: atomic {
       question == CHECK_STATUS && nfull(line) ->
       question = 0;
       is_idle = false;
       if
       :: !provider_answers -> admit(SOURCE_STATUS, RESULT_NOTHING, true);
#ifdef UNSAFE_NOT_FOUND_BELIEVED
          admitted = EVENT_ABSENT;
#endif
          printf("cloud: ID NOT FOUND\n")
       :: !provider_answers -> admit(SOURCE_STATUS, RESULT_REFUSED, true);
#ifdef UNSAFE_REFUSED_QUESTION_BELIEVED
          admitted = EVENT_REFUSED;
#endif
#ifdef UNSAFE_REFUSED_THOUGH_ACCEPTED
          admitted = (state == STATE_ACCEPTED -> EVENT_REFUSED : admitted);
#endif
          printf("cloud: refuses the question\n")
#ifdef LIES
       :: !provider_answers -> admit(SOURCE_STATUS, RESULT_APPROVED, false);
#ifdef UNSAFE_IDENTITY_NOT_COMPARED
          admit(SOURCE_STATUS, RESULT_APPROVED, true);
#endif
          printf("cloud: answers about another payment\n")
#endif
       :: truth[now].place != OVER -> admit(SOURCE_STATUS, RESULT_PENDING, true)
       :: truth[now].place == OVER && truth[now].result == 0 -> admit(SOURCE_STATUS, RESULT_NOTHING, true)
       :: truth[now].place == OVER && truth[now].result != 0 -> admit(SOURCE_STATUS, truth[now].result, true)
       fi;
       post(admitted, false)
     }

  /* Is the terminal idle? That nothing runs there says nothing of a request that is still on its way. */
  :: atomic {
       question == CHECK_PROBE && nfull(line) ->
       question = 0;
       is_idle = false;
       if
       :: !provider_answers
       :: truth[now].place == AT_TERMINAL -> negative_reads = 0
       :: truth[now].place != AT_TERMINAL -> is_idle = true
       fi;
       post(EVENT_NO_NEWS, false)
     }

  /* The terminal's list: with the payment, without it, or from before it. */
  :: atomic {
       question == CHECK_RECORDS && nfull(line) ->
       question = 0;
       is_idle = false;
       if
       :: !provider_answers -> admitted = EVENT_NO_NEWS
       :: truth[now].booked > 0 && !batch_closed ->
          printf("terminal: its list holds attempt %d\n", now + 1);
          admit(SOURCE_RECORDS, truth[now].result, true)
       :: truth[now].booked == 0 || batch_closed ->
          printf("terminal: its list does not hold attempt %d\n", now + 1);
          admitted = EVENT_NO_NEWS;
          read_without_it()
       :: truth[now].booked > 0 && !batch_closed && !old_list_read ->
          printf("terminal: its list is from before attempt %d\n", now + 1);
          old_list_read = true;
          admitted = EVENT_NO_NEWS;
          read_without_it()
       fi;
       asked_past_horizon = false;
       post(admitted, false)
     }
  od
}

/* Connections break, time passes, anybody calls back. */
active proctype weather() {
end:
  do
#ifdef LIVENESS
  :: atomic {
       !provider_answers ->
       provider_answers = true;
       printf("provider: answers from here on\n")
     }
#endif

  /* The connection of the money request breaks, or brings what proves nothing; or the cloud says after 90 seconds that
   * it is still at it; or what comes names another payment. */
  :: atomic {
       connection_open && (!provider_answers || LIFE_IS_OVER(now)) ->
       connection_open = false;
       printf("network: the answer to attempt %d is lost\n", now + 1);
       received = RESULT_NOTHING;
       journal[now].kept = RESULT_NOTHING
     }
  :: atomic {
       connection_open && truth[now].place == AT_TERMINAL && !asynchronous ->
       answer(now, RESULT_PENDING);
       printf("cloud: attempt %d is still in process\n", now + 1)
     }
#ifdef LIES
  :: atomic {
       connection_open && !provider_answers && nfull(line) ->
       connection_open = false;
       admit(SOURCE_ANSWER, RESULT_APPROVED, false);
#ifdef UNSAFE_IDENTITY_NOT_COMPARED
       admit(SOURCE_ANSWER, RESULT_APPROVED, true);
#endif
       printf("network: another payment's answer comes to attempt %d\n", now + 1);
       post(admitted, true)
     }
#endif

  /* The provider's own limit, once per start. */
  :: atomic {
       limit_armed && (state == STATE_SENT || state == STATE_ACCEPTED) && nfull(line) ->
       limit_armed = false;
       post(EVENT_LIMIT_PASSED, false)
     }

#ifdef BATCHES
  /* The time for which a list is taken to reach back passes, and then the batch may be closed. */
  :: atomic {
       IS_OPEN(now) && LIFE_IS_OVER(now) && !window_is_over -> window_is_over = true
     }
  :: atomic {
       IS_OPEN(now) && LIFE_IS_OVER(now) && (window_is_over || earlier_sale) && !batch_closed ->
       batch_closed = true;
       printf("terminal: the batch is closed\n")
     }
#endif

#ifndef LIVENESS
  /* fiel-callback-desk.c: true, repeated or forged, a callback is a reason to ask. */
  :: atomic {
       !provider_answers && state != 0 && state != STATE_PROPOSED && empty(line) && committing == 0 ->
       admit(SOURCE_CALLBACK, RESULT_APPROVED, true);
#ifdef UNSAFE_CALLBACK_BELIEVED
       admit(SOURCE_STATUS, RESULT_DECLINED, true);
#endif
       printf("somebody: calls back about attempt %d\n", now + 1);
       post(admitted, false)
     }
#endif
  od
}

init {
  atomic {
    if
    :: asynchronous = false
    :: asynchronous = true
    fi;
    earlier_sale = true;
#ifdef BATCHES
    if
    :: earlier_sale = false
    :: earlier_sale = true
    fi
#endif
  }
}

/* What may never break. These names are what spin prints when one does. */

#define SENT(i) truth[i].sent
#define BOOKED(i) truth[i].booked
#define HAS_WRITTEN_AHEAD(i) (truth[i].sent == 0 || journal[i].state != 0)
#define SENT_ONCE(i) (truth[i].sent <= 1)
#define SAYS_CHARGED(i) (journal[i].state == STATE_CLOSED && MOVED_MONEY(journal[i].outcome))
#define SAYS_NOT_CHARGED(i) (journal[i].state == STATE_CLOSED && !MOVED_MONEY(journal[i].outcome))
#define IS_TRUE(i) ((!SAYS_CHARGED(i) || truth[i].booked > 0) && (!SAYS_NOT_CHARGED(i) || truth[i].booked == 0))
#define IS_DURABLE(i) (shown[i] == 0 || (journal[i].state == STATE_CLOSED && journal[i].outcome == shown[i]))
#define OPEN_ATTEMPT(i) (IS_OPEN(i) -> 1 : 0)
#define IS_SETTLED(i) (!IS_OPEN(i) || journal[i].doubted)

hidden byte I1_one_charge, I2_written_ahead, I3_sent_once, I4_one_open, I5_told_the_truth, I7_durable_before_visible;

#if !(defined(ONLY_I1) || defined(ONLY_I2) || defined(ONLY_I3) || defined(ONLY_I4) || defined(ONLY_I5) || \
      defined(ONLY_I7))
#define ONLY_I1
#define ONLY_I2
#define ONLY_I3
#define ONLY_I4
#define ONLY_I5
#define ONLY_I7
#endif

#ifndef LIVENESS
active proctype invariants() {
end:
  do
#ifdef ONLY_I1
  :: atomic { SUM(BOOKED) > 1 -> printf("I1: one ticket, charged twice\n"); assert(I1_one_charge) }
#endif
#ifdef ONLY_I4
  :: atomic { SUM(OPEN_ATTEMPT) > 1 -> printf("I4: two open attempts\n"); assert(I4_one_open) }
#endif
#ifdef ONLY_I2
  :: atomic { !EVERY(HAS_WRITTEN_AHEAD) -> printf("I2: sent without an intent\n"); assert(I2_written_ahead) }
#endif
#ifdef ONLY_I3
  :: atomic { !EVERY(SENT_ONCE) -> printf("I3: sent twice\n"); assert(I3_sent_once) }
#endif
#ifdef ONLY_I5
  :: atomic { !EVERY(IS_TRUE) -> printf("I5: what the journal says is not true\n"); assert(I5_told_the_truth) }
#endif
#ifdef ONLY_I7
  /* I6 with it: what was seen once stays so. */
  :: atomic { !EVERY(IS_DURABLE) -> printf("I7: seen, and not durable\n"); assert(I7_durable_before_visible) }
#endif
  od
}
#else
/* L1, for a terminal whose list reaches back; an attempt that somebody contradicted waits for a person. */
ltl L1 { [] <> (!provider_answers || EVERY(IS_SETTLED)) }
#endif
