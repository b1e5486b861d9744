# SPDX-License-Identifier: GPL-3.0-or-later
"""The real fiel-relay from outside: who hears what, in which order, when, and who hears nothing."""
import concurrent.futures
import contextlib
import http.client
import os
import pathlib
import shutil
import socket
import sqlite3
import ssl
import time
import warnings

from relay_house import Relay, bodies, path_of, read_all, require, run_cases, wait_until

TLS = pathlib.Path(os.environ['TLS_FOLDER'])
NOT_FOUND = b'HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n'


def change(store, sql):
    with contextlib.closing(sqlite3.connect(store)) as database:
        return database.execute(sql).fetchall()


def expect_bodies(relay, token, expected):
    got = read_all(relay, token)
    require(got == expected, f'{got} and not {expected}')


def check_two_shops():
    """Each till gets its own shop's news, in the order they came, once it asks."""
    with Relay() as relay:
        north, (one, two) = relay.make_shop('Norte', 'Caja 1', 'Caja 2')
        south, (other,) = relay.make_shop('Sur', 'Caja 1')
        relay.serve()
        for number in range(120):
            for target in (north, south):
                status = relay.call_back(target, f'{target[-4:]} {number}')
                require(status == 200, f'a callback was answered with {status}')
        for token, target in ((one, north), (two, north), (other, south)):
            expect_bodies(relay, token, [f'{target[-4:]} {number}'.encode() for number in range(120)])
            require(relay.news(token).page()['news'] == [], 'what was acknowledged is told again')
        relay.stop()


def check_page():
    """A page is what was agreed: 50 entries at most, 512 KiB at most, with sequence, provider, time and the bytes."""
    with Relay() as relay:
        target, (token,) = relay.make_shop('Norte', 'Caja 1')
        relay.serve()
        odd = bytes(range(256))
        require(relay.call_back(target, odd) == 200, 'bytes of any kind are kept')
        require(relay.call_back(target, b'') == 200, 'no bytes are kept, too')
        page = relay.news(token).page()
        require(bodies(page) == [odd, b''], 'the bytes are those that came')
        require(set(page) == {'epoch', 'last', 'news'}, f'{set(page)}')
        first = page['news'][0]
        require(set(first) == {'sequence', 'provider', 'received', 'body'} and first['provider'] == 'getnet', f'{first}')
        received = time.strptime(first['received'][:19], '%Y-%m-%dT%H:%M:%S')
        require(abs(time.mktime(received) - time.timezone - time.time()) < 60 or time.timezone, f'{first["received"]}')
        for number in range(60):
            require(relay.call_back(target, f'{number}') == 200, 'kept')
        require(len(relay.news(token, page=page).page()['news']) == 50, '50 entries')
        page = relay.news(token, page=page, after=relay.metric('last_sequence')).page()
        for _ in range(40):
            require(relay.call_back(target, b'x' * 16384) == 200, 'the largest is kept')
        answer = relay.news(token, page=page)
        require(len(answer.body) <= 512 * 1024 and len(answer.page()['news']) > 20, f'{len(answer.body)} bytes')
        require(len(read_all(relay, token)) == 40, 'all of them come')


def check_wakes():
    """A poll is answered as soon as there is something, and in time when there is nothing."""
    with Relay() as relay, concurrent.futures.ThreadPoolExecutor(8) as callers:
        target, tokens = relay.make_shop('Norte', 'Caja 1', 'Caja 2')
        relay.serve()
        pages = [relay.news(token).page() for token in tokens]
        polls = [callers.submit(relay.news, token, 30, page) for token, page in zip(tokens, pages)]
        wait_until(lambda: relay.metric('connections_held') == 2, 'both polls wait')
        started = time.monotonic()
        require(relay.call_back(target, 'now') == 200, 'kept')
        for poll in polls:
            require(bodies(poll.result().page()) == [b'now'], 'it is told')
        took = time.monotonic() - started
        require(took < 5, f'told after {took:.3f} s')

        page = polls[0].result().page()
        started = time.monotonic()
        empty = relay.news(tokens[0], wait=1, page=page).page()
        took = time.monotonic() - started
        require(empty['news'] == [] and empty['last'] == page['last'], f'{empty}')
        require(0.9 < took < 10, f'the time was over after {took:.3f} s')
        return f'{took:.2f} s for an empty one'


