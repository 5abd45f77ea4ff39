#!/bin/sh
# The pictures in the documentation, made anew from the example: make picture. Needs Chromium.
set -eu
cd "$(dirname "$0")/../.."
desk=$(mktemp -d)
trap 'rm -rf "$desk"' EXIT

# The table of voices, which comes before the text, is folded away so that both views fit.
.venv/bin/sayso read examples/cannery.txt --html - |
    sed -e 's|<div class="front">|<div hidden>&|' -e 's|<section class="words"|</div>&|' >"$desk/page.html"
for browser in chromium chromium-browser google-chrome "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"; do
    command -v "$browser" >/dev/null && break
done
"$browser" --headless --no-sandbox --disable-gpu --hide-scrollbars --user-data-dir="$desk/profile" \
    --window-size=1280,1060 --screenshot=docs/pictures/page.png "file://$desk/page.html" 2>"$desk/log" || { cat "$desk/log"; exit 1; }

FORCE_COLOR=1 COLUMNS=100 .venv/bin/sayso read examples/cannery.txt | .venv/bin/python docs/pictures/terminal.py terminal 'sayso read examples/cannery.txt'
.venv/bin/sayso new "$desk/case" 2>"$desk/log"
.venv/bin/sayso add "$desk/case" examples/dprk-workers/ --quiet
FORCE_COLOR=1 COLUMNS=100 .venv/bin/sayso show "$desk/case" --as-of 2019-12-31 | head -n 44 |
    .venv/bin/python docs/pictures/terminal.py case 'sayso show workers --as-of 2019-12-31'
ls -l docs/pictures
