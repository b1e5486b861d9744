"""An evidence bundle from fielctl, checked with the script that lies in it, and altered in every way that matters.

Usage: test-bundle.py FIELCTL FILL_JOURNAL       prints TAP
"""
import contextlib
import csv
import hashlib
import io
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
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
[provider getnet]
kind=getnet
environment=training
"""
N_PAYMENTS = 12
FILES = ['HEAD.txt', 'README.txt', 'journal.jsonl', 'payments.csv', 'tickets.txt', 'verify.py']


class Shop:
    def __init__(self, folder, fielctl, fill):
        self.folder = pathlib.Path(folder)
        self.fielctl = fielctl
        self.profile = self.folder / 'profile'
        self.profile.mkdir()
        (self.profile / 'profile.conf').write_text(PROFILE, encoding='utf-8')
        subprocess.run([fill, self.profile / 'journal.db', str(N_PAYMENTS), '3'], check=True)
        self.bundle = self.folder / 'bundle.zip'
        self.told = json.loads(self.run('--json', 'journal', 'export', '--bundle', self.bundle).stdout)
        self.count = 0

    def run(self, *words):
        return subprocess.run([self.fielctl, '--profile', self.profile, *words], capture_output=True, text=True,
                              encoding='utf-8', check=True)

    def unpack(self):
        """A fresh copy of what is in the bundle."""
        self.count += 1
        target = self.folder / f'copy{self.count}'
        with zipfile.ZipFile(self.bundle) as archive:
            archive.extractall(target)
        return target / 'fiel-evidence'


def verify(folder, *words):
    """(exit code, what it says), from the bundle's own script, by a Python that knows nothing else."""
    run = subprocess.run([sys.executable, '-I', '-S', folder / 'verify.py', *words], capture_output=True, text=True,
                         encoding='utf-8', check=False)
    return run.returncode, run.stdout + run.stderr


def load(folder):
    """The functions of the bundle's script."""
    script = {'__name__': 'verify'}
    exec((folder / 'verify.py').read_text('utf-8'), script)
    return script


def expect(result, code, words):
    assert result[0] == code and words in result[1], f'expected exit code {code} and "{words}", got {result}'


def lines_of(folder):
    return (folder / 'journal.jsonl').read_bytes().splitlines(keepends=True)


def write(folder, lines):
    (folder / 'journal.jsonl').write_bytes(b''.join(lines))


def test_contents(shop):
    with zipfile.ZipFile(shop.bundle) as archive:
        assert archive.testzip() is None
        assert sorted(archive.namelist()) == [f'fiel-evidence/{name}' for name in FILES], archive.namelist()
    folder = shop.unpack()
    assert len(lines_of(folder)) == shop.told['records']
    assert len((folder / 'payments.csv').read_bytes().split(b'\r\n')) == N_PAYMENTS + 2
    tickets = (folder / 'tickets.txt').read_text('utf-8')
    for number in range(1, N_PAYMENTS + 1):
        assert f'Ticket {number:06d}: everything' in tickets, number
    for hashed in re.findall(r'hash: ([0-9a-f]{64})', tickets):
        assert hashed in (folder / 'journal.jsonl').read_text('utf-8')


def test_whole(shop):
    folder = shop.unpack()
    expect(verify(folder), 0, f"whole: {shop.told['records']} records, the last one is {shop.told['head']}")
    expect(verify(folder, '--head', shop.told['head']), 0, f"that of record {shop.told['records']}")
    expect(verify(folder, str(shop.bundle)), 0, 'whole')
    expect(verify(folder, str(folder / 'journal.jsonl')), 0, 'whole')


def test_older_head(shop):
    folder = shop.unpack()
    remembered = json.loads(lines_of(folder)[6])['hash']
    expect(verify(folder, '--head', remembered), 0, 'that of record 7')


def test_every_changed_byte(shop):
    """No byte of a record can be changed unseen, but for the blanks that JSON allows, of which there are none."""
    folder = shop.unpack()
    script = load(folder)
    lines = lines_of(folder)
    for number in (0, 1, len(lines) - 1):
        line = lines[number]
        for at in range(len(line) - 1):
            for bit in (1, 2, 16, 32):
                changed = line[:at] + bytes([line[at] ^ bit]) + line[at + 1:]
                try:
                    script['walk'](lines[:number] + [changed] + lines[number + 1:], None)
                except script['Wrong'] as error:
                    assert str(error).startswith(f'Record {number + 1} is the first bad one'), (number, at, error)
                else:
                    raise AssertionError(f'record {number + 1}, byte {at}, bit {bit}: not seen')


def test_changed_amount(shop):
    folder = shop.unpack()
    lines = lines_of(folder)
    number = next(i for i, line in enumerate(lines) if b'"amount"' in line)
    record = json.loads(lines[number])
    record['payload']['amount'] = '1'
    write(folder, lines[:number] + [json.dumps(record).encode() + b'\n'] + lines[number + 1:])
    expect(verify(folder), 1, f'Record {number + 1} is the first bad one: it was changed')