def check_one_poll():
    """A newer poll of the same till ends the older one with nothing; a peek ends none and moves nothing."""
    with Relay() as relay, concurrent.futures.ThreadPoolExecutor(8) as callers:
        target, (token,) = relay.make_shop('Norte', 'Caja 1')
        relay.serve()
        first = relay.news(token).page()
        older = callers.submit(relay.news, token, 30, first)
        wait_until(lambda: relay.metric('connections_held') == 1, 'the older poll waits')
        newer = callers.submit(relay.news, token, 30, first)
        require(older.result().page()['news'] == [], 'the older one is ended')
        peek = callers.submit(relay.news, token, 30, None, True)
        wait_until(lambda: relay.metric('connections_held') == 2, 'the newer and the peek wait')
        require(relay.call_back(target, 'news') == 200, 'kept')
        require(bodies(newer.result().page()) == [b'news'], 'the newer one is told')
        require(bodies(peek.result().page()) == [b'news'], 'the peek sees it')
        again = relay.news(token, page=peek.result().page(), peek=True).page()
        require(again['news'] == [], 'a peek reads on from where it says')
        require(bodies(relay.news(token).page()) == [b'news'], 'the peek has acknowledged nothing')


def check_hang_up():
    """A till that has gone is noticed, and its poll is no more."""
    with Relay() as relay:
        _, (token,) = relay.make_shop('Norte', 'Caja 1')
        relay.serve()
        with socket.create_connection(('127.0.0.1', relay.port)) as till:
            till.sendall(f'GET /news?wait=50 HTTP/1.1\r\nAuthorization: Bearer {token}\r\n\r\n'.encode())
            wait_until(lambda: relay.metric('polls') == 1, 'the poll waits')
            require(relay.metric('connections_held') == 1, 'it is held')
        wait_until(lambda: relay.metric('polls') == 0 and relay.metric('connections_held') == 0, 'the poll is gone')


def check_epoch():
    """Positions of another store mean nothing here, nor those that never were."""
    with Relay() as relay:
        target, (token,) = relay.make_shop('Norte', 'Caja 1')
        relay.serve()
        for number in range(3):
            require(relay.call_back(target, f'{number}') == 200, 'kept')
        page = relay.news(token).page()
        foreign = dict(page, epoch='0' * 32)
        require(len(relay.news(token, page=foreign).page()['news']) == 3, 'an epoch of another store acknowledges nothing')
        require(len(relay.news(token, page=page, after=99).page()['news']) == 3, 'nor does what never was')
        require(len(relay.news(token, page=page, after=1).page()['news']) == 2, 'the first is acknowledged')
        require(len(relay.news(token).page()['news']) == 2, 'and stays so')
        relay.stop()
        relay.serve()
        again = relay.news(token).page()
        require(again['epoch'] != page['epoch'], 'each run has an epoch of its own')
        require([one['sequence'] for one in again['news']] == [2, 3], f'the position is kept over a restart: {again}')


def check_new_till():
    """A till begins with what comes after it was added, and is no more once it is removed, also while it waits."""
    with Relay() as relay, concurrent.futures.ThreadPoolExecutor(2) as callers:
        target, (old,) = relay.make_shop('Norte', 'Caja 1')
        relay.serve()
        require(relay.call_back(target, 'before') == 200, 'kept')
        new = relay.run('till', 'add', 'Norte', 'Caja 2').strip()
        wait_until(lambda: relay.news(new).status == 200, 'the new till is known')
        require(relay.call_back(target, 'after') == 200, 'kept')
        expect_bodies(relay, new, [b'after'])
        expect_bodies(relay, old, [b'before', b'after'])
        poll = callers.submit(relay.news, new, 30)
        wait_until(lambda: relay.metric('connections_held') == 1, 'it waits')
        relay.run('till', 'remove', 'Norte', 'Caja 2')
        require(poll.result().status == 404, f'the removed till read {poll.result()}')
        require(relay.news(new).status == 404 and relay.news(old).status == 200, 'only the removed one is gone')


