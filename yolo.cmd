@echo off
rem Starts the yolo command on Windows: builds when that is needed, says so, then runs.
setlocal
set "root=%~dp0"
set "program=%root%src\Yolo.Cli\bin\Release\net10.0\yolo.dll"

where dotnet >nul 2>nul
if errorlevel 1 (
  echo yolo: the .NET SDK 10 is missing: install it from Microsoft and run this again. 1>&2
  exit /b 1
)

powershell -NoProfile -Command "$program = Get-Item -ErrorAction Ignore $env:program; if (-not $program) { exit 1 }; $newer = Get-ChildItem -Recurse -File ($env:root + 'src'), ($env:root + 'Directory.*.props') | Where-Object { $_.FullName -notmatch '\\(bin|obj)\\' -and $_.LastWriteTime -gt $program.LastWriteTime } | Select-Object -First 1; if ($newer) { exit 1 }"
if errorlevel 1 (
  echo yolo: building 1>&2
  dotnet build "%root%src\Yolo.Cli\Yolo.Cli.csproj" --configuration Release --nologo --verbosity quiet
  if errorlevel 1 exit /b 1
)

dotnet "%program%" %*
exit /b %errorlevel%
