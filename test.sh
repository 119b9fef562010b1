#!/usr/bin/env bash
# Prepares the machine, builds everything and runs all tests. The last line counts them: "N passed, N failed, N skipped".
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

./setup.sh || exit 1
dotnet build Yolo.sln --configuration Release --nologo --verbosity quiet || exit 1

# On some processors libtorch computes right on a lower level of instructions alone (docs/torch.md); `yolo checks` finds it.
level=$(dotnet exec src/Yolo.Cli/bin/Release/net10.0/yolo.dll checks | sed -n 's/^kernels  right, ONEDNN_MAX_CPU_ISA=\([A-Z0-9_]*\).*/\1/p')
[ -z "$level" ] || export ONEDNN_MAX_CPU_ISA="$level"

# The tests of other readers of ONNX use Debian's packages, about 37 MB; without them they are skipped and say so.
if ! /usr/bin/python3 -c 'import onnx, cv2' 2>/dev/null && command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends python3-onnx python3-opencv; } >/dev/null 2>&1 \
    || echo "test: python3-onnx and python3-opencv could not be installed; their tests will be skipped." >&2
fi

# Tests of trainings on several ranks start mpirun, and one makes an MPI library of its own; without these packages they are skipped and say so.
if ! { command -v mpirun && mpicc -fsyntax-only -include mpi.h -x c /dev/null; } >/dev/null 2>&1 && command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends openmpi-bin libopenmpi-dev gcc libc6-dev; } >/dev/null 2>&1 \
    || echo "test: openmpi-bin, libopenmpi-dev and gcc could not be installed; tests on several ranks will be skipped." >&2
fi

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