def check_rotation():
    """Every moment of a rotation has an address that is good; the retired one is a stranger’s."""
    with Relay() as relay:
        first, (token,) = relay.make_shop('Norte', 'Caja 1')
        relay.serve()
        second = path_of(relay.run('address', 'rotate', 'Norte', 'getnet').strip())
        require(relay.call_back(first, 'old') == 200, 'the old one is good')
        wait_until(lambda: relay.call_back(second, 'new') == 200, 'the new one is known')
        require(relay.call_back(first, 'old') == 200, 'the old one is still good')
        require(relay.run('address', 'retire', 'Norte', 'getnet') == '1\n', 'one is retired')
        wait_until(lambda: relay.call_back(first, 'old') == 404, 'the old one is retired')
        require(relay.call_back(second, 'new') == 200, 'the new one is good')
        third = path_of(relay.run('address', 'rotate', 'Norte', 'getnet', '--grace-days', '0').strip())
        wait_until(lambda: relay.call_back(third, 'third') == 200, 'the third one is known')
        require(relay.call_back(second, 'new') == 404, 'without grace the second one is over')
        require(read_all(relay, token)[0] == b'old', 'what came over all of them is one list')


def check_strangers():
    """Whatever is wrong, and whoever asks: one and the same answer."""
    with Relay() as relay:
        target, (token,) = relay.make_shop('Norte', 'Caja 1')
        other, (foreign,) = relay.make_shop('Sur', 'Caja 1')
        relay.serve()
        good = f'Authorization: Bearer {token}\r\n'
        secret = target.split('/')[-1]
        for head in (
                'GET / HTTP/1.1\r\n', 'GET /news HTTP/1.1\r\n', f'GET {target} HTTP/1.1\r\n', 'GET /health HTTP/1.1\r\n',
                f'GET /news HTTP/1.1\r\nAuthorization: Bearer {token}x\r\n', f'GET /news HTTP/1.1\r\nAuthorization: {token}\r\n',
                f'GET /news HTTP/1.1\r\nAuthorization: Basic {token}\r\n', f'GET /news HTTP/1.1\r\n{good}{good}',
                f'GET /news HTTP/1.1\r\nAuthorization: Bearer {secret}\r\n', f'GET /news?wait=51 HTTP/1.1\r\n{good}',
                f'GET /news?wait=-1 HTTP/1.1\r\n{good}', f'GET /news?wait=1&wait=1 HTTP/1.1\r\n{good}',
                f'GET /news?what=1 HTTP/1.1\r\n{good}', f'GET /news?after=1 HTTP/1.1\r\n{good}',
                f'GET /news? HTTP/1.1\r\n{good}', f'GET /newsx HTTP/1.1\r\n{good}', f'GET /metrics HTTP/1.1\r\n{good}',
                f'POST /news HTTP/1.1\r\nContent-Length: 0\r\n{good}', f'PUT {target} HTTP/1.1\r\nContent-Length: 0\r\n',
                f'POST {target}x HTTP/1.1\r\nContent-Length: 0\r\n', f'POST {target[:-1]} HTTP/1.1\r\nContent-Length: 0\r\n',
                f'POST /callback/{token} HTTP/1.1\r\nContent-Length: 0\r\n', 'POST /callback/ HTTP/1.1\r\nContent-Length: 0\r\n',
                f'POST {target} HTTP/1.1\r\nContent-Length: 16385\r\n', f'POST {target} HTTP/1.1\r\n'):
            with socket.create_connection(('127.0.0.1', relay.port), timeout=20) as stranger:
                stranger.sendall(f'{head}\r\n'.encode())
                answer = b''.join(iter(lambda: stranger.recv(4096), b''))
            require(answer == NOT_FOUND, f'{head!r} read {answer!r}')
        require(relay.stored() == [], 'nothing was kept')
        require(foreign != token and other != target, 'secrets are not repeated')


