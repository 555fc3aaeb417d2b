"""Makes the installers for Windows from a bundle that was made on Windows.

Inno Setup runs on Windows (elsewhere under wine: ``COPYDESK_ISCC="wine …/ISCC.exe"``), wixl where there is msitools, on
Linux. Each is made where its tool is there; what is not made is said.
"""

from __future__ import annotations

import hashlib
import os
import shlex
import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from kit import project

_HERE = Path(__file__).parent
_NAMESPACE = uuid.UUID("0f0d9d0e-66c0-4a3f-8c0c-6f4a3f0f1e55")
_UPGRADE = "8E7C8B5A-4E0A-4B6E-9A57-6F0B1C2D3E4F"
"""By this a newer MSI finds the older one: it must never change."""

_PROGRAM = "copydesk.exe"

# Anybody may make new folders in ProgramData. Windows Installer 5 makes this one the administrators', whoever made it,
# and lets people only read in it.
_RIGHTS = "O:BAD:PAI(A;OICI;FA;;;BA)(A;OICI;FA;;;SY)(A;OICI;GRGX;;;BU)"
_ONLY_ADMINISTRATORS = (
    "CREATE TABLE `MsiLockPermissionsEx` (`MsiLockPermissionsEx` CHAR(72) NOT NULL, `LockObject` CHAR(72) NOT NULL, "
    "`Table` CHAR(32) NOT NULL, `SDDLText` LONGCHAR NOT NULL, `Condition` CHAR(255) "
    "PRIMARY KEY `MsiLockPermissionsEx`)",
    "INSERT INTO `MsiLockPermissionsEx` (`MsiLockPermissionsEx`, `LockObject`, `Table`, `SDDLText`) VALUES "
    f"('OnlyAdministrators', 'ForEverybody', 'CreateFolder', '{_RIGHTS}')",
)


def installers(bundle: Path) -> list[Path]:
    """What can be made here of a bundle for Windows, in ``dist``."""
    if not (bundle / _PROGRAM).is_file():
        raise SystemExit(f"{bundle} has no {_PROGRAM}: it is no bundle for Windows.")
    project.DIST.mkdir(exist_ok=True)
    return [made for made in (_setup(bundle), _msi(bundle)) if made]


def version_file() -> Path:
    """What the properties of the program show in Windows, in the form that PyInstaller reads."""
    numbers = tuple(int(part) for part in (project.version() + ".0").split("."))
    texts = {
        "CompanyName": "The Copydesk developers",
        "FileDescription": project.TITLE,
        "FileVersion": project.version(),
        "ProductName": project.TITLE,
        "ProductVersion": project.version(),
        "LegalCopyright": project.LICENCE,
    }
    strings = ", ".join(f"StringStruct({name!r}, {text!r})" for name, text in texts.items())
    path = project.BUILD / "version.txt"
    path.parent.mkdir(exist_ok=True)
    path.write_text(
        f"VSVersionInfo(ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}), kids=["
        f"StringFileInfo([StringTable('080904B0', [{strings}])]), "
        "VarFileInfo([VarStruct('Translation', [2057, 1200])])])\n",
        "utf-8",
    )
    return path


def _setup(bundle: Path) -> Path | None:
    command = _inno()
    if not command:
        print("No installer (.exe): Inno Setup is not here. Set COPYDESK_ISCC to its compiler.")
        return None
    name = f"{project.NAME}-{project.version()}-setup"
    sign = os.environ.get("COPYDESK_SIGN")  # a command for SignTool, in which $f is the file
    signing = ("/DSign", f"/Scopydesk={sign}") if sign else ()
    options = (f"/DVersion={project.version()}", f"/DPayload={_foreign(bundle)}", f"/O{_foreign(project.DIST)}")
    project.run(*command, "/Q", *options, f"/F{name}", *signing, _foreign(_HERE / "copydesk.iss"))
    return project.DIST / f"{name}.exe"


def _inno() -> list[str]:
    given = os.environ.get("COPYDESK_ISCC")
    if given:
        return shlex.split(given)
    usual = Path(os.environ.get("PROGRAMFILES(X86)", "")) / "Inno Setup 6" / "ISCC.exe"
    found = shutil.which("ISCC") or (str(usual) if usual.is_file() else None)
    return [found] if found else []


def _foreign(path: Path) -> str:
    """A path as a program of Windows knows it: wine shows this machine's files on its drive Z."""
    return str(path.resolve()) if os.name == "nt" else "Z:" + str(path.resolve()).replace("/", "\\")


def _msi(bundle: Path) -> Path | None:
    if not shutil.which("wixl"):
        print("No package for group policy (.msi): wixl is not here. On Debian: apt-get install wixl.")
        return None
    source = project.BUILD / "copydesk.wxs"
    source.parent.mkdir(exist_ok=True)
    source.write_bytes(described(bundle))
    made = project.DIST / f"{project.NAME}-{project.version()}.msi"
    # The sources are named below the bundle, and wixl looks for them where it runs.
    project.run("wixl", "--arch", "x64", "-o", made, source, cwd=bundle)
    for statement in _ONLY_ADMINISTRATORS:
        project.run("msibuild", made, "-q", statement)
    return made


