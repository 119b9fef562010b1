#!/usr/bin/env bash
# Checks and measures everything on this machine's GPU in under seven minutes, with Python's torch in the place of .NET's package: run it where
# pack.sh has put it. Each step has a limit and writes what it found at once: results/NAME.log, and a row in results/steps.md. In the end, also when
# it is interrupted, results/results.md has the table. The exit status is 0 if every step that ran went well.
#
#   ./run.sh                      DEVICE=0 (cpu: the processor), OUT=results, WORKERS=14, SECONDS_IN_ALL=410
#   SMALL=1 ./run.sh              small sizes, to try the steps themselves
#   ONLY="checks bfloat16"        those steps alone
#   TORCH_LIB=folder[:folder]     libtorch there instead of Python's
#   REFERENCE=path                the reference's tree (with the package ultralytics in it): trains with it, too
set -uo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
cd "$here" || exit 1
device=${DEVICE:-0}
out="$(realpath -m "${OUT:-results}")"
workers=${WORKERS:-14}
deadline=$((SECONDS + ${SECONDS_IN_ALL:-410}))
small=${SMALL:-}
failures=0

say() { printf 'run: %s\n' "$*" >&2; }

# ---- libtorch ------------------------------------------------------------------------------------------------------------------------

if [ -z "${TORCH_LIB:-}" ]; then
  TORCH_LIB=$(python3 - <<'P'
import glob, importlib.util, os
torch = importlib.util.find_spec("torch")
if torch:
    home = os.path.dirname(torch.origin)
    print(":".join([os.path.join(home, "lib")] + sorted(glob.glob(os.path.join(os.path.dirname(home), "nvidia", "*", "lib")))))
P
  )
  [ -n "$TORCH_LIB" ] || { say "python3 has no torch here; name the folder of libtorch_cpu.so by TORCH_LIB."; exit 2; }
fi
[ -e "${TORCH_LIB%%:*}/libtorch_cpu.so" ] || { say "${TORCH_LIB%%:*} has no libtorch_cpu.so."; exit 2; }
preload=
if [ "$device" != cpu ]; then
  preload="${TORCH_LIB%%:*}/libtorch_cuda.so"
  [ -e "$preload" ] || { say "$preload is not there: this libtorch is for the processor alone. DEVICE=cpu tries the steps without a GPU."; exit 2; }
fi

# ---- programs, pictures, sizes ---------------------------------------------------------------------------------------------------------

mkdir -p "$out"
rm -f "$out/steps.md" "$out/rates.md" "$out/results.md"
runs="$out/runs"
rm -rf "$runs"
mkdir -p "$runs"
unpack() {
  tar --extract --xz --file app.tar.xz 2>/dev/null || python3 -c 'import tarfile; tarfile.open("app.tar.xz").extractall(".")'
}
[ -x app/yolo ] || unpack || { say "app.tar.xz could not be unpacked."; exit 2; }

ours() { # program, arguments: one of ours, on the libtorch found
  local program=$1
  shift
  env LD_LIBRARY_PATH="$TORCH_LIB${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}" LD_PRELOAD="$preload" DOTNET_gcServer=0 "$here/app/$program" "$@"
}

too_much() { # arguments: asks for more than the card has; an error that says what was tried is as good an end as a batch that fits
  local status=0
  ours yolo "$@" || status=$?
  [ $status -le 1 ]
}

repeats=10 epochs=4 size=640 batch=64 share=1.0 most=4096
if [ -n "$small" ]; then
  repeats=1 epochs=4 size=64 batch=8 share=0.1 most=64
fi

# The training pictures several times over, by links: an epoch is to last for seconds.
data="$runs/data"
mkdir -p "$data"
folders=()
for ((i = 0; i < repeats; i++)); do
  for kind in images labels; do
    mkdir -p "$data/$kind/train$i"
    cp -rl "data/$kind/train/." "$data/$kind/train$i" 2>/dev/null || cp -r "data/$kind/train/." "$data/$kind/train$i"
  done
  folders+=("images/train$i")
done
cp -rl data/images/val "$data/images/" 2>/dev/null || cp -r data/images/val "$data/images/"
cp -rl data/labels/val "$data/labels/" 2>/dev/null || cp -r data/labels/val "$data/labels/"
{
  echo "path: $data"
  echo "train: [$(IFS=,; echo "${folders[*]}")]"
  echo "val: images/val"
  sed -n '/^names:/,$p' data/data.yaml
} >"$data/data.yaml"
pictures=$(find "$data"/images/train* -type f | wc -l)
pictures=$(awk -v n="$pictures" -v s="$share" 'BEGIN { printf "%d", n * s }')
detector=
[ ! -e weights/detector ] || detector="$here/weights/$(cat weights/detector)"

