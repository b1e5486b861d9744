"""However many payments an export has, memory stays what it is for few.

Usage: test-export-memory.py FIELCTL FILL_JOURNAL       prints TAP; FIEL_EXPORT_MANY=1000000 in the environment takes more
"""
import os
import pathlib
import subprocess
import sys
import tempfile

PROFILE = """[fiel]
version=1
[store]
name=Shop
country=cl
currency=CLP
[till]
name=Caja 2
amount-mode=whole
max-sale=9999999
[provider getnet]
kind=getnet
environment=training
"""
FEW = 1500
MANY = int(os.environ.get('FIEL_EXPORT_MANY', '20000'))
# A page of payments, SQLite's own cache and the allocator's slack; a list of all would take more by far.
MAY_GROW = 3 * 1024
# A bundle remembers the name of every ticket.
PER_TICKET = 0.15


def measure(fielctl, profile, target, words):
    """(most memory in KiB, bytes written)"""
    path = target / 'export'
    process = subprocess.Popen([fielctl, '--profile', profile, 'journal', 'export', *words, path], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, process.returncode
    size = path.stat().st_size
    path.unlink()
    return usage.ru_maxrss, size


def make(folder, fill, n_payments):
    profile = folder / f'store{n_payments}'
    profile.mkdir()
    (profile / 'profile.conf').write_text(PROFILE, encoding='utf-8')
    subprocess.run([fill, profile / 'journal.db', str(n_payments), '100'], check=True)
    return profile


def main():
    fielctl, fill = sys.argv[1:]
    cases = [('table', ['--csv'], 0), ('lines', [], 0), ('bundle', ['--bundle'], PER_TICKET)]
    print(f'1..{len(cases)}')
    failed = False
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        few, many = make(folder, fill, FEW), make(folder, fill, MANY)
        for number, (what, words, per_ticket) in enumerate(cases, 1):
            small, _ = measure(fielctl, few, folder, words)
            large, size = measure(fielctl, many, folder, words)
            allowed = MAY_GROW + per_ticket * (MANY - FEW)
            print(f'# {what}: {MANY} payments, {size} bytes, {large} KiB; {FEW} payments: {small} KiB')
            good = large - small <= allowed and size > MANY * 100
            failed = failed or not good
            print(f"{'ok' if good else 'not ok'} {number} {what} grows by {large - small} of at most {allowed:.0f} KiB")
    return 1 if failed else 0


sys.exit(main())