def check_allowed():
    """Where an allow-list holds, callbacks come from there alone; tills come from anywhere."""
    with Relay(more='allow-callbacks-from=10.0.0.0/8, 192.0.2.1') as relay:
        target, (token,) = relay.make_shop('Norte', 'Caja 1')
        relay.serve()
        require(relay.call_back(target, 'x') == 404, 'loopback is not on the list')
        require(relay.news(token).status == 200, 'the till is heard')
        relay.stop()
        relay.write_config('allow-callbacks-from=10.0.0.0/8,127.0.0.0/8')
        relay.serve()
        require(relay.call_back(target, 'x') == 200, 'now it is')
        relay.stop()
        text = relay.config.read_text(encoding='utf-8')
        relay.config.write_text(text.replace('listen=127.0.0.1:0', 'listen=[::]:0'), encoding='utf-8')
        relay.serve()
        require(relay.call_back(target, 'x') == 200, 'an address of four bytes is one, whatever socket it comes to')


def check_secrets_stay():
    """Tokens are nowhere but with whom they were given to: not in the file, not in the log, not among the metrics."""
    with Relay() as relay:
        target, (token,) = relay.make_shop('Norte', 'Caja 1')
        relay.serve()
        secret = target.split('/')[-1]
        require(relay.call_back(target, 'CANARY-OF-A-BODY') == 200, 'kept')
        require(relay.news(token).status == 200, 'told')
        relay.call_back(target + '-wrong', 'CANARY-OF-A-BODY')
        metrics = relay.ask('GET', '/metrics', port=relay.health_port).body
        listed = (relay.run('shop', 'list') + relay.run('till', 'list')).encode()
        relay.stop()
        for name, text in (('log', relay.log().encode()), ('metrics', metrics), ('lists', listed),
                           ('store', relay.store.read_bytes())):
            require(secret.encode() not in text and token.encode() not in text, f'a token is in the {name}')
            require(name == 'store' or b'CANARY' not in text, f'a body is in the {name}')
        for path in relay.folder.glob('relay.db*'):
            require(path.stat().st_mode & 0o077 == 0, f'{path.name} can be read by others')


def check_commands():
    """What cannot be is said, with what to do, and changes nothing."""
    with Relay() as relay:
        relay.run('shop', 'add', 'Norte')
        for words, said in ((('shop', 'add', 'Norte'), 'there already'), (('till', 'add', 'Sur', 'x'), 'no shop'),
                            (('address', 'rotate', 'Norte', 'getnet'), 'no address'),
                            (('address', 'remove', 'Norte', 'getnet'), 'no address'), (('shop', 'add', ''), 'cannot be used'),
                            (('address', 'add', 'Norte', 'Get net'), 'cannot be the name'),
                            (('till', 'remove', 'Norte', 'x'), 'no till'), (('till',), 'not a command'),
                            (('shop', 'add', 'a\nb'), 'cannot be used')):
            text = relay.fail(*words)
            require(said in text, f'{words} said {text}')
        relay.run('address', 'add', 'Norte', 'getnet')
        require('rotate' in relay.fail('address', 'add', 'Norte', 'getnet'), 'a second address wants a rotation')
        require(relay.run('shop', 'list') == 'Norte\tgetnet\t0\n', relay.run('shop', 'list'))
        relay.serve()
        with Relay() as second:
            second.config.write_text(relay.config.read_text())
            require('Another fiel-relay' in second.fail('serve'), 'two relays do not serve from one store')


