#!/bin/sh
# Makes the two pictures of the README: a frame of the drawn farm, and the same one of what
# `kedit run remove-chick.kedit --simulate` leaves. It needs kedit on the path, and ffmpeg.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
kedit run remove-chick.kedit --simulate --yes --output-dir "$work" --state "$work/journal.sqlite"
# picture VIDEO NAME
picture() {
  ffmpeg -v error -y -i "$1" -vf "select=eq(n\,75),scale=640:-2,split[a][b];[a]palettegen[p];[b][p]paletteuse" \
    -frames:v 1 -map_metadata -1 -fflags +bitexact "media/$2.png"
}
picture media/farm.mp4 before
picture "$work/remove-chick-1.mp4" after
