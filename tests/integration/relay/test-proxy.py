# SPDX-License-Identifier: GPL-3.0-or-later
"""The configuration that is shipped for nginx, in the real nginx, with the real fiel-relay behind it.

Nothing of the file is changed but names of this machine: the port, the certificate, the relay's port, the log's path.
"""
import concurrent.futures
import http.client
import os
import pathlib
import shutil
import socket
import ssl
import subprocess
import threading
import time

from relay_house import PATIENCE_S, Relay, bodies, require, run_cases, wait_until

TLS = pathlib.Path(os.environ['TLS_FOLDER'])
SHIPPED = pathlib.Path(os.environ['NGINX_CONFIG'])
MAIN = '''daemon off;
master_process off;
pid {folder}/nginx.pid;
error_log {folder}/main.error.log;
events {{ }}
http {{
    access_log {folder}/main.access.log;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
'''


def find_nginx():
    path = shutil.which('nginx', path=os.environ.get('PATH', '') + ':/usr/sbin')
    require(path, 'nginx is not installed; ./check installs it (Debian: apt install nginx-light)')
    return path


def free_port():
    with socket.socket() as one:
        one.bind(('127.0.0.1', 0))
        return one.getsockname()[1]


class Nginx:
    """nginx in front of a port of this machine. Use it in a with block."""

    def __init__(self, relay):
        self.folder = relay.folder / 'nginx'
        self.folder.mkdir()
        self.port = free_port()
        self.process = None
        text = SHIPPED.read_text(encoding='utf-8')
        for old, new in (('listen 443 ssl;', f'listen 127.0.0.1:{self.port} ssl;'), ('    listen [::]:443 ssl;\n', ''),
                         ('/etc/letsencrypt/live/relay.example.com/fullchain.pem', str(TLS / 'server.pem')),
                         ('/etc/letsencrypt/live/relay.example.com/privkey.pem', str(TLS / 'server.pem')),
                         ('/var/log/nginx/', f'{self.folder}/'), ('http://127.0.0.1:8460', f'http://127.0.0.1:{relay.port}')):
            require(old in text, f'{old} is not in the shipped configuration')
            text = text.replace(old, new)
        (self.folder / 'site.conf').write_text(text, encoding='utf-8')
        (self.folder / 'nginx.conf').write_text(MAIN.format(folder=self.folder), encoding='utf-8')

    def command(self, *words):
        return [find_nginx(), '-p', str(self.folder), '-c', str(self.folder / 'nginx.conf'), *words]

    def __enter__(self):
        self.process = subprocess.Popen(self.command(), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                        stderr=subprocess.DEVNULL)
        wait_until(self.is_there, 'nginx listens')
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(timeout=PATIENCE_S)

    def is_there(self):
        require(self.process.poll() is None, f'nginx ended\n{self.log()}')
        with socket.socket() as one:
            return one.connect_ex(('127.0.0.1', self.port)) == 0

    def log(self):
        return '\n'.join(path.read_text(errors='replace') for path in sorted(self.folder.glob('*.log')))

    def ask(self, method, target, body=None, headers=()):
        context = ssl.create_default_context(cafile=TLS / 'authority.pem')
        connection = http.client.HTTPSConnection('127.0.0.1', self.port, timeout=PATIENCE_S, context=context)
        try:
            connection.request(method, target, body, dict(headers))
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()


def check_syntax():
    with Relay() as relay:
        relay.make_shop('Norte')
        relay.serve()
        run = subprocess.run(Nginx(relay).command('-t'), stdin=subprocess.DEVNULL, capture_output=True, text=True,
                             timeout=PATIENCE_S, check=False)
        require(run.returncode == 0 and 'successful' in run.stderr, f'nginx -t: {run.returncode}\n{run.stderr}')


