"""Who one is at the other computer: from the keyring, else asked, three times at most; kept only on request.

The server is a real one on this machine: it speaks as much of Git's protocol as an empty repository needs.
"""

from __future__ import annotations

import base64
import ssl
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import keyring
import keyring.backend
import keyring.credentials
import pygit2
import pytest

from editor.core.errors import CopydeskError
from editor.services.clone import Clone, Login, Passwords, Talk
from editor.services.clone.talking import host_of
from editor.services.files import NoVersions
from tests.services.clone.team import Someone

RIGHT = Login("ann", "secret")
WRONG = Login("ann", "guess")
_FIRST = b"# service=git-upload-pack\n"
_EMPTY = b"0" * 40 + b" capabilities^{}\0agent=test\n"


def _line(data: bytes) -> bytes:
    return f"{len(data) + 4:04x}".encode() + data


class Server:
    """An empty repository behind a password. ``tried`` are the logins that came."""

    def __init__(self, secure: ssl.SSLContext | None = None) -> None:
        self.tried: list[str] = []
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                kind, _space, said = self.headers.get("Authorization", "").partition(" ")
                if kind == "Basic":
                    server.tried.append(base64.b64decode(said).decode())
                fine = server.tried[-1:] == ["ann:secret"] and kind == "Basic"
                body = _line(_FIRST) + b"0000" + _line(_EMPTY) + b"0000" if fine else b""
                self.send_response(200 if fine else 401)
                if fine:
                    self.send_header("Content-Type", "application/x-git-upload-pack-advertisement")
                else:
                    self.send_header("WWW-Authenticate", 'Basic realm="team"')
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *parts: object) -> None:
                """Say nothing."""

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._http.daemon_threads = True
        if secure:
            self._http.socket = secure.wrap_socket(self._http.socket, server_side=True)
        self._thread = threading.Thread(target=self._http.serve_forever)
        self._thread.start()
        self.url = f"{'https' if secure else 'http'}://127.0.0.1:{self._http.server_port}/team.git"

    def close(self) -> None:
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()


class Memory(keyring.backend.KeyringBackend):
    """A keyring of this test alone."""

    priority = 1  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server()
    yield server
    server.close()


@pytest.fixture
def someone() -> Someone:
    return Someone()


@pytest.fixture
def passwords() -> Passwords:
    return Passwords()


@pytest.fixture
def clone(server: Server, passwords: Passwords, tmp_path: Path) -> Clone:
    root = tmp_path / "archive"
    pygit2.init_repository(str(root)).remotes.create("origin", server.url)
    clone = Clone.find(root, NoVersions(), passwords)
    assert clone is not None
    return clone


def test_the_right_password_is_asked_for_once_and_not_kept(server: Server, someone: Someone, clone: Clone) -> None:
    ring = Memory()
    keyring.set_keyring(ring)
    someone.logins = [RIGHT]
    clone.get_updates(Talk(someone))
    assert someone.asked == [("127.0.0.1", "")]
    assert server.tried[-1] == "ann:secret"
    assert ring.kept == {} and someone.told == []


def test_it_is_kept_where_the_person_says_so_and_then_not_asked_for(someone: Someone, clone: Clone) -> None:
    ring = Memory()
    keyring.set_keyring(ring)
    someone.logins = [Login("ann", "secret", keep=True)]
    clone.get_updates(Talk(someone))
    assert ring.kept == {("copydesk:127.0.0.1", "ann"): "secret"}
    clone.get_updates(Talk(someone))
    assert len(someone.asked) == 1


def test_a_wrong_one_is_asked_for_twice_more_and_never_kept(server: Server, someone: Someone, clone: Clone) -> None:
    ring = Memory()
    keyring.set_keyring(ring)
    someone.logins = [Login("ann", "guess", keep=True)] * 4
    with pytest.raises(CopydeskError, match="password was wrong") as told:
        clone.get_updates(Talk(someone))
    assert told.value.code == "clone-password"
    assert someone.asked == [("127.0.0.1", ""), ("127.0.0.1", "ann"), ("127.0.0.1", "ann")]
    assert ring.kept == {}
    assert "guess" not in told.value.sentence


def test_an_old_one_in_the_keyring_is_replaced(someone: Someone, clone: Clone) -> None:
    ring = Memory()
    keyring.set_keyring(ring)
    someone.logins = [Login("ann", "secret", keep=True)]
    clone.get_updates(Talk(someone))
    ring.kept["copydesk:127.0.0.1", "ann"] = "old"
    someone.logins = [WRONG, Login("ann", "secret", keep=True)]
    clone.get_updates(Talk(someone))
    assert ring.kept == {("copydesk:127.0.0.1", "ann"): "secret"}


def test_without_a_keyring_it_is_asked_each_time_and_said_once(someone: Someone, clone: Clone) -> None:
    someone.logins = [Login("ann", "secret", keep=True)] * 2
    clone.get_updates(Talk(someone))
    clone.get_updates(Talk(someone))
    assert len(someone.asked) == 2
    assert len(someone.told) == 1 and "no keyring" in someone.told[0]


def test_no_answer_ends_it(server: Server, someone: Someone, clone: Clone) -> None:
    someone.logins = [None]
    with pytest.raises(CopydeskError) as told:
        clone.get_updates(Talk(someone))
    assert told.value.code == "clone-cancelled"
    assert server.tried == []


def test_a_certificate_that_nobody_vouches_for(someone: Someone, tmp_path: Path) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(_self_signed(tmp_path))
    server = Server(context)
    try:
        root = tmp_path / "archive"
        pygit2.init_repository(str(root)).remotes.create("origin", server.url)
        clone = Clone.find(root, NoVersions())
        assert clone is not None
        with pytest.raises(CopydeskError, match="could not prove") as told:
            clone.get_updates(Talk(someone))
        assert told.value.code == "clone-certificate"
        assert someone.asked == [] and server.tried == [], "no password goes to a computer that is not the right one"
    finally:
        server.close()


def _self_signed(folder: Path) -> Path:
    x509 = pytest.importorskip("cryptography.x509")
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.oid.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    path = folder / "certificate.pem"
    pem, plain = serialization.Encoding.PEM, serialization.NoEncryption()
    path.write_bytes(
        key.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain) + made.public_bytes(pem),
    )
    return path


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://ann@git.example.org:8443/team.git", "git.example.org"),
        ("ssh://git@git.example.org/team.git", "git.example.org"),
        ("git@git.example.org:press/team.git", "git.example.org"),
        ("/srv/git/team.git", "/srv/git/team.git"),
        ("C:/git/team.git", "C:/git/team.git"),
        ("C:\\git\\team.git", "C:\\git\\team.git"),
        ("//server/share/team.git", "//server/share/team.git"),
    ],
)
def test_the_computer_in_an_address(url: str, host: str) -> None:
    assert host_of(url) == host
