# Builds the web app and the program. Sourced by ./dev.

JOBS=${THON_JOBS:-$(nproc)}
# What one clone compiled serves the next one, wherever it lies.
export CCACHE_BASEDIR=$PWD CCACHE_NOHASHDIR=1

# Rebuilds dist/ when something the web app is made of is newer than it.
build_web() {
  local mark=build/web-built
  if [ -e dist/index.html ] && [ -e "$mark" ] && [ -z "$(find src package-lock.json vite.config.ts tools \
    -newer "$mark" \( -path '*/web/*' -o -path '*/text/*.json' -o -name 'vite*' -o -name '*dist.mjs' -o -name '*lock.json' \) \
    -print -quit)" ]; then
    return
  fi
  say "Building the web app"
  mkdir -p build
  touch "$mark.new"
  npm run --silent build >build/web.log 2>&1 || { cat build/web.log >&2 && fail "The web app does not build."; }
  mv "$mark.new" "$mark"
}

# build_cpp <preset> [cmake options…]
build_cpp() {
  local preset=$1
  shift
  say "Building the program ($preset)"
  mkdir -p build
  cmake --preset "$preset" "$@" >build/cmake.log 2>&1 || { cat build/cmake.log >&2 && fail "CMake stops: see above."; }
  cmake --build --preset "$preset" -j "$JOBS" >build/ninja.log 2>&1 ||
    { grep -v '^\[' build/ninja.log >&2 && fail "The program does not build."; }
}

# Writes the client's types from the API's own description; with --check only compares.
make_api() {
  mkdir -p build
  "build/$1/thon" openapi >build/openapi.json
  npx openapi-typescript build/openapi.json --root-types -o build/schema.d.ts >build/api.log 2>&1 ||
    { cat build/api.log >&2 && return 1; }
  if [ "${2:-}" != --check ]; then
    cp build/schema.d.ts src/platform/web/schema.d.ts
  elif ! cmp -s build/schema.d.ts src/platform/web/schema.d.ts; then
    echo "src/platform/web/schema.d.ts is not what the program says: run ./dev api" >&2
    return 1
  fi
}