def described(bundle: Path) -> bytes:
    """The package in WiX 3's form, as far as wixl knows it: a component a file, an entry in the menu, the file type."""
    wix = Element("Wix", xmlns="http://schemas.microsoft.com/wix/2006/wi")
    product = SubElement(
        wix, "Product", Id=_number("product", project.version()), Name=project.TITLE, Language="2057",
        Version=project.version(), Manufacturer="The Copydesk developers", UpgradeCode=_UPGRADE,
    )  # fmt: skip
    SubElement(product, "Package", InstallerVersion="500", Compressed="yes", InstallScope="perMachine")
    SubElement(product, "MajorUpgrade", DowngradeErrorMessage="A newer version of Copydesk is installed already.")
    SubElement(product, "Media", Id="1", Cabinet="copydesk.cab", EmbedCab="yes")
    target = SubElement(product, "Directory", Id="TARGETDIR", Name="SourceDir")
    programs = SubElement(target, "Directory", Id="ProgramFiles64Folder")
    folder = SubElement(programs, "Directory", Id="INSTALLDIR", Name=project.TITLE)
    components = list(_files(bundle, bundle, folder))
    components += [_menu(target), _file_type(folder), _for_everybody(target)]
    feature = SubElement(product, "Feature", Id="Whole", Level="1", Title=project.TITLE)
    for component in components:
        SubElement(feature, "ComponentRef", Id=component)
    ElementTree.indent(wix)
    return bytes(ElementTree.tostring(wix, encoding="utf-8", xml_declaration=True))


def _files(bundle: Path, folder: Path, parent: Element) -> Iterator[str]:
    for path in sorted(folder.iterdir()):
        place = path.relative_to(bundle).as_posix()
        if path.is_dir():
            child = SubElement(parent, "Directory", Id=_id("D", place), Name=path.name)
            yield from _files(bundle, path, child)
            continue
        component = _component(parent, _id("C", place))
        SubElement(component, "File", Id=_id("F", place), Name=path.name, Source=place, KeyPath="yes")
        yield component.attrib["Id"]


def _menu(target: Element) -> str:
    menu = SubElement(target, "Directory", Id="ProgramMenuFolder")
    component = _component(menu, "Menu")
    SubElement(
        component, "Shortcut", Id="MenuEntry", Name=project.TITLE, Target=f"[INSTALLDIR]{_PROGRAM}",
        WorkingDirectory="INSTALLDIR",
    )  # fmt: skip
    _value(component, "Software\\Copydesk", "Menu", "1", is_key=True)
    return "Menu"


def _file_type(folder: Element) -> str:
    """As the other installer does it: offered under “Open with”, never taken."""
    component = _component(folder, "FileType")
    command = f'"[INSTALLDIR]{_PROGRAM}" "%1"'
    classes = "Software\\Classes"
    _value(component, f"{classes}\\Copydesk.Article", "", "Copydesk article", is_key=True)
    _value(component, f"{classes}\\Copydesk.Article\\DefaultIcon", "", f"[INSTALLDIR]{_PROGRAM},0")
    _value(component, f"{classes}\\Copydesk.Article\\shell\\open\\command", "", command)
    _value(component, f"{classes}\\.md\\OpenWithProgids", "Copydesk.Article", "")
    return "FileType"


def _for_everybody(target: Element) -> str:
    """The folder of the settings for everybody; ``_ONLY_ADMINISTRATORS`` is about it."""
    data = SubElement(target, "Directory", Id="CommonAppDataFolder")
    folder = SubElement(data, "Directory", Id="ForEverybody", Name=project.NAME)
    component = _component(folder, "SettingsForEverybody")
    SubElement(component, "CreateFolder")
    _value(component, "Software\\Copydesk", "Settings", "1", is_key=True)
    return "SettingsForEverybody"


def _component(parent: Element, name: str, **more: str) -> Element:
    return SubElement(parent, "Component", Id=name, Guid=_number("component", name), Win64="yes", **more)


def _value(component: Element, key: str, name: str, value: str, *, is_key: bool = False) -> None:
    more = {"Name": name} if name else {}
    if is_key:
        more["KeyPath"] = "yes"
    SubElement(component, "RegistryValue", Root="HKLM", Key=key, Type="string", Value=value, **more)


def _id(kind: str, place: str) -> str:
    return f"{kind}{hashlib.sha256(place.encode()).hexdigest()[:24]}"


def _number(kind: str, name: str) -> str:
    return str(uuid.uuid5(_NAMESPACE, f"{kind}:{name}")).upper()
