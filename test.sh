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

passed=0 failed=0 skipped=0 status=0
for project in tests/*/*.csproj; do
  log=$(mktemp)
  dotnet test "$project" --configuration Release --no-build --nologo --verbosity minimal --blame-hang --blame-hang-timeout 10m 2>&1 | tee "$log" | grep -v '^$'
  [ "${PIPESTATUS[0]}" = 0 ] || status=1
  summary=$(grep -E '(Passed|Failed|Skipped)! +- Failed:' "$log" | tail -1)
  if [ -z "$summary" ]; then
    echo "test: $project gave no summary: it crashed, or has no tests." >&2
    status=1
  fi
  count() { sed -n "s/.*$1: *\([0-9]*\).*/\1/p" <<<"$summary"; }
  passed=$((passed + $(count Passed || echo 0) + 0))
  failed=$((failed + $(count Failed || echo 0) + 0))
  skipped=$((skipped + $(count Skipped || echo 0) + 0))
  rm -f "$log"
done

[ "$failed" = 0 ] || status=1
echo "$passed passed, $failed failed, $skipped skipped"
exit $status
