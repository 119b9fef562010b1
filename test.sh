#!/usr/bin/env bash
# Prepares the machine, builds everything and runs all tests. The last line counts them: "N passed, N failed, N skipped".
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

./setup.sh || exit 1
dotnet build Yolo.sln --configuration Release --nologo --verbosity quiet || exit 1

# On some processors libtorch computes right on a lower level of instructions alone (docs/torch.md); `yolo checks` finds it.
level=$(dotnet exec src/Yolo.Cli/bin/Release/net10.0/yolo.dll checks | sed -n 's/^kernels  right, ONEDNN_MAX_CPU_ISA=\([A-Z0-9_]*\).*/\1/p')
[ -z "$level" ] || export ONEDNN_MAX_CPU_ISA="$level"

# Some tests need what Debian's packages bring; without them they are skipped and say so.
need() { # which tests, the packages, what succeeds where they are
  local tests=$1 packages=$2
  shift 2
  if ! "$@" >/dev/null 2>&1 && command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
    # shellcheck disable=SC2086 # several packages
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages; } >/dev/null 2>&1 \
      || echo "test: $packages could not be installed; $tests will be skipped." >&2
  fi
}
need "tests of other readers of ONNX" "python3-onnx python3-opencv" /usr/bin/python3 -c 'import onnx, cv2'
need "tests on several ranks" "openmpi-bin libopenmpi-dev gcc libc6-dev" sh -c 'command -v mpirun && mpicc -fsyntax-only -include mpi.h -x c /dev/null'
need "a test of Chinese letters" "fontconfig fonts-droid-fallback" sh -c 'fc-list :lang=zh | grep .'

# Most tests keep one of two processors busy. So they run in two lanes that take about as long as each other, each with processes of its own.
results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT

run() { # project, which of its tests (of more than the limit, 2000 by itself, NUnit's adapter runs all, and is silent on the others)
  local project=$1 log counts
  log=$(mktemp "$results/XXXXXX.log")
  dotnet test "$project" --configuration Release --no-build --nologo --verbosity minimal --blame-hang --blame-hang-timeout 10m ${2:+--filter "$2"} -- NUnit.AssemblySelectLimit=1000000 2>&1 | tee "$log" | grep -v '^$'
  local status=${PIPESTATUS[0]}
  counts=$(grep -E '(Passed|Failed|Skipped)! +- Failed:' "$log" | tail -1 | sed -n 's/.*Failed: *\([0-9]*\), Passed: *\([0-9]*\), Skipped: *\([0-9]*\),.*/\1 \2 \3/p')
  if [ -z "$counts" ]; then
    echo "test: $project gave no summary: it crashed, or has no tests." >&2
    status=1
  fi
  echo "${counts:-0 0 0} $status" >"$log.counts"
}

core=tests/Yolo.Tests/Yolo.Tests.csproj
engine='FullyQualifiedName~Yolo.Tests.Engine.&FullyQualifiedName!~Yolo.Tests.Engine.Distributed.'
others='FullyQualifiedName!~Yolo.Tests.Engine.|FullyQualifiedName~Yolo.Tests.Engine.Distributed.'
{
  for project in tests/*/*.csproj; do
    [ "$project" = "$core" ] || run "$project"
  done
  run "$core" "$engine"
} &
run "$core" "$others"
wait

awk '{ failed += $1; passed += $2; skipped += $3; status += $4 }
  END { print passed " passed, " failed " failed, " skipped " skipped"; exit failed > 0 || status > 0 }' "$results"/*.counts