def check_other_files():
    """A newer store, and what is none, are refused and stay as they are."""
    with Relay() as relay:
        relay.run('shop', 'add', 'Norte')
        change(relay.store, 'PRAGMA user_version = 2')
        before = relay.store.read_bytes()
        require('newer' in relay.fail('serve'), 'a newer store')
        require(relay.store.read_bytes() == before, 'it was not changed')
        relay.store.write_bytes(b'This is a letter, and no store. ' * 200)
        before = relay.store.read_bytes()
        require('not a store' in relay.fail('shop', 'list'), 'a letter')
        require(relay.store.read_bytes() == before, 'it was not changed')
        os.unlink(relay.store)
        relay.make_shop('Norte')
        os.truncate(relay.store, 4 * 4096)
        require('is damaged' in relay.fail('serve'), 'half a store')
        os.unlink(relay.store)
        change(relay.store, 'CREATE TABLE cake (slice)')
        require('not a store' in relay.fail('serve'), 'somebody else’s database')


def move(store, target):
    """With what SQLite has beside it; what is at the target goes."""
    for name in ('', '-wal', '-shm'):
        pathlib.Path(f'{target}{name}').unlink(missing_ok=True)
        with contextlib.suppress(FileNotFoundError):
            os.rename(f'{store}{name}', f'{target}{name}')


def check_moved_store():
    """A store that is moved away under the relay takes nothing more; put back, it goes on; another one is not taken for it."""
    with Relay() as relay:
        target, (token,) = relay.make_shop('Norte', 'Caja 1')
        relay.serve()
        require(relay.call_back(target, 'before') == 200, 'kept')
        move(relay.store, relay.folder / 'away.db')
        require(relay.call_back(target, 'lost') != 200, 'nothing is acknowledged that goes nowhere')
        wait_until(lambda: relay.health().status == 503, 'it is told')
        time.sleep(1.5)  # it tries again after a second
        require(not relay.store.exists(), 'and no other one is made')
        relay.run('shop', 'list')  # makes one
        time.sleep(1.5)
        require(relay.call_back(target, 'lost') != 200 and relay.health().status == 503, 'another one is not taken for it')
        move(relay.folder / 'away.db', relay.store)
        wait_until(lambda: relay.call_back(target, 'after') == 200, 'it is back')
        require(relay.health().status == 200 and read_all(relay, token)[0] == b'before', 'with all that was kept')


def check_linked_store():
    """Two relays never serve from one store, whatever it is called."""
    with Relay() as relay:
        relay.make_shop('Norte')
        relay.serve()
        require('Another fiel-relay serves' in relay.fail('serve'), 'the same name')
        link = relay.folder / 'link.db'
        link.symlink_to(relay.store)
        relay.store = link
        relay.write_config()
        require('Another fiel-relay serves' in relay.fail('serve'), 'a link to it')
        relay.stop()


def take_all(relay, token):
    """Acknowledges everything, and is the page with that position."""
    page = relay.news(token).page()
    while page['news']:
        page = relay.news(token, page=page).page()
    return page


def check_restored_store():
    """A store that is put back from a backup gives sequences again; a till that was further on misses nothing of it."""
    with Relay() as relay:
        target, (token,) = relay.make_shop('Norte', 'Caja 1')
        backup = relay.folder / 'backup.db'
        shutil.copy(relay.store, backup)
        relay.serve()
        for number in range(5):
            require(relay.call_back(target, f'before {number}') == 200, 'kept')
        page = take_all(relay, token)
        relay.stop()
        shutil.copy(backup, relay.store)
        relay.serve()
        after = [f'after {number}'.encode() for number in range(7)]
        for body in after:
            require(relay.call_back(target, body) == 200, 'kept')
        got = bodies(relay.news(token, page=page).page())
        require(got == after, f'{got} and not {after}')


