#!/usr/bin/env bash
# How fast samples/WebService answers, and what memory it takes: starts it, asks it over HTTP with the pictures of a folder, and writes a line of a table.
# Usage: bench/service/load.sh MODEL PICTURES [connections=4] [seconds=30] [sessions=2]     needs wrk (Debian: apt-get install wrk) and a Release build
set -euo pipefail
model=$(realpath "$1") pictures=$(realpath "$2") connections=${3:-4} seconds=${4:-30} sessions=${5:-2}
here=$(dirname "$(realpath "${BASH_SOURCE[0]}")")
log=$(mktemp)
cd "$here/../../samples/WebService/bin/Release/net10.0"

dotnet WebService.dll --urls http://127.0.0.1:0 --Yolo:Model "$model" --Yolo:Sessions "$sessions" >"$log" 2>&1 &
service=$!
trap 'kill $service 2>/dev/null; wait $service 2>/dev/null || true; rm -f "$log"' EXIT
until address=$(grep -o 'http://127.0.0.1:[0-9]*' "$log" | head -1) && [ -n "$address" ]; do kill -0 $service; sleep 0.2; done
until [ "$(curl -s "$address/health")" = Healthy ]; do kill -0 $service; sleep 0.2; done

megabytes() { awk '/VmRSS/ {printf "%.0f", $2 / 1024}' /proc/$service/status; }
ask() { PICTURES=$pictures wrk --threads 1 --connections "$connections" --duration "$1s" --timeout 30s --script "$here/pictures.lua" "$address/predict"; }

ask 5 >/dev/null
start=$(megabytes)
answers=$(ask "$seconds" | grep '^|')
echo "| $(basename "$model") | $sessions | $connections $answers $start | $(megabytes) |"
