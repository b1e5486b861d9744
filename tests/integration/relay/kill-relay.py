#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""kill -9 of the relay and of a till, and a disk without room: what was answered with 200 reaches the till, in order.

  kill-relay.py [--build FOLDER] [--cycles N] [--seed S] [WORD…]

First strace kills the real program where the nth flush, or the nth write of a page, begins, for n = 1, 2, 3 … until it
comes through. Then it is killed at random while several senders call and a till asks, N times on one store.
"""
import argparse
import concurrent.futures
import os
import pathlib
import random
import resource
import sys
import threading
import time

from relay_house import Relay, Wrong, bodies, read_all, require, run_cases, strace, wait_until

CALLBACKS = 10
SENDERS = 3
WORKERS = 2 * (os.cpu_count() or 1)


class Sender:
    """Sends "NAME-0", "NAME-1" … one after the other, and knows which were answered with 200."""

    def __init__(self, name, target):
        self.name, self.target = name, target
        self.accepted = []
        self.n_sent = 0

    def send(self, relay, port):
        body = f'{self.name}-{self.n_sent}'
        self.n_sent += 1
        status = relay.ask('POST', self.target, body, port=port, timeout=20).status
        if status == 200:
            self.accepted.append(body.encode())
        return status


def check_told(senders, told):
    """@told: the bodies a till got, oldest first, doubled ones removed."""
    place = {body: number for number, body in enumerate(told)}
    for sender in senders:
        lost = [body for body in sender.accepted if body not in place]
        require(not lost, f'{len(lost)} of {len(sender.accepted)} are lost, the first is {lost[:1]}')
        places = [place[body] for body in sender.accepted]
        require(places == sorted(places), f'the order of {sender.name} is another one')


def serve_until_killed(relay, tracer):
    """Returns whether it got as far as to serve."""
    try:
        relay.serve(tracer)
        return True
    except Wrong:
        return False


def kill_at(syscall, nth):
    """One point. Returns whether it was killed."""
    with Relay() as relay:
        target, (token,) = relay.make_shop('Norte', 'Caja 1')
        sender = Sender('a', target)
        killed = True
        if serve_until_killed(relay, strace(syscall, nth)):
            while sender.n_sent < CALLBACKS and sender.send(relay, relay.port) == 200:
                pass
            killed = len(sender.accepted) < CALLBACKS
            relay.kill()
        relay.serve()
        check_told([sender], read_all(relay, token))
        require(relay.call_back(target, 'afterwards') == 200, 'it keeps on')
        require(read_all(relay, token) == [b'afterwards'], 'and tells on')
        require(len(relay.stored()) >= len(sender.accepted) + 1, 'and the file is whole')
    return killed


def sweep(syscall, stride):
    """Returns how many kills there were."""
    count = 0
    with concurrent.futures.ThreadPoolExecutor(WORKERS) as workers:
        while True:
            points = range(1 + count * stride, 1 + (count + WORKERS) * stride, stride)
            killed = list(workers.map(lambda nth: kill_at(syscall, nth), points))
            count += sum(killed)
            require(count < 500, 'it never comes through')
            if not all(killed):
                require(count >= 5, f'only {count} kills')
                return f'{count} kills'


class Till:
    """Asks and acknowledges until it is told to stop; forgets now and then where it was, as after a crash."""

    def __init__(self, token, draw):
        self.token, self.draw = token, draw
        self.got = {}
        self.doubled = 0

    def take(self, page):
        for body in bodies(page):
            self.doubled += body in self.got
            self.got.setdefault(body, len(self.got))

    def run(self, relay, port, until):
        page = None
        while not until.is_set():
            answer = relay.ask('GET', '/news?wait=1' + (f'&epoch={page["epoch"]}&after={page["last"]}' if page else ''),
                               None, {'Authorization': f'Bearer {self.token}'}, port=port, timeout=20)
            if answer.status != 200:
                page = None
                continue
            # A crash of the till before it has kept what it read: it must be told again.
            if self.draw.random() < 0.1:
                page = None
                continue
            page = answer.page()
            self.take(page)

    def finish(self, relay):
        page = None
        while True:
            page = relay.news(self.token, page=page).page()
            if not page['news']:
                return
            self.take(page)


def kill_cycle(relay, senders, till, draw):
    relay.serve()
    until = threading.Event()
    port = relay.port

    def send(sender):
        while not until.is_set() and sender.send(relay, port) == 200:
            pass

    with concurrent.futures.ThreadPoolExecutor(SENDERS + 1) as threads:
        done = [threads.submit(send, sender) for sender in senders]
        done.append(threads.submit(till.run, relay, port, until))
        time.sleep(draw.random() * 0.25)
        relay.kill()
        until.set()
        for one in done:
            one.result()


def check_random_kills():
    draw = random.Random(OPTIONS.seed)
    with Relay() as relay:
        target, (token,) = relay.make_shop('Norte', 'Caja 1')
        senders = [Sender(name, target) for name in 'abc'[:SENDERS]]
        till = Till(token, draw)
        for _ in range(OPTIONS.cycles):
            kill_cycle(relay, senders, till, draw)
        relay.serve()
        till.finish(relay)
        check_told(senders, sorted(till.got, key=till.got.get))
        stored = relay.stored()
        require([row[0] for row in stored] == sorted({row[0] for row in stored}), 'a sequence was given twice')
        n_accepted = sum(len(sender.accepted) for sender in senders)
        require(n_accepted > OPTIONS.cycles, f'only {n_accepted} in {OPTIONS.cycles} cycles')
        return f'{OPTIONS.cycles} kills (seed {OPTIONS.seed}), {n_accepted} acknowledged, 0 lost, {till.doubled} told twice'


def limit_files(relay, size):
    hard = resource.prlimit(relay.process.pid, resource.RLIMIT_FSIZE)[1]
    resource.prlimit(relay.process.pid, resource.RLIMIT_FSIZE, (size, hard))


def check_full_disk():
    """No room: no 200, said in log and health; room again: it goes on by itself. Nothing that was kept is harmed."""
    with Relay() as relay:
        target, (token,) = relay.make_shop('Norte', 'Caja 1')
        sender = Sender('a', target)
        relay.serve()
        for _ in range(20):
            require(sender.send(relay, relay.port) == 200, 'there is room')
        # There is room for the log, and for nothing of the store, however often it is opened again.
        limit_files(relay, 8192)
        statuses = [sender.send(relay, relay.port) for _ in range(30)]
        require(set(statuses[10:]) == {404}, f'no room, and the answers are {statuses}')
        wait_until(lambda: relay.health().status == 503, 'health says it')
        require(b'cannot keep callbacks: ' in relay.health().body, f'{relay.health()}')
        require('Nothing can be kept' in relay.log(), relay.log())
        require(relay.metric('healthy') == 0 and relay.metric('callbacks_not_kept_total') >= 20, 'metrics say it')

        late = relay.run('till', 'add', 'Norte', 'Caja 2').strip()
        limit_files(relay, resource.RLIM_INFINITY)
        wait_until(lambda: relay.health().status == 200, 'it goes on by itself')
        require('can be kept again' in relay.log(), relay.log())
        wait_until(lambda: relay.news(late).status == 200, 'what the administrator did meanwhile is known')
        for _ in range(20):
            require(sender.send(relay, relay.port) == 200, 'there is room again')
        relay.kill()
        relay.serve()
        check_told([sender], read_all(relay, token))
        relay.stored()


def check_full_while_attacked():
    """A disk that is full again and again, and a kill while it is."""
    draw = random.Random(OPTIONS.seed)
    with Relay() as relay:
        target, (token,) = relay.make_shop('Norte', 'Caja 1')
        sender = Sender('a', target)
        for _ in range(4):
            relay.serve()
            for size in (draw.randrange(1, 200000), resource.RLIM_INFINITY, draw.randrange(1, 60000)):
                limit_files(relay, size)
                if size == resource.RLIM_INFINITY:
                    wait_until(lambda: relay.health().status == 200, 'it goes on by itself')
                for _ in range(15):
                    sender.send(relay, relay.port)
            relay.kill()
        relay.serve()
        check_told([sender], read_all(relay, token))
        relay.stored()
        require(len(sender.accepted) >= 4 * 15, f'only {len(sender.accepted)} of {sender.n_sent} were acknowledged')
        return f'{len(sender.accepted)} of {sender.n_sent} acknowledged'


def check_full_shop():
    """So many for each shop: what its tills have makes room, what they have not is never dropped for a newer one."""
    with Relay(more='max-news=10') as relay:
        target, (token,) = relay.make_shop('Norte', 'Caja 1')
        other, _ = relay.make_shop('Sur', 'Caja 1')
        relay.serve()
        statuses = [relay.call_back(target, f'{number}') for number in range(12)]
        require(statuses == [200] * 10 + [404] * 2, f'{statuses}')
        require(relay.call_back(other, 'x') == 200, 'another shop has its own room')
        require(relay.metric('shops_full') == 1, 'a metric says it')
        page = relay.news(token).page()
        require(bodies(page) == [f'{number}'.encode() for number in range(10)], 'none was dropped')
        relay.news(token, page=page)
        wait_until(lambda: relay.call_back(target, 'more') == 200, 'what was fetched makes room')


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--cycles', type=int, default=200)
    parser.add_argument('--seed', type=int, default=random.SystemRandom().randrange(2 ** 32))
    parser.add_argument('--build', type=pathlib.Path, help='where the program is, unless the environment says it')
    parser.add_argument('words', nargs='*', help='only the cases whose names hold them all')
    options = parser.parse_args()
    if options.build:
        os.environ['FIEL_RELAY'] = str(options.build.resolve() / 'src/relay/fiel-relay')
    sys.argv[1:] = options.words
    return options


OPTIONS = parse_arguments()
run_cases([
    ('killed at every flush', lambda: sweep('fdatasync', 1)),
    ('killed at every page', lambda: sweep('pwrite64', 5)),
    ('killed at random', check_random_kills),
    ('a full disk', check_full_disk),
    ('a full disk again and again', check_full_while_attacked),
    ('a full shop', check_full_shop),
], at_a_time=3)
