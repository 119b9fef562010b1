#!/usr/bin/env bash
# The whole product once: prepares the machine, trains a detector on generated pictures, judges it, finds shapes with it, and follows them in a film.
# What it leaves lies in runs/detect/shapes*; look at val_batch0_pred.jpg, at the pictures of shapes-predict and at the film of shapes-track.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

./yolo train model=yolov8n.yaml data=shapes imgsz=160 epochs=22 batch=8 nbs=8 optimizer=AdamW lr0=0.002 momentum=0.9 warmup_epochs=1 warmup_bias_lr=0 close_mosaic=6 name=shapes exist_ok=true
./yolo val model=runs/detect/shapes/weights/best.pt name=shapes-val exist_ok=true
./yolo predict model=runs/detect/shapes/weights/best.pt source=datasets/shapes/images/val name=shapes-predict exist_ok=true
./yolo track model=runs/detect/shapes/weights/best.pt data=shapes imgsz=320 trail=20 name=shapes-track exist_ok=true verbose=false
