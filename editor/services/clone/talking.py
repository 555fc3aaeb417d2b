"""Fetching and sending: who one is at the other computer, and how it goes on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

import keyring
import keyring.errors
import pygit2
from keyring.backends.fail import Keyring as NoKeyring
from pygit2.enums import CredentialType, FetchPrune, Option
from pygit2.remotes import TransferProgress

from editor.core.errors import CopydeskError
from editor.core.language import _
from editor.services.clone.faults import as_sentences, code_of, problem
from editor.services.clone.opening import Team
from editor.services.clone.values import Login, Talk

ASKED_AT_MOST = 3
"""A wrong password is asked for again twice: many systems lock an account after a few more."""

_TIMEOUT_MS = 20_000
_KEYS = ("id_ed25519", "id_ecdsa", "id_rsa")
_OUTGOING = "refs/copydesk/outgoing"

Credential = pygit2.Username | pygit2.UserPass | pygit2.Keypair


class Passwords:
    """The system's keyring. Where there is none nothing is kept, and that is said once."""

    def __init__(self) -> None:
        self._said = False

    def known(self, host: str, user: str) -> Login | None:
        """What was kept for a host."""
        with suppress(keyring.errors.KeyringError):
            found = keyring.get_credential(_service(host), user or None)
            if found is not None:
                return Login(found.username or user, found.password)
        return None

    def keep(self, host: str, login: Login, talk: Talk) -> None:
        """Remember a login that the host has accepted."""
        with suppress(keyring.errors.KeyringError):
            if not isinstance(keyring.get_keyring(), NoKeyring):
                keyring.set_password(_service(host), login.user, login.password)
                return
        if not self._said:
            self._said = True
            talk.person.say(_("This computer has no keyring to keep the password in. It will be asked for each time."))


def _service(host: str) -> str:
    return f"copydesk:{host}"


def host_of(url: str) -> str:
    """The other computer in an address, also in ``user@host:path``; the address itself where it is a folder's."""
    host = urlsplit(url).hostname if "://" in url else None
    if host:
        return host
    before, colon, _path = url.partition(":")
    return before.rpartition("@")[2] if colon and len(before) > 1 and "/" not in before else url


class _Callbacks(pygit2.RemoteCallbacks):
    """What the library asks on the way. ``refused`` is what the other side said of a branch that it did not take."""

    def __init__(self, repo: pygit2.Repository, talk: Talk, passwords: Passwords) -> None:
        super().__init__()
        self._repo, self._talk, self._passwords = repo, talk, passwords
        self._logins: Iterator[Login] | None = None
        self._keys: Iterator[Credential] | None = None
        self._last: tuple[str, Login] | None = None
        self.refused = ""

    # -- who one is

    def credentials(self, url: str, username_from_url: str | None, allowed_types: CredentialType) -> Credential:
        """The next way to say who one is; raises CopydeskError where none is left."""
        host, user = host_of(url), username_from_url or ""
        if allowed_types & CredentialType.SSH_KEY:
            if self._keys is None:
                self._keys = _keys(user or "git")
            if key := next(self._keys, None):
                return key
        if allowed_types & CredentialType.USERPASS_PLAINTEXT:
            return self._password(url, host, user)
        if allowed_types & CredentialType.USERNAME:
            return pygit2.Username(user or "git")
        raise problem("no-key", host)

    def _password(self, url: str, host: str, user: str) -> Credential:
        if self._logins is None:
            self._logins = self._offered(host, user or self._user_for(url))
        login = next(self._logins, None)
        if login is None:
            raise problem("password", host, _("the password was wrong"))
        self._last = url, login
        return pygit2.UserPass(login.user, login.password)

    def _offered(self, host: str, user: str) -> Iterator[Login]:
        if known := self._passwords.known(host, user):
            yield known
        for _time in range(ASKED_AT_MOST):
            login = self._talk.person.credentials(host, user)
            if login is None:
                raise problem("cancelled", host)
            user = login.user
            yield login

    def _user_for(self, url: str) -> str:
        name = _user_setting(url)
        return str(self._repo.config[name]) if name in self._repo.config else ""

    def accepted(self) -> None:
        """It went well: keep the login where the person wished it, with the name where Git looks for it."""
        if self._last and self._last[1].keep:
            url, login = self._last
            self._passwords.keep(host_of(url), login, self._talk)
            self._repo.config[_user_setting(url)] = login.user

    # -- how it goes on

    def transfer_progress(self, stats: TransferProgress) -> None:
        """Something came in."""
        self._check()
        self._talk.progress("receiving", stats.received_objects, stats.total_objects)

    def push_transfer_progress(self, objects_pushed: int, total_objects: int, bytes_pushed: int) -> None:
        """Something went out."""
        self._talk.progress("sending", objects_pushed, total_objects)

    def sideband_progress(self, string: str) -> None:
        """The other side is at work."""
        self._check()

    def push_update_reference(self, refname: str, message: str | None) -> None:
        """Whether the branch was taken."""
        self.refused = message or ""

    def _check(self) -> None:
        if self._talk.stopped():
            raise problem("stopped", "")


def _keys(user: str) -> Iterator[Credential]:
    """The agent's keys, then those of the usual names that need no passphrase."""
    yield pygit2.KeypairFromAgent(user)
    for name in _KEYS:
        private = Path.home() / ".ssh" / name
        if private.is_file():
            yield pygit2.Keypair(user, f"{private}.pub", str(private), "")


def _user_setting(url: str) -> str:
    parts = urlsplit(url)
    port = f":{parts.port}" if parts.port else ""
    return f"credential.{parts.scheme}://{parts.hostname}{port}.username"


def _patience() -> None:
    """A computer that does not answer is given up: nobody waits for the system's own minutes."""
    pygit2.option(Option.SET_SERVER_CONNECT_TIMEOUT, _TIMEOUT_MS)
    pygit2.option(Option.SET_SERVER_TIMEOUT, _TIMEOUT_MS)


def fetch(repo: pygit2.Repository, team: Team, talk: Talk, passwords: Passwords) -> None:
    """Bring what others shared into the repository; changes no file and no branch of this computer."""
    callbacks = _Callbacks(repo, talk, passwords)
    _patience()
    with as_sentences(host_of(team.url)):
        repo.remotes[team.remote].fetch(callbacks=callbacks, prune=FetchPrune.NO_PRUNE, proxy=True)
        callbacks.accepted()


def send(repo: pygit2.Repository, team: Team, commit: pygit2.Oid, talk: Talk, passwords: Passwords) -> bool:
    """Make a commit the team's latest; False where a colleague was faster. Never forced.

    Raises CopydeskError where the other side does not take it, or cannot be reached.
    """
    callbacks = _Callbacks(repo, talk, passwords)
    where = host_of(team.url)
    _patience()
    try:
        with as_sentences(where):
            talk.progress("sending", 0, 1)
            repo.references.create(_OUTGOING, commit, force=True)  # ours alone; the team's branch is never forced
            repo.remotes[team.remote].push([f"{_OUTGOING}:{team.branch}"], callbacks=callbacks, proxy=True)
            callbacks.accepted()
    except CopydeskError as error:
        if error.code == "clone-race":
            return False
        raise
    finally:
        with suppress(KeyError, pygit2.GitError):
            repo.references.delete(_OUTGOING)
    if callbacks.refused and code_of(callbacks.refused) == "race":
        return False
    if callbacks.refused:
        raise problem("refused", where, callbacks.refused)
    repo.references.create(team.tracking, commit, force=True)
    return True