# ---- steps --------------------------------------------------------------------------------------------------------------------------

row() { printf '| %s | %s | %s | %s |\n' "$@" >>"$out/steps.md"; }

wants() { # step
  [ -z "${ONLY:-}" ] || [[ " $ONLY " == *" $1 "* ]]
}

fact() { # step: what its log says in a line
  grep -aE '^(predict:|val at|losses of |[0-9]+ of [0-9]+ |[0-9]+ workers at .*epoch 3|torch  |cuda  |\| all \||Results saved|yolo: |in ONNX Runtime|skipped:|Unhandled)' "$out/$1.log" | tail -3 | tr '|\n' '/;' | cut -c1-300
}

step() { # name, limit in seconds, command: its output goes to NAME.log, its outcome into the table
  local name=$1 limit=$2 start=$SECONDS status
  shift 2
  wants "$name" || return 0
  if ((deadline - SECONDS < 5)); then
    row "$name" "left out: no time" 0 ""
    return 0
  fi
  ((limit < deadline - SECONDS)) || limit=$((deadline - SECONDS))
  export -f ours too_much
  TORCH_LIB="$TORCH_LIB" preload="$preload" here="$here" timeout --kill-after=5 "$limit" bash -c '"$@"' step "$@" >"$out/$name.log" 2>&1
  status=$?
  case $status in
    0) status=ok ;;
    2) status="refused" ;;
    124 | 137) status="over its limit of $limit s" ;;
    *) status="FAILED ($status)" ;;
  esac
  [ "$status" = ok ] || failures=$((failures + 1))
  row "$name" "$status" "$((SECONDS - start))" "$(fact "$name")"
  say "$name: $status, $((SECONDS - start)) s"
  [ "$status" = ok ]
}

