# The rings of tests, and the one closing line. Sourced by ./dev.

RESULTS=test-results/rings

# ring <name> <command…>: runs it, keeps going when it fails; tally.mjs counts what it leaves in $RESULTS/<name>.*
ring() {
  local name=$1 began=$SECONDS status=0
  shift
  say "── $name"
  ("$@") || status=$?
  printf '{"ring":"%s","status":%d,"seconds":%d}\n' "$name" "$status" $((SECONDS - began)) >"$RESULTS/$name.ring"
}

layout_check() { node tools/check-layout.mjs --result "$RESULTS/layout.json"; }

web_check() {
  npx svelte-check --tsconfig ./tsconfig.json --fail-on-warnings --output human
  npx oxlint --deny-warnings src test tools bench
  npx prettier --log-level warn --check .
  node tools/make-database-doc.mjs --check
}

web_tests() {
  npx vitest run --reporter=default --reporter=json --outputFile.json="$RESULTS/web.json"
}

tool_tests() {
  node --test --test-reporter=spec --test-reporter-destination=stdout \
    --test-reporter=tap --test-reporter-destination="$RESULTS/tools.tap" tools/test/*.test.mjs
}

# gtest <result name> <filter>
gtest() {
  (with_postgres build/debug/test/thon_tests --gtest_brief=1 --gtest_filter="$2" --gtest_output="json:$RESULTS/$1.json")
}

crash_tests() {
  (with_postgres node test/crash/crash.mjs --thon build/debug/thon --engine both --kills 50 --result "$RESULTS/crash.json" "$@")
}

# THON_CHAOS gives other sizes: THON_CHAOS="--households 13000 --phones 400" ./dev test chaos
chaos_tests() {
  (with_postgres node test/chaos/chaos.mjs --thon build/debug/thon --engine both --result "$RESULTS/chaos.json" ${THON_CHAOS:-})
}

journeys() {
  PLAYWRIGHT_JSON_OUTPUT_NAME=$PWD/$RESULTS/e2e.json THON=$PWD/build/debug/thon \
    npx playwright test --config test/e2e/playwright.config.ts "$@"
}

# A PostgreSQL of our own in a folder that only we can enter, on a socket there; gone when the command is.
with_postgres() {
  local bin folder owner=() pid status=0
  bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -1)
  folder=$(mktemp -d "${TMPDIR:-/tmp}/thon-postgres.XXXXXX")
  # initdb refuses root.
  if [ "$(id -u)" = 0 ]; then
    chown postgres: "$folder"
    owner=(runuser -u postgres --)
  fi
  (cd "$folder" && "${owner[@]}" "$bin/initdb" -D "$folder/data" -U postgres --auth=trust --encoding=UTF8 \
    --locale=C.UTF-8 --no-sync >"$folder/log") || { cat "$folder/log" >&2 && return 1; }
  (cd "$folder" && exec "${owner[@]}" "$bin/postgres" -D "$folder/data" -k "$folder" -h '' -c "fsync=${THON_FSYNC:-off}" \
    -c max_connections=200 -c shared_buffers=64MB -c log_min_messages=panic >>"$folder/log" 2>&1) &
  pid=$!
  trap "stop_postgres $pid $folder" EXIT
  local waited=0
  until "$bin/pg_isready" -q -h "$folder" -U postgres; do
    sleep 0.1
    waited=$((waited + 1))
    if [ $waited -gt 300 ] || ! kill -0 "$pid" 2>/dev/null; then cat "$folder/log" >&2 && return 1; fi
  done
  THON_TEST_POSTGRES="postgresql://postgres@${folder//\//%2F}/postgres" "$@" || status=$?
  return $status
}

stop_postgres() {
  local server
  # The server's own number: the one started here may be runuser's.
  server=$(head -1 "$2/data/postmaster.pid" 2>/dev/null || true)
  if [ -n "$server" ]; then kill -INT "$server" 2>/dev/null || true; fi
  wait "$1" 2>/dev/null || true
  rm -rf "$2"
}

check() {
  mkdir -p "$RESULTS"
  layout_check && web_check
}

run_tests() {
  local rings=("$@") name
  if [ ${#rings[@]} = 0 ]; then rings=(check web tools native crash e2e); fi
  rm -rf test-results && mkdir -p "$RESULTS"
  for name in "${rings[@]}"; do
    case $name in
      check) ring layout layout_check && ring check web_check ;;
      web) ring web web_tests ;;
      tools) ring tools tool_tests ;;
      tsan) build_cpp tsan && ring tsan tsan_tests ;;
      native | rules | api | crash | chaos | e2e) native_ring "$name" ;;
      *) fail "No such ring: $name" ;;
    esac
  done
  node tools/dev/tally.mjs "$RESULTS"
}

native_ring() {
  build_web && build_cpp debug
  case $1 in
    native)
      ring types make_api debug --check
      ring native gtest native '*'
      ;;
    rules) ring rules gtest rules '*Rules*' ;;
    api) ring api gtest api '-*Rules*' ;;
    crash) ring crash crash_tests ;;
    chaos) ring chaos chaos_tests ;;
    e2e) ring e2e journeys ;;
  esac
}

tsan_tests() {
  build/tsan/test/thon_tests --gtest_brief=1 --gtest_output="json:$RESULTS/tsan.json"
}
