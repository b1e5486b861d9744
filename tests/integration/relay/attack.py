#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The relay, and the till's own listener, under attack while good callbacks come in.

  attack.py [--build FOLDER] [--clients N] [--seconds S]

N clients are slow, N send too much, N send nonsense; who is cut off comes again. Good callers send meanwhile, a new
connection for each callback, and every one has to be answered with 200 and to be there. What is asserted is seen from
outside: how old a connection got, how much memory grew, how long the loop was busy at a stretch.
"""
import argparse
import asyncio
import collections
import concurrent.futures
import json
import os
import pathlib
import random
import signal
import socket
import subprocess
import sys
import threading
import time

from relay_house import PATIENCE_S, Relay, read_all, require, run_cases

OLDEST_S = 6
GROWTH_KB = 4 * 1024
LONGEST_LOOP_MS = 16
SENDERS = 3
PAUSE_S = 0.01
# Between the end of one attacking connection and the next of the same client.
AGAIN_S = 0.4
ATTACKED = '/callback/' + 'a' * 43


async def slow(reader, writer, draw):
    """One byte a second, of a head that would be good."""
    text = f'POST {ATTACKED} HTTP/1.1\r\nHost: relay\r\nContent-Length: 100\r\n\r\n'.encode()
    if draw.random() < 0.3:
        await reader.read()  # says nothing at all
    for place in range(len(text)):
        writer.write(text[place:place + 1])
        await writer.drain()
        await asyncio.wait_for(reader.read(1), 1)


async def oversized(reader, writer, draw):
    """Headers without end, or a body without end."""
    if draw.random() < 0.5:
        head = f'POST {ATTACKED} HTTP/1.1\r\n'.encode()
        part = b'X-Filler: ' + b'x' * 1000 + b'\r\n'
    else:
        head = f'POST {ATTACKED} HTTP/1.1\r\nContent-Length: 629145600\r\n\r\n'.encode()
        part = b'x' * 4096
    writer.write(head)
    for _ in range(500):
        writer.write(part)
        await writer.drain()
        await asyncio.sleep(0.02)


NONSENSE = [
    b'POST %s HTTP/1.1\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!',
    b'POST %s HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n',
    b'POST %s HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\nhello\r\n0\r\n\r\n',
    b'POST %s HTTP/1.1\r\nContent-Length: -1\r\n\r\n',
    b'POST %s HTTP/1.1\nContent-Length: 5\n\nhello',
    b'GET %s HTTP/1.1\r\nAuthorization: Bearer aaa\r\n\r\n',
    b'\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03' + b'\x00' * 40,
    b'\r\n\r\n\r\n\r\n',
    b'POST %s HTTP/9.9\r\nContent-Length: 5\r\n\r\nhello',
]


async def malformed(reader, writer, draw):
    text = draw.choice(NONSENSE)
    writer.write(text.replace(b'%s', ATTACKED.encode()))
    await writer.drain()
    await reader.read()
    if draw.random() < 0.5:
        writer.transport.abort()  # half of them say no goodbye


async def attack_again(kind, port, draw, end, tally):
    while time.monotonic() < end:
        try:
            reader, writer = await asyncio.open_connection('127.0.0.1', port)
        except OSError:
            continue
        tally['opened'] += 1
        try:
            await asyncio.wait_for(kind(reader, writer, draw), max(end + 7 - time.monotonic(), 0.1))
        except (OSError, asyncio.TimeoutError):
            pass
        await until_cut_off(reader, writer, tally)
        await asyncio.sleep(AGAIN_S * draw.random())


async def until_cut_off(reader, writer, tally):
    """Whatever the client would do, it is told to go."""
    try:
        while await asyncio.wait_for(reader.read(4096), 30):
            pass
    except asyncio.TimeoutError:
        tally['never'] += 1
    except OSError:
        pass
    writer.close()


async def attack(port, clients, seconds, seed):
    tally = collections.Counter()
    end = time.monotonic() + seconds
    kinds = [slow, oversized, malformed] * clients
    await asyncio.gather(*(attack_again(kind, port, random.Random(seed + number), end, tally)
                           for number, kind in enumerate(kinds)))
    print(json.dumps(tally))


class Attack:
    """The attackers, in a program of their own, so that they do not slow down who means it well."""

    def __init__(self, port):
        self.process = subprocess.Popen(
            [sys.executable, __file__, '--attack', str(port), '--clients', str(OPTIONS.clients), '--seconds',
             str(OPTIONS.seconds)], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)

    def finish(self):
        try:
            output, _ = self.process.communicate(timeout=OPTIONS.seconds + PATIENCE_S)
        finally:
            self.process.kill()
        return json.loads(output)


def send_one(port, target, body):
    """One callback over one connection. Returns the status, or 0."""
    request = f'POST {target} HTTP/1.1\r\nHost: relay\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n{body}'
    try:
        with socket.create_connection(('127.0.0.1', port), timeout=20) as connection:
            connection.sendall(request.encode())
            answer = connection.recv(4096)
        return int(answer[9:12]) if answer else 0
    except OSError:
        return 0


class Good:
    """Good callers, until they are stopped."""

    def __init__(self, port, target):
        self.port, self.target = port, target
        self.statuses = collections.Counter()
        self.bodies = []
        self.latencies = []
        self.until = threading.Event()
        self.threads = [threading.Thread(target=self.send, args=(name,)) for name in 'abc'[:SENDERS]]

    def send(self, name):
        number = 0
        while not self.until.wait(PAUSE_S):
            body = f'{name}-{number}'
            started = time.monotonic()
            status = send_one(self.port, self.target, body)
            self.latencies.append(time.monotonic() - started)
            self.statuses[status] += 1
            self.bodies.append(body.encode())
            number += 1

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.until.set()
        for thread in self.threads:
            thread.join()

    def check(self):
        require(set(self.statuses) == {200}, f'good callbacks were answered with {dict(self.statuses)}')
        require(len(self.bodies) > 10 * OPTIONS.seconds, f'only {len(self.bodies)} good callbacks')

    def slowest_ms(self):
        return sorted(self.latencies)[len(self.latencies) * 99 // 100] * 1000


def memory_kb(pid, name):
    text = pathlib.Path(f'/proc/{pid}/status').read_text()
    return next(int(line.split()[1]) for line in text.splitlines() if line.startswith(name + ':'))


def sockets_of(pid):
    links = set()
    for link in pathlib.Path(f'/proc/{pid}/fd').iterdir():
        try:
            links.add(os.readlink(link))
        except FileNotFoundError:
            pass
    return {link for link in links if link.startswith('socket:')}


class Watch:
    """Looks at the sockets of a process, and knows how old the oldest got. Those it began with do not count."""

    def __init__(self, pid):
        self.pid = pid
        self.first = sockets_of(pid)
        self.seen = {}
        self.oldest = 0
        self.until = threading.Event()
        self.thread = threading.Thread(target=self.watch)

    def watch(self):
        while not self.until.wait(0.1):
            before = time.monotonic()
            there = sockets_of(self.pid) - self.first
            self.seen = {link: self.seen.get(link, time.monotonic()) for link in there}
            self.oldest = max([self.oldest, *(before - since for since in self.seen.values())])

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.until.set()
        self.thread.join()


def suffer(pid, port, target):
    """Good callers and the attack on one process."""
    for number in range(300):
        require(send_one(port, target, f'warm-{number}') == 200, 'it works before the attack')
    before = memory_kb(pid, 'VmRSS')
    pathlib.Path(f'/proc/{pid}/clear_refs').write_text('5')
    with Watch(pid) as watch:
        with Good(port, target) as good:
            tally = Attack(port).finish()
        end = time.monotonic() + OLDEST_S
        while sockets_of(pid) - watch.first and time.monotonic() < end:
            time.sleep(0.05)
    grown = memory_kb(pid, 'VmHWM') - before
    require(not sockets_of(pid) - watch.first, f'after {OLDEST_S} s there are sockets left')
    good.check()
    require(tally['opened'] >= 2 * OPTIONS.clients, f'the attack was none: {tally}')
    require(1 < watch.oldest < OLDEST_S and tally.get('never', 0) == 0, f'{tally}, the oldest {watch.oldest:.1f} s')
    require(grown <= GROWTH_KB, f'memory grew by {grown} kB')
    return good, (f'{tally["opened"]} attacking connections, the oldest {watch.oldest:.1f} s; {len(good.bodies)} good '
                  f'callbacks, all kept, 99 % within {good.slowest_ms():.0f} ms; memory +{grown} kB')


def check_relay():
    with Relay() as relay:
        target, (token,) = relay.make_shop('Norte', 'Caja 1')
        relay.serve()
        good, told = suffer(relay.process.pid, relay.port, target)
        stored = read_all(relay, token)[300:]
        require(sorted(stored) == sorted(good.bodies), f'{len(good.bodies)} were answered, {len(stored)} are there')
        replaced = relay.metric('connections_replaced_total')
        relay.stop()
        return f'{told}; {replaced} replaced'


def check_till():
    """The till's listener, in a program that says how long its loop was busy at a stretch."""
    till = subprocess.Popen([os.environ['LISTENING_TILL']], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        port, target = till.stdout.readline().split()
        good, told = suffer(till.pid, int(port), target)
        till.stdin.close()
        report = json.loads(till.stdout.readline())
        require(till.wait(timeout=PATIENCE_S) == 0, 'the till ended in order')
    finally:
        till.kill()
        till.stdout.close()
    require(report['received'] == len(good.bodies) + 300, f'{report} and {len(good.bodies) + 300} were answered')
    require(report['longest_ms'] <= LONGEST_LOOP_MS, f'the loop was busy for {report["longest_ms"]} ms')
    return f'{told}; the loop was busy for {report["longest_ms"]} ms at most'


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--clients', type=int, default=1000)
    parser.add_argument('--seconds', type=int, default=20)
    parser.add_argument('--attack', type=int, help=argparse.SUPPRESS)
    parser.add_argument('--build', type=pathlib.Path, help='where the programs are, unless the environment says it')
    options = parser.parse_args()
    if options.build:
        os.environ['FIEL_RELAY'] = str(options.build.resolve() / 'src/relay/fiel-relay')
        os.environ['LISTENING_TILL'] = str(options.build.resolve() / 'tests/integration/relay/listening-till')
    sys.argv[1:] = []
    return options


signal.signal(signal.SIGPIPE, signal.SIG_IGN)
OPTIONS = parse_arguments()
if OPTIONS.attack:
    asyncio.run(attack(OPTIONS.attack, OPTIONS.clients, OPTIONS.seconds, 1))
else:
    # Both at a time: each attack mostly waits.
    with concurrent.futures.ThreadPoolExecutor(2) as both:
        relay_done, till_done = both.submit(check_relay), both.submit(check_till)
        run_cases([('the relay under attack', relay_done.result), ('the till’s listener under attack', till_done.result)])
