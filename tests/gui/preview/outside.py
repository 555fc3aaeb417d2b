"""The outside world of a test: a server on loopback that notes who asks, and a folder with a secret picture."""

from __future__ import annotations

import base64
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


class Outside:
    """Answers every request with a picture, and remembers for which attack it was (the first part of the path)."""

    def __init__(self, folder: Path) -> None:
        self.requests: list[str] = []
        self.secret = folder / "secret.png"
        self.secret.write_bytes(PICTURE)
        outside = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outside.requests.append(self.path)
                self.send_response(200)
                self.send_header("Content-Type", "image/png")
                self.send_header("Content-Length", str(len(PICTURE)))
                self.end_headers()
                self.wfile.write(PICTURE)

            do_POST = do_HEAD = do_OPTIONS = do_GET

            def log_message(self, format: str, *args: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    def address(self, attack: str) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/{attack}/"

    def asked_for(self, attack: str) -> list[str]:
        return [path for path in self.requests if path.startswith(f"/{attack}/")]

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def body_of(attack: dict[str, str], outside: Outside) -> str:
    """The text of an attack, aimed at this outside."""
    text = attack["markdown"].replace("{u}", outside.address(attack["id"]))
    text = text.replace("{{", "{").replace("}}", "}").removeprefix("TITLE:")
    return text.replace("file:///var/canary/secret.png", outside.secret.as_uri())
