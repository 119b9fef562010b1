#!/usr/bin/env bash
# Windows, seen from here: publishes the command for it, runs it under Wine, and compares what it computes with what this system does. Each check is
# a line "ok …" or "FAILED …", the last line counts them. Everything lies below .native/windows; docs/windows.md says what is left out, and why.
#
# Where Wine is missing and may not be installed, or the package feed has no .NET for Windows, nothing is checked, and a line says so.
set -uo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
work="$root/.native/windows"
runs="$work/runs"
logs="$work/logs"

say() { printf 'windows: %s\n' "$*" >&2; }
skip() { say "SKIPPED: $*"; exit 0; }

# ---- Wine --------------------------------------------------------------------------------------------------------------------------

installed() { # program: where it is, also where Debian has put it out of the way
  command -v "$1" || { [ -x "/usr/lib/wine/$1" ] && echo "/usr/lib/wine/$1"; }
}

[ "$(uname -m)" = x86_64 ] || skip "this machine is no x86-64, so Wine cannot run the command."
if ! installed wine64 >/dev/null; then
  as_root=()
  [ "$(id -u)" = 0 ] || as_root=(sudo -n)
  if ! command -v apt-get >/dev/null || { [ "$(id -u)" != 0 ] && ! sudo -n true 2>/dev/null; }; then
    skip "Wine is missing and may not be installed: install the package wine64."
  fi
  say "installing wine64"
  mkdir -p "$root/.native"
  if ! { "${as_root[@]}" apt-get update -qq && DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq --no-install-recommends wine64; } >"$root/.native/apt.log" 2>&1; then
    skip "wine64 could not be installed (.native/apt.log)."
  fi
fi
wine="$(installed wine64)"
server="$(installed wineserver || installed wineserver64)"

# ---- the command for Windows --------------------------------------------------------------------------------------------------------

rm -rf "$runs" "$logs" "$work/prefix"
mkdir -p "$runs/here" "$runs/there" "$logs"
start=$SECONDS
if ! dotnet publish "$root/src/Yolo.Cli/Yolo.Cli.csproj" --configuration Release --runtime win-x64 --self-contained --artifacts-path "$work/build" --output "$work/app" \
  -p:Torch=cpu -p:PublishReadyToRun=false -p:PublishDocumentationFiles=false -p:CreateHardLinksForPublishFilesIfPossible=true --nologo --verbosity quiet >"$logs/publish.txt" 2>&1; then
  cat "$logs/publish.txt" >&2
  if grep -qE 'NU110[0-9].*Microsoft\.(NETCore|AspNetCore)\.App\.' "$logs/publish.txt"; then
    skip "NOTHING WAS CHECKED ON WINDOWS: the package feed lacks .NET's runtime for it; the names are above."
  fi
  say "the command could not be published for Windows; the reason is above."
  exit 1
fi
say "published in $((SECONDS - start)) s"

export LC_ALL=C.UTF-8 WINEPREFIX="$work/prefix" WINEDEBUG=-all WINEDLLOVERRIDES="winemenubuilder.exe="
# What Wine lacks: binding threads to processors, and memory that is mapped twice, once to write and once to execute.
export KMP_AFFINITY=disabled DOTNET_EnableWriteXorExecute=0
unset DISPLAY WAYLAND_DISPLAY
holder=
cleanup() {
  [ -z "$holder" ] || kill "$holder" 2>/dev/null
  timeout 20 "$server" -k
  timeout 20 "$server" -w
  rm -rf "$WINEPREFIX"
}
trap cleanup EXIT
trap 'exit 1' INT TERM

start=$SECONDS
if ! { timeout -k 5 120 "$wine" wineboot -i && timeout -k 5 30 "$wine" reg add 'HKCU\Software\Wine' /v Version /d win10 /f; } >"$logs/wineboot.txt" 2>&1; then
  cat "$logs/wineboot.txt" >&2
  say "Wine does not start; the reason is above."
  exit 1
fi
say "Wine started in $((SECONDS - start)) s"

# ---- means ---------------------------------------------------------------------------------------------------------------------------

passed=0 failed=0
check() { # what, command
  local what=$1
  shift
  echo "- $what" >>"$logs/reasons.txt"
  if "$@" >>"$logs/reasons.txt" 2>&1; then
    passed=$((passed + 1))
    echo "ok $what"
  else
    failed=$((failed + 1))
    echo "FAILED $what"
  fi
}

windows() { timeout -k 5 400 "$wine" "$work/app/yolo.exe" "$@" </dev/null; }
here() { timeout -k 5 400 dotnet "$root/.native/app/yolo.dll" "$@" </dev/null; }
path() { printf 'Z:%s' "${1//\//\\}"; } # as Windows has it

