#!/usr/bin/env bash
# Prepares this machine: finds out what stands behind TorchSharp and the image codecs, installs what is missing, builds the native
# parts. Safe to run again: what is done already is not done twice.
#
#   ./setup.sh            do what is needed
#   ./setup.sh --ask      ask the package feed again (after it has gained or lost packages)
#
# Torch=cpu|cuda-linux|system and Images=imagesharp|system in the environment decide instead of the feed. LIBTORCH names a libtorch
# root (include/ and lib/), for instance the `torch` folder of a Python installation; without it the system's is used.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

native="$PWD/.native"
local_props=Directory.Build.local.props
mkdir -p "$native"

say() { printf 'setup: %s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }

command -v dotnet >/dev/null || fail "the .NET SDK 10 is missing: install the package dotnet-sdk-10.0 and run this again."

# ---- what the feed has ---------------------------------------------------------------------------------------------------------

feed_has() { # package version
  local folder
  folder=$(mktemp -d)
  cat > "$folder/probe.csproj" <<EOF
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
  <ItemGroup><PackageReference Include="$1" Version="$2" /></ItemGroup>
</Project>
EOF
  local found=1
  dotnet restore "$folder" --verbosity quiet >"$folder/log" 2>&1 && found=0
  rm -rf "$folder"
  return $found
}

# Packages are built where the C++ runtime is newer than on many machines; what is restored may not load.
missing_for_torchsharp() { # version
  local rid=linux-x64 library
  [ "$(uname -m)" = x86_64 ] || rid=linux-$(uname -m)
  library="$(dotnet nuget locals global-packages --list | sed 's/^[^:]*: *//')/torchsharp/$1/runtimes/$rid/native/libLibTorchSharp.so"
  if [ ! -f "$library" ]; then
    echo "a build for $rid"
  else
    ldd "$library" 2>&1 | sed -n "s/.*version \`\([^']*\)' not found.*/\1/p" | sort -u | paste -sd' '
  fi
}

version_of() { sed -n "s/.*PackageVersion Include=\"$1\" Version=\"\([^\"]*\)\".*/\1/p" Directory.Packages.props; }

if [ ! -f "$local_props" ] || [ "${1:-}" = --ask ] || [ -n "${Torch:-}${Images:-}" ]; then
  torch=${Torch:-}
  if [ -z "$torch" ]; then
    say "asking the package feed for TorchSharp and ImageSharp"
    torch=system
    if feed_has TorchSharp "$(version_of TorchSharp-cpu)"; then
      missing=$(missing_for_torchsharp "$(version_of TorchSharp-cpu)")
      if [ -n "$missing" ]; then
        say "the feed has TorchSharp, but it does not load on this machine, which lacks: $missing. The system's libtorch takes its place."
      else
        torch=cpu
        command -v nvidia-smi >/dev/null && torch=cuda-linux
      fi
    fi
  fi
  images=${Images:-}
  if [ -z "$images" ]; then
    images=system
    feed_has SixLabors.ImageSharp "$(version_of SixLabors.ImageSharp)" && images=imagesharp
  fi
  cat > "$local_props.new" <<EOF
<Project>
  <!-- Written by setup.sh: what this machine has. Torch=… and Images=… on the command line win. -->
  <PropertyGroup>
    <Torch Condition="'\$(Torch)' == ''">$torch</Torch>
    <Images Condition="'\$(Images)' == ''">$images</Images>
  </PropertyGroup>
</Project>
EOF
  mv "$local_props.new" "$local_props"
  say "torch: $torch, images: $images"
fi

torch=$(sed -n "s/.*<Torch .*>\(.*\)<\/Torch>.*/\1/p" "$local_props")
images=$(sed -n "s/.*<Images .*>\(.*\)<\/Images>.*/\1/p" "$local_props")

# ---- system packages -----------------------------------------------------------------------------------------------------------

packages=()
need() { # file-to-find package
  compgen -G "$1" >/dev/null || packages+=("$2")
}
if [ "$torch" = system ]; then
  command -v g++ >/dev/null || packages+=(g++)
  command -v cmake >/dev/null || packages+=(cmake)
  command -v make >/dev/null || packages+=(make)
  if [ -z "${LIBTORCH:-}" ]; then
    need /usr/include/torch/csrc/api/include/torch/version.h libtorch-dev
    # Debian's libtorch multiplies matrices with whatever BLAS is there; the reference BLAS is some forty times slower than this one.
    need "/usr/lib/*/openblas-openmp/libblas.so.3" libopenblas0-openmp
  fi
fi
if [ "$images" = system ]; then
  command -v g++ >/dev/null || packages+=(g++)
  command -v cmake >/dev/null || packages+=(cmake)
  command -v make >/dev/null || packages+=(make)
  need "/usr/include/jpeglib.h" libjpeg-dev
  need "/usr/include/png.h" libpng-dev
  need "/usr/include/webp/decode.h" libwebp-dev
  need "/usr/include/*/tiffio.h" libtiff-dev
fi
# Videos and streams alone need ffmpeg: its absence stops nothing else.
if ! command -v ffmpeg >/dev/null; then
  if command -v apt-get >/dev/null && { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }; then
    packages+=(ffmpeg)
  else
    say "ffmpeg is missing: videos, streams and cameras cannot be read without it."
  fi
fi
if [ ${#packages[@]} -gt 0 ]; then
  mapfile -t packages < <(printf '%s\n' "${packages[@]}" | sort -u)
  as_root=""
  if [ "$(id -u)" != 0 ]; then
    sudo -n true 2>/dev/null && as_root=sudo || as_root=none
  fi
  if [ "$as_root" = none ] || ! command -v apt-get >/dev/null; then
    fail "these packages are missing: ${packages[*]}. Install them (Debian: apt-get install ${packages[*]}) and run this again."
  fi
  say "installing ${packages[*]}"
  log=$(mktemp)
  if ! { $as_root apt-get update -qq && DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends "${packages[@]}"; } >"$log" 2>&1; then
    tail -20 "$log" >&2
    fail "apt-get could not install ${packages[*]}; its last words are above."
  fi
  rm -f "$log"
fi

# ---- native parts --------------------------------------------------------------------------------------------------------------

build() { # name source-folder result
  local stamp="$native/$1.stamp"
  local inputs
  inputs=$(cat "$2"/* | sha256sum; echo "${LIBTORCH:-system}"; dpkg-query -W libtorch-dev 2>/dev/null || true)
  if [ -f "$native/$3" ] && [ "$(cat "$stamp" 2>/dev/null)" = "$inputs" ]; then
    return
  fi
  say "building $3"
  local log="$native/$1.log"
  if ! { cmake -S "$2" -B "$native/build-$1" -DCMAKE_BUILD_TYPE=Release -DOUTPUT="$native" && cmake --build "$native/build-$1"; } >"$log" 2>&1; then
    grep -E -m 10 'error|Error' "$log" >&2 || tail -10 "$log" >&2
    fail "$3 did not build; the whole log is .native/$1.log."
  fi
  printf '%s' "$inputs" > "$stamp"
}

[ "$torch" != system ] || build torch src/TorchSharp.System/native libtorchsystem.so
[ "$images" != system ] || build images src/Yolo.Core/Imaging/Codecs/native libyoloimages.so

touch "$native/ready"
