# SPDX-License-Identifier: GPL-3.0-or-later
"""SIGKILL anywhere in a sale: after a restart the journal and the practice cloud's ledger agree.

strace kills the real fielctl where the n-th call of a system call begins, for n = 1, 2, 3 … until the program comes
through, so the number of points is found, not set. Then fielctl starts again until nothing is open, and everything it
kept is held against what the cloud really got and booked.

System calls that mark a step (flush, connect, send, receive) are swept one by one; those that come by the dozen (pages
of the journal, wake-ups, closed files) with a stride, a prime so that points do not fall on the same spot of every
commit. What comes before the intent is swept in one story and not again in the others. FIEL_KILL_EVERY=1 (or the
argument --every) sweeps all of them one by one in all stories, which takes many minutes. Other arguments are words:
only the cases whose names hold them all are run.
"""
import collections
import concurrent.futures
import json
import os
import shutil
import signal
import sys
import threading
import traceback

from kill_shop import AMOUNT_OF, MODES, TERMINAL, Shop, Wrong, require, strace, wait_until

EVERY = '--every' in sys.argv or os.environ.get('FIEL_KILL_EVERY', '') not in ('', '0')
ONLY = [word for word in sys.argv[1:] if word != '--every']
WORKERS = 2 * (os.cpu_count() or 1)  # half of the time they wait
STEPS = {'fdatasync': 1, 'connect': 1, 'sendto': 1, 'recvfrom': 1}
CROWDS = {'pwrite64': 11, 'write': 19, 'close': 29, 'unlink': 1}
LEAST_KILLS = 12
NOT_CHARGED = {'declined', 'cancelled', 'refused', 'not-sent', 'not-executed'}
# How the outcome of a story may be known: approved if and only if the cloud booked, and else one of these.
MAY_END = {
    'approved': {'approved', 'not-sent', 'not-executed'},
    'declined': {'declined', 'not-sent', 'not-executed'},
    'answer lost, booked': {'approved', 'not-sent', 'not-executed'},
    'request lost': {'not-sent', 'not-executed'},
}
CUT_OFF = (-signal.SIGKILL, 128 + signal.SIGKILL)


class Kills:
    """Where the kills fell: (mode, where) → how many, and (mode, system call) → the last n before the intent."""

    def __init__(self):
        self.lock = threading.Lock()
        self.counts = collections.Counter()
        self.last_early = collections.Counter()

    def add(self, mode, where):
        with self.lock:
            self.counts[mode, where] += 1

    def add_early(self, mode, syscall, nth):
        with self.lock:
            self.last_early[mode, syscall] = max(nth, self.last_early[mode, syscall])


kills = Kills()


def attempts_of(events):
    """The journal's attempts: id → the records about it, oldest first."""
    attempts = collections.defaultdict(list)
    for event in map(json.loads, events):
        if event['attempt_id'] is not None:
            attempts[event['attempt_id']].append(event)
    return attempts


def last_state(records):
    """What the latest record that moved the attempt says."""
    return [record['payload'] for record in records if 'state' in record['payload']][-1]


def tell_where(events):
    """In words: how far the payment had come in the journal that the kill left behind."""
    attempts = list(attempts_of(events).values())
    if not attempts:
        return 'before the intent'
    records = attempts[-1]
    if last_state(records)['state'] == 'closed':
        return 'after the end'
    if records[-1]['type'] == 'received':
        return 'answer kept, not read'
    if any('provider-id' in record['payload'] for record in records):
        return 'id known'
    return 'intent kept'


def check_left_behind(shop, run, before, left):
    """The journal as the kill left it: with all it held before, and with everything that was shown."""
    require(left[:len(before)] == before, 'records that were acknowledged before the kill are gone')
    attempts = attempts_of(left)
    for shown in run.objects():
        records = attempts.get(shown['id'])
        require(records, f'{shown["id"]} was shown as {shown["state"]} and is not in the journal')
        if shown['outcome'] is not None:
            require(any(record['payload'].get('outcome') == shown['outcome'] for record in records),
                    f'{shown["id"]} was shown as {shown["outcome"]} before that was in the journal')


def check_write_ahead(shop, left):
    """Whatever the cloud got was in the journal that the kill left, to the byte."""
    attempts = attempts_of(left)
    for sale in shop.sales():
        records = attempts.get(sale['customId'])
        require(records, f'the cloud was asked to charge {sale["customId"]}, of which the journal knows nothing')
        intent = records[0]
        require(intent['type'] == 'intent', f'the first record is {intent["type"]}, not the intent')
        require(intent['payload']['body-sha256'] == sale['sha256'], 'other bytes were sent than the intent names')
        require(intent['payload']['amount'] == str(sale['amount']), 'the intent names another amount than was sent')


