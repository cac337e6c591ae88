#!/bin/sh
# Draws the pictures and films of the examples, from nothing but ffmpeg, sh and awk:
#
#   farm.mp4      5 s, 1280x720, 30 fps: a hen, a brown dog and a yellow chick on a meadow
#   farm-10s.mp4  the same for 10 s
#   corgi.png  balloon.png  hat.png   what the examples put in
#
# It takes a few minutes. Where an animal is in frame n, in pixels (the hop is at most 10 pixels):
#
#   the chick's body   (222 + 2 n,       600 - hop)
#   the dog's body     (1010 - 0.8 n,    510)
#   the dog's head     ( 914 - 0.8 n,    462)
#   the hen's body     (612,             490)
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# draw NAME WIDTH HEIGHT SCALE < SHAPES
#
# Draws shapes, a line each, the later ones over the earlier, on a transparent ground:
#   ellipse X Y RX RY DEGREES COLOR
#   box LEFT TOP RIGHT BOTTOM COLOR
#   triangle X Y X Y X Y COLOR
#   fade TOP BOTTOM COLOR COLOR      (the whole width, from one colour to another)
# A colour is rrggbb or rrggbbaa. Edges are smooth because it is drawn SCALE times as large.
draw() {
  awk -v s="$4" '
    function part(color, at) {
      return index("0123456789abcdef", substr(color, at, 1)) * 16 - 17 \
        + index("0123456789abcdef", substr(color, at + 1, 1))
    }
    function put(condition, color) {
      shapes++
      inside[shapes] = condition
      for (c = 1; c <= 3; c++) value[c, shapes] = part(color, 2 * c - 1)
      value[4, shapes] = length(color) > 6 ? part(color, 7) : 255
    }
    # Which side of the line from a to b the point is on.
    function side(ax, ay, bx, by) {
      return sprintf("((%g)*(Y-%g)-(%g)*(X-%g))", (bx - ax) * s, ay * s, (by - ay) * s, ax * s)
    }
    $1 == "ellipse" {
      turn = $6 * atan2(0, -1) / 180
      u = sprintf("((X-%g)*%.4f+(Y-%g)*%.4f)/%g", $2 * s, cos(turn), $3 * s, sin(turn), $4 * s)
      v = sprintf("((Y-%g)*%.4f-(X-%g)*%.4f)/%g", $3 * s, cos(turn), $2 * s, sin(turn), $5 * s)
      put("lt(hypot(" u "," v "),1)", $7)
    }
    $1 == "box" {
      put(sprintf("between(X,%g,%g)*between(Y,%g,%g)", $2 * s, $4 * s, $3 * s, $5 * s), $6)
    }
    $1 == "triangle" {
      a = side($2, $3, $4, $5); b = side($4, $5, $6, $7); c1 = side($6, $7, $2, $3)
      put("gte(" a "*" b ",0)*gte(" b "*" c1 ",0)*gte(" a "*" c1 ",0)", $8)
    }
    $1 == "fade" {
      put(sprintf("between(Y,%g,%g)", $2 * s, $3 * s), $4)
      for (c = 1; c <= 3; c++)
        value[c, shapes] = sprintf("lerp(%d,%d,(Y-%g)/%g)", \
          part($4, 2 * c - 1), part($5, 2 * c - 1), $2 * s, ($3 - $2) * s)
    }
    END {
      split("r g b a", plane, " ")
      printf "format=gbrap,geq="
      for (c = 1; c <= 4; c++) {
        text = "0"
        for (i = 1; i <= shapes; i++) text = "if(" inside[i] "," value[c, i] "," text ")"
        printf("%s%s=%c%s%c", (c > 1) ? ":" : "", plane[c], 39, text, 39)
      }
    }' >"$work/$1.geq"
  printf ',premultiply=inplace=1,scale=%s:%s:flags=area,unpremultiply=inplace=1,format=rgba' \
    "$2" "$3" >>"$work/$1.geq"
  ffmpeg -v error -y -f lavfi -i "color=black:size=$(($2 * $4))x$(($3 * $4)):rate=1" \
    -filter_script:v "$work/$1.geq" -frames:v 1 -map_metadata -1 -fflags +bitexact "$work/$1.png"
}

