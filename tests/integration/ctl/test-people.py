"""fielctl people and fielctl --person, with a bus and a gnome-keyring-daemon of their own: who may change people, where PINs
are and where they are not, and that trying them is slow over runs of the program.

Usage: test-people.py FIELCTL                    prints TAP
"""
import csv
import io
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time
import urllib.request
import zipfile

PROFILE = """[fiel]
version=1
[store]
name=Peluquería Ñandú
country=cl
currency=CLP
[till]
name=Caja 2
amount-mode=whole
max-sale=9999999
cashier-max-sale=200000
return-limit=1000
default-terminal=norte
[provider getnet]
kind=getnet
environment=training
base-address={address}
first-check-ms=100
check-interval-ms=200
negative-gap-ms=200
backoff-ms=100,200
answer-timeout-ms=20000
limit-ms=2000
horizon-ms=3000
[terminal norte]
name=Terminal Norte
provider=getnet
terminal-id=70011223
branch-id=24680
serial-number=ABC900000001
"""
# A bus that starts no keyring by itself.
BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy>
</busconfig>
"""
# Long ones, so that no number of a journal looks like them by chance.
MARTA, ANA, LUIS, OTHER = '7391462058', '4820615937', '9375102846', '2508174936'


class Shop:
    def __init__(self, folder, fielctl):
        self.folder = pathlib.Path(folder)
        self.fielctl = fielctl
        self.profile = self.folder / 'profile'
        self.profile.mkdir()
        self.said = ''
        self.manager = MARTA
        self.daemon = None
        self.cloud = subprocess.Popen([os.environ['FIEL_PRACTICE_CLOUD'], '--until-stdin-closes', '--time-scale=20'],
                                      stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.address = self.cloud.stdout.readline().strip()
        (self.profile / 'profile.conf').write_text(PROFILE.format(address=self.address), encoding='utf-8')

    def stop_cloud(self):
        self.cloud.stdin.close()
        self.cloud.wait(timeout=20)

    def control(self, path, **body):
        with urllib.request.urlopen(f'{self.address}control/{path}', json.dumps(body).encode(), timeout=20) as answer:
            return json.load(answer)

    def count_returns(self):
        with urllib.request.urlopen(f'{self.address}control/requests', timeout=20) as answer:
            return sum(request['command'] in (102, 108) for request in json.load(answer))

    def start_keyring(self, password):
        self.daemon = subprocess.Popen(
            ['gnome-keyring-daemon', '--foreground', '--components=secrets'] + (['--unlock'] if password else []),
            stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.daemon.stdin.write(password.encode())
        self.daemon.stdin.close()
        for _ in range(200):
            asked = subprocess.run(['gdbus', 'call', '--session', '--dest', 'org.freedesktop.DBus', '--object-path',
                                    '/org/freedesktop/DBus', '--method', 'org.freedesktop.DBus.NameHasOwner',
                                    'org.freedesktop.secrets'], capture_output=True, text=True, check=False, timeout=20)
            if 'true' in asked.stdout:
                return
            time.sleep(0.1)
        raise AssertionError('the keyring does not come up')

    def stop_keyring(self):
        if self.daemon is not None:
            self.daemon.terminate()
            self.daemon.wait()
        self.daemon = None

    def run(self, *words, pins=()):
        """(exit code, output, errors)"""
        done = subprocess.run([self.fielctl, '--profile', str(self.profile), *words], capture_output=True, text=True,
                              input=''.join(pin + '\n' for pin in pins), check=False, timeout=90)
        self.said += done.stdout + done.stderr
        return done.returncode, done.stdout, done.stderr

    def expect(self, code, *words, pins=(), says=''):
        got, output, errors = self.run(*words, pins=pins)
        assert got == code, f'{words}: {got}, not {code}: {errors}'
        assert says in output + errors, f'{words}: “{says}” is not in “{output}{errors}”'
        return output

    def export(self):
        return self.expect(0, 'journal', 'export', '--manager', 'marta-rojas', pins=[self.manager]).replace('": "', '":"')

    def sell(self, amount):
        """The payment's identifier, whatever became of it."""
        _, output, errors = self.run('--json', 'sale', amount, '--terminal', 'norte', '--person', 'ana', '--no-wait',
                                     pins=[ANA])
        assert output, errors
        return json.loads(output.splitlines()[-1])['id']

    def list(self):
        return [line.split() for line in self.expect(0, 'people', 'list').splitlines()]