said() { # exit status, the one that came, pattern, file
  [ "$1" = "$2" ] || { echo "exit status $2 instead of $1"; return 1; }
  grep -q -- "$3" "$4" || { echo "nothing like '$3' was said"; return 1; }
}

# Runs a command on Windows and checks how it ends and what it says.
says() { # what, exit status, pattern, words
  local what=$1 status=$2 pattern=$3 log="$logs/${1//[^a-z]/-}.txt" got
  shift 3
  windows "$@" >"$log" 2>&1
  got=$?
  check "$what" said "$status" "$got" "$pattern" "$log"
}

untimed() { cut -d, -f1,3- "$1"; } # a results.csv

# Numbers in texts of one shape: a relative distance, or one in the last of the decimals that are written.
near() { # relative, absolute, text, text
  local number='-?[0-9][0-9.e-]*'
  diff <(sed -E "s/$number/#/g" <<<"$3") <(sed -E "s/$number/#/g" <<<"$4") \
    && paste <(grep -oE -- "$number" <<<"$3") <(grep -oE -- "$number" <<<"$4") \
      | awk -v relative="$1" -v absolute="$2" '{
          distance = $1 > $2 ? $1 - $2 : $2 - $1; size = $1 < 0 ? -$1 : $1
          if (distance > relative * size + absolute) { print "line " NR ": " $1 " and " $2; wrong = 1 }
          if (distance > most) most = distance
        } END { print "greatest distance of " NR " numbers: " most + 0; exit wrong || NR == 0 }'
}

# ---- small things ----------------------------------------------------------------------------------------------------------------------

cd "$runs/there" || exit 1
says "version" 0 '^[0-9]*\.[0-9]*\.[0-9]*' version
says "checks" 0 '^system .*Windows' checks
says "an unknown setting" 2 "no setting 'epoch'; did you mean 'epochs'" train epoch=3
says "a missing checkpoint" 1 "There is no checkpoint 'nothing.pt'" predict model=nothing.pt source=x
says "a missing data set, in letters of all kinds" 1 "There is no data set 'Z:\\\\no\\\\ü 漢.yaml'" val model=yolov8n.yaml 'data=Z:\no\ü 漢.yaml'

# ---- trainings: one here; on Windows one at a stretch, one interrupted ----------------------------------------------------------------------

training=(train model=yolov8n.yaml imgsz=64 epochs=3 batch=8 fraction=0.25 seed=1 device=cpu plots=false)

"$root/yolo" version >/dev/null || exit 1
kernels() { tr -d '\r' | grep '^kernels'; }
check "its kernels are right where this system's are, and told of the same" diff <(here checks | kernels) <(kernels <"$logs/checks.txt")
(cd "$runs/here" && here "${training[@]}" data=shapes name=plain) >"$logs/train-here.txt" 2>&1
expected="$runs/here/runs/detect/plain/results.csv"

stopped="$runs/there/runs/detect/stopped"
# Interrupted in the second epoch, by the key of a terminal: Wine passes Ctrl-C on from there alone.
interrupt() {
  mkfifo "$work/keys" && exec 7<>"$work/keys"
  timeout -k 5 400 script -qefc "exec $(printf '%q ' "$wine" "$work/app/yolo.exe" "${training[@]}" data=shapes name=stopped)" /dev/null <"$work/keys" >"$logs/interrupted.txt" 2>&1 &
  local running=$! status
  for ((wait = 0; wait < 3600; wait++)); do
    [ "$(grep -c , "$stopped/results.csv" 2>/dev/null)" != 2 ] || break
    kill -0 "$running" 2>/dev/null || break
    sleep 0.1
  done
  printf '\003' >&7
  wait "$running"
  status=$?
  exec 7>&-
  rm -f "$work/keys"
  [ "$status" = 130 ] && grep -q 'yolo: interrupted' "$logs/interrupted.txt"
}
check "Ctrl-C ends a training with status 130" interrupt
check "pictures of the generated data set are those of this system" diff -r -x '*.yolocache' "$runs/here/datasets" "$runs/there/datasets"

# Another process reads last.pt all the while that the training wants to replace it.
cp "$stopped/weights/last.pt" "$work/last.pt"
timeout 400 "$wine" cmd /c 'ping -n 400 127.0.0.1 < runs\detect\stopped\weights\last.pt' </dev/null >/dev/null 2>&1 &
holder=$!
sleep 1
if kill -0 "$holder" 2>/dev/null; then
  says "a last.pt that another process holds" 1 'another process holds the file open' train 'resume=runs\detect\stopped\weights\last.pt'
  kept="$(find "$stopped/weights" -name 'last.pt.*.tmp')"
  check "the last.pt that was held is as it was" cmp "$work/last.pt" "$stopped/weights/last.pt"
  check "the new content is in a file beside it" test -s "$kept"
  check "which the message names" grep -qF "${kept##*/}" "$logs/a-last-pt-that-another-process-holds.txt"
  kill "$holder"
  wait "$holder"
  holder=
  # As the message says.
  mv "$kept" "$stopped/weights/last.pt"
