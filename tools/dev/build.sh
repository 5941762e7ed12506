# Builds the web app and the program. Sourced by ./dev.

JOBS=${THON_JOBS:-$(nproc)}

# Rebuilds dist/ when something the web app is made of is newer than it.
build_web() {
  local mark=build/web-built
  if [ -e dist/index.html ] && [ -e "$mark" ] && [ -z "$(find src package-lock.json vite.config.ts svelte.config.js tools \
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
