"""A mail server on this machine that keeps what it is given, or refuses it: just enough SMTP for letters."""

from __future__ import annotations

import contextlib
import socketserver
import threading
from email import message_from_bytes, policy


class Session(socketserver.StreamRequestHandler):
    """One connection, a line at a time."""

    def handle(self):
        self.say("220 here")
        while line := self.rfile.readline():
            verb = line.split(None, 1)[0].upper()
            if verb == b"DATA":
                self.take()
            elif verb == b"QUIT":
                return self.say("221 bye")
            elif verb == b"RCPT" and self.server.refuses:
                self.say(self.server.refuses)
            else:
                self.say("250 ok")

    def take(self):
        self.say("354 go on")
        lines = iter(self.rfile.readline, b".\r\n")
        body = b"".join(line.removeprefix(b".") if line.startswith(b"..") else line for line in lines)
        self.server.letters.append(message_from_bytes(body, policy=policy.default))
        self.say("250 kept")

    def say(self, words):
        self.wfile.write(f"{words}\r\n".encode())


class MailServer(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Session)
        self.letters, self.refuses = [], ""


@contextlib.contextmanager
def mail_server():
    """A running one; `port`, `letters` and `refuses` (an answer such as "550 nobody") are what tests look at."""
    with MailServer() as server:
        server.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield server
        server.shutdown()
