#!/bin/sh
#fr Installe etalage, rapporte le catalogue et fabrique le site dans public/. Les arguments vont à `etalage build`.
#fr
#fr Portail injoignable : le site est refait avec le dernier catalogue rapporté, dont il dit la date. Toute autre erreur
#fr est écrite dans le journal et arrête le script : l’hébergeur laisse alors en ligne le site de la veille.
#en Installs etalage, fetches the catalogue and makes the site in public/. Arguments go to `etalage build`.
#en
#en With the portal down, the site is made of the last catalogue that came, and says its date. Any other error is
#en written to the log and stops the script: the host then leaves yesterday's site up.
set -eu
cd "$(dirname "$0")"

#fr La version voulue. Avec une adresse et une empreinte, le binaire est téléchargé et vérifié ; sans, il est compilé.
#en The version wanted. With an address and a checksum the binary is downloaded and verified; without, it is compiled.
version="@version@"
url="${ETALAGE_URL:-}"
sha256="${ETALAGE_SHA256:-}"

#fr Gardé d’une nuit à l’autre : le binaire, et le dernier catalogue.
#en Kept from one night to the next: the binary, and the last catalogue.
cache="${ETALAGE_CACHE:-$PWD/.cache-etalage}"
mkdir -p "$cache/bin"
program="$cache/bin/etalage-$version"

if [ -n "$url" ] && [ -z "$sha256" ]; then
  echo "site.sh: ETALAGE_URL is set without ETALAGE_SHA256: a binary is never run unverified" >&2
  exit 1
fi
if [ -n "$url" ]; then
  program="$cache/bin/etalage-$sha256"
  if [ ! -f "$program" ]; then
    curl --fail --silent --show-error --location --retry 3 --output "$program.part" "$url"
    echo "$sha256  $program.part" | sha256sum --check --quiet - || {
      rm -f "$program.part"
      echo "site.sh: $url is not the file that was expected (sha256)" >&2
      exit 1
    }
    chmod +x "$program.part"
    mv "$program.part" "$program"
  fi
elif [ ! -x "$program" ]; then
  command -v cargo > /dev/null || {
    echo "site.sh: no cargo to compile etalage with: install Rust, or set ETALAGE_URL and ETALAGE_SHA256" >&2
    exit 1
  }
  cargo install etalage --version "$version" --locked --root "$cache/install"
  mv "$cache/install/bin/etalage" "$program"
fi

#fr Le dernier catalogue vient du cache, et y retourne dès qu’il est complet.
#en The last catalogue comes from the cache, and goes back there as soon as it is whole.
if [ ! -d snapshot ] && [ -d "$cache/snapshot" ]; then
  cp -R "$cache/snapshot" snapshot
fi
status=0
"$program" build --fetch "$@" || status=$?
if [ -f snapshot/manifest.json ]; then
  rm -rf "$cache/snapshot.new"
  cp -R snapshot "$cache/snapshot.new"
  rm -rf "$cache/snapshot"
  mv "$cache/snapshot.new" "$cache/snapshot"
fi
exit "$status"
