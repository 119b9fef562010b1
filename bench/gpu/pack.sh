#!/usr/bin/env bash
# Makes one folder to carry to a machine with a GPU and Python's torch, without .NET and without network: the command and the measurements,
# self-contained and without libtorch, pictures, checkpoints, and run.sh, which does the rest there. The last line is the folder and its size.
#
#   bench/gpu/pack.sh [folder]      the folder is made anew; .native/gpu/pack if none is given
#
# DATA=path/to/data.yaml carries that data set's folder; else shared/datasets/bccd beside the repository; else shapes are generated.
# WEIGHTS="one.pt two.pt" carries those checkpoints, the first a detector of the data; else those of shared/weights that fit.
# LIMIT_MIB is the most that the folder may weigh, 60 if nothing is said.
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
work="$root/.native/gpu"
pack="$(realpath -m "${1:-$work/pack}")"
shared="$(dirname "$root")/shared"
limit=$((${LIMIT_MIB:-60} * 1024))

say() { printf 'pack: %s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }

case "$pack" in
  "$root" | "$HOME" | /) fail "$pack would be emptied; name a folder of its own." ;;
esac
[ ! -e "$pack" ] || [ -e "$pack/run.sh" ] || [ -z "$(ls -A "$pack")" ] || fail "$pack holds something else than an earlier pack; name another folder, or empty it."

# ---- the programs ------------------------------------------------------------------------------------------------------------------

mkdir -p "$work"
rm -rf "$pack" "$work/app"
mkdir -p "$pack/weights"
install -m 755 "$root/bench/gpu/run.sh" "$pack/run.sh"
for project in src/Yolo.Cli bench/Yolo.Bench; do
  say "publishing $project"
  if ! dotnet publish "$root/$project" --configuration Release --runtime linux-x64 --self-contained --artifacts-path "$work/build" --output "$work/app" \
    -p:Torch=cpu -p:PublishReadyToRun=true -p:PublishDocumentationFiles=false -p:DebugType=none -p:RunAnalyzers=false \
    -p:CustomAfterMicrosoftCommonTargets="$root/bench/gpu/pack.targets" --nologo --verbosity quiet >"$work/publish.log" 2>&1; then
    cat "$work/publish.log" >&2
    fail "$project could not be published; the reason is above."
  fi
done

# libtorch is that of the other machine; what TorchSharp's own library stands on keeps its name there.
rm -f "$work"/app/{libtorch,libc10,libgomp,libaoti,libbackend_with_compiler,libjitbackend,libnnapi,libshm}*
# What only debuggers and LTTng load.
rm -f "$work"/app/{libmscordaccore,libmscordbi,libcoreclrtraceptprovider}.so "$work/app/createdump"
[ -e "$work/app/libLibTorchSharp.so" ] || fail "libLibTorchSharp.so is not among what was published."
tar --create --xz --file "$pack/app.tar.xz" --directory "$work" app

# ---- pictures ----------------------------------------------------------------------------------------------------------------------

data=${DATA:-}
if [ -z "$data" ] && [ -e "$shared/datasets/bccd/bccd.yaml" ]; then
  data="$shared/datasets/bccd/bccd.yaml"
fi
if [ -n "$data" ]; then
  [ -e "$data" ] || fail "DATA=$data is not there."
  say "pictures of $data"
  mkdir -p "$pack/data"
  cp -rL --no-preserve=mode "$(dirname "$data")/." "$pack/data"
  rm -rf "$pack/data/images/test" "$pack/data/labels/test"
  [ "$(basename "$data")" = data.yaml ] || mv "$pack/data/$(basename "$data")" "$pack/data/data.yaml"
else
  say "no data set is beside the repository: generating shapes"
  torch=$(find "${NUGET_PACKAGES:-$HOME/.nuget/packages}/libtorch-cpu-linux-x64" -type d -name native | sort | tail -1)
  SHAPES="$work/shapes" LD_LIBRARY_PATH="$torch" "$work/app/Yolo.Bench" make-shapes >"$work/shapes.log" || fail "shapes could not be generated ($work/shapes.log)."
  mv "$(dirname "$(find "$work/shapes" -name '*.yaml' | head -1)")" "$pack/data"
  mv "$pack"/data/*.yaml "$pack/data/data.yaml"
fi

# ---- where it comes from, and the reference's driver ------------------------------------------------------------------------------------------

git -C "$root" rev-parse HEAD >"$pack/commit" 2>/dev/null || echo unknown >"$pack/commit"
for file in reference.py stub_polars.py; do
  if [ -e "$shared/gpu/$file" ]; then
    install -m 644 "$shared/gpu/$file" "$pack/$file"
  fi
done

# ---- checkpoints, as many as there is room for ---------------------------------------------------------------------------------------------

weight() { du --summarize --apparent-size --block-size=1K "$1" | cut -f1; }
wanted=()
if [ -n "${WEIGHTS:-}" ]; then
  read -ra wanted <<<"$WEIGHTS"
elif [ -d "$shared/weights" ]; then
  for name in bccd-yolov8n yolo11n-seg yolo26n-pose yolo11n-obb yolo11n-cls bccd-yolo26n; do
    wanted+=("$shared/weights/$name.pt")
  done
fi
for file in "${wanted[@]}"; do
  [ -e "$file" ] || fail "the checkpoint $file is not there."
  if (($(weight "$pack") + $(weight "$file") <= limit)); then
    install -m 644 "$file" "$pack/weights/"
    [ -e "$pack/weights/detector" ] || basename "$file" >"$pack/weights/detector"
  else
    say "left out for want of room: $(basename "$file")"
  fi
done

total=$(weight "$pack")
((total <= limit)) || fail "$pack weighs $((total / 1024)) MiB, more than $((limit / 1024))."
echo "$pack $((total / 1024)) MiB"