else
  say "Wine's ping does not run for this user, so no file is held open."
  holder=
fi
rm -f "$work/last.pt"
windows train 'resume=runs\detect\stopped\weights\last.pt' >"$logs/resumed.txt" 2>&1

# Files as Windows' editors write them, in places that are named as there: long, with blanks and all letters.
odd="$runs/there/ü 漢 data"
long="$runs/there/$(printf 'l%.0s' {1..120})/$(printf 'ö%.0s' {1..80})"
mkdir -p "$odd"
cp -r datasets/shapes "$odd/shapes"
find "$odd" -name '*.yolocache' -delete
find "$odd" -name '*.txt' -exec sed -i 's/$/\r/' {} +
printf "path: '%s'\r\ntrain: images\\\\train\r\nval: images\\\\val\r\nnames: [circle, square, triangle, star, ring]\r\n" "$(path "$odd/shapes")" >"$odd/data set.yaml"
windows "${training[@]}" "data=$(path "$odd/data set.yaml")" "project=$(path "$long")" 'name=an odd name' >"$logs/train-odd.txt" 2>&1
at="$long/an odd name"

for file in weights/last.pt weights/best.pt args.yaml results.csv metrics.json; do
  check "a training on paths of all kinds leaves $file" test -s "$at/$file"
done
check "its first epoch is this system's, to a ten-thousandth" near 1e-4 1.5e-5 "$(untimed "$expected" | head -2)" "$(untimed "$at/results.csv" | head -2)"
check "all its epochs are" near 1e-4 1.5e-5 "$(untimed "$expected")" "$(untimed "$at/results.csv")"
check "the interrupted training ends as the other does" diff <(untimed "$at/results.csv") <(untimed "$stopped/results.csv")
check "args.yaml keeps paths of all kinds" grep -qF "data: '$(path "$odd/data set.yaml")'" "$at/args.yaml"

# ---- a model that finds something ------------------------------------------------------------------------------------------------------------

trained="$root/runs/detect/shapes/weights/best.pt"
[ -e "$trained" ] || (cd "$root" && ./demo.sh) >"$logs/demo.txt" 2>&1
cp "$trained" "$runs/here/model.pt"
cp "$trained" "$odd/modèle.pt"
(
  cd "$runs/here" || exit 1
  here val model=model.pt data=shapes device=cpu name=val
  here predict model=model.pt source=datasets/shapes/images/val device=cpu save=false save_json=true name=predict
  here export model=model.pt
  here predict model=model.onnx source=datasets/shapes/images/val save=false save_json=true name=exported
) >"$logs/here.txt" 2>&1
{
  windows val "model=$(path "$odd/modèle.pt")" "data=$(path "$odd/data set.yaml")" device=cpu name=val
  windows predict "model=$(path "$odd/modèle.pt")" "source=$(path "$odd/shapes/images/val")\\*.JPG" device=cpu save=true save_json=true name=predict
  windows export "model=$(path "$odd/modèle.pt")"
  windows predict "model=$(path "$odd/modèle.onnx")" "source=$(path "$odd/shapes/images/val")" save=false save_json=true name=exported
} >"$logs/there.txt" 2>&1

metrics() { sed 's/"speed":{[^}]*}//' "$1"; }
check "val finds what this system does" near 1e-4 1e-6 "$(metrics "$runs/here/runs/detect/val/metrics.json")" "$(metrics runs/detect/val/metrics.json)"
check "predict finds boxes" grep -q xyxy runs/detect/predict/predictions.json
check "predict finds this system's boxes, to a hundredth of a pixel" near 0 0.01 "$(<"$runs/here/runs/detect/predict/predictions.json")" "$(<runs/detect/predict/predictions.json)"
check "predict draws each picture" test "$(find runs/detect/predict -name '*.jpg' | wc -l)" = "$(find datasets/shapes/images/val -name '*.jpg' | wc -l)"
without_date() { sed -E 's/20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9:.]+//' "$1"; }
check "export writes this system's file, but for its date" cmp <(without_date "$runs/here/model.onnx") <(without_date "$odd/modèle.onnx")
check "predict finds boxes with the exported file" grep -q xyxy runs/detect/exported/predictions.json
check "which are this system's, to a hundredth of a pixel" near 0 0.01 "$(<"$runs/here/runs/detect/exported/predictions.json")" "$(<runs/detect/exported/predictions.json)"

# ---- the count ---------------------------------------------------------------------------------------------------------------------------------

if [ "$failed" = 0 ]; then
  rm -rf "$runs"
else
  tail -n 20 "$logs"/*.txt >&2
  say "all that was said is in $logs"
fi
echo "windows: $passed ok, $failed failed"
[ "$failed" = 0 ]