def check_through():
    """Callbacks and polls come through, polls wait as long as they may, and all else is a stranger's."""
    with Relay() as relay, concurrent.futures.ThreadPoolExecutor(4) as callers:
        target, (token, other) = relay.make_shop('Norte', 'Caja 1', 'Caja 2')
        relay.serve()
        with Nginx(relay) as nginx:
            def news(of, wait):
                return nginx.ask('GET', f'/news?wait={wait}', None, {'Authorization': f'Bearer {of}'})

            # Longer than every limit for callers.
            long_poll = callers.submit(news, other, 7)
            wait_until(lambda: relay.metric('connections_held') == 1, 'the long poll waits')
            started = time.monotonic()
            require(long_poll.result()[0] == 200, f'the long poll read {long_poll.result()}')
            require(time.monotonic() - started > 6, 'it was held as long as it wanted')

            poll = callers.submit(news, token, 30)
            wait_until(lambda: relay.metric('connections_held') == 1, 'the poll waits')
            require(nginx.ask('POST', target, 'through')[0] == 200, 'a callback comes through')
            require(b'"news":[{' in poll.result()[1], f'{poll.result()}')
            require(bodies(relay.news(token).page()) == [b'through'], 'with the bytes that were sent')
            require(nginx.ask('POST', target, b'x' * 16384)[0] == 200, 'the largest comes through')
            for method, path, body in (('POST', target + 'x', 'a'), ('GET', target, None), ('GET', '/metrics', None),
                                       ('GET', '/health', None), ('GET', '/', None), ('GET', '/news', None)):
                require(nginx.ask(method, path, body)[0] == 404, f'{method} {path}')
            require(nginx.ask('POST', target, b'x' * 20000)[0] == 413, 'what is too large does not')


def check_hang_up():
    """A till that hangs up before nginx is gone for the relay, too."""
    with Relay() as relay:
        _, (token,) = relay.make_shop('Norte', 'Caja 1')
        relay.serve()
        with Nginx(relay) as nginx:
            context = ssl.create_default_context(cafile=TLS / 'authority.pem')
            with socket.create_connection(('127.0.0.1', nginx.port)) as plain, \
                    context.wrap_socket(plain, server_hostname='127.0.0.1') as till:
                till.sendall(f'GET /news?wait=50 HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\n\r\n'.encode())
                wait_until(lambda: relay.metric('polls') == 1, 'the poll waits')
            wait_until(lambda: relay.metric('polls') == 0, 'the poll is gone')


class Deaf:
    """Stands where the relay stood: reads each request, and hangs up without a word."""

    def __init__(self, port):
        self.n_heard = 0
        self.listener = socket.create_server(('127.0.0.1', port))
        self.thread = threading.Thread(target=self.listen)

    def listen(self):
        while True:
            try:
                one, _ = self.listener.accept()
            except OSError:
                return
            with one:
                self.n_heard += bool(one.recv(65536))

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        self.thread.join()


def check_no_repetition():
    """A callback that may have arrived is not sent again, and no log tells its address."""
    with Relay() as relay:
        target, (token,) = relay.make_shop('Norte', 'Caja 1')
        relay.serve()
        with Nginx(relay) as nginx:
            require(nginx.ask('POST', target, 'before')[0] == 200, 'it works')
            port = relay.port
            relay.stop()
            require(nginx.ask('POST', target, 'nobody there')[0] == 502, 'nobody is there')
            with Deaf(port) as deaf:
                require(nginx.ask('POST', target, 'once')[0] == 502, 'there was no answer')
                require(deaf.n_heard == 1, f'it was sent {deaf.n_heard} times')
            nginx.ask('POST', target, b'x' * 20000)
            nginx.ask('GET', '/news', None, {'Authorization': f'Bearer {token}'})
        # Its log is written when it ends.
        require(target.split('/')[-1] not in nginx.log() and token not in nginx.log(), f'a log tells:\n{nginx.log()}')


run_cases([
    ('nginx takes the shipped configuration', check_syntax),
    ('callbacks and polls through nginx', check_through),
    ('a till hangs up before nginx', check_hang_up),
    ('nginx repeats nothing and tells nothing', check_no_repetition),
], at_a_time=4)
