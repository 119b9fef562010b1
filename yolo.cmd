@echo off
rem Starts the yolo command on Windows: builds when that is needed, says so, then runs.
setlocal
set "root=%~dp0"
set "program=%root%src\Yolo.Cli\bin\Release\net10.0\yolo.dll"
rem Written by a build that succeeded. The program's own time would not do: it stays as it was when only a library beneath it has changed.
set "built=%root%.native\built.windows"

where dotnet >nul 2>nul
if errorlevel 1 (
  echo yolo: the .NET SDK 10 is missing: install it from Microsoft and run this again. 1>&2
  exit /b 1
)

powershell -NoProfile -Command "$built = Get-Item -LiteralPath $env:built -ErrorAction Ignore; if (-not $built -or -not (Test-Path -LiteralPath $env:program)) { exit 1 }; $files = @(Get-ChildItem -LiteralPath ($env:root + 'src') -Recurse -File | Where-Object { $_.FullName -notmatch '\\(bin|obj)\\' }) + @(Get-ChildItem -LiteralPath $env:root -File | Where-Object { $_.Name -like 'Directory.*.props' }); if ($files | Where-Object { $_.LastWriteTime -gt $built.LastWriteTime } | Select-Object -First 1) { exit 1 }"
if not errorlevel 1 goto run

echo yolo: building 1>&2
if not exist "%root%.native" mkdir "%root%.native"
rem Made before the build, so that what is changed meanwhile counts as newer.
type nul >"%built%.new"
dotnet build "%root%src\Yolo.Cli\Yolo.Cli.csproj" --configuration Release --nologo --verbosity quiet 1>&2
if errorlevel 1 exit /b 1
move /y "%built%.new" "%built%" >nul

:run
dotnet "%program%" %*
exit /b %errorlevel%
