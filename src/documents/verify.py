#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks the chain of records of a Fiel journal, and that payments.csv and tickets.txt say what the records say. Needs
Python 3.8 or newer and nothing else.

python3 verify.py                        checks the journal.jsonl beside this script
python3 verify.py WHAT                   WHAT: a folder, a .zip or a .jsonl
python3 verify.py [WHAT] --head HASH     ... and that the chain holds a record with this hash, kept elsewhere

The exit code is 0 if the chain is whole, 1 if it is not, 2 if there is nothing to check. README.txt says in words what
is computed here.
"""
import argparse
import csv
import datetime
import hashlib
import io
import json
import pathlib
import re
import sys
import zipfile

COLUMNS = ['payload_version', 'chain_id', 'seq', 'type', 'attempt_id', 'actor', 'wall_us', 'boot_us', 'boot_id']
NUMBERS = {'payload_version', 'seq', 'wall_us', 'boot_us'}
KNOWN = set(COLUMNS) | {'payload', 'prev_hash', 'hash'}
HASH = re.compile(r'[0-9a-f]{64}')
NOTHING = '0' * 64

# payments.csv: its columns that repeat a text of the records, and the name of that text there.
TEXTS = {'ticket': 'reference', 'terminal': 'terminal', 'terminal_name': 'terminal-name', 'terminal_id': 'terminal-id',
         'serial': 'serial', 'provider': 'provider', 'provider_id': 'provider-id', 'provider_code': 'provider-code',
         'message': 'provider-message', 'reason': 'reason', 'authorization': 'authorization', 'operation': 'operation',
         'brand': 'brand', 'card_type': 'card-type', 'last4': 'last4', 'original': 'original', 'kind': 'kind',
         'currency': 'currency', 'state': 'state', 'outcome': 'outcome'}
MORE_TEXTS = ['ticket-sent', 'body-sha256', 'amount', 'approved']
MOVED = ('approved', 'partly-approved', 'hand-charged')
WHOLE = ('CLP', 'PYG')
# tickets.txt: what of an intent is shown among its records; the rest of it is shown above them.
SHOWN_OF_INTENT = ('due', 'body-sha256', 'purpose', 'approver')


class Wrong(Exception):
    """Why a record is not what it should be."""


def text(value):
    """A text, or null, as it is hashed."""
    if value is None:
        return b'\xff\xff\xff\xff'
    data = value if isinstance(value, bytes) else str(value).encode('utf-8')
    return len(data).to_bytes(4, 'big') + data


def digest(record):
    """The hash that the record should carry."""
    fields = sorted((name.encode('utf-8'), value.encode('utf-8')) for name, value in record['payload'].items())
    payload = b''.join(text(name) + text(value) for name, value in fields)
    parts = b''.join(text(record[column]) for column in COLUMNS) + text(payload)
    return hashlib.sha256(b'fiel-journal/v1\0' + bytes.fromhex(record['prev_hash']) + parts).hexdigest()


def once(pairs):
    """A JSON object in which no name stands twice: of two, readers would see different ones."""
    record = dict(pairs)
    if len(record) != len(pairs):
        raise Wrong('a name stands twice in it')
    return record


def no_constant(name):
    raise Wrong(f'{name} is no value')


def read(line):
    """A line as a record in which everything is covered by the hash."""
    try:
        record = json.loads(line, object_pairs_hook=once, parse_constant=no_constant)
    except ValueError as error:
        raise Wrong(f'it is no JSON: {error}') from error
    if not isinstance(record, dict) or set(record) != KNOWN:
        raise Wrong('it has not the columns of a record')
    for column in COLUMNS:
        value = record[column]
        if column in NUMBERS:
            good = isinstance(value, int) and not isinstance(value, bool)
        else:
            good = isinstance(value, str) or (value is None and column == 'attempt_id')
        if not good:
            raise Wrong(f'{column} is of the wrong kind')
    payload = record['payload']
    if not isinstance(payload, dict) or not all(isinstance(value, str) for value in payload.values()):
        raise Wrong('its payload is not names and texts')
    for column in ('prev_hash', 'hash'):
        if not isinstance(record[column], str) or not HASH.fullmatch(record[column]):
            raise Wrong(f'{column} is no hash')
    return record


def check(record, number, previous, chain):
    """What is wrong with the record, held against the one before."""
    if record['seq'] != number:
        raise Wrong(f'its number is {record["seq"]}: records are missing, doubled or in another order')
    if record['prev_hash'] != previous:
        raise Wrong('it does not follow the record before it')
    if chain is not None and record['chain_id'] != chain:
        raise Wrong('it belongs to another journal')
    if record['hash'] != digest(record):
        raise Wrong('it was changed: its hash is not that of its contents')


class Payments:
    """What the records say of each payment, one record after another."""

    def __init__(self):
        self.by_id = {}
        self.records = {}

    def take(self, record):
        name, kind, facts = record['attempt_id'], record['type'], record['payload']
        if name is None:
            return
        if kind == 'intent':
            self.by_id[name] = {'facts': {'outcome': 'none'}, 'started': record['wall_us'], 'closed': 0, 'moved': 0,
                                'conflict': False, 'actor': record['actor'], 'intent': facts, 'by': {}, 'last': 0,
                                'numbers': []}
            facts = {'state': 'saved', **facts}
        if name not in self.by_id:
            return
        payment = self.by_id[name]
        payment['last'] = record['seq']
        payment['numbers'].append(record['seq'])
        self.records[record['seq']] = record
        if kind == 'conflict' or facts.get('conflict') == '1':
            payment['conflict'] = True
        if kind in ('intent', 'state', 'cancel', 'note'):
            self.fold(payment, record, facts)

    @staticmethod
    def fold(payment, record, facts):
        known = payment['facts']
        was_closed = known.get('state') == 'closed'
        known.update({field: facts[field] for field in [*TEXTS.values(), *MORE_TEXTS] if field in facts})
        if known['state'] != 'closed':
            return
        if not was_closed:
            payment['closed'] = record['wall_us']
        if known['outcome'] not in MOVED:
            payment['moved'] = 0
        elif 'approved' in facts:
            payment['moved'] = int(facts['approved'])
        elif not was_closed:
            payment['moved'] = int(known['amount'])
        if record['type'] == 'state' and facts.get('state') == 'closed':
            payment['by'] = {'decided_by': record['actor'], 'witness': facts.get('witness'),
                             'decision': facts.get('detail')}


def says(shown, true):
    """Whether a text is the one of the records: digits of what looks like a card's number are stars."""
    true = '' if true is None else str(true)
    return len(shown) == len(true) and all(a == b or (a == '*' and b.isdigit()) for a, b in zip(shown, true))