def check_older_store():
    """An older copy of the store in its place is not taken for it, until the relay is started again."""
    with Relay() as relay:
        target, (token,) = relay.make_shop('Norte', 'Caja 1')
        relay.serve()
        require(relay.call_back(target, 'first') == 200, 'kept')
        with contextlib.closing(sqlite3.connect(relay.store)) as store, \
                contextlib.closing(sqlite3.connect(relay.folder / 'backup.db')) as backup:
            store.backup(backup)
        require(relay.call_back(target, 'second') == 200, 'kept')
        page = take_all(relay, token)
        move(relay.folder / 'backup.db', relay.store)
        wait_until(lambda: relay.call_back(target, 'lost') != 200, 'it is noticed')
        time.sleep(1.5)  # it tries again after a second
        require(relay.call_back(target, 'lost') != 200 and relay.health().status == 503, 'the copy is not taken for it')
        relay.stop()
        relay.serve()
        require(relay.call_back(target, 'third') == 200, 'kept')
        got = bodies(relay.news(token, page=page).page())
        require(got[-1:] == [b'third'], f'{got}')


def check_term():
    """SIGTERM: who waits is answered, what came is kept, and the end is in order."""
    with Relay() as relay, concurrent.futures.ThreadPoolExecutor(4) as callers:
        target, (token,) = relay.make_shop('Norte', 'Caja 1')
        relay.serve()
        require(relay.call_back(target, 'last') == 200, 'kept')
        page = relay.news(token).page()
        poll = callers.submit(relay.news, token, 50, page)
        wait_until(lambda: relay.metric('connections_held') == 1, 'the poll waits')
        started = time.monotonic()
        relay.stop()
        require(poll.result().page()['news'] == [], 'who waited is answered')
        require(time.monotonic() - started < 5, 'it took its time')
        require(change(relay.store, 'SELECT position FROM till') == [(page['last'],)], 'the position is kept')


def check_health():
    """The page is on a port of its own."""
    with Relay() as relay:
        relay.run('shop', 'add', 'Norte "A"\\')
        relay.run('till', 'add', 'Norte "A"\\', 'Caja')
        relay.serve()
        require((relay.health().status, relay.health().body) == (200, b'good\n'), f'{relay.health()}')
        text = relay.ask('GET', '/metrics', port=relay.health_port).body.decode()
        require('fiel_relay_till_position{shop="Norte \\"A\\"\\\\",till="Caja"} 0\n' in text, text)
        require(text.count('# TYPE ') == text.count('# HELP '), 'each has a word of explanation')
        require('certificate' not in text, 'without TLS of its own no certificate ends')
        for target in ('/', '/health?x', '/healthy', '/news'):
            require(relay.ask('GET', target, port=relay.health_port).status == 404, target)


def make_hello():
    """The first word of a TLS client."""
    incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
    client = ssl.create_default_context().wrap_bio(incoming, outgoing, server_hostname='localhost')
    with contextlib.suppress(ssl.SSLWantReadError):
        client.do_handshake()
    return outgoing.read()


def speaks(port, version, trusting=False):
    """Whether a stranger is answered over this version of TLS."""
    context = ssl.create_default_context(cafile=TLS / 'authority.pem')
    if trusting:
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    context.set_ciphers('DEFAULT@SECLEVEL=0')
    with warnings.catch_warnings():
        warnings.simplefilter('ignore')
        context.minimum_version = context.maximum_version = version
    try:
        with socket.create_connection(('127.0.0.1', port), timeout=20) as plain, \
                context.wrap_socket(plain, server_hostname='127.0.0.1') as connection:
            connection.sendall(b'GET / HTTP/1.1\r\n\r\n')
            return connection.recv(4096) == NOT_FOUND
    except (ssl.SSLError, OSError):
        return False


