# SPDX-License-Identifier: GPL-3.0-or-later
"""A shop for one kill: a practice cloud of its own, a profile in a folder of its own, and fielctl to be run and killed.

Every program started here is ended here, also if the test fails in between.
"""
import json
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import time
import urllib.request

PATIENCE_S = 120
# Simulated seconds in one real second: the customer's two seconds are 40 ms.
SCALE = 50
AMOUNT_OF = {'approved': 4900, 'declined': 4981, 'answer lost, booked': 4980, 'request lost': 4991}
MODES = {
    # The answer of the sale waits for the customer.
    'synchronous': 'mode=synchronous\nfirst-check-ms=50',
    # The id comes at once, the result is asked for. Nobody listens at that address.
    'asynchronous': 'callback-address=http://127.0.0.1:9/\nfirst-check-ms=50',
    # The same, and the till is called when there is a result: by the clock it would not ask in time.
    'called back': 'mode=asynchronous\nfirst-check-ms=600000',
}
TERMINAL = '70011223'
PROFILE = '''[fiel]
version=1
[store]
name=Test
country=cl
currency=CLP
[till]
name=Caja 1
cashier=Ana
max-sale=900000
[provider getnet]
kind=getnet
environment=training
base-address={address}
{mode}
check-interval-ms=50
negative-gap-ms=100
backoff-ms=50,100
answer-timeout-ms=20000
limit-ms=400
horizon-ms=700
[terminal norte]
name=Norte
provider=getnet
terminal-id=70011223
branch-id=24680
serial-number=ABC900000001
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


class Run:
    """What one fielctl did. A negative code is the signal that ended it."""

    def __init__(self, code, output, errors):
        self.code, self.output, self.errors = code, output, errors

    def __str__(self):
        return f'exit {self.code}\n{self.output}{self.errors}'

    def objects(self):
        """The whole lines; a line that a kill cut short was never shown."""
        return [json.loads(line) for line in self.output.splitlines(keepends=True) if line.endswith('\n')]


class Shop:
    """Use it in a with block."""

    def __init__(self, mode):
        self.mode = mode
        self.store = None
        self.cloud = None
        self.address = None

    def __enter__(self):
        self.store = pathlib.Path(tempfile.mkdtemp(prefix='fiel-kill-'))
        try:
            self.cloud = subprocess.Popen(
                [os.environ['FIEL_PRACTICE_CLOUD'], '--until-stdin-closes', f'--time-scale={SCALE}'],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
            self.address = self.cloud.stdout.readline().strip()
            require(self.address, 'the practice cloud said no address')
            (self.store / 'profile.conf').write_text(PROFILE.format(address=self.address, mode=MODES[self.mode]))
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        if self.cloud is not None:
            self.cloud.stdin.close()
            try:
                self.cloud.wait(timeout=PATIENCE_S)
            finally:
                self.cloud.kill()
                self.cloud.stdout.close()
        shutil.rmtree(self.store)

    def control(self, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        with urllib.request.urlopen(f'{self.address}control/{path}', data, timeout=PATIENCE_S) as answer:
            return json.load(answer)

    def sales(self):
        """The requests to charge that arrived."""
        return [request for request in self.control('requests') if request['command'] == 100]

    def stage(self):
        return next(one['stage'] for one in self.control('terminals') if one['idTerminal'] == TERMINAL)

    def start(self, *arguments, tracer=()):
        return subprocess.Popen([*tracer, os.environ['FIELCTL'], '--profile', str(self.store), '--json', *arguments],
                                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                start_new_session=True)

    def finish(self, process):
        try:
            output, errors = process.communicate(timeout=PATIENCE_S)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            output, errors = process.communicate()
            raise Wrong(f'{process.args[-4:]} did not end within {PATIENCE_S} s\n{output}{errors}') from None
        return Run(process.returncode, output, errors)

    def run(self, *arguments, tracer=()):
        return self.finish(self.start(*arguments, tracer=tracer))

    def events(self):
        """Every record of the journal, as the lines of an export; none if there is no journal yet."""
        if not (self.store / 'journal.db').exists():
            return []
        run = self.run('journal', 'export')
        require(run.code == 0, f'journal export: {run}')
        return run.output.splitlines()


def strace(syscall, nth=None):
    """How to run a program so that it is killed where its @nth call of @syscall begins: the call is not carried out."""
    inject = () if nth is None else ('-e', f'inject={syscall}:signal=SIGKILL:when={nth}')
    return ('strace', '-f', '-qq', '-o', '/dev/null', '-e', f'trace={syscall}', *inject)