def restart(shop):
    """Starts anew until nothing is open: once, for that is what waiting is for."""
    again = shop.run('status', '--open', '--wait')
    require(again.code in (0, 1), f'the restart: {again}')
    still = shop.run('status', '--open')
    require(still.code == 0 and not still.objects(), f'after the restart a payment is still open: {still}')


def check_truth(shop, story, left):
    """The journal after the restart against the cloud: what was booked, how often it was asked."""
    check_write_ahead(shop, left)
    final = shop.events()
    require(final[:len(left)] == left, 'records that the kill had left are gone after the restart')
    verified = shop.run('journal', 'verify')
    require(verified.code == 0 and verified.objects()[0]['whole'], f'journal verify: {verified}')

    attempts = attempts_of(final)
    ledger = shop.control('ledger')
    sent = collections.Counter(sale['customId'] for sale in shop.sales())
    require(len(ledger) <= 1, f'{len(ledger)} bookings for one sale')
    require(len(attempts) <= 1, f'{len(attempts)} attempts of one sale')
    require(all(count == 1 for count in sent.values()), f'transmissions: {dict(sent)}')
    require(sent.keys() <= attempts.keys(), 'the cloud was asked for a payment that the journal does not know')
    require({booking['customId'] for booking in ledger} <= attempts.keys(), 'a booking that the journal does not know')
    listed = {one['id']: one for one in shop.run('journal', 'list').objects()}
    require(listed.keys() == attempts.keys(), 'the list and the records differ')

    for attempt_id, one in listed.items():
        state = last_state(attempts[attempt_id])
        outcome = state.get('outcome')
        bookings = [booking for booking in ledger if booking['customId'] == attempt_id]
        require(outcome == one['outcome'], f'listed as {one["outcome"]}, recorded as {outcome}')
        require(outcome in MAY_END[story], f'{story} ended as {outcome}')
        require((outcome == 'approved') == bool(bookings), f'{outcome}, and the cloud booked {len(bookings)}')
        require(not one['conflict'], 'a conflict where nothing contradicts')
        if outcome == 'not-sent':
            require(sent[attempt_id] == 0, 'not sent, and the cloud was asked')
        for booking in bookings:
            # The terminal's own records name no authorization: one that only they prove has none, rather than a guess.
            expected = None if state['source'] == 'records' else booking['authorization']
            require(one['authorization'] == expected,
                    f'authorization {one["authorization"]}, and the cloud has {booking["authorization"]}')
            require(one['approved_minor'] == booking['minor'] == AMOUNT_OF[story],
                    f'{one["approved_minor"]} approved, and the cloud booked {booking["minor"]}')
    return final


def charge_again(shop, story):
    """What a cashier may do now: the same ticket again, which is charged once in all, whatever happened before."""
    charged = bool(shop.control('ledger'))
    again = shop.run('sale', str(AMOUNT_OF[story]), '--terminal', 'norte', '--reference', 'T-1')
    require((again.code != 0) if charged else (again.code == 0), f'charged before: {charged}; charged again: {again}')
    require(len(shop.control('ledger')) == 1, 'one ticket was not charged exactly once')


def make_sale(shop, story, tracer=()):
    return shop.run('sale', str(AMOUNT_OF[story]), '--terminal', 'norte', '--reference', 'T-1', tracer=tracer)


def kill_sale(mode, story, syscall, nth, fresh):
    """One point. Returns whether the program was killed; else it came through."""
    with Shop(mode) as shop:
        if not fresh:
            shop.run('status', '--open')
        before = shop.events()
        run = make_sale(shop, story, strace(syscall, nth))
        killed = run.code in CUT_OFF
        require(killed or run.code in (0, 1, 3), f'neither killed nor through: {run}')
        left = shop.events()
        check_left_behind(shop, run, before, left)
        restart(shop)
        check_truth(shop, story, left)
        if story == 'approved':
            charge_again(shop, story)
    if killed:
        where = tell_where(left)
        kills.add(mode, where)
        if where == 'before the intent' and not fresh:
            kills.add_early(mode, syscall, nth)
    return killed


def kill_recovery(mode, story, syscall, nth):
    """One point of a restart after an answer that was lost: the second restart is held to the same."""
    with Shop(mode) as shop:
        left = leave_open(shop, story)
        run = shop.run('status', '--open', '--wait', tracer=strace(syscall, nth))
        killed = run.code in CUT_OFF
        require(killed or run.code in (0, 1), f'neither killed nor through: {run}')
        again = shop.events()
        check_left_behind(shop, run, left, again)
        restart(shop)
        check_truth(shop, story, again)
    if killed:
        kills.add(mode, 'in a restart')
    return killed