def check_own_tls():
    """With a certificate it speaks TLS 1.2 or better, keeps its deadline through the greeting, and says goodbye."""
    own = f'certificate={TLS}/server.pem\nkey={TLS}/server.pem'
    with Relay(more=own) as relay, concurrent.futures.ThreadPoolExecutor(2) as callers:
        target, (token,) = relay.make_shop('Norte', 'Caja 1')
        relay.serve()

        def ask(method, path, body=None, version=ssl.TLSVersion.TLSv1_2):
            context = ssl.create_default_context(cafile=TLS / 'authority.pem')
            context.minimum_version = context.maximum_version = version
            connection = http.client.HTTPSConnection('127.0.0.1', relay.port, timeout=20, context=context)
            with contextlib.closing(connection):
                connection.request(method, path, body, {'Authorization': f'Bearer {token}'})
                answer = connection.getresponse()
                return answer.status, answer.read()

        mutes = [socket.create_connection(('127.0.0.1', relay.port)) for _ in range(40)]
        for number, mute in enumerate(mutes):
            mute.sendall(b'\x16\x03\x01\x02\x00\x01'[:number % 7])  # the beginning of a greeting
        hello = make_hello()
        for _ in range(40):  # the whole of it, and no word after it
            mutes.append(socket.create_connection(('127.0.0.1', relay.port)))
            mutes[-1].sendall(hello)
        started = time.monotonic()
        for version in (ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3):
            require(ask('POST', target, 'x' * 16384, version)[0] == 200, f'{version}')
        require(time.monotonic() - started < 4, 'those who say nothing hold nobody up')
        poll = callers.submit(ask, 'GET', '/news?wait=30')
        require(b'"sequence":2' in poll.result()[1] and ask('GET', '/')[0] == 404, 'the same as without')
        for mute in mutes:
            mute.settimeout(20)
            with mute, contextlib.suppress(ConnectionResetError):
                while mute.recv(65536):  # until who says nothing is cut off
                    pass
        require(time.monotonic() - started < 8, 'at the deadline')
        require(speaks(relay.port, ssl.TLSVersion.TLSv1_2) and not speaks(relay.port, ssl.TLSVersion.TLSv1_1), 'TLS 1.1')
        require(relay.ask('POST', target, 'plain').status == 0, 'without TLS nothing is heard')
        relay.stop()
        relay.write_config(f'certificate={TLS}/server.pem')
        require('belong together' in relay.fail('serve'), 'half a certificate')
        relay.write_config(own.replace('key=', 'key=/nowhere'))
        require('/nowhere' in relay.fail('serve'), 'a key that is not there')


def ends_at(path):
    """What is in the file, by somebody else's reading."""
    words = ssl._ssl._test_decode_cert(str(path))['notAfter']
    return ssl.cert_time_to_seconds(words)


def check_wrong_certificates():
    """A key of another certificate is said at once, and not by callers who stay away; so is a certificate whose time is over."""
    with Relay(more=f'certificate={TLS}/server.pem\nkey={TLS}/expired.pem') as relay:
        require('do not belong together' in relay.fail('serve'), 'somebody else’s key')
        relay.write_config(f'certificate={TLS}/expired.pem\nkey={TLS}/expired.pem')
        relay.serve()
        require('the certificate ended on 2021-01-01' in relay.log(), f'its time is over: {relay.log()}')
        require(speaks(relay.port, ssl.TLSVersion.TLSv1_3, trusting=True), 'it serves, for the clock may be wrong')
        end = relay.metric('certificate_end_timestamp_seconds')
        require(end == ends_at(TLS / 'expired.pem') < time.time(), f'whoever watches sees when it ended: {end}')
        relay.stop()
        relay.write_config(f'certificate={TLS}/server.pem\nkey={TLS}/server.pem')
        before = len(relay.log())
        relay.serve()
        require('certificate' not in relay.log()[before:], 'a good one is not talked about')
        require(relay.metric('certificate_end_timestamp_seconds') == ends_at(TLS / 'server.pem') > time.time(), 'its end')


def check_in_the_clear():
    """Who listens to more than this machine without TLS is told what that means, and once."""
    with Relay() as relay:
        relay.serve()
        require('without TLS' not in relay.log(), 'loopback is nobody else’s')
        relay.stop()
        relay.config.write_text(relay.config.read_text().replace('\nlisten=127.0.0.1', '\nlisten=0.0.0.0'))
        relay.serve()
        require(relay.log().count('without TLS') == 1, f'it is said: {relay.log()}')
        relay.stop()
        relay.config.write_text(relay.config.read_text() + f'certificate={TLS}/server.pem\nkey={TLS}/server.pem\n')
        relay.serve()
        require(relay.log().count('without TLS') == 1, 'with TLS there is nothing to say')


