"""What one sale costs in things that can be counted: transmissions, flushes, flushes on the window's thread.

The real till sells through its window; strace notes its flushes, the practice cloud what arrived. Counted is from
"Charge" to the result on the screen, in both modes of the provider: the answer waits for the customer (synchronous),
or the id comes first and the result is asked for (asynchronous). Run it under with-display.
"""
import argparse
import pathlib
import re
import shutil
import sys
import tempfile
import time

from bench import PracticeCloud, make_store, print_counts

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / 'display'))
from window_driver import Missing, Till  # noqa: E402

AMOUNTS = (12500, 22500, 32500)
CUSTOMER_SECONDS = 3
FLUSHES = 'fdatasync,fsync,sync_file_range,syncfs,sync,msync'
FLUSH = re.compile(r'^(\d+) +(\d+\.\d+) (\w+)\((?:\d+<([^>]*)>)?')
MODES = {
    'synchronous': '',
    # Nobody listens there: a callback would only hasten what the checks find out by themselves.
    'asynchronous': 'callback-address=http://127.0.0.1:9/\nfirst-check-ms=4000\ncheck-interval-ms=1000',
}


class Flush:
    """One line of strace."""

    def __init__(self, match):
        self.thread, self.time = int(match[1]), float(match[2])
        self.of_journal = '/journal.db' in (match[4] or '')


def sell(build, store, log, amount):
    """Starts the till under strace and sells once through its window; returns the window's thread, and when the sale was
    charged and its result seen. Every sale has a till of its own: one that has sold before keeps its old pages in the
    accessibility tree, where they cannot be told from the new one."""
    command = ['strace', '-D', '-f', '-y', '-ttt', '-e', f'trace={FLUSHES}', '-o', str(log), f'{build}/src/app/fiel',
               '--profile', str(store)]
    till = Till(command, log=str(store / 'till.log'))
    try:
        till.wait_for('^TRAINING$')
        till.wait_for('Ready')
        till.focus_window()
        till.keys(*str(amount), delay_ms=90)
        till.wait_for(rf'^Charge \${amount // 1000}\.{amount % 1000}')
        start = time.time()
        till.keys('Return')
        till.wait_for('Waiting for the customer')
        till.wait_for('^APPROVED$', timeout=60)
        return till.process.pid, start, time.time()
    except Missing:
        sys.stderr.write((store / 'till.log').read_text(encoding='utf-8', errors='replace'))
        raise
    finally:
        till.close()


def count_flushes(build, store, amount):
    """Returns how many flushes of the journal, of anything else, and on the window's thread one sale made."""
    log = store / f'{amount}.strace'
    thread, start, end = sell(build, store, log, amount)
    if end - start < CUSTOMER_SECONDS:
        raise RuntimeError(f'the result of {amount} was seen before the customer could pay')
    text = log.read_text(encoding='utf-8', errors='replace')
    flushes = [Flush(match) for match in map(FLUSH.match, text.splitlines()) if match]
    flushes = [flush for flush in flushes if start <= flush.time <= end]
    if not any(flush.of_journal for flush in flushes):
        raise RuntimeError(f'strace saw no flush of the journal:\n{text}')
    return (sum(flush.of_journal for flush in flushes), sum(not flush.of_journal for flush in flushes),
            sum(flush.thread == thread for flush in flushes))


def bench_mode(build, folder, mode):
    store = folder / mode
    with PracticeCloud(build, CUSTOMER_SECONDS) as cloud:
        make_store(store, cloud.address, MODES[mode])
        counts = [count_flushes(build, store, amount) for amount in AMOUNTS]
        sales = [request['amount'] for request in cloud.ask('requests') if request['path'].endswith('/sale')]
        booked = [booking['minor'] for booking in cloud.ask('ledger')]
    if booked != list(AMOUNTS):
        raise RuntimeError(f'the practice cloud booked {booked}')

    of_journal, others, on_window = zip(*counts)
    print_counts(f'{mode}: transmissions', [sales.count(amount) for amount in AMOUNTS], 1, exact=True)
    print_counts(f'{mode}: flushes of the journal', of_journal, 3)
    print_counts(f'{mode}: other flushes', others, 0)
    print_counts(f'{mode}: flushes on the window\'s thread', on_window, 0)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--build', type=pathlib.Path, required=True)
    options = parser.parse_args()
    if shutil.which('strace') is None:
        sys.exit('bench-sale: strace is not installed; on Debian: apt install strace')
    folder = pathlib.Path(tempfile.mkdtemp(prefix='fiel-sale-', dir=options.build))
    print(f'Per sale, from “Charge” to the result ({len(AMOUNTS)} sales through the window)', flush=True)
    try:
        for mode in MODES:
            bench_mode(options.build, folder, mode)
    finally:
        shutil.rmtree(folder)


main()