def test_first_is_a_manager(shop):
    shop.expect(2, 'people', 'add', 'Ana', pins=[ANA], says='The first person of a store is a manager')
    shop.expect(2, 'people', 'add', 'Marta', '--role', 'manager', says='the PIN of Marta is missing')
    shop.expect(2, 'people', 'add', 'Marta', '--role', 'manager', pins=['12345678'], says='Anybody would try this PIN')
    shop.expect(0, 'people', 'add', 'Marta Rojas', '--role', 'manager', pins=[MARTA])
    assert shop.list() == [['marta-rojas', 'Manager', 'Marta', 'Rojas']], shop.list()


def test_a_manager_adds(shop):
    shop.expect(2, 'people', 'add', 'Ana', pins=[ANA], says='Only a manager may change people. Name one with --by')
    shop.expect(2, 'people', 'add', 'Ana', '--by', 'nobody', pins=[MARTA, ANA], says='there is nobody with the key')
    shop.expect(2, 'people', 'add', 'Ana', '--by', 'marta-rojas', pins=[ANA, ANA], says='This PIN is wrong')
    shop.expect(0, 'people', 'add', 'Ana', '--by', 'marta-rojas', pins=[MARTA, ANA])
    shop.expect(0, 'people', 'add', 'Luis', '--by', 'marta-rojas', pins=[MARTA, LUIS])
    assert [row[0] for row in shop.list()] == ['marta-rojas', 'ana', 'luis'], shop.list()
    shop.expect(2, 'people', 'add', 'Rosa', '--by', 'ana', pins=[ANA, OTHER], says='Only a manager may do this')


def test_whoever_sells_signs_in(shop):
    sale = ['sale', '5000', '--terminal', 'norte', '--no-wait']
    shop.expect(2, *sale, says='This till is locked')
    shop.expect(2, *sale, '--person', 'ana', pins=[LUIS], says='This PIN is wrong')
    code, _, errors = shop.run(*sale, '--person', 'ana', pins=[ANA])
    assert code in (0, 3), errors
    assert '"actor":"Ana"' in shop.export()


def test_a_new_pin(shop):
    shop.expect(0, 'people', 'set-pin', 'luis', '--by', 'marta-rojas', pins=[MARTA, OTHER])
    shop.expect(2, 'shift', 'open', '--by', 'Luis', '--person', 'luis', pins=[LUIS], says='This PIN is wrong')
    shop.expect(0, 'shift', 'open', '--by', 'Luis', '--person', 'luis', pins=[OTHER])


def test_a_return_is_approved(shop):
    sale = shop.sell('5000')
    back = ['refund', sale, '--why', 'x', '--person', 'ana']
    shop.expect(1, *back, pins=[ANA], says='A manager has to approve')
    before = shop.count_returns()
    back += ['--approver', 'marta-rojas']
    shop.expect(2, *back, pins=[ANA], says='the PIN of marta-rojas is missing')
    shop.expect(2, *back, pins=[ANA, LUIS], says='This PIN is wrong')
    shop.expect(2, *back[:-1], 'luis', pins=[ANA, OTHER], says='Only a manager may do this')
    shop.expect(2, *back[:-1], 'nobody', pins=[ANA, OTHER], says='nobody with the key or name')
    assert shop.count_returns() == before, 'something was sent'
    shop.expect(0, *back, pins=[ANA, MARTA])
    assert shop.count_returns() > before
    assert '"approver":"Marta Rojas"' in shop.export()


def test_a_cashiers_limit(shop):
    sale = ['sale', '300000', '--terminal', 'norte', '--no-wait', '--person', 'ana']
    shop.expect(1, *sale, pins=[ANA], says='A manager has to approve a sale of this amount')
    shop.expect(2, *sale, '--approver', 'luis', pins=[ANA, OTHER], says='Only a manager may do this')
    shop.expect(0, *sale, '--approver', 'marta-rojas', pins=[ANA, MARTA])
    assert any('"approver":"Marta Rojas"' in line and '300000' in line for line in shop.export().splitlines())
    shop.expect(0, *sale[:-1], 'marta-rojas', pins=[MARTA])


def test_what_leaves_is_a_managers(shop):
    shop.expect(2, 'journal', 'export', says='Only a manager takes payments out')
    shop.expect(2, 'journal', 'export', '--csv', '--manager', 'luis', pins=[OTHER], says='Only a manager may do this')
    shop.expect(2, 'journal', 'export', '--csv', '--manager', 'marta-rojas', pins=[OTHER], says='This PIN is wrong')
    shop.expect(0, 'journal', 'export', '--csv', '--manager', 'marta-rojas', pins=[MARTA], says='300000')
    table = shop.expect(0, 'journal', 'export', '--csv', '--manager', 'marta-rojas', pins=[MARTA])
    rows = list(csv.DictReader(io.StringIO(table)))
    big = [(row['actor'], row['approver']) for row in rows if row['kind'] == 'sale' and row['amount_minor'] == '300000']
    assert sorted(big) == [('Ana', 'Marta Rojas'), ('Marta Rojas', '')], big
    assert any('"approved"' in line and '"export"' in line for line in shop.export().splitlines())