draw ground 1280 720 2 <<'end'
fade 0 400 7fc4f0 dff3ff
ellipse 1120 110 58 58 0 fff1a8
ellipse 1120 110 46 46 0 ffe066
ellipse 240 470 420 180 0 a9d18a
ellipse 1010 480 520 200 0 98c97c
ellipse 640 500 460 160 0 8bc071
fade 380 720 86c063 4f9440
box 128 226 152 330 7a5536
ellipse 140 210 62 70 0 4f8f45
ellipse 112 238 40 40 0 5a9c4e
ellipse 172 236 42 42 0 468440
box 330 250 530 392 b5443a
triangle 306 256 430 168 554 256 7c2f2a
box 398 300 462 392 7c2f2a
box 404 306 456 392 d98a6a
triangle 404 306 456 306 404 392 c9795b
ellipse 430 226 17 17 0 f3e6d0
box 0 414 1280 422 f4efe3
box 0 442 1280 450 f4efe3
box 60 396 74 468 f4efe3
box 220 396 234 468 f4efe3
box 380 396 394 468 f4efe3
box 540 396 554 468 f4efe3
box 700 396 714 468 f4efe3
box 860 396 874 468 f4efe3
box 1020 396 1034 468 f4efe3
box 1180 396 1194 468 f4efe3
ellipse 90 560 7 7 0 f6d4e4
ellipse 90 560 3 3 0 f3c13a
ellipse 340 690 8 8 0 ffffff
ellipse 340 690 3 3 0 f3c13a
ellipse 800 668 8 8 0 ffffff
ellipse 800 668 3 3 0 f3c13a
ellipse 1130 688 8 8 0 f6d4e4
ellipse 1130 688 3 3 0 f3c13a
ellipse 470 560 7 7 0 ffffff
ellipse 470 560 3 3 0 f3c13a
end

draw cloud 260 110 4 <<'end'
ellipse 70 72 60 30 0 ffffff
ellipse 190 74 60 28 0 ffffff
ellipse 128 54 64 46 0 ffffff
end

# The feet of a walking animal are drawn twice, one step apart.
chick() {
  cat <<'end'
ellipse 68 132 48 7 0 00000038
ellipse 18 66 17 10 35 f2bd24
ellipse 62 80 47 40 0 ffd83a
ellipse 98 46 31 29 0 ffd83a
ellipse 70 96 30 20 0 ffe574
ellipse 52 80 26 17 18 f2bd24
triangle 124 38 124 56 139 48 f08a24
ellipse 107 40 5 6 0 2b2118
ellipse 109 38 1.6 1.8 0 ffffff
end
}
{
  chick
  printf 'box %s e0812a\n' '50 117 54 130' '50 129 62 132' '74 117 78 134' '74 131 86 134'
} | draw chick-a 140 140 4
{
  chick
  printf 'box %s e0812a\n' '56 117 60 134' '56 131 68 134' '68 117 72 130' '68 127 80 130'
} | draw chick-b 140 140 4

dog() {
  cat <<'end'
ellipse 140 192 110 8 0 00000038
ellipse 36 74 10 38 -35 7d4f26
end
}
dog_front() {
  cat <<'end'
ellipse 132 112 90 42 0 935f30
ellipse 120 126 64 24 0 a87443
ellipse 198 98 36 44 25 935f30
ellipse 226 62 41 34 0 935f30
ellipse 254 74 25 17 0 c99b6a
ellipse 276 67 8 7 0 221a14
ellipse 234 52 6 7 0 221a14
ellipse 236 50 2 2 0 ffffff
ellipse 198 62 14 32 18 6b421d
ellipse 208 100 32 8 -38 c8262c
ellipse 224 108 7 8 0 f2c53d
end
}
{
  dog
  printf 'ellipse %s 7d4f26\n' '74 158 13 36 12' '182 160 12 36 -10'
  printf 'ellipse %s 935f30\n' '100 160 13 36 -8' '204 158 12 36 10'
  dog_front
} | draw dog-a 290 200 4
{
  dog
  printf 'ellipse %s 7d4f26\n' '88 160 13 36 -10' '194 160 12 36 8'
  printf 'ellipse %s 935f30\n' '82 160 13 36 10' '190 160 12 36 -8'
  dog_front
} | draw dog-b 290 200 4

