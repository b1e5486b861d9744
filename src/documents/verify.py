#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks the chain of records of a Fiel journal. Needs Python 3.8 or newer and nothing else.

python3 verify.py                        checks the journal.jsonl beside this script
python3 verify.py WHAT                   WHAT: a folder, a .zip or a .jsonl
python3 verify.py [WHAT] --head HASH     ... and that the chain holds a record with this hash, kept elsewhere

The exit code is 0 if the chain is whole, 1 if it is not, 2 if there is nothing to check. README.txt says in words what
is computed here.
"""
import argparse
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


def walk(lines, wanted):
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
        if previous == wanted:
            found = number
    return number, previous, found


def open_parts(what):
    """(lines of the journal, text of HEAD.txt or None)"""
    path = pathlib.Path(what)
    if path.suffix == '.jsonl':
        return path.open('rb'), None
    if path.is_dir():
        head = path / 'HEAD.txt'
        return (path / 'journal.jsonl').open('rb'), head.read_text('utf-8') if head.exists() else None
    archive = zipfile.ZipFile(path)
    names = {pathlib.PurePosixPath(name).name: name for name in archive.namelist()}
    head = archive.read(names['HEAD.txt']).decode('utf-8') if 'HEAD.txt' in names else None
    return io.BufferedReader(archive.open(names['journal.jsonl'])), head


def verify(what, wanted):
    lines, head = open_parts(what)
    with lines:
        number, last, found = walk(lines, wanted)
    if head is not None and head.split() != ['records', str(number), 'head', last]:
        raise Wrong(f'The chain ends with record {number}, {last}, and HEAD.txt says something else.')
    if wanted is not None and found is None:
        raise Wrong(f'No record has the hash {wanted}: records are missing at the end, or it is another journal.')
    print(f'The chain is whole: {number} records, the last one is {last}.')
    print('payments.csv and tickets.txt are made from these records for reading, and are not covered by the chain.')
    if found is not None:
        print(f'The hash that was kept elsewhere is that of record {found}.')


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
    except (OSError, KeyError, zipfile.BadZipFile) as error:
        print(f'There is nothing to check: {error}', file=sys.stderr)
        return 2
    return 0


if __name__ == '__main__':
    sys.exit(main())
