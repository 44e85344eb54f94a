#!/bin/sh
# Derives paints.csv, and the licence that goes with it, from the npm package color-name-list.
# Usage: sh data/derive.sh, in the folder of this example; needs npm.
set -eu

version=14.29.0
resources=$(cd "$(dirname "$0")/../src/main/resources/io/github/dynamodbjcache/examples/quickstart" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cd "$work"
archive=$(npm pack --silent "color-name-list@$version")
tar -xzf "$archive"

# name,hex becomes hex,name without the heading: the code is the key, and a name may hold a comma.
sed -e 1d -e 's/^\(.*\),\(#[0-9a-f]\{6\}\)$/\2,\1/' package/dist/colornames.bestof.csv \
  > "$resources/paints.csv"
cp package/LICENSE "$resources/paints.LICENSE"
