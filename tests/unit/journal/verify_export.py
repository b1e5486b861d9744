#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Recomputes an exported journal with nothing but its description (src/journal/fiel-journal-canonical.c).

verify_export.py FILE [HEAD]       checks a file, and that it ends with HEAD
verify_export.py --run PROGRAM     checks what PROGRAM prints, and that every change to it is found
"""
import hashlib
import json
import subprocess
import sys


def text(value):
    if value is None:
        return b"\xff\xff\xff\xff"
    data = value if isinstance(value, bytes) else str(value).encode()
    return len(data).to_bytes(4, "big") + data


def digest(record):
    fields = sorted((name.encode(), value.encode()) for name, value in record["payload"].items())
    payload = b"".join(text(name) + text(value) for name, value in fields)
    columns = ["payload_version", "chain_id", "seq", "type", "attempt_id", "actor", "wall_us", "boot_us", "boot_id"]
    canonical = b"".join(text(record[column]) for column in columns) + text(payload)
    return hashlib.sha256(b"fiel-journal/v1\0" + bytes.fromhex(record["prev_hash"]) + canonical).hexdigest()


def verify(lines):
    """The head, or the number of the first bad record."""
    previous = "00" * 32
    for number, line in enumerate(lines, 1):
        record = json.loads(line)
        if record["seq"] != number or record["prev_hash"] != previous or record["hash"] != digest(record):
            return number
        previous = record["hash"]
    return previous


def check_tampering(lines):
    changes = {
        "seq": 4711, "chain_id": "x", "type": "note", "attempt_id": "other", "actor": "Eve", "wall_us": 1,
        "boot_us": 1, "boot_id": "x", "payload_version": 2, "payload": {"a": "b"}, "prev_hash": "11" * 32,
        "hash": "22" * 32,
    }
    for number, line in enumerate(lines, 1):
        for column, value in changes.items():
            record = json.loads(line)
            if record[column] == value:
                continue
            record[column] = value
            found = verify(lines[: number - 1] + [json.dumps(record)] + lines[number:])
            assert found == number, f"record {number}: a change of {column} was found at {found}"
    assert verify(lines[:1] + lines[2:]) == 2
    assert verify([lines[0], lines[2], lines[1]] + lines[3:]) == 2


def main():
    if sys.argv[1] == "--run":
        output = subprocess.run(sys.argv[2:], check=True, stdout=subprocess.PIPE).stdout.decode()
        lines = output.removesuffix("\n").split("\n")
        expected = lines.pop()
        check_tampering(lines)
    else:
        with open(sys.argv[1], encoding="utf-8") as file:
            lines = file.read().removesuffix("\n").split("\n")
        expected = sys.argv[2] if len(sys.argv) > 2 else None
    head = verify(lines)
    if not isinstance(head, str):
        sys.exit(f"record {head} is wrong")
    if expected not in (None, head):
        sys.exit(f"the head is {head}, not {expected}")
    print(f"{len(lines)} records, head {head}")


main()