def test_changed_and_hashed_again(shop):
    """Who can compute a hash can make a record look right by itself; the next one gives it away."""
    folder = shop.unpack()
    script = load(folder)
    lines = lines_of(folder)
    record = json.loads(lines[4])
    record['actor'] = 'Eve'
    record['hash'] = script['digest'](record)
    write(folder, lines[:4] + [json.dumps(record).encode() + b'\n'] + lines[5:])
    expect(verify(folder), 1, 'Record 6 is the first bad one: it does not follow')


def test_removed(shop):
    folder = shop.unpack()
    lines = lines_of(folder)
    write(folder, lines[:5] + lines[6:])
    expect(verify(folder), 1, 'Record 6 is the first bad one: its number is 7')
    write(folder, lines[1:])
    expect(verify(folder), 1, 'Record 1 is the first bad one')


def test_reordered(shop):
    folder = shop.unpack()
    lines = lines_of(folder)
    write(folder, lines[:3] + [lines[4], lines[3]] + lines[5:])
    expect(verify(folder), 1, 'Record 4 is the first bad one')


def test_doubled(shop):
    folder = shop.unpack()
    lines = lines_of(folder)
    write(folder, lines[:4] + lines[3:])
    expect(verify(folder), 1, 'Record 5 is the first bad one')


def test_cut_tail(shop):
    folder = shop.unpack()
    lines = lines_of(folder)
    write(folder, lines[:-2])
    expect(verify(folder), 1, 'HEAD.txt says something else')
    last = json.loads(lines[-3])
    (folder / 'HEAD.txt').write_text(f"records {last['seq']}\nhead {last['hash']}\n", encoding='utf-8')
    expect(verify(folder), 0, 'whole')
    expect(verify(folder), 0, 'went on while it was written')
    expect(verify(folder, '--head', shop.told['head']), 1, 'records are missing at the end')


def test_wrong_head(shop):
    folder = shop.unpack()
    head = (folder / 'HEAD.txt').read_text('utf-8')
    (folder / 'HEAD.txt').write_text(head.replace(shop.told['head'], '0' * 64), encoding='utf-8')
    expect(verify(folder), 1, 'HEAD.txt says something else')
    expect(verify(shop.unpack(), '--head', 'f' * 64), 1, 'No record has the hash')


def test_hidden_additions(shop):
    """What the hash does not cover may not stand in a record."""
    folder = shop.unpack()
    lines = lines_of(folder)
    for addition in (b'{"approved":"yes",', b'{"seq":1,'):
        write(folder, [lines[0].replace(b'{', addition, 1)] + lines[1:])
        expect(verify(folder), 1, 'Record 1 is the first bad one')
    write(folder, [lines[0].replace(b'"payload":{', b'"payload":{"till":"Caja 9",', 1)] + lines[1:])
    expect(verify(folder), 1, 'a name stands twice')


def test_nothing_to_check(shop):
    folder = shop.unpack()
    (folder / 'journal.jsonl').unlink()
    expect(verify(folder), 2, 'There is nothing to check')


def test_practice_is_marked(shop):
    """Whoever gets the bundle reads first that no money moved."""
    folder = shop.unpack()
    readme = (folder / 'README.txt').read_text('utf-8')
    assert readme.startswith('PRACTICE – NO MONEY WAS MOVED\n\n'), readme[:80]


def test_example(shop):
    """The example in words leads to the hash by hand: its bytes, their SHA-256, the first record's hash."""
    folder = shop.unpack()
    readme = (folder / 'README.txt').read_text('utf-8')
    first = json.loads(lines_of(folder)[0])
    hashed = bytes.fromhex(re.sub(r'\s', '', re.search(r'bytes that are hashed\n\n((?:  [0-9a-f]+\n)+)', readme).group(1)))
    told = re.search(r'Their SHA-256\n\n  ([0-9a-f]{64})', readme).group(1)
    assert hashlib.sha256(hashed).hexdigest() == told == first['hash']
    # The same bytes once more, from the list of parts.
    parts = b''
    for length, value in re.findall(r'^ +\w+ +([0-9a-f]{8})  (.*)$', readme, re.MULTILINE):
        parts += bytes.fromhex(length)
        if value.startswith('"'):
            parts += value[1:-1].encode('utf-8').decode('unicode_escape').encode('latin-1')
    assert hashed == b'fiel-journal/v1\0' + bytes(32) + parts
    assert shop.told['head'] in readme and 'Peluquería Ñandú' in readme and 'Caja 2' in readme


def rows_of(folder):
    return (folder / 'payments.csv').read_bytes().split(b'\r\n')


def test_pages_are_held_against_the_records(shop):
    folder = shop.unpack()
    expect(verify(folder), 0, f'payments.csv says what the records say: {N_PAYMENTS} of the {N_PAYMENTS} payments')
    expect(verify(folder), 0, f'tickets.txt says what the records say, of {N_PAYMENTS} payments')
    expect(verify(folder, str(shop.bundle)), 0, 'tickets.txt says what the records say')


