"""A shop for display tests: a practice cloud under our control, a profile folder for it, and tills that are opened on it."""
import json
import os
import pathlib
import secrets
import select
import socket
import subprocess
import time
import urllib.request

from window_driver import Missing, Till

OUTCOMES = '^(APPROVED|DECLINED|CANCELLED|NOT CONFIRMED|NOT SENT|NOT ACCEPTED|NOT CHARGED|RETURNED|NOT RETURNED)$'

TERMINALS = {
    'cl': (('norte', 'Terminal Norte', '70011223', '24680', 'ABC900000001'),
           ('sur', 'Terminal Sur', '70011224', '24680', 'ABC900000002')),
    'ar': (('norte', 'Terminal Norte', 'AR000001', '0000024680', 'NEX123456789'),
           ('sur', 'Terminal Sur', 'AR000002', '0000024680', 'NEX123456790')),
}


def free_port():
    """The till's own port stands in its profile, so it cannot be left to the system."""
    with socket.create_server(('127.0.0.1', 0)) as server:
        return server.getsockname()[1]


class Cloud:
    """The practice cloud: a program of its own, its time and its terminals in our hands."""

    def __init__(self, build, country='cl', state=None, port=0):
        command = [f'{build}/src/practice/fiel-practice-cloud', '--country', country, '--port', str(port)]
        if state is not None:
            command += ['--state', str(state)]
        self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
        if not select.select([self.process.stdout], [], [], 30)[0]:
            raise Missing('the practice cloud said nothing')
        self.base = self.process.stdout.readline().strip()
        self.port = int(self.base.rstrip('/').rsplit(':', 1)[1])

    def call(self, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f'{self.base.rstrip("/")}/control/{path}', data=data,
                                         headers={'Content-Type': 'application/json'})
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.load(answer)

    def ledger(self):
        return self.call('ledger')

    def sales(self, custom_id):
        """How often a request to charge came for that attempt."""
        return sum(1 for request in self.call(f'transmissions?customId={custom_id}') if request['command'] == 100)

    def stop(self):
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait(timeout=20)
        self.process.stdout.close()


class Shop:
    """One profile folder. Its waits are short, as a folder for tests may have them."""

    def __init__(self, build, folder, country='cl', mode='whole', cloud_state=None, **more):
        self.build = build
        self.folder = pathlib.Path(folder)
        self.folder.mkdir(parents=True)
        self.country = country
        self.cloud = Cloud(build, country, cloud_state)
        self.till = None
        self.n_tills = 0
        self.settings = {'mode': mode, 'country': country, 'currency': 'CLP' if country == 'cl' else 'ARS',
                         'return_after': 0, 'limit_ms': 300000, 'horizon_ms': 360000, 'first_ms': 300,
                         'provider': '',
                         **more}
        if self.settings.pop('listens', False):
            self.settings['port'] = free_port()
            self.settings['callback'] = f'http://127.0.0.1:{self.settings["port"]}/callback/{secrets.token_hex(16)}'
        self.write_profile()

    def write_profile(self):
        values = {**self.settings, 'base': self.cloud.base}
        text = ('[fiel]\nversion=1\n[store]\nname=Almacén La Esquina\ncountry={country}\ncurrency={currency}\n'
                '[till]\nname=Caja 2\ncashier=Ana Riquelme\namount-mode={mode}\nmax-sale=900000000\n'
                'return-after={return_after}\ndefault-terminal=norte\n'
                '[provider getnet]\nkind=getnet\nenvironment=training\nbase-address={base}\n'
                'first-check-ms={first_ms}\ncheck-interval-ms=500\nnegative-gap-ms=300\nbackoff-ms=500,1000\n'
                'limit-ms={limit_ms}\nhorizon-ms={horizon_ms}\n{provider}').format(**values)
        if 'callback' in self.settings:
            text += 'callback-address={callback}\nlisten-port={port}\n'.format(**values)
        for key, name, terminal, branch, serial in TERMINALS[self.country]:
            text += (f'[terminal {key}]\nname={name}\nprovider=getnet\nterminal-id={terminal}\nbranch-id={branch}\n'
                     f'serial-number={serial}\n')
        (self.folder / 'profile.conf').write_text(text, encoding='utf-8')

    def open_till(self, wait=True, environment=None, driver=Till):
        self.n_tills += 1
        self.till = driver([f'{self.build}/src/app/fiel', '--profile', str(self.folder)], environment=environment,
                           log=str(self.folder / f'till-{self.n_tills}.log'))
        if wait:
            self.till.wait_for('^TRAINING$')
            self.till.wait_for('^Ready$')
        self.till.focus_window()
        return self.till

    def open_training(self):
        """The training store of this folder, which starts a practice cloud of its own."""
        self.n_tills += 1
        self.till = Till([f'{self.build}/src/app/fiel', '--profile', str(self.folder), '--training'],
                         environment={'FIEL_PRACTICE_CLOUD': f'{self.build}/src/practice/fiel-practice-cloud'},
                         log=str(self.folder / f'till-{self.n_tills}.log'))
        self.till.wait_for('^TRAINING$')
        self.till.wait_for('^Ready$')
        self.till.focus_window()
        return self.till

    def close_till(self):
        if self.till is not None:
            self.till.close()
            self.till = None

    def close(self):
        self.close_till()
        self.cloud.stop()

    def fielctl(self, *arguments):
        return subprocess.run([f'{self.build}/src/ctl/fielctl', '--profile', str(self.folder), '--json', *arguments],
                              capture_output=True, text=True, check=False, timeout=60)

    def payments(self):
        result = self.fielctl('journal', 'list')
        if result.returncode != 0:
            raise AssertionError(f'fielctl journal list: {result.stderr.strip()}')
        return [json.loads(line) for line in result.stdout.splitlines()]

    def assert_agrees(self):
        """Journal and ledger: the same approvals, and one transmission at most for each attempt. Ends the till."""
        self.close_till()
        payments = self.payments()
        booked = sorted((booking['customId'], booking['minor']) for booking in self.cloud.ledger())
        approved = sorted((payment['id'], payment['approved_minor']) for payment in payments
                          if payment['outcome'] == 'approved')
        if booked != approved:
            raise AssertionError(f'the cloud booked {booked}, the journal says {approved}')
        for payment in payments:
            if self.cloud.sales(payment['id']) > 1:
                raise AssertionError(f'{payment["id"]} was sent more than once')
        return payments
