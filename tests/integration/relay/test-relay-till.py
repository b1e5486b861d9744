# SPDX-License-Identifier: GPL-3.0-or-later
"""The practice cloud calls the real fiel-relay back, and the real till asks that: from end to end, with kills of both, with a
keyring of its own for the token. By the clock the till would not ask for minutes, so what ends sooner came over the relay.
"""
import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / 'kill'))

import kill_shop  # noqa: E402
from relay_house import Relay, require, run_cases, wait_until  # noqa: E402

SLOW = ('first-check-ms=600000\ncheck-interval-ms=600000\nbackoff-ms=600000\nlimit-ms=3000000\nhorizon-ms=3600000\n'
        'absence-window-ms=7200000')
QUICK = 'first-check-ms=50\ncheck-interval-ms=50\nbackoff-ms=50,100\nlimit-ms=400\nhorizon-ms=700'
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
base-address={cloud}
callback-address={callback}
relay-address={relay}
{waits}
[terminal norte]
name=Norte
provider=getnet
terminal-id=70011223
branch-id=24680
serial-number=ABC900000001
'''
BUS = '''<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy>
</busconfig>
'''


class SteadyRelay(Relay):
    """It serves on the same port every time, as an address that was given away has to lead somewhere."""

    def serve(self, tracer=()):
        super().serve(tracer)
        text = self.config.read_text(encoding='utf-8')
        self.config.write_text(text.replace('\nlisten=127.0.0.1:0', f'\nlisten=127.0.0.1:{self.port}'), encoding='utf-8')
        return self

    def restart(self):
        self.kill()
        self.serve()


class Till(kill_shop.Shop):
    """A shop whose till asks a relay. Use it in a with block."""

    def __init__(self, relay, waits=SLOW):
        super().__init__('synchronous')
        self.relay, self.waits = relay, waits

    def __enter__(self):
        super().__enter__()
        try:
            self.target, (self.token,) = self.relay.make_shop('shop', 'caja')
            self.relay.serve()
            address = f'http://127.0.0.1:{self.relay.port}'
            (self.store / 'profile.conf').write_text(PROFILE.format(cloud=self.address, callback=address + self.target,
                                                                    relay=address + '/', waits=self.waits))
            kept = subprocess.run([os.environ['FIELCTL'], '--profile', str(self.store), 'secret', 'set', 'getnet', 'relay-token'],
                                  input=self.token + '\n', text=True, capture_output=True, check=False, timeout=60)
            require(kept.returncode == 0, f'the token is not kept: {kept.stderr}')
        except BaseException:
            self.__exit__()
            raise
        return self

    def sale(self):
        return self.start('sale', '4900', '--terminal', 'norte')

    def sell(self):
        return self.finish(self.sale())

    def begin(self):
        """A sale whose customer takes their time, as far as its identifier."""
        self.control('terminal', {'idTerminal': kill_shop.TERMINAL, 'customer': 'wait'})
        process = self.sale()
        for line in process.stdout:
            told = json.loads(line)
            if told.get('state') == 'accepted':
                break
        wait_until(lambda: self.stage() == 'card', 'the customer is asked')
        return process, told['id']

    def approve(self):
        self.control('customer', {'idTerminal': kill_shop.TERMINAL, 'act': 'approve'})

    def callbacks(self):
        """What the journal holds of them, each as its text."""
        events = [json.loads(line) for line in self.events()]
        return [text(event) for event in events if '"callback"' in json.dumps(event) and text(event) is not None]

    def waiting(self):
        """What the relay still has for this till."""
        return self.relay.news(self.token, peek=True).page()['news']

    def require_approved(self, run):
        last = run.objects()[-1]
        require(run.code == 0 and last['outcome'] == 'approved', f'an approved sale, and not {run}')
        require(len(self.sales()) == len({sale['customId'] for sale in self.sales()}), 'a sale was sent twice')
        return last['id']


def text(value):
    """The text of a record, wherever the export has it."""
    if isinstance(value, dict):
        if isinstance(value.get('text'), str):
            return value['text']
        return next((found for found in map(text, value.values()) if found is not None), None)
    return None


def kill(process):
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def test_sale():
    with SteadyRelay() as relay, Till(relay) as till:
        process, _ = till.begin()
        started = time.monotonic()
        till.approve()
        shown_s = None
        for line in process.stdout:
            if json.loads(line).get('outcome') == 'approved' and shown_s is None:
                shown_s = time.monotonic() - started
        till.finish(process)
        require(shown_s is not None and shown_s < 60, f'it took {shown_s} s')
        till.control('terminal', {'idTerminal': kill_shop.TERMINAL, 'customer': 'approve'})
        require(len(till.callbacks()) == 1, f'one callback in the journal, and not {till.callbacks()}')
        require(till.token not in relay.log(), 'the token is in the log')
        return f"{shown_s * 1000:.0f} ms from the customer's yes to the till's result"


def test_others():
    """Another till's payment, and a test, are at the same address: no record, and nothing waits at the relay."""
    with SteadyRelay() as relay, Till(relay) as till:
        others = json.dumps({'code': 1, 'data': {'customId': '0123456789abcdefghijklmno', 'idPosTxs': 7, 'responseCode': 0}})
        unknown = json.dumps({'code': 1, 'data': {'idPosTxs': 8, 'responseCode': 0}})
        for body in (others, json.dumps({'fielTest': '0' * 32}), unknown):
            require(relay.call_back(till.target, body) == 200, 'the relay takes it')
        till.require_approved(till.sell())
        kept = till.callbacks()
        require(len(kept) == 2 and '"idPosTxs":8' in kept[0].replace(' ', ''), f'the unknown one and ours, and not {kept}')


def test_relay_killed_while_the_customer_pays():
    with SteadyRelay() as relay, Till(relay) as till:
        process, _ = till.begin()
        relay.restart()
        till.approve()
        till.require_approved(till.finish(process))
        require(len(till.callbacks()) == 1, f'one callback in the journal, and not {till.callbacks()}')


def test_till_killed_while_the_customer_pays():
    """Its callback waits at the relay, over a kill of that as well, and is in the journal of the next run once."""
    with SteadyRelay() as relay, Till(relay) as till:
        process, attempt = till.begin()
        kill(process)
        till.approve()
        wait_until(lambda: relay.stored(), 'the relay has stored the callback')
        relay.restart()
        till.require_approved(till.run('status', attempt, '--wait'))
        till.control('terminal', {'idTerminal': kill_shop.TERMINAL, 'customer': 'approve'})
        till.require_approved(till.sell())
        require(sorted(till.callbacks()) == sorted(set(till.callbacks())), 'a callback is in the journal twice')
        require(len(till.callbacks()) == 2, f'both callbacks in the journal, and not {till.callbacks()}')


def test_kills_of_both():
    with SteadyRelay() as relay, Till(relay) as till:
        for pause_s in (0, 0.02, 0.05, 0.1):
            process, attempt = till.begin()
            till.approve()
            time.sleep(pause_s)
            if process.poll() is None:
                kill(process)
            relay.restart()
            till.require_approved(till.run('status', attempt, '--wait'))
        till.control('terminal', {'idTerminal': kill_shop.TERMINAL, 'customer': 'approve'})
        till.require_approved(till.sell())
        kept = till.callbacks()
        require(len(kept) == len(set(kept)), f'a callback is in the journal twice: {kept}')
        require(len(kept) == len(relay.stored()), f'{len(relay.stored())} at the relay, {len(kept)} in the journal')


def test_no_relay():
    """Polling alone is enough: the relay is never there."""
    with SteadyRelay() as relay, Till(relay, QUICK) as till:
        relay.kill()
        till.require_approved(till.sell())
        require(not till.callbacks(), 'nobody called')


def test_probe():
    with SteadyRelay() as relay, Till(relay) as till:
        run = till.run('probe')
        states = {step['step']: step['state'] for step in run.objects()}
        require(run.code == 0 and states['relay'] == states['callback'] == states['return'] == 'passed', f'{run}')
        require(len(till.waiting()) == 1, 'a look acknowledges nothing')
        relay.kill()
        run = till.run('probe')
        states = {step['step']: step['state'] for step in run.objects()}
        require(run.code != 0 and (states['relay'], states['callback'], states['return']) == ('failed', 'failed', 'skipped'),
                f'{run}')


CASES = [
    ('a callback ends the payment', test_sale),
    ("another till's, a test and an unknown one", test_others),
    ('the relay is killed while the customer pays', test_relay_killed_while_the_customer_pays),
    ('the till is killed while the customer pays', test_till_killed_while_the_customer_pays),
    ('both are killed, over and over', test_kills_of_both),
    ('without the relay', test_no_relay),
    ('the probe', test_probe),
]


def start_keyring():
    daemon = subprocess.Popen(['gnome-keyring-daemon', '--foreground', '--components=secrets', '--unlock'],
                              stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    daemon.stdin.write(b'password')
    daemon.stdin.close()
    ask = ['gdbus', 'call', '--session', '--dest', 'org.freedesktop.DBus', '--object-path', '/org/freedesktop/DBus',
           '--method', 'org.freedesktop.DBus.NameHasOwner', 'org.freedesktop.secrets']
    wait_until(lambda: 'true' in subprocess.run(ask, capture_output=True, text=True, check=False, timeout=20).stdout,
               'the keyring comes up')
    return daemon


def main():
    if 'FIEL_TEST_OWN_BUS' not in os.environ:
        with tempfile.NamedTemporaryFile('w', suffix='.conf', delete=False) as config:
            config.write(BUS)
        os.environ['FIEL_TEST_OWN_BUS'] = config.name
        os.execvp('dbus-run-session', ['dbus-run-session', '--config-file=' + config.name, '--', sys.executable, *sys.argv])
    os.unlink(os.environ['FIEL_TEST_OWN_BUS'])
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(HOME=folder, XDG_DATA_HOME=folder, XDG_CONFIG_HOME=folder, XDG_RUNTIME_DIR=folder)
        for name in ('DISPLAY', 'WAYLAND_DISPLAY'):
            os.environ.pop(name, None)
        daemon = start_keyring()
        try:
            run_cases(CASES)
        finally:
            daemon.terminate()
            daemon.wait()


if __name__ == '__main__':
    main()
