"""What the benchmarks of the whole program share: samples and how they are told, a practice cloud, a store.

A machine's speed says little about a program, so what counts are ratios between things measured by turns in one run;
medians, because a noisy neighbour is no property of ours. A missed aim is said, and is no failure.
"""
import json
import pathlib
import statistics
import subprocess
import urllib.request

TERMINAL = 'norte'
PROFILE = '''[fiel]
version=1
[store]
name=Shop
country=cl
currency=CLP
[till]
name=Caja 2
amount-mode=whole
[provider getnet]
kind=getnet
environment=training
base-address={address}
{settings}
[terminal norte]
name=Terminal Norte
provider=getnet
terminal-id=70011223
branch-id=24680
serial-number=ABC900000001
'''


def print_samples(name, samples, unit):
    worst = sorted(samples)[(len(samples) - 1) * 95 // 100]
    median = statistics.median(samples)
    print(f'  {name:<48} median {median:8.1f} {unit}   p95 {worst:8.1f} {unit}   n {len(samples)}', flush=True)


def print_ratio(what, samples, base, aim=None):
    ratio = statistics.median(samples) / statistics.median(base)
    verdict = '' if aim is None else f'      aim ≤ {aim:.2f}: {"met" if ratio <= aim else "missed"}'
    print(f'  {what:<48} ratio  {ratio:8.2f}{verdict}', flush=True)


def print_counts(what, counts, aim, exact=False):
    """How often something happened in each of several sales."""
    met = all(count == aim for count in counts) if exact else max(counts) <= aim
    sign = '=' if exact else '≤'
    print(f'  {what:<48} {", ".join(map(str, counts)):<14} aim {sign} {aim}: {"met" if met else "missed"}', flush=True)


def make_store(folder, address, settings=''):
    folder.mkdir()
    (folder / 'profile.conf').write_text(PROFILE.format(address=address, settings=settings), encoding='utf-8')


class PracticeCloud:
    """The program, for as long as the block lasts."""

    def __init__(self, build, customer_seconds):
        self.command = [pathlib.Path(build, 'src', 'practice', 'fiel-practice-cloud'), '--port=0',
                        '--until-stdin-closes', f'--set=customer-seconds={customer_seconds}']

    def __enter__(self):
        self.process = subprocess.Popen(self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.address = self.process.stdout.readline().strip()
        if not self.address:
            raise RuntimeError('the practice cloud said no address')
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait(timeout=20)

    def ask(self, path):
        with urllib.request.urlopen(f'{self.address}control/{path}', timeout=20) as answer:
            return json.load(answer)
