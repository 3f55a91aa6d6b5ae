/**
 * A web server in Python's standard library, for tests of workloads. It writes to its log only what it is asked
 * to, so that every byte of that is known.
 *
 * - `GET /`: the variable `NAME`, and a number that each of its processes has made for itself
 * - `GET /crash`: ends with exit code 7
 * - `GET /leave`: leaves a process behind in a session of its own that outlives its parents and writes a beat
 *   into the file `beats` of the work folder
 * - `GET /beats`: how many there are
 * - `GET /log`: writes a line that is no text
 * - `GET /echo` with an upgrade: a WebSocket that sends back what it gets
 *
 * With the variable `DELAY` it listens only after so many seconds.
 *
 * @public
 */
export const WEB_SERVER = `
import base64, hashlib, http.server, os, socket, socketserver, subprocess, sys, time, uuid

own = uuid.uuid4().hex
beat = "import os, time\\nos.setsid()\\nif os.fork(): os._exit(0)\\nwhile True:\\n  open('beats', 'ab').write(b'.')\\n  time.sleep(0.02)\\n"

class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'
    def log_message(self, *_):
        pass
    def do_GET(self):
        if self.path == '/echo':
            return self.echo()
        text = os.environ.get('NAME', '') + ' ' + own
        if self.path == '/crash':
            os._exit(7)
        if self.path == '/leave':
            subprocess.run([sys.executable, '-c', beat])
        if self.path == '/beats':
            text = str(os.path.getsize('beats')) if os.path.exists('beats') else '0'
        if self.path == '/log':
            sys.stdout.buffer.write(b'\\x00\\xff line\\n')
            sys.stdout.buffer.flush()
        self.send_response(200)
        self.send_header('Content-Length', str(len(text)))
        self.end_headers()
        self.wfile.write(text.encode())
    def echo(self):
        key = self.headers['Sec-WebSocket-Key'] + '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'
        accept = base64.b64encode(hashlib.sha1(key.encode()).digest()).decode()
        self.send_response(101)
        self.send_header('Upgrade', 'websocket')
        self.send_header('Connection', 'Upgrade')
        self.send_header('Sec-WebSocket-Accept', accept)
        self.end_headers()
        while True:
            head = self.rfile.read(2)
            if len(head) < 2 or head[0] & 15 == 8:
                break
            length = head[1] & 127
            mask = self.rfile.read(4)
            body = bytes(b ^ mask[i % 4] for i, b in enumerate(self.rfile.read(length)))
            self.wfile.write(bytes([head[0], length]) + body)
        self.close_connection = True

class Tcp(http.server.ThreadingHTTPServer):
    daemon_threads = True
    def handle_error(self, *_):
        pass

class Unix(Tcp):
    address_family = socket.AF_UNIX
    def server_bind(self):
        socketserver.TCPServer.server_bind(self)

time.sleep(float(os.environ.get('DELAY', '0')))
path = os.environ.get('MLOPS_SOCKET_HTTP')
if path:
    if os.path.exists(path):
        os.remove(path)
    server = Unix(path, Handler)
else:
    server = Tcp(('', int(os.environ['MLOPS_PORT_HTTP'])), Handler)
print('serving', flush=True)
server.serve_forever()
`;
