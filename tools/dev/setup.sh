# Brings a fresh Debian 12 to the point where Thôn builds. Sourced by ./dev. Does nothing, quickly, when all is there.

NODE_VERSION=24.21.0
NPM_VERSION=11.19.1

say() { printf '\033[1m%s\033[0m\n' "$*" >&2; }
fail() { printf '%s\n' "$*" >&2 && exit 1; }

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

# Names of the listed packages that dpkg does not know as installed.
missing_packages() {
  local list wanted
  for list in ${THON_PACKAGES:-packages}; do
    wanted=$(sed 's/#.*//' "tools/dev/$list.txt")
    comm -23 <(tr -s ' \n' '\n' <<<"$wanted" | sed '/^$/d' | sort) \
      <(dpkg-query -W -f='${Package} ${db:Status-Status}\n' $wanted 2>/dev/null | sed -n 's/ installed$//p' | sort -u)
  done
}

install_packages() {
  local packages=$*
  [ -n "$packages" ] || return 0
  if [ "$(id -u)" != 0 ] && ! command -v sudo >/dev/null; then
    fail "These Debian packages are missing; install them as root, then start again:
  apt-get install --no-install-recommends" $packages
  fi
  if [ -z "${APT_UPDATED:-}" ]; then
    say "Reading Debian's package lists"
    as_root apt-get -qq update
    APT_UPDATED=1
  fi
  say "Installing Debian packages:" $packages
  mkdir -p build
  as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get -qq -y --no-install-recommends -o Dpkg::Use-Pty=0 install $packages >build/apt.log 2>&1 ||
    { cat build/apt.log >&2 && fail "Debian's packages could not be installed: see above."; }
}

node_is_new_enough() {
  command -v node >/dev/null && command -v npm >/dev/null &&
    node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)'
}

# Debian's own Node is too old for Vite; npm carries newer ones as ordinary packages.
setup_node() {
  local own=$PWD/.tools/node/node_modules
  if [ -x "$own/.bin/npm" ]; then PATH=$own/.bin:$PATH; fi
  if node_is_new_enough; then return; fi
  install_packages $(dpkg-query -W -f='${Package} ${db:Status-Status}\n' nodejs npm 2>/dev/null |
    sed -n 's/ installed$//p' | sort | comm -23 <(printf 'nodejs\nnpm\n') -)
  local machine
  case $(uname -m) in
    x86_64) machine=x64 ;;
    aarch64) machine=arm64 ;;
    *) fail "No Node $NODE_VERSION for $(uname -m): install Node 20.19 or newer and start again." ;;
  esac
  say "Installing Node $NODE_VERSION into .tools/node"
  mkdir -p .tools/node
  npm install --prefix .tools/node --loglevel=error --no-fund --no-audit "node-linux-$machine@$NODE_VERSION" "npm@$NPM_VERSION"
  ln -sf "../node-linux-$machine/bin/node" "$own/.bin/node"
  PATH=$own/.bin:$PATH
  hash -r
  node_is_new_enough || fail "Node $NODE_VERSION does not start here: install Node 20.19 or newer and start again."
}

# node_modules carries the mark of the lock file that it was made from.
setup_npm() {
  local mark=node_modules/.thon-lock lock
  lock=$(sha256sum package-lock.json | cut -c1-64)
  if [ -e "$mark" ] && [ "$(cat "$mark")" = "$lock" ]; then return; fi
  say "Installing npm packages"
  npm ci --loglevel=error --no-fund --no-audit
  printf '%s\n' "$lock" >"$mark"
}

setup() {
  command -v dpkg-query >/dev/null || fail "./dev needs Debian 12: it installs what is missing with apt-get."
  install_packages $(missing_packages)
  setup_node
  setup_npm
}
