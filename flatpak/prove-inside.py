"""What flatpak/prove asks of the installed Flatpak, as an ordinary user on a display of its own.

The sandbox confines; fielctl and the window each make a practice sale with the practice cloud beside the program; who
chooses a language has it, whatever the system's is; a secret is kept through the portal and not on the host. Says what it saw, and ends with 1 at the first thing that is wrong.
"""
import json
import os
import pathlib
import re
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / 'tests' / 'display'))
sys.dont_write_bytecode = True

from window_driver import Atspi, Missing, Till  # noqa: E402

APP = os.environ['FIEL_PROVE_APP']
PICTURES = pathlib.Path(os.environ['FIEL_PROVE_PICTURES'])
APP_HOME = pathlib.Path.home() / '.var' / 'app' / APP
AMOUNT = 12500
OTHER_AMOUNT = 9990  # the same amount again would be asked about
SECRET = 'prove-Zuckerrübe-4711'


def claim(true, what, seen=''):
    if not true:
        raise AssertionError(f'not so: {what}\n{seen}')
    print(f'  {what}', flush=True)


def inside(command, *arguments, text=None):
    """Runs a command in the application's sandbox; its result, whatever it was."""
    return subprocess.run(['flatpak', 'run', f'--command={command}', APP, *arguments], input=text, capture_output=True,
                          text=True, check=False, timeout=180)


def check_sandbox():
    script = ('cat /proc/self/status; ls /home /root /app/bin; touch /app/x /usr/x 2>&1; '
              f'ls "{ROOT}" 2>&1; test -w "$XDG_DATA_HOME" && echo data-is-writable')
    seen = inside('sh', '-c', script).stdout
    none = '0000000000000000'
    for field, value in (('CapEff', none), ('CapBnd', none), ('NoNewPrivs', '1'), ('Seccomp', '2')):
        claim(f'{field}:\t{value}' in seen, f'{field} is {value}', seen)
    claim(seen.count('Read-only file system') == 2, '/app and /usr are read-only', seen)
    claim(f"'{ROOT}': No such file" in seen, 'files of the host are out of reach', seen)
    claim('data-is-writable' in seen, 'its own data folder is writable', seen)
    beside = 'fiel-practice-cloud' in seen and 'fielctl' in seen
    claim(beside, 'the practice cloud and fielctl are beside the program', seen)


def check_permissions():
    seen = subprocess.run(['flatpak', 'info', '--show-permissions', APP], capture_output=True, text=True, check=True).stdout
    held = {line for line in seen.splitlines() if line and not line.startswith('[')}
    allowed = {'shared=network;ipc;', 'sockets=wayland;fallback-x11;', 'sockets=x11;wayland;fallback-x11;', 'devices=dri;'}
    claim(held <= allowed and len(held) == 3, 'network, display and graphics are all it may use', seen)


def sell_by_command():
    result = inside('fielctl', '--training', '--json', 'sale', str(AMOUNT), '--terminal', 'norte')
    seen = result.stdout + result.stderr
    claim(result.returncode == 0, f'fielctl --training sale {AMOUNT} --terminal norte ends with 0', seen)
    sold = json.loads(result.stdout.splitlines()[-1])
    claim(sold['outcome'] == 'approved' and sold['approved_minor'] == AMOUNT, f'approved: {AMOUNT}', seen)
    return sold['id']


class SandboxedTill(Till):
    """The till in its sandbox: its process numbers mean nothing outside, so its names have to do."""

    def __init__(self, log):
        super().__init__(['flatpak', 'run', APP, '--training'], log=log)

    def application(self):
        desktop = Atspi.get_desktop(0)
        for index in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(index)
            if child is not None and child.get_name() in ('fiel', 'Fiel', APP):
                return child
        return None

    def focus_window(self, timeout=20):
        found = subprocess.run(['xdotool', 'search', '--sync', '--onlyvisible', '--class', 'fiel'], capture_output=True,
                               text=True, check=True, timeout=timeout)
        self.window_id = found.stdout.split()[-1]
        subprocess.run(['xdotool', 'windowactivate', '--sync', self.window_id], check=True, timeout=10)


def sell_by_window():
    log = str(PICTURES / 'till.log')
    till = SandboxedTill(log)
    try:
        till.wait_for('^TRAINING$', timeout=60)
        till.wait_for('Ready')
        till.focus_window()
        till.screenshot(str(PICTURES / 'till.png'))
        till.keys(*str(OTHER_AMOUNT), delay_ms=90)
        till.wait_for(r'^Charge \$9\.990')
        till.keys('Return')
        till.wait_for('Waiting for the customer')
        till.screenshot(str(PICTURES / 'in-progress.png'))
        till.wait_for('^APPROVED$', timeout=60)
        till.wait_for('Back to the till')
        time.sleep(1)  # the result fades in
        till.screenshot(str(PICTURES / 'approved.png'))
        claim(True, f'the window says APPROVED to {OTHER_AMOUNT}')
        till.keys('ctrl+q')
        claim(till.process.wait(timeout=30) == 0, 'the window closes and the program ends with 0')
    finally:
        till.close()
    said = pathlib.Path(log).read_text(encoding='utf-8')
    warnings = [line for line in said.splitlines() if re.search('WARNING|CRITICAL', line) and 'portal' not in line]
    claim(not warnings, 'the program had nothing to warn of but portals that are not here', said)


