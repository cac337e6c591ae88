extension PlanScript {
  /// What every script begins with, behind its heading. Functions are called as plain commands, never
  /// in `$(…)` or a condition where `set -e` would sleep, but for `ask` and `find_task`, which
  /// check every step themselves.
  static let functions = #"""
    set -euo pipefail

    say() { printf '%s\n' "$1" >&2; }
    fail() { printf 'error: %s\n' "$1" >&2; exit 1; }

    for program in base64 curl jq sha256sum; do
      command -v "$program" >/dev/null || fail "$program is not installed"
    done
    [ -n "${KLING_API_KEY:-}" ] || fail 'set KLING_API_KEY to your API key'
    base=${KEDIT_BASE_URL:-https://api-singapore.klingai.com}
    base=${base%/}
    case $base in
      *@*) fail 'KEDIT_BASE_URL must not hold a user' ;;
      https://*) ;;
      http://127.0.0.1 | http://127.0.0.1[:/]* | http://localhost | http://localhost[:/]*) ;;
      *) fail 'KEDIT_BASE_URL must begin with https://' ;;
    esac
    endpoint=/v1/videos/multi-elements
    output=${KEDIT_OUTPUT_DIR:-.}
    case $output in . | .. | ./* | ../* | /*) ;; *) output=./$output ;; esac

    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    # A file, so that the key is in no list of processes.
    printf 'Content-Type: application/json\nAuthorization: Bearer %s\n' \
      "$KLING_API_KEY" >"$work/headers"

    # ask METHOD PATH [BODY-FILE]: sends one request, once. Leaves the answer's code in $code and its
    # data in $work/data.json; fails where no answer came that can be read.
    ask() {
      local options=(
        --disable --globoff --path-as-is --silent --show-error --connect-timeout 30 --max-time 180
        --request "$1" --header "@$work/headers" --output "$work/answer.json"
      )
      if [ "$#" -gt 2 ]; then options+=(--data-binary "@$3"); fi
      rm -f "$work/answer.json"
      curl "${options[@]}" "$base$2" || return 1
      code=$(jq -er '.code | tostring' "$work/answer.json" 2>/dev/null) || return 1
      jq '.data | if type == "array" then .[0] else . end' \
        "$work/answer.json" >"$work/data.json" || return 1
    }

    # refuse WHAT: stops with what the service said.
    refuse() {
      fail "$1: $(jq -r '"code \(.code), \(.message), request \(.request_id // "unknown")"
        | gsub("[\\p{Cc}\\p{Cf}]"; "?")' "$work/answer.json")"
    }

    # call METHOD PATH BODY-FILE: as ask, and stops unless the answer is a success on both levels.
    call() {
      ask "$@" || fail "$1 $2: no answer that can be read. Run this again: it looks before it pays"
      [ "$code" = 0 ] || refuse "$1 $2"
      jq -e '(.status // 0) == 0' "$work/data.json" >/dev/null \
        || refuse "$1 $2: the video or the selection was rejected"
    }

    # find_task ID: whether there is a task of that id; what is known of it is in $work/data.json.
    find_task() {
      ask GET "$endpoint/$1" || fail 'asking for the task: no answer that can be read'
      case $code in
        0) jq -e '.task_id // "" | . != ""' "$work/data.json" >/dev/null ;;
        1201 | 1203) return 1 ;;
        *) refuse 'asking for the task' ;;
      esac
    }

    # init DURATION: starts a session on the video in $work/body.json. Sets $session, and $duration
    # to what the length asks for, which must be DURATION unless that is "auto".
    init() {
      call POST "$endpoint/init-selection" "$work/body.json"
      cp "$work/data.json" "$work/video.json"
      session=$(jq -er .session_id "$work/video.json") || fail 'init answered no session'
      duration=$(jq -er --arg chosen "$1" '
        def within($low; $high): . >= $low and . <= $high;
        (if .original_duration | within(2000; 5500) then "5"
         elif .original_duration | within(7000; 10500) then "10"
         else error("\(.original_duration) ms is neither 2 to 5 s nor 7 to 10 s") end) as $fitting
        | if $chosen != "auto" and $chosen != $fitting
          then error("the length asks for duration \($fitting), not \($chosen)")
          elif .fps != 24 and .fps != 30 and .fps != 60 then error("\(.fps) frames per second")
          elif [.width, .height] | all(within(720; 2160)) | not
          then error("\(.width) × \(.height) pixels")
          else $fitting end' "$work/video.json") || fail 'the service cannot edit this video'
    }

    # mark SELECTIONS: one call for each frame. A frame is a number, "last", or what a time comes to
    # at 24, 30 and 60 frames per second; a coordinate is a fraction, or a pixel as {"px": 988}.
    mark() {
      jq -c --slurpfile video "$work/video.json" '
        $video[0] as $v
        | def coordinate($size):
            if type == "object"
            then (if .px < $size then (.px + 0.5) / $size
                  else error("pixel \(.px) lies outside of \($size)") end)
            else . end;
          def frame:
            (if . == "last" then $v.total_frame - 1
             elif type == "object" then .[$v.fps | floor | tostring]
             else . end)
            | if . < $v.total_frame then .
              else error("frame \(.) does not exist: there are \($v.total_frame)") end;
          reduce .[] as $selection ([];
            ($selection.frame | frame) as $frame
            | [$selection.points[]
               | {x: .[0] | coordinate($v.width), y: .[1] | coordinate($v.height)}] as $points
            | if any(.[]; .frame_index == $frame)
              then map(if .frame_index == $frame then .points += $points else . end)
              else . + [{frame_index: $frame, points: $points}] end)
        | map(.points |= reduce .[] as $point ([];
            if any(.[]; . == $point) then . else . + [$point] end))
        | if length > 10 or any(.[]; .points | length > 10)
          then error("more than 10 frames, or 10 points on one") else .[] end
        ' <<<"$1" >"$work/selections" || fail 'these marks do not fit the video'
      local selection
      while IFS= read -r selection <&3; do
        jq -c --arg session "$session" '{session_id: $session} + .' \
          <<<"$selection" >"$work/body.json"
        call POST "$endpoint/add-selection" "$work/body.json"
      done 3<"$work/selections"
    }

    # image NUMBER FILE SHA256: puts a local image into the request in $work/body.json.
    image() {
      [ -r "$2" ] || fail "cannot read $2"
      [ "$(sha256sum <"$2" | cut -c 1-64)" = "$3" ] || fail "$2 has changed since the plan was made"
      base64 -w 0 <"$2" | jq -R . >"$work/image.json"
      jq -c --slurpfile image "$work/image.json" --argjson index "$(($1 - 1))" \
        '.image_list[$index].image = $image[0]' "$work/body.json" >"$work/next.json"
      mv "$work/next.json" "$work/body.json"
    }

    # fetch URL FILE: downloads a result unless it is there already, and prints its path.
    fetch() {
      if [ -e "$2" ]; then
        printf '%s\n' "$2"
        return
      fi
      case $1 in https://* | http://*) ;; *) fail "no address to download $2 from" ;; esac
      mkdir -p "${2%/*}"
      curl --disable --globoff --fail --location --silent --show-error --connect-timeout 30 \
        --proto '=http,https' --output "$2.part" --url "$1" || fail "cannot download $2"
      mv "$2.part" "$2"
      printf '%s\n' "$2"
    }

    # await ID: waits until the task has ended; its result is then in $work/data.json.
    await() {
      local misses=0
      while true; do
        if ask GET "$endpoint/$1" && [ "$code" = 0 ]; then
          misses=0
          case $(jq -r .task_status "$work/data.json") in
            succeed) return 0 ;;
            failed) fail "the task failed: $(jq -r '.task_status_msg // ""
              | tostring | gsub("[\\p{Cc}\\p{Cf}]"; "?")' "$work/data.json")" ;;
          esac
        else
          misses=$((misses + 1))
          [ "$misses" -lt 20 ] || fail 'the service does not answer. Run this again to go on'
        fi
        sleep "${KEDIT_POLL_INTERVAL:-5}"
      done
    }

    """#
}
