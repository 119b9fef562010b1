#!/usr/bin/env bash
# Builds the site into artifacts/site: these pages, and the reference of the API from the comments of the code. A link that leads nowhere fails it.
# docs/site.sh --serve shows it on http://localhost:8080.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

dotnet tool restore >/dev/null
dotnet build src/Yolo.Extensions.DependencyInjection/Yolo.Extensions.DependencyInjection.csproj --configuration Release --nologo --verbosity quiet
rm -rf artifacts/api artifacts/site
dotnet docfx docfx.json --warningsAsErrors "$@"
echo "site: artifacts/site/index.html"