def choose_spanish():
    """The languages are in what was installed, not in a part of it for systems that speak them."""
    catalogues = sorted(path.stem for path in (ROOT / 'po').glob('*.po'))
    seen = inside('sh', '-c', 'cd /app/share/locale && ls */LC_MESSAGES/fiel.mo').stdout
    there = sorted(line.split('/')[0] for line in seen.splitlines())
    claim(there == catalogues, f'its languages are installed: {" ".join(catalogues)}', seen)

    chosen = inside('gsettings', 'set', APP, 'language', 'es')
    claim(chosen.returncode == 0, 'Spanish is chosen', chosen.stderr)
    till = SandboxedTill(str(PICTURES / 'till-es.log'))
    try:
        till.wait_for('^ENTRENAMIENTO$', timeout=60)
        till.wait_for('Lista')
        till.focus_window()
        till.screenshot(str(PICTURES / 'till-es.png'))
        claim(True, 'and the window speaks it')
        till.keys('ctrl+q')
        claim(till.process.wait(timeout=30) == 0, 'that window closes too')
    finally:
        till.close()


def compare(first):
    listed = inside('fielctl', '--training', '--json', 'journal', 'list')
    payments = [json.loads(line) for line in listed.stdout.splitlines()]
    training = APP_HOME / 'data' / 'fiel' / 'training'
    bookings = json.loads((training / 'practice' / 'practice-cloud.json').read_text(encoding='utf-8'))['bookings']
    ours = {payment['id']: payment['approved_minor'] for payment in payments if payment['outcome'] == 'approved'}
    theirs = {booking['custom_id']: booking['amount'] for booking in bookings}
    claim(len(ours) == 2 and first in ours, 'the journal holds both payments', listed.stdout + listed.stderr)
    claim(ours == theirs, 'the practice cloud booked the same two, no more and no less', str(theirs))
    claim(inside('fielctl', '--training', 'journal', 'verify').returncode == 0, 'the journal verifies')


def sell_live():
    """A sale with a provider nobody can reach: how far it gets tells whether the secret was there."""
    result = inside('fielctl', '--json', 'sale', '1000', '--terminal', 'norte')
    return result.stdout + result.stderr


def keep_secret():
    profile = APP_HOME / 'config' / 'fiel' / 'profile.conf'
    profile.parent.mkdir(parents=True, exist_ok=True)
    text = (ROOT / 'data' / 'profile.example.conf').read_text(encoding='utf-8')
    profile.write_text(text.replace('https://getnet.example/', 'https://127.0.0.1:9/'), encoding='utf-8')
    profile.chmod(0o600)

    before = sell_live()
    claim('no-token' in before, 'without its secret a sale ends before anything is sent', before)
    stored = inside('fielctl', 'secret', 'set', 'getnet', 'client-secret', text=SECRET + '\n')
    claim(stored.returncode == 0, 'fielctl secret set ends with 0', stored.stderr)
    after = sell_live()
    claim('no-connection' in after, 'with it the sale gets as far as the network', after)

    files = [path for path in APP_HOME.rglob('*') if path.is_file()]
    claim(any(path.parent.name == 'keyrings' for path in files), "it is in the application's own keyring file", str(files))
    claim(not any(SECRET.encode() in path.read_bytes() for path in files), 'and stands nowhere in clear')
    found = subprocess.run(['secret-tool', 'search', '--all', 'provider', 'getnet'], capture_output=True, text=True,
                           check=False)
    claim('client-secret' not in found.stdout + found.stderr, "the host's keyring was not needed", found.stdout)
    cleared = inside('fielctl', 'secret', 'clear', 'getnet', 'client-secret')
    claim(cleared.returncode == 0, 'fielctl secret clear ends with 0', cleared.stderr)
    after = sell_live()
    claim('no-token' in after, 'and then it is gone', after)


def start_session():
    """What a desktop has running: an open keyring, and the portals in front of it. Returns the portals' process."""
    subprocess.run(['gnome-keyring-daemon', '--unlock', '--components=secrets'], input='prove', text=True, check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    portals = subprocess.Popen(['/usr/libexec/xdg-desktop-portal'], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    subprocess.run(['gdbus', 'wait', '--session', '--timeout', '30', 'org.freedesktop.portal.Desktop'], check=True)
    return portals


def main():
    portals = start_session()
    try:
        check_permissions()
        check_sandbox()
        first = sell_by_command()
        sell_by_window()
        compare(first)
        choose_spanish()
        keep_secret()
    except (AssertionError, Missing) as complaint:
        print(complaint, file=sys.stderr)
        return 1
    finally:
        portals.terminate()
        portals.wait(timeout=10)
    return 0


sys.exit(main())
