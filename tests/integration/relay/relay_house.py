# SPDX-License-Identifier: GPL-3.0-or-later
"""A fiel-relay of its own for one test: a store in a folder of its own, the program to be run and killed, and whoever calls.

Every program started here is ended here, also if the test fails in between.
"""
import base64
import concurrent.futures
import contextlib
import fcntl
import http.client
import json
import os
import pathlib
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import traceback
import urllib.parse

PATIENCE_S = 60
CONFIG = '''[fiel-relay]
version=1
store={store}
public-address=https://relay.example.com/
listen=127.0.0.1:0
health=127.0.0.1:0
{more}
'''


class Wrong(Exception):
    """What the test found to be wrong."""


def require(condition, text):
    if not condition:
        raise Wrong(text)


def wait_until(condition, what):
    end = time.monotonic() + PATIENCE_S
    while not condition():
        require(time.monotonic() < end, f'waited {PATIENCE_S} s in vain until {what}')
        time.sleep(0.005)


class Answer:
    """What came back. A status of 0: nothing."""

    def __init__(self, status, body=b'', headers=()):
        self.status, self.body, self.headers = status, body, dict(headers)

    def __str__(self):
        return f'{self.status} {self.headers} {self.body[:200]!r}'

    def page(self):
        require(self.status == 200, f'a page of news, and not {self}')
        return json.loads(self.body)


class Relay:
    """Use it in a with block. Its folder stays over restarts."""

    def __init__(self, more='', folder=None):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix='fiel-relay-', dir=folder))
        self.store = self.folder / 'relay.db'
        self.config = self.folder / 'relay.conf'
        self.process = None
        self.port = self.health_port = None
        self.write_config(more)

    def write_config(self, more=''):
        self.config.write_text(CONFIG.format(store=self.store, more=more), encoding='utf-8')

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process is not None:
            self.kill()
        shutil.rmtree(self.folder)

    def command(self, *words):
        return [os.environ['FIEL_RELAY'], '--config', str(self.config), *words]

    def run(self, *words):
        run = subprocess.run(self.command(*words), stdin=subprocess.DEVNULL, capture_output=True, text=True,
                             timeout=PATIENCE_S, check=False)
        require(run.returncode == 0, f'{words}: exit {run.returncode}\n{run.stdout}{run.stderr}')
        return run.stdout

    def fail(self, *words):
        run = subprocess.run(self.command(*words), stdin=subprocess.DEVNULL, capture_output=True, text=True,
                             timeout=PATIENCE_S, check=False)
        require(run.returncode in (1, 2) and not run.stdout, f'{words}: exit {run.returncode}\n{run.stdout}{run.stderr}')
        return run.stderr

    def serve(self, tracer=()):
        self.process = subprocess.Popen([*tracer, *self.command('serve')], stdin=subprocess.DEVNULL,
                                        stdout=subprocess.PIPE, stderr=open(self.folder / 'log', 'ab'), text=True,
                                        start_new_session=True)
        lines = [self.process.stdout.readline().split() for _ in range(2)]
        if not all(lines):
            self.process.wait(timeout=PATIENCE_S)
            raise Wrong(f'it does not serve: exit {self.process.returncode}\n{self.log()}')
        self.port, self.health_port = (int(line[1]) for line in lines)
        return self

    def log(self):
        return (self.folder / 'log').read_text(encoding='utf-8')

    def kill(self):
        """SIGKILL, to all of it."""
        process, self.process = self.process, None
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        process.wait(timeout=PATIENCE_S)
        process.stdout.close()
        # Under strace that was the tracer's end, and what it traced ends a moment later.
        with open(f'{self.store}.lock', 'ab') as lock:
            wait_until(lambda: is_free(lock), 'the killed one has let go of its lock')

    def stop(self):
        """SIGTERM, and in order."""
        process, self.process = self.process, None
        process.send_signal(signal.SIGTERM)
        require(process.wait(timeout=PATIENCE_S) == 0, f'SIGTERM ended with {process.returncode}\n{self.log()}')
        process.stdout.close()

    def ask(self, method, target, body=None, headers=(), port=None, timeout=PATIENCE_S):
        connection = http.client.HTTPConnection('127.0.0.1', port or self.port, timeout=timeout)
        try:
            connection.request(method, target, body, dict(headers))
            answer = connection.getresponse()
            return Answer(answer.status, answer.read(), answer.getheaders())
        except (OSError, http.client.HTTPException):
            return Answer(0)
        finally:
            connection.close()

    def call_back(self, target, body):
        return self.ask('POST', target, body, {'Content-Type': 'application/json'}).status

    def news(self, token, wait=0, page=None, peek=False, after=None):
        """A page of news; @page: the one before, which is acknowledged."""
        words = {'wait': wait}
        if page is not None:
            words.update(epoch=page['epoch'], after=page['last'] if after is None else after)
        if peek:
            words['peek'] = 1
        return self.ask('GET', '/news?' + urllib.parse.urlencode(words), None, {'Authorization': f'Bearer {token}'})

    def health(self):
        return self.ask('GET', '/health', port=self.health_port)

    def metric(self, name):
        text = self.ask('GET', '/metrics', port=self.health_port).body.decode()
        return next(int(line.split()[-1]) for line in text.splitlines() if line.startswith(f'fiel_relay_{name} '))

    def make_shop(self, shop, *tills):
        """The target of its address, and its tills' tokens."""
        self.run('shop', 'add', shop)
        address = self.run('address', 'add', shop, 'getnet').strip()
        return path_of(address), [self.run('till', 'add', shop, till).strip() for till in tills]

    def stored(self):
        """What is in the file, read by another program than ours: (sequence, body)."""
        with contextlib.closing(sqlite3.connect(self.store)) as database:
            require(database.execute('PRAGMA integrity_check').fetchall() == [('ok',)], 'the store is damaged')
            return database.execute('SELECT sequence, body FROM news ORDER BY sequence').fetchall()


