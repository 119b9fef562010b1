-- Sends the pictures of the folder PICTURES, one after the other, and writes a part of a table: requests a second, p50, p95, p99, answers that were no success.
local bodies, turn = {}, 0
for path in io.popen("ls -d '" .. os.getenv("PICTURES") .. "'/*"):lines() do
  local file = assert(io.open(path, "rb"))
  bodies[#bodies + 1] = file:read("*a")
  file:close()
end

function request()
  turn = turn % #bodies + 1
  return wrk.format("POST", nil, { ["Content-Type"] = "application/octet-stream" }, bodies[turn])
end

function done(summary, latency)
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  print(string.format("| %.1f | %.0f | %.0f | %.0f | %d |", summary.requests / summary.duration * 1e6,
    latency:percentile(50) / 1000, latency:percentile(95) / 1000, latency:percentile(99) / 1000, failed))
end
