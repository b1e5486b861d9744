"""Callbacks made durable by fiel-relay against a bare SoupServer that keeps nothing, by turns, from wrk; and how long it
takes from a callback to the till that waits for it.
"""
import argparse
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time

from bench import print_samples

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / 'integration' / 'relay'))
from relay_house import Relay, bodies, require, wait_until  # noqa: E402

ROUNDS = 5
SECONDS = 2
CONNECTIONS = 64
AIM = 0.5
LATENCIES = 200
SCRIPT = '''wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.body = '{"code":1,"status":"OK","message":"TRANSACCION FINALIZADA","data":{"idPosTxs":512341,"customId":"c-1"}}'
'''


def blast(port, target, script):
    """Answered per second; an answer that is not 200 is an error."""
    run = subprocess.run(['wrk', '-t1', f'-c{CONNECTIONS}', f'-d{SECONDS}s', '-s', str(script),
                          f'http://127.0.0.1:{port}{target}'], stdin=subprocess.DEVNULL, capture_output=True, text=True,
                         timeout=60, check=True)
    require('Non-2xx' not in run.stdout and 'Socket errors' not in run.stdout, run.stdout)
    return float(re.search(r'Requests/sec: +([0-9.]+)', run.stdout)[1])


def bench_blasts(relay, target, bare):
    script = relay.folder / 'post.lua'
    script.write_text(SCRIPT, encoding='utf-8')
    kept, answered = [], []
    before = relay.metric('callbacks_kept_total')
    for _ in range(ROUNDS):
        answered.append(blast(bare, '/', script))
        kept.append(blast(relay.port, target, script))
    n_kept, n_flushes = relay.metric('callbacks_kept_total') - before, relay.metric('flushes_total')
    ratio = statistics.median(kept) / statistics.median(answered)
    print(f'  {"bare SoupServer, nothing kept":<48} median {statistics.median(answered):8.0f} /s   n {ROUNDS}')
    print(f'  {"fiel-relay, durable before the answer":<48} median {statistics.median(kept):8.0f} /s   n {ROUNDS}')
    print(f'  {"durable against nothing kept":<48} ratio  {ratio:8.2f}      aim ≥ {AIM:.2f}: '
          f'{"met" if ratio >= AIM else "missed"}')
    print(f'  {"callbacks in one flush":<48} mean   {n_kept / n_flushes:8.1f}')


def bench_latency(relay, target, token):
    """From the first byte of the callback to the last of the till's answer, the till waiting already."""
    page = relay.news(token, page=relay.news(token).page(), after=relay.metric('last_sequence')).page()
    samples = []
    for number in range(LATENCIES):
        told = {}

        def poll():
            told['page'] = relay.news(token, 30, page).page()
            told['time'] = time.monotonic()

        waiting = threading.Thread(target=poll)
        waiting.start()
        wait_until(lambda: relay.metric('connections_held') == 1, 'the till waits')
        started = time.monotonic()
        require(relay.call_back(target, f'{number}') == 200, 'kept')
        waiting.join()
        require(bodies(told['page']) == [f'{number}'.encode()], 'told')
        samples.append((told['time'] - started) * 1000)
        page = told['page']
    print_samples('from the callback to the waiting till', samples, 'ms')


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--build', type=pathlib.Path, required=True)
    options = parser.parse_args()
    os.environ['FIEL_RELAY'] = str(options.build / 'src/relay/fiel-relay')
    if shutil.which('wrk') is None:
        sys.exit('bench-callbacks: wrk is not installed (Debian: apt install wrk)')
    print('Callbacks through the relay')
    bare = subprocess.Popen([options.build / 'tests/bench/bare-soup'], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                            text=True)
    try:
        # On a disk, where the build is.
        with tempfile.TemporaryDirectory(prefix='bench-', dir=options.build) as folder, \
                Relay(more='max-news=1000000', folder=folder) as relay:
            target, (token,) = relay.make_shop('Norte', 'Caja 1')
            relay.serve()
            bench_blasts(relay, target, int(bare.stdout.readline()))
            bench_latency(relay, target, token)
            relay.stop()
    finally:
        bare.kill()
        bare.wait()


main()
