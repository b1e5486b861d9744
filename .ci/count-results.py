"""Counts the single test cases of meson runs: count-results.py (JUNIT-FILE MESON-RESULT)...

A case that was skipped, a program that ran none, and a run that left no file count as failed."""
import os
import sys
import xml.etree.ElementTree as ElementTree


def count_run(path, meson_result, bad):
    """Adds what went wrong to bad; returns how many cases passed."""
    passed = 0
    n_bad = len(bad)
    suites = ElementTree.parse(path).getroot().iter('testsuite') if os.path.exists(path) else []
    for suite in suites:
        cases = list(suite.iter('testcase'))
        if not cases:
            bad.append((suite.get('name'), 'ran no test'))
        for case in cases:
            wrong = [child.tag for child in case if child.tag in ('failure', 'error', 'skipped')]
            if wrong:
                bad.append((f"{suite.get('name')} {case.get('name')}", wrong[0]))
            else:
                passed += 1
    if len(bad) == n_bad and (meson_result != 0 or passed == 0):
        bad.append((path, f'ended with {meson_result} and {passed} cases'))
    return passed


def main():
    runs = list(zip(sys.argv[1::2], map(int, sys.argv[2::2]), strict=True))
    bad = []
    passed = sum(count_run(path, meson_result, bad) for path, meson_result in runs)
    for name, what in bad:
        print(f'{what}: {name}')
    print(f'{passed} passed, {len(bad)} failed')
    sys.exit(1 if bad or passed == 0 else 0)


main()