draw hen 200 200 4 <<'end'
ellipse 96 190 60 7 0 00000038
box 80 150 85 186 e0812a
box 80 183 98 187 e0812a
box 106 150 111 186 e0812a
box 106 183 124 187 e0812a
ellipse 26 78 18 40 -28 e9e4da
ellipse 42 76 16 40 -8 f6f2ea
ellipse 92 112 66 48 0 fbf8f2
ellipse 142 80 24 46 18 fbf8f2
ellipse 142 24 8 10 0 d8322f
ellipse 153 20 8 11 0 d8322f
ellipse 164 26 7 9 0 d8322f
ellipse 154 46 24 22 0 fbf8f2
ellipse 170 66 6 11 0 d8322f
triangle 174 40 174 56 194 49 f0a024
ellipse 160 42 4.5 5 0 2b2118
ellipse 82 110 40 25 8 e4ddd0
ellipse 72 106 28 15 8 d8d0c1
end

draw corgi 480 420 3 <<'end'
ellipse 240 402 180 12 0 00000030
ellipse 392 236 34 26 -30 d98b3a
ellipse 168 340 24 56 0 d98b3a
ellipse 330 340 26 58 0 c97c2e
ellipse 262 270 150 82 0 d98b3a
ellipse 220 310 96 46 0 fff6e8
ellipse 206 344 24 54 0 fff6e8
ellipse 362 344 26 54 0 fff6e8
ellipse 168 214 70 74 0 fff6e8
triangle 74 118 96 20 142 96 c97c2e
triangle 182 96 232 22 248 118 c97c2e
triangle 90 104 100 46 126 92 f2b9a0
triangle 196 92 224 48 236 106 f2b9a0
ellipse 162 140 88 70 0 d98b3a
ellipse 162 128 18 62 0 fff6e8
ellipse 162 178 50 38 0 fff6e8
ellipse 162 162 16 12 0 241a15
ellipse 124 128 10 12 0 241a15
ellipse 200 128 10 12 0 241a15
ellipse 127 124 3.5 3.5 0 ffffff
ellipse 203 124 3.5 3.5 0 ffffff
ellipse 162 200 14 12 0 e8707a
end

draw balloon 360 520 3 <<'end'
box 178 380 181 516 8a8a8a
triangle 180 356 160 388 200 388 a5161f
ellipse 180 190 140 172 0 d4202c
ellipse 168 176 122 152 0 e0353f
ellipse 124 112 34 52 28 f59aa0
end

draw hat 480 360 3 <<'end'
ellipse 240 286 222 50 0 c99b45
ellipse 240 274 222 46 0 e0b45c
ellipse 240 190 116 130 0 e0b45c
ellipse 240 256 118 34 0 8f3b3b
box 122 204 358 256 8f3b3b
ellipse 240 206 118 30 0 e0b45c
ellipse 206 112 34 22 -24 f0cf86
end

cp "$work/corgi.png" "$work/balloon.png" "$work/hat.png" .

# film NAME SECONDS
film() {
  step="lt(mod(n,12),6)"
  hop="trunc(10*abs(sin(PI*n/12)))"
  ffmpeg -v error -y \
    -loop 1 -framerate 30 -t "$2" -i "$work/ground.png" -i "$work/cloud.png" \
    -i "$work/hen.png" -i "$work/dog-a.png" -i "$work/dog-b.png" \
    -i "$work/chick-a.png" -i "$work/chick-b.png" \
    -f lavfi -i "sine=frequency=330:sample_rate=48000:duration=$2" \
    -filter_complex "
      [1]split[cloud1][cloud2];
      [3]hflip[dog1]; [4]hflip[dog2];
      [0][cloud1]overlay=x='690+trunc(n/4)':y=66[a];
      [a][cloud2]overlay=x='300+trunc(n/6)':y=24[b];
      [b][2]overlay=x=520:y='380+trunc(3*sin(PI*n/15))'[c];
      [c][dog1]overlay=x='850-trunc(0.8*n)':y=400:enable='$step'[d];
      [d][dog2]overlay=x='850-trunc(0.8*n)':y=400:enable='not($step)'[e];
      [e][5]overlay=x='160+2*n':y='520-$hop':enable='$step'[f];
      [f][6]overlay=x='160+2*n':y='520-$hop':enable='not($step)',format=yuv420p[picture];
      [7]volume=0.08,tremolo=f=2:d=0.4[sound]" \
    -map '[picture]' -map '[sound]' -t "$2" -r 30 \
    -c:v libx264 -preset veryslow -crf 27 -threads 1 -c:a aac -b:a 32k -ac 1 \
    -movflags +faststart -map_metadata -1 -fflags +bitexact -flags:v +bitexact \
    -flags:a +bitexact "$1"
}

film farm.mp4 5
film farm-10s.mp4 10