card=${device#cuda}
card=${card#:}
card=${card:-0}
watch() { # name: notes what the GPU does, until it is told to stop
  watcher=
  if [ "$device" != cpu ] && command -v nvidia-smi >/dev/null; then
    nvidia-smi --id="$card" --query-gpu=utilization.gpu,memory.used --format=csv,noheader,nounits --loop-ms=200 >"$out/$1.gpu" 2>/dev/null &
    watcher=$!
  fi
}

unwatch() {
  [ -z "$watcher" ] || { kill "$watcher" && wait "$watcher"; } 2>/dev/null
  watcher=
}

rate() { # name, run's folder, label: pictures a second over the second and third of four epochs, and what the GPU did in the middle of the run
  local speed busy= memory=
  speed=$(awk -F, -v n="$pictures" 'NR == 1 { for (i = 1; i <= NF; i++) { gsub(/ /, "", $i); if ($i == "time") c = i } next } { t[NR - 1] = $c } END { if (t[3] > t[1]) printf "%.0f", 2 * n / (t[3] - t[1]) }' "$2/results.csv" 2>/dev/null)
  if [ -s "$out/$1.gpu" ]; then
    busy=$(awk -F, '{ u[NR] = $1 } END { for (i = int(NR * 0.5); i <= int(NR * 0.9); i++) { s += u[i]; k++ } if (k) printf "%.0f %%", s / k }' "$out/$1.gpu")
    memory=$(awk -F, '$2 + 0 > m { m = $2 + 0 } END { printf "%.1f GB", m * 1048576 / 1e9 }' "$out/$1.gpu")
  fi
  printf '| %s | %s | %s | %s |\n' "$3" "${speed:--}" "${busy:--}" "${memory:--}" >>"$out/rates.md"
}

train() { # name, limit, label, settings: four epochs of yolov8n
  local name=$1 limit=$2 label=$3
  shift 3
  wants "$name" || return 0
  watch "$name"
  step "$name" "$limit" ours yolo train model=yolov8n.yaml data="$data/data.yaml" epochs=$epochs imgsz=$size batch=$batch fraction=$share cache=ram workers="$workers" \
    pretrained=false optimizer=SGD val=false save=false plots=false device="$device" project="$runs" name="$name" exist_ok=true "$@"
  unwatch
  rate "$name" "$runs/$name" "$label"
}

finish() {
  {
    echo "# yolov8n at $size, batch $batch, $pictures pictures; commit $(cat commit 2>/dev/null), $(date -u +%F)"
    echo
    echo "$(nvidia-smi --query-gpu=name,driver_version --format=csv,noheader 2>/dev/null || echo "no GPU"), $(nproc) processors, libtorch of ${TORCH_LIB%%:*}"
    echo
    echo "| what | images/s | GPU busy | memory |"
    echo "|---|---|---|---|"
    cat "$out/rates.md" 2>/dev/null
    echo
    echo "| step | outcome | seconds | says |"
    echo "|---|---|---|---|"
    cat "$out/steps.md" 2>/dev/null
    if [ -s "$out/launches.log" ]; then
      echo
      grep -aE '^(###|\||$)' "$out/launches.log"
    fi
  } >"$out/results.md"
  rm -rf "$runs/data"
}
trap finish EXIT
trap 'exit 130' INT TERM

# The processor's kernels first: where some miscalculate, all that follows has to know.
step checks 20 ours yolo checks
level=$(sed -n 's/^kernels  right, ONEDNN_MAX_CPU_ISA=\([A-Z0-9_]*\).*/\1/p' "$out/checks.log" 2>/dev/null)
[ -z "$level" ] || export ONEDNN_MAX_CPU_ISA="$level"
export DEVICE="$device" SMALL="$small" DATA="$here/data/data.yaml" MODEL="$detector"

step families 80 ours Yolo.Bench families
step agreement 60 ours Yolo.Bench agreement
if [ -n "$detector" ]; then
  step predict 30 ours yolo predict model="$detector" source="$here/data/images/val" imgsz=$size device="$device" project="$runs" name=predict exist_ok=true
  step val 30 ours yolo val model="$detector" data="$here/data/data.yaml" imgsz=$size device="$device" plots=false project="$runs" name=val exist_ok=true
fi
train bfloat16 60 "ours, bfloat16" amp=$([ "$device" = cpu ] && echo false || echo bfloat16)
if [ "$device" != cpu ]; then
  train graphs 60 "ours, bfloat16, captured as graphs" amp=bfloat16 compile=true
  [ ! -e "$runs/bfloat16/results.csv" ] || step graphs-losses 5 awk -F, '
    FNR == 1 { file++ }
    { for (i = 3; i <= 5; i++) loss[file, i] = $i }
    END { for (i = 3; i <= 5; i++) { printf("%s%s and %s", (i > 3 ? ", " : "losses of the last epoch step by step and by graphs: "), loss[1, i], loss[2, i]); d = loss[1, i] - loss[2, i]; if (d * d > (0.05 * loss[1, i]) ^ 2) bad = 1 } print ""; exit bad }' \
    "$runs/bfloat16/results.csv" "$runs/graphs/results.csv"
fi
train float32 60 "ours, float32 (TF32)" amp=false
[ "$device" = cpu ] || train float16 60 "ours, float16" amp=float16
step feed 40 ours Yolo.Bench feed
step going-on 60 ours Yolo.Bench going-on
step memory 40 too_much train model=yolov8n.yaml data="$data/data.yaml" epochs=1 imgsz=$size batch=$most fraction=$share cache=ram workers="$workers" \
  pretrained=false val=false save=false plots=false device="$device" project="$runs" name=memory exist_ok=true
if [ -n "$detector" ]; then
  cp "$detector" "$runs/export.pt"
  step export 30 ours yolo export model="$runs/export.pt" format=onnx imgsz=$size device="$device"
fi
step nccl 20 ours Yolo.Bench nccl
step launches 40 ours Yolo.Bench launches
if [ -n "${REFERENCE:-}" ] && [ -e reference.py ]; then
  watch reference
  REF="$REFERENCE" step reference 80 python3 reference.py train model=yolov8n.yaml data="$data/data.yaml" epochs=$epochs imgsz=$size batch=$batch fraction=$share cache=ram workers="$workers" \
    pretrained=false optimizer=SGD val=false save=false plots=false device="$device" project="$runs" name=reference exist_ok=true
  unwatch
  rate reference "$runs/reference" "reference, its defaults"
fi
DOTNET_EnableEventPipe=1 DOTNET_EventPipeOutputPath="$out/profile.nettrace" DOTNET_EventPipeConfig='Microsoft-DotNETCore-SampleProfiler:0:5,Microsoft-Windows-DotNETRuntime:4c14fccbd:5' \
  step profile 60 ours yolo train model=yolov8n.yaml data="$data/data.yaml" epochs=2 imgsz=$size batch=$batch fraction=$share cache=ram workers="$workers" \
  pretrained=false optimizer=SGD val=false save=false plots=false device="$device" project="$runs" name=profile exist_ok=true
[ ! -e "$out/profile.nettrace" ] || gzip --force "$out/profile.nettrace"

finish
cat "$out/results.md"
exit $((failures > 0))