def check_removed_address():
    """A provider that was misspelt, or is gone: its addresses end, and nothing else does."""
    with Relay() as relay:
        target, (token,) = relay.make_shop('Norte', 'Caja 1')
        wrong = path_of(relay.run('address', 'add', 'Norte', 'getnett').strip())
        relay.serve()
        require(relay.call_back(wrong, 'before') == 200, 'it is good')
        relay.run('address', 'rotate', 'Norte', 'getnett')
        require(relay.run('address', 'remove', 'Norte', 'getnett') == '2\n', 'both end')
        wait_until(lambda: relay.call_back(wrong, 'after') == 404, 'the address is a stranger’s')
        require(relay.call_back(target, 'right') == 200, 'the other one is good')
        kept = read_all(relay, token)
        require(kept[0] == b'before' and kept[-1] == b'right', f'what had come stays: {kept}')
        require(relay.run('shop', 'list') == 'Norte\tgetnet\t1\n', relay.run('shop', 'list'))


def check_removed_shop():
    """A shop that is gone, while its provider still calls: nobody else notices, and the next shop inherits nothing."""
    with Relay() as relay:
        target, (token,) = relay.make_shop('Norte', 'Caja 1')
        gone, _ = relay.make_shop('Sur', 'Caja 2')
        relay.serve()
        require(relay.call_back(gone, 'of Sur') == 200, 'it is good')
        require('till remove' in relay.fail('shop', 'remove', 'Sur'), 'its till may still fetch what came')
        require(relay.call_back(gone, 'of Sur') == 200, 'it is good')
        relay.run('till', 'remove', 'Sur', 'Caja 2')

        # As long as the relay has not looked, it takes the address for good.
        relay.run('shop', 'remove', 'Sur')
        heir, (other,) = relay.make_shop('Este', 'Caja 3')
        require(relay.call_back(gone, 'after') != 200, 'what nobody can fetch is not acknowledged')
        require(relay.call_back(target, 'right') == 200, 'another shop’s is')
        wait_until(lambda: relay.call_back(gone, 'after') == 404, 'the address is a stranger’s')
        wait_until(lambda: relay.call_back(heir, 'of Este') == 200, 'the next shop is served')
        require(relay.health().status == 200, 'the relay has no trouble')
        require(read_all(relay, token) == [b'right'], 'the other shop has its own')
        require(read_all(relay, other)[0] == b'of Este', 'the next shop inherits nothing')
        require(relay.run('shop', 'list') == 'Este\tgetnet\t1\nNorte\tgetnet\t1\n', relay.run('shop', 'list'))
        require('no shop' in relay.fail('shop', 'remove', 'Sur'), 'it is gone')


run_cases([
    ('TLS of its own', check_own_tls),
    ('certificates that are wrong', check_wrong_certificates),
    ('in the clear', check_in_the_clear),
    ('each till gets its own shop’s news in order', check_two_shops),
    ('a page is what was agreed', check_page),
    ('news wake a poll at once', check_wakes),
    ('one poll of a till', check_one_poll),
    ('a till that has gone', check_hang_up),
    ('positions of another store', check_epoch),
    ('a new till, and a removed one', check_new_till),
    ('a rotation without a gap', check_rotation),
    ('a removed address', check_removed_address),
    ('a removed shop', check_removed_shop),
    ('strangers read the same', check_strangers),
    ('where callbacks may come from', check_allowed),
    ('secrets stay where they are', check_secrets_stay),
    ('commands that cannot be', check_commands),
    ('files that are no store', check_other_files),
    ('a store that is moved away', check_moved_store),
    ('a store that is in use', check_linked_store),
    ('a store from a backup', check_restored_store),
    ('an older store while it runs', check_older_store),
    ('an end in order', check_term),
    ('health and metrics', check_health),
], at_a_time=5)
