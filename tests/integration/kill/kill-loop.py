#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""SIGKILL at random moments, again and again, on the same journal: no acknowledged fact is lost.

Two loops. In the first a program that writes sales through the real journal says each fact after its commit; it is killed,
and the next one opens the same file. Every fact that was said has to be in the journal that fielctl exports, with
the same hash, and the chain has to be whole. In the second the real fielctl sells against the practice cloud and is
killed; a restart takes up what is open; journal and ledger have to agree, with one transmission for each attempt.

  kill-loop.py [--build FOLDER] [--cycles N | --minutes M] [--sales N] [--seed S]

Cycles are those of the first loop; --minutes gives it half of the time and the second loop the other half.
"""
import argparse
import collections
import json
import os
import pathlib
import random
import signal
import subprocess
import sys
import tempfile
import time
import traceback

from kill_shop import PROFILE, Shop, require

PROGRAMS = {
    'FIELCTL': 'src/ctl/fielctl',
    'FIEL_PRACTICE_CLOUD': 'src/practice/fiel-practice-cloud',
    'JOURNAL_VICTIM': 'tests/integration/kill/journal-victim',
}
# A new file from time to time, so that making one is killed too.
CYCLES_PER_JOURNAL = 50
NOT_CHARGED = {'declined', 'cancelled', 'refused', 'not-sent', 'not-executed'}
LONGEST_LIFE_S = 0.03
LONGEST_SALE_S = 0.3
SALES_PER_SHOP = 10


def run_ctl(store, *arguments):
    run = subprocess.run([os.environ['FIELCTL'], '--profile', str(store), '--json', *arguments],
                         stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120, check=False)
    require(run.returncode == 0, f'{arguments}: exit {run.returncode}\n{run.stdout}{run.stderr}')
    return run.stdout


class Victims:
    """One journal and the programs that were killed over it."""

    def __init__(self, folder, draw):
        self.store = pathlib.Path(folder)
        self.draw = draw
        self.said = []
        self.kills = collections.Counter()
        (self.store / 'profile.conf').write_text(PROFILE.format(address='http://127.0.0.1:9/', mode='mode=synchronous'))

    def kill_one(self):
        n_before = len(self.said)
        victim = subprocess.Popen([os.environ['JOURNAL_VICTIM'], str(self.store / 'journal.db')],
                                  stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        if self.draw.random() < 0.1:
            time.sleep(self.draw.random() * LONGEST_LIFE_S / 4)  # not even open
        else:
            first = victim.stdout.readline()
            self.add(first)
            time.sleep(self.draw.random() * LONGEST_LIFE_S)
        victim.kill()
        # Not communicate(), which knows nothing of what readline() has already taken from the pipe.
        output, errors = victim.stdout.read(), victim.stderr.read()
        victim.wait(timeout=60)
        require(victim.returncode == -signal.SIGKILL, f'it ended by itself: {victim.returncode}\n{errors}')
        for line in output.splitlines(keepends=True):
            self.add(line)
        self.kills['after ' + self.said[-1][1] if len(self.said) > n_before else 'in opening'] += 1

    def add(self, line):
        if line.endswith('\n'):
            self.said.append(tuple(line.split()))

    def count_lost(self):
        """Every fact that was said, against every record there is."""
        if not self.said:
            return 0
        records = [json.loads(line) for line in run_ctl(self.store, 'journal', 'export').splitlines()]
        kept = {record['hash']: record['attempt_id'] or '-' for record in records}
        lost = [fact for fact in self.said if kept.get(fact[2]) != fact[0]]
        require(not lost, f'{len(lost)} acknowledged facts are lost, the first is {lost[:1]}')
        verdict = json.loads(run_ctl(self.store, 'journal', 'verify').splitlines()[0])
        require(verdict['whole'], f'the journal is not whole: {verdict}')
        open_ids = [row['id'] for row in map(json.loads, run_ctl(self.store, 'journal', 'list').splitlines())
                    if row['outcome'] is None]
        require(len(open_ids) <= 1, f'{len(open_ids)} attempts are open; each start takes up what the last one left')
        return len(lost)


def loop_victims(draw, goes_on):
    """Returns cycles, facts, lost facts, and kills by phase."""
    cycles = facts = lost = 0
    kills = collections.Counter()
    while goes_on(cycles):
        with tempfile.TemporaryDirectory(prefix='fiel-kill-') as folder:
            victims = Victims(folder, draw)
            for _ in range(CYCLES_PER_JOURNAL):
                if not goes_on(cycles):
                    break
                victims.kill_one()
                cycles += 1
            lost += victims.count_lost()
            facts += len(victims.said)
            kills += victims.kills
    require(facts > cycles, f'{facts} facts in {cycles} cycles: the victims got nothing done')
    return cycles, facts, lost, kills


def check_shop(shop):
    """Journal and ledger, sale by sale."""
    ledger = collections.Counter(one['customId'] for one in shop.control('ledger'))
    sent = collections.Counter(one['customId'] for one in shop.sales())
    rows = {row['id']: row for row in shop.run('journal', 'list').objects()}
    require(all(count == 1 for count in sent.values()), f'sent more than once: {sent.most_common(1)}')
    require(sent.keys() <= rows.keys(), 'the cloud was asked for a payment that the journal does not know')
    require(all(count == 1 for count in ledger.values()), f'booked more than once: {ledger.most_common(1)}')
    for attempt_id, row in rows.items():
        booked = attempt_id in ledger
        require(row['outcome'] in NOT_CHARGED | {'approved'}, f'{attempt_id} ended as {row["outcome"]}')
        require((row['outcome'] == 'approved') == booked, f'{attempt_id}: {row["outcome"]}, booked: {booked}')
    verified = shop.run('journal', 'verify')
    require(verified.code == 0 and verified.objects()[0]['whole'], f'journal verify: {verified}')
    return len(rows), len(ledger)


def kill_sale(shop, draw, cycle, before):
    """Returns the records that were left, and in which phase the kill fell."""
    process = shop.start('sale', '4900', '--terminal', 'norte', '--reference', f'K-{cycle}')
    time.sleep(draw.random() * LONGEST_SALE_S)
    process.kill()
    run = shop.finish(process)
    require(run.code in (0, -signal.SIGKILL), f'neither killed nor through: {run}')
    left = shop.events()
    require(left[:len(before)] == before, 'records that were acknowledged before are gone')
    shown = {one['id'] for one in run.objects()}
    known = {json.loads(line)['attempt_id'] for line in left}
    require(shown <= known, 'a payment was shown that is not in the journal')
    again = shop.run('status', '--open', '--wait')
    require(again.code in (0, 1), f'the restart: {again}')
    return left, 'through' if run.code == 0 else tell_phase(left[len(before):], f'K-{cycle}')


def loop_sales(draw, goes_on):
    """Returns cycles, kills by phase, attempts and bookings: half of them in each mode of the cloud."""
    kills = collections.Counter()
    cycles = attempts = bookings = 0
    while goes_on(cycles):
        with Shop(('asynchronous', 'synchronous')[cycles // SALES_PER_SHOP % 2]) as shop:
            left = []
            for _ in range(SALES_PER_SHOP):
                if not goes_on(cycles):
                    break
                left, phase = kill_sale(shop, draw, cycles, left)
                kills[phase] += 1
                cycles += 1
            more_attempts, more_bookings = check_shop(shop)
            attempts += more_attempts
            bookings += more_bookings
    return cycles, kills, attempts, bookings


def tell_phase(fresh, reference):
    """How far the sale had come in the journal that the kill left."""
    records = [json.loads(line) for line in fresh]
    mine = {record['attempt_id'] for record in records if record['payload'].get('reference') == reference}
    about = [record for record in records if record['attempt_id'] in mine]
    if not about:
        return 'before the intent'
    return 'after ' + about[-1]['payload'].get('state', about[-1]['type'])


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--cycles', type=int, default=3000)
    parser.add_argument('--sales', type=int, default=200)
    parser.add_argument('--minutes', type=float)
    parser.add_argument('--seed', type=int, default=random.SystemRandom().randrange(2 ** 32))
    parser.add_argument('--build', type=pathlib.Path, help='where the programs are, unless the environment says it')
    options = parser.parse_args()
    if options.build:
        for name, path in PROGRAMS.items():
            os.environ[name] = str(options.build.resolve() / path)
    return options


def make_bound(count, minutes):
    end = time.monotonic() + minutes * 30 if minutes else None
    return lambda cycles: time.monotonic() < end if end else cycles < count


def tell_kills(kills):
    print(f'# killed: {", ".join(f"{count} {phase}" for phase, count in sorted(kills.items()))}', flush=True)


def main():
    options = parse_arguments()
    print(f'# seed {options.seed}', flush=True)
    draw = random.Random(options.seed)
    failed = 0
    try:
        cycles, facts, lost, kills = loop_victims(draw, make_bound(options.cycles, options.minutes))
        tell_kills(kills)
        print(f'ok 1 - {cycles} kills of the journal, {facts} acknowledged facts, {lost} lost', flush=True)
    except Exception:  # one loop must not take the other with it
        failed += 1
        print('not ok 1 - kills of the journal\n# ' + traceback.format_exc().replace('\n', '\n# '), flush=True)
    try:
        cycles, kills, attempts, bookings = loop_sales(draw, make_bound(options.sales, options.minutes))
        tell_kills(kills)
        print(f'ok 2 - {cycles} kills of fielctl, {attempts} attempts, {bookings} bookings, all agree', flush=True)
    except Exception:
        failed += 1
        print('not ok 2 - kills of fielctl\n# ' + traceback.format_exc().replace('\n', '\n# '), flush=True)
    print('1..2')
    sys.exit(1 if failed else 0)


main()
