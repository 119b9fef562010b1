#!/usr/bin/env bash
# Runs tests on the package TorchSharp where the machine itself cannot load it: in a Debian 13 in a folder, into which .NET and the clone of
# the last commit are bound. As root, on Debian; needs 2 GB and the package feed. Nothing outside the folder changes but an apt package.
#
#   tests/on-torchsharp.sh [filter of dotnet test]      all of Yolo.Tests and Yolo.Callbacks.Tests without a filter
#
# ONEDNN_MAX_CPU_ISA=SSE41 keeps libtorch from kernels that are wrong on some processors (docs/torch.md).
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
debian="$root/.native/debian13"
clone="$root/.native/on-torchsharp"

mkdir -p "$root/.native"
if [ ! -d "$debian" ]; then
  command -v debootstrap >/dev/null || { apt-get update -qq && apt-get install -y -qq debootstrap; } >/dev/null
  mirror=$({ cat /etc/apt/sources.list.d/*.sources /etc/apt/sources.list 2>/dev/null || true; } | sed -n 's/^URIs: *//p;s/^deb \(\[[^]]*\] \)\?\([^ ]*\) .*/\2/p' | head -1)
  echo "on-torchsharp: making a Debian 13" >&2
  rm -rf --one-file-system "$debian.new"
  debootstrap --variant=minbase --include=libjpeg62-turbo,libpng16-16t64,libwebp7,libtiff6,libicu76,ca-certificates,procps,ffmpeg,nodejs \
    trixie "$debian.new" "$mirror" >"$root/.native/debian13.log" 2>&1 || { tail -3 "$root/.native/debian13.log" >&2; exit 1; }
  mv "$debian.new" "$debian"
fi

# Tests look for data beside the repository that they are of.
[ ! -d "$root/../shared" ] || ln -sfn "$root/../shared" "$root/.native/shared"
[ -d "$clone" ] || git clone --quiet "$root" "$clone"
git -C "$clone" fetch --quiet && git -C "$clone" reset --quiet --hard FETCH_HEAD
cd "$clone"
Torch=cpu Images=system ./setup.sh
dotnet build Yolo.sln --configuration Release --nologo --verbosity quiet
[ -d bench/onnxruntime/node_modules ] || npm install --prefix bench/onnxruntime --ignore-scripts --no-audit --no-fund --no-package-lock --silent

sdk="$(dirname "$(readlink -f "$(command -v dotnet)")")"
export debian clone sdk filter="${1:-}"
# The mounts are seen by this process alone and end with it.
exec unshare --mount --propagation private bash -c '
  set -e
  for folder in "$sdk" "$(dirname "$(dirname "$(dirname "$clone")")")" "$HOME" /proc /dev /sys /tmp; do
    mkdir -p "$debian$folder" && mount --rbind "$folder" "$debian$folder"
  done
  cp /etc/hosts /etc/resolv.conf "$debian/etc/"
  exec chroot "$debian" env -i HOME="$HOME" PATH="$sdk:/usr/bin:/bin" DOTNET_ROOT="$sdk" DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 \
    ${ONEDNN_MAX_CPU_ISA:+ONEDNN_MAX_CPU_ISA=$ONEDNN_MAX_CPU_ISA} bash -c "
    cd \"\$1\" && status=0
    for project in tests/Yolo.Callbacks.Tests tests/Yolo.Tests; do
      dotnet test \$project --configuration Release --no-build --nologo --verbosity minimal \${2:+--filter \"\$2\"} || status=1
    done
    exit \$status" - "$clone" "$filter"
'
