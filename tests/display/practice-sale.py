"""One practice sale through the window, as a person would make it: what ./run --headless does.

Starts the till in training mode, types an amount with keys, charges, waits until the accessibility tree says what became of
it, writes a picture, ends the program, and holds the journal against the practice cloud's own ledger. Run it under
with-display: it needs a display, a window manager, a session bus and a home of its own.
"""
import argparse
import json
import os
import pathlib
import subprocess
import sys

from window_driver import Missing, Till

AMOUNT = 12500
OUTCOMES = '^(APPROVED|DECLINED|CANCELLED|NOT CONFIRMED|NOT SENT|NOT ACCEPTED|NOT CHARGED)$'


def fielctl(build, *arguments):
    result = subprocess.run([f'{build}/src/ctl/fielctl', '--training', '--json', *arguments], capture_output=True, text=True,
                            check=False, timeout=120)
    if result.returncode != 0:
        raise AssertionError(f'fielctl {" ".join(arguments)} ended with {result.returncode}: {result.stderr.strip()}')
    return [json.loads(line) for line in result.stdout.splitlines()]


def sell(build, screenshot):
    till = Till([f'{build}/src/app/fiel', '--training'], log=f'{os.environ["XDG_STATE_HOME"]}/till.log')
    try:
        till.wait_for('^TRAINING$')
        till.wait_for('Ready')
        till.focus_window()
        till.keys(*str(AMOUNT), delay_ms=90)
        till.wait_for(r'^Charge \$12\.500')
        print(f'typed {AMOUNT}; charging on Terminal Norte', flush=True)
        till.keys('Return')
        till.wait_for('Waiting for the customer')
        print('the window shows: Waiting for the customer', flush=True)
        headline = till.text_of(till.wait_for(OUTCOMES, timeout=60))
        print(f'the window shows: {headline}', flush=True)
        if screenshot:
            till.screenshot(screenshot)
            print(f'picture: {screenshot}', flush=True)
        till.keys('ctrl+q')
        till.process.wait(timeout=30)
        return headline == 'APPROVED'
    except Missing:
        with open(till.log_path, encoding='utf-8', errors='replace') as log:
            sys.stderr.write(log.read())
        raise
    finally:
        till.close()


def compare(build):
    """The journal's and the cloud's word about the one payment; returns what does not agree."""
    payments = fielctl(build, 'journal', 'list')
    events = [event for event in fielctl(build, 'journal', 'export') if payments and event.get('attempt_id') == payments[0]['id']]
    print('journal:', flush=True)
    for event in events:
        print('  ' + json.dumps(event, ensure_ascii=False), flush=True)

    state = pathlib.Path(os.environ['XDG_DATA_HOME'], 'fiel', 'training', 'practice', 'practice-cloud.json')
    bookings = json.loads(state.read_text(encoding='utf-8'))['bookings']
    print('practice cloud:', flush=True)
    for booking in bookings:
        print('  ' + json.dumps({key: booking[key] for key in ('custom_id', 'ticket', 'amount', 'currency', 'authorization')}))

    wrong = []
    if len(payments) != 1 or len(bookings) != 1:
        return [f'expected one payment and one booking, found {len(payments)} and {len(bookings)}']
    payment, booking = payments[0], bookings[0]
    if payment['outcome'] != 'approved' or payment['approved_minor'] != AMOUNT:
        wrong.append(f'the journal says {payment["outcome"]}, {payment["approved_minor"]}')
    if not events:
        wrong.append('the journal has no lines of the payment')
    for ours, theirs in (('id', 'custom_id'), ('approved_minor', 'amount'), ('currency', 'currency'), ('authorization', 'authorization')):
        if payment[ours] != booking[theirs]:
            wrong.append(f'{ours}: the journal says {payment[ours]}, the practice cloud {booking[theirs]}')
    return wrong


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--build', required=True)
    parser.add_argument('--screenshot')
    options = parser.parse_args()
    approved = sell(options.build, options.screenshot)
    wrong = compare(options.build)
    if not approved:
        wrong.append('the window did not show APPROVED')
    for complaint in wrong:
        print(f'NOT AGREED: {complaint}')
    print('approved at the till and in the practice cloud' if not wrong else 'the sale failed')
    return 1 if wrong else 0


sys.exit(main())
