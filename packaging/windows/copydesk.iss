; The installer for Windows, by Inno Setup 6. Called by making.py:
;   ISCC /DVersion=… /DPayload=FOLDER /O… /F… copydesk.iss
; Silent, for everybody:  copydesk-VERSION-setup.exe /VERYSILENT /SUPPRESSMSGBOXES /NORESTART /ALLUSERS
; A copydesk.ini beside the installer becomes the settings for everybody, if there are none yet.

[Setup]
; By this number an upgrade knows what it follows: it must never change.
AppId={{5B9C0E0F-6C55-4B8E-9E0B-2B9F6F4C7D1A}
AppName=Copydesk
AppVersion={#Version}
AppPublisher=The Copydesk developers
DefaultDirName={autopf}\Copydesk
DefaultGroupName=Copydesk
DisableProgramGroupPage=yes
DisableDirPage=auto
PrivilegesRequired=admin
PrivilegesRequiredOverridesAllowed=commandline dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
Compression=lzma2/max
SolidCompression=yes
LZMANumBlockThreads=2
CloseApplications=yes
RestartApplications=no
ChangesAssociations=yes
UninstallDisplayIcon={app}\copydesk.exe
UninstallDisplayName=Copydesk
LicenseFile={#Payload}\_internal\editor\LICENSE
WizardStyle=modern
#ifdef Sign
SignTool=copydesk
SignedUninstaller=yes
#endif

[InstallDelete]
; Parts of two versions must not mix.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "{#Payload}\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs
; The organisation's settings, as they lie beside the installer; those that are there already are kept.
Source: "{src}\copydesk.ini"; DestDir: "{commonappdata}\copydesk"; Flags: external skipifsourcedoesntexist onlyifdoesntexist uninsneveruninstall; Check: IsAdminInstallMode

[Dirs]
Name: "{commonappdata}\copydesk"; Flags: uninsneveruninstall; Check: IsAdminInstallMode

[Icons]
Name: "{group}\Copydesk"; Filename: "{app}\copydesk.exe"; AppUserModelID: "org.copydesk.copydesk"

[Registry]
; Offered for Markdown under “Open with”, never taken: Windows has no way to tell an article by how it begins.
Root: HKA; Subkey: "Software\Classes\Copydesk.Article"; ValueType: string; ValueData: "Copydesk article"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Copydesk.Article\DefaultIcon"; ValueType: string; ValueData: "{app}\copydesk.exe,0"
Root: HKA; Subkey: "Software\Classes\Copydesk.Article\shell\open\command"; ValueType: string; ValueData: """{app}\copydesk.exe"" ""%1"""
Root: HKA; Subkey: "Software\Classes\.md\OpenWithProgids"; ValueType: string; ValueName: "Copydesk.Article"; ValueData: ""; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Copydesk\Capabilities"; ValueType: string; ValueName: "ApplicationName"; ValueData: "Copydesk"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Copydesk\Capabilities"; ValueType: string; ValueName: "ApplicationDescription"; ValueData: "Write, correct and release an organisation's news"
Root: HKA; Subkey: "Software\Copydesk\Capabilities\FileAssociations"; ValueType: string; ValueName: ".md"; ValueData: "Copydesk.Article"
Root: HKA; Subkey: "Software\RegisteredApplications"; ValueType: string; ValueName: "Copydesk"; ValueData: "Software\Copydesk\Capabilities"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Copydesk"; Flags: uninsdeletekeyifempty

[Run]
; Anybody may make new folders in ProgramData, and would own them: first take it, then let people only read.
; /L: a link to a share is the link, and what it leads to keeps its rights.
; S-1-5-32-544 are administrators, S-1-5-18 the system, S-1-5-32-545 users, whatever Windows calls them.
Filename: "{sys}\icacls.exe"; Parameters: """{commonappdata}\copydesk"" /setowner *S-1-5-32-544 /T /L /C /Q"; Flags: runhidden; Check: IsAdminInstallMode
Filename: "{sys}\icacls.exe"; Parameters: """{commonappdata}\copydesk\*"" /reset /T /L /C /Q"; Flags: runhidden; Check: IsAdminInstallMode
Filename: "{sys}\icacls.exe"; Parameters: """{commonappdata}\copydesk"" /inheritance:r /grant:r *S-1-5-32-544:(OI)(CI)F *S-1-5-18:(OI)(CI)F *S-1-5-32-545:(OI)(CI)RX /C /Q"; Flags: runhidden; Check: IsAdminInstallMode
Filename: "{app}\copydesk.exe"; Description: "{cm:LaunchProgram,Copydesk}"; Flags: nowait postinstall skipifsilent

[UninstallDelete]
Type: filesandordirs; Name: "{app}\_internal"