def test_training_is_a_managers(shop):
    """Practising over fielctl asks nobody for a PIN, so where it is a manager's to allow, it is not done at all."""
    profile = shop.profile / 'profile.conf'
    text = profile.read_text(encoding='utf-8')
    profile.write_text(text.replace('[till]\n', '[till]\ntraining=managers\n'), encoding='utf-8')
    shop.expect(2, '--training', 'sale', '1000', '--terminal', 'norte', says='fiel --training')
    shop.expect(2, '--training', 'refund', 'x', '--why', 'x', says='fiel --training')
    assert not (shop.profile / 'training-store').exists(), 'a training store was made'
    shop.expect(0, '--training', 'terminals')
    profile.write_text(text, encoding='utf-8')
    shop.expect(0, '--training', 'sale', '1000', '--terminal', 'norte')


def test_a_batch_needs_somebody(shop):
    shop.expect(1, 'shift', 'close-batch', 'norte', says='This till is locked')
    shop.expect(0, 'shift', 'close-batch', 'norte', '--person', 'ana', pins=[ANA])


def test_two_record_by_hand(shop):
    shop.control('terminal', idTerminal='70011223', customer='wait')
    shop.unknown = shop.sell('4900')
    hand = ['resolve', shop.unknown, '--not-charged', '--reason', 'it was off', '--by', 'marta-rojas', '--witness']
    shop.expect(2, *hand, 'ana', pins=[MARTA], says='the PIN of ana is missing')
    shop.expect(2, *hand, 'ana', pins=[MARTA, LUIS], says='This PIN is wrong')
    shop.expect(2, *hand, 'Marta Rojas', pins=[MARTA, MARTA], says='The second person must be somebody else')
    shop.expect(2, *hand[:-2], 'luis', '--witness', 'ana', pins=[OTHER, ANA], says='Only a manager may do this')
    assert 'hand' not in shop.expect(3, 'status', shop.unknown, '--no-wait')


def test_a_close_is_approved(shop):
    close = ['shift', 'close', '--carry-over', '--person', 'ana', '--manager', 'marta-rojas']
    shop.expect(2, *close, pins=[ANA, LUIS], says='This PIN is wrong')
    shop.expect(2, *close[:-1], 'luis', pins=[ANA, OTHER], says='Only a manager may do this')
    shop.expect(0, *close, pins=[ANA, MARTA], says='Marta Rojas')
    shop.expect(0, 'resolve', shop.unknown, '--not-charged', '--reason', 'it was off', '--by', 'marta-rojas',
                '--witness', 'ana', pins=[MARTA, ANA])
    approved = [line for line in shop.export().splitlines() if '"approved"' in line]
    for act in ('approve-return', 'record-by-hand', 'witness', 'approve-close'):
        assert any(f'"{act}"' in line for line in approved), f'{act}: {approved}'


def test_the_bundle_says_the_same(shop):
    """Returns, records by hand and approvals, as whoever has the bundle alone reads them."""
    bundle = shop.folder / 'bundle.zip'
    shop.expect(0, 'journal', 'export', '--bundle', str(bundle), '--manager', 'marta-rojas', pins=[MARTA])
    with zipfile.ZipFile(bundle) as archive:
        archive.extractall(shop.folder / 'bundle')
    checked = subprocess.run([sys.executable, '-I', '-S', shop.folder / 'bundle' / 'fiel-evidence' / 'verify.py'],
                             capture_output=True, text=True, check=False, timeout=60)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert 'payments.csv says what the records say: 6 of the 6 payments' in checked.stdout, checked.stdout
    assert 'of 6 payments' in checked.stdout.splitlines()[-1], checked.stdout


def test_the_last_manager_stays(shop):
    shop.expect(2, 'people', 'remove', 'marta-rojas', '--by', 'marta-rojas', pins=[MARTA], says='the only manager')
    shop.expect(0, 'people', 'remove', 'luis', '--by', 'marta-rojas', pins=[MARTA])
    assert [row[0] for row in shop.list()] == ['marta-rojas', 'ana'], shop.list()


