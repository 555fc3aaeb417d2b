"""What goes into the bundle, and what does not: Qt comes with ten times what the program uses.

Three rules. Of Qt's data only what the program can reach. No library of the desktop, so that drivers, fonts and the
host's security updates are those of the machine. And of the other libraries those that something kept asks for.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import PurePosixPath

PLUGINS: Mapping[str, frozenset[str]] = {
    "linux": frozenset({
        "platforms/libqxcb.so",
        "platforms/libqwayland.so",
        "platforms/libqwayland-generic.so",
        "platforms/libqwayland-egl.so",
        "platforms/libqoffscreen.so",
        "platforms/libqminimal.so",
        "platformthemes/libqxdgdesktopportal.so",
        "platforminputcontexts/libibusplatforminputcontextplugin.so",
        "platforminputcontexts/libcomposeplatforminputcontextplugin.so",
        "xcbglintegrations/libqxcb-glx-integration.so",
        "xcbglintegrations/libqxcb-egl-integration.so",
        "wayland-shell-integration/libxdg-shell.so",
        "wayland-decoration-client/libadwaita.so",
        "wayland-graphics-integration-client/libqt-plugin-wayland-egl.so",
        "imageformats/libqgif.so",
        "imageformats/libqico.so",
        "imageformats/libqjpeg.so",
        "imageformats/libqsvg.so",
        "imageformats/libqwebp.so",
        "iconengines/libqsvgicon.so",
        "printsupport/libcupsprintersupport.so",
    }),
    "win32": frozenset({
        "platforms/qwindows.dll",
        "platforms/qoffscreen.dll",
        "platforms/qminimal.dll",
        "styles/qmodernwindowsstyle.dll",
        "imageformats/qgif.dll",
        "imageformats/qico.dll",
        "imageformats/qjpeg.dll",
        "imageformats/qsvg.dll",
        "imageformats/qwebp.dll",
        "iconengines/qsvgicon.dll",
    }),
    "darwin": frozenset({
        "platforms/libqcocoa.dylib",
        "platforms/libqoffscreen.dylib",
        "platforms/libqminimal.dylib",
        "styles/libqmacstyle.dylib",
        "imageformats/libqgif.dylib",
        "imageformats/libqico.dylib",
        "imageformats/libqjpeg.dylib",
        "imageformats/libqsvg.dylib",
        "imageformats/libqwebp.dylib",
        "iconengines/libqsvgicon.dylib",
    }),
}  # fmt: skip
"""Of Qt's plugins, by system: a window, its pictures, its printer. Nothing here speaks TLS: Qt asks nobody."""

UNUSED = frozenset({
    # Python's view of what only Chromium itself uses; PySide6 asks for these when something of theirs is first named.
    "PySide6/QtDBus", "PySide6/QtOpenGL", "PySide6/QtOpenGLWidgets", "PySide6/QtPositioning", "PySide6/QtQml",
    "PySide6/QtQuick", "PySide6/QtQuickWidgets",
    # Encodings of East Asia: a text is UTF-8.
    "lib-dynload/_codecs_cn", "lib-dynload/_codecs_hk", "lib-dynload/_codecs_iso2022", "lib-dynload/_codecs_jp",
    "lib-dynload/_codecs_kr", "lib-dynload/_codecs_tw", "lib-dynload/_multibytecodec",
})  # fmt: skip
"""Parts of Python and PySide6, by folder and name, that would be loaded by name and that nothing names."""

LOCALES = frozenset({"en-GB.pak", "en-US.pak"})
"""Of Chromium's own words; American English is what it falls back to."""

_UNUSED_DATA = re.compile(r"/(qml|metatypes|typesystems|translations)/|devtools_resources|\.debug\.|\.pyi$")

