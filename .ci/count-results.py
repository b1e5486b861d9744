"""Counts the single test cases of a meson run. A case that was skipped, or a program that ran none, counts as failed."""
import sys
import xml.etree.ElementTree as ElementTree


def main():
    path, meson_result = sys.argv[1], int(sys.argv[2])
    passed = 0
    bad = []
    for suite in ElementTree.parse(path).getroot().iter('testsuite'):
        cases = list(suite.iter('testcase'))
        if not cases:
            bad.append((suite.get('name'), 'ran no test'))
        for case in cases:
            wrong = [child.tag for child in case if child.tag in ('failure', 'error', 'skipped')]
            if wrong:
                bad.append((f"{suite.get('name')} {case.get('name')}", wrong[0]))
            else:
                passed += 1
    if meson_result != 0 and not bad:
        bad.append(('meson test', f'ended with {meson_result}'))
    for name, what in bad:
        print(f'{what}: {name}')
    print(f'{passed} passed, {len(bad)} failed')
    sys.exit(1 if bad or passed == 0 else 0)


main()