def test_recovery(shop):
    shop.expect(0, 'people', 'set-pin', 'marta-rojas', '--recover', pins=[OTHER])
    shop.expect(2, 'people', 'remove', 'ana', '--by', 'marta-rojas', pins=[MARTA], says='This PIN is wrong')
    shop.manager = OTHER
    assert 'fielctl --recover by' in shop.export()
    shop.manager = MARTA
    shop.expect(0, 'people', 'set-pin', 'marta-rojas', '--by', 'marta-rojas', pins=[OTHER, MARTA])


def test_nobody_has_a_pin_here(shop):
    """As after the profile of another till was imported: what the till says is what helps."""
    kept = (shop.profile / 'profile.conf').read_text(encoding='utf-8')
    people = kept + '[person rosa]\nname=Rosa\nrole=manager\n'
    (shop.profile / 'profile.conf').write_text(people, encoding='utf-8')
    shop.expect(2, 'sale', '5000', '--terminal', 'norte', '--person', 'rosa', pins=[LUIS],
                says='fielctl people set-pin rosa --recover')
    shop.expect(2, 'people', 'set-pin', 'rosa', pins=[LUIS], says='--recover')
    shop.expect(0, 'people', 'set-pin', 'rosa', '--recover', pins=[LUIS])
    shop.expect(0, 'people', 'remove', 'rosa', '--by', 'rosa', pins=[LUIS])


def test_trying_is_slow_over_runs(shop):
    for _ in range(5):
        shop.expect(2, 'people', 'remove', 'ana', '--by', 'marta-rojas', pins=['1111'], says='This PIN is wrong')
    shop.expect(2, 'people', 'remove', 'ana', '--by', 'marta-rojas', pins=[MARTA], says='too many wrong PINs')


def test_a_locked_keyring_lets_nobody_in(shop):
    shop.stop_keyring()
    shop.expect(2, 'sale', '5000', '--terminal', 'norte', '--person', 'ana', pins=[ANA], says='keyring')
    shop.start_keyring('')
    shop.expect(2, 'sale', '5000', '--terminal', 'norte', '--person', 'ana', pins=[ANA], says='The keyring is locked')
    shop.stop_keyring()
    shop.start_keyring('password')
    shop.expect(0, 'shift', 'show')


def test_no_pin_anywhere(shop):
    files = [path for path in shop.folder.rglob('*') if path.is_file()]
    texts = {path.name: path.read_bytes() for path in files} | {'output': shop.said.encode()}
    assert len(files) > 3, files
    for name, text in texts.items():
        for pin in (MARTA, ANA, LUIS, OTHER):
            assert pin.encode() not in text, f'a PIN is in {name}'
        assert b'$argon2' not in text, f'a hash is in {name}'


TESTS = [test_first_is_a_manager, test_a_manager_adds, test_whoever_sells_signs_in, test_a_new_pin,
         test_a_return_is_approved, test_a_cashiers_limit, test_what_leaves_is_a_managers,
         test_training_is_a_managers, test_a_batch_needs_somebody, test_two_record_by_hand, test_a_close_is_approved,
         test_the_bundle_says_the_same, test_the_last_manager_stays, test_recovery, test_nobody_has_a_pin_here,
         test_trying_is_slow_over_runs, test_a_locked_keyring_lets_nobody_in, test_no_pin_anywhere]


def run_all(fielctl):
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(HOME=folder, XDG_DATA_HOME=folder, XDG_CONFIG_HOME=folder, XDG_RUNTIME_DIR=folder)
        for name in ('DISPLAY', 'WAYLAND_DISPLAY'):
            os.environ.pop(name, None)
        shop = Shop(folder, fielctl)
        shop.start_keyring('password')
        print(f'1..{len(TESTS)}', flush=True)
        try:
            for number, test in enumerate(TESTS, 1):
                try:
                    test(shop)
                    print(f'ok {number} {test.__name__[5:]}', flush=True)
                except (AssertionError, subprocess.TimeoutExpired) as trouble:
                    print(f'not ok {number} {test.__name__[5:]}\n# {trouble}', flush=True)
        finally:
            shop.stop_keyring()
            shop.stop_cloud()


if __name__ == '__main__':
    if 'FIEL_TEST_OWN_BUS' in os.environ:
        os.unlink(os.environ['FIEL_TEST_OWN_BUS'])
        run_all(sys.argv[1])
    else:
        with tempfile.NamedTemporaryFile('w', suffix='.conf', delete=False) as config:
            config.write(BUS)
        os.environ['FIEL_TEST_OWN_BUS'] = config.name
        os.execvp('dbus-run-session', ['dbus-run-session', '--config-file=' + config.name, '--', sys.executable, *sys.argv])