def undefuse(cell):
    """A cell without the apostrophes that keep spreadsheets from calculating."""
    cell = re.sub(r"([;\t\r\n])'", r'\1', cell)
    return cell[1:] if cell.startswith("'") else cell


def milliseconds(shown, form):
    try:
        time = datetime.datetime.strptime(shown, form)
    except ValueError:
        return None
    return round(time.timestamp() * 1000)


def minor_text(minor, currency):
    """An amount in digits with a point."""
    if currency in WHOLE:
        return str(minor)
    return f'{"-" if minor < 0 else ""}{abs(minor) // 100}.{abs(minor) % 100:02d}'


def check_row(row, payment):
    facts, by_hand = payment['facts'], payment['facts']['outcome'].startswith('hand-')
    amount, moved = int(facts['amount']), payment['moved']
    other = {'actor': payment['actor'], 'amount_minor': amount, 'approved_minor': moved,
             'moved_minor': moved if facts['kind'] == 'sale' else -moved, 'by_hand': int(by_hand),
             'conflict': int(payment['conflict']), 'digits': 0 if facts['currency'] in WHOLE else 2, 'purpose': None,
             'approver': payment['intent'].get('approver'), 'decided_by': None, 'witness': None, 'decision': None,
             'last_record': payment['last']}
    if by_hand or facts['kind'] != 'sale':
        other['purpose'] = payment['intent'].get('purpose')
    if by_hand:
        other.update(payment['by'])
    for column, cell in row.items():
        if column == 'payment':
            good = True
        elif column in ('started', 'closed'):
            true = payment[column]
            good = cell == '' if true == 0 else milliseconds(cell, '%Y-%m-%dT%H:%M:%S.%f%z') == true // 1000
        elif column == 'amount':
            good = re.sub(r'\D', '', cell).lstrip('0') == str(amount)
        elif column in TEXTS:
            good = says(undefuse(cell), facts.get(TEXTS[column]))
        else:
            good = column in other and says(undefuse(cell), other[column])
        if not good:
            raise Wrong(f'{column} is “{cell}”, and the records say something else')