def test_every_changed_cell(shop):
    """No cell of the table can be changed unseen: one sign more, one sign less, another sign."""
    folder = shop.unpack()
    rows = rows_of(folder)
    script = load(folder)
    lines = lines_of(folder)
    payments = script['Payments']()
    last = script['walk'](lines, None, payments.take)[0]

    def is_seen(table):
        try:
            with contextlib.redirect_stdout(io.StringIO()):
                script['check_table'](table.decode('utf-8').splitlines(keepends=True), payments, last)
        except (script['Wrong'], csv.Error):
            return True
        return False

    assert not is_seen(b'\r\n'.join(rows))
    for number in (1, 5, N_PAYMENTS):
        cells = next(csv.reader([rows[number].decode('utf-8')]))
        titles = next(csv.reader([rows[0].decode('utf-8')]))
        for at, cell in enumerate(cells):
            for other in (cell + '7', cell[:-1], '9' + cell[1:]):
                if other == cell or (titles[at] == 'amount' and other[-1:] != '7'):
                    continue
                out = io.StringIO()
                csv.writer(out, lineterminator='').writerow(cells[:at] + [other] + cells[at + 1:])
                changed = rows[:number] + [out.getvalue().encode('utf-8')] + rows[number + 1:]
                if titles[at] == 'last_record' and int(other or 0) > last:
                    continue
                assert is_seen(b'\r\n'.join(changed)), f'{titles[at]}: “{cell}” became “{other}” unseen'


def test_changed_table(shop):
    folder = shop.unpack()
    rows = rows_of(folder)
    table = folder / 'payments.csv'
    table.write_bytes(b'\r\n'.join(rows[:3] + rows[2:]))
    expect(verify(folder), 1, 'payments.csv, row 3')
    table.write_bytes(b'\r\n'.join(rows[:2] + rows[3:]))
    expect(verify(folder), 0, f'{N_PAYMENTS - 1} of the {N_PAYMENTS} payments')
    newer = rows[2].rsplit(b',', 1)[0].replace(b'"sale"', b'"void"') + b',99999'
    table.write_bytes(b'\r\n'.join(rows[:2] + [newer] + rows[3:]))
    expect(verify(folder), 0, '1 payments went on while it was written')


def test_changed_page(shop):
    """What a page shows of a payment and of its records, and that it shows all of them."""
    folder = shop.unpack()
    pages = folder / 'tickets.txt'
    lines = pages.read_text('utf-8').split('\n')
    shown = [number for number, line in enumerate(lines) if line.startswith('    ')]
    hashes = [number for number in shown if lines[number].startswith('        hash: ')]
    script = load(folder)
    payments = script['Payments']()
    last = script['walk'](lines_of(folder), None, payments.take)[0]

    def is_seen(changed):
        try:
            with contextlib.redirect_stdout(io.StringIO()):
                script['check_pages'](changed, payments, last)
        except script['Wrong']:
            return True
        return False

    assert not is_seen(lines)
    for number in shown[:120]:
        assert is_seen(lines[:number] + [lines[number] + '7'] + lines[number + 1:]), lines[number]
        if lines[number].startswith('        ') or re.match('    [0-9]', lines[number]):
            assert is_seen(lines[:number] + lines[number + 1:]), lines[number]
    first, second = hashes[0], hashes[1]
    pages.write_text('\n'.join(lines[:first + 1] + lines[second + 1:]), 'utf-8')
    expect(verify(folder), 1, 'tickets.txt, line')


def test_range(shop):
    """Only the pages follow the range; the chain is whole."""
    bundle = shop.folder / 'range.zip'
    run = shop.run('--json', 'journal', 'export', '--bundle', '--since', '2999-01-01', bundle)
    assert json.loads(run.stdout)['payments'] == 0
    with zipfile.ZipFile(bundle) as archive:
        assert archive.read('fiel-evidence/tickets.txt') == b''
        assert archive.read('fiel-evidence/payments.csv').count(b'\r\n') == 1
        assert archive.read('fiel-evidence/journal.jsonl').count(b'\n') >= shop.told['records']


def main():
    tests = [(name[5:].replace('_', ' '), test) for name, test in globals().items() if name.startswith('test_')]
    print(f'1..{len(tests)}')
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        os.environ['HOME'] = folder
        shop = Shop(folder, sys.argv[1], sys.argv[2])
        for number, (name, test) in enumerate(tests, 1):
            try:
                test(shop)
                print(f'ok {number} {name}')
            except (AssertionError, subprocess.CalledProcessError, AttributeError, KeyError) as error:
                failed = True
                print(f'not ok {number} {name}')
                print('# ' + f'{type(error).__name__}: {error}'.replace('\n', '\n# '))
        for copy in pathlib.Path(folder).glob('copy*'):
            shutil.rmtree(copy)
    return 1 if failed else 0


sys.exit(main())