def leave_open(shop, story):
    """Kills a sale whose request has arrived, and only then lets the customer act: a restart finds it open."""
    shop.control('terminal', {'idTerminal': TERMINAL, 'customer': 'wait'})
    process = start_sale(shop, story)
    wait_until(shop.sales, 'the request arrived')
    end_now(shop, process)
    if story != 'request lost':
        wait_until(lambda: shop.stage() == 'card', 'the terminal waits for a card')
        shop.control('customer', {'idTerminal': TERMINAL, 'act': 'approve' if story != 'declined' else 'decline'})
    return shop.events()


def sweep(point, first, stride):
    """Returns how many kills there were before the program came through. How often a call is made differs a little from run
    to run: where the first point is past the last call already, the sweep goes back until it kills."""
    count = 0
    nth = first
    back = False
    while True:
        try:
            killed = point(nth)
            require(killed or count > 0 or nth > 1, 'nothing was killed')
        except Wrong as wrong:
            raise Wrong(f'n = {nth}: {wrong}') from None
        count += killed
        if count > 0 and (back or not killed):
            return count
        back = not killed
        nth = nth + stride if killed else max(1, nth - stride)


def start_sale(shop, story):
    return shop.start('sale', str(AMOUNT_OF[story]), '--terminal', 'norte', '--reference', 'T-1')


def end_now(shop, process):
    process.kill()
    run = shop.finish(process)
    require(run.code == -signal.SIGKILL, f'it ended before it could be killed: {run}')
    return run


def kill_at_arrival(mode):
    """The request is there; the cloud's time stands still, so nobody has acted on it."""
    with Shop(mode) as shop:
        shop.run('status', '--open')
        before = shop.events()
        shop.control('time', {'paused': True})
        process = start_sale(shop, 'approved')
        wait_until(shop.sales, 'the request arrived')
        run = end_now(shop, process)
        left = shop.events()
        check_left_behind(shop, run, before, left)
        require(not shop.control('ledger'), 'booked while time stands still')
        shop.control('time', {'paused': False})
        restart(shop)
        check_truth(shop, 'approved', left)
        require(len(shop.control('ledger')) == 1, 'the customer paid, and nothing is booked')
    return 1


def kill_with_customer(mode, act):
    """The customer has the terminal; the restart comes before or after the customer is done."""
    with Shop(mode) as shop:
        shop.run('status', '--open')
        before = shop.events()
        shop.control('terminal', {'idTerminal': TERMINAL, 'customer': 'wait'})
        process = start_sale(shop, 'approved')
        wait_until(lambda: shop.stage() == 'card', 'the terminal waits for a card')
        run = end_now(shop, process)
        left = shop.events()
        check_left_behind(shop, run, before, left)
        early = shop.run('status', '--open', '--no-wait')
        require(early.code == 3 and early.objects()[-1]['outcome'] is None, f'decided before the customer: {early}')
        shop.control('customer', {'idTerminal': TERMINAL, 'act': act})
        restart(shop)
        attempts = attempts_of(shop.events())
        outcome = last_state(next(iter(attempts.values()))).get('outcome')
        if act == 'approve':
            check_truth(shop, 'approved', left)
            require(outcome == 'approved', f'the customer paid: {outcome}')
        else:
            require(outcome in NOT_CHARGED and not shop.control('ledger'), f'the customer did not pay: {outcome}')
        charge_again_after(shop, outcome)
    return 1


def charge_again_after(shop, outcome):
    shop.control('terminal', {'idTerminal': TERMINAL, 'customer': 'table'})
    require((outcome == 'approved') == bool(shop.control('ledger')), f'{outcome} is not what the cloud booked')
    charge_again(shop, 'approved')


def kill_after_booking(mode):
    """The cloud has booked; its answer, or its answer to the question about it, is held back until the kill."""
    held = {'command': 100} if mode == 'synchronous' else {'path': 'status'}
    with Shop(mode) as shop:
        shop.run('status', '--open')
        before = shop.events()
        shop.control('fault', {'kind': 'delay', 'ms': 86400000, **held})
        process = start_sale(shop, 'approved')
        wait_until(lambda: shop.control('ledger'), 'the cloud booked')
        wait_until(lambda: any(not one['answered'] for one in shop.control('requests')), 'an answer is held back')
        run = end_now(shop, process)
        left = shop.events()
        check_left_behind(shop, run, before, left)
        require(all(shown['outcome'] is None for shown in run.objects()), f'an outcome without an answer: {run}')
        restart(shop)
        check_truth(shop, 'approved', left)
        charge_again(shop, 'approved')
    return 1