def check_table(lines, payments, last):
    """Holds payments.csv against the records; says how many rows there are."""
    rows, newer, seen = 0, 0, set()
    for row in csv.DictReader(lines, strict=True):
        rows += 1
        name = row.get('payment', '')
        try:
            if None in row or None in row.values():
                raise Wrong('it has not the cells of the table')
            if name in seen:
                raise Wrong('it stands there twice')
            if row['last_record'].isdigit() and int(row['last_record']) > last:
                newer += 1
            elif name not in payments.by_id:
                raise Wrong('the records know no such payment')
            else:
                check_row(row, payments.by_id[name])
        except Wrong as error:
            raise Wrong(f'payments.csv, row {rows}, payment {name}: {error}.') from error
        seen.add(name)
    print(f'payments.csv says what the records say: {rows - newer} of the {len(payments.by_id)} payments are in it.')
    if newer:
        print(f'{newer} payments went on while it was written: the records end before that, and cannot show them.')


def escape(value):
    """A text as it stands in a line of tickets.txt, without what nobody sees."""
    value = value.replace('\n', '\\n').replace('\r', '\\r').replace('\t', '\\t')
    return re.sub('[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufeff]',
                  lambda found: f'\\u{ord(found[0]):04x}', value)


class Page:
    """tickets.txt, line by line, held against the records."""

    def __init__(self, payments, last):
        self.payments, self.last = payments, last
        self.payment, self.record = None, None
        self.lines, self.names, self.numbers, self.is_newer = [], set(), [], False
        self.shown, self.newer = 0, 0

    def end_record(self):
        if self.record is None:
            return
        wanted = set(self.record['payload'])
        if self.record['type'] == 'intent':
            wanted &= set(SHOWN_OF_INTENT)
        if self.names != wanted | {'hash'}:
            raise Wrong(f'record {self.record["seq"]} is not shown as it is')
        self.record = None

    def end_payment(self):
        self.end_record()
        if self.payment is None:
            return
        if self.numbers != self.payment['numbers']:
            raise Wrong('it does not show every record of the payment before')
        if self.is_newer:
            self.newer += 1
        else:
            for name, value in self.lines:
                self.check_line(name, value)
        self.payment = None

    def begin_payment(self, payment):
        self.end_payment()
        self.payment, self.lines, self.numbers, self.is_newer = payment, [], [], False
        self.shown += 1

    def begin_record(self, number, time, kind, actor):
        self.end_record()
        self.names = set()
        if number > self.last:
            self.is_newer = True
            return
        record = self.payments.records.get(number)
        if self.payment is None or record is None or record['type'] != kind or escape(record['actor']) != actor:
            raise Wrong(f'record {number} is another one')
        if milliseconds(time, '%Y-%m-%d %H:%M:%S.%f %z') != record['wall_us'] // 1000:
            raise Wrong(f'record {number} is of another time')
        self.record = record
        self.numbers.append(number)

    def check_fact(self, name, value):
        if self.record is None:
            return
        self.names.add(name)
        true = self.record['hash'] if name == 'hash' else self.record['payload'].get(name)
        if true is None or not says(value, escape(true)):
            raise Wrong(f'{name} of record {self.record["seq"]} is another one')

    def check_line(self, name, value):
        facts, payment = self.payment['facts'], self.payment
        if name in ('intent', 'closed'):
            true = payment['started' if name == 'intent' else 'closed'] // 1000
            good = milliseconds(value, '%Y-%m-%d %H:%M:%S.%f %z') == true
        elif name in ('amount', 'approved'):
            minor = int(facts['amount']) if name == 'amount' else payment['moved']
            good = value == f'{minor_text(minor, facts["currency"])} {facts["currency"]}'
        elif name == 'conflict':
            good = value == 'yes' and payment['conflict']
        elif name == 'terminal':
            good = says(value, escape(facts.get('terminal-name', facts['terminal'])))
        else:
            good = name in facts and says(value, escape(facts[name]))
        if not good:
            raise Wrong(f'{name} is “{value}”, and the records say something else')

    def read(self, line):
        record = re.fullmatch(r'    (\d+)  (\S+ \S+ \S+)  (\S+)  \((.*)\)', line)
        fact = re.fullmatch(r'        (\S+): (.*)', line)
        shown = re.fullmatch(r'    (\S+): (.*)', line)
        if record:
            self.begin_record(int(record[1]), record[2], record[3], record[4])
        elif fact:
            self.check_fact(fact[1], fact[2])
        elif shown and self.payment is not None:
            self.lines.append((shown[1], shown[2]))
        elif line.startswith(' '):
            raise Wrong(f'“{line.strip()}” is no line of a page')
        elif line.split(' ')[-1] in self.payments.by_id:
            self.begin_payment(self.payments.by_id[line.split(' ')[-1]])
        elif line.startswith('---'):
            self.end_payment()