def is_free(lock):
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    # To close it is not enough: a program that another thread is starting right now may have inherited it.
    fcntl.flock(lock, fcntl.LOCK_UN)
    return True


def path_of(address):
    prefix = 'https://relay.example.com'
    require(address.startswith(prefix + '/callback/'), f'{address} is not an address of this relay')
    return address[len(prefix):]


def bodies(page):
    return [base64.b64decode(one['body']) for one in page['news']]


def read_all(relay, token):
    """Every body that a till gets, page by page, each acknowledged with the next question."""
    page, everything = None, []
    while True:
        page = relay.news(token, page=page).page()
        if not page['news']:
            return everything
        everything += bodies(page)


def strace(syscall, nth=None):
    """Kills the whole program where the nth call begins."""
    inject = [] if nth is None else ['-e', f'inject={syscall}:signal=SIGKILL:when={nth}']
    return ['strace', '-f', '-qq', '-o', '/dev/null', '-e', f'trace={syscall}', *inject]


def run_case(function):
    """What it found to be wrong, or None, and what it told."""
    started = time.monotonic()
    wrong = told = None
    try:
        told = function()
    except Exception as error:  # one case must not take the others with it
        wrong = str(error) if isinstance(error, Wrong) else traceback.format_exc()
    return wrong, told, time.monotonic() - started


def run_cases(cases, at_a_time=1):
    """Prints TAP for (name, function) pairs and ends the program. Cases that mostly wait may run beside each other."""
    failed = 0
    cases = [case for case in cases if all(word in case[0] for word in sys.argv[1:])]
    print(f'1..{len(cases)}')
    with concurrent.futures.ThreadPoolExecutor(at_a_time) as workers:
        runs = [workers.submit(run_case, function) for _, function in cases]
        for number, ((name, _), run) in enumerate(zip(cases, runs), 1):
            wrong, told, took = run.result()
            if wrong is None:
                print(f'ok {number} - {name}{"" if told is None else f": {told}"}')
            else:
                failed += 1
                print(f'not ok {number} - {name}')
                print('\n'.join(f'# {line}' for line in wrong.splitlines()))
            print(f'# {took:.1f} s', flush=True)
    sys.exit(1 if failed else 0)
