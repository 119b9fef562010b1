#!/usr/bin/env bash
# Prepares this machine: chooses the libtorch that suits it, restores the packages, and installs ffmpeg where it may. Safe to run again.
#
# Torch=cpu|cuda-linux in the environment decides instead of the machine, on which a CUDA driver is there or not. Without this script a build
# takes the processor's libtorch.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

say() { printf 'setup: %s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }

command -v dotnet >/dev/null || fail "the .NET SDK 10 is missing: install the package dotnet-sdk-10.0 and run this again."

# ---- torch ---------------------------------------------------------------------------------------------------------------------

local_props=Directory.Build.local.props
mkdir -p .native

restore() { # torch
  dotnet restore Yolo.sln -p:Torch="$1" --nologo --verbosity quiet >.native/restore.log 2>&1
}

machine=cpu
if [ -e /proc/driver/nvidia/version ] || command -v nvidia-smi >/dev/null; then
  machine=cuda-linux
fi
torch=${Torch:-$machine}
case "$torch" in
  cpu | cuda-linux | cuda-windows) ;;
  *) fail "Torch=$torch is none of cpu, cuda-linux, cuda-windows." ;;
esac
if ! restore "$torch"; then
  if [ "$torch" = cpu ] || [ -n "${Torch:-}" ]; then
    cat .native/restore.log >&2
    fail "the packages for Torch=$torch could not be restored; the reason is above."
  fi
  say "a CUDA driver is here, but TorchSharp-$torch could not be restored (.native/restore.log); the processor's libtorch takes its place."
  torch=cpu
  restore cpu || { cat .native/restore.log >&2; fail "the packages could not be restored; the reason is above."; }
fi

if ! grep -q ">$torch<" "$local_props" 2>/dev/null; then
  cat > "$local_props.new" <<EOF
<Project>
  <!-- Written by setup.sh for this machine. -p:Torch=… on the command line wins. -->
  <PropertyGroup>
    <Torch Condition="'\$(Torch)' == ''">$torch</Torch>
  </PropertyGroup>
</Project>
EOF
  mv "$local_props.new" "$local_props"
  say "torch: $torch"
fi

# ---- ffmpeg: videos, streams and cameras alone need it, so that its absence stops nothing else -----------------------------------

if ! command -v ffmpeg >/dev/null; then
  as_root=()
  [ "$(id -u)" = 0 ] || as_root=(sudo -n)
  if command -v apt-get >/dev/null && { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }; then
    say "installing ffmpeg"
    if ! { "${as_root[@]}" apt-get update -qq && DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq --no-install-recommends ffmpeg; } >.native/apt.log 2>&1; then
      say "ffmpeg could not be installed (.native/apt.log): videos, streams and cameras cannot be read without it."
    fi
  else
    say "ffmpeg is missing: videos, streams and cameras cannot be read without it."
  fi
fi

# ---- OpenMPI: trainings on several GPUs need it ------------------------------------------------------------------------------------

if ! command -v mpirun >/dev/null && [ "$(find /dev -maxdepth 1 -name 'nvidia[0-9]*' | wc -l)" -gt 1 ]; then
  as_root=()
  [ "$(id -u)" = 0 ] || as_root=(sudo -n)
  say "installing openmpi-bin"
  if ! { "${as_root[@]}" apt-get update -qq && DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq --no-install-recommends openmpi-bin; } >.native/mpi.log 2>&1; then
    say "openmpi-bin could not be installed (.native/mpi.log): a training uses one GPU without it."
  fi
fi

touch .native/ready