def check_pages(lines, payments, last):
    page = Page(payments, last)
    number = 0
    try:
        for line in lines:
            number += 1
            page.read(line.rstrip('\n'))
        page.end_payment()
    except Wrong as error:
        raise Wrong(f'tickets.txt, line {number}: {error}.') from error
    print(f'tickets.txt says what the records say, of {page.shown - page.newer} payments. What stands above them is for '
          'reading.')
    if page.newer:
        print(f'{page.newer} payments went on while it was written: the records end before that.')


def walk(lines, wanted, take=None):
    """(number of the last record, its hash, number of the record with the wanted hash or None)"""
    previous, chain, number, found = NOTHING, None, 0, None
    for line in lines:
        number += 1
        try:
            record = read(line.decode('utf-8'))
            check(record, number, previous, chain)
        except (Wrong, UnicodeError) as error:
            raise Wrong(f'Record {number} is the first bad one: {error}.') from error
        previous, chain = record['hash'], record['chain_id']
        if take is not None:
            take(record)
        if previous == wanted:
            found = number
    return number, previous, found


class Parts:
    """The files of a folder or a .zip, or the journal alone."""

    def __init__(self, what):
        self.path = pathlib.Path(what)
        self.archive = None if self.path.suffix == '.jsonl' or self.path.is_dir() else zipfile.ZipFile(self.path)
        names = self.archive.namelist() if self.archive is not None else []
        self.names = {pathlib.PurePosixPath(name).name: name for name in names}

    def open(self, name):
        """None if there is no such file."""
        if self.archive is not None:
            return io.BufferedReader(self.archive.open(self.names[name])) if name in self.names else None
        path = self.path / name if self.path.is_dir() else self.path
        return path.open('rb') if path.exists() and (self.path.is_dir() or name == 'journal.jsonl') else None

    def open_text(self, name):
        file = self.open(name)
        return None if file is None else io.TextIOWrapper(file, 'utf-8', newline='')


def verify(what, wanted):
    parts = Parts(what)
    lines, table, pages = parts.open('journal.jsonl'), parts.open_text('payments.csv'), parts.open_text('tickets.txt')
    head = parts.open_text('HEAD.txt')
    payments = Payments()
    if lines is None:
        raise FileNotFoundError('journal.jsonl')
    with lines:
        number, last, found = walk(lines, wanted, payments.take if table is not None or pages is not None else None)
    if head is not None:
        with head:
            head = head.read()
    if head is not None and head.split() != ['records', str(number), 'head', last]:
        raise Wrong(f'The chain ends with record {number}, {last}, and HEAD.txt says something else.')
    if wanted is not None and found is None:
        raise Wrong(f'No record has the hash {wanted}: records are missing at the end, or it is another journal.')
    print(f'The chain is whole: {number} records, the last one is {last}.')
    if found is not None:
        print(f'The hash that was kept elsewhere is that of record {found}.')
    if table is not None:
        with table:
            check_table(table, payments, number)
    if pages is not None:
        with pages:
            check_pages(pages, payments, number)


def main():
    parser = argparse.ArgumentParser(description='Checks the chain of records of a Fiel journal.')
    parser.add_argument('what', nargs='?', default=pathlib.Path(__file__).resolve().parent)
    parser.add_argument('--head', help='a hash that was kept elsewhere', type=str.lower)
    arguments = parser.parse_args()
    try:
        verify(arguments.what, arguments.head)
    except Wrong as error:
        print(error)
        return 1
    except (csv.Error, UnicodeError) as error:
        print(f'payments.csv or tickets.txt cannot be read: {error}.')
        return 1
    except (OSError, KeyError, zipfile.BadZipFile) as error:
        print(f'There is nothing to check: {error}', file=sys.stderr)
        return 2
    return 0


if __name__ == '__main__':
    sys.exit(main())