# By the beginning of the name, up to "." or "-": what a desktop has.
HOST = re.compile(
    r"lib(X\w*|xcb[\w-]*|xkb\w*([.-]x11)?|wayland-\w+|EGL|GL\w*|OpenGL|gbm|drm\w*|vulkan|fontconfig|freetype|expat|png16"
    r"|glib-2\.0|gio-2\.0|gobject-2\.0|gmodule-2\.0|gthread-2\.0|dbus-1|systemd|udev|asound|pulse\w*|cups|krb5\w*|gssapi_krb5"
    r"|k5crypto|com_err|keyutils|nss3|nssutil3|smime3|nspr4|plc4|plds4|ssl3|gtk-\w+|gdk\w*|pango\w*|cairo\w*|atk\w*|atspi"
    r"|harfbuzz|brotli\w*|zstd|z|stdc\+\+|gcc_s|c|m|dl|rt|pthread|resolv|ssl|crypto|uuid|mount|blkid|selinux|pcre2?-?\w*"
    r"|ICE|SM|bsd|md|lz4|lzma|cap|gcrypt|gpg-error|avahi-\w+|gnutls|p11-kit|idn2|unistring|tasn1|nettle|hogweed|gmp|enchant\w*|sqlite3)"
    r"[.-]"
)


def keeps_data(place: str) -> bool:
    """Whether a data file of Qt or of a package goes into the bundle; ``place`` is where it would lie."""
    path = f"/{_path(place)}"
    if "/qtwebengine_locales/" in path:
        return PurePosixPath(path).name in LOCALES
    if "/hunspell/" in path and not PurePosixPath(path).name.startswith("en_GB"):
        return False
    if path.endswith(".chk"):
        return False
    return not ("/PySide6/" in path and _UNUSED_DATA.search(path))


# On Windows: the interpreter; drawing without a graphics card, as on a remote desktop.
_LOADED_BY_NAME = ("python3", "vcruntime", "msvcp", "opengl32sw", "d3dcompiler")


def is_of_the_host(place: str) -> bool:
    """Whether a library is left to the machine. What a wheel brings under a name of its own is not."""
    path = PurePosixPath(place)
    return not path.parent.name.endswith(".libs") and HOST.match(path.name) is not None and ".so" in path.name


def is_unused(place: str, system: str = sys.platform) -> bool:
    """Whether something that is loaded by its name is one of those that nothing names: a plugin, a part of Python."""
    path = _path(place)
    if "plugins" in path.parts:
        return "/".join(path.parts[path.parts.index("plugins") + 1 :]) not in PLUGINS[system]
    return f"{path.parent.name}/{path.name.partition('.')[0]}" in UNUSED


def is_root(place: str, system: str = sys.platform) -> bool:
    """Whether something runs or loads this by name: a part of Python, a plugin that is kept, the page's process."""
    path = _path(place)
    if is_unused(place, system):
        return False
    if "plugins" in path.parts:
        return True
    if "enchant" in path.parts:  # the spelling checker that pyenchant brings for Windows, and its parts
        return True
    if path.suffix.lower() == ".dll":
        return path.name.lower().startswith(_LOADED_BY_NAME)
    return not path.name.startswith("lib") or path.name.startswith("libpython")


def kept(libraries: dict[str, str], needed: Callable[[str], Iterable[str]], system: str = sys.platform) -> set[str]:
    """The places of the libraries to keep. ``libraries`` are files by place; ``needed`` says what a file asks for."""
    by_name: dict[str, list[str]] = {}
    for place in libraries:
        by_name.setdefault(_path(place).name.lower(), []).append(place)
    waiting = [place for place in libraries if is_root(place, system) and not is_of_the_host(place)]
    found: set[str] = set()
    while waiting:
        place = waiting.pop()
        if place in found:
            continue
        found.add(place)
        names = (name.lower() for name in needed(libraries[place]))
        waiting += [other for name in names for other in by_name.get(name, ()) if not is_of_the_host(other)]
    return found


def _path(place: str) -> PurePosixPath:
    return PurePosixPath(place.replace("\\", "/"))