def check_strace():
    """strace has to work here at all: a sale under it comes through, and one is killed."""
    require(shutil.which('strace'), 'strace is not installed; ./check installs it (Debian: apt install strace)')
    with Shop('synchronous') as shop:
        run = make_sale(shop, 'approved', strace('fdatasync'))
        require(run.code == 0, f'strace cannot run a program here; allow ptrace (CAP_SYS_PTRACE in a container): {run}')
    with Shop('synchronous') as shop:
        run = make_sale(shop, 'approved', strace('fdatasync', 1))
        require(run.code in CUT_OFF, f'strace cannot kill at a system call here; it has to be 4.22 or newer: {run}')
    return 1


def check_spread():
    """The kills fell where they were meant to: enough of them while a payment was open, and some in every phase."""
    inside = 0
    for (mode, where), count in sorted(kills.counts.items()):
        print(f'# {count:4} kills  {mode}: {where}')
        inside += count if where not in ('before the intent', 'after the end') else 0
    for mode in MODES:
        for where in ('before the intent', 'intent kept', 'answer kept, not read', 'after the end'):
            require(kills.counts[mode, where] > 0, f'{mode}: no kill fell into “{where}”')
        open_kills = sum(kills.counts[mode, where] for where in ('intent kept', 'answer kept, not read', 'id known'))
        require(open_kills >= LEAST_KILLS, f'{mode}: only {open_kills} kills while the payment was open')
        require(mode == 'called back' or kills.counts[mode, 'in a restart'] > 0, f'{mode}: no kill fell into a restart')
        require(mode == 'synchronous' or kills.counts[mode, 'id known'] > 0, f'{mode}: no kill between id and result')
    return inside


def sweep_sales(modes, story, strides):
    """One sweep for every mode and system call."""
    for mode in modes:
        for syscall, stride in strides.items():
            # Until the intent all stories are the same, and one of them has been there.
            first = 1 if EVERY or story == 'approved' else max(1, kills.last_early[mode, syscall])
            yield (f'{mode}, {story}: {syscall}', sweep,
                   lambda nth, m=mode, c=syscall: kill_sale(m, story, c, nth, False), first, 1 if EVERY else stride)


def make_first_round():
    yield from sweep_sales(MODES, 'approved', {**STEPS, **CROWDS})
    for syscall, stride in (('fdatasync', 1), ('pwrite64', CROWDS['pwrite64'])):
        yield (f'synchronous, first sale of a new journal: {syscall}', sweep,
               lambda nth, c=syscall: kill_sale('synchronous', 'approved', c, nth, True), 1, 1 if EVERY else stride)
    yield from make_moments()


def make_second_round():
    modes = MODES if EVERY else ('synchronous', 'asynchronous')
    for story in ('declined', 'answer lost, booked', 'request lost'):
        yield from sweep_sales(modes, story, {**STEPS, **CROWDS} if EVERY else STEPS)
    for mode in modes:
        for story in ('answer lost, booked', 'request lost') if EVERY else ('answer lost, booked',):
            for syscall in STEPS:
                yield (f'{mode}, restart after {story}: {syscall}', sweep,
                       lambda nth, m=mode, s=story, c=syscall: kill_recovery(m, s, c, nth), 1, 1)


def make_moments():
    for mode in MODES:
        yield f'{mode}: the request has arrived', kill_at_arrival, mode
        yield f'{mode}: the customer is at the terminal, and pays', kill_with_customer, mode, 'approve'
        yield f'{mode}: the customer is at the terminal, and cancels', kill_with_customer, mode, 'cancel'
        yield f'{mode}: the cloud has just booked', kill_after_booking, mode


class Tap:
    """Numbers the cases and prints them."""

    def __init__(self):
        self.number = 0
        self.failed = 0

    def tell(self, name, get):
        self.number += 1
        try:
            print(f'ok {self.number} - {name}, kills: {get()}', flush=True)
        except Exception as error:  # one case must not take the others with it
            text = str(error) if isinstance(error, Wrong) else traceback.format_exc()
            self.failed += 1
            print(f'not ok {self.number} - {name}')
            print('\n'.join(f'# {line}' for line in text.splitlines()), flush=True)


def run_round(tap, make_round):
    with concurrent.futures.ThreadPoolExecutor(WORKERS) as workers:
        cases = {workers.submit(*case): name for name, *case in make_round() if all(word in name for word in ONLY)}
        for done in concurrent.futures.as_completed(cases):
            tap.tell(cases[done], done.result)


def main():
    tap = Tap()
    tap.tell('strace works', check_strace)
    if tap.failed == 0:
        for make_round in (make_first_round, make_second_round):
            run_round(tap, make_round)
        if not ONLY:
            tap.tell('kills fell into every phase', check_spread)
    print(f'1..{tap.number}')
    sys.exit(1 if tap.failed else 0)


main()
